"""When what is told happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from markupsafe import Markup
from starlette.responses import Response

from musnad.case.coverage import coverage_changes
from musnad.case.key_names import keys_called, names_of
from musnad.case.store import read_text
from musnad.case.timeline import MOST_ALONE, ToldInTime, told_in_time
from musnad.corpus.claim_dates import Days
from musnad.corpus.coverage import Change
from musnad.corpus.timeline import Entry, Period, Timeline, Unit, periods, unit_for
from musnad.corpus.timeline_choice import Wanted, choose, within
from musnad.model import EventStatus, EventType
from musnad.views.counted import cut, passage
from musnad.views.days import days_written
from musnad.views.drawing.timeline_chart import ChartWords, Flag, draw_timeline
from musnad.views.pointing import at_of
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]

_SIZE = 40
_FINER: dict[Unit, Unit] = {"year": "month", "month": "day", "day": "day"}


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a timeline is looked at: by which unit, and from which day to which."""

    by: Unit
    since: date | None
    until: date | None


def timeline(ask: Ask) -> Response:
    """Show claims in time: all of them as a picture, and some of them as a list."""
    told = _told(ask)
    chosen = choose(told.placed, _wanted(ask))
    since, until = ask.day("since"), ask.day("until")
    dated = within(chosen.entries, since, until)
    seen = _Seen(_unit(ask, dated), since, until)
    undated = () if since or until else chosen.undated
    start = ask.number("start", otherwise=0)
    shown = Timeline(entries=dated, undated=undated)
    page = (*dated, *undated)[start : start + _SIZE]
    listed = tuple(entry for entry in page if entry.days is not None)
    changed = ask.room.remembered(ask.case, "coverage", lambda: coverage_changes(ask.case.connection))
    return ask.render(
        "timeline.html.j2", told=told, most_alone=MOST_ALONE, shown=shown, all=chosen, seen=seen, start=start,
        size=_SIZE, groups=periods(listed, seen.by), undated=tuple(entry for entry in page if entry.days is None),
        words=_words(ask, page), names=_names(ask, page), types=get_args(EventType), statuses=get_args(EventStatus),
        picture=_picture(ask, dated, seen, changed), is_rtl=_runs_right_to_left(ask), changed=changed,
        changed_here=_here(changed, seen), days_of=days_written, at_of=at_of, weekday_of=_weekday,
        called=_called(ask),
    )  # fmt: skip


def _told(ask: Ask) -> ToldInTime:
    chosen, alone = ask.chosen(), bool(ask.one("alone"))
    return ask.room.remembered(
        ask.case, ("timeline", chosen, alone), lambda: told_in_time(ask.case, chosen, alone=alone)
    )


def _wanted(ask: Ask) -> Wanted:
    actor = ask.one("actor")
    return Wanted(
        keys=(keys_called(ask.case.connection, actor) | {actor}) if actor else None,
        type=ask.one("type") or None,
        status=ask.one("status") or None,
        several=bool(ask.one("several")),
    )


def _unit(ask: Ask, entries: Iterable[Entry]) -> Unit:
    asked = ask.one("by")
    return next((unit for unit in get_args(Unit) if unit == asked), None) or unit_for(entries)


def _runs_right_to_left(ask: Ask) -> bool:
    asked = ask.one("run")
    return asked == "rtl" if asked in ("rtl", "ltr") else ask.manner.direction == "rtl"


def _words(ask: Ask, entries: Iterable[Entry]) -> dict[str, str]:
    """Return the words of each claim, as the first report has them."""
    texts = {entry.first.document: "" for entry in entries}
    for document in texts:
        texts[document] = read_text(ask.case.connection, document)
    return {entry.claim: cut(passage(texts[entry.first.document], entry.first.spans)) for entry in entries}


def _names(ask: Ask, entries: Iterable[Entry]) -> dict[str, str]:
    return names_of(ask.case.connection, {key for entry in entries for key in entry.parties})


def _called(ask: Ask) -> str:
    """Return the name of the one whom the claims must concern; the words themselves where these are no key."""
    actor = ask.one("actor")
    return names_of(ask.case.connection, (actor,)).get(actor, actor)


def _weekday(day: str) -> str:
    return str(date.fromisoformat(day).isoweekday())


def _here(changed: Iterable[Change], seen: _Seen) -> tuple[Change, ...]:
    """Return where coverage changes within the days that are looked at."""
    return tuple(
        change for change in changed
        if (seen.since is None or change.day >= seen.since) and (seen.until is None or change.day <= seen.until)
    )  # fmt: skip


def _picture(ask: Ask, entries: Iterable[Entry], seen: _Seen, changed: Iterable[Change]) -> Markup | None:
    """Return the picture of the entries; None where there are none, or one day is looked at."""
    found = periods(entries, seen.by)
    if not found or (seen.by == "day" and seen.since is not None and seen.since == seen.until):
        return None
    speech = ask.speech

    def period_said(period: Period) -> str:
        return f"{speech.digits(days_written(period.first, period.last))}: " + speech.many(
            "%(n)s claim", "%(n)s claims", len(period.entries)
        )

    def gap_said(days: Days) -> str:
        first, last = days.first.isoformat(), days.last.isoformat()
        return speech.gettext(_("Nothing stands in %(days)s.")) % {"days": speech.digits(days_written(first, last))}

    def href(period: Period) -> str:
        return ask.here(by=_FINER[seen.by], since=period.first, until=period.last, start=None)

    said = ChartWords(
        label=speech.gettext(_("Claims in the order of time; the list below has the same.")),
        period=period_said, gap=gap_said, digits=speech.digits, href=href,
    )  # fmt: skip
    flags = [Flag(change.day, _change_said(ask, change), "#coverage") for change in _here(changed, seen)]
    bounds = (seen.since, seen.until)
    return draw_timeline(found, seen.by, said=said, is_rtl=_runs_right_to_left(ask), flags=flags, bounds=bounds)


def _change_said(ask: Ask, change: Change) -> str:
    said = {"begins": _("%(outlet)s begins"), "ends": _("%(outlet)s ends")}[change.kind]
    return f"{ask.speech.digits(change.day.isoformat())}: {ask.speech.gettext(said) % {'outlet': change.outlet}}"


PAGES: tuple[Page, ...] = (Page("/timeline", timeline, "timeline"),)
EDITS: tuple[Edit, ...] = ()
