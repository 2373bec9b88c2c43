"""Names for the keys of people, bodies and places in a case, and keys for the names that a person types.

What comes in is an open case; what goes out are names as people gave them, else as its articles and the lexicon have
them. A key is the same in
every article (`musnad.corpus.evidence.entity_key`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache

from musnad.case.called import given_names
from musnad.case.search.filters import terms_called
from musnad.case.search.words import lexicon

__all__ = ["keys_called", "names_of"]

_KINDS = ("actor", "speaker", "place")
_AT_ONCE = 500


def names_of(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return the name of each key that a person, the lexicon or an article of the case has one for."""
    known = {**_listed(), **given} if (given := given_names(connection)) else _listed()
    wanted = sorted(set(keys))
    found = {key: known[key] for key in wanted if key in known}
    missing = [key for key in wanted if key not in known]
    for start in range(0, len(missing), _AT_ONCE):
        some = missing[start : start + _AT_ONCE]
        query = f"SELECT key, label FROM term WHERE kind IN {_KINDS} AND key IN ({', '.join('?' * len(some))})"
        found.update(connection.execute(query, some))
    return found


def keys_called(connection: sqlite3.Connection, name: str) -> frozenset[str]:
    """Return the keys of all in the case whom a name or a key means, as `musnad find --actor` reads it."""
    terms = [term for kind in _KINDS for term in terms_called(connection, kind, name)]
    rows = (connection.execute("SELECT key FROM term WHERE id = ?", (term,)).fetchone() for term in terms)
    return frozenset(row[0] for row in rows)


@cache
def _listed() -> Mapping[str, str]:
    known = {f"actors:{row.key}": row.name for row in lexicon().actors}
    return {**known, **{f"places:{row.key}": row.name for row in lexicon().places}}
