"""The tables of time: months, weekdays, units, numbers, parts of the day, and the words that relate times."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "DatedEventRow",
    "DayPartRow",
    "MonthRow",
    "NumberRow",
    "TimeUnitRow",
    "TimeWordKind",
    "TimeWordRow",
    "VerbTenseRow",
    "WeekdayRow",
]

TimeWordKind = Literal[
    # words before a time
    "in", "at", "on", "since", "starting", "during", "after", "before", "from", "to", "between", "like",
    # what relates it
    "past", "past2", "previous", "future", "future2", "current", "recent", "new", "next", "same", "same_before",
    "this", "that", "latest", "deictic", "afterwards", "of_it", "eve", "part_eve", "corresponding",
    # amounts and what recurs
    "every", "set_adverb", "times", "several", "few", "coming_adj", "entire", "consecutive", "amount_mod",
    "amount_after",
    "half", "quarter", "third", "three_quarters", "level",
    # parts of a time
    "mod", "early_late", "exactly", "minus", "and_half", "tens_decade", "season", "the_season", "the_quarter",
    "the_half", "the_third_part", "fiscal", "weekend", "midnight", "midday", "after_midnight", "daytime", "am",
    "the_date",
    # marks
    "hijri_mark", "ad_mark", "bc", "zone", "zone_of", "article",
    # where a clause looks
    "future_cue", "call", "report_verb", "was", "era", "comparative",
    # what is no time
    "age", "about", "under", "compare", "counted", "trap_before", "paper_before", "named_after", "event_before",
    "number_before", "general_before", "phrase", "relative", "particle",
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

    `accusative` and `accusative_plural` are the forms that tell how long by themselves (دام شهرا, it lasted a month);
    `construct` is the dual before a noun (عامي 2011 و2014). Definite forms are made from these.
    """

    key: str
    code: Literal["TS", "TM", "TH", "D", "W", "M", "Y", "DE", "CE"]
    singular: tuple[str, ...]
    accusative: tuple[str, ...]
    accusative_plural: tuple[str, ...]
    dual: tuple[str, ...]
    construct: tuple[str, ...]
    plural: tuple[str, ...]
    source: str


class NumberRow(msgspec.Struct, frozen=True):
    """A number word; `ordinal` without the article.

    A `teen` counts only before ten, a `joined` only after و or before tens, a `scale` multiplies.
    """

    key: str
    value: int
    cardinal: tuple[str, ...]
    ordinal: tuple[str, ...]
    kind: Literal["teen", "joined", "unit", "ten", "tens", "hundreds", "scale"]
    source: str


class DayPartRow(msgspec.Struct, frozen=True):
    """A part of the day with its TIMEX3 code: before a date, as an adverb, and with the article."""

    key: str
    value: Literal["TMO", "TMI", "TAF", "TEV", "TNI"]
    mod: Literal["START", "END", ""]
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


class VerbTenseRow(msgspec.Struct, frozen=True):
    """Verbs as news writes them, folded: past, future, present ones that tell what is to come (`coming`), others."""

    key: str
    kind: Literal["past", "future", "coming", "present"]
    forms: tuple[str, ...]
    source: str


class DatedEventRow(msgspec.Struct, frozen=True):
    """A known event: `first` is the first day on which it could be told as happened (2020-08-04, or 2019-12).

    `forms` name this event and no other; `source` says where the day can be checked.
    """

    key: str
    first: str
    forms: tuple[str, ...]
    kind: Literal["war", "attack", "disaster", "agreement", "uprising", "pandemic", "operation", "death", "other"]
    source: str
