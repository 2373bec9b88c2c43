"""Quotations point at one place, and cut no character that a reader sees as one."""

from __future__ import annotations

import pytest

from export_kit import HARD_TEXT
from musnad.exports.linked.quoting import is_border, quote
from musnad.model import Span


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        pytest.param("ab", [0, 1, 2], id="letters"),
        pytest.param("بَب", [0, 2, 3], id="vowel-sign"),
        pytest.param("👩🏽‍🚀ا", [0, 4, 5], id="emoji-joined"),
        pytest.param("🇪🇬🇸🇦", [0, 2, 4], id="flags"),
        pytest.param("\r\nا", [0, 2, 3], id="line-end"),
        pytest.param("❤️ا", [0, 2, 3], id="variation"),
        pytest.param("", [0], id="empty"),
    ],
)
def test_is_border_where_a_character_begins(text: str, borders: list[int]) -> None:
    assert [at for at in range(len(text) + 1) if is_border(text, at)] == borders


def test_quote_stands_once_even_where_words_repeat() -> None:
    text = "قال الوزير إن الوفد وصل إلى بيروت أمس. " * 6
    for start in range(0, len(text) - 3, 7):
        said = quote(text, Span(start, start + 3))
        whole = said.prefix + said.exact + said.suffix
        assert text.find(whole) == start - len(said.prefix)
        assert text.find(whole, text.find(whole) + 1) == -1


def test_quote_has_some_words_on_each_side() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(200))
    said = quote(text, Span(90, 95))
    assert (said.exact, len(said.prefix), len(said.suffix)) == (text[90:95], 32, 32)


def test_quote_at_the_ends_has_nothing_beyond() -> None:
    said = quote("خبر", Span(0, 3))
    assert said == ("خبر", "", "")


def test_quote_begins_and_ends_between_characters() -> None:
    for start in range(len(HARD_TEXT) - 1):
        said = quote(HARD_TEXT, Span(start, start + 1))
        assert is_border(HARD_TEXT, start - len(said.prefix))
        assert is_border(HARD_TEXT, start + 1 + len(said.suffix))
