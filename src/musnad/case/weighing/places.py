"""Where an article tells what others tell too: the claim of any of its words, without weighing anything.

What comes in are documents of a case; what goes out is a function from words to the id of their claim, as
`musnad.corpus.dossier` takes it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence

from musnad.case.weighing.pieces import document_of, has_tables, number_of, unpack
from musnad.corpus.dossier import ClaimOf
from musnad.model import Span

__all__ = ["claims_at"]

_PIECES = """
SELECT piece.number, first.id FROM json_each(?) AS asked
CROSS JOIN piece ON piece.number BETWEEN asked.value << 16 AND (asked.value << 16) + 65535
JOIN claim ON claim.first = piece.claim AND claim.articles > 1
JOIN piece AS first ON first.number = piece.claim
"""
_TOLD = "SELECT document, value FROM evidence WHERE document IN (SELECT value FROM json_each(?))"


def claims_at(connection: sqlite3.Connection, documents: Collection[int]) -> ClaimOf | None:
    """Return what gives the claim of words of these documents; None where the case has no claims.

    Raises CaseError where what an article tells is damaged.
    """
    if not has_tables(connection):
        return None
    claims = {number: key.hex() for number, key in connection.execute(_PIECES, (json.dumps(list(documents)),))}
    places: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    some = json.dumps(sorted({document_of(number) for number in claims}))
    for document, value in connection.execute(_TOLD, (some,)):
        for place, evidence in enumerate(unpack(value, document).evidence):
            if (claim := claims.get(number_of(document, place))) is not None:
                places[document].extend((span, claim) for span in evidence.spans)

    def claim_of(document: int, spans: Sequence[Span]) -> str | None:
        reports = places.get(document, ())
        return next((claim for span, claim in reports if any(span.contains(own) for own in spans)), None)

    return claim_of
