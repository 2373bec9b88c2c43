"""Search: hits with why they match, facets, saved searches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from musnad.case.facts import KINDS
from musnad.case.overview import days_of
from musnad.case.search.facets import Facets, count_facets
from musnad.case.search.find import Found, find, find_documents
from musnad.case.search.query import Filter
from musnad.case.search.saved import find_new, mark_seen, remove_search, save_search
from musnad.corpus.periods import Periods, periods_of
from musnad.errors import QueryError
from musnad.views.hits import shown_hits
from musnad.web.ask import Ask, Edit, Page
from musnad.web.asked import Asked, asked_in, saved_in
from musnad.web.strips import strip_of
from musnad.web.told import told

__all__ = ["EDITS", "PAGES"]

_SIZE = 20
_MOST_START = 100_000
_MOST_COUNTED_AT_ONCE = 800  # of more hits the facets are counted when they are asked for
_MOST_NAME = 80


class _Facets(NamedTuple):
    """What the hits of a search are made of."""

    counts: Facets
    periods: Periods


def search(ask: Ask) -> Response:
    """Show a page of hits; a query that cannot be understood is shown with what is wrong with it."""
    try:
        asked = asked_in(ask.request.query_params)
    except QueryError as error:
        return _refused(ask, Asked(), error)
    try:
        start = ask.number("start", otherwise=0, most=_MOST_START)
        found = _find(ask, asked, start)
        is_counted = found.total > 1 and (ask.one("facets") == "1" or found.total <= _MOST_COUNTED_AT_ONCE)
        made = _facets(ask, asked) if is_counted and not asked.new else {}
    except QueryError as error:
        return _refused(ask, asked, error)
    notes = [told(ask.speech, note) for note in found.notes]
    return _page(
        ask, asked, error=None, hits=shown_hits(found), start=start, total=found.total, notes=notes, **made
    )  # fmt: skip


def facets(ask: Ask) -> Response:
    """Show what the hits of a search are made of, as the part of the page that a script asks for later."""
    asked = asked_in(ask.request.query_params)
    return ask.render("search_facets.html.j2", asked=asked, **_facets(ask, asked))


def save(ask: Ask) -> Response:
    """Keep a search under a name."""
    asked, name = asked_in(QueryParams(ask.field("state"))), _name(ask)
    with ask.room.writing() as case:
        save_search(case, name, asked.query, filters=asked.filters, strict=asked.is_strict)
    return ask.go(ask.url("search", **asked.values()), said="saved")


def remove(ask: Ask) -> Response:
    """Forget a saved search."""
    with ask.room.writing() as case:
        remove_search(case, _name(ask))
    return ask.go(ask.url("search"), said="removed")


def see(ask: Ask) -> Response:
    """Count what is new of a saved search as seen."""
    with ask.room.writing() as case:
        mark_seen(case, _name(ask))
    return ask.go(ask.field("back") or ask.url("search"), said="seen")


def _page(ask: Ask, asked: Asked, *, status: int = 200, **values: object) -> Response:
    known: dict[str, Any] = {
        "hits": (), "start": 0, "total": 0, "notes": (), "facets": None, "strip": None, "size": _SIZE,
        "saved": saved_in(ask), "labels": _labels(ask, asked), "state": urlencode(asked.values(), doseq=True),
        "sought": asked.as_query(), "most_name": _MOST_NAME,
    }  # fmt: skip
    return ask.render("search.html.j2", asked=asked, status=status, **(known | values))


def _refused(ask: Ask, asked: Asked, error: QueryError) -> Response:
    said = (error.query, told(ask.speech, error.reason), told(ask.speech, error.remedy))
    return _page(ask, asked, status=400, error=said)


def _name(ask: Ask) -> str:
    """Return the name in a form. Raises QueryError where it is empty or too long."""
    name = " ".join(ask.field("name", most=_MOST_NAME).split())
    if not name:
        raise QueryError("name", "it is empty", "give the search a name")
    return name


def _find(ask: Ask, asked: Asked, start: int) -> Found:
    if asked.new:
        return find_new(ask.case, asked.new, limit=_SIZE, offset=start)
    return find(
        ask.case, asked.query, filters=asked.filters, strict=asked.is_strict, limit=_SIZE, offset=start,
        sort="date" if asked.is_empty else asked.sort, after=_after(asked),
    )  # fmt: skip


def _after(asked: Asked) -> int:
    return -1 if asked.is_empty else asked.after


def _facets(ask: Ask, asked: Asked) -> dict[str, Any]:
    """Return what the facets need; they are counted once for each state of the case."""
    kept = replace(asked, sort="relevance")

    def count() -> _Facets:
        documents = find_documents(
            ask.case, kept.query, filters=kept.filters, strict=kept.is_strict, after=_after(kept)
        )
        connection = ask.case.connection
        return _Facets(count_facets(connection, documents), periods_of(days_of(connection, documents)))

    made = ask.room.remembered(ask.case, ("facets", kept), count)
    strip = strip_of(
        ask, made.periods, lambda name: ask.url("search", **asked.also("date", name).values()),
        label=ask.speech.gettext("Articles by day of publication"), is_small=True,
    )  # fmt: skip
    return {"facets": made.counts, "strip": strip}


def _labels(ask: Ask, asked: Asked) -> dict[Filter, str]:
    """Return what people are shown of each filter that names somebody by a key."""
    found = {}
    for one in asked.filters:
        if one.field in KINDS:
            query = "SELECT label FROM term WHERE kind = ? AND key = ?"
            row = ask.case.connection.execute(query, (one.field, one.value)).fetchone()
            found[one] = row[0] if row else one.value
    return found


PAGES: tuple[Page, ...] = (Page("/search", search, "search"), Page("/search/facets", facets, "search_facets"))
EDITS: tuple[Edit, ...] = (
    Edit("/search/save", save, "save_search"),
    Edit("/search/remove", remove, "remove_search"),
    Edit("/search/seen", see, "mark_seen"),
)
