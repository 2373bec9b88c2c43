"""Which articles of a case a question is about: those that a search finds, of some days, or on the story of one."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.related import related_to
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.store import find_document

__all__ = ["Chosen", "documents_of"]

_RELATED = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which articles to look at: those that a search finds, between two days, or those on the story of one.

    With `among` only those of these numbers.
    """

    query: str = ""
    since: str | None = None
    until: str | None = None
    about: str | None = None
    among: frozenset[int] | None = None


def documents_of(case: Case, chosen: Chosen) -> tuple[int, ...] | None:
    """Return the numbers of the chosen articles; None for the whole case, where nothing is asked for.

    Raises CaseError where there is no such article, and as a search does.
    """
    found = _documents(case, chosen)
    if chosen.among is None:
        return found
    return tuple(sorted(chosen.among)) if found is None else tuple(d for d in found if d in chosen.among)


def _documents(case: Case, chosen: Chosen) -> tuple[int, ...] | None:
    if chosen.about is not None:
        document = find_document(case.connection, chosen.about)
        found = related_to(case.connection, document, limit=_RELATED)
        return (document, *(d for related in found for d in (related.document, *related.copies) if d != document))
    days = f"{chosen.since or ''}..{chosen.until or ''}"
    filters = [Filter("date", days)] if chosen.since or chosen.until else []
    return find_documents(case, chosen.query, filters=filters) if chosen.query.strip() or filters else None
