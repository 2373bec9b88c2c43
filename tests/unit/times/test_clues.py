"""What the dates of a text say of the day it was published: each kind of clue, and which days pass it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

import pytest

from musnad.lexicon import Lexicon
from musnad.times.clues import Clue, ClueKind, find_clues, fits
from musnad.times.reader import TimeReader
from support import make_doc

READER = TimeReader(Lexicon())
THURSDAY = date(2018, 5, 10)
WORDS = 3, 8


def clues(text: str) -> tuple[Clue, ...]:
    segments = make_doc(text, published=None).segments
    assert segments is not None
    return find_clues(READER, segments, text)


def said(text: str) -> list[tuple[str, str]]:
    return [(clue.kind, text[clue.start : clue.end]) for clue in clues(text)]


# A sentence with one clue of the kind, its words in brackets; a day of publication that passes and one that does not.
POSITIVE: list[tuple[str, ClueKind, str, str, str]] = [
    ("dateline", "dateline", "الميناء [3 مايو 2018] - هدأ البحر وخرج الصيادون", "2018-05-03", "2018-05-04"),
    ("dateline_agency", "dateline", "صفاقس [3 مايو 2018] (وكالة الميناء) - هدأ البحر", "2018-05-03", "2018-05-02"),
    ("dateline_numeric", "dateline", "[2018-05-03]: هدأ البحر", "2018-05-03", "2018-03-05"),
    ("dateline_second", "dateline", "الميناء هادئ\n\nصفاقس، [3 مايو 2018]: هدأ البحر", "2018-05-03", "2018-05-04"),
    ("day_before_yesterday", "day", "عادت القافلة [أمس الأول 8 مايو 2018]", "2018-05-10", "2018-05-09"),
    ("day_tomorrow", "day", "يفتتح المتحف [غدا 11 مايو 2018]", "2018-05-10", "2018-05-11"),
    ("day_numeric", "day", "عادت القافلة [أمس 9/5/2018] إلى الواحة", "2018-05-10", "2018-05-09"),
    ("day_of_year_today", "day_of_year", "يفتتح المتحف [اليوم 10 مايو]", "2016-05-10", "2016-05-11"),
    ("day_of_year_tomorrow", "day_of_year", "يفتتح المتحف [غدا 1 يناير]", "2015-12-31", "2016-01-01"),
    ("weekday_yesterday", "weekday", "عادت القافلة [أمس الثلاثاء]", "2018-05-09", "2018-05-08"),
    ("weekday_last_night", "weekday", "عادت القافلة [ليلة أمس الأحد]", "2018-05-07", "2018-05-06"),
    ("weekday_tomorrow", "weekday", "يفتتح المتحف [غدا الاثنين]", "2018-05-06", "2018-05-07"),
    ("weekday_hijri", "weekday", "يفتتح المتحف [اليوم الخميس 15 رمضان 1438هـ]", "2018-05-10", "2018-05-11"),
    ("month_with_day", "month", "يفتتح المتحف في [العشرين من مايو الجاري]", "2012-05-31", "2012-06-01"),
    ("month_alone", "month", "ينتهي البناء في [مايو الحالي]", "2012-05-01", "2012-04-30"),
    ("year_next", "year", "يفتتح المتحف [العام المقبل 2019]", "2018-12-31", "2019-01-01"),
    ("year_past", "year", "نما الإنتاج [العام الماضي 2017]", "2018-01-01", "2017-12-31"),
    ("year_this", "year", "نما الإنتاج [هذا العام 2018]", "2018-07-01", "2019-01-01"),
    ("year_after", "year_after", "عادت القافلة [يوم الاثنين 12 مارس الماضي]", "2018-05-10", "2017-05-10"),
    ("year_before", "year_before", "تعود القافلة [يوم الأربعاء 20 يونيو المقبل]", "2018-05-10", "2017-05-10"),
    ("since_day", "since", "عادت القافلة في [3 مايو 2018]", "2018-05-03", "2018-05-02"),
    ("since_month", "since", "افتتح المتحف في [مايو 2018]", "2018-05-01", "2018-04-30"),
    ("since_year", "since", "افتتح المتحف [عام 2014]", "2014-01-01", "2013-12-31"),
    ("until_day", "until", "ستعود القافلة في [3 مايو 2019]", "2019-05-03", "2019-05-04"),
    ("until_month", "until", "من المقرر أن يفتتح المتحف في [فبراير 2020]", "2020-02-29", "2020-03-01"),
    ("until_season", "until", "سيفتتح المتحف في [شتاء 2018]", "2019-02-28", "2019-03-01"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "bracketed", "passing", "failing"), [c[1:] for c in POSITIVE], ids=[c[0] for c in POSITIVE]
)
def test_clues_find_the_words_and_what_they_say(kind: ClueKind, bracketed: str, passing: str, failing: str) -> None:
    before, words, after = re.split(r"[\[\]]", bracketed)
    text = before + words + after
    (clue,) = [clue for clue in clues(text) if clue.kind == kind]
    assert text[clue.start : clue.end] == words
    assert fits(clue, date.fromisoformat(passing))
    assert not fits(clue, date.fromisoformat(failing))


# A near miss of each kind: the words that would make it, one of them gone or in another part.
NEGATIVE: list[tuple[str, ClueKind, str]] = [
    ("dateline_in_a_sentence", "dateline", "عاد الصيادون 3 مايو 2018 - وهدأ البحر"),
    ("dateline_after_in", "dateline", "معرض في صفاقس 3 مايو 2018 - هدأ البحر"),
    ("dateline_before_in", "dateline", "صفاقس 3 مايو 2018 في الملعب - هدأ البحر"),
    ("dateline_without_mark_near", "dateline", "صفاقس 3 مايو 2018 بحر هادئ وقوارب كثيرة وصيادون سعداء بصيد وفير"),
    ("dateline_without_year", "dateline", "صفاقس 3 مايو - هدأ البحر"),
    ("dateline_in_the_third_paragraph", "dateline", "هدوء في الميناء\n\nهدأ البحر.\n\nصفاقس، 3 مايو 2018: عادوا"),
    ("dateline_without_mark", "dateline", "صفاقس 3 مايو 2018 هدأ البحر وخرج الصيادون إلى عملهم"),
    ("dateline_at_the_end", "dateline", "هدأ البحر وعاد الصيادون إلى عملهم في الميناء - 3 مايو 2018"),
    ("day_without_yesterday", "day", "عادت القافلة يوم الثلاثاء 8 مايو 2018"),
    ("day_without_year", "day", "عادت القافلة أمس 8 مايو"),
    ("day_of_another_clause", "day", "عادت القافلة أمس، وستعود في 8 مايو 2018"),
    ("day_like_today", "day", "في مثل هذا اليوم 10 مايو 1916 عادت القافلة"),
    ("day_of_year_without_today", "day_of_year", "يفتتح المتحف يوم 10 مايو"),
    ("day_of_year_with_year", "day_of_year", "يفتتح المتحف اليوم 10 مايو 2018"),
    ("weekday_alone", "weekday", "عادت القافلة يوم الثلاثاء الماضي"),
    ("weekday_next_day", "weekday", "عادت القافلة في اليوم التالي الثلاثاء"),
    ("weekday_of_a_newspaper", "weekday", "قالت صحيفة «اليوم» الثلاثاء إن القافلة عادت"),
    ("month_past", "month", "عادت القافلة في العشرين من مايو الماضي"),
    ("month_without_name", "month", "تعود القافلة في العشرين من الشهر الجاري"),
    ("month_with_year", "month", "تعود القافلة في مايو 2018"),
    ("year_without_number", "year", "تعود القافلة العام المقبل"),
    ("year_without_relation", "year", "تعود القافلة عام 2019"),
    ("year_after_the_next", "year", "تعود القافلة في العام المقبل، وفي 2019 عام الجفاف"),
    ("year_hijri", "year", "تعود القافلة العام المقبل 1440هـ"),
    ("year_after_without_past", "year_after", "عادت القافلة يوم الاثنين 12 مارس"),
    ("year_after_future", "year_after", "تعود القافلة يوم الاثنين 12 مارس المقبل"),
    ("year_before_past", "year_before", "عادت القافلة يوم الأربعاء 20 يونيو الماضي"),
    ("year_before_without_day", "year_before", "تعود القافلة في يونيو المقبل"),
    ("since_future", "since", "ستعود القافلة في 3 مايو 2018"),
    ("since_planned", "since", "من المقرر أن يفتتح المتحف عام 2014"),
    ("since_without_verb", "since", "معرض الميناء للكتاب في دورة 3 مايو 2018"),
    ("since_without_year", "since", "عادت القافلة في 3 مايو"),
    ("since_hijri", "since", "عادت القافلة في 15 رمضان 1438هـ"),
    ("since_starting", "since", "بدأ العمل ابتداء من 3 مايو 2019"),
    ("until_past", "until", "عادت القافلة في 3 مايو 2019"),
    ("until_weak_present", "until", "تعود القافلة إلى الواحة في 3 مايو 2019"),
    ("until_bare_year", "until", "ستعود القافلة عام 2019"),
    ("until_had_been_planned", "until", "كان من المقرر افتتاح المتحف في 3 مايو 2019"),
    ("until_starting", "until", "بدأ العمل بالقرار ابتداء من 3 مايو 2019"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [c[1:] for c in NEGATIVE], ids=[c[0] for c in NEGATIVE])
def test_clues_near_misses(kind: ClueKind, text: str) -> None:
    assert kind not in {clue.kind for clue in clues(text)}


def test_every_kind_of_clue_has_a_positive_and_a_negative() -> None:
    assert {c[1] for c in POSITIVE} == {c[1] for c in NEGATIVE} == set(get_args(ClueKind))


def test_clues_of_one_expression_may_be_several() -> None:
    text = "عادت القافلة أمس الأول الثلاثاء 8 مايو 2018"
    assert said(text) == [("weekday", "أمس الأول الثلاثاء 8 مايو 2018"), ("day", "أمس الأول الثلاثاء 8 مايو 2018")]
    assert {fits(clue, THURSDAY) for clue in clues(text)} == {True}


def test_clues_stand_in_the_order_of_the_text() -> None:
    text = "عادت القافلة أمس الثلاثاء. وتعود في العشرين من مايو الجاري. والعام المقبل 2019."
    assert [kind for kind, _ in said(text)] == ["weekday", "month", "year"]
    starts = [clue.start for clue in clues(text)]
    assert starts == sorted(starts)


def test_clues_of_a_text_without_dates_are_none() -> None:
    assert clues("عادت القافلة إلى الواحة") == ()
    assert clues("") == ()


def test_clues_are_the_same_in_eastern_digits_and_with_vowel_marks() -> None:
    plain, dressed = "عادت القافلة أمس 9 مايو 2018", "عادت القافلة أَمْسِ ٩ مَايُو ٢٠١٨"
    (one,), (two,) = clues(plain), clues(dressed)
    assert (one.kind, one.day) == (two.kind, two.day) == ("day", THURSDAY)
    assert dressed[two.start : two.end] == "أَمْسِ ٩ مَايُو ٢٠١٨"


def days(clue: Clue, first: date, last: date) -> list[date]:
    return [day for n in range((last - first).days + 1) if fits(clue, day := first + timedelta(n))]


@pytest.mark.parametrize("kind", ["day", "dateline"])
def test_fits_one_day_only(kind: ClueKind) -> None:
    clue = Clue(kind, *WORDS, day=THURSDAY)
    assert days(clue, date(2017, 1, 1), date(2019, 12, 31)) == [THURSDAY]


def test_fits_a_weekday_every_seven_days() -> None:
    clue = Clue("weekday", *WORDS, number=4)
    assert [d.day for d in days(clue, date(2018, 5, 1), date(2018, 5, 31))] == [3, 10, 17, 24, 31]


@pytest.mark.parametrize(
    ("shift", "first"),
    [(0, "2016-01-01"), (-1, "2016-01-02"), (1, "2015-12-31"), (2, "2015-12-30")],
    ids=["today", "yesterday", "tomorrow", "after_tomorrow"],
)
def test_fits_a_day_of_year_across_the_new_year(shift: int, first: str) -> None:
    clue = Clue("day_of_year", *WORDS, month=1, day_number=1, shift=shift)
    assert days(clue, date(2015, 6, 1), date(2016, 6, 1)) == [date.fromisoformat(first)]


def test_fits_a_leap_day_in_leap_years_only() -> None:
    clue = Clue("day_of_year", *WORDS, month=2, day_number=29)
    assert [d.year for d in days(clue, date(2010, 1, 1), date(2021, 1, 1))] == [2012, 2016, 2020]


def test_fits_a_month_from_its_first_to_its_last_day() -> None:
    found = days(Clue("month", *WORDS, number=2), date(2016, 1, 1), date(2016, 12, 31))
    assert (found[0], found[-1], len(found)) == (date(2016, 2, 1), date(2016, 2, 29), 29)


def test_fits_a_year_from_its_first_to_its_last_day() -> None:
    found = days(Clue("year", *WORDS, number=2016), date(2015, 1, 1), date(2017, 12, 31))
    assert (found[0], found[-1], len(found)) == (date(2016, 1, 1), date(2016, 12, 31), 366)


def test_fits_since_and_until_with_their_own_day() -> None:
    day, month = timedelta(1), (date(2018, 5, 1), date(2018, 5, 31))
    assert days(Clue("since", *WORDS, day=THURSDAY), *month)[0] == THURSDAY
    assert days(Clue("until", *WORDS, day=THURSDAY), *month)[-1] == THURSDAY
    assert not fits(Clue("since", *WORDS, day=THURSDAY), THURSDAY - day)
    assert not fits(Clue("until", *WORDS, day=THURSDAY), THURSDAY + day)


@pytest.mark.parametrize(("kind", "weekday"), [("year_after", 1), ("year_before", 3)], ids=["after", "before"])
def test_fits_a_year_from_the_told_day(kind: ClueKind, weekday: int) -> None:
    """The year begins or ends with the day itself: Monday 12 March 2018, Wednesday 20 June 2018."""
    month, number = (3, 12) if kind == "year_after" else (6, 20)
    clue = Clue(kind, *WORDS, number=weekday, month=month, day_number=number)
    told = date(2018, month, number)
    around = days(clue, told - timedelta(500), told + timedelta(500))
    ends = (told, told + timedelta(366)) if kind == "year_after" else (told - timedelta(366), told)
    assert (around[0], around[-1], len(around)) == (*ends, 367)


@pytest.mark.parametrize("kind", ["year_after", "year_before"])
def test_fits_any_day_where_no_weekday_is_said(kind: ClueKind) -> None:
    clue = Clue(kind, *WORDS, month=3, day_number=12)
    assert len(days(clue, date(2015, 1, 1), date(2018, 12, 31))) == 4 * 365 + 1


@pytest.mark.parametrize("kind", ["day_of_year", "year_after", "year_before", "weekday", "since", "until"])
@pytest.mark.parametrize("day", [date.min, date.max], ids=["first", "last"])
def test_fits_answers_at_the_ends_of_the_calendar(kind: ClueKind, day: date) -> None:
    for shift in (-2, 2):
        clue = Clue(kind, *WORDS, day=THURSDAY, number=8, month=2, day_number=29, shift=shift)
        assert fits(clue, day) is ((kind, day) in (("since", date.max), ("until", date.min)))
