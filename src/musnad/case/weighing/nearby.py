"""Claims that a claim may be joined with: those whose reports are like its own, and those told in the same articles.

What comes in are the reports of a claim; what goes out are other claims, each by a report of it. Nobody says that they
are one: whoever joins them does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from musnad.case.weighing.comparing import THOUSAND
from musnad.case.weighing.index import ClaimIndex
from musnad.case.weighing.pieces import PLACE_BITS, check_tables
from musnad.model.evidence import Claim, Evidence

__all__ = ["NearClaim", "near_claims"]

_MOST = 12
_LIKE = """
SELECT coalesce(piece.claim, other) AS whole, max(chance) FROM json_each(:own) JOIN near ON near.piece = value
JOIN piece ON piece.number = other
WHERE other NOT IN (SELECT value FROM json_each(:own)) GROUP BY whole ORDER BY max(chance) DESC, whole LIMIT :most
"""
_BESIDE = """
SELECT piece.claim, count(DISTINCT piece.number >> :bits) AS shared FROM json_each(:documents)
JOIN piece ON piece.number BETWEEN value << :bits AND ((value + 1) << :bits) - 1
WHERE piece.claim IS NOT NULL AND piece.number NOT IN (SELECT value FROM json_each(:own))
GROUP BY piece.claim HAVING shared > 1 ORDER BY shared DESC, piece.claim LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class NearClaim:
    """A claim by a report of it; `chance` is how likely a report of each tells the same thing, None where only
    `articles` are shared."""

    report: Evidence
    chance: float | None
    articles: int = 0


def near_claims(connection: sqlite3.Connection, claim: Claim) -> tuple[NearClaim, ...]:
    """Return the claims that one may be joined with, the likeliest first, then those most often told beside it."""
    check_tables(connection)
    own = _numbers(connection, claim.evidence)
    asked = {"own": json.dumps(own), "bits": PLACE_BITS, "most": _MOST,
             "documents": json.dumps(sorted({piece.document for piece in claim.evidence}))}  # fmt: skip
    index = ClaimIndex(connection)
    found: dict[int, NearClaim] = {}
    for piece, chance in connection.execute(_LIKE, asked).fetchall():
        found[piece] = NearClaim(index.evidence(piece), chance / THOUSAND)
    for piece, shared in connection.execute(_BESIDE, asked).fetchall():
        found.setdefault(piece, NearClaim(index.evidence(piece), None, shared))
    return tuple(found.values())


def _numbers(connection: sqlite3.Connection, evidence: Collection[Evidence]) -> list[int]:
    """Return the numbers of pieces by their ids."""
    query = "SELECT number FROM piece WHERE id = ?"
    return [n for piece in evidence for (n,) in connection.execute(query, (bytes.fromhex(piece.id),))]
