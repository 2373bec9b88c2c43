"""The named of an article by the words of their names, so that a name is compared only with those it may mean.

What comes in are drafts and their mentions one by one; what goes out, for a name, are the drafts that it may mean, in
the order in which they were made. Two names that mean the same share a key; the comparison itself decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from musnad.arabic.orthography import fold
from musnad.lexicon.matcher import words_of
from musnad.model import EntityType, Mention
from musnad.stages.entities.draft import Draft

__all__ = ["Fellows", "same_name"]

Words = tuple[str, ...]
_Key = tuple[str | bool, ...]

_WEAK = str.maketrans("", "", "اويةهءئؤ")
_ARTICLE = "ال"
_LEAST_SKELETON = 3
_LONG_WORD = 5
_OPENING = 2  # words of a body's name that a short form keeps


class Fellows:
    """Drafts in the order in which they were made; `row_words` gives all words of the names of a person's row."""

    def __init__(self, row_words: Callable[[str], frozenset[str]]) -> None:
        self._row_words = row_words
        self.drafts: list[Draft] = []
        self._by_row: dict[str, int] = {}
        self._by_name: dict[_Key, list[int]] = {}
        self._by_row_word: dict[str, list[int]] = {}
        self._with_row: list[int] = []  # people

    def add(self, draft: Draft) -> int:
        """Take up a draft without mentions; return its place."""
        place = len(self.drafts)
        self.drafts.append(draft)
        if draft.row is not None:
            self._by_row[draft.row] = place
            if draft.type == "PER":
                self._with_row.append(place)
                for word in self._row_words(draft.row):
                    self._by_row_word.setdefault(word, []).append(place)
        return place

    def note(self, place: int, mention: Mention, text: str) -> None:
        """Give a draft one more mention."""
        draft = self.drafts[place]
        if text not in draft.names:
            for key in _keys_of(text, draft.type):
                self._by_name.setdefault(key, []).append(place)
        draft.add(mention, text)

    def of_rows(self, rows: Iterable[str]) -> list[int]:
        """Return the places of the drafts that have one of the rows."""
        return sorted({self._by_row[row] for row in rows if row in self._by_row})

    def alike(self, words: Words, kind: EntityType) -> list[int]:
        """Return the places of the drafts of a kind that a name of these words may mean."""
        places = {place for key in _keys_sought(words, kind) for place in self._by_name.get(key, ())}
        found = {place for place in places if self._shares_name(words, self.drafts[place])}
        if kind == "PER":
            found.update(self._people_with(words))
        return sorted(found)

    def _people_with(self, words: Words) -> Iterator[int]:
        """Yield the people whose row has all the words in its names; those are looked through that have the rarest."""
        by_word = [self._by_row_word.get(word, []) for word in words]
        sought = frozenset(words)
        for place in min(by_word, key=len, default=self._with_row):
            row = self.drafts[place].row
            if row is not None and sought <= self._row_words(row):
                yield place

    @staticmethod
    def _shares_name(words: Words, draft: Draft) -> bool:
        return any(same_name(words, words_of(name), draft.type) for name in draft.names)


def same_name(words: Words, other: Words, kind: EntityType) -> bool:
    """Whether two names of a kind mean the same, as far as their words tell."""
    if words == other:
        return True
    short, long = (words, other) if len(words) <= len(other) else (other, words)
    if not short:
        return False  # a name of marks alone
    if kind == "PER":
        if len(short) == 1:
            return _alike(short[0], long[-1]) or (len(long) > 1 and short[0] == long[0])
        return _alike(short[-1], long[-1]) and all(any(_alike(s, w) for w in long) for s in short)
    if kind == "ORG":
        return len(short) > 1 and long[: len(short)] == short
    return _with_article(short) == _with_article(long)


@lru_cache(maxsize=8192)
def _keys_of(name: str, kind: EntityType) -> tuple[_Key, ...]:
    """Return the keys of a name; it has one of those that are sought for each name that `same_name` finds the same."""
    words = words_of(name)
    if kind == "PER" and words:
        return (*_spellings(words[-1]), ("opens", words[0], len(words) > 1))
    return (_key(words, kind),)


def _keys_sought(words: Words, kind: EntityType) -> Iterator[_Key]:
    """Yield the keys under which a name looks for others: one word opens a longer name, which asks for one word."""
    if kind == "PER" and words:
        yield from _spellings(words[-1])
        yield ("opens", words[0], len(words) == 1)
    else:
        yield _key(words, kind)


def _key(words: Words, kind: EntityType) -> _Key:
    """Return the key of a body's or place's name."""
    return (kind, *(words[:_OPENING] if kind == "ORG" else _with_article(words)))


def _spellings(word: str) -> Iterator[_Key]:
    """Yield keys of which words share one that `_alike` finds alike."""
    yield ("ends", word.removeprefix(_ARTICLE))
    if len(word) >= _LONG_WORD - 1 and len(skeleton := _skeleton(word)) >= _LEAST_SKELETON:
        yield ("sounds", word[0], skeleton)


def _with_article(words: Words) -> Words:
    return tuple(w.removeprefix(_ARTICLE) for w in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one foreign name (ترامب، ترمب)."""
    if one == other or one.removeprefix(_ARTICLE) == other.removeprefix(_ARTICLE):
        return True
    if min(len(one), len(other)) < _LONG_WORD - 1 or one[0] != other[0]:
        return False
    skeletons = _skeleton(one), _skeleton(other)
    return skeletons[0] == skeletons[1] and len(skeletons[0]) >= _LEAST_SKELETON


@lru_cache(maxsize=4096)
def _skeleton(word: str) -> str:
    return fold(word).translate(_WEAK)
