"""Run `musnad events`: every source through the readers and the pipeline, its events in the form that was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from musnad.cli.events import EventFormat
from musnad.cli.formats import Format
from musnad.cli.output import RecordWriter, Writer, open_writer
from musnad.cli.reading import run_documents
from musnad.cli.sink import Sink
from musnad.lexicon import Lexicon
from musnad.views.event_facts import PloverTypes
from musnad.views.events_json import event_records
from musnad.views.events_report import render_events
from musnad.views.labels import load_labels

__all__ = ["run_events"]


def run_events(
    paths: Sequence[str],
    *,
    published: str | None,
    form: EventFormat,
    out: Path | None,
    actors: Sequence[str] = (),
    own: bool = True,
) -> int:
    """Read the paths and write the events; return the exit status. Raises typer.BadParameter on bad usage."""
    types = {row.key: row for row in Lexicon().event_types}
    return run_documents(paths, published=published, open_=lambda: _writer(form, out, types), out=out, actors=actors,
                         own=own)  # fmt: skip


def _writer(form: EventFormat, out: Path | None, types: PloverTypes) -> Writer:
    labels = load_labels()
    if form is EventFormat.TEXT:
        return open_writer(Format.TEXT, out, partial(render_events, types=types))
    if form is EventFormat.TSV:
        from musnad.exports.events.polecat import polecat_head, polecat_lines

        return RecordWriter(Sink(out), partial(polecat_lines, types=types, labels=labels), head=polecat_head())
    if form is EventFormat.PLOVER:
        from musnad.exports.events.plover import plover_records

        return RecordWriter(Sink(out), lambda doc: _lines(plover_records(doc, types)))
    return RecordWriter(Sink(out), lambda doc: _lines(event_records(doc, types, labels)))


def _lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
