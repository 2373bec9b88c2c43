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


PLAIN = "وصل وزير الخارجية المصري سامح شكري إلى بيروت والتقى مسؤولين في الأمم المتحدة."


def decorated(text: str, mark: str) -> str:
    """Return the text with a mark after every letter of a word that is not its last."""
    return "".join(c + mark if c.isalpha() and text[n + 1 : n + 2].isalpha() else c for n, c in enumerate(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param(decorated(PLAIN, "\u064e"), 1, id="vowel-marks-everywhere"),
        pytest.param(decorated(PLAIN, "\u0640"), 1, id="tatweel-everywhere"),
        pytest.param(PLAIN.replace("شكري", "\ufeb7\ufedc\ufeae\ufef1"), 1, id="presentation-forms"),
        pytest.param(PLAIN.replace(" ", "  "), 1, id="double-spaces"),
    ],
)
def test_mentions_reads_other_spellings_alike(stage: MentionsStage, text: str, people: int) -> None:
    doc = make_doc(text)
    found = [m for m in stage.find(doc) if m.form == "name"]
    assert [m.type for m in found].count("PER") == people
    assert [m.type for m in found].count("LOC") == 1
    assert [m.known[0] for m in found if m.type == "PER"] == ["actors:per.sameh_shoukry"]


def test_mentions_name_does_not_cross_a_line(stage: MentionsStage) -> None:
    text = "قائمة الحضور\n\nسامح شكري\nعادل الجبير\n"
    assert all("\n" not in words for words, _ in names(stage, text))


def test_mentions_reads_latin_text(stage: MentionsStage) -> None:
    doc = make_doc("The minister met reporters in Beirut on Monday, CNN said.")
    assert all(m.start < m.end for m in stage.find(doc))


def test_mentions_reads_ten_thousand_names_on_one_line(stage: MentionsStage) -> None:
    text = "، ".join(["سامح شكري", "عادل الجبير", "سيرغي لافروف", "جون كيري"] * 2500)
    found = [m for m in stage.find(make_doc(text)) if m.type == "PER" and m.form == "name"]
    assert len(found) > 9000


def test_mentions_role_reaches_over_the_name_of_a_party(stage: MentionsStage) -> None:
    assert ("الأمين العام لحزب الله", "PER") in nominals(
        stage, "قال الأمين العام لحزب الله حسن نصر الله إن الحرب بعيدة."
    )


def test_mentions_lawyer_of_a_person_is_not_that_person(stage: MentionsStage) -> None:
    text = "طلب محامي عادل الجبير من المحكمة الإفراج عن موكله."
    assert ("محامي عادل الجبير", "PER") in nominals(stage, text)
