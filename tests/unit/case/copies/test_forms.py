"""Forms that texts fill in anew are no copies, in a case of two articles too; reports put right are."""

from __future__ import annotations

import pytest

from musnad.case.days import days_between
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, LIBRARY, ORCHARD, PARAGRAPHS, PROTEST, SmallCase, joined

CATCH = (
    "بلغت كمية الصيد {0} أطنان في يوم السوق و {1} أطنان في المزاد المسائي و {2} صندوقا من السردين للتصدير و {3} "
    "صندوقا لمطاعم الشاطئ القديم وحملها {4} قاربا من قوارب المرفأ الصغير"
)
FLIGHT = (
    "وصلت مساء أمس القافلة {0} من بذور القمح إلى مخازن التعاونية في الوادي يرافقها مهندسون من معهد التربة، وتوزع "
    "البذور مجانا على المزارعين الذين خسروا محصولهم في الفيضان بحسب قوائم أعدتها البلديات وراجعها مندوبو القرى"
)
CLOSING = (
    "تغلق إدارة الطرق صباح {0} المقبل المسرب الأيمن من جسر النهر لأعمال الصيانة وتنصح السائقين باستعمال الطريق "
    "الدائري ومدخل المدينة الشرقي، وتعود الحركة إلى ما كانت عليه بعد انتهاء فحص الأعمدة وتبديل فواصل التمدد"
)
RESCUE = (
    "أنقذت فرقة الغواصين في {0} ليلة أمس {1} كان قد علق داخل {2} بعد أن انقطع {3} وأوضح رئيس الفرقة أن البلاغ ورد إلى "
    "غرفة العمليات عند العاشرة وأن الطاقم وصل خلال دقائق وقدم الإسعاف ونقل {4} إلى مستوصف {5} وهو في حال مستقرة"
)
SEAS = (
    "تكون الرياح السطحية على {0} {1} بسرعة خفيفة إلى معتدلة تزداد بعد الظهر ويكون الموج هادئا حتى المساء، بينما تكون "
    "الرياح السطحية على {2} {3} بسرعة خفيفة إلى معتدلة تزداد بعد الظهر ويكون الموج هادئا حتى {4}"
)


def kinds(one: str, other: str, *days: str) -> set[str]:
    case = SmallCase()
    for text, day in zip((one, other), days or (None, None), strict=True):
        case.add(text, published=day)
    return set(case.edges().values())


def test_form_with_other_figures_is_no_copy() -> None:
    one, other = CATCH.format(4, 5, 61, 32, 17), CATCH.format(6, 8, 59, 31, 12)

    assert kinds(joined(HARBOUR[:150], one), joined(HARBOUR[:150], other)) == set()


def test_long_report_with_figures_put_right_is_a_copy() -> None:
    one, other = CATCH.format(4, 5, 61, 32, 17), CATCH.format(4, 6, 61, 34, 18)

    assert kinds(joined(*PARAGRAPHS, one), joined(*PARAGRAPHS, other)) <= {"same", "copy"} != set()


def test_figures_of_another_time_are_not_put_right() -> None:
    one, other = CATCH.format(4, 5, 61, 32, 17), CATCH.format(4, 6, 61, 34, 18)
    one, other = joined(HARBOUR, BUDGET, PROTEST, LIBRARY, one), joined(HARBOUR, BUDGET, PROTEST, LIBRARY, other)

    assert kinds(one, other, "2026-01-01", "2026-01-02") != set()
    assert kinds(one, other, "2026-01-01", "2026-01-04") == set()


@pytest.mark.parametrize(
    ("form", "one", "other", "is_copy"),
    [
        (FLIGHT, "الثالثة", "الرابعة", False),
        (FLIGHT, "الثالثة", "الثالثه", True),
        (FLIGHT, "الكبيرة", "الصغيرة", True),
        (CLOSING, "الأحد", "الثلاثاء", False),
        (CLOSING, "الأحد", "يوم الأحد", True),
    ],
    ids=["other-ordinal", "its-spelling", "other-word", "other-weekday", "day-added"],
)
def test_other_place_in_a_series_makes_no_copy(form: str, one: str, other: str, is_copy: bool) -> None:
    assert bool(kinds(form.format(one), form.format(other))) is is_copy


def test_ordinal_put_right_in_a_long_report_leaves_a_copy() -> None:
    one, other = (joined(FLIGHT.format(ordinal), *PARAGRAPHS) for ordinal in ("الثالثة", "الرابعة"))

    assert kinds(one, other) != set()


def test_slots_filled_otherwise_days_later_make_another_case() -> None:
    one = RESCUE.format("ميناء الساحل", "صيادا", "قارب غارق", "الحبل", "الرجل", "الحي القديم")
    other = RESCUE.format("بحيرة السد", "طفلة", "أنبوب ضيق", "التيار", "الصغيرة", "قرية الصفصاف")

    assert kinds(one, other, "2026-01-01", "2026-01-02") == {"edited"}
    assert kinds(one, other) == {"edited"}
    assert kinds(one, other, "2026-01-01", "2026-01-04") == set()


def test_text_that_repeats_itself_with_words_replaced_is_a_form() -> None:
    one = SEAS.format("البحر الشمالي", "غربية إلى جنوبية", "الخليج الدافئ", "شرقية هادئة", "منتصف الليل")
    other = SEAS.format("البحيرة الكبرى", "شمالية ثم متقلبة", "السواحل كلها", "جنوبية رطبة مغبرة", "الفجر")

    assert kinds(one, other) == set()


def test_text_that_repeats_itself_is_a_copy_where_nearly_all_is_the_same() -> None:
    one = SEAS.format("البحر الشمالي", "غربية إلى جنوبية", "الخليج الدافئ", "شرقية هادئة", "منتصف الليل")

    assert kinds(one, f"{one} بحسب نشرة الصباح") != set()


def test_standing_text_taken_over_whole_is_a_copy() -> None:
    form = joined(LIBRARY, ORCHARD)
    case = SmallCase()
    for number, other in enumerate((CHESS, HARBOUR, BUDGET, PROTEST, CHESS[::-1]), 1):
        case.add(joined(form, other), outlet=f"صحيفة {number}", title=f"خبر {number}", published=f"2026-01-0{number}")
    assert case.edges() == {}
    notice = (
        f"{form} وحضرت الحفل فرقة العازفين الصغار من مدرسة التلة الخضراء وقرأت طالبتان قصيدة عن الماء ثم قطع رئيس "
        "النادي الشريط ووزع المتطوعون الحلوى على الضيوف"
    )

    case.add(notice, outlet="الساحل", title="حفل", published="2026-01-08")
    case.add(f"{notice} الكرام", outlet="الوادي", title="حفل", published="2026-01-08")

    assert set(case.edges()) == {(6, 7)}


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [("2026-03-02", "2026-02-27", 3), (None, "2026-02-27", None), ("2026", "2026-02-27", None)],
    ids=["before", "unknown", "no-day"],
)
def test_days_between_two_articles(one: str | None, other: str | None, days: int | None) -> None:
    assert days_between(one, other) == days
