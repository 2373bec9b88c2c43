"""Read a page that a browser saved as one file, MHTML: a mail message whose parts are the page and its pictures.

What comes in is the message's bytes; what goes out is the page, unfinished. The day the page was saved is no day of
publication and is kept in `extra` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.header import decode_header, make_header
from email.message import Message

from musnad.errors import ReadError
from musnad.readers.reading import Extra, Unfinished
from musnad.readers.records import content_id

__all__ = ["read_mhtml"]

_HTML = ("text/html", "application/xhtml+xml")
_KEPT = {"mhtml.saved": "Date", "mhtml.subject": "Subject", "mhtml.saved_by": "From"}
_CUT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
_AGAIN = "save the page again, as HTML or as a single file"


def read_mhtml(data: bytes, *, source: str, stem: str | None) -> Unfinished:
    """Return the page in a saved message. Raises ReadError where it holds none."""
    message = message_from_bytes(data)
    number, part = _root(message, source)
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise ReadError(source, "the saved page is empty", _AGAIN)
    location = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
    kept = (*((name, _header(message, field)) for name, field in _KEPT.items()), ("mhtml.location", location))
    extra: Extra = tuple((name, value) for name, value in kept if value)
    is_cut = any(isinstance(defect, _CUT) for one in (message, part) for defect in one.defects)
    return Unfinished(
        source,
        id=stem or content_id(data),
        raw=body,
        is_html=part.get_content_type() in _HTML,
        declared=part.get_content_charset(),
        url=location if location.startswith(("http://", "https://")) else None,
        extra=extra,
        locator=f"part {number}",
        warnings=("the saved page is cut off; it may lack words",) if is_cut else (),
    )


def _root(message: Message, source: str) -> tuple[int, Message]:
    """Return the part that is the page: the one the message names as its start, else the first that is HTML."""
    parts = list(enumerate(_parts(message), 1))
    start = message.get_param("start")
    pages = [(number, part) for number, part in parts if part.get_content_type() in _HTML]
    named = [(number, part) for number, part in pages if start and _header(part, "Content-ID") == start]
    texts = [(number, part) for number, part in parts if part.get_content_type() == "text/plain"]
    found = next(iter((*named, *pages, *texts)), None)
    if found is None:
        raise ReadError(source, "this saved message (MHTML) holds no page", _AGAIN)
    return found


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something themselves, however deep."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(piece for piece in reversed(inner) if isinstance(piece, Message))
        else:
            yield part


def _header(message: Message, name: str) -> str:
    """Return a header as text; empty where there is none."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value))))
    except (MessageError, LookupError, ValueError):
        text = str(value)
    return " ".join(text.encode("utf-8", errors="replace").decode().split())
