"""Letters as they are written are not cut: lam-alef, vowel signs, emoji of several code points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.views.letters import whole, word_end


@pytest.mark.parametrize(
    ("text", "cut", "kept"),
    [
        ("لأنقرة", (1, 6), "لأنقرة"),
        ("لِأنقرة", (2, 7), "لِأنقرة"),
        ("قالا", (0, 3), "قالا"),
        ("الوَزير", (0, 3), "الوَ"),
        ("الوَزير", (3, 7), "وَزير"),
        ("في 👩‍👩‍👧 بيان", (3, 4), "👩‍👩‍👧"),
        ("في 👍🏽 بيان", (4, 5), "👍🏽"),
        ("🇸🇾🇱🇧", (1, 2), "🇸🇾"),
    ],
    ids=["lam_alef", "lam_vowel_alef", "alef_after", "vowel_after", "vowel_first", "family", "tone", "flags"],
)
def test_what_is_cut_in_a_sign_takes_it_in(text: str, cut: tuple[int, int], kept: str) -> None:
    span = whole(text, Span(*cut))
    assert text[span.start : span.end] == kept


@pytest.mark.parametrize(
    ("text", "cut"),
    [("بأنقرة", (1, 6)), ("لـأنقرة", (2, 7)), ("قال أمس", (4, 7)), (" َلا", (1, 2)), ("🇸🇾🇱🇧", (2, 4))],
    ids=["other_letter", "tatweel_between", "space_between", "vowel_on_nothing", "second_flag"],
)
def test_what_cuts_no_sign_stays_as_it_is(text: str, cut: tuple[int, int]) -> None:
    assert whole(text, Span(*cut)) == Span(*cut)


def test_the_number_of_a_statement_stands_after_the_word() -> None:
    assert word_end("قالها أمس", 3) == 5
    assert word_end("قالَ", 3) == 4
    assert word_end("قال، أمس", 3) == 3


@given(st.text(st.sampled_from("لاأَِ ـ\u200d👩🏽🇸🇾م"), min_size=1, max_size=12), st.data())
def test_a_whole_span_holds_the_one_it_was_made_of_and_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = whole(text, span)
    assert found.start <= span.start < span.end <= found.end <= len(text)
    assert whole(text, found) == found
