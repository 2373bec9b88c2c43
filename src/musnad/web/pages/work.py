"""Long work: bringing articles in, reading again, weighing, with how far it is."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.responses import Response

from musnad.errors import QueryError
from musnad.web.ask import Ask, Edit, Page
from musnad.web.jobs import Jobs
from musnad.web.uploads import Uploads

__all__ = ["EDITS", "PAGES"]


def work(ask: Ask) -> Response:
    """Show what is done, what waits, and what can be asked for."""
    jobs = _jobs(ask)
    waiting = ask.room.waiting(ask.case)
    return ask.render("work.html.j2", jobs=jobs.all(), busy=jobs.is_busy, waiting=waiting)


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
    """End a piece of work."""
    _jobs(ask).cancel(int(ask.path("number")))
    return ask.go(ask.url("work"))


def _jobs(ask: Ask) -> Jobs:
    jobs: Jobs = ask.request.app.state.jobs
    return jobs


PAGES: tuple[Page, ...] = (Page("/work", work, "work", lasting=False),)
EDITS: tuple[Edit, ...] = (
    Edit("/work/articles", bring, "work_bring"),
    Edit("/work/begin", begin, "work_begin"),
    Edit("/work/{number:int}/cancel", cancel, "work_cancel"),
)
