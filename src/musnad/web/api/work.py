"""Long work: what is done, what waits, and asking for more of it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from fastapi.responses import Response

from musnad.errors import CaseError
from musnad.web.api.asking import Number, Reread
from musnad.web.api.calls import Answer, Call, Way, may_write, sought, told
from musnad.web.jobs import Job, Jobs
from musnad.web.refusing import json_error
from musnad.web.room import Room
from musnad.web.uploads import Uploads

__all__ = ["WAYS", "receiver"]


def jobs(call: Call) -> object:
    """List the work of this room since it was opened, the newest first."""
    return {"jobs": [_record(job) for job in call.jobs.all()]}


def job(call: Call, number: Number) -> object:
    """Give a piece of work and how far it is."""
    return _record(call.jobs.find(number))


def begin(call: Call, given: Reread) -> object:
    """Ask for articles to be weighed, or to be read again; it is done after what was asked for before."""
    made = call.jobs.weigh() if given.kind == "weigh" else call.jobs.reread(everything=given.everything)
    return _begun(made)


def cancel(call: Call, number: Number) -> object:
    """End a piece of work; what it has committed is kept."""
    with sought():
        call.jobs.find(number)
    return _record(call.jobs.cancel(number))


def receiver(room: Room, jobs: Jobs) -> Any:
    """Return what takes a file in as it comes: its bytes are the body, and never lie in memory as a whole."""

    async def bring(
        request: Request,
        name: Annotated[str, Query(min_length=1, max_length=200, description="What the file is called: a.html, b.zip")],
    ) -> Response:
        """Bring a file of articles in: a page, a text, a feed, an archive; whatever `musnad add` takes."""
        if not may_write(request, room):
            reason = "nothing can be changed here: the room, or your token, is for reading only"
            return json_error(403, place=request.url.path, reason=reason, remedy="ask whoever keeps the case")
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


def _record(job: Job) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(job)
    return built


def _begun(made: Job) -> Answer:
    return Answer(_record(made), 202, {"Location": f"/api/v1/jobs/{made.id}"})


WAYS = (
    Way("GET", "/jobs", jobs, "Jobs", "Work", "nothing", lasting=False),
    Way("POST", "/jobs", begin, "Job", "Work", "nothing", status=202),
    Way("GET", "/jobs/{number}", job, "Job", "Work", "nothing", lasting=False),
    Way("DELETE", "/jobs/{number}", cancel, "Job", "Work", "nothing"),
)
