"""Saved searches, and what came in since last time.

What comes in is an open case and the name of a search; what goes out are its new articles. "Since last time" counts by
the number of a document: numbers rise as articles and new versions come in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from musnad.case.folder import Case
from musnad.case.search.filters import day_range
from musnad.case.search.find import Found, find
from musnad.case.search.query import FIELDS, Filter, parse
from musnad.errors import CaseError, QueryError

__all__ = [
    "SavedSearch", "count_new", "find_new", "forget_numbers", "mark_seen", "remove_search", "save_search",
    "saved_searches",
]  # fmt: skip

_EVERYTHING = "seen"  # the setting for what came in to the case as a whole


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name; `seen` is the number of the last document that was there when it was last marked."""

    name: str
    query: str
    filters: tuple[Filter, ...]
    strict: bool
    seen: int


def save_search(case: Case, name: str, query: str, *, filters: Iterable[Filter] = (), strict: bool = False) -> None:
    """Keep a search under a name, in place of one of that name. Raises QueryError for one that cannot be understood."""
    filters = tuple(filters)
    parsed = parse(query).filters if query.strip() or not filters else ()
    for one in (*parsed, *filters):
        if one.field == "date":
            day_range(one.value)
    record = {"query": query, "filters": [[f.field, f.value, f.is_not] for f in filters], "strict": strict}
    with case.change() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO saved_search (name, query, seen) VALUES (?, ?, ?)",
            (name, json.dumps(record, ensure_ascii=False), _last(connection)),
        )
        case.tell("save search", {"name": name, **record})


def saved_searches(case: Case) -> tuple[SavedSearch, ...]:
    """Return the searches kept in a case, by name."""
    rows = case.connection.execute("SELECT name, query, seen FROM saved_search ORDER BY name")
    return tuple(_read(name, json.loads(query), seen) for name, query, seen in rows)


def remove_search(case: Case, name: str) -> None:
    """Forget a search. Raises CaseError where there is none of that name."""
    _named(case, name)
    with case.change() as connection:
        connection.execute("DELETE FROM saved_search WHERE name = ?", (name,))
        case.tell("remove search", {"name": name})


def find_new(case: Case, name: str | None = None, *, limit: int = 20, offset: int = 0) -> Found:
    """Return what came in since the last mark and matches a saved search, or all of it without a name.

    Raises CaseError where there is no search of that name.
    """
    if name is None:
        seen = _seen(case.connection)
        return find(case, "", sort="date", limit=limit, offset=offset, after=seen or -1)
    saved = _named(case, name)
    return find(
        case, saved.query, filters=saved.filters, strict=saved.strict, sort="date", limit=limit, offset=offset,
        after=saved.seen or -1,
    )  # fmt: skip


def count_new(case: Case) -> tuple[tuple[SavedSearch, int | None], ...]:
    """Return every saved search with how many articles are new; None where it cannot be made any more."""
    return tuple((saved, _count_new(case, saved.name)) for saved in saved_searches(case))


def mark_seen(case: Case, name: str | None = None) -> None:
    """Count everything that is in the case now as seen, by one saved search or by the case as a whole."""
    if name is not None:
        _named(case, name)
    with case.change() as connection:
        last = _last(connection)
        if name is None:
            connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_EVERYTHING, str(last)))
        else:
            connection.execute("UPDATE saved_search SET seen = ? WHERE name = ?", (last, name))
        case.tell("mark seen", {"name": name, "document": last})


def forget_numbers(connection: sqlite3.Connection, document: int) -> None:
    """Do not count the number of a document as seen that is about to be deleted: the next one may get it again."""
    if document < _last(connection):
        return
    connection.execute("UPDATE saved_search SET seen = ? WHERE seen >= ?", (document - 1, document))
    seen = _seen(connection)
    if seen >= document:
        connection.execute("UPDATE setting SET value = ? WHERE name = ?", (str(document - 1), _EVERYTHING))


def _count_new(case: Case, name: str) -> int | None:
    try:
        return find_new(case, name, limit=0).total
    except (CaseError, QueryError):
        return None


def _named(case: Case, name: str) -> SavedSearch:
    found = [saved for saved in saved_searches(case) if saved.name == name]
    if not found:
        names = ", ".join(saved.name for saved in saved_searches(case)) or "none"
        raise CaseError(name, f"no search is saved under this name (there are: {names})", "save one with: --save NAME")
    return found[0]


def _read(name: str, record: Mapping[str, Any], seen: int) -> SavedSearch:
    filters = tuple(
        Filter(field, value, is_not) for known, value, is_not in record["filters"] for field in FIELDS if field == known
    )
    return SavedSearch(name, record["query"], filters, record["strict"], seen)


def _last(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM document").fetchone()[0])


def _seen(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_EVERYTHING,)).fetchone()
    return int(row[0]) if row else 0
