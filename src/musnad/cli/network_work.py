"""Run `musnad network`: who does what to whom, or who has it from whom, in the chosen articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from musnad.case.choosing import Chosen
from musnad.case.key_names import names_of
from musnad.cli.answering import Asked, json_of, manner, run_answer
from musnad.corpus.network import citation_network, event_network
from musnad.views.network_json import network_record
from musnad.views.network_report import render_citations, render_events_network

__all__ = ["run_network"]


def run_network(
    path: Path,
    chosen: Chosen,
    *,
    kind: Literal["events", "citations"],
    actor: str | None,
    alone: bool,
    least: int,
    limit: int | None,
    as_json: bool,
) -> int:
    """Print a network of the chosen articles, or the ties of one who is in it; return the exit status."""

    def answer(asked: Asked) -> str:
        claims = asked.claims(alone=alone)
        keys = None if actor is None else asked.keys(actor)
        told: dict[str, Any] = {"articles": asked.weighing.articles, "claims": len(claims), "limit": limit}
        if kind == "events":
            pieces = [piece for weighed in claims for piece in weighed.graph.evidence]
            parties = {key for piece in pieces for event in piece.events for key in event.parties}
            names = names_of(asked.case.connection, parties)
            events = event_network(claims, names=names).narrowed(least=least, keys=keys)
            return (
                json_of(network_record(events, **told))
                if as_json
                else render_events_network(events, **told, **manner())
            )
        tellers = {node.key for weighed in claims for node in weighed.graph.nodes if node.unknown is None}
        names = names_of(asked.case.connection, tellers)
        citations = citation_network(claims, names=names).narrowed(least=least, keys=keys)
        return (
            json_of(network_record(citations, **told)) if as_json else render_citations(citations, **told, **manner())
        )

    return run_answer(path, chosen, answer)
