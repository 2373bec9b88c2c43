"""Two outlets on one story: what both tell and how it differs, what one tells alone, whom each cites, what each denies.

What comes in are the reports that articles of both outlets have of a story, by claim, and what is against these claims;
what goes out are comparisons that point at reports. It says what was told and on whose word: that an outlet leaves a
thing out of the articles that are here does not mean that it never told it, nor that it should have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from musnad.corpus.figures import count_the_same
from musnad.corpus.routes import in_order
from musnad.model import LinkRole
from musnad.model.evidence import Counted, Evidence, Opposition, Teller

__all__ = [
    "Cited", "Comparison", "Denied", "Differs", "Figures", "Given", "Lone", "Part", "Shared", "Which", "compare_outlets"
]  # fmt: skip

Which = Literal["one", "other"]
Differs = Literal["source", "unnamed", "strength", "stance", "figure"]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it comes in: its reports in articles of both outlets, how many articles and outlets tell it."""

    claim: int
    reports: tuple[Evidence, ...]
    articles: int = 1
    outlets: int = 1


class Figures(msgspec.Struct, frozen=True):
    """Two figures for the same thing that are not the same."""

    one: Counted
    other: Counted


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that both tell: the reports of each in the order of time, and in what they differ."""

    claim: int
    one: tuple[Evidence, ...]
    other: tuple[Evidence, ...]
    differs: tuple[Differs, ...]
    figures: tuple[Figures, ...]
    articles: int
    outlets: int


class Lone(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that only one of both tells; `articles` and `outlets` count all who tell it, others too."""

    claim: int
    reports: tuple[Evidence, ...]
    articles: int
    outlets: int


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """One whose word is given, and the reports that give it; all who are unnamed are one, with an empty key."""

    key: str
    name: str
    role: LinkRole | None
    one: tuple[Evidence, ...]
    other: tuple[Evidence, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one outlet: on the word of somebody named, of somebody unnamed, and in its own voice."""

    named: tuple[Evidence, ...]
    unnamed: tuple[Evidence, ...]
    own_voice: tuple[Evidence, ...]


class Denied(msgspec.Struct, frozen=True, kw_only=True):
    """A denial of what either tells, with the report that it most likely denies.

    `tells` says who tells the claim of that report, `carries` who the denial.
    """

    claim: int
    told: Evidence
    denial: Evidence
    chance: float
    tells: tuple[Which, ...]
    carries: tuple[Which, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two outlets side by side; claims that most articles tell come first."""

    both: tuple[Shared, ...]
    one_alone: tuple[Lone, ...]
    other_alone: tuple[Lone, ...]
    cited: tuple[Cited, ...]
    one: Part
    other: Part
    denied: tuple[Denied, ...]


def compare_outlets(
    given: Iterable[Given],
    one: str,
    other: str,
    *,
    against: Iterable[tuple[Opposition, Evidence]] = (),
    claim_of: Mapping[str, int] | None = None,
) -> Comparison:
    """Return the comparison of two outlets by their keys.

    `against` are oppositions of the reports with the evidence that opposes them, of whatever outlet; `claim_of` gives
    the claim of that evidence where others tell the same, and of the reports.
    """
    claims = tuple(given)
    parts = {claim.claim: (_of(claim.reports, one), _of(claim.reports, other)) for claim in claims}
    mine = in_order(report for one_told, _ in parts.values() for report in one_told)
    theirs = in_order(report for _, other_told in parts.values() for report in other_told)
    both: list[Shared] = []
    alone: tuple[list[Lone], list[Lone]] = [], []
    for claim in sorted(claims, key=_weight):
        told = parts[claim.claim]
        if told[0] and told[1]:
            both.append(_shared(claim, *told))
        elif told[0] or told[1]:
            which = 0 if told[0] else 1
            alone[which].append(
                Lone(claim=claim.claim, reports=told[which], articles=claim.articles, outlets=claim.outlets)
            )
    return Comparison(
        both=tuple(both), one_alone=tuple(alone[0]), other_alone=tuple(alone[1]), cited=_cited(mine, theirs),
        one=_part(mine), other=_part(theirs), denied=_denied((one, other), claims, against, claim_of or {}),
    )  # fmt: skip


def _of(reports: Iterable[Evidence], outlet: str) -> tuple[Evidence, ...]:
    return in_order(report for report in reports if report.outlet.key == outlet)


def _weight(claim: Given) -> tuple[int, int, bool, int]:
    """Return what sorts claims: those of most articles and outlets first, then those on somebody's word."""
    return -claim.articles, -claim.outlets, all(r.origin is None for r in claim.reports), claim.claim


def _shared(claim: Given, one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> Shared:
    figures = tuple(_figures(one, other))
    differs: list[Differs] = []
    mine, theirs = _sources(one), _sources(other)
    if mine != theirs and (mine or theirs):
        differs.append("source")
    if _has_unnamed(one) != _has_unnamed(other):
        differs.append("unnamed")
    if _differ(_strengths(one), _strengths(other)):
        differs.append("strength")
    if _stances(one) != _stances(other):
        differs.append("stance")
    if figures:
        differs.append("figure")
    return Shared(
        claim=claim.claim, one=one, other=other, differs=tuple(differs), figures=figures, articles=claim.articles,
        outlets=claim.outlets,
    )  # fmt: skip


def _sources(reports: Iterable[Evidence]) -> frozenset[str]:
    """Return the keys of the named who stand at the end of chains."""
    return frozenset(r.origin.key for r in reports if r.origin is not None and not r.origin.anonymous)


def _has_unnamed(reports: Iterable[Evidence]) -> bool:
    return any(r.origin is not None and r.origin.anonymous for r in reports)


def _strengths(reports: Iterable[Evidence]) -> Mapping[str, frozenset[str]]:
    """Return how each of the named is said to tell it: «said», «reported»."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        for teller in report.chain[1:]:
            if not teller.anonymous:
                found[teller.key].add(teller.strength)
    return {key: frozenset(strengths) for key, strengths in found.items()}


def _differ(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    """Whether somebody whom both name is nowhere said by both to tell it in the same manner."""
    return any(one[key].isdisjoint(other[key]) for key in one.keys() & other.keys())


def _stances(reports: Iterable[Evidence]) -> frozenset[str]:
    return frozenset(report.stance for report in reports)


def _figures(one: Sequence[Evidence], other: Sequence[Evidence]) -> Iterator[Figures]:
    """Yield figures for the same thing that differ, where neither outlet gives the other's figure anywhere."""
    mine, theirs = _counted(one), _counted(other)
    seen: set[tuple[float, float | None, float, float | None]] = set()
    for here in mine:
        for there in theirs:
            pair = (here.low, here.high, there.low, there.high)
            if not count_the_same(here, there) or pair[:2] == pair[2:] or pair in seen:
                continue
            if not _gives(theirs, here) and not _gives(mine, there):
                seen.add(pair)
                yield Figures(here, there)


def _counted(reports: Iterable[Evidence]) -> list[Counted]:
    return [quantity for report in reports for quantity in report.quantities]


def _gives(quantities: Iterable[Counted], figure: Counted) -> bool:
    return any(q.low == figure.low and q.high == figure.high and count_the_same(q, figure) for q in quantities)


def _cited(one: Iterable[Evidence], other: Iterable[Evidence]) -> tuple[Cited, ...]:
    """Return those whose word is given, those with most reports first; all unnamed together."""
    first: dict[str, Teller] = {}
    found: defaultdict[str, tuple[list[Evidence], list[Evidence]]] = defaultdict(lambda: ([], []))
    for which, reports in enumerate((one, other)):
        for report in reports:
            for teller in dict.fromkeys(report.chain[1:]):
                key = "" if teller.anonymous else teller.key
                first.setdefault(key, teller)
                if report not in found[key][which]:
                    found[key][which].append(report)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1][0]) - len(item[1][1]), item[0]))
    return tuple(
        Cited(
            key=key, name=first[key].name if key else "", role=first[key].role if key else "unnamed", one=tuple(mine),
            other=tuple(theirs),
        )
        for key, (mine, theirs) in ordered
    )  # fmt: skip


def _part(reports: Sequence[Evidence]) -> Part:
    return Part(
        named=tuple(r for r in reports if r.origin is not None and not r.origin.anonymous),
        unnamed=tuple(r for r in reports if r.origin is not None and r.origin.anonymous),
        own_voice=tuple(r for r in reports if r.origin is None),
    )


def _denied(
    outlets: tuple[str, str],
    claims: Iterable[Given],
    against: Iterable[tuple[Opposition, Evidence]],
    claim_of: Mapping[str, int],
) -> tuple[Denied, ...]:
    """Return each denial once with the report that it most likely denies: first those that one of both leaves out."""
    reports = {report.id: (claim, report) for claim in claims for report in claim.reports}
    by_claim = {claim.claim: claim for claim in claims}
    found: dict[int | str, Denied] = {}
    for opposition, denial in sorted(against, key=lambda pair: (-pair[0].chance, pair[0].one, pair[0].other)):
        own = opposition.other if opposition.one == denial.id else opposition.one
        if opposition.kind != "denial" or own not in reports or (denial.denial is None and denial.polarity > 0):
            continue
        claim, told = reports[own]
        denying = claim_of.get(denial.id)
        if denying == claim.claim:
            continue
        carriers = [denial, *(by_claim[denying].reports if denying in by_claim else ())]
        found.setdefault(
            denial.id if denying is None else denying,
            Denied(
                claim=claim.claim, told=told, denial=denial, chance=opposition.chance,
                tells=_which(claim.reports, outlets), carries=_which(carriers, outlets),
            ),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda denied: (len(denied.carries) != 1, -denied.chance)))


def _which(reports: Collection[Evidence], outlets: tuple[str, str]) -> tuple[Which, ...]:
    keys = {report.outlet.key for report in reports}
    names: tuple[Which, Which] = ("one", "other")
    return tuple(name for name, outlet in zip(names, outlets, strict=True) if outlet in keys)
