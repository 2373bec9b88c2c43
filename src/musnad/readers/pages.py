"""Read the bytes of one text or one page, wherever they came from: a file, a web archive, a saved message.

What comes in are bytes that were found; what goes out is a `Read` with the bytes kept, or a ReadError. Which kind
they are is for `musnad.readers.kinds`, the date from outside for `musnad.readers.finishing`.
"""

from __future__ import annotations

import msgspec

from musnad.errors import ReadError
from musnad.readers.charset import decode
from musnad.readers.furniture import Furniture
from musnad.readers.reading import MAX_BYTES, Extra, Read, Unfinished
from musnad.readers.text import read_plain_text, with_warnings

__all__ = ["FURNITURE", "check_size", "read_page"]

FURNITURE = Furniture()


def check_size(data: bytes, source: str) -> None:
    """Raise ReadError where bytes are none or more than one document may have."""
    if not data:
        raise ReadError(source, "the file is empty", "check that it was saved completely")
    if len(data) > MAX_BYTES:
        size = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        raise ReadError(source, size, "split it, or give the articles in it as a JSONL file")


def read_page(found: Unfinished) -> Read:
    """Return the document in the bytes of a text or a page. Raises ReadError where there is none in them."""
    check_size(found.raw, found.source)
    decoded = decode(found.raw, is_html=found.is_html, declared=found.declared)
    if not decoded.text.strip():
        raise ReadError(found.source, "the file holds no text", "check that it was saved completely")
    fields: Extra = ()
    if found.is_html:
        from musnad.readers.html import read_html_page

        doc, fields = read_html_page(decoded.text, id=found.id, source=found.source, furniture=FURNITURE)
    else:
        doc = read_plain_text(decoded.text, id=found.id, furniture=FURNITURE)
    if found.url and not doc.url:
        doc = msgspec.structs.replace(doc, url=found.url)
    doc = with_warnings(doc, decoded.warning)
    for warning in found.warnings:
        doc = doc.with_warning(warning)
    return Read(found.source, doc, found.raw, found.media, (*found.extra, *fields), found.locator)
