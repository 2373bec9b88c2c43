"""Which articles of a case a command looks at: those that a search finds, or those on the story of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.related import related_to
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.store import find_document
from musnad.case.weighing import MOST_DOCUMENTS

__all__ = ["Chosen", "documents_of"]

_RELATED = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which articles to weigh: those that a search finds, between two days, or those on the story of one."""

    query: str
    since: str | None
    until: str | None
    about: str | None


def documents_of(case: Case, chosen: Chosen) -> tuple[int, ...]:
    """Return the numbers of the chosen articles; all of the case where nothing is asked for.

    Raises CaseError where there is no such article, and as a search does.
    """
    if chosen.about is not None:
        document = find_document(case.connection, chosen.about)
        found = related_to(case.connection, document, limit=_RELATED)
        return (document, *(d for related in found for d in (related.document, *related.copies) if d != document))
    days = f"{chosen.since or ''}..{chosen.until or ''}"
    filters = [Filter("date", days)] if chosen.since or chosen.until else []
    if chosen.query.strip() or filters:
        return find_documents(case, chosen.query, filters=filters)
    rows = case.connection.execute(
        "SELECT current FROM article WHERE current IS NOT NULL LIMIT ?", (MOST_DOCUMENTS + 1,)
    )
    return tuple(row[0] for row in rows)
