"""The dating layer: the day an undated article appeared, as far as the article itself tells.

What comes in is a document with entities; what goes out says which day, or which days, fit all that the text says:
weekdays told with "yesterday", days of "last May", dates told as past, offices with their holders, events known to
the lexicon. A day is chosen only where one alone remains. Of a document that has a date nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from musnad.arabic.calendars import parse_published
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.calendar import DatedEventRow
from musnad.lexicon.matcher import PhraseMatcher
from musnad.lexicon.names import RoleRow
from musnad.lexicon.offices import held_on
from musnad.model import Dating, DatingReason, Document, Layer, Span
from musnad.times.clues import Clue, find_clues, fits
from musnad.times.reader import TimeReader

__all__ = ["DatingStage"]

_OPENING_PARAGRAPHS = 3
_MOST_CANDIDATES = 31
_FIRST_DAY = date(1945, 1, 1)
_LONGEST_SEARCH = 60 * 366
_ERA_REACH = 20
_CYCLE = 28 * 366  # in as many years every weekday falls on every day
_ACTORS = "actors:"
_LEAP_YEAR = 2000


class _Bound(NamedTuple):
    """What an office or an event says: held or happened from one day to another."""

    reason: DatingReason
    rows: tuple[RoleRow, ...]
    since: date | None


class DatingStage:
    """Infers the day of publication; holds no state that changes."""

    name = "dating"
    version = "1"
    requires: frozenset[Layer] = frozenset({"segments", "entities"})
    provides: Layer = "dating"

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, doc: Document) -> Dating:
        """Return the day chosen and what speaks for it; of a dated document an empty answer."""
        if doc.segments is None or parse_published(doc.published) is not None:
            return Dating()
        clues = find_clues(self._reader, doc.segments, doc.text)
        bounds = (*self._offices(doc), *self._told_events(doc))
        reasons = (*map(_reason, clues), *(bound.reason for bound in bounds))
        heads = next((clue for clue in clues if clue.kind == "dateline" and clue.day), None)
        if heads is not None and heads.day is not None:
            day = heads.day.isoformat()
            return Dating(
                published=day, basis="dateline", candidates=(day,), earliest=day, latest=day, reasons=(_reason(heads),)
            )
        exact = sorted({clue.day for clue in clues if clue.kind == "day" and clue.day is not None})
        first, last = _limits(clues, bounds)
        days = exact or _search(first, last, clues)
        fitting = [day for day in days if all(fits(clue, day) for clue in clues) and _allowed(bounds, day)]
        chosen = fitting[0].isoformat() if len(fitting) == 1 else None
        few = fitting if len(fitting) <= _MOST_CANDIDATES else []
        tried = days or _search(first or _FIRST_DAY, (first or _FIRST_DAY) + timedelta(_CYCLE), clues)
        none_fits = (
            not fitting
            and bool(tried)
            and not any(all(fits(c, d) for c in clues) and _allowed(bounds, d) for d in tried)
        )
        return Dating(
            published=chosen,
            basis="inferred" if chosen else None,
            candidates=tuple(day.isoformat() for day in few),
            earliest=(fitting[0] if fitting else first).isoformat() if fitting or first else None,  # type: ignore[union-attr]  # one of the two is there
            latest=(fitting[-1] if fitting else last).isoformat() if fitting or last else None,  # type: ignore[union-attr]  # as above
            contradictory=none_fits,
            reasons=tuple(sorted(reasons)),
        )

    # Made where a document has no date, for of the others nothing is asked.
    @cached_property
    def _reader(self) -> TimeReader:
        return TimeReader(self._lexicon)

    @cached_property
    def _eras(self) -> frozenset[str]:
        return frozenset(fold(form) for row in self._lexicon.time_words if row.kind == "era" for form in row.forms)

    @cached_property
    def _events(self) -> PhraseMatcher[DatedEventRow]:
        return PhraseMatcher((form, row) for row in self._lexicon.dated_events for form in row.forms)

    def _offices(self, doc: Document) -> Iterator[_Bound]:
        """Yield the offices that people hold in the opening of the text: written while they held them."""
        segments = doc.segments
        if segments is None:
            return
        opening = segments.paragraphs[:_OPENING_PARAGRAPHS][-1].end if segments.paragraphs else 0
        for entity in doc.entities or ():
            key = entity.origin.removeprefix(_ACTORS)
            if key == entity.origin or entity.type != "PER":
                continue
            for phrase in entity.roles:
                rows = self._lexicon.offices.terms(key, phrase)
                start = _before_name(doc.text, phrase, [s for s in entity.mentions if s.start < opening])
                if not rows or start is None or self._of_an_era(doc, start):
                    continue
                says = "|".join(f"{row.start or ''}/{row.end or ''}" for row in rows)
                reason = DatingReason(
                    start, start + len(phrase), kind="office", says=says, origin="roles:" + rows[0].key
                )
                yield _Bound(reason, rows, None)

    def _of_an_era(self, doc: Document, start: int) -> bool:
        """Whether a word before an office puts it into the past, or speaks of another: in the days of X, his widow."""
        before = doc.text[max(0, start - _ERA_REACH) : start].split()
        word = fold(before[-1]) if before else ""
        return any(word[skip:] in self._eras for skip in range(3))

    def _told_events(self, doc: Document) -> Iterator[_Bound]:
        for match in self._events.find(doc.segments.tokens, doc.text) if doc.segments else ():
            row = match.values[0]
            says = f"{row.first}/"
            reason = DatingReason(match.start, match.end, kind="event", says=says, origin="dated_events:" + row.key)
            yield _Bound(reason, (), _first_day(row.first))


def _before_name(text: str, phrase: str, names: Sequence[Span]) -> int | None:
    """Return where an office stands right before one of the names of its holder; None where a clitic is on it."""
    for name in names:
        start = text.rfind(phrase, max(0, name.start - len(phrase) - 2), name.start)
        if start >= 0 and not text[start + len(phrase) : name.start].strip() and not text[start - 1 : start].isalpha():
            return start
    return None


def _reason(clue: Clue) -> DatingReason:
    match clue.kind:
        case "weekday":
            says = f"XXXX-WXX-{clue.number}"
        case "day" | "dateline":
            says = clue.day.isoformat() if clue.day else ""
        case "month":
            says = f"XXXX-{clue.number:02d}"
        case "year":
            says = f"{clue.number:04d}"
        case "since":
            says = f"{clue.day}/"
        case "until":
            says = f"/{clue.day}"
        case "day_of_year":
            told = date(_LEAP_YEAR, clue.month, clue.day_number) - timedelta(clue.shift)
            says = f"XXXX-{told.month:02d}-{told.day:02d}"
        case _:
            says = f"XXXX-{clue.month:02d}-{clue.day_number:02d}"
    return DatingReason(clue.start, clue.end, kind=clue.kind, says=says, origin="dating:" + clue.kind)


def _limits(clues: Sequence[Clue], bounds: Sequence[_Bound]) -> tuple[date | None, date | None]:
    """Return the first and the last day that the bounds leave, None where a side is open."""
    firsts = [clue.day for clue in clues if clue.kind == "since" and clue.day]
    firsts += [date(clue.number, 1, 1) for clue in clues if clue.kind == "year"]
    firsts += [bound.since for bound in bounds if bound.since]
    lasts = [clue.day for clue in clues if clue.kind == "until" and clue.day]
    lasts += [date(clue.number, 12, 31) for clue in clues if clue.kind == "year"]
    for bound in bounds:
        if bound.rows and all(row.start for row in bound.rows):
            firsts.append(min(_first_day(row.start or "") for row in bound.rows))
        if bound.rows and all(row.end for row in bound.rows):
            lasts.append(max(_last_day(row.end or "") for row in bound.rows))
    return max(firsts, default=None), min(lasts, default=None)


def _search(first: date | None, last: date | None, clues: Sequence[Clue]) -> list[date]:
    """Return the days between two limits; none where a side is open, since any year might fit."""
    if first is None or last is None or not clues:
        return []
    first = max(first, _FIRST_DAY)
    count = (last - first).days + 1
    return [first + timedelta(n) for n in range(count)] if 0 < count <= _LONGEST_SEARCH else []


def _allowed(bounds: Sequence[_Bound], day: date) -> bool:
    text = day.isoformat()
    return all(
        (bound.since is None or day >= bound.since)
        and (not bound.rows or any(held_on(row, text) for row in bound.rows))
        for bound in bounds
    )


def _first_day(written: str) -> date:
    """Return the first day of a date as exact as known: 2012, 2012-11, 2012-11-06."""
    return date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written)


def _last_day(written: str) -> date:
    if len(written) == 4:
        return date(int(written), 12, 31)
    if len(written) == 7:
        year, month = int(written[:4]), int(written[5:])
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return date.fromisoformat(written)
