"""Saved searches, and what came in for them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query

from musnad.case.search.find import find
from musnad.case.search.query import FIELDS, Filter
from musnad.case.search.saved import SavedSearch, find_new, mark_seen, remove_search, save_search, saved_searches
from musnad.views.found_json import found_record, hit_record, saved_record
from musnad.web.api.asking import Paged, SavedAsked, SearchName
from musnad.web.api.calls import Answer, Call, Way, sought

__all__ = ["WAYS"]


def searches(call: Call) -> object:
    """List the saved searches, each with how many articles came in for it since it was marked as seen."""
    return {"searches": [_record(call, saved) for saved in saved_searches(call.case)]}


def save(call: Call, name: SearchName, given: SavedAsked) -> object:
    """Keep a search under a name, in place of one of that name."""
    filters = [Filter(field, value) for field in FIELDS for value in getattr(given, field)]
    find(call.case, given.q, filters=filters, strict=given.strict, limit=0)  # says where it cannot be understood
    save_search(call.case, name, given.q, filters=filters, strict=given.strict)
    return _named(call, name)


def remove(call: Call, name: SearchName) -> object:
    """Forget a search."""
    with sought():
        found = _named(call, name)
        remove_search(call.case, name)
    return found


def new(call: Call, name: SearchName, asked: Annotated[Paged, Query()]) -> object:
    """List the articles that came in for a search since it was marked as seen, the newest first."""
    found = find_new(call.case, name, limit=asked.limit, offset=asked.start)
    told = found_record(found)
    total = told.pop("total")
    entries = [hit_record(hit, found) for hit in found.hits]
    return call.page("articles", entries, total=total, start=asked.start, limit=asked.limit, **told)


def seen(call: Call, name: SearchName) -> object:
    """Count everything that is there now as seen by a search."""
    with sought():
        mark_seen(call.case, name)
    return Answer(_named(call, name))


def _record(call: Call, saved: SavedSearch) -> dict[str, Any]:
    return saved_record(saved, new=find_new(call.case, saved.name, limit=0).total)


def _named(call: Call, name: str) -> dict[str, Any]:
    """Return the record of a search. Raises CaseError where there is none of that name."""
    total = find_new(call.case, name, limit=0).total
    return next(saved_record(one, new=total) for one in saved_searches(call.case) if one.name == name)


WAYS = (
    Way("GET", "/searches", searches, "SavedSearches", "Searches"),
    Way("PUT", "/searches/{name}", save, "SavedSearch", "Searches", "writing"),
    Way("DELETE", "/searches/{name}", remove, "SavedSearch", "Searches", "writing"),
    Way("GET", "/searches/{name}/new", new, "ArticlePage", "Searches"),
    Way("PUT", "/searches/{name}/seen", seen, "SavedSearch", "Searches", "writing"),
)
