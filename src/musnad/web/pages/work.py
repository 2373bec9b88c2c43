"""Long work: bringing articles in, reading again, weighing, exporting, with how far it is; and the files it made."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import UploadFile
from starlette.responses import Response

from musnad.case.key_names import names_of
from musnad.errors import QueryError
from musnad.exports.catalogue import find_format
from musnad.web.ask import Ask, Edit, Page
from musnad.web.downloads import download
from musnad.web.jobs import Job, Jobs
from musnad.web.uploads import Uploads

__all__ = ["EDITS", "PAGES", "exported_actors"]


def work(ask: Ask) -> Response:
    """Show what is done, what waits, and what can be asked for."""
    jobs = _jobs(ask)
    waiting = ask.room.waiting(ask.case)
    return ask.render(
        "work.html.j2", jobs=jobs.all(), busy=jobs.is_busy, waiting=waiting, names=exported_actors(ask, jobs.all()),
        find_format=find_format,
    )  # fmt: skip


def exported_actors(ask: Ask, jobs: Iterable[Job]) -> dict[str, str]:
    """Return the names of the actors that exports were asked for."""
    return names_of(ask.case.connection, {job.export.actor for job in jobs if job.export is not None})


def bring(ask: Ask) -> Response:
    """Take files in, to be read and kept."""
    uploads = Uploads()
    try:
        for file in ask.form.getlist("files"):
            if isinstance(file, UploadFile) and file.filename:
                uploads.take(file.filename, file.file)
        if not uploads.names:
            raise QueryError("files", "no file was chosen", "choose the files to bring in")
    except BaseException:
        uploads.forget()
        raise
    _jobs(ask).add(uploads)
    return ask.go(ask.url("work"), said="begun")


def begin(ask: Ask) -> Response:
    """Ask for articles to be weighed or read again."""
    kind = ask.field("kind", most=20)
    if kind == "weigh":
        _jobs(ask).weigh()
    elif kind in ("reread", "reread-all"):
        _jobs(ask).reread(everything=kind == "reread-all")
    else:
        raise QueryError(f"kind={kind}", "there is no such work", "choose weigh, reread or reread-all")
    return ask.go(ask.url("work"), said="begun")


def cancel(ask: Ask) -> Response:
    """End a piece of work; an export may be ended by everybody."""
    number = int(ask.path("number"))
    if _jobs(ask).find(number).kind != "export" and not ask.can_edit:
        return ask.render("refused.html.j2", status=403, why="reading")
    _jobs(ask).cancel(number)
    return ask.go(ask.field("back") or ask.url("work"))


def take(ask: Ask) -> Response:
    """Give the file that an export made."""
    return download(*_jobs(ask).file(int(ask.path("number"))))


def _jobs(ask: Ask) -> Jobs:
    jobs: Jobs = ask.request.app.state.jobs
    return jobs


PAGES: tuple[Page, ...] = (
    Page("/work", work, "work", lasting=False),
    Page("/work/{number:int}/file", take, "work_file", lasting=False),
)
EDITS: tuple[Edit, ...] = (
    Edit("/work/articles", bring, "work_bring"),
    Edit("/work/begin", begin, "work_begin"),
    Edit("/work/{number:int}/cancel", cancel, "work_cancel", reads=True),
)
