"""Run the commands on those who tell and on marks of claims: list, show, rate, describe, mark, take back.

Each function returns the exit status: 0 done, 1 nobody is called so or the case cannot be used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import typer

from musnad.arabic.orthography import fold
from musnad.case.claim_marks import mark as mark_claim
from musnad.case.folder import Case, open_case
from musnad.case.notes import notes, take_back
from musnad.case.search.words import lexicon
from musnad.case.source_file import describe, find_source, rate
from musnad.case.source_file import sources as sources_of
from musnad.case.weighing import claim_with
from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.cli.sink import Sink
from musnad.corpus.sources import Letter, MarkNumber, SourceClass
from musnad.views.sources_json import note_record, source_record
from musnad.views.sources_report import render_notes, render_source, render_sources

__all__ = ["Description", "run_describe", "run_mark", "run_notes", "run_rate", "run_sources", "run_undo"]


@dataclass(frozen=True, slots=True)
class Description:
    """What a person gives of a source; None and empty where nothing is given."""

    kind: str | None = None
    country: str | None = None
    side: str | None = None
    descriptor: str | None = None
    party_to: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def run_sources(
    path: Path, name: str | None, *, kind: str | None, home: Sequence[str], limit: int | None, as_json: bool
) -> int:
    """List those who tell, or show one. Raises typer.BadParameter for an unknown country."""
    codes = frozenset(_code(country) for country in home)

    def work() -> int:
        with open_case(path) as case:
            width, colour = terminal.width(), terminal.takes_colour()
            if name is not None:
                one = find_source(case, name, home=codes)
                written = _json(source_record(one)) if as_json else render_source(one, width=width, colour=colour)
            else:
                found = [one for one in sources_of(case, home=codes) if kind is None or one.source.kind == kind]
                if as_json:
                    written = _json([source_record(one) for one in found[:limit]])
                else:
                    written = render_sources(found, limit=limit, width=width, colour=colour)
        return _put(written)

    return run_to_end(work)


def run_rate(path: Path, name: str, letter: str, *, who: str, reason: str, day: str | None) -> int:
    """Rate a source and print the number of the note."""

    def work() -> int:
        given: Letter = msgspec.convert(letter, Letter)
        with open_case(path, writable=True) as case:
            _tell_written(case, (rate(case, name, given, who=who, reason=reason, day=day),))
        return 0

    return run_to_end(work)


def run_describe(path: Path, name: str, given: Description, *, who: str, reason: str) -> int:
    """Write what is known of a source and print the numbers of the notes."""

    def work() -> int:
        kind: SourceClass | None = msgspec.convert(given.kind, SourceClass | None)
        with open_case(path, writable=True) as case:
            made = describe(
                case, name, kind=kind, country=given.country, side=given.side, descriptor=given.descriptor,
                party_to=given.party_to, names=given.names, who=who, reason=reason,
            )  # fmt: skip
            _tell_written(case, made)
        return 0

    return run_to_end(work)


def run_mark(path: Path, claim: str, number: int, *, who: str, reason: str, day: str | None) -> int:
    """Mark a claim and print the number of the note."""

    def work() -> int:
        given: MarkNumber = msgspec.convert(number, MarkNumber)
        with open_case(path, writable=True) as case:
            found = claim_with(case, claim)[0].claim
            _tell_written(case, (mark_claim(case, found, given, who=who, reason=reason, day=day),))
        return 0

    return run_to_end(work)


def run_notes(path: Path, *, as_json: bool) -> int:
    """Print everything that people wrote."""

    def work() -> int:
        with open_case(path) as case:
            written = notes(case.connection, undone=True)
        return _put(_json([note_record(note) for note in written]) if as_json else render_notes(written))

    return run_to_end(work)


def run_undo(path: Path, number: int, *, reason: str) -> int:
    """Take a note back and say so."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            take_back(case, number, reason=reason)
        typer.echo(f"note {number} taken back")
        return 0

    return run_to_end(work)


def _tell_written(case: Case, made: Sequence[int]) -> None:
    """Print the notes just made, and how to take one back."""
    written = [note for note in notes(case.connection) if note.id in made]
    typer.echo(render_notes(written), nl=False)
    typer.echo(f"take back with: musnad source undo {case.path} NUMBER --reason WHY")


def _code(country: str) -> str:
    code = lexicon().country_codes.get(fold(country.strip()))
    if code is None:
        raise typer.BadParameter(f"{country!r} is not known; write a code (EGY, EG) or a name", param_hint="--home")
    return code


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _put(written: str) -> int:
    Sink(None).put(written.encode("utf-8", "replace"))
    return 0
