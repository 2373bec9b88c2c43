"""The article that an address names: its number, and the article as people corrected it."""

from __future__ import annotations

import msgspec

from musnad.arabic.segmentation import segment
from musnad.case.judging import read_corrected
from musnad.errors import CaseError
from musnad.model import Document
from musnad.web.ask import Ask

__all__ = ["absolute", "asked_article", "asked_number", "checked"]

_MOST = 2**63 - 1  # that a database counts to


def asked_number(ask: Ask) -> int:
    """Return the number of the document in the path. Raises CaseError where the case has none of it."""
    return checked(ask, ask.path("document"))


def checked(ask: Ask, wanted: str) -> int:
    """Return the number of a document that is there. Raises CaseError where there is none."""
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < len(str(_MOST)) else None
    if number is None or not ask.case.connection.execute("SELECT 1 FROM document WHERE id = ?", (number,)).fetchone():
        raise CaseError(f"document {wanted[:20]}", "there is none of this number", "look for it by its words")
    return number


def asked_article(ask: Ask) -> tuple[int, Document]:
    """Return the number of the article in the path, and the article as corrected, with its sentences."""
    number = asked_number(ask)
    doc = read_corrected(ask.case.connection, number)
    return number, msgspec.structs.replace(doc, segments=segment(doc.text))


def absolute(ask: Ask, path: str) -> str:
    """Return the address of a page of this room, as others can be sent it."""
    return f"{ask.request.url.scheme}://{ask.request.url.netloc}{path}"
