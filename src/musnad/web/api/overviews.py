"""What many claims tell together: when it happened, who does what to whom, who has it from whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from musnad.case.key_names import keys_called, names_of
from musnad.corpus.network import CitationNetwork, EventNetwork, citation_network, event_network
from musnad.corpus.timeline import build_timeline, concerns
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.views.network_json import network_record
from musnad.views.timeline_json import timeline_record
from musnad.web.api.articles import told_most
from musnad.web.api.asking import Network, Timeline
from musnad.web.api.calls import Call, Way

__all__ = ["WAYS"]


def timeline(call: Call, asked: Annotated[Timeline, Query()]) -> object:
    """Give the claims that most outlets tell on the days they are about, each date with those who give it."""
    weighing = told_most(call, asked, claims=asked.claims)
    claims = weighing.claims
    if asked.who is not None:
        keys = _keys(call, weighing, asked.who)
        claims = tuple(weighed for weighed in claims if concerns(weighed, keys))
    made = build_timeline(claims)
    parties = {key for entry in (*made.entries, *made.undated) for key in entry.parties}
    names = names_of(call.case.connection, parties)
    record = timeline_record(made, call.text, articles=weighing.articles, names=names, by=asked.by)
    return {**record, "more": weighing.more}


def network(call: Call, asked: Annotated[Network, Query()]) -> object:
    """Give a network of the claims that most outlets tell; every number comes with its claims and evidence."""
    weighing = told_most(call, asked, claims=asked.claims)
    keys = None if asked.who is None else _keys(call, weighing, asked.who)
    made = _events(call, weighing) if asked.kind == "events" else _citations(call, weighing)
    narrowed = made.narrowed(least=asked.least, keys=keys)
    told: dict[str, Any] = network_record(
        narrowed, articles=weighing.articles, claims=len(weighing.claims), limit=asked.limit
    )
    return {**told, "kind": asked.kind, "more": weighing.more}


def _events(call: Call, weighing: Weighing) -> EventNetwork:
    pieces = [piece for weighed in weighing.claims for piece in weighed.graph.evidence]
    parties = {key for piece in pieces for event in piece.events for key in event.parties}
    return event_network(weighing.claims, names=names_of(call.case.connection, parties))


def _citations(call: Call, weighing: Weighing) -> CitationNetwork:
    tellers = {node.key for weighed in weighing.claims for node in weighed.graph.nodes if node.unknown is None}
    return citation_network(weighing.claims, names=names_of(call.case.connection, tellers))


def _keys(call: Call, weighing: Weighing, name: str) -> frozenset[str]:
    found = weighing.keys_of(name) | keys_called(call.case.connection, name)
    if not found:
        raise CaseError(name, "nobody here is called so", "take a name or a key that a claim gives")
    return found


WAYS = (
    Way("GET", "/timeline", timeline, "Timeline", "Overviews"),
    Way("GET", "/network", network, "Network", "Overviews"),
)
