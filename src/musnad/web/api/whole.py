"""The case as a whole: what it holds, and what was done in it."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import Query

from musnad import __version__
from musnad.case.log import entries
from musnad.case.summary import summarise
from musnad.views.case_json import entry_record, summary_record
from musnad.web.api.asking import Log
from musnad.web.api.calls import Call, Way

__all__ = ["WAYS"]

_MOST_OUTLETS = 1_000


def case(call: Call) -> object:
    """Say what the case holds: articles, days, outlets, corrections, and what was not weighed yet."""
    summary = call.room.remembered(call.case, "summary", lambda: summarise(call.case.connection))
    waiting = call.room.waiting(call.case)
    return {
        "name": call.case.name, "id": call.room.id, "created": str(call.case.settings.get("created", "")),
        "musnad": __version__, "may_write": call.may_write, "not_weighed": waiting,
        **summary_record(summary, outlets=_MOST_OUTLETS),
    }  # fmt: skip


def log(call: Call, asked: Annotated[Log, Query()]) -> object:
    """List what was done in the case, in order; each entry follows from the one before."""
    found = list(islice(entries(call.case.connection, after=asked.after), asked.limit))
    last = call.room.entry
    following = found[-1].number if found and found[-1].number < last else None
    path = call.request.url.path
    return {
        "last": last,
        "next": None if following is None else f"{path}?after={following}&limit={asked.limit}",
        "entries": [entry_record(entry) for entry in found],
    }


WAYS = (
    Way("GET", "/case", case, "Case", "Case"),
    Way("GET", "/log", log, "Log", "Case"),
)
