"""What the reader of times finds, what it makes of it, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.lexicon import Lexicon
from musnad.model import TimeExpression
from musnad.stages.times import TimesStage
from support import make_doc

STAGE = TimesStage(Lexicon())
THURSDAY = "2018-05-10"


def find(text: str, published: str | None = THURSDAY) -> tuple[TimeExpression, ...]:
    return STAGE.find(make_doc(text, published=published))


def seen(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[t.start : t.end], t.value) for t in find(text, published)]


ONE = [
    ("full_date", "اجتمع الوزراء في 27 من يونيو 2016 في روما", "27 من يونيو 2016", "2016-06-27"),
    ("levant_month", "وقع الاتفاق في 5 كانون الثاني 2017", "5 كانون الثاني 2017", "2017-01-05"),
    ("twin_slash", "وقع الاتفاق في 5 كانون الثاني/يناير 2017", "5 كانون الثاني/يناير 2017", "2017-01-05"),
    ("twin_brackets", "وقع الاتفاق في 5 كانون الثاني (يناير) 2017", "5 كانون الثاني (يناير) 2017", "2017-01-05"),
    ("maghreb_month", "افتتح المعرض يوم 12 جويلية 2017", "يوم 12 جويلية 2017", "2017-07-12"),
    ("morocco_month", "افتتح المعرض في 3 غشت 2017", "3 غشت 2017", "2017-08-03"),
    ("eastern_digits", "افتتح المعرض في ٣ أيار ٢٠١٧", "٣ أيار ٢٠١٧", "2017-05-03"),
    ("vowel_marks", "افتُتح في 3 مَايُو 2017", "3 مَايُو 2017", "2017-05-03"),
    ("ordinal_words", "افتتح في الخامس والعشرين من أبريل 2017", "الخامس والعشرين من أبريل 2017", "2017-04-25"),
    ("day_month_past", "افتتح المعرض في 28 سبتمبر الماضي", "28 سبتمبر الماضي", "2017-09-28"),
    ("day_month_completed", "افتتح المعرض في 14 فبراير", "14 فبراير", "2018-02-14"),
    ("day_month_cued", "من المقرر أن يفتتح المعرض في 14 فبراير", "14 فبراير", "2019-02-14"),
    ("month_past", "زار الوفد المدينة في يونيو الماضي", "يونيو الماضي", "2017-06"),
    ("month_next", "يزور الوفد المدينة في شهر يونيو المقبل", "شهر يونيو المقبل", "2018-06"),
    ("month_year", "زار الوفد المدينة مطلع أيلول 2015", "مطلع أيلول 2015", "2015-09"),
    ("year", "تأسست الشركة عام 2014 في عمان", "عام 2014", "2014"),
    ("bare_year", "تأسست الشركة في 2014.", "2014", "2014"),
    ("year_in_words", "تأسست عام ألفين وأربعة عشر", "عام ألفين وأربعة عشر", "2014"),
    ("numeric", "بتاريخ 12/3/2017 صدر القرار", "12/3/2017", "2017-03-12"),
    ("iso", "بتاريخ 2017-03-12 صدر القرار", "2017-03-12", "2017-03-12"),
    ("dotted", "بتاريخ 12.3.2017 صدر القرار", "12.3.2017", "2017-03-12"),
    ("weekday_past", "وصل الوفد يوم الأحد الماضي", "يوم الأحد الماضي", "2018-05-06"),
    ("weekday_same_day", "وصل الوفد الخميس إلى روما", "الخميس", "2018-05-10"),
    ("weekday_future", "يصل الوفد الخميس المقبل", "الخميس المقبل", "2018-05-17"),
    ("weekday_cued", "من المقرر أن يصل الوفد السبت", "السبت", "2018-05-12"),
    ("yesterday", "وصل الوفد أمس إلى روما", "أمس", "2018-05-09"),
    ("day_before_yesterday", "وصل الوفد أول من أمس", "أول من أمس", "2018-05-08"),
    ("yesterday_first", "وصل الوفد أمس الأول الثلاثاء", "أمس الأول الثلاثاء", "2018-05-08"),
    ("tomorrow", "يصل الوفد غدا الجمعة", "غدا الجمعة", "2018-05-11"),
    ("after_tomorrow", "يصل الوفد بعد غد", "بعد غد", "2018-05-12"),
    ("today_weekday", "وصل الوفد اليوم الخميس", "اليوم الخميس", "2018-05-10"),
    ("evening", "وصل الوفد مساء 26 أبريل", "مساء 26 أبريل", "2018-04-26TEV"),
    ("dawn_today", "وصل الوفد فجر اليوم", "فجر اليوم", "2018-05-10TMO"),
    ("weekday_evening", "وصل الوفد مساء الأحد", "مساء الأحد", "2018-05-06TEV"),
    ("clock_zone", "بدأت الجلسة الساعة 10:30 بتوقيت غرينتش", "الساعة 10:30 بتوقيت غرينتش", "2018-05-10T10:30Z"),
    ("clock_words", "بدأت الجلسة الساعة الثالثة عصرا", "الساعة الثالثة عصرا", "2018-05-10T15:00"),
    ("clock_quarter_to", "بدأت الجلسة الساعة الثالثة إلا ربعا", "الساعة الثالثة إلا ربعا", "2018-05-10T02:45"),
    ("last_week", "زار الوفد روما الأسبوع الماضي", "الأسبوع الماضي", "2018-W18"),
    ("this_year", "انخفضت الأسعار خلال العام الجاري", "العام الجاري", "2018"),
    ("next_month", "تنعقد القمة الشهر المقبل", "الشهر المقبل", "2018-06"),
    ("last_decade", "نمت المدينة في العقد الماضي", "العقد الماضي", "200"),
    ("century", "بني القصر في القرن التاسع عشر", "القرن التاسع عشر", "18"),
    ("decade_of_century", "بني في ثمانينات القرن الماضي", "ثمانينات القرن الماضي", "198"),
    ("quarter", "نما الاقتصاد في الربع الثالث من العام الماضي", "الربع الثالث من العام الماضي", "2017-Q3"),
    ("season", "بدأ البناء صيف عام 2014", "صيف عام 2014", "2014-SU"),
    ("day_of_this_month", "تنعقد في الخامس من الشهر الجاري", "الخامس من الشهر الجاري", "2018-05-05"),
    ("ago_days", "وصل الوفد قبل يومين", "قبل يومين", "2018-05-08"),
    ("ago_years", "بدأ المشروع قبل ثلاث سنوات", "قبل ثلاث سنوات", "2015"),
    ("ago_vague", "وصل الوفد قبل أيام", "قبل أيام", "PXD"),
    ("since", "يعمل هنا منذ عشر سنوات", "عشر سنوات", "P10Y"),
    ("hours", "استمر الاجتماع ثلاث ساعات", "ثلاث ساعات", "PT3H"),
    ("half_hour", "استمر الاجتماع نصف ساعة", "نصف ساعة", "PT30M"),
    ("and_half", "استمرت الدراسة عاما ونصف", "عاما ونصف", "P1Y6M"),
    ("several", "غاب الوزير عدة أيام", "عدة أيام", "PXD"),
    ("last_five_years", "خلال السنوات الخمس الماضية", "السنوات الخمس الماضية", "P5Y"),
    ("last_24_hours", "خلال الـ24 ساعة الماضية", "الـ24 ساعة الماضية", "PT24H"),
    ("in_a_row", "تراجعت الأسعار لليوم الثالث على التوالي", "يوم الثالث على التوالي", "P3D"),
    ("two_amounts", "سجن خمس سنوات وستة أشهر", "خمس سنوات وستة أشهر", "P5Y6M"),
    ("every_week", "يجتمع المجلس كل أسبوع", "كل أسبوع", "P1W"),
    ("yearly", "تنتج المزرعة ألف طن سنويا", "سنويا", "P1Y"),
    ("weekday_of_week", "اجتمعوا الثلاثاء من الأسبوع الماضي", "الثلاثاء من الأسبوع الماضي", "2018-05-01"),
    ("hour_without_word", "اجتمعوا عند 7 مساء", "7 مساء", "2018-05-10T19:00"),
    ("seconds", "فاز بفارق 30 ثانية", "30 ثانية", "PT30S"),
    ("adjective_cue", "تنعقد القمة المقبلة في 14 فبراير", "14 فبراير", "2019-02-14"),
    ("hijri", "صدر القرار في 15 رمضان 1438هـ", "15 رمضان 1438هـ", "2017-06-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), [c[1:] for c in ONE], ids=[c[0] for c in ONE])
def test_times_finds_one_expression(text: str, words: str, value: str) -> None:
    found = seen(text)
    assert len(found) == 1
    span, resolved = found[0]
    assert resolved == value
    assert span == words


NONE = [
    ("adverb_of_next_day", "يعرف هذا اليوم العالمي للكتاب"),
    ("month_verb", "مارس المدرب عمله في النادي"),
    ("month_name_of_person", "قال رمضان إن الفريق جاهز"),
    ("father_not_august", "وصل إلى باب البيت"),
    ("office_not_year", "قال الأمين العام الحالي للحزب"),
    ("verb_not_yesterday", "لامس السعر حاجز المئة"),
    ("king_not_hour", "قال الملك عبدالله الثاني إن السلام ممكن"),
    ("generals_not_years", "اجتمع المفتشان العامين للوزارة"),
    ("age", "توفي الرجل البالغ من العمر 85 عاما"),
    ("age_in_brackets", "قال سمير (25 عاما) إنه سعيد"),
    ("resolution", "صدر القرار 1973 عن المجلس"),
    ("session", "افتتحت الدورة 71 للجمعية"),
    ("price", "بلغ السعر 2000 دولار"),
    ("friday_prayer", "بعد صلاة الجمعة خرج الناس"),
    ("vague", "يحدث ذلك قريبا كما في الماضي"),
    ("count", "قتل ثلاثة جنود"),
    ("days_of_war", "يتذكر أيام الحرب"),
]


@pytest.mark.parametrize("text", [c[1] for c in NONE], ids=[c[0] for c in NONE])
def test_times_leaves_alone(text: str) -> None:
    assert seen(text) == []


def test_times_range_gives_each_day() -> None:
    assert seen("من 3 إلى 5 مايو 2017") == [("3", "2017-05-03"), ("5 مايو 2017", "2017-05-05")]


def test_times_pair_of_years() -> None:
    assert seen("بين عامي 2011 و2014") == [("عامي 2011", "2011"), ("2014", "2014")]


def test_times_two_weekdays_share_the_adjective() -> None:
    assert [v for _, v in seen("يجتمعون الأحد والاثنين المقبلين")] == ["2018-05-13", "2018-05-14"]


def test_times_hang_on_an_earlier_date() -> None:
    found = find(
        "وصل الوفد في 3 آذار 2016 وغادر في اليوم التالي، وعاد بعد ذلك بيومين. وفي 9 أيلول من العام نفسه انتهى الأمر"
    )
    assert [t.value for t in found] == ["2016-03-03", "2016-03-04", "2016-03-06", "2016-09-09"]
    assert [t.basis for t in found] == ["stated", "text", "text", "text"]


def test_times_hijri_takes_the_value_of_its_partner() -> None:
    values = [v for _, v in seen("في 15 رمضان 1438هـ الموافق 11 يونيو 2017")]
    assert values == ["2017-06-11", "2017-06-11"]


def test_times_hour_takes_the_day_that_follows() -> None:
    assert seen("بدأت الجلسة الساعة 18,00 (15,00 ت غ) الثلاثاء")[0][1] == "2018-05-08T18:00"


def test_times_a_year_after_a_told_year() -> None:
    assert seen("تأسس الحزب عام 1987 وبعدها بعام انقسم") == [("عام 1987", "1987"), ("بعدها بعام", "1988")]


def test_times_king_in_the_evening_is_no_hour() -> None:
    assert seen("وصل الملك عبدالله الثاني مساء اليوم") == [("مساء اليوم", "2018-05-10TEV")]


def test_times_weekday_settles_the_year() -> None:
    assert seen("تنشر المجلة غدا الأحد 6 ديسمبر حوارا", "2015-12-05")[0][1] == "2015-12-06"


@pytest.mark.parametrize(
    ("text", "mod"),
    [("منتصف عام 2014", "MID"), ("أواخر الشهر الماضي", "END"), ("نحو 20 يوما", "APPROX"), ("أكثر من عام", "MORE_THAN")],
    ids=["mid", "end", "about", "more"],
)
def test_times_mod_never_changes_the_value(text: str, mod: str) -> None:
    (found,) = find(text)
    assert found.mod == mod
    assert found.value in ("2014", "2018-04", "P20D", "P1Y")


@pytest.mark.parametrize(
    ("text", "basis"),
    [("في 3 مايو 2017", "stated"), ("في 3 مارس", "completed"), ("أمس", "publication"), ("ثلاثة أيام", "stated")],
    ids=["stated", "completed", "publication", "duration"],
)
def test_times_says_where_the_value_comes_from(text: str, basis: str) -> None:
    assert [t.basis for t in find(text)] == [basis]


OPEN = [
    ("وصل أمس", "XXXX-XX-XX", "-P1D"),
    ("وصل يوم الأحد الماضي", "XXXX-WXX-7", None),
    ("في 3 مارس", "XXXX-03-03", None),
    ("الأسبوع الماضي", "XXXX-WXX", "-P1W"),
    ("مساء الأحد", "XXXX-WXX-7TEV", None),
    ("العام المقبل", "XXXX", "P1Y"),
    ("الشهر الماضي", "XXXX-XX", "-P1M"),
    ("قبل يومين", "XXXX-XX-XX", "-P2D"),
    ("في 15 رمضان", "XXXX-XX-XX", None),
]  # fmt: skip


@pytest.mark.parametrize("published", [None, "", "yesterday", "2018-13-45", "0001-01-01"])
@pytest.mark.parametrize(("text", "value", "offset"), OPEN, ids=[str(n) for n in range(len(OPEN))])
def test_times_invents_nothing_without_a_publication_date(
    text: str, value: str, offset: str | None, published: str | None
) -> None:
    (found,) = find(text, published)
    assert (found.value, found.basis, found.interval, found.offset) == (value, None, None, offset)


def test_times_reads_the_local_day_of_a_zoned_publication() -> None:
    assert seen("وصل أمس", "2018-06-22T23:24:34+04:00") == [("أمس", "2018-06-21")]


def test_times_a_day_that_does_not_exist_is_found_without_a_value() -> None:
    (found,) = find("وقع الاتفاق في 31 فبراير 2017")
    assert (found.value, found.basis, found.notes) == (None, None, ("no_such_day",))


def test_times_no_day_number_is_no_day() -> None:
    assert seen("في 45 شباط") == []


def test_times_a_weekday_that_is_not_the_dates_own_is_noted() -> None:
    (found,) = find("وقع الاتفاق يوم الاثنين 12 يناير 2016")
    assert (found.value, found.notes) == ("2016-01-12", ("weekday_differs",))


LESSONS = [
    ("range_backwards", "من 8 إلى 3 مايو 2017", [("3 مايو 2017", "2017-05-03")]),
    ("three_were_killed", "قتل ثلاثة الشهر الماضي", [("الشهر الماضي", "2018-04")]),
    ("year_or_count", "يوظف المصنع العام المقبل 2000 عامل", [("العام المقبل", "2019")]),
    ("general", "عين سعيد مديرا عاما.", []),
    ("before_christ", "قتل قيصر عام 44 قبل الميلاد", [("عام 44 قبل الميلاد", "BC0044")]),
    ("direction_mark", "وصل في 3\u200f مايو 2017", [("3\u200f مايو 2017", "2017-05-03")]),
    ("end_of_first_week", "في نهاية الأسبوع الأول من مايو 2017", [("نهاية الأسبوع الأول من مايو 2017", "2017-05")]),
    ("monthly_report", "نشر تقريرا شهريا عن الأسعار", []),
    ("this_school_year", "يبدأ هذا العام الدراسي", [("هذا العام الدراسي", "2017")]),
    ("every_day_of", "كل يوم من أيام الشهر", [("كل يوم", "P1D")]),
    ("king_and_evening", "وصل الملك فيصل الثاني مساء إلى العاصمة", [("مساء", "2018-05-10TEV")]),
    ("ages", "تضم أعمارا من 6 إلى 8 سنوات", []),
    ("far_past", "قبل 99999 سنة", [("99999 سنة", "P99999Y")]),
    ("newspaper", "قالت صحيفة الأحد إن السلام قريب", []),
    ("school", "افتتحت مدرسة 6 أكتوبر مختبرا", []),
    ("revolution", "ذكرى ثورة 25 يناير", []),
    ("new_contract", "وقع اللاعب العقد الجديد", []),
    ("new_century", "في القرن الجديد", [("القرن الجديد", "20")]),
    ("new_month", "مع بداية الشهر الجديد", [("بداية الشهر الجديد", "2018-05")]),
    ("same_month_of_a_hijri_year", "عام 1438 هـ، وفي 5 من الشهر نفسه", [("5 من الشهر نفسه", "XXXX-XX-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in LESSONS], ids=[c[0] for c in LESSONS])
def test_times_keeps_what_was_learnt(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [one for one in seen(text) if one in wanted] == wanted
    assert bool(seen(text)) == bool(wanted)


def test_times_never_join_two_sentences() -> None:
    assert [v for _, v in seen("عددهم 5. مايو شهر جميل")] == ["2018-05"]


PIECES = """
في من إلى يوم 5 31 2018 مايو شباط/ الأحد الماضي أمس الأول مساء الساعة 10:30 قبل بعد ذلك بيومين ثلاثة أيام عام رمضان 1438
هـ ( ) - / ، . كل اليوم التالي العقد القرن عامي و2014 نحو ونصف والخميس الـ24 ساعة 9999999999 0
الشهر الأسبوع العقد القرن الصيف الجديد الجديدة نفسه التالي هـ
"""
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=14), st.sampled_from([THURSDAY, None, "9999-12-31"]))
def test_times_accepts_any_text(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = find(text, published)
    assert found == find(text, published)
    end = 0
    for expression in found:
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end
