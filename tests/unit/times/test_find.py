"""`musnad.times.find`: what it takes, where the words stand, and what each field tells."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import times
from musnad.model import Interval, TimeExpression
from support import span_of

THURSDAY = date(2018, 5, 10)
YESTERDAY = "عاد الوفد أمس"


def seen(text: str, published: str | date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[t.start : t.end], t.value) for t in times.find(text, published)]


def one(text: str, words: str, published: str | date | None = THURSDAY) -> TimeExpression:
    """Return the expression over words that stand once in a text."""
    span = span_of(text, words)
    (found,) = [t for t in times.find(text, published) if (t.start, t.end) == (span.start, span.end)]
    return found


TAKEN: list[tuple[str, str | date]] = [
    ("date", THURSDAY),
    ("day", "2018-05-10"),
    ("moment", "2018-05-10T00:30:00"),
    ("moment_with_blank", "2018-05-10 23:30"),
    ("greenwich", "2018-05-10T23:59:59Z"),
    ("zone_east", "2018-05-10T00:30:00+04:00"),
    ("zone_west", "2018-05-10T23:30:00-08:00"),
]


@pytest.mark.parametrize("published", [c[1] for c in TAKEN], ids=[c[0] for c in TAKEN])
def test_find_counts_from_the_local_day_of_publication(published: str | date) -> None:
    assert seen(YESTERDAY, published) == [("أمس", "2018-05-09")]


def test_find_without_a_day_keeps_the_value_open() -> None:
    (found,) = times.find(YESTERDAY)
    assert (found.value, found.basis, found.interval) == ("XXXX-XX-XX", None, None)


REFUSED: list[tuple[str, object]] = [
    ("empty", ""),
    ("blank", " "),
    ("word", "أمس"),
    ("day_first", "10/05/2018"),
    ("one_digit", "2018-5-10"),
    ("month_alone", "2018-05"),
    ("no_such_day", "2018-02-30"),
    ("no_such_month", "2018-13-01"),
    ("number", 20180510),
    ("bytes", b"2018-05-10"),
]


@pytest.mark.parametrize("published", [c[1] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_find_refuses_what_is_no_date_and_says_what_to_write(published: object) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD") as told:
        times.find(YESTERDAY, published)  # type: ignore[arg-type]  # wrong on purpose
    assert repr(published) in str(told.value)


def test_find_takes_publication_by_position_and_by_name() -> None:
    assert times.find(YESTERDAY, "2018-05-10") == times.find(YESTERDAY, published="2018-05-10")


def test_find_gives_a_tuple_in_text_order() -> None:
    found = times.find("عاد الوفد أمس وغادر غدا وبقي ثلاثة أيام", THURSDAY)
    assert isinstance(found, tuple)
    assert [t.start for t in found] == sorted(t.start for t in found)
    assert len(found) == 3


@pytest.mark.parametrize("text", ["", " \n\t", "\n\n\n", "عاد الوفد إلى العاصمة", "plain words", "!?."])
def test_find_gives_nothing_where_no_time_is_told(text: str) -> None:
    assert times.find(text, THURSDAY) == ()


LIGATURE = "\ufe8d\ufefb\ufe9b\ufee8\ufef4\ufee6"  # الاثنين (Monday) in presentation forms, lam and alef in one
PLACES = [
    ("emoji", "\U0001f600 عاد الوفد أمس", "أمس", "2018-05-09"),
    ("emoji_of_seven", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 عاد الوفد أمس", "أمس", "2018-05-09"),
    ("emoji_between", "عاد الوفد مساء أمس \U0001f389 إلى البلدة", "مساء أمس", "2018-05-09TEV"),
    ("tashkeel", "عَادَ الوَفْدُ أَمْسِ", "أَمْسِ", "2018-05-09"),
    ("tashkeel_in_a_date", "في 3 أَيَّار 2017", "3 أَيَّار 2017", "2017-05-03"),
    ("tashkeel_on_a_clitic", "عاد الوفد وَبِالأَمْسِ سافر", "الأَمْسِ", "2018-05-09"),
    ("tatweel", "في 3 مـــايو 2017", "3 مـــايو 2017", "2017-05-03"),
    ("tatweel_after_a_clitic", "عاد الوفد بـــالأمس", "الأمس", "2018-05-09"),
    ("eastern_digits", "في ٣ مايو ٢٠١٧", "٣ مايو ٢٠١٧", "2017-05-03"),
    ("eastern_slashes", "في ٣/٥/٢٠١٧", "٣/٥/٢٠١٧", "2017-05-03"),
    ("persian_digits", "في ۳ مايو ۲۰۱۷", "۳ مايو ۲۰۱۷", "2017-05-03"),
    ("persian_slashes", "في ۳/۵/۲۰۱۷", "۳/۵/۲۰۱۷", "2017-05-03"),
    ("mixed_digits", "في ٣ مايو 2017", "٣ مايو 2017", "2017-05-03"),
    ("presentation_forms", "عاد الوفد \ufe83\ufee3\ufeb2", "\ufe83\ufee3\ufeb2", "2018-05-09"),
    ("ligature", f"عاد الوفد {LIGATURE} الماضي", f"{LIGATURE} الماضي", "2018-05-07"),
    ("right_to_left_marks", "\u200fعاد الوفد أمس\u200f إلى البلدة\u200e.", "أمس", "2018-05-09"),
    ("left_to_right_date", "\u200fعاد في \u200e3/5/2017\u200e إلى البلدة", "3/5/2017", "2017-05-03"),
    ("embedding", "عاد في \u202b3 مايو 2017\u202c إلى البلدة", "3 مايو 2017", "2017-05-03"),
    ("isolate", "عاد في \u20673 مايو 2017\u2069 إلى البلدة", "3 مايو 2017", "2017-05-03"),
    ("latin_beside", "عاد وفد ACME أمس", "أمس", "2018-05-09"),
    ("line_ends", "عاد الوفد\r\n\r\nأمس\n", "أمس", "2018-05-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), [c[1:] for c in PLACES], ids=[c[0] for c in PLACES])
def test_find_counts_code_points_of_the_text_as_written(text: str, words: str, value: str) -> None:
    (found,) = times.find(text, THURSDAY)
    span = span_of(text, words)
    assert (found.start, found.end, found.value) == (span.start, span.end, value)


HEAVY = ("numpy", "lxml", "musnad.pipeline", "musnad.stages", "musnad.readers")
LOADED = f"""
import sys
from musnad import times
assert not set(sys.modules) & set({HEAVY}), "loaded by the import"
assert times.find("عاد الوفد أمس في 15 رمضان 1438هـ", "2018-05-10")
assert not set(sys.modules) & set({HEAVY}), "loaded by the first call"
"""


def test_find_loads_neither_numpy_nor_the_pipeline() -> None:
    subprocess.run([sys.executable, "-X", "utf8", "-c", LOADED], check=True, timeout=60)


def test_find_anchor_is_the_span_of_the_date_counted_from() -> None:
    text = "افتتح المعرض في 3 مايو 2017، وعاد الوفد في اليوم التالي"
    found = one(text, "اليوم التالي")
    assert (found.value, found.basis, found.anchor) == ("2017-05-04", "text", span_of(text, "3 مايو 2017"))


def test_find_anchor_is_not_set_without_a_told_date() -> None:
    assert one("عاد الوفد في اليوم التالي", "اليوم التالي").anchor is None


@pytest.mark.parametrize(
    ("text", "words", "offset"),
    [
        ("عاد الوفد أمس الأول", "أمس الأول", "-P2D"),
        ("يعود الوفد غدا", "غدا", "P1D"),
        ("عاد الوفد اليوم", "اليوم", "P0D"),
        ("افتتح السوق الأسبوع الماضي", "الأسبوع الماضي", "-P1W"),
        ("يفتح السوق الشهر المقبل", "الشهر المقبل", "P1M"),
        ("افتتح السوق قبل ثلاث سنوات", "قبل ثلاث سنوات", "-P3Y"),
        ("افتتح السوق عام 2015", "عام 2015", None),
    ],
    ids=["days_back", "day_ahead", "today", "week", "month", "years", "stated"],
)
def test_find_offset_is_the_signed_distance(text: str, words: str, offset: str | None) -> None:
    assert one(text, words).offset == offset
    assert one(text, words, None).offset == offset


@pytest.mark.parametrize(
    ("text", "words", "hijri"),
    [
        ("عقد المؤتمر في 15 رمضان 1438هـ", "15 رمضان 1438هـ", "1438-09-15"),
        ("عقد المؤتمر في شهر رمضان 1438هـ", "شهر رمضان 1438هـ", "1438-09"),
        ("عقد المؤتمر عام 1438هـ", "عام 1438هـ", "1438"),
        ("عقد المؤتمر في 10 يونيو 2017", "10 يونيو 2017", None),
    ],
    ids=["day", "month", "year", "gregorian"],
)
def test_find_hijri_keeps_the_date_as_told(text: str, words: str, hijri: str | None) -> None:
    assert one(text, words).hijri == hijri


@pytest.mark.parametrize(
    ("text", "words", "alternatives"),
    [
        ("افتتح السوق قبل أسبوعين", "قبل أسبوعين", ("2018-04-26",)),
        ("وصلت السفينة منذ ثلاثة أيام", "ثلاثة أيام", ("2018-05-07",)),
        ("التقوا في عطلة نهاية الأسبوع", "عطلة نهاية الأسبوع", ("2018-W18",)),
        ("افتتح السوق عام 2015", "عام 2015", ()),
    ],
    ids=["week", "since", "weekend", "none"],
)
def test_find_alternatives_are_other_values_of_the_words(text: str, words: str, alternatives: tuple[str, ...]) -> None:
    assert one(text, words).alternatives == alternatives


@pytest.mark.parametrize(
    ("text", "words", "value", "notes"),
    [
        ("في 31 فبراير 2015", "31 فبراير 2015", None, ("no_such_day",)),
        ("الأحد 4 مايو 2018", "الأحد 4 مايو 2018", "2018-05-04", ("weekday_differs",)),
        ("الجمعة 4 مايو 2018", "الجمعة 4 مايو 2018", "2018-05-04", ()),
    ],
    ids=["no_such_day", "weekday_differs", "sound"],
)
def test_find_notes_tell_what_is_odd(text: str, words: str, value: str | None, notes: tuple[str, ...]) -> None:
    found = one(text, words)
    assert (found.value, found.notes) == (value, notes)
    assert (found.interval is None) == (value is None)


@pytest.mark.parametrize(
    ("text", "words", "quant", "freq"),
    [
        ("تجتمع اللجنة كل أربعاء", "كل أربعاء", "EVERY", None),
        ("تجتمع اللجنة مرتين في الأسبوع", "مرتين في الأسبوع", None, "2X"),
        ("اجتمعت اللجنة الأربعاء", "الأربعاء", None, None),
    ],
    ids=["every", "twice", "once"],
)
def test_find_quant_and_freq_belong_to_a_set(text: str, words: str, quant: str | None, freq: str | None) -> None:
    found = one(text, words)
    assert (found.quant, found.freq) == (quant, freq)
    assert (found.type == "SET") == (quant is not None or freq is not None)


ENDS = [
    ("five_years_past", "زاد خلال السنوات الخمس الماضية", "السنوات الخمس الماضية", "P5Y", "2013-05-10", "2018-05-09"),
    ("years_ahead", "يزيد في الأعوام الثلاثة المقبلة", "الأعوام الثلاثة المقبلة", "P3Y", "2018-05-11", "2021-05-10"),
    ("six_months_past", "زاد خلال الأشهر الستة الماضية", "الأشهر الستة الماضية", "P6M", "2017-11-10", "2018-05-09"),
    ("two_weeks_past", "زاد خلال الأسبوعين الماضيين", "الأسبوعين الماضيين", "P2W", "2018-04-26", "2018-05-09"),
    ("since", "وصلت السفينة منذ ثلاثة أيام", "ثلاثة أيام", "P3D", "2018-05-07", "2018-05-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "first", "last"), [c[1:] for c in ENDS], ids=[c[0] for c in ENDS])
def test_find_interval_of_an_amount_whose_ends_are_told(
    text: str, words: str, value: str, first: str, last: str
) -> None:
    found = one(text, words)
    assert (found.type, found.value, found.interval) == ("DURATION", value, Interval(first, last, "day"))
    assert one(text, words, None).interval is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("استمر الحفل ثلاث ساعات", "ثلاث ساعات"),
        ("استمر البناء خمس سنوات", "خمس سنوات"),
        ("زاد العدد في السنوات الأخيرة", "السنوات الأخيرة"),
        ("زاد العدد خلال آخر 24 ساعة", "آخر 24 ساعة"),
    ],
    ids=["hours", "years", "some_years", "last_hours"],
)
def test_find_interval_of_an_amount_without_ends_is_unknown(text: str, words: str) -> None:
    assert one(text, words).interval is None


PARTNERS = [
    ("agreeing", "عقد المؤتمر في 15 رمضان 1438هـ الموافق 10 يونيو 2017", "2017-06-10", ()),
    ("a_day_later", "عقد المؤتمر في 15 رمضان 1438هـ الموافق 11 يونيو 2017", "2017-06-11", ("calendars_differ",)),
    ("a_day_earlier", "عقد المؤتمر في 15 رمضان 1438هـ الموافق 9 يونيو 2017", "2017-06-09", ("calendars_differ",)),
    ("partner_first", "عقد المؤتمر في 11 يونيو 2017 الموافق 15 رمضان 1438هـ", "2017-06-11", ("calendars_differ",)),
]


@pytest.mark.parametrize(("text", "value", "notes"), [c[1:] for c in PARTNERS], ids=[c[0] for c in PARTNERS])
def test_find_hijri_date_has_the_day_of_its_partner(text: str, value: str, notes: tuple[str, ...]) -> None:
    found = one(text, "15 رمضان 1438هـ")
    assert (found.value, found.notes, found.hijri) == (value, notes, "1438-09-15")
    assert found.interval == Interval(value, value, "day")
    assert {t.value for t in times.find(text, THURSDAY)} == {value}


def test_find_hijri_date_beside_another_day_is_no_partner() -> None:
    text = "عقد المؤتمر في 15 رمضان 1438هـ وانتهى في 12 يونيو 2017"
    assert [v for _, v in seen(text)] == ["2017-06-10", "2017-06-12"]
    assert one(text, "15 رمضان 1438هـ").notes == ()


def test_find_the_30th_of_a_hijri_month_of_29_days_is_the_day_after_it() -> None:
    found = one("عاد الوفد في 30 رمضان 1438هـ", "30 رمضان 1438هـ")
    assert (found.value, found.hijri, found.notes) == ("2017-06-25", "1438-09-30", ("by_sighting",))
    assert one("عاد الوفد في 1 شوال 1438هـ", "1 شوال 1438هـ").value == "2017-06-25"


def test_find_the_30th_of_a_hijri_month_of_30_days_is_its_last() -> None:
    found = one("عاد الوفد في 30 شعبان 1438هـ", "30 شعبان 1438هـ")
    assert (found.value, found.notes) == ("2017-05-26", ())


@pytest.mark.parametrize(
    ("text", "hijri", "notes"),
    [
        ("عاد الوفد اليوم 24 شعبان", "1439-08-24", ()),
        ("عاد الوفد اليوم 25 شعبان", "1439-08-25", ("by_sighting",)),
        ("عاد الوفد اليوم 23 شعبان", "1439-08-23", ("by_sighting",)),
    ],
    ids=["as_the_table", "a_day_ahead", "a_day_behind"],
)
def test_find_today_beside_a_hijri_day_is_today(text: str, hijri: str, notes: tuple[str, ...]) -> None:
    found = one(text, text.removeprefix("عاد الوفد "))
    assert (found.value, found.hijri, found.notes) == ("2018-05-10", hijri, notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد مساء يوم الأحد 6 مايو 2018", [("مساء يوم الأحد 6 مايو 2018", "2018-05-06TEV")]),
        ("عاد أمس الأول الثلاثاء 8 مايو 2018", [("أمس الأول الثلاثاء 8 مايو 2018", "2018-05-08")]),
        ("بدأ في الساعة العاشرة صباح الأحد الماضي", [("الساعة العاشرة صباح الأحد الماضي", "2018-05-06T10:00")]),
        ("في الخامس من مايو من العام الماضي", [("الخامس من مايو من العام الماضي", "2017-05-05")]),
        ("في الربع الأول من العام الماضي", [("الربع الأول من العام الماضي", "2017-Q1")]),
        ("خلال السنوات الخمس الماضية", [("السنوات الخمس الماضية", "P5Y")]),
        ("من مساء أمس إلى صباح اليوم", [("مساء أمس", "2018-05-09TEV"), ("صباح اليوم", "2018-05-10TMO")]),
        ("من 3 إلى 5 مايو 2017", [("3", "2017-05-03"), ("5 مايو 2017", "2017-05-05")]),
    ],
    ids=["part_and_weekday", "deictic_and_date", "hour", "day_of_year", "quarter", "amount", "two_parts", "range"],
)
def test_find_reads_nested_expressions_as_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


PIECES = """
في من إلى حتى بين يوم أيام شهر عام السنوات الأعوام الخمس 3 5 15 31 2017 2018-05-03 1438 هـ مايو أيار رمضان شعبان الموافق
الأحد الثلاثاء الماضي الماضية المقبل الجاري أمس الأول غدا اليوم التالي نفسه مساء صباح الساعة العاشرة 10:30 والنصف قبل
بعد ذلك بيومين ثلاثة أيام أسبوعين نهاية مطلع الأسبوع الشهر العام القرن العقد كل مرتين و ( ) / - : ، . «
"""
WORDS = st.sampled_from(PIECES.split())
CLUTTER = st.sampled_from(("\u200f", "\u0640", "\u064b", "\U0001f600", "\n", "x", "٣", "۵", "\ufefb"))
CROWDED = st.lists(st.one_of(WORDS, WORDS, CLUTTER), max_size=24)


@given(CROWDED, st.sampled_from((" ", "")), st.sampled_from((None, THURSDAY, date(2020, 2, 29))))
def test_find_never_gives_two_expressions_over_one_letter(words: list[str], gap: str, published: date | None) -> None:
    text = gap.join(words)
    end = 0
    for found in times.find(text, published):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(CROWDED)
def test_find_knows_no_interval_without_a_settled_value(words: list[str]) -> None:
    for found in times.find(" ".join(words), None):
        assert found.basis is None or (found.value and (found.type == "SET" or "XX" not in found.value))
        assert found.interval is None or found.basis is not None
        assert found.interval is None or found.interval.first <= found.interval.last


@pytest.mark.parametrize("text", ["عام 99999", "تأسست الشركة عام 99999 في العاصمة", "في 99999.", "مايو 99999"])
def test_find_takes_no_number_of_five_digits_for_a_year(text: str) -> None:
    assert all("9999" not in words for words, _ in seen(text))


@pytest.mark.parametrize("text", ["قبل 99999 سنة", "قبل 99999999999999999999 سنة", "بعد ذلك بـ99999 سنة"])
def test_find_gives_no_day_beyond_the_calendar(text: str) -> None:
    assert all(t.interval is None for t in times.find(text, THURSDAY))


@pytest.mark.parametrize(
    "text",
    ["1", "1 2 3 4 5 6", "12345 678 90", "٣ ٥ ٧", "۱۲ ۳۴", "3.14159", "1,200,300", "1" * 5000, "7 " * 2000],
    ids=["one", "spaced", "long", "eastern", "persian", "decimal", "grouped", "unbroken", "many"],
)
def test_find_reads_no_time_in_digits_alone(text: str) -> None:
    assert times.find(text, THURSDAY) == ()
