"""Run `musnad timeline`: when what the chosen articles tell happened."""

from __future__ import annotations

from pathlib import Path

from musnad.case.choosing import Chosen
from musnad.case.key_names import names_of
from musnad.cli.answering import Asked, json_of, manner, run_answer
from musnad.corpus.timeline import Unit, build_timeline, concerns
from musnad.views.timeline_json import timeline_record
from musnad.views.timeline_report import render_timeline

__all__ = ["run_timeline"]


def run_timeline(
    path: Path, chosen: Chosen, *, by: Unit, actor: str | None, alone: bool, limit: int | None, as_json: bool
) -> int:
    """Print the timeline of the chosen articles, or of what concerns one of them in it; return the exit status."""

    def answer(asked: Asked) -> str:
        claims = asked.claims(alone=alone)
        if actor is not None:
            keys = asked.keys(actor)
            claims = tuple(weighed for weighed in claims if concerns(weighed, keys))
        timeline = build_timeline(claims)
        entries = (*timeline.entries, *timeline.undated)
        names = names_of(asked.case.connection, {key for entry in entries for key in entry.parties})
        articles = asked.weighing.articles
        if as_json:
            return json_of(timeline_record(timeline, asked.texts, articles=articles, names=names, by=by, most=limit))
        return render_timeline(timeline, asked.texts, articles=articles, names=names, by=by, most=limit, **manner())

    return run_answer(path, chosen, answer)
