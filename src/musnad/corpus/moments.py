"""Which of two articles was published first, as far as their dates tell.

What comes in are dates as articles give them: an ISO day, or a moment with or without a zone. What is missing or no
date at all is unknown, and unknown is never before or after anything.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

__all__ = ["latest_day", "order_key", "surely_before"]

_DAY = len("2018-05-10")
_EARLIEST_ZONE = timezone(timedelta(hours=14))  # where a day begins first


def surely_before(one: str | None, other: str | None) -> bool:
    """Whether the first was published before the second, whatever the hours and zones that they leave out.

    >>> surely_before("2018-05-10", "2018-05-11T08:00"), surely_before("2018-05-10", "2018-05-10T23:00")
    (True, False)
    """
    a, b = _moment(one), _moment(other)
    if a is None or b is None or one is None or other is None:
        return False
    if len(one) > _DAY and len(other) > _DAY and (a.tzinfo is None) == (b.tzinfo is None):
        return a < b
    return a.date() < b.date()


def latest_day(published: str | None) -> str | None:
    """Return the last day it can have been anywhere when this was published; None where that is unknown."""
    moment = _moment(published)
    if moment is None:
        return None
    local = moment if moment.tzinfo is None else moment.astimezone(_EARLIEST_ZONE)
    return local.date().isoformat()


def order_key(published: str | None) -> tuple[bool, float]:
    """Return what sorts by time, undated ones last."""
    moment = _moment(published)
    if moment is None:
        return True, 0.0
    return False, (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _moment(published: str | None) -> datetime | None:
    if not published:
        return None
    try:
        moment = datetime.fromisoformat(published)
        moment.astimezone(_EARLIEST_ZONE)  # days at the ends of the calendar are no dates of news
    except (ValueError, OverflowError):
        return None
    return moment
