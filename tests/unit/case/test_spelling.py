"""Which words of names may be spellings of one."""

from __future__ import annotations

import pytest

from musnad.case.search.foreign import latin_skeleton, pattern_of, skeleton
from musnad.case.spelling import NameSpelling

SPELLING = NameSpelling()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ترامب", "ترمب", id="vowel"),
        pytest.param("غوتيريش", "جوتيريس", id="consonants"),
        pytest.param("نيبنسيا", "نيبينزيا", id="both"),
        pytest.param("داونينغ", "دوانينغ", id="letters-in-another-order"),
        pytest.param("كراماريتش", "كراماريتس", id="one-letter"),
        pytest.param("hulusi", "هولوسي", id="latin"),
    ],
)
def test_spellings_of_one_name_are_near(one: str, other: str) -> None:
    assert 0.5 < SPELLING.alike(one, other) < 1
    assert SPELLING.alike(other, one) == SPELLING.alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("سالم", "سليم", id="arabic-vowels"),
        pytest.param("احمد", "حمد", id="arabic-letter"),
        pytest.param("حسن", "حسين", id="short"),
        pytest.param("saif", "سالم", id="latin-of-another"),
        pytest.param("hafez", "سلمان", id="nothing-in-common"),
        pytest.param("@usa", "@uae", id="nations"),
    ],
)
def test_other_words_are_far(one: str, other: str) -> None:
    assert SPELLING.alike(one, other) == 0


def test_same_word_is_nearest() -> None:
    assert SPELLING.alike("سالم", "سالم") == 1


def test_spellings_share_a_key_and_other_words_have_their_own() -> None:
    assert SPELLING.key("ترامب") == SPELLING.key("ترمب") == SPELLING.key("trump")
    assert SPELLING.key("سالم") != SPELLING.key("سليم")
    assert SPELLING.key("bp") == "bp"


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [("hulusi", "هولوسي"), ("weinstein", "واينستين"), ("putin", "بوتين"), ("xavi", "كسافي"), ("cinque", "سينكي")],
)
def test_latin_names_have_the_key_of_their_spelling(latin: str, arabic: str) -> None:
    assert latin_skeleton(latin) == skeleton(arabic)


@pytest.mark.parametrize("word", ["نتانياهو", "نتنياهو", "تشافيز", "شافيز", "جونسون"])
def test_pattern_of_a_key_finds_the_word(word: str) -> None:
    import re

    assert re.search(pattern_of(skeleton(word)), f"بنيامين {word} قال")
