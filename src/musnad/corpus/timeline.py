"""When the things told happened, as far as their reports say: claims on days or longer stretches of time.

What comes in are weighed claims; what goes out is a timeline: an entry for each claim with its dates, who gives each of
them, its events and what stands behind it. Where a claim stands, `musnad.corpus.claim_dates` says; dates on which
reports differ stay beside each other. Names, words and layout are for views.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal

import msgspec

from musnad.corpus.chains import Words, words_of
from musnad.corpus.claim_dates import Basis, Dated, Days, dates_of, days_in, differ, place_of
from musnad.corpus.counting import Number
from musnad.corpus.weighing import Weighed
from musnad.model import EventStatus, EventType, Interval
from musnad.model.evidence import Evidence

__all__ = [
    "Entry", "Happening", "Period", "Timeline", "Unit", "build_timeline", "concerned", "concerns", "periods",
    "unit_for",
]  # fmt: skip

Unit = Literal["day", "month", "year"]
_MOST_PERIODS = 62


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """An event as reports of a claim tell it: its parties as keys, and the evidence that tells it so."""

    type: EventType
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    evidence: tuple[str, ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in time.

    `days` is where it stands, on what `basis`; None where nothing is known. `dates` are all that reports give, and
    `differ` says that reports have none on that basis in common. `first` are the words of the earliest report,
    `against` the evidence of others that opposes this claim.
    """

    claim: str
    days: Interval | None
    basis: Basis | None
    dates: tuple[Dated, ...]
    differ: bool
    first: Words
    events: tuple[Happening, ...]
    articles: Number
    outlets: Number
    origins_lower: Number
    origins_upper: Number
    against: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The keys of all who take part in its events."""
        return tuple(sorted({key for event in self.events for key in (*event.actors, *event.recipients)}))


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in the order of time, and those of which no time is known."""

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    def narrowed(self, most: int | None) -> Timeline:
        """Return so many entries, those that most articles tell; dated ones first, all where `most` is None."""
        dated = tuple(sorted(sorted(self.entries, key=_told_most)[:most], key=_order))
        left = None if most is None else max(most - len(dated), 0)
        return Timeline(entries=dated, undated=tuple(sorted(self.undated, key=_told_most)[:left]))


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A day, month or year, or a longer stretch within which an entry has no closer place; both ends included."""

    first: str
    last: str
    entries: tuple[Entry, ...]


def build_timeline(claims: Iterable[Weighed]) -> Timeline:
    """Return the timeline of some claims."""
    entries = sorted((_entry(weighed) for weighed in claims if weighed.graph.evidence), key=_order)
    return Timeline(
        entries=tuple(entry for entry in entries if entry.days is not None),
        undated=tuple(entry for entry in entries if entry.days is None),
    )


def concerned(weighed: Weighed) -> frozenset[str]:
    """Return the keys of all whom a claim speaks of, who take part in its events, or by whom it is told."""
    pieces = weighed.graph.evidence
    spoken_of = (key for piece in pieces for key in piece.entities)
    taking_part = (key for piece in pieces for event in piece.events for key in event.parties)
    return frozenset((*(node.key for node in weighed.graph.nodes), *spoken_of, *taking_part))


def concerns(weighed: Weighed, keys: Collection[str]) -> bool:
    """Whether a claim speaks of one of those with some keys, has him in its events, or is told by him."""
    return not concerned(weighed).isdisjoint(keys)


def unit_for(entries: Iterable[Entry], *, most: int = _MOST_PERIODS) -> Unit:
    """Return the finest unit by which some entries stand in no more than so many periods."""
    dated = tuple(entries)
    units: tuple[Unit, Unit] = ("day", "month")
    return next((unit for unit in units if len(periods(dated, unit)) <= most), "year")


def periods(entries: Iterable[Entry], by: Unit) -> tuple[Period, ...]:
    """Return dated entries by day, month or year, in the order of time.

    What takes longer than the unit, or lies across two, is a period of its own, before those that begin on its first
    day: a thing of October stands before the first of October and not on it.
    """
    found: defaultdict[Days, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.days is not None:
            found[_unit(days_in(entry.days), by)].append(entry)
    ordered = sorted(found, key=lambda days: (days.first, -days.length))
    return tuple(
        Period(first=days.first.isoformat(), last=days.last.isoformat(), entries=tuple(found[days])) for days in ordered
    )


def _unit(days: Days, by: Unit) -> Days:
    """Return the day, month or year that holds some days, themselves where none does."""
    first, last = days
    if by == "year" and first.year == last.year:
        return Days(date(first.year, 1, 1), date(first.year, 12, 31))
    if by == "month" and (first.year, first.month) == (last.year, last.month):
        return Days(first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1]))
    return days


def _entry(weighed: Weighed) -> Entry:
    pieces, counts = weighed.graph.evidence, weighed.counts
    own = {piece.id for piece in pieces}
    dates = dates_of(pieces)
    days, basis = place_of(pieces, dates) or (None, None)
    return Entry(
        claim=weighed.claim.id,
        days=days,
        basis=basis,
        dates=dates,
        differ=basis is not None and differ(dates, basis),
        first=words_of(pieces[0]),
        events=_happenings(pieces),
        articles=counts.articles,
        outlets=counts.outlets,
        origins_lower=counts.origins_lower,
        origins_upper=counts.origins_upper,
        against=tuple(dict.fromkeys(o.other if o.one in own else o.one for o in weighed.against)),
    )


def _happenings(pieces: Iterable[Evidence]) -> tuple[Happening, ...]:
    """Return the events of a claim, those told by most reports first."""
    found: defaultdict[tuple[EventType, EventStatus, tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for piece in pieces:
        for event in dict.fromkeys((e.type, e.status, e.actors, e.recipients) for e in piece.events):
            found[event].append(piece.id)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Happening(type=type_, status=status, actors=actors, recipients=recipients, evidence=tuple(evidence))
        for (type_, status, actors, recipients), evidence in ordered
    )


def _order(entry: Entry) -> tuple[date, int, str, int, str]:
    """Return what sorts by time: of those that begin on one day the longest first, those told most before others."""
    if entry.days is None:
        return date.max, 0, "", -entry.articles.value, entry.claim
    days = days_in(entry.days)
    return days.first, -days.length, entry.days.first, -entry.articles.value, entry.claim


def _told_most(entry: Entry) -> tuple[int, int, str]:
    return -entry.articles.value, -entry.origins_upper.value, entry.claim
