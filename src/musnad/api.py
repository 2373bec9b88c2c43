"""Read articles from a program: files, folders or text in, documents with every layer out.

The functions here join the readers and the pipeline. Printing documents is for `musnad.model.codec` and
`musnad.views`; `import musnad` alone loads none of this.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from musnad.errors import ReadError
from musnad.model import Document
from musnad.pipeline import default_pipeline
from musnad.readers import Reading, Unread, read_sources, text_document

__all__ = ["read", "read_all", "read_text"]

Source = str | os.PathLike[str]


def read(source: Source, *, published: str | None = None) -> Document:
    """Read the one article in a file: a text, a saved HTML page, or a JSONL file with a single record.

    `published` (`YYYY-MM-DD`, or a date-time with zone) is what relative dates in the article count from; it goes
    before the date that the page gives. Raises ReadError when the source cannot be read or holds several articles.
    """
    readings = list(_first_two(source, published))
    first = readings[0]
    if len(readings) > 1:
        raise ReadError(os.fspath(source), "it holds more than one document", "read it with musnad.read_all")
    if isinstance(first, Unread):
        raise first.error
    return default_pipeline()(first.document)


def read_text(text: str, *, published: str | None = None, title: str | None = None, id: str | None = None) -> Document:
    """Read an article given as a string; `text` is kept as it is.

    Raises ReadError when `published` is no date, or the text holds half a surrogate pair, which no file can store.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        reason = f"code point {error.start} is half of a surrogate pair"
        raise ReadError("text", reason, "decode the source again, or replace that code point") from None
    return default_pipeline()(text_document(text, id=id, title=title, published=published))


def read_all(
    sources: Source | Iterable[Source],
    *,
    published: str | None = None,
    on_error: Callable[[ReadError], object] | None = None,
) -> Iterator[Document]:
    """Read every article of files and folders, in order.

    What cannot be read is handed to `on_error`, or told as a Python warning where that is None, and the rest goes on.
    """
    some = (sources,) if isinstance(sources, str | os.PathLike) else sources
    tell = _warn if on_error is None else on_error
    pipeline = default_pipeline()
    for reading in read_sources(some, published=published, stdin=_stdin()):
        if isinstance(reading, Unread):
            tell(reading.error)
        else:
            yield pipeline(reading.document)


def _first_two(source: Source, published: str | None) -> Iterator[Reading]:
    for number, reading in enumerate(read_sources((source,), published=published, stdin=_stdin())):
        if number == 2:
            return
        yield reading


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)


def _warn(error: ReadError) -> None:
    warnings.warn(str(error), stacklevel=3)
