"""Who does what to whom, and who has it from whom, over many claims.

What comes in are weighed claims; what goes out are two networks of nodes and ties. A tie weighs as many as there are
claims behind it, never articles, and holds the ids of those claims and of the evidence that says it. Events that were
denied or lie ahead are ties of their own. Somebody unknown is another in every claim: nothing tells that two unnamed
sources are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import TypeVar

import msgspec

from musnad.corpus.routes import EdgeKind
from musnad.corpus.support import Gathering, Support
from musnad.corpus.weighing import Weighed
from musnad.model import EventStatus, EventType
from musnad.model.evidence import ToldEvent

__all__ = [
    "Actor", "CitationNetwork", "CitationTie", "EventNetwork", "EventTie", "Voice", "citation_network", "event_network",
]  # fmt: skip

_MUTUAL: Collection[EventType] = ("AGREE", "CONSULT", "COOPERATE")
_NAMING: Collection[EdgeKind] = ("told", "byline", "translation")
_CITING: Collection[EdgeKind] = (*_NAMING, "concealed")


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One who takes part in events: what it does, and what is done to it, whoever the other side is."""

    key: str
    name: str
    acts: Support
    receives: Support


class EventTie(msgspec.Struct, frozen=True, kw_only=True):
    """`start` does it to `end`; where it is `mutual` they do it with each other, and `start` is the lesser key."""

    start: str
    end: str
    type: EventType
    status: EventStatus
    mutual: bool
    support: Support


class EventNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """Those who take part in events, and the ties between them; those of most claims come first."""

    nodes: tuple[Actor, ...]
    ties: tuple[EventTie, ...]

    def narrowed(self, *, least: int = 1, keys: Collection[str] | None = None) -> EventNetwork:
        """Return the ties of so many claims and more, where keys are given those of their own, and whom they tie.

        Where neither is asked for, those without a tie stay.
        """
        if least <= 1 and keys is None:
            return self
        nodes, ties = _narrowed(self.nodes, self.ties, least, keys)
        return EventNetwork(nodes=nodes, ties=ties)


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One in the chains: what its own articles tell, what it passes on, and what it is the named origin of.

    `cites` and `cited_by` are the keys of others who are named; `unnamed` is what it has from somebody unnamed. A copy
    that credits nobody cites nobody.
    """

    key: str
    name: str
    is_unnamed: bool
    publishes: Support
    passes_on: Support
    says: Support
    unnamed: Support
    cites: tuple[str, ...]
    cited_by: tuple[str, ...]

    @property
    def tells(self) -> int:
        """How many claims it stands in the chains of."""
        return len({*self.publishes.claims, *self.passes_on.claims, *self.says.claims})


class CitationTie(msgspec.Struct, frozen=True, kw_only=True):
    """`start` has it from `end`, as the chains of claims tell; a copy that credits nobody is `concealed`."""

    start: str
    end: str
    kind: EdgeKind
    support: Support


class CitationNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """Those in the chains, and who has it from whom; those of most claims come first."""

    nodes: tuple[Voice, ...]
    ties: tuple[CitationTie, ...]

    def narrowed(self, *, least: int = 1, keys: Collection[str] | None = None) -> CitationNetwork:
        """Return the ties of so many claims and more, where keys are given those of their own, and whom they tie.

        Where neither is asked for, those without a tie stay.
        """
        if least <= 1 and keys is None:
            return self
        nodes, ties = _narrowed(self.nodes, self.ties, least, keys)
        return CitationNetwork(nodes=nodes, ties=ties)


_Node = TypeVar("_Node", Actor, Voice)
_Tie = TypeVar("_Tie", EventTie, CitationTie)


def event_network(claims: Iterable[Weighed], *, names: Mapping[str, str] | None = None) -> EventNetwork:
    """Return who does what to whom; `names` gives names by key, and one without a name has its key for a name.

    Talks, agreements and cooperation are mutual, whoever is named first. One who is on both sides is not tied to
    himself.
    """
    ties: Gathering[tuple[str, str, EventType, EventStatus]] = Gathering()
    acts: Gathering[str] = Gathering()
    receives: Gathering[str] = Gathering()
    for weighed in claims:
        for piece in weighed.graph.evidence:
            for event in piece.events:
                for start, end in _pairs(event):
                    ties.add((start, end, event.type, event.status), weighed.claim.id, (piece.id,))
                for key in event.actors:
                    acts.add(key, weighed.claim.id, (piece.id,))
                for key in event.recipients:
                    receives.add(key, weighed.claim.id, (piece.id,))
    nodes = [
        Actor(key=key, name=(names or {}).get(key, key), acts=acts.of(key), receives=receives.of(key))
        for key in {*acts, *receives}
    ]
    found = [
        EventTie(start=tie[0], end=tie[1], type=tie[2], status=tie[3], mutual=tie[2] in _MUTUAL, support=ties.of(tie))
        for tie in ties
    ]
    return EventNetwork(
        nodes=tuple(sorted(nodes, key=lambda node: (-node.acts.weight - node.receives.weight, node.key))),
        ties=tuple(sorted(found, key=lambda tie: (-tie.support.weight, tie.start, tie.end, tie.type, tie.status))),
    )


def citation_network(claims: Iterable[Weighed], *, names: Mapping[str, str] | None = None) -> CitationNetwork:
    """Return who has it from whom; `names` gives names by key, else those in the chains are used.

    Edges that lead to nobody, and those between articles of which nothing tells the first, are no citing.
    """
    gathered = _Chains()
    for weighed in claims:
        gathered.take(weighed)
    nodes = gathered.voices(names or {})
    found = [
        CitationTie(start=start, end=end, kind=kind, support=gathered.ties.of((start, end, kind)))
        for start, end, kind in gathered.ties
    ]
    return CitationNetwork(
        nodes=tuple(sorted(nodes, key=lambda node: (-node.tells, node.key))),
        ties=tuple(sorted(found, key=lambda tie: (-tie.support.weight, tie.start, tie.end, tie.kind))),
    )


class _Chains:
    """The chains of many claims while they are gathered; the key of one who is unknown begins with his claim's id."""

    def __init__(self) -> None:
        self.ties: Gathering[tuple[str, str, EdgeKind]] = Gathering()
        self._names: dict[str, str] = {}
        self._unnamed: set[str] = set()
        self._publishes: Gathering[str] = Gathering()
        self._passes_on: Gathering[str] = Gathering()
        self._says: Gathering[str] = Gathering()

    def take(self, weighed: Weighed) -> None:
        """Take in the chains of a claim."""
        graph = weighed.graph
        nodes = {node.key: node for node in graph.nodes}
        keys = {key: key if node.unknown is None else f"{graph.claim}:{key}" for key, node in nodes.items()}
        for key, node in nodes.items():
            if node.unknown in (None, "unnamed"):
                self._names[keys[key]] = self._names.get(keys[key]) or node.name
            if node.unknown == "unnamed":
                self._unnamed.add(keys[key])
        for edge in graph.edges:
            if edge.kind in _CITING:
                tie = keys[edge.start], keys[edge.end], edge.kind
                self.ties.add(tie, graph.claim, (words.evidence for words in edge.words))
        for route in graph.routes:
            self._publishes.add(route.nodes[0], graph.claim, (route.evidence,))
            for key in route.nodes[1:]:
                if nodes[key].kind in ("outlet", "relay"):
                    self._passes_on.add(key, graph.claim, (route.evidence,))
        for origin in weighed.counts.origins:
            self._says.add(origin.key, graph.claim, origin.evidence)

    def voices(self, names: Mapping[str, str]) -> Iterator[Voice]:
        """Yield everybody who is named, and every unnamed source."""
        cites: defaultdict[str, set[str]] = defaultdict(set)
        cited_by: defaultdict[str, set[str]] = defaultdict(set)
        unnamed: Gathering[str] = Gathering()
        for tie in self.ties:
            start, end, kind = tie
            if end in self._unnamed:
                support = self.ties.of(tie)
                for claim in support.claims:
                    unnamed.add(start, claim, support.evidence)  # the key is of one claim, and so is the evidence
            elif kind in _NAMING:
                cites[start].add(end)
            if kind in _NAMING and start not in self._unnamed:
                cited_by[end].add(start)
        for key, name in self._names.items():
            yield Voice(
                key=key, name=names.get(key) or name or key, is_unnamed=key in self._unnamed,
                publishes=self._publishes.of(key), passes_on=self._passes_on.of(key), says=self._says.of(key),
                unnamed=unnamed.of(key), cites=tuple(sorted(cites[key])), cited_by=tuple(sorted(cited_by[key])),
            )  # fmt: skip


def _pairs(event: ToldEvent) -> Iterator[tuple[str, str]]:
    """Yield who does it to whom; of what is mutual the lesser key first, and those who stand on one side together."""
    is_mutual = event.type in _MUTUAL
    alone = is_mutual and not event.recipients
    for start, end in combinations(event.actors, 2) if alone else product(event.actors, event.recipients):
        if start != end:
            yield (min(start, end), max(start, end)) if is_mutual else (start, end)


def _narrowed(
    nodes: Iterable[_Node], ties: Iterable[_Tie], least: int, keys: Collection[str] | None
) -> tuple[tuple[_Node, ...], tuple[_Tie, ...]]:
    """Return the ties that are strong enough and of one of the keys, where any are given, and those whom they tie."""
    kept = tuple(
        tie for tie in ties
        if tie.support.weight >= least and (keys is None or tie.start in keys or tie.end in keys)
    )  # fmt: skip
    ends = {key for tie in kept for key in (tie.start, tie.end)}
    return tuple(node for node in nodes if node.key in ends), kept
