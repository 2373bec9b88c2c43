"""Numbers are said in the digits and the language of a page."""

from __future__ import annotations

import pytest

from musnad.web.manner import Digits, Language
from musnad.web.speech import Speech


@pytest.mark.parametrize(
    ("lang", "digits", "number", "short"),
    [
        ("ar", "latn", "12,345", "166.8 مليون"),
        ("ar", "arab", "١٢٬٣٤٥", "١٦٦٫٨ مليون"),
        ("en", "latn", "12,345", "166.8M"),
        ("en", "arab", "١٢٬٣٤٥", "١٦٦٫٨M"),
    ],
)
def test_numbers_are_said_in_the_digits_of_the_page(lang: Language, digits: Digits, number: str, short: str) -> None:
    speech = Speech(lang, digits)
    assert (speech.number(12345), speech.short(166_800_000).replace("\xa0", " ")) == (number, short)


def test_counted_things_are_said_in_the_digits_of_the_page() -> None:
    assert Speech("en", "arab").many("%(n)s article", "%(n)s articles", 13) == "١٣ articles"
