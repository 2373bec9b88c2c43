"""Read a text: the document's text is exactly the content; only metadata is added.

What comes in are characters; what goes out is a `Document`. Also says what a reader of the text should be warned of.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from musnad.model import Document, PublishedBasis
from musnad.readers.charset import looks_mojibake
from musnad.readers.dates import date_in_line
from musnad.readers.furniture import Furniture

__all__ = ["dateline", "read_plain_text", "script_warnings", "with_warnings"]

_LETTERS = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_OTHER_LANGUAGES = re.compile("[پچژگکیےںٹڈڑہھۇۆېەڭ]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_CODE_PAGE = "cp1256"  # has each letter of Arabic, and of Persian and Urdu, as one byte
_SAMPLE = 100_000
_FEW_ARABIC = 0.3
_OTHER_SHARE = 0.05
_TOP_LINES = 6


def read_plain_text(text: str, *, id: str, furniture: Furniture) -> Document:
    """Return a text as a document; its date is that of a date line among its first lines, if there is one."""
    published = dateline(text, furniture)
    basis: PublishedBasis | None = "dateline" if published else None
    return Document(id=id, text=text, published=published, published_basis=basis)


def dateline(text: str, furniture: Furniture) -> str | None:
    """Return the date of the first line near the top that is a date and hardly anything else."""
    for line in text[:2000].split("\n")[:_TOP_LINES]:
        if furniture.is_date_line(line) and (found := date_in_line(line)) and not furniture.says_updated(line):
            return found
    return None


def script_warnings(text: str) -> tuple[str, ...]:
    """Return what speaks against reading a text as Arabic."""
    sample = text[:_SAMPLE]
    if _is_plainly_arabic(sample):
        return ()
    letters = len(_LETTERS.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    if looks_mojibake(sample):
        return ("this looks like Arabic stored with the wrong charset; get the file again as UTF-8",)
    if not letters:
        return ("the text holds no letters",)
    if arabic < _FEW_ARABIC * letters:
        return (f"only {round(100 * arabic / letters)} % of the letters are Arabic; musnad reads Arabic only",)
    if len(_OTHER_LANGUAGES.findall(sample)) > _OTHER_SHARE * arabic:
        return ("this looks like another language in Arabic script; musnad reads Arabic only",)
    return ()


def with_warnings(doc: Document, warning: str | None = None) -> Document:
    """Return a document with a warning, and with what speaks against reading it as Arabic; nothing is said twice."""
    found = (*((warning,) if warning else ()), *script_warnings(doc.text))
    new = tuple(w for w in found if w not in doc.warnings)
    return msgspec.structs.replace(doc, warnings=(*doc.warnings, *new)) if new else doc


def _is_plainly_arabic(sample: str) -> bool:
    """Whether a text is so surely Arabic that nothing needs to be counted one by one, as nearly every article is.

    Told by its bytes in an Arabic code page, which takes a twentieth of the time: most letters are Arabic, few are
    letters of other languages, and few characters are none of these.
    """
    page = sample.encode(_CODE_PAGE, errors="ignore")
    arabic, others = (len(page) - len(page.translate(None, letters)) for letters in (_arabic_bytes(), _other_bytes()))
    unknown = len(sample) - len(page)
    rest = len(page.translate(None, _arabic_bytes() + _NO_LETTERS)) + unknown
    return arabic > 0 and rest <= arabic and others + unknown <= _OTHER_SHARE * arabic


@cache
def _arabic_bytes() -> bytes:
    return _bytes_of(_ARABIC)


@cache
def _other_bytes() -> bytes:
    return _bytes_of(_OTHER_LANGUAGES)


def _bytes_of(letters: re.Pattern[str]) -> bytes:
    page = bytes(range(256)).decode(_CODE_PAGE, errors="replace")
    return bytes(code for code, character in enumerate(page) if letters.match(character))
