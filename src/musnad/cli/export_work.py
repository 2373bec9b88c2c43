"""Run `musnad export`: choose what is handed over, write it, and tell what was written and lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import typer

from musnad.case.choosing import Chosen
from musnad.case.folder import SETTINGS, Case, now, open_case
from musnad.case.problems import Problem
from musnad.cli import terminal
from musnad.cli.choosing import weighed_case
from musnad.cli.choosing_options import chosen_articles
from musnad.cli.progress import Bar, count_documents
from musnad.cli.reading import load_pipeline
from musnad.cli.running import FAILED, check_published, run_to_end
from musnad.cli.user_lists import load_actors
from musnad.errors import ExportError
from musnad.exports.catalogue import Format, formats
from musnad.exports.handing import hand_over_case, hand_over_documents
from musnad.exports.manner import Language, Manner
from musnad.exports.running import ExportNote, wanted_format
from musnad.model import Document
from musnad.readers import Unread, read_sources, too_large

__all__ = ["Wanted", "list_formats", "run_export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An export as the command line asks for it; `own` says whether the user's own list of actors counts."""

    sources: tuple[str, ...]
    format: str
    out: Path | None
    query: str
    since: str | None
    until: str | None
    about: str | None
    claim: str | None
    actor: str | None
    most: int | None
    language: Language
    redact: tuple[str, ...]
    reason: str
    published: str | None
    actors: tuple[str, ...]
    own: bool

    def chosen(self) -> Chosen:
        """Return which articles of a case are asked for. Raises typer.BadParameter where it is said in two ways."""
        return chosen_articles(self.query, self.since, self.until, self.about)

    def manner(self) -> Manner:
        """Return how it is wanted."""
        return Manner(now(), self.language, claim=self.claim, actor=self.actor, most=self.most)

    def target(self) -> Path | BinaryIO:
        """Return where it goes."""
        return sys.stdout.buffer if self.out is None else self.out

    def of_a_case(self) -> str | None:
        """Return the first option given that only a case can answer."""
        options = ("query", "since", "until", "about", "claim", "actor")
        return next((f"--{name}" for name in options if getattr(self, name)), None)


def list_formats(language: Language) -> int:
    """Print the formats; return 0."""
    for form in formats().values():
        of = {"articles": "CASE or files", "both": "CASE or files"}.get(form.of, "CASE")
        typer.echo(f"{form.name} ({of}; {form.shape}): {form.title.in_(language)}. {form.purpose.in_(language)}")
        for loss in form.lost.values():
            typer.echo(f"    - {loss.in_(language)}")
    return 0


def run_export(wanted: Wanted) -> int:
    """Write an export; return the exit status. Raises typer.BadParameter on bad usage."""
    chosen = wanted.chosen()
    _check_use(wanted)

    def work() -> int:
        form = wanted_format(wanted.format)
        _check_out(form, wanted.out)
        path = Path(wanted.sources[0])
        if len(wanted.sources) == 1 and (path / SETTINGS).is_file():
            return _of_case(wanted, form, path, chosen)
        return _of_files(wanted, form)

    return run_to_end(work, stopped="nothing is written under its name" if wanted.out else "what was printed is a part")


def _of_case(wanted: Wanted, form: Format, path: Path, chosen: Chosen) -> int:
    with _opened(path, chosen, form, writable=bool(wanted.redact)) as case, Bar("articles exported", None) as bar:
        note = hand_over_case(
            case, form, wanted.target(), wanted.manner(), chosen=chosen, redact=wanted.redact, reason=wanted.reason,
            progress=bar.set,
        )  # fmt: skip
    return _tell(note, form, wanted)


@contextmanager
def _opened(path: Path, chosen: Chosen, form: Format, *, writable: bool) -> Iterator[Case]:
    """Open a case; where the format is made of claims, what is new is weighed first if it is little."""
    if form.of == "articles":
        with open_case(path, writable=writable) as case:
            yield case
    else:
        with weighed_case(path, chosen, few_only=True) as (case, _):
            yield case


def _of_files(wanted: Wanted, form: Format) -> int:
    if (option := wanted.of_a_case()) is not None:
        raise typer.BadParameter("articles are chosen from a case; name its folder", param_hint=option)
    check_published(wanted.published)
    pipeline = load_pipeline(load_actors(wanted.actors, own=wanted.own))
    problems: list[Problem] = []
    name = Path(wanted.sources[0]).name or wanted.sources[0]  # in which folder it lies is nobody else's business
    with Bar("articles exported", count_documents(wanted.sources)) as bar:
        note = hand_over_documents(
            name, _read(wanted, pipeline, problems), form, wanted.target(), wanted.manner(),
            redact=wanted.redact, problems=problems, progress=bar.set,
        )  # fmt: skip
    return _tell(note, form, wanted)


def _read(wanted: Wanted, pipeline: Callable[[Document], Document], problems: list[Problem]) -> Iterator[Document]:
    read = False
    for reading in read_sources(wanted.sources, published=wanted.published, stdin=getattr(sys.stdin, "buffer", None)):
        if isinstance(reading, Unread):
            problems.append(Problem(reading.source, str(reading.error)))
            continue
        try:
            doc = pipeline(reading.document)
        except MemoryError:
            problems.append(Problem(reading.source, str(too_large(reading.source))))
            continue
        problems += [Problem(reading.source, f"{failure.stage}: {failure.message}") for failure in doc.failures]
        read = True
        yield doc
    if problems and not read:
        for problem in problems:
            terminal.tell(_line(problem.source, problem.reason))
        raise ExportError(wanted.format, "nothing could be read, so nothing is written", "see what is wrong, above")


def _line(source: str, reason: str) -> str:
    return f"{source}: {reason.removeprefix(f'{source}: ')}"


def _tell(note: ExportNote, form: Format, wanted: Wanted) -> int:
    """Say on standard error what was written, what was lost, and what is not in it; return the exit status."""
    sys.stdout.flush()
    out = wanted.out
    for problem in note.problems:
        terminal.tell(_line(problem["source"], problem["reason"]))
    written = ", ".join(f"{count:,} {what}" for what, count in note.written.items()) or "nothing"
    terminal.tell(f"{note.format}: {written}" + (f" in {out}" if out is not None else ""))
    for lost in note.lost:
        if lost.times:
            terminal.tell(f"lost {lost.times:,} times: {form.lost[lost.what].en}")
    uncounted = [form.lost[lost.what].en for lost in note.lost if lost.times is None]
    if uncounted:
        terminal.tell(f"what this format cannot carry: {'; '.join(uncounted)}")
    if note.redacted is not None and len(note.not_met) < len(set(wanted.redact)):
        where = f"{note.redacted:,} articles" if note.redacted else "what several articles tell"
        terminal.tell(f"names are blacked out in {where}; look it through before you hand it on: roles, places and "
                      "deeds are as they were")  # fmt: skip
    names = tuple(dict.fromkeys(wanted.redact))
    for number in note.not_met:
        terminal.tell(f"{names[number - 1]}: nothing in this export has this name, so nothing is blacked out for it; "
                      "check how articles write it")  # fmt: skip
    return FAILED if note.problems else 0


def _check_use(wanted: Wanted) -> None:
    """Raise typer.BadParameter where options do not go together, so that nobody takes a whole case for a part of it."""
    if wanted.reason and not wanted.redact:
        raise typer.BadParameter("it says why names are blacked out, and nobody is; name whom: --redact NAME",
                                 param_hint="--reason")  # fmt: skip
    cases = [source for source in wanted.sources if (Path(source) / SETTINGS).is_file()]
    if cases and len(wanted.sources) > 1:
        raise typer.BadParameter(f"{cases[0]} is a case, and a case is exported alone; name nothing beside it",
                                 param_hint="CASE|PATH")  # fmt: skip


def _check_out(form: Format, out: Path | None) -> None:
    """Raise ExportError where the export would go nowhere that can hold it."""
    if out is None and form.shape == "folder":
        raise ExportError(form.name, "it is several files", "name a new folder: --out FOLDER")
    if out is None and not form.is_text and sys.stdout.isatty():
        raise ExportError(form.name, "it is no text that a terminal shows", "name a file: --out FILE")
