"""Filters of a search: what an outlet, a day, an actor, a place typed by a person selects, as conditions of SQL.

What comes in are filters and a database; what goes out are conditions on documents, with notes on names that select
nothing. Names are compared as words are searched, so حفتر, Haftar and actors:per.lby.haftar all find the actor; whoever
people brought together with him is found too.
"""

from __future__ import annotations

import re
import sqlite3
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from musnad.arabic.orthography import fold, is_arabic
from musnad.case.identity import terms_merged_with
from musnad.case.search.expanding import expand, expand_names
from musnad.case.search.query import Filter
from musnad.case.search.words import core_finder, index_terms
from musnad.errors import QueryError

__all__ = ["Conditions", "conditions", "day_range", "terms_called"]

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_SHOWN = 8
_MONTHS = 12


class Conditions(NamedTuple):
    """Conditions on the table `document` as `d`, their values, and what is to be said about them."""

    clauses: tuple[str, ...]
    values: tuple[object, ...]
    notes: tuple[str, ...]


def conditions(connection: sqlite3.Connection, filters: Iterable[Filter]) -> Conditions:
    """Return the conditions of filters: of one field any, of several fields all. Raises QueryError for no date."""
    grouped: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for given_filter in filters:
        grouped[given_filter.field, given_filter.is_not].append(given_filter.value)
    clauses: list[str] = []
    values: list[object] = []
    notes: list[str] = []
    for (field, is_not), wanted in grouped.items():
        if field == "date":
            clause, given = _dates(wanted)
        elif field == "outlet":
            clause, given = _outlets(connection, wanted, notes)
        else:
            clause, given = _facts(connection, field, wanted, notes)
        clauses.append(f"NOT coalesce({clause}, 0)" if is_not else clause)
        values += given
    return Conditions(tuple(clauses), tuple(values), tuple(notes))


def day_range(text: str) -> tuple[str | None, str | None]:
    """Return the first and last ISO day of a day, month, year, or of a range of these; None where it is open.

    Raises QueryError.

    >>> day_range("2018-02"), day_range("2017..2018-05-03"), day_range("..2016")
    (('2018-02-01', '2018-02-28'), ('2017-01-01', '2018-05-03'), (None, '2016-12-31'))
    """
    first, dots, last = fold(text).partition("..")
    if not first and not last:
        raise _no_date(text)
    start = _ends(first, text)[0] if first else None
    end = _ends(last, text)[1] if last else None
    return start, (end if dots else _ends(first, text)[1])


def terms_called(connection: sqlite3.Connection, kind: str, text: str) -> list[int]:
    """Return the terms that a text names: by key, by label, or by words that stand in the label.

    Those whom people brought together with one of these are among them.
    """
    keys = (text, f"{'places' if kind == 'place' else 'actors'}:{text}")
    query = "SELECT id FROM term WHERE kind = ? AND key IN (?, ?)"
    by_key = [row[0] for row in connection.execute(query, (kind, *keys))]
    if by_key:
        return list(terms_merged_with(connection, kind, by_key))
    ways = [way for way in _ways(connection, text) if all(way)]
    may_be = core_finder(stem for way in ways for options in way for stem in options)
    found: set[int] = set()
    for number, key, label in connection.execute("SELECT id, key, label FROM term WHERE kind = ?", (kind,)):
        if label == text:
            found.add(number)
        elif ways and may_be(label):
            stems = {term.stem for term in index_terms(label)} | {key}
            if any(all(not options.isdisjoint(stems) for options in way) for way in ways):
                found.add(number)
    return list(terms_merged_with(connection, kind, found))


def _ends(part: str, text: str) -> tuple[str, str]:
    match = _DAY.fullmatch(part.strip())
    if match is None:
        raise _no_date(text)
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    if year is None or not year > 0 or not 1 <= (month or 1) <= _MONTHS:
        raise _no_date(text)
    last = monthrange(year, month or _MONTHS)[1]
    if day is not None and not 1 <= day <= last:
        raise _no_date(text)
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or _MONTHS:02}-{day or last:02}"


def _no_date(text: str) -> QueryError:
    return QueryError(
        f"date:{text}", "this is no date", "write 2018, 2018-05, 2018-05-31, or two of them: 2017..2018-05"
    )


def _dates(wanted: Sequence[str]) -> tuple[str, list[object]]:
    parts, values = [], []
    for text in wanted:
        first, last = day_range(text)
        tests = [f"d.day {sign} ?" for sign, day in ((">=", first), ("<=", last)) if day is not None]
        parts.append(f"({' AND '.join(tests)})")
        values += [day for day in (first, last) if day is not None]
    return f"({' OR '.join(parts)})", list(values)


def _outlets(connection: sqlite3.Connection, wanted: Sequence[str], notes: list[str]) -> tuple[str, list[object]]:
    known = [row[0] for row in connection.execute("SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL")]
    chosen: list[object] = []
    for text in wanted:
        words = {term.exact for term in index_terms(text)}
        same = [name for name in known if fold(name) == fold(text)]
        found = same or [name for name in known if words <= {term.exact for term in index_terms(name)}]
        if not found:
            notes.append(f"no outlet here is called {text}; there are: {_some(sorted(known))}")
        chosen += found
    return f"d.outlet IN ({', '.join('?' * len(chosen))})", chosen


def _facts(
    connection: sqlite3.Connection, kind: str, wanted: Sequence[str], notes: list[str]
) -> tuple[str, list[object]]:
    terms: dict[int, None] = {}
    for text in wanted:
        found = terms_called(connection, kind, text)
        if not found:
            query = "SELECT label FROM term WHERE kind = ? ORDER BY id LIMIT ?"
            some = [row[0] for row in connection.execute(query, (kind, _SHOWN + 1))]
            notes.append(f"no {kind} here is called {text}" + (f"; there are: {_some(some)}" if some else ""))
        terms.update(dict.fromkeys(found))
    places = ", ".join("?" * len(terms))
    return f"d.id IN (SELECT document FROM fact WHERE term IN ({places}))", list(terms)


def _ways(connection: sqlite3.Connection, text: str) -> list[list[set[str]]]:
    """Return the ways to read a name: each a list of words, each a set of the stems that it may be."""
    terms = index_terms(text)
    if not terms:
        return []
    ways = [[{a.stems[0] for a in expand(connection, term) if len(a.stems) == 1} for term in terms]]
    if not is_arabic(text):
        ways += [[{stem} for stem in name.stems] for name in expand_names(" ".join(term.exact for term in terms))]
    return ways


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" ..." if len(names) > _SHOWN else "")
