"""Phrases of a table in a row of tokens."""

from __future__ import annotations

import pytest

from musnad.arabic.segmentation import tokenize
from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import PhraseMatcher, _first_form, phrase_forms

MATCHER = PhraseMatcher(
    [
        ("مجلس", 1),
        ("مجلس الأمن", 2),
        ("مجلس الأمن القومي", 3),
        ("الأمم المتحدة", 4),
        ("وفد", 5),
        ("فد كبير", 6),
        ("مجلس", 7),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("عقد مجلس الأمن جلسة", [(1, 3, "", (2,))], id="longest"),
        pytest.param("مجلس الأمن القومي", [(0, 3, "", (3,))], id="three-words"),
        pytest.param("مجلس الشعب", [(0, 1, "", (1, 7))], id="alone-with-two-values"),
        pytest.param("للأمم المتحدة", [(0, 2, "ل", (4,))], id="swallowed-article"),
        pytest.param("وبمجلس", [(0, 1, "وب", (1, 7))], id="two-clitics"),
        pytest.param("وفد", [(0, 1, "", (5,))], id="fewest-clitics"),
        pytest.param("وفد كبير", [(0, 2, "و", (6,))], id="longer-before-fewer-clitics"),
        pytest.param("الأمم", [], id="only-the-first-word"),
        pytest.param("مجلس مجلس الأمن", [(0, 1, "", (1, 7)), (1, 3, "", (2,))], id="side-by-side"),
    ],
)
def test_find(text: str, found: list[tuple[int, int, str, tuple[int, ...]]]) -> None:
    for _ in range(2):  # forms are remembered after the first time
        matches = MATCHER.find(tokenize(text), text)
        assert [(m.first, m.last, m.clitics, m.values) for m in matches] == found


def test_clitics_stay_outside() -> None:
    text = "قال وَبِمجلس الأمن"
    (match,) = MATCHER.find(tokenize(text), text)
    assert text[match.start : match.end] == "مجلس الأمن"


@pytest.mark.parametrize(
    "phrase", ["ﷺ", "ﷺ نبي", "ـ كلمة", "أ.ب", "B-52 قاذفة", " مجلس  الأمن", "إِلـى", "", " ", "1990", "«قسد»"]
)
def test_first_form_is_the_first_of_all(phrase: str) -> None:
    assert _first_form(phrase) == next(iter(phrase_forms(phrase)), "")


def test_first_form_is_the_first_of_all_in_the_names_that_ship() -> None:
    lexicon = Lexicon()
    names = [name for row in (*lexicon.actors, *lexicon.places) for name in (row.name, *row.aliases)]
    assert len(names) > 10_000
    assert [_first_form(name) for name in names] == [phrase_forms(name)[0] for name in names]
