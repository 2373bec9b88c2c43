"""Text as other formats allow it: characters that a format forbids are left out, and counted.

What comes in is any text; what goes out is the same without what XML 1.0, JSON in UTF-8 or a calendar (RFC 5545)
cannot hold. Nothing else is changed; escaping is for the formats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

__all__ = ["Sieve", "token", "whole"]

_FORBIDDEN: Mapping[str, re.Pattern[str]] = {
    "xml": re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"),
    "json": re.compile("[\ud800-\udfff]"),
    "calendar": re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]"),
}
# Letters and digits of Latin and Arabic stay; matches the space in "PER:a b" and not its colon.
_NO_TOKEN = re.compile(
    "[^A-Za-z0-9_.:\\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0621-\u063a\u0641-\u064a\u0660-\u0669\u0671-\u06d3]"
    "|_(?=x[0-9a-f]{4,6}_)"
)


class Sieve:
    """Leaves out of texts what a format cannot hold; `removed` counts the characters.

    >>> sieve = Sieve("xml")
    >>> sieve("a\\x0bb"), sieve.removed
    ('ab', 1)
    """

    def __init__(self, form: Literal["xml", "json", "calendar"]) -> None:
        self._forbidden = _FORBIDDEN[form]
        self.removed = 0

    def __call__(self, text: str) -> str:
        """Return the text without what is forbidden."""
        kept, removed = self._forbidden.subn("", text)
        self.removed += removed
        return kept


def token(text: str) -> str:
    """Return a name without spaces and what XML forbids, as an NMTOKEN needs it; different texts stay different.

    >>> token("PER:a b"), token("PER:a_x0020_b")
    ('PER:a_x0020_b', 'PER:a_x005f_x0020_b')
    """
    return _NO_TOKEN.sub(lambda found: f"_x{ord(found[0]):04x}_", text)


def whole(text: str) -> str:
    """Return a text that UTF-8 can hold: half a surrogate pair, as in a file name of other bytes, is a question mark.

    >>> whole("a\\udcff")
    'a?'
    """
    return text.encode("utf-8", "replace").decode()
