"""The reports of a claim as its page lists them: by origin, copies under what they repeat, and what may be against it.

Values in, values out; no layout. Every report of a claim stands in exactly one place of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from musnad.corpus.chains import UnknownKind
from musnad.corpus.counting import Counts
from musnad.corpus.faults import FaultKind
from musnad.corpus.joining import Join
from musnad.corpus.routes import Joining
from musnad.corpus.weighing import Weighed, Weighing
from musnad.model import Span
from musnad.model.annotations import Stance
from musnad.model.evidence import Evidence, OppositionKind
from musnad.views.claim_brief import Who, first_words, who_tells
from musnad.views.counted import passage

__all__ = ["Opposed", "Report", "Told", "opposed_of", "places", "report_of", "told_by_origin"]

_Texts = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its words and where they stand, who tells it on whose word, and what is to be said of it.

    `joining` says how it stands to others of its wording, `faults` what is amiss in its chain; `shared` are words that
    it has in common with another of the claim, `chance` that it tells the same, None where that was not looked up.
    """

    id: str
    document: int
    at: str
    words: str
    published: str | None
    chain: tuple[Who, ...]
    stance: Stance
    denies: bool
    joining: Joining = "own"
    faults: tuple[FaultKind, ...] = ()
    shared: tuple[str, ...] = ()
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Reports that go back to one origin, the earliest first, each with those that repeat its text.

    `why` says what is not known of somebody unknown; articles in their own voice, whose sources may be as many, stand
    together, and `keys` are of all of them. `also` are reports that go back to it too and stand under another.
    """

    who: Who
    why: UnknownKind | None
    side: str | None
    reports: tuple[tuple[Report, tuple[Report, ...]], ...]
    also: tuple[str, ...]
    articles: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opposed:
    """What may be against a report of the claim: the other report, in what, and how likely; `earlier` where known."""

    kind: OppositionKind
    mine: Report
    other: Report
    words: str
    chance: float
    earlier: bool | None
    other_denies: bool


def places(spans: Iterable[Span]) -> str:
    """Return where words stand, as the page of an article takes it.

    >>> places([Span(0, 5), Span(9, 12)])
    '0-5,9-12'
    """
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def report_of(piece: Evidence, weighed: Weighed, texts: _Texts, *, whole: bool = True) -> Report:
    """Return a report; its words whole, or as many as a card shows."""
    media = {node.key for node in weighed.graph.nodes if node.is_media}
    words = passage(texts(piece.document), piece.spans) if whole else first_words(piece, texts)
    return Report(
        piece.id, piece.document, places(piece.spans), words, piece.published,
        tuple(who_tells(teller, media) for teller in piece.chain), piece.stance, piece.polarity < 0,
    )  # fmt: skip


def told_by_origin(weighed: Weighed, texts: _Texts) -> tuple[Told, ...]:
    """Return the reports of a claim by what they go back to: named origins first, of these those of most reports."""
    counts, graph = weighed.counts, weighed.graph
    reports = _reports(weighed, texts)
    routes = {route.evidence: route for route in graph.routes}
    documents = {piece.id: piece.document for piece in graph.evidence}
    media = {node.key for node in graph.nodes if node.is_media}
    placed: set[str] = set()
    found: list[Told] = []
    for key, name, why, side, evidence in _ends(counts):
        mine = [one for one in evidence if one not in placed]
        placed.update(mine)
        under: defaultdict[str, list[str]] = defaultdict(list)
        for one in mine:
            under[_root(one, {id: routes[id].copy_of for id in mine})].append(one)
        listed = tuple(
            (reports[root], tuple(reports[one] for one in ones if one != root)) for root, ones in under.items()
        )
        who = who_tells(None, media, key=key, name=name)
        articles = len({documents[one] for one in evidence})
        also = tuple(one for one in evidence if one not in mine)
        found.append(Told(who, why, side, listed, also, articles, (key,)))
    return tuple(_voices_together(found))


def opposed_of(weighed: Weighed, weighing: Weighing, texts: _Texts) -> tuple[Opposed, ...]:
    """Return what may be against a claim, the likeliest first."""
    own = {piece.id: piece for piece in weighed.claim.evidence}
    found: list[Opposed] = []
    for opposition in sorted(weighed.against, key=lambda one: -one.chance):
        mine, theirs = opposition.one, opposition.other
        if mine not in own:
            mine, theirs = theirs, mine
        other = weighing.evidence.get(theirs)
        if other is None:
            continue
        earlier = None if opposition.first is None else opposition.first != mine
        found.append(
            Opposed(
                opposition.kind, report_of(own[mine], weighed, texts, whole=False), report_of(other, weighed, texts),
                opposition.words, opposition.chance, earlier, other.polarity < 0,
            )
        )  # fmt: skip
    return tuple(found)


def _ends(counts: Counts) -> list[tuple[str, str, UnknownKind | None, str | None, tuple[str, ...]]]:
    named = [(one.key, one.name, None, one.side, one.evidence) for one in counts.origins]
    unknown = [(one.key, one.name, one.why, None, one.evidence) for one in counts.unknown]
    return [*sorted(named, key=lambda one: -len(one[4])), *sorted(unknown, key=lambda one: -len(one[4]))]


def _voices_together(told: Sequence[Told]) -> list[Told]:
    """Return the list with the articles in their own voice as one entry, at the end."""
    voices = [one for one in told if one.why == "own_voice"]
    if not voices:
        return list(told)
    together = Told(
        Who("", "", None), "own_voice", None, tuple(report for one in voices for report in one.reports),
        tuple(id for one in voices for id in one.also), sum(one.articles for one in voices),
        tuple(key for one in voices for key in one.keys),
    )  # fmt: skip
    return [*(one for one in told if one.why != "own_voice"), together]


def _reports(weighed: Weighed, texts: _Texts) -> dict[str, Report]:
    joins: dict[str, Join] = {}
    for join in sorted(weighed.joins, key=lambda join: -join.chance):
        joins.setdefault(join.one, join)
        joins.setdefault(join.other, join)
    faults: defaultdict[str, list[FaultKind]] = defaultdict(list)
    for fault in weighed.faults:
        faults[fault.evidence].append(fault.kind)
    media = {node.key for node in weighed.graph.nodes if node.is_media}
    found: dict[str, Report] = {}
    for route, piece in zip(weighed.graph.routes, weighed.graph.evidence, strict=True):
        why = joins.get(piece.id)
        found[piece.id] = Report(
            piece.id, piece.document, places(piece.spans), passage(texts(piece.document), piece.spans),
            piece.published, tuple(who_tells(teller, media) for teller in piece.chain), piece.stance,
            piece.polarity < 0, route.joining, tuple(dict.fromkeys(faults[piece.id])), _shared(why),
            why.chance if why else None,
        )  # fmt: skip
    return found


def _shared(join: Join | None) -> tuple[str, ...]:
    """Return the words and numbers that a report has in common with the one it is most likely the same as."""
    words = (word for reason in (join.reasons if join else ()) for word in reason.shared)
    return tuple(dict.fromkeys(word for word in words if ":" not in word))  # a key is no word


def _root(one: str, copied: dict[str, str | None]) -> str:
    """Return the report that one repeats in the end, among those listed with it."""
    met = {one}
    while (before := copied.get(one)) is not None and before in copied and before not in met:
        met.add(before)
        one = before
    return one
