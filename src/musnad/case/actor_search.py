"""Find the actors of a case that a name may mean, in any spelling and either script.

What comes in is a name, or words of names; what goes out are actors of the case. Words are looked for in the list of
all keys at once, which takes some milliseconds however many actors there are.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from musnad.arabic.orthography import fold
from musnad.case.actor_list import ActorList, ListedActor, actor_rows, names_of
from musnad.case.search.foreign import pattern_of
from musnad.case.spelling import FOREIGN, NameSpelling, arabic_spellings

__all__ = ["FoundActor", "actors_called", "holders_of"]

_ROWS = "actors:"
_LAST_PART = re.compile("^(?:ابو|ام)(?=..)|^.+(?=ال...)")  # what stands before the last part of a name in one word
_SPELT = str.maketrans({"ء": "[ءؤئ]", "ه": "[هة]"})
_LEAST_ALIKE = 0.5
_SPELLING = NameSpelling()
_KEYS = "SELECT group_concat(key, char(10)) FROM term WHERE kind = 'actor'"


class FoundActor(NamedTuple):
    """An actor that a name may mean; the lower its `rank` the surer.

    0 is its key or a name of it as written, 1 a name of the same words, 2 a name that holds them.
    """

    actor: ListedActor
    rank: int


def holders_of(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, set[str]]:
    """Return for each word the keys of the actors that have it in any spelling, and of some that only look so."""
    lines = "\n" + (connection.execute(_KEYS).fetchone()[0] or "") + "\n"
    found: dict[str, set[str]] = {}
    by_key: dict[str, set[str]] = {}
    for word in words:
        found[word] = set()
        for key in {_SPELLING.key(one) for one in (word, *arabic_spellings(connection, word))}:
            if key not in by_key:
                by_key[key] = {*_lines_with(lines, key), *_rows_by_key().get(key, ())}
            found[word] |= by_key[key]
    return found


def actors_called(connection: sqlite3.Connection, name: str) -> tuple[FoundActor, ...]:
    """Return the actors that a name may mean, the surest first, then those with the most articles."""
    actors = ActorList(connection)
    if by_key := actors.with_keys((name, _ROWS + name)):
        return tuple(FoundActor(actor, 0) for actor in by_key)
    asked = {names.words for kind in ("PER:", "ORG:") for names in names_of(kind, name)[1] if names.words}
    holders = holders_of(connection, {word for words in asked for word in words})
    possible = {key for words in asked for key in set.intersection(*(holders[word] for word in words))}
    found = []
    for actor in actors.with_keys(possible):
        names = names_of(actor.key, actor.label)[1]
        if any(fold(one.text) == fold(name) for one in names):
            found.append(FoundActor(actor, 0))
            continue
        pairs = [(words, own.words) for words in asked for own in names if _has(own.words, words)]
        if pairs:
            found.append(FoundActor(actor, 1 if any(len(a) == len(b) for a, b in pairs) else 2))
    return tuple(sorted(found, key=lambda f: (f.rank, -len(actors.documents(f.actor.number)), f.actor.key)))


def _has(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a name has a word of its own for each of these words."""
    left = list(name)
    for word in words:
        best = max(left, key=lambda own: _SPELLING.alike(word, own), default=None)
        if best is None or _SPELLING.alike(word, best) < _LEAST_ALIKE:
            return False
        left.remove(best)
    return True


def _lines_with(keys: str, key: str) -> Iterator[str]:
    """Yield the lines of a list of actors' keys in which a word's key is found."""
    last = -1
    for match in re.finditer(_pattern(key), keys):
        if match.start() > last:
            last = keys.index("\n", match.start())
            yield keys[keys.rindex("\n", 0, match.start()) + 1 : last]


def _pattern(key: str) -> str:
    if key.startswith(FOREIGN):
        return pattern_of(key.removeprefix(FOREIGN))
    return re.escape(_LAST_PART.sub("", key)).translate(_SPELT)


@cache
def _rows_by_key() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the rows of the lexicon that have a word's key in a name."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, row in actor_rows().items():
        for name in names_of(key, row.name)[1]:
            for word in name.words:
                found[_SPELLING.key(word)][key] = None
    return {word: tuple(rows) for word, rows in found.items()}
