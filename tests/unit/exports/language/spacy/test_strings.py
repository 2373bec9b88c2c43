"""The numbers of strings are those that spaCy gives them."""

from __future__ import annotations

import pytest
from spacy.strings import get_string_id
from spacy.symbols import IDS

from musnad.exports.language.spacy.strings import string_number


@pytest.mark.parametrize(
    "string", ["", "a", "apple", "والوزيرُ", "1234567", "12345678", "123456789", "👩🏽‍🚀", "\n\n ", "\x00", "ي" * 100]
)
def test_string_has_the_number_that_spacy_gives_it(string: str) -> None:
    assert string_number(string) == get_string_id(string)


def test_every_string_that_spacy_numbers_itself_and_a_word_may_be_is_known() -> None:
    words = [name for name in IDS if name.isalpha()]
    assert {name: string_number(name) for name in words} == {name: IDS[name] for name in words}
