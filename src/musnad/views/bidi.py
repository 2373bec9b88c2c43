"""Text of both directions on a terminal: cleaning, isolating, measuring and wrapping.

Values in, values out. Why it is done so: docs/decisions/0002-terminal-bidi.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["clean", "isolate", "right_to_left", "width_of", "wrap"]

_FIRST_STRONG = "\u2068"
_RIGHT_TO_LEFT = "\u2067"
_POP = "\u2069"
# embeddings, overrides and isolates: left open in an article, they would turn the rest of the line round
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return the words fit for one line of a terminal.

    White space runs become one space. Control characters, escape sequences' first bytes among them, and lone
    surrogates become U+FFFD, so that an article cannot drive the terminal; bidi controls go.

    >>> clean("a\\x1b[31m\\n b")
    'a\ufffd[31m b'
    """
    spaced = " ".join(text.translate(_BIDI_CONTROLS).split())
    if spaced.isprintable():
        return spaced
    return "".join(_REPLACEMENT if unicodedata.category(c) in {"Cc", "Cs"} else c for c in spaced)


def isolate(text: str) -> str:
    """Return the words shut off from the direction of the line around them (FSI … PDI), cleaned."""
    return f"{_FIRST_STRONG}{clean(text)}{_POP}"


def right_to_left(text: str) -> str:
    """Return a stretch laid out from the right (RLI … PDI); it may hold isolates of its own."""
    return f"{_RIGHT_TO_LEFT}{text}{_POP}"


def width_of(text: str) -> int:
    """Return how many columns a terminal gives the words: marks and format characters none, wide characters two."""
    return sum(_columns(c) for c in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """Cut cleaned text into lines of at most so many columns, at spaces; a longer word is cut where it must be."""
    line, used = "", 0
    for whole in text.split(" "):
        word, room = whole, width_of(whole)
        if line and used + 1 + room > width:
            yield line
            line, used = "", 0
        while room > width:
            head = _head(word, width)
            yield head
            word = word[len(head) :]
            room = width_of(word)
        line, used = (f"{line} {word}", used + 1 + room) if line else (word, room)
    if line:
        yield line


def _head(word: str, width: int) -> str:
    """Return the longest start of a word that fits, at least one character."""
    used = 0
    for index, char in enumerate(word):
        used += _columns(char)
        if used > width and index:
            return word[:index]
    return word


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
