"""Sentences as agencies write them: who tells, and what."""

from __future__ import annotations

import pytest

from unit.stages.test_statements import read, tellers, told


@pytest.mark.parametrize(
    ("text", "names", "chain", "content"),
    [
        ("وأكدت مصادر محلية وقوع انفجار في المدينة.", {}, ["مصادر محلية"], "وقوع انفجار في المدينة"),
        ("وأكدت مصادر الشرطة وقوع انفجار في المدينة.", {}, ["مصادر الشرطة"], "وقوع انفجار في المدينة"),
        ("نفى مصدر مسؤول صحة ما نشر.", {}, ["مصدر مسؤول"], "صحة ما نشر"),
        ("وأفادت مصادر طبية بمقتل عشرة مدنيين في القصف.", {}, ["مصادر طبية"], "مقتل عشرة مدنيين في القصف"),
        ("وأفاد مسؤول بارز بأن الجسر مغلق.", {}, ["مسؤول بارز"], "الجسر مغلق"),
        ("ونفت الوزارة في بيان ما تردد عن استقالة الوزير.", {}, ["الوزارة"], "ما تردد عن استقالة الوزير"),
        ("وأشار إلى أن الحكومة، بحسب قوله، لم تف بوعودها.", {}, [None], "الحكومة، بحسب قوله، لم تف بوعودها"),
        ("وأشار إلى أن الحكومة لم تف بوعودها، بحسب قوله.", {}, [None], "الحكومة لم تف بوعودها"),
        ("ورحب بقرار مجلس الأمن وقف القتال.", {"ORG": ["مجلس الأمن"]}, [None], "قرار مجلس الأمن وقف القتال"),
        ("وأكدت المصادر نفسها أن المفاوضات قريبة.", {}, ["المصادر نفسها"], "المفاوضات قريبة"),
        ("أما الوزير فقال إن الجسر مغلق.", {}, ["الوزير"], "الجسر مغلق"),
        ("وقال الوزير لدى وصوله إلى المطار إن الجسر مغلق.", {}, ["الوزير"], "الجسر مغلق"),
        ("وقال سفير فرنسا لدى المنظمة إن الجسر مغلق.", {"LOC": ["فرنسا"]}, ["سفير فرنسا لدى المنظمة"], "الجسر مغلق"),
        ("قال مصدر أمني للصحفيين، طالبا عدم الكشف عن هويته، إن الجسر مغلق.", {}, ["مصدر أمني"], "الجسر مغلق"),
    ],
    ids=range(1, 15),
)
def test_teller_and_content(text: str, names: dict[str, list[str]], chain: list[str | None], content: str) -> None:
    doc, found = read(text, **names)

    assert [(tellers(doc, s), told(doc, s)) for s in found] == [(chain, content)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("قال الوزير إن هذه الأنباء لا أساس لها.", "deny"),
        ("أكد الوزير أن الخبر غير صحيح.", "deny"),
        ("قال الوزير إن الخبر صحيح.", "neutral"),
        ("زعم الوزير أن الخبر غير صحيح.", "doubt"),
    ],
    ids=["no-basis", "untrue", "true", "doubted"],
)
def test_words_that_deny_make_a_denial(text: str, stance: str) -> None:
    _, found = read(text)

    assert [(s.stance, s.polarity) for s in found] == [(stance, -1 if stance == "deny" else 1)]


def test_a_request_is_not_taken_for_a_wish_to_stay_unnamed() -> None:
    doc, found = read("تحدث الوزير إلى الصحفيين طالبا أن تؤجل الجلسة.")

    assert [told(doc, s) for s in found] == ["تؤجل الجلسة"]
