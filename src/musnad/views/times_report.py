"""The time expressions of a document as a table for the terminal.

What comes in is a document with its times layer; what goes out is text, lines parted by line feeds: the day of the
document, then each expression in text order with its value, the days meant, its words, and how the value was reached.
No I/O: the caller knows the width of the terminal and whether it takes colours.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.model import Document, TimeExpression
from musnad.views.bidi import clean, isolate, width_of
from musnad.views.labels import load_labels
from musnad.views.outline import headline, is_open
from musnad.views.text_page import MARGIN, TextPage, joined, page_head, section_head, visible_width, whole_report

__all__ = ["render_times"]

_GAP = 2
_TYPE = len("DURATION")
_LEAST_WORDS = 14
_NO_VALUE = "—"
_CUT = "…"


class _Columns(msgspec.Struct, frozen=True):
    """How wide the columns are; `days` is None where the page is too narrow for that column."""

    number: int
    value: int
    days: int | None


def render_times(doc: Document, *, width: int = 80, colour: bool = False) -> str:
    """Return the table, ending in a line feed.

    Lines keep to `width` columns (at least 40) except where a single value is longer; ANSI colours come only when
    `colour` is True.
    """
    page = TextPage(doc, load_labels(), width, colour)
    return whole_report(page_head(page, _title(page)), section_head(page, "times", doc.times), _table(page))


def _title(page: TextPage) -> str:
    """Return the headline; of a document without one its first words, as many as one line takes."""
    doc, room = page.doc, page.width - 2 * MARGIN - 1
    title = headline(doc)
    if title != doc.id:
        return title
    words = clean(doc.text[: 4 * room])
    if width_of(words) <= room:
        return words or title
    while width_of(words) > room:
        words = words.rpartition(" ")[0] or words[:-1]
    return words + _CUT


def _table(page: TextPage) -> Iterator[str]:
    times = page.doc.times or ()
    if not times:
        return
    columns = _columns(page, times)
    number, value = "#".rjust(columns.number), "value".ljust(columns.value)
    head = [number, value, "type".ljust(_TYPE), *(["days".ljust(columns.days)] if columns.days else [])]
    line = (" " * _GAP).join(head)
    yield page.paint(line + "words".rjust(page.width - MARGIN - len(line)), "dim")
    for place, time in enumerate(times, 1):
        yield from _entry(page, columns, place, time)


def _columns(page: TextPage, times: tuple[TimeExpression, ...]) -> _Columns:
    number = len(str(len(times))) + 1
    value = max(len("value"), *(len(time.value or _NO_VALUE) for time in times))
    days = max(len("days"), *(len(_days(time)) for time in times))
    left = number + value + _TYPE + days + 4 * _GAP
    return _Columns(number, value, days if left + _LEAST_WORDS + MARGIN <= page.width else None)


def _entry(page: TextPage, columns: _Columns, place: int, time: TimeExpression) -> Iterator[str]:
    """Yield the line of the table, the words below it where they do not fit, then how the value was reached."""
    value = clean(time.value or _NO_VALUE).ljust(columns.value)
    cells = [
        page.paint(str(place).rjust(columns.number), "number"),
        page.paint(value, "warn" if is_open(time) else "date"),
        time.type.ljust(_TYPE),
        *([_days(time).ljust(columns.days)] if columns.days else []),
    ]
    line, words = (" " * _GAP).join(cells), clean(page.doc.slice(time))
    room = page.width - MARGIN - visible_width(line) - width_of(words)
    if room >= _GAP:
        yield line + " " * room + isolate(words)
    else:
        yield line
        yield from page.right(words)
    hang = " " * (columns.number + _GAP)
    facts = list(_facts(page, time, with_days=columns.days is None))
    yield from joined(facts, " · ", page.width, hang=len(hang), lead=hang)


def _days(time: TimeExpression) -> str:
    days = time.interval
    if days is None:
        return ""
    return days.first if days.first == days.last else f"{days.first} – {days.last}"


def _facts(page: TextPage, time: TimeExpression, *, with_days: bool) -> Iterator[str]:
    """Yield what is known beyond the table: how exact, mod, basis, what recurs, the Hijri day, alternatives, notes."""
    label = page.labels.of
    if with_days and time.interval is not None:
        yield _days(time)
    if time.interval is not None:
        yield label("precision", time.interval.precision).en
    if time.mod is not None:
        yield label("mod", time.mod).en
    if time.basis is not None:
        yield label("basis", time.basis).en
    else:
        yield page.paint(page.labels.ui("unresolved").en, "warn")
    yield from _way(page.doc, time)
    if time.quant or time.freq:
        yield " ".join(filter(None, (time.quant, time.freq)))
    if time.hijri:
        yield f"Hijri {time.hijri}"
    if time.alternatives:
        yield "or " + ", ".join(time.alternatives)
    for note in time.notes:
        yield page.paint(label("time_note", note).en, "warn")


def _way(doc: Document, time: TimeExpression) -> Iterator[str]:
    """Yield how far the value is from what it hangs on, and the words that told that."""
    told = f"from {isolate(doc.slice(time.anchor))}" if time.anchor is not None else ""
    offset = f"offset {time.offset}" if time.offset else ""
    if told or offset:
        yield " ".join(filter(None, (offset, told)))
