"""Rows of the lexicon that somebody in an article may be: by their keys, and by the names that they have.

What comes in is a key or a name; what goes out are rows. Which of them are in a case, `musnad.case.actor_search` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from musnad.arabic.orthography import fold
from musnad.case.actor_list import actor_rows
from musnad.case.search.words import lexicon
from musnad.lexicon.names import ActorRow, PlaceRow

__all__ = ["row_of", "rows_called"]


def row_of(key: str) -> ActorRow | PlaceRow | None:
    """Return the row with a key (`actors:…` or `places:…`); None where there is none."""
    return actor_rows().get(key) or _places().get(key)


def rows_called(name: str) -> tuple[str, ...]:
    """Return the keys of the rows that have a name, in whatever spelling of hamza, or this number of Wikidata."""
    return _by_name().get(fold(" ".join(name.split())), ())


@cache
def _places() -> Mapping[str, PlaceRow]:
    return {f"places:{row.key}": row for row in lexicon().places}


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows: list[tuple[str, ActorRow | PlaceRow]] = [*actor_rows().items(), *_places().items()]
    for key, row in rows:
        for name in filter(None, (row.name, row.name_en, *row.aliases, row.wikidata)):
            found[fold(name)][key] = None
    return {name: tuple(keys) for name, keys in found.items()}
