"""What a report is made of: nothing told without a footnote, everything escaped, every phrase in both languages."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from markupsafe import Markup

from musnad.exports.report.book import Article, Book, Ref, Refs, no_refs
from musnad.exports.report.parts import Draft, Left, Line, Row, Table, iso, name, quote
from musnad.exports.report.words import report_words

FILE = tomllib.loads((files("musnad.exports.report") / "report.toml").read_text(encoding="utf-8"))
ARABIC = re.compile("[\u0621-\u064a]")
CITED = Refs((Ref(1, 1),))


def test_line_without_a_footnote_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a footnote"):
        Line(Markup("شيء"), no_refs)


def test_row_without_a_footnote_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a footnote"):
        Row((Markup("شيء"),), no_refs)


def test_row_that_does_not_fit_the_head_is_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Table(Markup("جدول"), (Markup("أ"), Markup("ب")), (Row((Markup("1"),), CITED),))


def test_most_remembers_what_it_leaves() -> None:
    draft = Draft(report_words("en"), Book(lambda number: Article(number, "")))
    assert draft.most((1, 2, 3), 2, Markup("x")) == (1, 2)
    assert draft.most((1, 2), 2, Markup("y")) == (1, 2)
    assert draft.left == [Left(Markup("x"), 2, 3)]


@pytest.mark.parametrize("make", [name, quote, iso])
def test_words_of_a_case_are_escaped(make: object) -> None:
    assert "<b" not in make("<b>&\"'</b>")[5:-1].replace("<bdi", "").replace("</bdi", "")  # type: ignore[operator]


def test_phrase_escapes_what_is_put_in_and_keeps_markup() -> None:
    words = report_words("en")
    assert words.say("latin_forms", forms="<i>") == "In Latin letters: &lt;i&gt;"
    assert words.say("latin_forms", forms=name("x")) == "In Latin letters: <bdi>x</bdi>"


def test_unknown_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        report_words("ar").say("no such phrase")


@pytest.mark.parametrize("key", sorted(FILE["text"]))
def test_phrase_is_in_both_languages_with_the_same_holes(key: str) -> None:
    phrase = FILE["text"][key]
    holes = [sorted(re.findall(r"\{\w+\}", phrase[language])) for language in ("ar", "en")]
    assert holes[0] == holes[1]
    assert set(phrase) == {"ar", "en"} and not ARABIC.search(phrase["en"])
    assert "<" not in phrase["ar"] + phrase["en"]


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "رواية واحدة"), (2, "روايتان"), (3, "3 روايات"), (10, "10 روايات"), (11, "11 رواية"), (100, "100 رواية"),
     (103, "103 روايات")],
)  # fmt: skip
def test_counted_noun_agrees_with_its_number(count: int, said: str) -> None:
    assert report_words("ar").count("reports", count) == said


@pytest.mark.parametrize("noun", sorted(FILE["noun"]))
def test_noun_has_all_forms(noun: str) -> None:
    for language in ("ar", "en"):
        forms = FILE["noun"][noun][language]
        assert len(forms) == 5 and all("{n}" in form for form in forms[2:])


def test_moment_is_written_to_the_minute_from_the_left() -> None:
    assert iso("2018-10-02T13:14:05+03:00") == '<bdi dir="ltr" class="iso">2018-10-02 13:14</bdi>'
