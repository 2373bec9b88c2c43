"""What both reports show, picked out of a document: headline, tellers, events in order of time.

Values in, values out; no layout and no escaping. Words stay as they stand in the text.
"""

from __future__ import annotations

import re
from datetime import date

from musnad.model import ChainLink, Document, Entity, Event, Statement, TimeExpression
from musnad.times.intervals import interval_of
from musnad.views.labels import Labels

__all__ = [
    "days_beyond_value",
    "event_order",
    "headline",
    "is_anonymous",
    "is_open",
    "numbered_statements",
    "reason_kinds",
    "teller_words",
]

# matches 2016-06-27, 2016-06, 2016-W22-WE, 2016-09-26TEV, 2016; not PXD, XXXX-WXX-7, 199
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-W(?P<week>[0-9]{2})|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
# what a reader knows the days of by sight; not 2016-W22, 2017-Q3, 198
_PLAIN = frozenset(("clock", "day_part", "day", "month", "year"))


def headline(doc: Document) -> str:
    """Return the title of the document, else the headline in its text, else its id."""
    if doc.title and doc.title.strip():
        return doc.title.strip()
    if doc.segments and doc.segments.headline:
        return doc.slice(doc.segments.headline).strip()
    return doc.id


def teller_words(doc: Document, link: ChainLink, labels: Labels) -> str:
    """Return the words that name a teller; where nobody is named, the entity's name or a label that says so.

    Runs of white space become one space, so that a source over two lines stays one phrase.
    """
    if link.source is not None:
        return " ".join(doc.slice(link.source).split())
    entity = doc.entity(link.entity)
    return entity.name if entity else labels.ui("no_source").ar


def is_anonymous(statement: Statement) -> bool:
    """Whether any teller in the chain is unnamed."""
    return any(link.anonymous for link in statement.chain)


def event_order(doc: Document) -> tuple[Event, ...]:
    """Return the events by their date, then by their place in the text; those without a date come last."""
    return tuple(sorted(doc.events or (), key=lambda e: (_moment(e.time), e.time or "", e.trigger.start)))


def numbered_statements(doc: Document) -> dict[str, tuple[int, Statement]]:
    """Return each statement with its number from 1, by its id."""
    return {statement.id: (number, statement) for number, statement in enumerate(doc.statements or (), 1)}


def _moment(value: str | None) -> tuple[int, int]:
    """Return (0, day number) for an ISO value, its first day; (1, 0) for a value that names no day."""
    found = _ISO.match(value or "")
    if not found:
        return (1, 0)
    year = int(found["year"])
    try:
        if found["week"]:
            return (0, date.fromisocalendar(year, int(found["week"]), 1).toordinal())
        return (0, date(year, int(found["month"] or 1), int(found["day"] or 1)).toordinal())
    except ValueError:
        return (0, date(max(year, 1), 1, 1).toordinal())


def reason_kinds(entity: Entity) -> tuple[str, ...]:
    """Return the kinds of reason for who an entity is, each once: `role:KEY` is `role`."""
    return tuple(dict.fromkeys(reason.partition(":")[0] for reason in entity.reasons))


def is_open(time: TimeExpression) -> bool:
    """Whether nothing settles which time is meant: the value holds X, or is missing."""
    return time.basis is None


def days_beyond_value(time: TimeExpression) -> tuple[str, str] | None:
    """Return the first and the last day meant, where they are more than the value says to a reader.

    The value of a year, a month or a day says them; that of a week, of the end of a month, of a duration does not.
    """
    days = time.interval
    if days is None or (days.precision in _PLAIN and days == interval_of(time.value or "")):
        return None
    return days.first, days.last
