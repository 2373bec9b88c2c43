"""Run the commands that keep articles: add, read again, verify, show, delete, and what a case holds.

Exit status: 0 fine, 1 something could not be read or is not as it should be, 2 bad usage, 130 stopped by the user.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import typer

from musnad.case.adding import AddReport
from musnad.case.bringing import add, processors
from musnad.case.deleting import delete_article
from musnad.case.fetching import Fetcher
from musnad.case.folder import SETTINGS, Case, create_case, open_case
from musnad.case.judging import read_corrected
from musnad.case.raw import sha256
from musnad.case.rereading import RereadReport
from musnad.case.rereading import reread as reread_case
from musnad.case.store import find_document
from musnad.case.summary import Summary, summarise
from musnad.case.verifying import Fault
from musnad.case.verifying import verify as verify_case
from musnad.case.weighing import pending
from musnad.case.workers import Limits
from musnad.cli import terminal
from musnad.cli.choosing import FEW, bring_few_up_to_date, take_weighed
from musnad.cli.formats import Format
from musnad.cli.output import open_writer
from musnad.cli.progress import Bar, count_documents
from musnad.cli.running import FAILED, check_published, open_out, run_to_end
from musnad.cli.sink import Sink
from musnad.cli.user_lists import load_actors
from musnad.pipeline import pipeline_for, stage_versions

__all__ = ["run_add", "run_delete", "run_info", "run_quarantine", "run_reread", "run_show", "run_verify"]

_SHOWN_PROBLEMS = 50


def run_add(
    path: Path,
    sources: Sequence[str],
    *,
    fetch: Sequence[str],
    pause: float,
    published: str | None,
    name: str | None,
    workers: int | None,
    limits: Limits,
    actors: Sequence[str],
    own: bool,
) -> int:
    """Bring the sources into the case, made where there is none; return the exit status."""
    check_published(published)
    if not sources and not fetch and (path / SETTINGS).exists():
        remedy = "name what to bring in: files, folders, - for standard input, or --fetch ADDRESS"
        raise typer.BadParameter(remedy, param_hint="SOURCE")
    user = load_actors(actors, own=own)

    def work() -> int:
        case = open_case(path, writable=True) if (path / SETTINGS).exists() else create_case(path, name=name)
        with case:
            with Bar("articles", None if fetch else count_documents(sources)) as bar:
                told = _Teller(bar)
                report = add(
                    case,
                    sources,
                    fetch=fetch,
                    fetcher=Fetcher(pause=pause),
                    published=published,
                    actors=user,
                    workers=workers,
                    limits=limits,
                    stdin=_stdin(),
                    progress=told.tell,
                )
                told.tell(report)
            claims = list(take_weighed(case, sources))
            _weigh_few(case)
        typer.echo("\n".join((_sum_up(report), *claims)))
        return FAILED if report.unread or report.quarantined else 0

    return run_to_end(work)


def _weigh_few(case: Case) -> None:
    """Bring the claims up to date where that takes seconds; else they wait for who asks for claims."""
    if 0 < len(pending(case.connection)) <= FEW:
        bring_few_up_to_date(case)


def run_reread(
    path: Path,
    *,
    everything: bool,
    index: bool,
    workers: int | None,
    limits: Limits,
    actors: Sequence[str],
    own: bool,
) -> int:
    """Read stale documents again; return the exit status."""
    user = load_actors(actors, own=own)

    def work() -> int:
        with open_case(path, writable=True) as case:
            if index:
                from musnad.case.indexes import Indexes

                with case.change():
                    Indexes(case.connection).rebuild()
                    case.tell("index", {})
            with Bar("documents", None) as bar:
                report = reread_case(
                    case,
                    pipeline=partial(pipeline_for, user),
                    versions=stage_versions(user),
                    workers=processors() if workers is None else workers,
                    limits=limits,
                    everything=everything,
                    progress=lambda report: bar.set(report.done, report.stale),
                )
            return _tell_reread(report)

    return run_to_end(work)


def run_verify(path: Path, *, as_json: bool) -> int:
    """Print the faults of a case or of a bundle; return 1 where there are any."""
    from musnad.exports.bundle import is_bundle

    is_case = not path.is_file() and ((path / SETTINGS).exists() or not is_bundle(path))
    return run_to_end(partial(_verify_case if is_case else _verify_bundle, path, as_json=as_json))


def _verify_case(path: Path, *, as_json: bool) -> int:
    with open_case(path) as case:
        held = summarise(case.connection)
        checked = f"{held.articles} articles, {held.documents} texts, {held.log_entries} lines of the log"
        return _tell_faults(verify_case(case), checked, as_json=as_json)


def _verify_bundle(path: Path, *, as_json: bool) -> int:
    from musnad.exports.bundle.reading import open_bundle
    from musnad.exports.bundle.verifying import faults_in

    with open_bundle(path) as bundle, Bar("files", len(bundle.manifest.files)) as bar:
        told = bundle.manifest
        checked = f"{len(told.files)} files, {told.counts.get('documents', 0)} texts, {told.log.lines} lines of the log"
        sign = f"SHA-256 of the manifest: {sha256(bundle.manifest_bytes)}"
        return _tell_faults(faults_in(bundle, progress=bar.set), checked, as_json=as_json, more=sign)


def _tell_faults(found: Iterable[Fault], checked: str, *, as_json: bool, more: str = "") -> int:
    """Print faults as they are found, and what was checked where there are none; return the exit status."""
    faults = []
    for fault in found:
        faults.append(fault)
        if not as_json:
            typer.echo(str(fault))
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(fault) for fault in faults], ensure_ascii=False, indent=2))
    elif faults:
        typer.echo(f"{len(faults)} faults")
    else:
        typer.echo(f"checked {checked}: all is well")
        if more:
            typer.echo(more)
    return FAILED if faults else 0


def run_info(path: Path, *, as_json: bool) -> int:
    """Print what a case holds; return 0."""

    def work() -> int:
        with open_case(path) as case:
            held = summarise(case.connection)
            if as_json:
                record = {"name": case.name, **case.settings, **dataclasses.asdict(held)}
                typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
            else:
                typer.echo("\n".join(_describe(case, held)))
        return 0

    return run_to_end(work)


def run_quarantine(path: Path, *, release: bool, as_json: bool) -> int:
    """Print what lies in quarantine, or empty it; return 0."""

    def work() -> int:
        with open_case(path, writable=release) as case:
            names = ("source", "locator", "reason", "met", "raw")
            query = f"SELECT {', '.join(names)} FROM quarantine ORDER BY met, source, locator"
            rows = [dict(zip(names, row, strict=True)) for row in case.connection.execute(query)]
            if release:
                with case.change() as connection:
                    connection.execute("DELETE FROM quarantine")
                    case.tell("release", {"items": len(rows)})
                typer.echo(f"{len(rows)} released; bring their sources in again with: musnad add {path} SOURCE...")
            elif as_json:
                typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            else:
                for row in rows:
                    where = f"{row['source']} {row['locator']}".strip()
                    typer.echo(f"{where}: {row['reason']} (original: {row['raw'] or 'not kept'})")
                typer.echo(f"{len(rows)} in quarantine")
        return 0

    return run_to_end(work)


def run_show(path: Path, article: str, *, form: str, out: Path | None) -> int:
    """Print an article as corrected, or its original bytes; return the exit status."""
    if form != "original" and form not in list(Format):
        known = ", ".join((*Format, "original"))
        raise typer.BadParameter(f"{form!r} is none of {known}", param_hint="--format")

    def work() -> int:
        with open_case(path) as case:
            number = find_document(case.connection, article)
            if form == "original":
                query = "SELECT raw FROM sighting WHERE document = ? ORDER BY id LIMIT 1"
                raw = case.connection.execute(query, (number,)).fetchone()[0]
                sink = open_out(lambda: Sink(out), out)
                sink.put(case.raw.get(raw))
                sink.close()
            else:
                with open_out(lambda: open_writer(Format(form), out), out) as writer:
                    writer.write(read_corrected(case.connection, number))
        return 0

    return run_to_end(work)


def run_delete(path: Path, article: str, *, reason: str, do_it: bool) -> int:
    """Delete an article, or say what would go; return the exit status."""

    def work() -> int:
        with open_case(path, writable=do_it) as case:
            number = find_document(case.connection, article)
            doc = read_corrected(case.connection, number)
            title = doc.title or doc.text[:60].replace("\n", " ")
            if not do_it:
                typer.echo(f"would delete document {number}, {title!r}, with all versions; add --yes to do it")
                return 0
            gone = delete_article(case, number, reason=reason)
        typer.echo(f"deleted {title!r}: {len(gone.documents)} versions, {len(gone.originals)} originals")
        if gone.shared_originals:
            typer.echo(f"{len(gone.shared_originals)} originals stay: other articles came from the same bytes")
        if gone.corrections:
            typer.echo(f"gone with it: corrections {', '.join(map(str, gone.corrections))}")
        if gone.notes:
            typer.echo(f"gone with it: notes on the article {', '.join(map(str, gone.notes))}")
        if gone.decisions:
            typer.echo(f"gone with it: decisions on actors {', '.join(map(str, gone.decisions))}")
        if gone.copies:
            typer.echo(f"copies of it that stay: documents {', '.join(map(str, gone.copies))}")
        if gone.marks:
            typer.echo(f"marks that lose a report of their claim and stay: notes {', '.join(map(str, gone.marks))}")
        if not gone.is_overwritten:
            terminal.tell("somebody is reading, so its bytes are not overwritten yet; the next musnad add does it")
        return 0

    return run_to_end(work)


class _Teller:
    """Tells each problem of a run once, as it comes, up to so many."""

    def __init__(self, bar: Bar) -> None:
        self._bar, self._told = bar, 0

    def tell(self, report: AddReport) -> None:
        self._bar.set(report.met)
        for problem in report.problems[self._told :]:
            self._told += 1
            if self._told <= _SHOWN_PROBLEMS:
                reason = problem.reason.removeprefix(f"{problem.source}: ")
                self._bar.tell(f"{problem.source}: {reason}")
            elif self._told == _SHOWN_PROBLEMS + 1:
                self._bar.tell("more problems follow; musnad case quarantine names what was given up")


def _sum_up(report: AddReport) -> str:
    parts = [
        (report.new, "new"),
        (report.versions, "new versions of articles that were there"),
        (report.known, "there already, met at another place"),
        (report.passed_over, "passed over, brought in before"),
        (report.quarantined, "in quarantine (musnad case quarantine)"),
        (report.unread, "could not be read"),
    ]
    told = [f"{count} {what}" for count, what in parts if count]
    unchanged = f"{report.unchanged} pages are as they were fetched before" if report.unchanged else ""
    met = f"{report.met} met: {', '.join(told)}" if told else "" if unchanged else "nothing was met"
    return "; ".join(filter(None, (met, unchanged)))


def _tell_reread(report: RereadReport) -> int:
    for problem in report.problems:
        terminal.tell(f"{problem.source}: {problem.reason}")
    if not report.stale:
        typer.echo("nothing is stale: every document was read by the stages of this musnad")
        return 0
    typer.echo(f"{report.done} of {report.stale} stale documents read again")
    return FAILED if report.problems else 0


def _describe(case: Case, held: Summary) -> Iterator[str]:
    yield f"{case.name} ({case.path})"
    yield f"made {case.settings.get('created')}, {held.log_entries} entries in its log"
    versions = f", {held.documents} versions of their texts" if held.documents != held.articles else ""
    yield f"{held.articles} articles{versions}, {held.text_bytes / 1e6:.1f} MB of text"
    if held.first:
        yield f"published {held.first} to {held.last}" + (f", {held.undated} undated" if held.undated else "")
    elif held.undated:
        yield f"{held.undated} undated"
    yield f"{held.corrections} corrections, {held.quarantined} in quarantine"
    named = [f"{name or '(no outlet)'} {count}" for name, count in list(held.outlets.items())[:8]]
    if named:
        more = len(held.outlets) - len(named)
        yield "outlets: " + ", ".join(named) + (f" and {more} more" if more > 0 else "")
    for stages, count in held.read_by.items():
        versions = ", ".join(f"{name} {version}" for name, version in json.loads(stages).items())
        yield f"{count} read by {versions}"


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)
