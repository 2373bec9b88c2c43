"""Those who tell in a case as a list: a page at a time, by class, country, side and rating, without reading articles.

What comes in is an open case and what is wanted; what goes out are tellers with how many articles are their own and how
many name them as telling something. Whom the lexicon does not know and nobody wrote of has no class, country or side.
An agency that only the author's field credits is counted on its own page (`musnad.case.source_file.source_with`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from musnad.arabic.orthography import fold
from musnad.case.claims_told import first_told
from musnad.case.key_names import names_of
from musnad.case.notes import Note, notes
from musnad.case.ranking import Ranked, Scope, articles_by_key, ranked
from musnad.case.source_file import entry_of
from musnad.case.tellers import Met, published_in
from musnad.corpus.sources import Rating, SourceClass

__all__ = ["KnownTellers", "SourceFilter", "SourceItem", "known_tellers", "source_items"]

_EVERYBODY = 1 << 30
_LISTED = "key GLOB 'actors:*' OR key GLOB 'places:*'"
_DAYS = "SELECT min(day), max(day) FROM document WHERE day IS NOT NULL"
_FIRST = """
SELECT min(day) FROM term JOIN fact ON term = term.id JOIN article ON current = document JOIN document AS d
ON d.id = document WHERE kind = 'speaker' AND term.key = ?
"""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One who tells: `published` counts articles of his own, `named` those that name him as telling something.

    `first` counts the claims of several articles that he published first; None where claims are not counted so.
    """

    key: str
    name: str
    kind: SourceClass | None
    country: str | None
    side: str | None
    ratings: tuple[Rating, ...]
    published: int
    named: int
    first: int | None = None


class SourceFilter(NamedTuple):
    """What is wanted of tellers: None where it makes no difference; `unknown` is a class that nothing says.

    `rated` is a letter, `any` for those that anybody rated, `none` for the others; `name` are words of a name.
    """

    kind: SourceClass | Literal["unknown"] | None = None
    country: str | None = None
    side: str | None = None
    rated: str | None = None
    name: str = ""


class KnownTellers(NamedTuple):
    """All tellers of whom something is known or who publish, by key; and what there is to choose from, with counts."""

    items: Mapping[str, SourceItem]
    kinds: Mapping[str, int]
    countries: Mapping[str, int]
    sides: Mapping[str, int]


def known_tellers(connection: sqlite3.Connection) -> KnownTellers:
    """Return the tellers of a case of whom something is known; all others have nothing but a name."""
    met: dict[str, Met] = dict(published_in(connection))
    labels = {one.key: one for one in ranked(connection, Scope("telling", _LISTED), size=_EVERYBODY)[0]}
    written: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes(connection, undone=True):
        if note.field != "mark":
            written[note.about].append(note)
    keys = {*met, *labels, *written}
    named = articles_by_key(connection, "telling", keys - labels.keys())
    told = first_told(connection)
    first, last = connection.execute(_DAYS).fetchone()
    found: dict[str, SourceItem] = {}
    for key in keys:
        own = met.get(key)
        name = labels[key].label if key in labels else own.name if own else ""
        entry = entry_of(
            key, Met(name), written.get(key, ()), first=partial(_first_day, connection, key),
            days=(first, last) if first else None,
        )  # fmt: skip
        published = own.published if own else 0
        naming = labels[key].articles if key in labels else named.get(key, 0)
        if published or naming or written.get(key):
            found[key] = SourceItem(
                key, entry.source.names[0] if entry.source.names else key, entry.source.kind, entry.source.country,
                entry.side, entry.source.ratings, published, naming, told.get(key, 0) if own and told else None,
            )  # fmt: skip
    items = found.values()
    return KnownTellers(
        found, Counter(i.kind for i in items if i.kind), Counter(i.country for i in items if i.country),
        Counter(i.side for i in items if i.side),
    )  # fmt: skip


def source_items(
    connection: sqlite3.Connection, wanted: SourceFilter, known: KnownTellers, *, start: int = 0, size: int
) -> tuple[tuple[SourceItem, ...], int]:
    """Return one page of those who tell and are wanted, those who stand in most articles first; and how many."""
    fitting = [item for item in known.items.values() if _fits(item, wanted)]
    if wanted.country or wanted.side or wanted.rated not in (None, "none") or wanted.kind not in (None, "unknown"):
        ordered = sorted(fitting, key=lambda item: (-item.published - item.named, item.key))
        return tuple(ordered[start : start + size]), len(fitting)
    scope = Scope("telling")
    if wanted.name:
        scope = Scope("telling", "key LIKE ? ESCAPE '\\'", (f"%:%{_escaped(fold(wanted.name))}%",))
    found, total = ranked(
        connection, scope, instead=[Ranked(item.key, item.name, item.published + item.named) for item in fitting],
        hidden=known.items, start=start, size=size,
    )  # fmt: skip
    names = names_of(connection, (one.key for one in found if one.key not in known.items))
    bare = (
        known.items.get(one.key)
        or SourceItem(one.key, names.get(one.key) or one.label, None, None, None, (), 0, one.articles)
        for one in found
    )
    return tuple(bare), total


def _fits(item: SourceItem, wanted: SourceFilter) -> bool:
    """Whether one of whom something is known is wanted."""
    rated = {rating.letter for rating in item.ratings}
    return (
        wanted.kind in (None, item.kind or "unknown")
        and wanted.country in (None, item.country)
        and wanted.side in (None, item.side)
        and (wanted.rated is None or wanted.rated in rated or wanted.rated == ("any" if rated else "none"))
        and fold(wanted.name) in fold(item.name)
    )


def _first_day(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute(_FIRST, (key,)).fetchone()
    return None if row is None else row[0]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
