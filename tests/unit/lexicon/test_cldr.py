"""The tables of time hold what CLDR (as Babel carries it) calls months, weekdays, units and numbers in Arabic."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest
from babel import Locale
from babel.dates import format_timedelta
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, get_decimal_symbol, get_group_symbol
from babel.units import format_unit
from hijridate import Hijri

from musnad import times
from musnad.arabic.numerals import read_digits
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

ARABIC = tuple(sorted(name for name in locale_identifiers() if name.split("_")[0] == "ar"))
ASKED = ["ar", "ar_SY", "ar_IQ", "ar_LB", "ar_JO", "ar_PS", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "ar_SA"]
CONTEXTS = ("format", "stand-alone")


@cache
def lexicon() -> Lexicon:
    return Lexicon()


@cache
def months(calendar: str) -> dict[str, int]:
    return {fold(form): row.number for row in lexicon().months if row.calendar == calendar for form in row.forms}


def test_cldr_has_the_locales_that_are_asked_for() -> None:
    assert set(ASKED) <= set(ARABIC)


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("name", ARABIC)
def test_cldr_months_are_in_the_table_with_their_numbers(name: str, context: str) -> None:
    wide = Locale.parse(name).months[context]["wide"]
    assert {number: months("gregorian").get(fold(month)) for number, month in wide.items()} == {n: n for n in wide}
    assert len(wide) == 12


# Babel carries the Gregorian calendar alone; these are the wide names of the calendar "islamic" in CLDR's ar.xml.
ISLAMIC = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
)  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
def test_cldr_islamic_months_are_in_the_table_with_their_numbers(number: int) -> None:
    assert months("hijri").get(fold(ISLAMIC[number - 1])) == number


@pytest.mark.parametrize("number", range(1, 13))
def test_months_of_hijridate_are_in_the_table_with_their_numbers(number: int) -> None:
    assert months("hijri").get(fold(Hijri(1438, number, 1).month_name("ar"))) == number


@cache
def weekdays(*, indefinite: bool) -> dict[str, int]:
    rows = lexicon().weekdays
    return {fold(form): row.number for row in rows for form in (row.indefinite if indefinite else row.forms)}


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("width", ["wide", "abbreviated", "short"])
def test_cldr_weekdays_are_in_the_table_with_their_iso_numbers(width: str, context: str) -> None:
    names = Locale("ar").days[context][width]  # Monday is 0 in Babel, 1 in ISO 8601
    known = weekdays(indefinite=width == "short")
    assert {day + 1: known.get(fold(name)) for day, name in names.items()} == {n: n for n in range(1, 8)}


SYSTEMS = [("arab", 0x0660), ("arabext", 0x06F0)]


@pytest.mark.parametrize(("system", "zero"), SYSTEMS, ids=[c[0] for c in SYSTEMS])
def test_cldr_digits_are_read_as_numbers(system: str, zero: int) -> None:
    digits = [chr(zero + n) for n in range(10)]
    assert [read_digits(fold(digit)) for digit in digits] == list(range(10))
    assert read_digits(fold("".join(digits[n] for n in (2, 0, 1, 7)))) == 2017


@pytest.mark.parametrize(("system", "zero"), SYSTEMS, ids=[c[0] for c in SYSTEMS])
def test_cldr_signs_inside_numbers_are_read(system: str, zero: int) -> None:
    one, two, five = (chr(zero + n) for n in (1, 2, 5))
    group, point = (sign("ar", numbering_system=system) for sign in (get_group_symbol, get_decimal_symbol))
    assert read_digits(fold(f"{one}{group}{two}{five}{five}")) == 1255
    assert read_digits(fold(f"{two}{point}{five}")) == 2.5


SCALES = (1000, 3000, 11_000, 100_000, 1_000_000, 3_000_000, 11_000_000, 1_000_000_000, 3_000_000_000, 11_000_000_000)
# ترليون (10 to the 12th) is left out of the table: no date and no amount of time in news reaches it.
BEYOND = 1_000_000_000_000


@pytest.mark.parametrize("number", SCALES)
def test_cldr_words_for_thousands_and_more_multiply_as_they_should(number: int) -> None:
    digits, word = format_compact_decimal(number, format_type="long", locale="ar").split()
    scales = {fold(form): row.value for row in lexicon().numbers if row.kind == "scale" for form in row.cardinal}
    assert int(digits) * scales[fold(word)] == number
    assert fold(format_compact_decimal(BEYOND, format_type="long", locale="ar").split()[-1]) not in scales


@cache
def unit_codes() -> dict[str, str]:
    """Return the ISO code of every form of every unit."""
    found = {}
    for row in lexicon().time_units:
        singular, plural = (*row.singular, *row.accusative), (*row.plural, *row.accusative_plural)
        found.update({fold(form): row.code for form in (*singular, *row.dual, *row.construct, *plural)})
    return found


# Where CLDR's long pattern is the short one's (alias), Babel has it under "short"; short hours are letters (3 س).
UNITS = [
    ("second", "long", "TS"),
    ("minute", "long", "TM"),
    ("hour", "long", "TH"),
    ("day", "short", "D"),
    ("week", "short", "W"),
    ("month", "short", "M"),
    ("year", "long", "Y"),
    ("decade", "short", "DE"),
    ("century", "short", "CE"),
]
# One of each plural class of Arabic: one, two, few, many, other.
COUNTS = (1, 2, 3, 11, 100)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("unit", "length", "code"), UNITS, ids=[c[0] for c in UNITS])
def test_cldr_words_for_units_are_known(unit: str, length: str, code: str, count: int) -> None:
    written = format_unit(count, f"duration-{unit}", length, locale="ar")  # type: ignore[arg-type]  # a length
    word = written.removeprefix(str(count)).strip()
    assert unit_codes().get(fold(word)) == code


DAY = timedelta(1)
AGO = [
    ("one_day", 1 * DAY, "-P1D"),
    ("two_days", 2 * DAY, "-P2D"),
    ("three_days", 3 * DAY, "-P3D"),
    ("one_week", 7 * DAY, "-P1W"),
    ("two_weeks", 14 * DAY, "-P2W"),
    ("three_weeks", 21 * DAY, "-P3W"),
    ("one_month", 31 * DAY, "-P1M"),
    ("two_months", 62 * DAY, "-P2M"),
    ("three_months", 93 * DAY, "-P3M"),
    ("one_year", 366 * DAY, "-P1Y"),
    ("two_years", 732 * DAY, "-P2Y"),
    ("three_years", 1098 * DAY, "-P3Y"),
]


@pytest.mark.parametrize(("ago", "offset"), [c[1:] for c in AGO], ids=[c[0] for c in AGO])
def test_cldr_phrases_for_so_long_ago_are_read(ago: timedelta, offset: str) -> None:
    written = format_timedelta(-ago, threshold=0.9, add_direction=True, locale="ar")
    (found,) = times.find(f"افتتح السوق {written}", "2018-05-10")
    assert (found.type, found.offset, found.basis) == ("DATE", offset, "publication")
    assert found.end - found.start == len(written)


PARTS = {
    "morning1": "TMO", "morning2": "TMO", "afternoon1": "TMI", "afternoon2": "TAF", "evening1": "TEV", "night2": "TNI",
    "am": "TMO", "pm": "TEV",
}  # fmt: skip


@pytest.mark.parametrize("period", sorted(PARTS))
def test_cldr_parts_of_the_day_are_in_the_table(period: str) -> None:
    written = Locale("ar").day_periods["stand-alone"]["wide"][period]
    parts = {fold(form): row.value for row in lexicon().day_parts for form in row.adverb}
    assert parts.get(fold(written)) == PARTS[period]


@pytest.mark.parametrize("number", range(1, 5))
def test_cldr_quarters_are_read(number: int) -> None:
    written = Locale("ar").quarters["format"]["wide"][number]
    (found,) = times.find(f"ارتفع الإنتاج في {written} من عام 2017")
    assert found.value == f"2017-Q{number}"


def test_cldr_marks_of_the_two_eras_are_in_the_table() -> None:
    kinds = {fold(form): row.kind for row in lexicon().time_words for form in row.forms}
    eras = Locale("ar").eras
    assert {kinds.get(fold(eras[width][0])) for width in ("wide", "abbreviated")} == {"bc"}
    assert {kinds.get(fold(eras[width][1])) for width in ("wide", "abbreviated")} == {"ad_mark"}
