"""Lists of claims, read page by page: which claims some articles tell, in their order, and a few of them weighed.

What comes in is a case whose articles were weighed; what goes out are numbers of claims (of their first pieces), which
cost little, and weighings of those that a page shows. Nothing is weighed that is not shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.weighing.choosing import alone_in, claims_of, count_alone
from musnad.case.weighing.pieces import check_tables
from musnad.case.weighing.reading import weigh_these
from musnad.corpus.weighing import Weighing
from musnad.model.evidence import OppositionKind

__all__ = ["Listed", "list_alone", "list_claims", "weigh_listed"]


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims by the numbers of their first pieces, those that most outlets tell first.

    `alone` counts what one of the articles tells alone, `articles` those that were weighed among the ones asked about.
    """

    firsts: Sequence[int]
    alone: int
    articles: int


def list_claims(
    case: Case, documents: Collection[int] | None = None, *, against: OppositionKind | None = None
) -> Listed:
    """Return the claims that some documents tell together with others; of all documents without any.

    With `against` only those that something of this kind may be against.
    """
    connection = case.connection
    check_tables(connection)
    firsts = claims_of(connection, documents, against=against)
    return Listed(firsts, count_alone(connection, documents), _count_weighed(connection, documents))


def weigh_listed(case: Case, listed: Listed, *, start: int, most: int) -> Weighing:
    """Weigh the claims of a page of a list, without what joins their reports."""
    firsts = listed.firsts[start : start + most]
    more = max(len(listed.firsts) - start - most, 0)
    return weigh_these(case, firsts, articles=listed.articles, alone=listed.alone, more=more)


def list_alone(case: Case, documents: Collection[int] | None = None, *, start: int, most: int) -> Weighing:
    """Weigh what one article tells alone, in the order of the case, from a place of the list on."""
    return weigh_these(case, alone_in(case.connection, documents, start=start, most=most))


def _count_weighed(connection: sqlite3.Connection, documents: Collection[int] | None) -> int:
    if documents is None:
        return int(connection.execute("SELECT count(*) FROM evidence").fetchone()[0])
    query = "SELECT count(*) FROM evidence WHERE document IN (SELECT value FROM json_each(?))"
    return int(connection.execute(query, (json.dumps(sorted(documents)),)).fetchone()[0])
