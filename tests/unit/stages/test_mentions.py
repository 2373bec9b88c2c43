"""Names and role phrases in sentences of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from musnad.lexicon import Lexicon
from musnad.stages.mentions import MentionsStage
from support import make_doc


@pytest.fixture(scope="module")
def stage() -> MentionsStage:
    return MentionsStage(Lexicon())


def names(stage: MentionsStage, text: str) -> list[tuple[str, str]]:
    doc = make_doc(text)
    return [(doc.slice(m), m.type) for m in stage.find(doc) if m.form == "name"]


def nominals(stage: MentionsStage, text: str) -> list[tuple[str, str]]:
    doc = make_doc(text)
    return [(doc.slice(m), m.type) for m in stage.find(doc) if m.form == "nominal"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("وصل الوفد إلى بيروت.", ("بيروت", "LOC"), id="place"),
        pytest.param("سافر الوفد لموسكو أمس.", ("موسكو", "LOC"), id="place-after-clitic"),
        pytest.param("انتقد الرئيس التشيلي غوستافو بندالينغ القرار.", ("غوستافو بندالينغ", "PER"), id="title"),
        pytest.param("قال وزير الزراعة، هيثم قرنبول، إن الموسم جيد.", ("هيثم قرنبول", "PER"), id="title-and-comma"),
        pytest.param("حضر عبد الباسط الزعفراني الحفل.", ("عبد الباسط الزعفراني", "PER"), id="compound-given-name"),
        pytest.param("نقلت صحيفة «الغصن» عن مسؤول.", ("الغصن", "ORG"), id="quoted-paper"),
        pytest.param("أعلن الجيش اليمني انتهاء المعركة.", ("الجيش اليمني", "ORG"), id="definite-head-with-nationality"),
        pytest.param("أعلنت وزارة الصحة الأردنية الحصيلة.", ("وزارة الصحة الأردنية", "ORG"), id="ministry"),
        pytest.param("وقع انفجار في بلدة قشطارة صباحا.", ("قشطارة", "LOC"), id="unknown-place-after-head"),
    ],
)
def test_mentions_finds_name(stage: MentionsStage, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in names(stage, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("رحب الجانب الروسي بالقرار.", id="nationality-alone"),
        pytest.param("عقد اجتماع موسع لمناقشة الأزمة.", id="ordinary-words"),
        pytest.param("تشهد العاصمة السعودية حركة نشطة.", id="place-as-adjective"),
        pytest.param("زار الرئيس المصنع الجديد.", id="title-before-ordinary-noun"),
    ],
)
def test_mentions_leaves_words_alone(stage: MentionsStage, text: str) -> None:
    assert names(stage, text) == []


def test_mentions_keeps_title_outside(stage: MentionsStage) -> None:
    text = "اتهم النائب سمير قرنبولي الحكومة بالتقصير."
    assert names(stage, text) == [("سمير قرنبولي", "PER")]
    assert ("النائب", "PER") in nominals(stage, text)


def test_mentions_finds_surname_again(stage: MentionsStage) -> None:
    text = "التقى الوزير سمير قرنبولي الصحفيين. وغادر قرنبولي القاعة."
    assert names(stage, text) == [("سمير قرنبولي", "PER"), ("قرنبولي", "PER")]


def test_mentions_role_phrase_holds_what_it_is_over(stage: MentionsStage) -> None:
    assert ("وزير الدفاع اليمني", "PER") in nominals(stage, "اجتمع وزير الدفاع اليمني بالضباط.")


def test_mentions_government_stands_for_state(stage: MentionsStage) -> None:
    assert ("الحكومة الأردنية", "LOC") in nominals(stage, "أقرت الحكومة الأردنية الموازنة.")


def test_mentions_names_do_not_overlap(stage: MentionsStage) -> None:
    doc = make_doc("قال وزير الخارجية الأردني سمير قرنبولي إن الجيش اليمني دخل محافظة صعدة وبلدة قشطارة.")
    found = [m for m in stage.find(doc) if m.form == "name"]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text", ["", " \n ", "abc 123", "«", "بن", "الرئيس", "#", "و" * 50, "\u064b\u0640", "(CNN) --"]
)
def test_mentions_accepts_any_text(stage: MentionsStage, text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in stage.find(make_doc(text)))
