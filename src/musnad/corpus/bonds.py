"""Ties of a network drawn together for a picture: one bond between two for all that ties them in one way.

What comes in are the ties of `musnad.corpus.network` and the reports behind them; what goes out are bonds, each with
what it is made of, its claims and evidence, and the days on which it was told; the strongest of them; and who stands
between the others. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from musnad.corpus.chains import Words, words_of
from musnad.corpus.network import CitationNetwork, EventTie
from musnad.corpus.support import Gathering, Support
from musnad.corpus.weighing import Weighed

__all__ = [
    "UNNAMED", "Bond", "Picked", "Report", "Sign", "bottlenecks", "citing_bonds", "event_bonds", "pick",
    "reports_of", "stands_between",
]  # fmt: skip

Sign = Literal["cooperation", "conflict", "told", "concealed"]
UNNAMED = "unnamed"
_COOPERATION = (1, 2)  # quadrants of PLOVER


@dataclass(frozen=True, slots=True)
class Report:
    """A report by which somebody is tied: its claim, its words, and the day it was published where that is known."""

    claim: str
    words: Words
    day: date | None


@dataclass(frozen=True, slots=True)
class Bond:
    """What ties two in one way; `what` are the types of events or kinds of citing in it with their claims, most first.

    `days` are those on which its claims were told, each with how many of its reports.
    """

    start: str
    end: str
    sign: Sign
    mutual: bool
    what: tuple[tuple[str, int], ...]
    support: Support
    days: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """The strongest of a network: keys with their claims, the bonds between them, and how much is left out."""

    weights: Mapping[str, int]
    bonds: tuple[Bond, ...]
    more_keys: int
    more_bonds: int


_Tie = tuple[str, str, Sign, bool, str, Support]  # start, end, how, whether it is mutual, what it is, what is behind it


def reports_of(claims: Iterable[Weighed]) -> dict[str, Report]:
    """Return by the id of its evidence each report of some claims."""
    return {
        piece.id: Report(weighed.claim.id, words_of(piece), _day(piece.published))
        for weighed in claims for piece in weighed.graph.evidence
    }  # fmt: skip


def bottlenecks(claims: Iterable[Weighed]) -> dict[str, Support]:
    """Return by his key each one through whom alone all chains of a claim pass that more than one article tells."""
    found: Gathering[str] = Gathering()
    for weighed in claims:
        narrowest = weighed.counts.narrowest
        if narrowest.size == 1 and narrowest.articles > 1:
            for member in narrowest.members:
                found.add(member.key, weighed.claim.id, narrowest.evidence)
    return {key: found.of(key) for key in found}


def event_bonds(
    ties: Iterable[EventTie],
    reports: Mapping[str, Report],
    *,
    quad_of: Callable[[str], int],
    days: Collection[date] = (),
) -> tuple[Bond, ...]:
    """Return the bonds of ties of events; what is done to somebody is apart from what he does, war apart from peace.

    `days`, the first and last, leave out what was told on others.
    """
    return _bonds(
        ((t.start, t.end, "cooperation" if quad_of(t.type) in _COOPERATION else "conflict", t.mutual, t.type, t.support)
         for t in ties), reports, days,
    )  # fmt: skip


def citing_bonds(
    network: CitationNetwork, reports: Mapping[str, Report], *, days: Collection[date] = ()
) -> tuple[Bond, ...]:
    """Return the bonds of a network of citing. All who are unnamed stand together under one key, `UNNAMED`.

    That is for the picture: nothing tells that two of them are one.
    """
    unnamed = {node.key for node in network.nodes if node.is_unnamed}
    return _bonds(
        ((t.start, UNNAMED if t.end in unnamed else t.end, "concealed" if t.kind == "concealed" else "told", False,
          t.kind, t.support) for t in network.ties if t.start not in unnamed), reports, days,
    )  # fmt: skip


def pick(bonds: Iterable[Bond], *, most: int, keys: Collection[str] | None = None, most_bonds: int = 150) -> Picked:
    """Return those of most claims, and the strongest bonds between them; with `keys` only bonds of one of these.

    One of the keys is always among them where it has a bond.
    """
    found = [bond for bond in bonds if keys is None or bond.start in keys or bond.end in keys]
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for bond in found:
        claims[bond.start].update(bond.support.claims)
        claims[bond.end].update(bond.support.claims)
    weights = {key: len(behind) for key, behind in claims.items()}
    order = sorted(weights, key=lambda key: (key not in (keys or ()), -weights[key], key))
    strongest = set(order[:most])
    between = [bond for bond in found if bond.start in strongest and bond.end in strongest]
    kept = tuple(sorted(between, key=_strength)[:most_bonds])
    tied = {key for bond in kept for key in (bond.start, bond.end)}
    return Picked(
        weights={key: weights[key] for key in sorted(tied, key=lambda key: (-weights[key], key))},
        bonds=kept, more_keys=len(weights) - len(tied), more_bonds=len(found) - len(kept),
    )  # fmt: skip


def stands_between(bonds: Iterable[Bond]) -> tuple[tuple[str, float], ...]:
    """Return on how many shortest ways between two others each one lies, in whatever direction; most first.

    Where there are several shortest ways between two, each counts its share. Those on none are left out.
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for bond in bonds:
        near[bond.start].add(bond.end)
        near[bond.end].add(bond.start)
    between: Counter[str] = Counter()
    for start in sorted(near):
        order, ways, before = _ways_from(start, near)
        share: Counter[str] = Counter()
        for key in reversed(order):
            for other in before[key]:
                share[other] += ways[other] / ways[key] * (1 + share[key])  # type: ignore[assignment]  # shares of ways
            if key != start:
                between[key] += share[key]
    ordered = sorted(((key, count / 2) for key, count in between.items() if count > 0), key=lambda x: (-x[1], x[0]))
    return tuple(ordered)


def _ways_from(
    start: str, near: Mapping[str, Collection[str]]
) -> tuple[list[str], Mapping[str, int], Mapping[str, list[str]]]:
    """Return all that can be reached by distance, how many shortest ways lead to each, and who is before it on them."""
    order: list[str] = []
    far, ways = {start: 0}, Counter({start: 1})
    before: defaultdict[str, list[str]] = defaultdict(list)
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        order.append(key)
        for other in sorted(near[key]):
            if other not in far:
                far[other] = far[key] + 1
                waiting.append(other)
            if far[other] == far[key] + 1:
                ways[other] += ways[key]
                before[other].append(key)
    return order, ways, before


def _bonds(ties: Iterable[_Tie], reports: Mapping[str, Report], days: Collection[date]) -> tuple[Bond, ...]:
    found: defaultdict[tuple[str, str, Sign, bool], list[tuple[str, Support]]] = defaultdict(list)
    for start, end, sign, mutual, what, support in ties:
        found[start, end, sign, mutual].append((what, support))
    bonds = (_bond(*key, parts, reports, days) for key, parts in found.items())
    return tuple(sorted((bond for bond in bonds if bond is not None), key=_strength))


def _bond(
    start: str,
    end: str,
    sign: Sign,
    mutual: bool,  # the parts of a key
    parts: Iterable[tuple[str, Support]],
    reports: Mapping[str, Report],
    days: Collection[date],
) -> Bond | None:
    what: defaultdict[str, set[str]] = defaultdict(set)
    evidence: dict[str, None] = {}
    for kind, support in parts:
        for piece in support.evidence:
            report = reports.get(piece)
            if report is not None and (not days or (report.day is not None and min(days) <= report.day <= max(days))):
                what[kind].add(report.claim)
                evidence[piece] = None
    if not evidence:
        return None
    told = sorted(evidence, key=lambda piece: (reports[piece].day or date.max, piece))
    counted = Counter(day for piece in told if (day := reports[piece].day) is not None)
    return Bond(
        start=start, end=end, sign=sign, mutual=mutual,
        what=tuple(sorted(((kind, len(claims)) for kind, claims in what.items()), key=lambda x: (-x[1], x[0]))),
        support=Support(tuple(sorted(set(chain.from_iterable(what.values())))), tuple(told)),
        days=tuple(sorted(counted.items())),
    )  # fmt: skip


def _strength(bond: Bond) -> tuple[int, int, str, str, str, bool]:
    return -bond.support.weight, -len(bond.support.evidence), bond.start, bond.end, bond.sign, bond.mutual


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
