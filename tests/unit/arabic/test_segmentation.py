"""Tokens, sentences, paragraphs and the headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.segmentation import segment, tokenize


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segment(text).sentences]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قال: «نعم»", ["قال", ":", "«", "نعم", "»"]),
        ("سعره 1,200.5 دولار.", ["سعره", "1,200.5", "دولار", "."]),
        ("عام 2016.", ["عام", "2016", "."]),
        ("طائرة F-16 وشبكة CNN", ["طائرة", "f", "-", "16", "وشبكة", "cnn"]),
        ("دُوليًّا", ["دوليا"]),
        ("٣٫٥ ملايين", ["3٫5", "ملايين"]),
        ("كلمة\u00a0أخرى\tهنا", ["كلمة", "اخرى".replace("ى", "ي"), "هنا"]),
    ],
    ids=["marks", "number", "stop-after-number", "latin", "vowels", "eastern-digits", "spaces"],
)
def test_tokenize_cuts_words_numbers_and_marks(text: str, forms: list[str]) -> None:
    assert [token.form for token in tokenize(text)] == forms


def test_tokenize_keeps_to_its_part_of_the_text() -> None:
    assert [(t.start, t.end) for t in tokenize("باب دار", 4)] == [(4, 7)]
    assert [(t.start, t.end) for t in tokenize("باب دار", 0, 3)] == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("جملة أولى. جملة ثانية؟ ثالثة!", ["جملة أولى.", "جملة ثانية؟", "ثالثة!"]),
        ("قال «انتهى الأمر.» ثم خرج.", ["قال «انتهى الأمر.»", "ثم خرج."]),
        ("نقلت أ.ف.ب عن د. محمد قوله.", ["نقلت أ.ف.ب عن د. محمد قوله."]),
        ("انتظروا... ثم عادوا.", ["انتظروا...", "ثم عادوا."]),
        ("سطر\nسطر آخر", ["سطر", "سطر آخر"]),
        ("بلغ 3.5 في المئة. وانتهى", ["بلغ 3.5 في المئة.", "وانتهى"]),
    ],
    ids=["stops", "closing-mark", "abbreviations", "dots", "lines", "decimal"],
)
def test_segment_ends_sentences(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_segment_counts_paragraphs() -> None:
    segments = segment("واحد. اثنان.\n\nثلاثة.")
    assert [s.paragraph for s in segments.sentences] == [0, 0, 1]
    assert len(segments.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("عنوان قصير\n\nمتن الخبر هنا.", "عنوان قصير"),
        ("سطر أول\nسطر ثان", None),
        ("جملة تامة.\n\nجملة أخرى.", None),
        ("كلمة " * 40 + "\n\nمتن", None),
        ("سطر وحيد", None),
    ],
    ids=["headline", "no-gap", "full-stop", "too-long", "alone"],
)
def test_segment_finds_the_headline(text: str, headline: str | None) -> None:
    span = segment(text).headline
    assert (None if span is None else text[span.start : span.end]) == headline


@given(st.text(max_size=120))
def test_every_letter_and_digit_lies_in_exactly_one_token(text: str) -> None:
    tokens = segment(text).tokens
    covered = [at for token in tokens for at in range(token.start, token.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, c in enumerate(text) if c.isalpha() or c.isdecimal()} <= set(covered)


@given(st.text(max_size=120))
def test_sentences_part_the_tokens(text: str) -> None:
    segments = segment(text)
    assert [at for s in segments.sentences for at in range(s.first, s.last)] == list(range(len(segments.tokens)))


@pytest.mark.parametrize(
    "text", ["ـ", "وصل ـ الوفد", "\u064b", "\u200d"], ids=["tatweel", "inside", "tanwin", "joiner"]
)
def test_no_token_has_an_empty_form(text: str) -> None:
    assert all(token.form for token in tokenize(text))
