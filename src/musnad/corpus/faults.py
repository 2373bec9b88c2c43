"""What is amiss in the chains of a claim: an impossible order of time, an outlet that cites itself, a missing link.

What comes in is the graph of a claim; what goes out are faults, each with the words that show it. A fault is a place
to look at and no verdict: an outlet cited before anything of it in the case may have had an earlier piece outside. A
date that is missing, or too coarse to tell, is never a fault. Circles are found by `musnad.corpus.circles`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from musnad.corpus.chains import ChainGraph, Words, words_of
from musnad.corpus.moments import latest_day, surely_before
from musnad.corpus.routes import Hop, Route
from musnad.model import Interval
from musnad.model.evidence import Evidence

__all__ = ["Fault", "FaultKind", "find_faults"]

FaultKind = Literal[
    "cited_before_published",
    "happened_after_publication",
    "said_after_publication",
    "cites_itself",
    "nobody_named",
    "unnamed",
    "no_source",
    "byline_alone",
]
_ORDER = {kind: number for number, kind in enumerate(FaultKind.__args__)}  # type: ignore[attr-defined]  # a Literal has them
_DAY = len("2018-05-10")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A fault and the words that show it, those of the later article last.

    `cited_before_published`: the article cites `about`, whose own articles on the claim are all later.
    `happened_after_publication`, `said_after_publication`: it dates what it tells after its own day (`about`).
    `cites_itself`: the outlet names itself as the source. Of broken chains the last link is missing: `nobody_named`
    (it was said), `unnamed` (sources), `no_source` (the outlet's own voice), `byline_alone` (an agency's text that
    says nobody).
    """

    kind: FaultKind
    evidence: str
    about: str
    words: tuple[Words, ...]


def find_faults(graph: ChainGraph, *, told_on: Mapping[str, Interval] | None = None) -> tuple[Fault, ...]:
    """Return all faults, by kind and then by time; `told_on` says when statements were made, by evidence id."""
    pieces = {piece.id: piece for piece in graph.evidence}
    published = _published(graph)
    found: list[Fault] = []
    for route in graph.routes:
        piece = pieces[route.evidence]
        found += _cited_too_early(route, piece, published)
        found += _dated_too_late(piece, (told_on or {}).get(piece.id))
        found += _citing_itself(route, piece)
        found += _broken(route, piece)
    return tuple(sorted(found, key=lambda fault: _ORDER[fault.kind]))


def _published(graph: ChainGraph) -> dict[str, list[Evidence]]:
    by_outlet: defaultdict[str, list[Evidence]] = defaultdict(list)
    for route, piece in zip(graph.routes, graph.evidence, strict=True):
        by_outlet[route.said[0].key].append(piece)
    return by_outlet


def _cited_too_early(route: Route, piece: Evidence, published: Mapping[str, Sequence[Evidence]]) -> Iterator[Fault]:
    """An outlet is cited while all its own articles on the claim, the undated included, come later."""
    for hop in route.said[1:]:
        cited = published.get(hop.key, ())
        # Evidence is in the order of time with undated pieces last, so the ends tell of all between.
        if hop.key == route.said[0].key or not cited or cited[-1].published is None:
            continue
        if surely_before(piece.published, cited[0].published):
            both = (words_of(piece, hop.spans), words_of(cited[0]))
            yield Fault(kind="cited_before_published", evidence=piece.id, about=hop.key, words=both)


def _dated_too_late(piece: Evidence, told: Interval | None) -> Iterator[Fault]:
    last = latest_day(piece.published)
    if last is None:
        return
    if told is not None and told.first[:_DAY] > last:
        yield Fault(kind="said_after_publication", evidence=piece.id, about=told.first, words=(words_of(piece),))
    for event in piece.events:
        if event.status == "happened" and event.days is not None and event.days.first[:_DAY] > last:
            yield Fault(
                kind="happened_after_publication",
                evidence=piece.id,
                about=event.days.first,
                words=(words_of(piece, (event.trigger,)),),
            )


def _citing_itself(route: Route, piece: Evidence) -> Iterator[Fault]:
    outlet = route.said[0].key
    for hop in route.said[1:]:
        if hop.key == outlet and hop.kind == "told":
            yield Fault(kind="cites_itself", evidence=piece.id, about=outlet, words=(words_of(piece, hop.spans),))


def _broken(route: Route, piece: Evidence) -> Iterator[Fault]:
    last = route.said[-1]
    if kind := _break(last, piece, alone=len({hop.key for hop in route.said}) == 1):
        yield Fault(kind=kind, evidence=piece.id, about=last.key, words=(words_of(piece, last.spans),))


def _break(last: Hop, piece: Evidence, *, alone: bool) -> FaultKind | None:
    if alone:
        return "nobody_named" if piece.kind == "statement" and len(piece.chain) == 1 else "no_source"
    if last.kind in ("byline", "translation"):
        return "byline_alone"
    if last.teller.anonymous:
        return "unnamed" if last.teller.source is not None else "nobody_named"
    return None
