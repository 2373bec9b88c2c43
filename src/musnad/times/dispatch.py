"""Say with which two characters a match of a pattern may begin, so that only patterns that can match are tried.

What comes in is a pattern of the grammar: `{kind}` for one atom, `<NAME>` for a shared piece, groups, `?`, `*`,
`{m,n}`, `.`, `|` and lookaheads, of which nothing is read; what goes out are sets of characters, as the bits of
numbers, where character c is bit ord(c). Nothing is matched here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

__all__ = ["HeadReader", "Heads"]

_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?P<look>\?[=!]))")
_PLACE = re.compile(r"\{(?P<kind>\w*[a-z_]\w*)\}|<(?P<piece>[A-Z_]+)>")
_REPEAT = re.compile(r"[?*]|\{(?P<least>\d+),\d*\}")


class Heads(NamedTuple):
    """How matches may begin: with one of `alone` that is all of them, or with two characters, by the first of the two.

    `empty` says that there may be a match without any.
    """

    empty: bool
    alone: int
    pairs: Mapping[int, int]

    @property
    def first(self) -> int:
        """The characters with which a match may begin."""
        return reduce(or_, self.pairs, self.alone)

    def allow(self, start: str) -> bool:
        """Whether a match may begin where the one or two characters `start` stand."""
        one, two = 1 << ord(start[0]), 1 << ord(start[1]) if len(start) > 1 else 0
        return bool(self.alone & one) or any(first & one and second & two for first, second in self.pairs.items())


_NOTHING = Heads(True, 0, {})
_ANY = Heads(False, -1, {})


class HeadReader:
    """Reads patterns; `characters` gives those of a kind, `pieces` are shared by patterns and read once."""

    def __init__(self, pieces: Mapping[str, str], characters: Callable[[str], str]) -> None:
        self._pieces = pieces
        self._characters = characters
        self._known: dict[str, Heads] = {}

    def read(self, pattern: str) -> Heads:
        """Return how a match of the pattern may begin.

        >>> heads = HeadReader({"P": "(?:{a}|{b})?"}, {"a": "a", "b": "bc", "d": "d"}.__getitem__).read("<P>{d}")
        >>> [start for start in ("ad", "d", "da", "aa", "cd") if heads.allow(start)]
        ['ad', 'd', 'da', 'cd']
        """
        found, end = self._alternatives(pattern, 0)
        if end != len(pattern):
            raise ValueError(f"pattern: unread from {end}: {pattern[end : end + 20]!r}; write it with groups and kinds")
        return found

    def _alternatives(self, pattern: str, at: int) -> tuple[Heads, int]:
        """Read alternatives up to the end of their group."""
        found, at = self._sequence(pattern, at)
        while at < len(pattern) and pattern[at] == "|":
            other, at = self._sequence(pattern, at + 1)
            found = Heads(found.empty or other.empty, found.alone | other.alone, _both(found.pairs, other.pairs))
        return found, at

    def _sequence(self, pattern: str, at: int) -> tuple[Heads, int]:
        found = _NOTHING
        while at < len(pattern) and pattern[at] not in "|)":
            item, at = self._item(pattern, at)
            if repeat := _REPEAT.match(pattern, at):
                at = repeat.end()
                if repeat[0] != "?":
                    again = _then(item, item)
                    item = Heads(item.empty, item.alone | again.alone, _both(item.pairs, again.pairs))
                item = item._replace(empty=item.empty or repeat["least"] in (None, "0"))
            found = _then(found, item)
        return found, at

    def _item(self, pattern: str, at: int) -> tuple[Heads, int]:
        if group := _GROUP.match(pattern, at):
            found, end = self._alternatives(pattern, group.end())
            return (_NOTHING if group["look"] else found), end + 1
        if pattern[at] == ".":
            return _ANY, at + 1
        place = _PLACE.match(pattern, at)
        if place is None:
            raise ValueError(f"pattern: unread from {at}: {pattern[at : at + 20]!r}; write it with groups and kinds")
        if place["piece"] is None:
            return Heads(False, reduce(or_, (1 << ord(c) for c in self._characters(place["kind"]))), {}), place.end()
        name = place["piece"]
        if name not in self._known:
            self._known[name] = self.read(self._pieces[name])
        return self._known[name], place.end()


def _then(one: Heads, two: Heads) -> Heads:
    """What begins with one and goes on with the other."""
    pairs = _both(one.pairs, two.pairs) if one.empty else dict(one.pairs)
    follow = two.first
    if one.alone and follow:
        pairs[one.alone] = pairs.get(one.alone, 0) | follow
    alone = (one.alone if two.empty else 0) | (two.alone if one.empty else 0)
    return Heads(one.empty and two.empty, alone, pairs)


def _both(one: Mapping[int, int], two: Mapping[int, int]) -> dict[int, int]:
    pairs = dict(one)
    for first, second in two.items():
        pairs[first] = pairs.get(first, 0) | second
    return pairs
