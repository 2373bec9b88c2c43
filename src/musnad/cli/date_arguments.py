"""Tell the words among the arguments of `musnad dates` from the files, and read both.

What comes in are arguments; what goes out are documents with distinct ids, and an `Unread` for each that gave none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

import msgspec

from musnad.errors import ReadError
from musnad.readers import STDIN, Read, Reading, Unread, read_sources, text_document

__all__ = ["is_text", "read_arguments"]

_ARABIC_LETTER = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]"
)
_LETTER = re.compile(r"[^\W\d_]")
# matches a/b, C:\x, news.txt, my news.html, news; not "some words here", "some words."
_PATH = re.compile(r".*[/\\].*|\S+|.*\.[A-Za-z][A-Za-z0-9]{0,5}", re.DOTALL)


def is_text(argument: str) -> bool:
    """Whether an argument is words to read: it names nothing that exists, and does not look like a misspelt path.

    What holds an Arabic letter is never taken for a path that does not exist.
    """
    if argument == STDIN or os.path.exists(argument):  # noqa: PTH110 - False, not an error, for a text of any length
        return False
    return bool(_ARABIC_LETTER.search(argument)) or not (_LETTER.search(argument) and _PATH.fullmatch(argument))


def read_arguments(
    arguments: Iterable[str], *, published: str | None, stdin: BinaryIO | None = None
) -> Iterator[Reading]:
    """Yield every document that the arguments name or are, in order; `published` goes before as in `read_sources`.

    Two documents that would share an id get distinct ones (`name`, `name-2`).
    """
    taken: set[str] = set()
    for number, argument in enumerate(arguments, 1):
        if is_text(argument):
            readings: Iterable[Reading] = (_read_text(argument, f"text {number}", published),)
        else:
            readings = read_sources((argument,), published=published, stdin=stdin)
        for reading in readings:
            yield _told_apart(reading, taken)


def _read_text(text: str, source: str, published: str | None) -> Reading:
    if not text.strip():
        return Unread(ReadError(source, "it holds no words", "give words, or the name of a file"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Unread(ReadError(source, f"character {error.start} is no UTF-8", "write it as UTF-8, or give a file"))
    return Read(source, text_document(text, published=published))


def _told_apart(reading: Reading, taken: set[str]) -> Reading:
    name = reading.document.id if isinstance(reading, Read) else reading.id
    if name is None:
        return reading
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    if isinstance(reading, Unread):
        return Unread(reading.error, free)
    return replace(reading, document=msgspec.structs.replace(reading.document, id=free))
