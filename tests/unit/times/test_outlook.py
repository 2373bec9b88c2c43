"""Where a clause looks: bare weekdays, days and months ahead of or behind Thursday 10 May 2018, by verb and cue."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.times import find
from musnad.times.atoms import Atoms
from musnad.times.outlook import outlook
from musnad.times.reader import TimeReader
from support import make_doc

READER = TimeReader(Lexicon())
THURSDAY = "2018-05-10"
LAST_SUNDAY, NEXT_SUNDAY = "2018-05-06", "2018-05-13"
LAST_FEBRUARY, NEXT_FEBRUARY = "2018-02-14", "2019-02-14"
LAST_MAY, NEXT_MAY = "2017-05-20", "2018-05-20"
LAST_SEPTEMBER, NEXT_SEPTEMBER = "2017-09-03", "2018-09-03"


def values(text: str) -> list[str | None]:
    return [found.value for found in find(text, THURSDAY)]


WEEKDAYS = [
    ("past_verb", "وصلت القافلة الأحد إلى الواحة", LAST_SUNDAY),
    ("past_verb_after", "الأحد وصلت القافلة إلى الواحة", LAST_SUNDAY),
    ("past_verb_with_negation", "لم تصل القافلة الأحد", LAST_SUNDAY),
    ("past_verb_in_the_morning", "غادرت القافلة الواحة صباح الأحد", LAST_SUNDAY + "TMO"),
    ("future_prefix", "ستصل القافلة الأحد إلى الواحة", NEXT_SUNDAY),
    ("future_prefix_clitic", "هدأت الريح، وستصل القافلة الأحد", NEXT_SUNDAY),
    ("future_prefix_after", "الأحد ستصل القافلة إلى الواحة", NEXT_SUNDAY),
    ("future_prefix_in_the_evening", "ستصل القافلة مساء الأحد", NEXT_SUNDAY + "TEV"),
    ("future_particle", "سوف تصل القافلة الأحد", NEXT_SUNDAY),
    ("future_negated", "لن تصل القافلة الأحد إلى الواحة", NEXT_SUNDAY),
    ("planned", "من المقرر أن تصل القافلة الأحد", NEXT_SUNDAY),
    ("planned_clitic", "ومن المقرر افتتاح المتحف الأحد", NEXT_SUNDAY),
    ("had_been_planned", "كان من المقرر افتتاح المتحف الأحد", LAST_SUNDAY),
    ("had_been_planned_adjective", "كانت المباراة مقررة الأحد", LAST_SUNDAY),
    ("expected", "يتوقع وصول القافلة الأحد", NEXT_SUNDAY),
    ("more_than_expected", "جاءت الأمطار أغزر من المتوقع الأحد", LAST_SUNDAY),
    ("scheduled_match", "يلتقي الفريقان الأحد في ملعب الواحة", NEXT_SUNDAY),
    ("scheduled_opening", "تفتتح المكتبة الأحد", NEXT_SUNDAY),
    ("scheduled_after", "الأحد تنطلق البطولة", NEXT_SUNDAY),
    ("was_with_present", "كانت القافلة تصل الأحد", LAST_SUNDAY),
    ("was_with_scheduled", "وكانت البطولة تنطلق الأحد", LAST_SUNDAY),
    ("after_the_day_past", "بعد سباق الأحد عاد الفريق", LAST_SUNDAY),
    ("after_the_day_present", "بعد سباق الأحد يعود الفريق", LAST_SUNDAY),
    ("after_the_day_future", "سيعود الفريق بعد سباق الأحد", LAST_SUNDAY),
    ("since_the_day", "يغلق المتحف أبوابه منذ الأحد", LAST_SUNDAY),
    ("since_the_day_first", "منذ الأحد يغلق المتحف أبوابه", LAST_SUNDAY),
    ("before_the_day", "تدريب الفريق قبل سباق الأحد", NEXT_SUNDAY),
    ("first_verb_after_wins", "الأحد عادت وستعود القافلة", LAST_SUNDAY),
    ("next_before_the_day", "استعد الفريق للمباراة المقبلة الأحد", NEXT_SUNDAY),
    ("next_without_verb", "المباراة المقبلة الأحد على ملعب الواحة", NEXT_SUNDAY),
    ("next_after_the_day", "وصلت القافلة، وتعود الأحد المقبل", NEXT_SUNDAY),
    ("last_after_the_day", "ستكتب اللجنة عما جرى الأحد الماضي", LAST_SUNDAY),
    ("far_past_verb", "صرح المدير في بيان طويل مفصل عن أعمال الشركة ومشاريعها الجديدة الأحد", LAST_SUNDAY),
    ("far_future_verb", "سيفتح المتحف أبوابه للزوار في مبنى المدينة القديم ذي القباب الأحد", NEXT_SUNDAY),
    ("no_verb", "حفل كبير في ساحة الواحة الأحد", LAST_SUNDAY),
    ("nearest_verb_wins_future", "قال المدير إن المكتبة ستفتح الأحد", NEXT_SUNDAY),
    ("nearest_verb_wins_past", "قال المدير إن المكتبة فتحت الأحد", LAST_SUNDAY),
    ("verb_before_wins_over_verb_after", "قال المدير الأحد إن المكتبة ستفتح قريبا", LAST_SUNDAY),
    ("postponed_to_the_day", "أجل النادي المباراة إلى الأحد", NEXT_SUNDAY),
    ("called_to_a_meeting", "دعا المدير إلى اجتماع الأحد", NEXT_SUNDAY),
    ("another_sentence_future", "ستعود القافلة. وصلت الأحد", LAST_SUNDAY),
    ("another_sentence_past", "وصلت القافلة. ستعود الأحد", NEXT_SUNDAY),
    ("day_of_publication_past", "وصلت القافلة الخميس", THURSDAY),
    ("day_of_publication_future", "ستصل القافلة الخميس", THURSDAY),
    ("yesterday_with_future", "ستصل القافلة الأربعاء", "2018-05-16"),
    ("yesterday_with_present", "تصل القافلة الأربعاء", "2018-05-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), [c[1:] for c in WEEKDAYS], ids=[c[0] for c in WEEKDAYS])
def test_outlook_of_a_bare_weekday(text: str, value: str) -> None:
    assert values(text) == [value]


DAYS = [
    ("past_verb", "افتتح المتحف في 14 فبراير", LAST_FEBRUARY),
    ("past_verb_near_day_ahead", "عادت القافلة في 20 مايو", LAST_MAY),
    ("future_prefix", "سيفتتح المتحف في 14 فبراير", NEXT_FEBRUARY),
    ("future_prefix_near_day", "ستعود القافلة في 20 مايو", NEXT_MAY),
    ("future_prefix_after", "في 14 فبراير سيفتتح المتحف", NEXT_FEBRUARY),
    ("future_negated", "لن يفتتح المتحف في 14 فبراير", NEXT_FEBRUARY),
    ("planned", "من المقرر أن يفتتح المتحف في 14 فبراير", NEXT_FEBRUARY),
    ("had_been_planned", "كان من المقرر افتتاح المتحف في 14 فبراير", LAST_FEBRUARY),
    ("by_the_day", "بحلول 14 فبراير يكتمل البناء", NEXT_FEBRUARY),
    ("scheduled_present", "تفتتح المكتبة في 3 أيلول", NEXT_SEPTEMBER),
    ("scheduled_present_of_a_day_far_off", "تفتتح المكتبة في 14 فبراير", LAST_FEBRUARY),
    ("present_of_a_near_day", "تعود القافلة في 20 مايو", NEXT_MAY),
    ("was_with_present", "كان المتحف يفتتح في 14 فبراير", LAST_FEBRUARY),
    ("after_the_day", "بعد حريق 14 فبراير يعود السوق إلى العمل", LAST_FEBRUARY),
    ("since_the_day", "منذ 14 فبراير يغلق المتحف", LAST_FEBRUARY),
    ("next_before_the_day", "تنعقد القمة المقبلة في 14 فبراير", NEXT_FEBRUARY),
    ("next_before_without_verb", "القمة المقبلة في 14 فبراير", NEXT_FEBRUARY),
    ("next_after_the_day", "تعود القافلة في 14 فبراير المقبل", NEXT_FEBRUARY),
    ("last_after_the_day", "ستكتب اللجنة عما جرى في 3 أيلول الماضي", LAST_SEPTEMBER),
    ("far_past_verb_near_day", "صرح المدير في بيان طويل مفصل عن أعمال الشركة ومشاريعها الجديدة في 20 مايو", NEXT_MAY),
    ("far_past_verb_far_day", "صرح المدير في بيان طويل مفصل عن أعمال الشركة ومشاريعها في 3 أيلول", LAST_SEPTEMBER),
    ("past_verb_before_a_beginning", "بدأ العمل بالقرار ابتداء من 20 مايو", NEXT_MAY),
    ("no_verb_near_day", "معرض الواحة الكبير 20 مايو", NEXT_MAY),
    ("no_verb_far_day", "معرض الواحة الكبير 3 أيلول", LAST_SEPTEMBER),
    ("month_past", "افتتح المتحف في سبتمبر", "2017-09"),
    ("month_future", "سيفتتح المتحف في سبتمبر", "2018-09"),
    ("month_expected", "يتوقع افتتاح المتحف في فبراير", "2019-02"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), [c[1:] for c in DAYS], ids=[c[0] for c in DAYS])
def test_outlook_of_a_day_without_a_year(text: str, value: str) -> None:
    assert values(text) == [value]


PLAIN = [
    ("past_verb", "عادت القافلة في 3 مايو", ("past", True)),
    ("past_verb_far", "عادت القافلة إلى الواحة القديمة البعيدة في 3 مايو", ("past", False)),
    ("future_prefix", "ستعود القافلة في 3 مايو", ("future", True)),
    ("future_prefix_far", "ستعود القافلة إلى الواحة القديمة البعيدة في 3 مايو", ("future", True)),
    ("expected", "يتوقع أن تعقد اللجنة اجتماعا في 3 مايو", ("future", True)),
    ("scheduled_present", "تنطلق البطولة في 3 مايو", ("future", False)),
    ("after", "بعد حريق 3 مايو", ("past", False)),
    ("no_verb", "حفل كبير في 3 مايو", ("past", False)),
    ("future_after", "في 3 مايو ستعود القافلة", ("future", True)),
    ("present_after", "في 3 مايو تنطلق البطولة", ("future", False)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_outlook_says_whether_a_word_tells_it_plainly(text: str, expected: tuple[str, bool]) -> None:
    segments = make_doc(text, published=None).segments
    assert segments is not None
    (hit,), atoms = READER.hits(segments, text, None)
    assert outlook(atoms, hit.first) == expected


def test_outlook_at_the_ends_of_a_text() -> None:
    assert outlook(Atoms("", [], lambda place, code: pytest.fail("there is no atom")), 0) == ("past", False)
    assert values("الأحد") == [LAST_SUNDAY]
    assert values("سيعود. الأحد") == [LAST_SUNDAY]
