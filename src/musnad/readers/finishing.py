"""Finish what a walk over sources found: take the text out of a page, and date it.

What comes in is an `Unfinished` text or page; what goes out is a `Read`, or an `Unread` with the reason why there is
none. Nothing but the value itself is needed, so that the work can be done in another process than the walk.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.dates import date_in_url
from musnad.readers.pages import FURNITURE, read_page
from musnad.readers.reading import FEED_MEDIA, Found, Read, Reading, Unfinished, Unread
from musnad.readers.text import dateline, with_warnings

__all__ = ["dated", "finish", "read_now", "too_large", "with_date"]


def finish(found: Found) -> Reading:
    """Return what was found as a document, or why it is none; what is finished already comes back as it is.

    Raises MemoryError where the process has too little: how much it may have is for whoever started it.
    """
    reading = _read(found)
    return dated(reading, found.published) if isinstance(found, Unfinished) and isinstance(reading, Read) else reading


def read_now(found: Found) -> Reading:
    """Return what was found as a document that has only the date that it gives itself, or why it is none."""
    try:
        return _read(found)
    except MemoryError:
        return Unread(too_large(found.source))


def too_large(source: str) -> ReadError:
    """Return what is told of a source where the process has too little memory for it and nobody to try again."""
    return ReadError(source, "too large to read in the memory there is", "split it, or read it where there is more")


def dated(read: Read, published: str | None) -> Read:
    """Return a document with the day given from outside, unless it gives its own; without either, with what its text
    or its address says.
    """
    doc = read.document
    is_dated_item = read.media in FEED_MEDIA and doc.published_basis == "metadata"
    doc = doc if doc.published_basis == "given" or is_dated_item else with_date(doc, published)
    doc = doc if doc.published else _dated_by_itself(doc)
    return replace(read, document=with_warnings(doc))


def with_date(doc: Document, published: str | None) -> Document:
    """Return a document with a day that was given, if one was."""
    return doc if published is None else msgspec.structs.replace(doc, published=published, published_basis="given")


def _read(found: Found) -> Reading:
    if not isinstance(found, Unfinished):
        return found
    try:
        return read_page(found)
    except ReadError as error:
        return Unread(error)
    except RecursionError:
        return Unread(ReadError(found.source, "its elements lie too deep in one another to read", "save it as text"))


def _dated_by_itself(doc: Document) -> Document:
    """Date a record by a date line at the top of its text, else by its address."""
    if found := dateline(doc.text, FURNITURE):
        return msgspec.structs.replace(doc, published=found, published_basis="dateline")
    if doc.url and (found := date_in_url(doc.url)):
        return msgspec.structs.replace(doc, published=found, published_basis="url")
    return doc
