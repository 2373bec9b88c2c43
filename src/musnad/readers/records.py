"""Make a document of a record's fields: a row of a table, a line of JSON, an item of a feed.

What comes in are values as the source gives them; what goes out is a `Document`, or a ReadError that names the place.
"""

from __future__ import annotations

import hashlib

import msgspec

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.dates import given_date, metadata_date

__all__ = ["Record", "content_id", "is_named", "record_document"]


class Record(msgspec.Struct, frozen=True):
    """The fields of one article, as given."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None


def content_id(content: str | bytes) -> str:
    """Return an id made from content: the same content always has the same one."""
    data = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:16]


def is_named(record: Record) -> bool:
    """Whether a record's id is the name that its outlet gave the article, wherever else the article is met.

    A bare number without an outlet is none: tables count their rows so, and two of them both have a row 1.

    >>> [is_named(Record("x", id=id)) for id in ("ANT-7", "7", 7, None)]
    [True, False, False, False]
    >>> is_named(Record("x", id=7, outlet="ANT"))
    True
    """
    return record.id is not None and (bool(record.outlet) or not str(record.id).strip().isdecimal())


def record_document(record: Record, *, place: str, fallback: str | None) -> Document:
    """Return the record as a document; without an id it is called `fallback`, or after its text.

    `place` stands in messages. Raises ReadError where there is no text, or an id that is empty.
    """
    if not record.text.strip():
        raise ReadError(place, "the text is empty", "give the article's text or leave the record out")
    if isinstance(record.id, str) and not record.id.strip():
        raise ReadError(place, "the id is empty", "give every record an id of its own, or leave the field out")
    published = record.published or None
    warnings: tuple[str, ...] = ()
    if published and given_date(published) is None:
        known = metadata_date(published)
        warnings = () if known else (f"{place}: published {published!r} is no date; write YYYY-MM-DD",)
        published = known
    return Document(
        id=str(record.id) if record.id is not None else fallback or content_id(record.text),
        text=record.text,
        title=record.title or None,
        outlet=record.outlet or None,
        author=record.author or None,
        url=record.url or None,
        published=published,
        published_basis="given" if published else None,
        warnings=warnings,
    )
