"""Read the dates, hours, durations and recurring times of Arabic text.

    from musnad import times
    times.find("وصل الوفد أمس الأول الثلاثاء", published="2016-12-01")

gives TIMEX3 expressions with their spans, ISO values and how each was reached (`musnad.TimeExpression`). Nothing else
of musnad is needed or loaded: no article, no pipeline. Names made of calendar words, ages and vague words are left
alone.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.model import TimeExpression
    from musnad.times.reader import TimeReader

__all__ = ["find"]


def find(text: str, published: str | date | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a text, in order and without overlap; offsets are code points.

    `published` is the day from which relative expressions count: a date, or `YYYY-MM-DD`, or a date-time with zone, of
    which the local day counts. Without it they keep X in their value (`XXXX-WXX-2`: a Tuesday). Raises ValueError
    when it is no date, or the text holds half a surrogate pair.

    >>> [(t.start, t.end, t.value) for t in find("وصل الوفد أمس", "2016-12-01")]
    [(10, 13, '2016-11-30')]
    """
    from musnad.arabic.segmentation import segment

    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"text: code point {error.start} is half of a surrogate pair; decode the source again"
        raise ValueError(message) from None
    return _reader().read(segment(text), text, _day(published))


def _day(published: str | date | None) -> date | None:
    if published is None:
        return None
    if isinstance(published, date):
        return published.date() if isinstance(published, datetime) else published
    try:
        return datetime.fromisoformat(published).date()
    except (ValueError, TypeError):
        raise ValueError(f"published: {published!r} is no date; write YYYY-MM-DD") from None


@cache
def _reader() -> TimeReader:
    from musnad.lexicon import Lexicon
    from musnad.times.reader import TimeReader

    return TimeReader(Lexicon())
