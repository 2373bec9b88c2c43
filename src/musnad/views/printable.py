"""What an HTML page can hold: every page of ours goes through here last. Pure."""

from __future__ import annotations

import re

__all__ = ["printable"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(page: str) -> str:
    """Return a page without the characters that no page may hold; what stood for nothing shows as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", page)
