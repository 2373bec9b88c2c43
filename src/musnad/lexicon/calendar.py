"""The tables of time: months, weekdays, units, numbers, parts of the day, and the words that relate times."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["DayPartRow", "MonthRow", "NumberRow", "TimeUnitRow", "TimeWordKind", "TimeWordRow", "WeekdayRow"]

TimeWordKind = Literal[
    "in", "since", "during", "after", "before", "from", "to", "between",
    "past", "previous", "future", "current", "recent", "next", "same", "same_before", "this", "that", "latest",
    "deictic", "afterwards", "every", "set_adverb", "several", "few", "entire", "consecutive", "corresponding",
    "mod", "amount_mod", "amount_after", "half", "quarter", "third", "minus", "and_half",
    "early_late", "tens_decade", "season", "the_season", "the_quarter", "the_half", "weekend", "midnight", "midday",
    "hijri_mark", "ad_mark", "zone", "zone_of", "article",
    "future_cue", "future_stem", "report_verb", "age", "counted", "trap_before", "number_before",
]  # fmt: skip


class MonthRow(msgspec.Struct, frozen=True):
    """A month's names; `caution` marks those that are other words or names too (مارس, he practised)."""

    key: str
    number: int
    calendar: Literal["gregorian", "hijri"]
    forms: tuple[str, ...]
    caution: bool
    source: str


class WeekdayRow(msgspec.Struct, frozen=True):
    """A weekday, numbered as ISO does (Monday 1); `indefinite` is how it stands after "every"."""

    key: str
    number: int
    forms: tuple[str, ...]
    indefinite: tuple[str, ...]
    source: str


class TimeUnitRow(msgspec.Struct, frozen=True):
    """A unit of time. `code` is ISO 8601's letter, with T before hours and smaller, DE decade, CE century.

    `construct` is the dual before a noun (عامي 2011 و2014). Definite forms are made from these.
    """

    key: str
    code: Literal["TS", "TM", "TH", "D", "W", "M", "Y", "DE", "CE"]
    singular: tuple[str, ...]
    dual: tuple[str, ...]
    construct: tuple[str, ...]
    plural: tuple[str, ...]
    source: str


class NumberRow(msgspec.Struct, frozen=True):
    """A number word; `ordinal` without the article. A `teen` counts only before ten, a `scale` multiplies."""

    key: str
    value: int
    cardinal: tuple[str, ...]
    ordinal: tuple[str, ...]
    kind: Literal["teen", "unit", "ten", "tens", "hundreds", "scale"]
    source: str


class DayPartRow(msgspec.Struct, frozen=True):
    """A part of the day with its TIMEX3 code: before a date, as an adverb, and with the article."""

    key: str
    value: Literal["TMO", "TMI", "TAF", "TEV", "TNI"]
    construct: tuple[str, ...]
    adverb: tuple[str, ...]
    definite: tuple[str, ...]
    source: str


class TimeWordRow(msgspec.Struct, frozen=True):
    """A word or phrase that relates a time to another, or warns that what stands beside it is no time.

    `value` is a TIMEX3 piece: days from publication for `deictic`, the mod, minutes of an hour, the code of a season.
    """

    key: str
    kind: TimeWordKind
    value: str
    forms: tuple[str, ...]
    source: str
