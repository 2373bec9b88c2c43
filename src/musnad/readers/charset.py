"""Turn the bytes of an Arabic page or text into characters.

What comes in is bytes; what goes out is text, the charset it was decoded with, and a warning where bytes were
damaged. A declared charset is believed only as far as the decoded letters look like Arabic: many saved pages declare
the wrong one. What kind of file the bytes are is for `musnad.readers.kinds`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Decoded", "arabic_likeness", "decode", "looks_mojibake"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# <meta charset=windows-1256>, <?xml version="1.0" encoding="utf-8"?>; not <meta name="charset">
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*(?P<name>[A-Za-z0-9_:.\-]{3,30})""")
_DECLARED_WITHIN = 4096
_ARABIC_CHARSETS = ("cp1256", "iso8859-6")
_COMMON_LETTERS = frozenset("اليمونرتبهعدفسكقحجأةشخصطىءإئآؤضزذثغظ")
_ARABIC_BLOCK = re.compile("[\u0600-\u06ff]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
# Arabic in UTF-8 read as windows-1252 opens its letters with Ø or Ù; in windows-1256 read as Latin-1, letters are à-ÿ.
_MOJIBAKE = re.compile("[ØÙ][\u0080-\u00bf\u0152-\u017e\u2013-\u2122ˆ˜€]|[ÇÈÊÌÍÎÏÐÑÓÔÕÖØÙÚÛÝÞßáãäåæìí]{3,}")
# A letter beyond ASCII inside a Latin word (président) does not stand in an Arabic one.
_MIXED_WORD = re.compile(r"[A-Za-z][^\W\d_A-Za-z]|[^\W\d_A-Za-z][A-Za-z]")
_SAMPLE = 200_000
_ENOUGH = 0.5
_DAMAGED_SHARE = 0.02


class Decoded(NamedTuple):
    """Text and the charset it was written in; `warning` says what could not be read."""

    text: str
    charset: str
    warning: str | None = None


def decode(data: bytes, *, is_html: bool = False, declared: str | None = None) -> Decoded:
    """Decode bytes: byte order mark, then UTF-8 where it fits, then the charset under which the text is Arabic.

    `declared` is a charset named outside the bytes, as in the header of a message; names Python does not know count
    for nothing.

    >>> decode("قال الوزير".encode("cp1256")).text
    'قال الوزير'
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], charset)
    if wide := _wide_charset(data):
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    unicode = _lenient(data, "utf-8")
    if _is_slightly_damaged(unicode.text):
        return unicode
    return _best(data, unicode, _known(declared) or (_declared(data) if is_html else None))


def arabic_likeness(text: str) -> float:
    """Return how far the letters beyond ASCII are the common ones of Arabic: 1 at most, below 0 where they are not."""
    letters = _NON_ASCII.findall(text)
    if not letters:
        return 0.0
    return (sum(map(_worth, letters)) - 2 * len(_MIXED_WORD.findall(text))) / len(letters)


def looks_mojibake(text: str) -> bool:
    """Whether the text is Arabic that was decoded with the wrong charset before it was stored.

    >>> looks_mojibake("قال".encode().decode("cp1252") * 10)
    True
    """
    sample = text[:_SAMPLE]
    bad = sum(len(match) for match in _MOJIBAKE.findall(sample))
    return bad >= 20 and bad > len(_ARABIC_BLOCK.findall(sample))


def _best(data: bytes, unicode: Decoded, declared: str | None) -> Decoded:
    best, best_score = unicode, arabic_likeness(unicode.text[:_SAMPLE])
    for charset in dict.fromkeys(filter(None, (declared, *_ARABIC_CHARSETS))):
        found = _lenient(data, charset)
        score = arabic_likeness(found.text[:_SAMPLE])
        if score > best_score:
            best, best_score = found, score
    if best_score >= _ENOUGH:
        return best
    return _lenient(data, declared or _detected(data) or "cp1256")


def _lenient(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, errors="replace")
    lost = text.count("\ufffd")
    warning = f"{lost} damaged characters could not be decoded as {charset}" if lost else None
    return Decoded(text, charset, warning)


def _is_slightly_damaged(text: str) -> bool:
    letters = len(_NON_ASCII.findall(text))
    return (
        text.count("\ufffd") <= max(1.0, letters * _DAMAGED_SHARE) and len(_ARABIC_BLOCK.findall(text)) >= letters / 2
    )


def _wide_charset(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Arabic text is 0x06 or 0x00."""
    sample = data[:4096]
    if len(sample) < 4:
        return None
    for offset, charset in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = sample[offset::2], sample[1 - offset :: 2]
        if _zeros(high) > 0.7 * len(high) and _zeros(low) < 0.2 * len(low):
            return charset
    return None


def _zeros(some: bytes) -> int:
    return some.count(0) + some.count(6)


def _declared(data: bytes) -> str | None:
    return next((name for name in _declarations(data) if name), None)


def _declarations(data: bytes) -> Iterator[str | None]:
    for match in _DECLARED.finditer(data[:_DECLARED_WITHIN]):
        yield _known(match["name"].decode("ascii"))


def _detected(data: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    return _known(detect_encoding(data[:_SAMPLE]))


def _known(name: str | None) -> str | None:
    """Return Python's name of a text codec, None where it has none."""
    if not name:
        return None
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
        b"".decode(found.name)
    except (LookupError, ValueError):
        return None
    return found.name


def _worth(character: str) -> float:
    if character in _COMMON_LETTERS:
        return 1.0
    if "\u0600" <= character <= "\u06ff":
        return 0.3
    if character == "\ufffd" or "\x80" <= character <= "\x9f":
        return -2.0
    return -1.0 if character.isalpha() else 0.0
