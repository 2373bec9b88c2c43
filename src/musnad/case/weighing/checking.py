"""Check that the claims of a case fit its articles: every piece there, every span in its text, every pair whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from musnad.case.weighing.overtaking import CHANGED
from musnad.case.weighing.pieces import PLACE_BITS, has_tables, numbers_of, unpack
from musnad.errors import CaseError

__all__ = ["faults"]

_LOST = {
    "near": "SELECT count(*) FROM near AS a LEFT JOIN near AS b ON b.piece = a.other AND b.other = a.piece "
    "WHERE b.piece IS NULL OR a.chance <> b.chance",
    "opposed": "SELECT count(*) FROM opposed AS a LEFT JOIN opposed AS b "
    "ON b.piece = a.other AND b.other = a.piece AND b.kind = a.kind WHERE b.piece IS NULL",
    "claim": "SELECT count(*) FROM claim LEFT JOIN piece ON number = first WHERE claim IS NOT first",
    "piece": "SELECT count(*) FROM piece AS a LEFT JOIN claim ON first = a.claim "
    "WHERE a.claim IS NOT NULL AND first IS NULL",
}


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with the claims of a case; one that an earlier musnad made has none."""
    if not has_tables(connection):
        return
    for table, query in _LOST.items():
        (wrong,) = connection.execute(query).fetchone()
        if wrong:
            yield f"{wrong} rows of {table} point at what is not there"
    query = "SELECT count(*) FROM piece LEFT JOIN evidence ON document = number >> ? WHERE document IS NULL"
    (stray,) = connection.execute(query, (PLACE_BITS,)).fetchone()
    if stray:
        yield f"{stray} rows of piece are of no article that was weighed"
    query = (
        f"SELECT document, value, stale & {CHANGED}, text FROM evidence JOIN document ON id = document "
        "ORDER BY document"
    )
    for document, value, stale, text in connection.execute(query):
        yield from (f"document {document}: {what}" for what in _wrong(connection, document, value, text, stale))


def _wrong(connection: sqlite3.Connection, document: int, value: bytes, text: str, stale: int) -> Iterator[str]:
    try:
        told = unpack(value, document)
    except CaseError as error:
        yield error.reason
        return
    ids = [bytes.fromhex(evidence.id) for evidence in told.evidence]
    query = "SELECT id FROM piece WHERE number BETWEEN ? AND ? ORDER BY number"
    if [row[0] for row in connection.execute(query, numbers_of(document))] != ids:
        yield "its pieces are not those of what it tells"
    for evidence in told.evidence:
        if any(not text[span.start : span.end].strip() for span in evidence.spans) and not stale:
            yield f"evidence {evidence.id} is at no words of the text"
