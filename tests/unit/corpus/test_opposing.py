"""What is against a report: denials, other figures, other days; and what keeps claims apart."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import pytest

from musnad.case.search.words import lexicon
from musnad.case.weighing import evidence_in
from musnad.corpus.likeness import Profile, profile
from musnad.corpus.opposing import contradictions, oppositions
from musnad.corpus.sides import Side, prepare
from musnad.model import Document, Interval, Span
from musnad.model.evidence import Counted, Evidence, Opposition, Teller, ToldEvent
from musnad.pipeline import Pipeline, default_pipeline

WEIGHTS = {row.key: row.weight for row in lexicon().opposition_traits}
OUTLET = Teller(key="outlet:one", name="one")
SHELLING = ["قصف", "طيران", "مستشفي", "مدينه", "ساحل", "جمعه"]
TOLD = "قال المرصد إن طائرات تركية قصفت مستشفى المدينة مساء الجمعة وقتلت تسعة أشخاص."


def rarity(stem: str) -> float:
    return 5.0


def make(words: list[str], *, document: int = 1, speaker: str = "", **fields: Any) -> Evidence:
    chain = (OUTLET, Teller(key=speaker, name=speaker)) if speaker else (OUTLET,)
    return Evidence(
        id=f"{document}", document=document, kind="statement" if speaker else "voice", spans=(Span(0, 1),),
        chain=chain, terms=tuple(words), **{"published": "2018-05-10", **fields},
    )  # fmt: skip


def side(words: list[str], **fields: Any) -> Side:
    return prepare(make(words, **fields), rarity=rarity)


def profiled(words: list[str], **fields: Any) -> Profile:
    return profile(make(words, **fields), rarity=rarity)


def attack(day: str, party: str = "actors:army") -> ToldEvent:
    return ToldEvent(type="ASSAULT", trigger=Span(2, 3), actors=(party,), days=Interval(day, day, "day"))


@cache
def pipeline() -> Pipeline:
    return default_pipeline()


def against(*texts: str) -> list[Opposition]:
    """Return what is against what, in articles of one day after the other."""
    sides: list[Side] = []
    for number, text in enumerate(texts, 1):
        doc = Document(id=f"d{number}", text=text, published=f"2018-05-{9 + number:02d}", published_basis="given")
        sides += [prepare(piece, rarity=lexicon().stem_rarity) for piece in evidence_in(pipeline()(doc), number)]
    return [found for one, other in combinations(sides, 2) for found in oppositions(one, other, weights=WEIGHTS)]


@pytest.mark.parametrize(
    ("other", "denied"),
    [
        ("ونفى الجيش التركي قصف مستشفى المدينة.", True),
        ("وقتل تسعة أشخاص في قصف تركي على مستشفى المدينة، الأمر الذي نفاه الجيش التركي.", True),
        ("وقال ناشطون إن طائرات تركية قصفت مستشفى المدينة، لكن الجيش التركي نفى ذلك.", True),
        ("وقال الجيش التركي إن طائراته لم تقصف مستشفى المدينة.", True),
        ("وقالت أنقرة إن الأنباء عن قصف مستشفى المدينة لا أساس لها من الصحة.", True),
        ("وأكد الجيش التركي أن قصف مستشفى المدينة مجرد دعاية.", True),
        ("ونفى الجيش التركي انسحاب قواته من التلال الغربية.", False),
        ("ولم ينف الجيش التركي قصف مستشفى المدينة.", False),
        ("وافتتح وزير الصحة التركي مستشفى المدينة الجديد.", False),
        ("وقال الجيش التركي إنه سيقصف مواقع المسلحين إذا لم ينسحبوا من المدينة.", False),
    ],
    ids=["verb", "which it denied", "denied that", "did not", "no basis", "propaganda", "denies other things",
         "did not deny", "tells other things", "if they do not"],
)  # fmt: skip
def test_denials_are_set_against_what_they_deny(other: str, denied: bool) -> None:
    found = against(TOLD, other)

    assert [one.kind for one in found] == ["denial"] * len(found)
    assert bool(found) == denied


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("وقتل 16 مدنيا في غارة استهدفت سوق المدينة.", "وقتلت غارة استهدفت سوق المدينة 43 مدنيا.", "16; 43"),
        ("نزح أكثر من 150 ألف مدني من المدينة منذ الأربعاء.", "نزح أكثر من 200 ألف مدني من المدينة منذ الأربعاء.",
         "150000+; 200000+"),
        ("وقتل 16 مدنيا على الأقل في غارة استهدفت سوق المدينة.", "وقتل 20 مدنيا في غارة استهدفت سوق المدينة.", None),
        ("وقتل 30 مدنيا في غارة استهدفت سوق المدينة.", "وقتل عشرات المدنيين في غارة استهدفت سوق المدينة.", None),
        ("وقتل 30 مدنيا في غارة استهدفت سوق المدينة.", "وأصيب 90 مدنيا في غارة استهدفت سوق المدينة.", None),
        ("وقتل 43 مدنيا في القصف، بينهم 16 في غارة على السوق.", "وقتل 16 مدنيا في غارة استهدفت سوق المدينة.", None),
        ("وقتل 16 مدنيا في غارة استهدفت سوق المدينة.", "وبيع 43 كتابا في معرض افتتحته البلدية.", None),
    ],
    ids=["killed", "more than", "at least", "dozens", "killed, wounded", "of them", "other things"],
)  # fmt: skip
def test_figures_oppose_where_they_count_the_same_and_do_not_fit(one: str, other: str, words: str | None) -> None:
    assert [(found.kind, found.words) for found in against(one, other)] == ([("figure", words)] if words else [])


def test_opposition_says_which_came_first_and_where_the_words_stand() -> None:
    one, other = "وقتل 16 مدنيا الجمعة في غارة استهدفت سوق المدينة.", "وقتلت غارة استهدفت سوق المدينة الجمعة 43 مدنيا."
    (found,) = against(one, other)

    assert found.first == found.one and 0 < found.chance < 1
    assert [one[span.start : span.end] for span in found.one_at] == ["16"]
    assert [other[span.start : span.end] for span in found.other_at] == ["43"]


def test_order_is_unknown_without_hours_of_one_day() -> None:
    eight, nine = (Counted(span=Span(0, 1), low=n, high=n, kind="killed", persons=True) for n in (8, 9))
    one, other = side(SHELLING, quantities=(eight,)), side(SHELLING, document=2, quantities=(nine,))
    (found,) = oppositions(one, other, weights=WEIGHTS)

    assert (found.kind, found.first) == ("figure", None)


def test_two_denials_are_not_against_each_other() -> None:
    one, other = side(SHELLING, polarity=-1), side(SHELLING, document=2, polarity=-1)

    assert oppositions(one, other, weights=WEIGHTS) == ()


def test_denial_by_one_who_is_concerned_is_likelier() -> None:
    told = side(SHELLING, document=2, speaker="PER:witness", entities=("actors:army", "places:town"))
    army, stranger = (
        side(SHELLING[:3], speaker=who, polarity=-1, denial="said") for who in ("actors:army", "actors:guild")
    )
    (near,), (far,) = (oppositions(one, told, weights=WEIGHTS) for one in (army, stranger))

    assert near.chance > far.chance


def test_other_day_of_one_act_is_an_opposition_where_the_words_are_alike() -> None:
    one, other = (
        side(SHELLING, events=(attack("2018-05-04"),)),
        side(SHELLING, document=2, events=(attack("2018-05-06"),)),
    )
    same = side(SHELLING, document=2, events=(attack("2018-05-04"),))
    elsewhere = side(["حديقه", "نهر", *SHELLING[:2]], document=2, events=(attack("2018-05-06"),))

    assert [(o.kind, o.words) for o in oppositions(one, other, weights=WEIGHTS)] == [("date", "2018-05-04; 2018-05-06")]
    assert oppositions(one, same, weights=WEIGHTS) == oppositions(one, elsewhere, weights=WEIGHTS) == ()


def test_other_numbers_contradict_and_one_more_does_not() -> None:
    one, other = profiled(SHELLING, numbers=("15",)), profiled(SHELLING, document=2, numbers=("17",))
    more = profiled(SHELLING, document=2, numbers=("15", "120"))

    assert contradictions(one, other) == ("figure",)
    assert contradictions(one, more) == ()


def test_denial_contradicts_what_is_told() -> None:
    one, other = profiled(SHELLING, speaker="PER:a"), profiled(SHELLING, document=2, speaker="PER:b", polarity=-1)

    assert contradictions(one, other) == ("denial",)


def test_other_day_of_the_same_act_contradicts() -> None:
    one, other = (
        profiled(SHELLING, events=(attack("2018-05-04"),)),
        profiled(SHELLING, document=2, events=(attack("2018-05-06"),)),
    )
    same = profiled(SHELLING, document=2, events=(attack("2018-05-04"),))
    stranger = profiled(SHELLING, document=2, events=(attack("2018-05-06", "actors:other"),))

    assert contradictions(one, other) == ("date",)
    assert contradictions(one, same) == contradictions(one, stranger) == ()
