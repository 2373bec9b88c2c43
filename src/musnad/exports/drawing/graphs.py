"""The networks of a case as graphs that every graph format can write: nodes and ties with named values.

What comes in is what is handed over; what goes out are two graphs, who does what to whom and who has it from whom.
All is of the claims that `subject.networks()` looks at. Layout in a file is for the formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from musnad.case.actor_items import kind_of
from musnad.case.actor_list import actor_rows
from musnad.case.folder import Case
from musnad.case.network import Networks, quadrants
from musnad.case.places import known_places
from musnad.case.search.words import lexicon
from musnad.case.tellers import publishing
from musnad.case.weighing.decisions import piece_of
from musnad.case.weighing.index import ClaimIndex
from musnad.corpus.network import Actor, CitationTie, EventTie, Voice
from musnad.corpus.support import Support
from musnad.exports.subject import Subject
from musnad.lexicon.names import ActorRow, PlaceRow

__all__ = ["Field", "Graph", "GraphEdge", "GraphNode", "Graphs", "Value", "graphs_of"]

Value = str | int | bool | None
_UNNAMED = "unnamed:"
_BETWEEN = " "


class Field(NamedTuple):
    """A value that each node or tie of a graph may have."""

    name: str
    kind: Literal["string", "integer", "boolean"] = "string"


class GraphNode(NamedTuple):
    """Somebody in a graph; `values` are in the order of the fields, `first` and `last` the days he was told of."""

    key: str
    label: str
    values: tuple[Value, ...]
    first: date | None
    last: date | None


class GraphEdge(NamedTuple):
    """A tie from one key to another; `kind` tells ties between the same two apart."""

    start: str
    end: str
    kind: str
    mutual: bool
    weight: int
    values: tuple[Value, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph: `name` is that of its file, `about` says what its ties are."""

    name: str
    about: str
    node_fields: tuple[Field, ...]
    edge_fields: tuple[Field, ...]
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a case; `more` counts the claims that were not looked at."""

    graphs: tuple[Graph, ...]
    more: int


class _Told(NamedTuple):
    """What a graph needs of a report: its article, its outlet, its day, and how sure its cues are of each teller."""

    document: int
    outlet: str
    day: date | None
    strengths: Mapping[str, str]


_WHO = (Field("key"), Field("name"), Field("name_en"), Field("name_latin"), Field("type"), Field("role"),
        Field("country"), Field("wikidata"))  # fmt: skip
_BEHIND = (Field("articles", "integer"), Field("outlets", "integer"), Field("first_told"), Field("last_told"))
_NARROW = (Field("bottleneck", "boolean"), Field("bottleneck_claims", "integer"))
_COUNTS = ("claims", "acts", "receives"), ("claims", "publishes", "passes_on", "says", "from_unnamed")
_ACTOR_FIELDS = (*_WHO, *(Field(name, "integer") for name in _COUNTS[0]), *_NARROW, *_BEHIND)
_VOICE_FIELDS = (*_WHO, Field("unnamed", "boolean"), *(Field(name, "integer") for name in _COUNTS[1]), *_NARROW,
                 *_BEHIND)  # fmt: skip
_TIE_FIELDS = (*_BEHIND, Field("reports", "integer"), Field("claim_ids"))
_EVENT_FIELDS = (Field("event_type"), Field("status"), Field("mutual", "boolean"), Field("quad", "integer"),
                 *_TIE_FIELDS)  # fmt: skip
_CITING_FIELDS = (Field("citing"), Field("strength"), *_TIE_FIELDS)


def graphs_of(subject: Subject, most: int | None = None) -> Graphs:
    """Return the graph of events and that of citations. Raises ValueError where there is no case."""
    found, case = subject.networks(most), subject.case
    if found is None or case is None:
        raise ValueError("networks are of a case")
    made = _Maker(case, found, subject.said)
    events = Graph(
        "events", "Who does what to whom. A tie weighs as many as there are claims that tell it.",
        _ACTOR_FIELDS, _EVENT_FIELDS,
        tuple(made.actors(found.events.nodes)), tuple(made.event_ties(found.events.ties)),
    )  # fmt: skip
    citations = Graph(
        "citations", "Who has it from whom. A tie weighs as many as there are claims in whose chains it stands.",
        _VOICE_FIELDS, _CITING_FIELDS,
        tuple(made.voices(found.citations.nodes, found.citations.ties)),
        tuple(made.citing_ties(found.citations.ties)),
    )  # fmt: skip
    return Graphs((events, citations), found.more)


class _Maker:
    """Makes nodes and ties of networks."""

    def __init__(self, case: Case, found: Networks, said: Callable[[str], str]) -> None:
        self._said = said
        self._told = dict(_told(case, found))
        self._narrow = dict(_narrow(found))
        self._quads = quadrants()

    def actors(self, nodes: Iterable[Actor]) -> Iterator[GraphNode]:
        """Yield those who take part in events."""
        for node in nodes:
            claims = {*node.acts.claims, *node.receives.claims}
            counts = len(claims), node.acts.weight, node.receives.weight
            yield self._node(node.key, node.name, (), counts, (*node.acts.evidence, *node.receives.evidence))

    def voices(self, nodes: Iterable[Voice], ties: Iterable[CitationTie]) -> Iterator[GraphNode]:
        """Yield those in the chains; a tie's reports are those of its ends, too."""
        tied: dict[str, dict[str, None]] = {}
        for tie in ties:
            for key in (tie.start, tie.end):
                tied.setdefault(key, {}).update(dict.fromkeys(tie.support.evidence))
        for node in nodes:
            supports = node.publishes, node.passes_on, node.says
            evidence = [piece for support in supports for piece in support.evidence]
            counts = node.tells, *(support.weight for support in supports), node.unnamed.weight
            yield self._node(node.key, node.name, (node.is_unnamed,), counts, (*evidence, *tied.get(node.key, ())))

    def event_ties(self, ties: Iterable[EventTie]) -> Iterator[GraphEdge]:
        """Yield who does what to whom; what was denied or lies ahead is of another kind than what happened."""
        for tie in ties:
            kind = tie.type if tie.status == "happened" else f"{tie.type} {tie.status}"
            own = tie.type, tie.status, tie.mutual, self._quads.get(tie.type)
            yield self._edge(tie.start, tie.end, kind, tie.mutual, own, tie.support)

    def citing_ties(self, ties: Iterable[CitationTie]) -> Iterator[GraphEdge]:
        """Yield who has it from whom, with how near the cues put the teller to the words."""
        for tie in ties:
            told = (self._told[piece] for piece in tie.support.evidence if piece in self._told)
            end = _UNNAMED + tie.end.partition(f":{_UNNAMED}")[2] if f":{_UNNAMED}" in tie.end else tie.end
            strengths = Counter(one.strengths[end] for one in told if end in one.strengths)
            said = "; ".join(f"{name} {count}" for name, count in sorted(strengths.items()))
            own = tie.kind, said if tie.kind == "told" else ""
            yield self._edge(tie.start, tie.end, tie.kind, False, own, tie.support)

    def _node(
        self, key: str, name: str, own: tuple[Value, ...], counts: tuple[int, ...], evidence: Collection[str]
    ) -> GraphNode:
        behind, first, last = self._behind(evidence)
        narrow = self._narrow.get(key, 0)
        values = (*_who(key, name, self._said), *own, *counts, narrow > 0, narrow, *behind)
        return GraphNode(key, name, values, first, last)

    def _edge(
        self, start: str, end: str, kind: str, mutual: bool, own: tuple[Value, ...], support: Support
    ) -> GraphEdge:
        behind, first, last = self._behind(support.evidence)
        values = (*own, *behind, len(support.evidence), _BETWEEN.join(support.claims))
        return GraphEdge(start, end, kind, mutual, support.weight, values, first, last)

    def _behind(self, evidence: Collection[str]) -> tuple[tuple[Value, ...], date | None, date | None]:
        told = [self._told[piece] for piece in dict.fromkeys(evidence) if piece in self._told]
        days = [one.day for one in told if one.day is not None]
        first, last = (min(days), max(days)) if days else (None, None)
        outlets = {one.outlet for one in told}
        ends = (first.isoformat(), last.isoformat()) if first is not None and last is not None else (None, None)
        return (len({one.document for one in told}), len(outlets), *ends), first, last


def _who(key: str, name: str, said: Callable[[str], str]) -> tuple[Value, ...]:
    """Return what is known of somebody by his key; a row of the lexicon knows more than a name.

    Where its English name may not be handed over as it is, its Wikidata item may not either.
    """
    row: ActorRow | PlaceRow | None = actor_rows().get(key) or known_places().get(key)
    english = said(row.name_en) if row is not None else None
    latin = english or (None if _UNNAMED in key or not name else lexicon().romaniser.plain(name))
    role = row.role if isinstance(row, ActorRow) else None
    country = (row.country or None) if row is not None else None
    wikidata = row.wikidata if row is not None and english == row.name_en else None
    return (key, name, english, latin, kind_of(key), role, country, wikidata)


def _told(case: Case, found: Networks) -> Iterator[tuple[str, _Told]]:
    """Yield the reports behind the networks, those of one article together, which read it once."""
    index, connection = ClaimIndex(case.connection), case.connection
    ordered = sorted(found.reports.items(), key=lambda item: (item[1].words.document, item[0]))
    pieces = [(index.evidence(piece_of(connection, key)), report.day) for key, report in ordered]
    same = publishing(connection, (teller for piece, _ in pieces for teller in piece.chain[1:]))
    for piece, day in pieces:
        strengths = {same.get(teller.key, teller.key): str(teller.strength) for teller in piece.chain[1:]}
        yield piece.id, _Told(piece.document, piece.outlet.key, day, strengths)


def _narrow(found: Networks) -> Iterator[tuple[str, int]]:
    """Yield through whom alone chains pass, with how many claims; one unnamed has a key of his claim's in a graph.

    A circle of outlets is nobody in a graph.
    """
    for key, support in found.narrow.items():
        if key.startswith(_UNNAMED):
            yield from ((f"{claim}:{key}", 1) for claim in support.claims)
        else:
            yield key, support.weight
