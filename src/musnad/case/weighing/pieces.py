"""What a document tells, as a case keeps it: its evidence, whom it credits, and the number of each piece.

What comes in are documents; what goes out are records as bytes, and back. A piece has one number in the whole case:
that of its document and its place in it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection

import msgspec

from musnad.case.schema import version_of
from musnad.case.search.words import index_terms
from musnad.case.tellers import media, outlets
from musnad.corpus.bylines import credits_of
from musnad.corpus.evidence import evidence_of, outlet_of
from musnad.corpus.routes import Credit
from musnad.errors import CaseError
from musnad.model import Document
from musnad.model.evidence import Evidence

__all__ = [
    "PLACE_BITS", "Told", "check_tables", "document_of", "evidence_in", "has_tables", "mentions_any", "number_of",
    "numbers_of", "pack", "place_of", "told_in", "unpack",
]  # fmt: skip

_SCHEMA = 4  # the first with claims
PLACE_BITS = 16
_LEVEL = 6


class Told(msgspec.Struct, frozen=True):
    """What a document tells, in the order of its text, and whom it credits as a whole."""

    evidence: tuple[Evidence, ...]
    credits: tuple[Credit, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Told)


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether a case has tables for claims, which one of an earlier musnad has not until it is written again."""
    return version_of(connection) >= _SCHEMA


def check_tables(connection: sqlite3.Connection) -> None:
    """Raise CaseError where the case has no tables for claims."""
    if not has_tables(connection):
        remedy = "put the case where it may be written, and run: musnad weigh CASE"
        raise CaseError("the case", "it has no tables for claims, since an earlier musnad made it", remedy)


def told_in(doc: Document, number: int) -> Told:
    """Return what a read article tells; `number` is that of its document."""
    outlet = outlet_of(doc, outlets())
    return Told(evidence_in(doc, number)[: 1 << PLACE_BITS], credits_of(doc, outlet, media()))


def evidence_in(doc: Document, number: int) -> tuple[Evidence, ...]:
    """Return the evidence of a read article; `number` is that of its document."""
    return evidence_of(doc, document=number, terms_of=_terms_of, outlet=outlet_of(doc, outlets()))


def pack(told: Told) -> bytes:
    """Return what a document tells as bytes."""
    return zlib.compress(_ENCODER.encode(told), _LEVEL)


def unpack(value: bytes, document: int) -> Told:
    """Return what `pack` was given. Raises CaseError where the bytes are damaged."""
    try:
        return _DECODER.decode(zlib.decompress(value))
    except (zlib.error, msgspec.DecodeError, ValueError) as error:
        reason = f"what it tells is damaged ({error})"
        raise CaseError(f"document {document}", reason, "make it again with: musnad weigh CASE --all") from error


def mentions_any(value: bytes, keys: Collection[str]) -> bool:
    """Whether what a document tells, as bytes, has one of the keys; another that begins so counts too."""
    try:
        whole = zlib.decompress(value)
    except zlib.error:
        return False
    return any(key.encode() in whole for key in keys)


def number_of(document: int, place: int) -> int:
    """Return the number of a piece, by its place in the evidence of its document."""
    return document << PLACE_BITS | place


def document_of(piece: int) -> int:
    """Return the document of a piece."""
    return piece >> PLACE_BITS


def place_of(piece: int) -> int:
    """Return the place of a piece in the evidence of its document."""
    return piece & (1 << PLACE_BITS) - 1


def numbers_of(document: int) -> tuple[int, int]:
    """Return the least and the greatest number that a piece of a document can have."""
    return number_of(document, 0), number_of(document + 1, 0) - 1


def _terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(term.start, term.end, term.stem) for term in index_terms(text)]
