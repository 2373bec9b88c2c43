"""Bytes to characters."""

from __future__ import annotations

import pytest

from musnad.readers.charset import decode, looks_mojibake

ARABIC = "قال المتحدث باسم الوزارة إن اللجنة أنهت عملها يوم الخميس، وأضاف أن النتائج ستعلن قريبا."


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_decode_finds_charset_of_undeclared_text(charset: str) -> None:
    assert decode(ARABIC.encode(charset)).text == ARABIC


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-6", "windows-1252", "no-such-charset", "hex"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1256", "iso8859-6"])
def test_decode_does_not_believe_a_wrong_declaration(declared: str, charset: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{ARABIC}</p></body></html>'
    assert decode(page.encode(charset), is_html=True).text == page


def test_decode_short_headline_in_windows_1256() -> None:
    assert decode("نفى الخبر".encode("cp1256")).text == "نفى الخبر"


def test_decode_keeps_line_ends_and_drops_only_the_mark() -> None:
    assert decode("\ufeffأ\r\nب\rج\n".encode()).text == "أ\r\nب\rج\n"


def test_decode_cut_off_utf8_stays_utf8_and_says_so() -> None:
    found = decode((ARABIC * 3).encode()[:-1] + "ن".encode()[:1])
    assert found.charset == "utf-8"
    assert found.text.startswith(ARABIC)
    assert found.warning is not None and "damaged" in found.warning


def test_decode_french_in_windows_1252() -> None:
    text = "Le président a déclaré que la réunion était reportée à l'été prochain."
    assert decode(text.encode("cp1252")).text == text


def test_mojibake_is_noticed_and_arabic_is_not() -> None:
    assert looks_mojibake(ARABIC.encode().decode("cp1252", errors="replace"))
    assert looks_mojibake(ARABIC.encode("cp1256").decode("latin-1"))
    assert not looks_mojibake(ARABIC)
    assert not looks_mojibake("Der Präsident sagte, er sei für größere Lösungen.")
