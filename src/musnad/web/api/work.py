"""Long work: what is done, what waits, and asking for more of it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Body, Query, Request
from fastapi.responses import Response

from musnad.errors import CaseError
from musnad.web.api.asking import ExportAsked, Number, Reread
from musnad.web.api.calls import ANY_MEDIA, BYTES, Answer, Call, Way, forbidden, may_write, sought, told
from musnad.web.downloads import download
from musnad.web.exporting import WantedExport, checked
from musnad.web.jobs import Job, Jobs
from musnad.web.room import Room
from musnad.web.uploads import Uploads

__all__ = ["WAYS", "receiver"]


def jobs(call: Call) -> object:
    """List the work of this room since it was opened, the newest first."""
    return {"jobs": [_record(job) for job in call.jobs.all()]}


def job(call: Call, number: Number) -> object:
    """Give a piece of work and how far it is."""
    return _record(call.jobs.find(number))


def begin(call: Call, given: Annotated[Reread | ExportAsked, Body(discriminator="kind")]) -> object:
    """Ask for articles to be weighed, read again or exported; it is done after what was asked for before.

    An export only reads, so that everybody may ask for one, but where names are blacked out. Its file is at
    `/jobs/{number}/file` when it is done.
    """
    if isinstance(given, ExportAsked):
        if given.redact and not call.may_write:
            return forbidden(call.request)
        return _begun(call.jobs.export(_checked(call, given)))
    if not call.may_write:
        return forbidden(call.request)
    made = call.jobs.weigh() if given.kind == "weigh" else call.jobs.reread(everything=given.everything)
    return _begun(made)


def file(call: Call, number: Number) -> object:
    """Give the file that an export made; a format of several files is one ZIP archive.

    The ten last are kept, until the room is closed. A part of it can be asked for with `Range`.
    """
    return download(*call.jobs.file(number))


def cancel(call: Call, number: Number) -> object:
    """End a piece of work; what it has committed is kept. An export may be ended by everybody."""
    with sought():
        job = call.jobs.find(number)
    if job.kind != "export" and not call.may_write:
        return forbidden(call.request)
    return _record(call.jobs.cancel(number))


def receiver(room: Room, jobs: Jobs) -> Any:
    """Return what takes a file in as it comes: its bytes are the body, and never lie in memory as a whole."""

    async def bring(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=200, description="What the file is called: a.html, b.zip")],
    ) -> Response:
        """Bring a file of articles in: a page, a text, a feed, an archive; whatever `musnad add` takes."""
        if not may_write(request, room):
            return forbidden(request)
        uploads = Uploads()
        try:
            with uploads.place(name) as file:
                got = 0
                async for block in request.stream():
                    file.write(uploads.counted(block))
                    got += len(block)
            if not got:
                raise CaseError(name, "it is empty", "send the bytes of a file")
            answer = _begun(jobs.add(uploads))
        except BaseException as error:
            uploads.forget()
            if isinstance(error, CaseError):
                return told(request, error, is_change=True)
            raise
        return Response(msgspec.json.encode(answer.body), 202, answer.headers, "application/json")

    return bring


def _checked(call: Call, given: ExportAsked) -> WantedExport:
    """Return what is wanted. Raises ExportError, QueryError and CaseError where it cannot be."""
    asked = given.model_dump(by_alias=True, exclude={"kind"})
    with call.room.reading() as case, sought():
        return checked(case, msgspec.convert(asked, WantedExport))


def _record(job: Job) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(job)
    return built


def _begun(made: Job) -> Answer:
    return Answer(_record(made), 202, {"Location": f"/api/v1/jobs/{made.id}"})


WAYS = (
    Way("GET", "/jobs", jobs, "Jobs", "Work", "nothing", lasting=False),
    Way("POST", "/jobs", begin, "Job", "Work", "nothing", status=202, asks=True),
    Way("GET", "/jobs/{number}", job, "Job", "Work", "nothing", lasting=False),
    Way("DELETE", "/jobs/{number}", cancel, "Job", "Work", "nothing", asks=True),
    Way("GET", "/jobs/{number}/file", file, BYTES, "Work", "nothing", lasting=False, media=ANY_MEDIA),
)
