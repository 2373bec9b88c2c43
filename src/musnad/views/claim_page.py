"""What the page of a claim shows, as values: counts with the words behind them, ways, faults, changes, what falls.

What comes in is a weighed claim; what goes out are lists whose every entry has the place of its words. Values in,
values out; pictures are in `musnad.views.drawing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from musnad.corpus.chains import NodeKind, UnknownKind, Words
from musnad.corpus.changes import Change, ChangeKind
from musnad.corpus.circles import Circle
from musnad.corpus.counting import CountName, Counts
from musnad.corpus.faults import FaultKind
from musnad.corpus.routes import EdgeKind
from musnad.corpus.weighing import Weighed, Weighing
from musnad.corpus.what_if import Difference, keys_of_side
from musnad.model import Span
from musnad.model.evidence import Claim, Evidence
from musnad.views.claim_brief import Who, who_tells
from musnad.views.claim_changes import changes_in
from musnad.views.claim_reports import places
from musnad.views.counted import cut, passage
from musnad.views.drawing.chain_shape import Knot, Shape, Way

__all__ = [
    "ChangePart", "ChangeTold", "FaultTold", "Passage", "RingTold", "Switch", "WayTold", "WhatIf", "changes_told",
    "counted_words", "faults_told", "folds_told", "rings_told", "switches_of", "way_anchor", "ways_told", "what_if_of",
]  # fmt: skip

_Texts = Callable[[int], str]
_MOST_PASSAGES = 4  # of a way, with their words; the others are listed by their articles
_MOST_COMPARED = 40  # reports whose words are set against one another
_UNLISTED = ("articles", "narrowest")  # counts of everything


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article and where they stand."""

    evidence: str
    document: int
    at: str
    words: str
    published: str | None


@dataclass(frozen=True, slots=True)
class WayTold:
    """`start` has it from `end`: by what it is known, in how many reports, and the words of the first of them."""

    anchor: str
    start: Knot
    end: Knot
    kinds: tuple[EdgeKind, ...]
    reports: int
    passages: tuple[Passage, ...]
    others: tuple[Passage, ...]
    is_fallen: bool


@dataclass(frozen=True, slots=True)
class FaultTold:
    """What is amiss in some chains, all of one kind."""

    kind: FaultKind
    about: tuple[Who, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class RingTold:
    """Outlets that have it from each other: each step as who has it from whom, with its words."""

    steps: tuple[tuple[Who, Who, tuple[Passage, ...]], ...]


class ChangePart(NamedTuple):
    """One thing that is told otherwise: the words then and now; `words` say it in short where it can be said so."""

    kind: ChangeKind
    then: str
    now: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What is told otherwise, and the reports that do so, each with the earlier one it is set against."""

    parts: tuple[ChangePart, ...]
    reports: tuple[tuple[Passage, Passage], ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """One who can be left out: how many reports go through him, and whether he is left out now."""

    key: str
    name: str
    kind: NodeKind
    unknown: UnknownKind | None
    reports: int
    is_off: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The counts without some tellers or sides; `after` is None where nothing is left out or nothing falls."""

    switches: tuple[Switch, ...]
    sides: tuple[tuple[str, bool], ...]
    keys: frozenset[str]
    difference: Difference | None

    @property
    def is_asked(self) -> bool:
        """Whether somebody is left out."""
        return bool(self.keys)

    @property
    def fallen(self) -> frozenset[str]:
        """The reports that fall."""
        return frozenset(self.difference.fallen) if self.difference else frozenset()


def counted_words(counts: Counts, name: str, texts: _Texts) -> tuple[Passage, ...]:
    """Return the words that a count came from; none for what is no name of a count."""
    if name not in get_args(CountName):
        return ()
    number: CountName = name  # type: ignore[assignment]  # it is one of them
    return tuple(_passage(words, texts) for words in counts.opens(number))


def way_anchor(way: Way, shape: Shape) -> str:
    """Return the mark in the page at which a way is told."""
    return f"way-{shape.ways.index(way) + 1}"


def ways_told(shape: Shape, weighed: Weighed, texts: _Texts) -> tuple[WayTold, ...]:
    """Return the ways of the chains with their words, those of most reports first."""
    said: defaultdict[tuple[str, str], list[Words]] = defaultdict(list)
    for edge in weighed.graph.edges:
        said[edge.start, edge.end] += edge.words
    knots = {knot.key: knot for knot in shape.knots}
    found: list[WayTold] = []
    for number, way in enumerate(shape.ways, 1):
        words = list(dict.fromkeys(one for pair in way.pairs for one in said[pair]))
        shown = tuple(_passage(one, texts) for one in words[:_MOST_PASSAGES])
        others = tuple(_place(one) for one in words[_MOST_PASSAGES:])
        found.append(
            WayTold(
                f"way-{number}", knots[way.start], knots[way.end], tuple(sorted(way.kinds)), len(way.reports), shown,
                others, way.is_fallen,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda way: -way.reports))


def folds_told(shape: Shape, weighed: Weighed) -> tuple[tuple[Knot, tuple[tuple[Who, str], ...]], ...]:
    """Return each knot that stands for several, with all of them by name and the first report that goes by each."""
    first: dict[str, str] = {}
    for route in weighed.graph.routes:
        for node in route.nodes:
            first.setdefault(node, route.evidence)
    return tuple(
        (knot, tuple((who_tells(None, {node.key} if node.is_media else (), key=node.key, name=node.name),
                      first.get(node.key, "")) for node in sorted(knot.nodes, key=lambda node: node.name)))
        for knot in shape.folded
    )  # fmt: skip


def faults_told(weighed: Weighed, texts: _Texts) -> tuple[FaultTold, ...]:
    """Return what is amiss by kind, with whom it is about and all places; a kind of everything comes as one entry."""
    nodes = {node.key: node for node in weighed.graph.nodes}
    by_kind: defaultdict[FaultKind, list[Passage]] = defaultdict(list)
    about: defaultdict[FaultKind, dict[str, Who]] = defaultdict(dict)
    for fault in weighed.faults:
        by_kind[fault.kind] += (_passage(words, texts) for words in fault.words)
        node = nodes.get(fault.about)
        if node is not None and node.name and fault.kind in ("cited_before_published", "cites_itself", "byline_alone"):
            about[fault.kind][node.key] = who_tells(
                None, {node.key} if node.is_media else (), key=node.key, name=node.name
            )
    return tuple(
        FaultTold(kind, tuple(about[kind].values()), tuple(dict.fromkeys(passages)))
        for kind, passages in by_kind.items()
    )


def rings_told(weighed: Weighed, circles: Iterable[Circle], texts: _Texts) -> tuple[RingTold, ...]:
    """Return the circles within a claim."""
    nodes = {node.key: node for node in weighed.graph.nodes}
    media = {node.key for node in weighed.graph.nodes if node.is_media}

    def who(key: str) -> Who:
        return who_tells(None, media, key=key, name=nodes[key].name if key in nodes else key)

    return tuple(
        RingTold(
            tuple(
                (who(step.start), who(step.end), tuple(_passage(words, texts) for words in step.words[:_MOST_PASSAGES]))
                for step in circle.steps
            )
        )
        for circle in circles
        if circle.claims == (weighed.claim.id,)
    )


def changes_told(weighed: Weighed, texts: _Texts) -> tuple[tuple[ChangeTold, ...], int]:
    """Return how the wording changed among the first reports that are no copies, and how many were not compared."""
    own = {route.evidence for route in weighed.graph.routes if route.joining == "own"}
    reports = [piece for piece in weighed.graph.evidence if piece.id in own]
    compared = {piece.id: piece for piece in reports[:_MOST_COMPARED]}
    changes = changes_in(Claim(id=weighed.claim.id, evidence=tuple(compared.values())), texts)

    pairs: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        pairs.setdefault((change.evidence, change.base), []).append(change)
    alike: dict[tuple[ChangePart, ...], list[tuple[Passage, Passage]]] = {}
    for (evidence, base), some in pairs.items():
        now, then = compared[evidence], compared[base]
        parts = tuple(
            ChangePart(one.kind, _slices(then, one.was, texts), _slices(now, one.at, texts), one.words)
            for one in sorted(some, key=lambda one: one.kind == "added")
        )
        places_of = _at(now, [span for one in some for span in one.at]), _at(then, [s for one in some for s in one.was])
        alike.setdefault(parts, []).append(places_of)
    found = tuple(ChangeTold(parts, tuple(reports)) for parts, reports in alike.items())
    return found, max(len(reports) - _MOST_COMPARED, 0)


def _slices(piece: Evidence, spans: Sequence[Span], texts: _Texts) -> str:
    return " … ".join(texts(piece.document)[span.start : span.end] for span in spans)


def _at(piece: Evidence, spans: Sequence[Span]) -> Passage:
    return Passage(piece.id, piece.document, places(sorted(spans) or piece.spans), "", piece.published)


def switches_of(weighed: Weighed, off: Collection[str]) -> tuple[Switch, ...]:
    """Return those who can be left out: origins, then those who pass on, then outlets; of each the busiest first."""
    through: defaultdict[str, set[str]] = defaultdict(set)
    for route in weighed.graph.routes:
        for node in route.nodes:
            through[node].add(route.evidence)
    order = {"origin": 0, "relay": 1, "outlet": 2, "unknown": 3}
    switches = [
        Switch(node.key, node.name, node.kind, node.unknown, len(through[node.key]), node.key in off)
        for node in weighed.graph.nodes
        if node.unknown in (None, "unnamed") and through[node.key]
    ]
    return tuple(sorted(switches, key=lambda one: (order[one.kind], -one.reports, one.key)))


def what_if_of(weighed: Weighed, weighing: Weighing, *, without: Iterable[str], sides: Iterable[str]) -> WhatIf:
    """Return what falls without some tellers of a claim and those of some sides; unknown keys count nothing."""
    known = {node.key for node in weighed.graph.nodes}
    stated = {key: side for key, side in weighing.sides.items() if key in known}
    asked = frozenset(sides)
    off = (frozenset(without) & known).union(*(keys_of_side(side, stated) for side in asked))
    differences = weighing.without(off) if off else ()
    difference = next((one for one in differences if one.claim == weighed.claim.id), None)
    there = tuple((side, side in asked) for side in sorted(set(stated.values())))
    return WhatIf(switches_of(weighed, off), there, off, difference)


def _passage(words: Words, texts: _Texts) -> Passage:
    text = cut(passage(texts(words.document), words.spans))
    return Passage(words.evidence, words.document, places(words.spans), text, words.published)


def _place(words: Words) -> Passage:
    return Passage(words.evidence, words.document, places(words.spans), "", words.published)
