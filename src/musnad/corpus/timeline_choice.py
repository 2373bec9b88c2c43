"""Which entries of a timeline somebody asks for: of some days, of one who is concerned, of a type or status.

What comes in are entries with the keys of those whom each concerns; what goes out are those that fit. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from musnad.corpus.claim_dates import days_in
from musnad.corpus.timeline import Entry, Timeline, build_timeline, concerned
from musnad.corpus.weighing import Weighed

__all__ = ["Placed", "Wanted", "choose", "place", "within"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim in time, and the keys of all whom it concerns (`musnad.corpus.timeline.concerned`)."""

    entry: Entry
    concerned: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None and False ask for nothing. `type` and `status` are of one and the same event.

    `keys` are those of whom a claim must concern one, and `several` asks for claims that more than one outlet tells.
    """

    keys: frozenset[str] | None = None
    type: str | None = None
    status: str | None = None
    several: bool = False


def place(claims: Iterable[Weighed]) -> tuple[Placed, ...]:
    """Return claims with their places in time, in the order of time; those undated last."""
    told = tuple(claims)
    whom = {weighed.claim.id: concerned(weighed) for weighed in told}
    timeline = build_timeline(told)
    return tuple(Placed(entry, whom[entry.claim]) for entry in (*timeline.entries, *timeline.undated))


def choose(placed: Iterable[Placed], wanted: Wanted) -> Timeline:
    """Return the timeline of those that are wanted; the order stays."""
    kept = [one.entry for one in placed if _fits(one, wanted)]
    return Timeline(
        entries=tuple(entry for entry in kept if entry.days is not None),
        undated=tuple(entry for entry in kept if entry.days is None),
    )


def within(entries: Iterable[Entry], since: date | None, until: date | None) -> tuple[Entry, ...]:
    """Return the dated entries that may lie in some days: a thing of October may lie on any day of it."""
    return tuple(
        entry for entry in entries
        if entry.days is not None and (days := days_in(entry.days))
        and (since is None or days.last >= since) and (until is None or days.first <= until)
    )  # fmt: skip


def _fits(placed: Placed, wanted: Wanted) -> bool:
    entry = placed.entry
    if wanted.several and entry.outlets.value < 2:  # more than one
        return False
    if wanted.keys is not None and placed.concerned.isdisjoint(wanted.keys):
        return False
    if wanted.type is None and wanted.status is None:
        return True
    return any(
        wanted.type in (None, event.type) and wanted.status in (None, event.status) for event in entry.events
    )  # fmt: skip
