"""Find the actors of a case that a name may mean, in any spelling and either script.

What comes in is a name, or words of names; what goes out are actors of the case, and states and other places, which
act too. Words are looked for in the list of all keys at once, which takes some milliseconds however many actors there
are; places are known by their very name.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from musnad.arabic.orthography import fold
from musnad.case.actor_list import ActorList, ListedActor, actor_rows, parsed_names
from musnad.case.folder import Case
from musnad.case.identity import canonical
from musnad.case.ranking import articles_by_key
from musnad.case.search.foreign import pattern_of
from musnad.case.search.words import lexicon
from musnad.case.spelling import FOREIGN, NameSpelling, arabic_spellings
from musnad.errors import CaseError
from musnad.lexicon.identity_words import identity_words
from musnad.lexicon.matcher import words_of

__all__ = ["FoundActor", "KeyLines", "actor_called", "actors_called", "holders_of", "key_lines"]

_ROWS, _PLACES = "actors:", "places:"
_ARTICLE = "ال"
_SPELT = str.maketrans({"ء": "[ءؤئ]", "ه": "[هة]"})
_LEAST_ALIKE = 0.5
_SHOWN = 8
_SPELLING = NameSpelling()
_KEYS = "SELECT group_concat(key, char(10)) FROM term WHERE kind = 'actor'"
_LATIN_KEYS = "SELECT key FROM term WHERE kind = 'actor' AND key GLOB '[A-Z]*:*[a-z]*'"


class FoundActor(NamedTuple):
    """An actor that a name may mean; the lower its `rank` the surer.

    0 is its key or a name of it as written, 1 a name of the same words, 2 a name that holds them.
    """

    actor: ListedActor
    rank: int


class KeyLines(NamedTuple):
    """The keys of all actors of a case, a line each, and those in Latin letters by their words' keys."""

    lines: str
    latin: Mapping[str, frozenset[str]]


def key_lines(connection: sqlite3.Connection) -> KeyLines:
    """Return the keys of a case as a search needs them; worth keeping where many names are looked for."""
    lines = f"\n{connection.execute(_KEYS).fetchone()[0] or ''}\n"
    latin: defaultdict[str, set[str]] = defaultdict(set)
    for (actor,) in connection.execute(_LATIN_KEYS):
        for word in words_of(actor.partition(":")[2]):
            latin[_SPELLING.key(word)].add(actor)
    return KeyLines(lines, {word: frozenset(held) for word, held in latin.items()})


def holders_of(
    connection: sqlite3.Connection, words: Iterable[str], *, lines: KeyLines | None = None
) -> dict[str, set[str]]:
    """Return for each word the keys of the actors that have it in any spelling, and of some that only look so."""
    every = lines or key_lines(connection)
    by_pattern: dict[str, frozenset[str]] = {}
    found: dict[str, set[str]] = {}
    for word in words:
        key = _SPELLING.key(word)
        found[word] = {*every.latin.get(key, ()), *_rows_by_key().get(key, ())}
        if not word.isascii():
            pattern = _pattern(word)
            if pattern not in by_pattern:
                by_pattern[pattern] = frozenset(_lines_with(every.lines, pattern))
            found[word] |= by_pattern[pattern]
    return found


def actors_called(
    connection: sqlite3.Connection, name: str, *, lines: KeyLines | None = None, most: int | None = None
) -> tuple[FoundActor, ...]:
    """Return the actors that a name may mean, the surest first, then those with the most articles.

    With `most` no more than so many are looked at, those with the most articles. `lines` are the case's `key_lines`,
    read anew without them.
    """
    actors = ActorList(connection)
    if by_key := (*actors.with_keys((name, _ROWS + name)), *actors.with_keys((name, _PLACES + name), kind="place")):
        return tuple(FoundActor(actor, 0) for actor in by_key)
    asked = {names.words for kind in ("PER:", "ORG:") for names in parsed_names(kind, name)[1] if names.words}
    spelt = {word: (word, *arabic_spellings(connection, word)) for words in asked for word in words}
    holders = holders_of(connection, {one for several in spelt.values() for one in several}, lines=lines)
    of_word = {word: set().union(*(holders[one] for one in several)) for word, several in spelt.items()}
    possible = {key for words in asked for key in set.intersection(*(of_word[word] for word in words))}
    if most is not None and len(possible) > most:
        counts = articles_by_key(connection, "named", possible)
        possible = set(nlargest(most, possible, key=lambda key: (counts.get(key, 0), key)))
    places = actors.with_keys((*_places_by_name().get(fold(name), ()), f"LOC:{fold(name)}"), kind="place")
    found = [FoundActor(place, 0) for place in places]
    for actor in actors.with_keys(possible):
        names = parsed_names(actor.key, actor.label)[1]
        if any(fold(one.text) == fold(name) for one in names):
            found.append(FoundActor(actor, 0))
            continue
        pairs = [(words, own.words) for words in asked for own in names if _has(own.words, words)]
        if pairs:
            found.append(FoundActor(actor, 1 if any(len(a) == len(b) for a, b in pairs) else 2))
    return tuple(sorted(found, key=lambda f: (f.rank, -len(actors.documents(f.actor.number)), f.actor.key)))


def actor_called(case: Case, name: str) -> str:
    """Return the key of the one actor that a name means, one that stands for others where people said so.

    Raises CaseError where nobody in the case is called so, or several are.
    """
    found = actors_called(case.connection, name)
    if not found:
        raise CaseError(str(case.path), f"nobody here is called {name!r}", "look for the name with musnad find")
    standing = canonical(case)
    surest = [one.actor for one in found if one.rank == found[0].rank]
    keys = dict.fromkeys(standing.get(actor.key, actor.key) for actor in surest)
    if len(keys) > 1:
        actors = ActorList(case.connection)
        some = ", ".join(f"{one.key} ({len(actors.documents(one.number))})" for one in surest[:_SHOWN])
        told = f"{len(keys)} actors may be meant by {name!r}, with so many articles: {some}"
        raise CaseError(str(case.path), told + (" ..." if len(surest) > _SHOWN else ""), "give the key of one of them")
    return next(iter(keys))


def _has(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a name has a word of its own for each of these words."""
    left = list(name)
    for word in words:
        best = max(left, key=lambda own: _SPELLING.alike(word, own), default=None)
        if best is None or _SPELLING.alike(word, best) < _LEAST_ALIKE:
            return False
        left.remove(best)
    return True


def _lines_with(lines: str, pattern: str) -> Iterator[str]:
    """Yield the lines in which a pattern is found."""
    last = -1
    for start in _places(lines, pattern):
        if start > last:
            last = lines.index("\n", start)
            yield lines[lines.rindex("\n", 0, start) + 1 : last]


def _places(lines: str, pattern: str) -> Iterator[int]:
    """Yield where a pattern is found; one of letters alone is looked for as it is, which takes a tenth of the time."""
    if not pattern.isalpha():
        yield from (match.start() for match in re.finditer(pattern, lines))
        return
    place = lines.find(pattern)
    while place >= 0:
        yield place
        place = lines.find(pattern, place + len(pattern))


def _pattern(word: str) -> str:
    """Return what finds every spelling of a word, and some other words."""
    key = _SPELLING.key(word)
    if key.startswith(FOREIGN):
        return pattern_of(key.removeprefix(FOREIGN))
    return re.escape(_before_last_part().sub("", word)).translate(_SPELT)


@cache
def _before_last_part() -> re.Pattern[str]:
    """Return what finds the letters before the last part of a name in one word: عبد in عبدالله, ابو in ابومازن."""
    small = identity_words()
    heads = "|".join((*small.father_of, *small.mother_of))
    return re.compile(f"^(?:{heads})(?=..)|^..+(?={_ARTICLE}..)")


@cache
def _rows_by_key() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the rows of the lexicon that have a word's key in a name."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, row in actor_rows().items():
        for name in parsed_names(key, row.name)[1]:
            for word in name.words:
                found[_SPELLING.key(word)][key] = None
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def _places_by_name() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the places of the lexicon by their folded names."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in lexicon().places:
        for name in (row.name, row.name_en, *row.aliases):
            found[fold(name)][f"{_PLACES}{row.key}"] = None
    return {name: tuple(rows) for name, rows in found.items()}
