"""Say with which characters a match of a pattern may begin, so that only patterns that can match are tried.

What comes in is a pattern of the grammar, written with classes, groups, `?`, `*`, `{m,n}`, `|` and lookaheads; what
goes out is the set of characters. Nothing is matched here.
"""

from __future__ import annotations

import re

__all__ = ["first_characters"]

_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?P<look>\?[=!]))")
_REPEAT = re.compile(r"[?*]|\{(?P<least>\d+),\d*\}")


def first_characters(pattern: str, alphabet: str) -> frozenset[str]:
    """Return the characters of the alphabet with which a match may begin; all of them where it may be empty.

    >>> sorted(first_characters("(?:a|[bc])?d", "abcd"))
    ['a', 'b', 'c', 'd']
    """
    found, empty, end = _alternatives(pattern, 0, alphabet)
    if end != len(pattern):
        raise ValueError(f"pattern: unread from {end}: {pattern[end : end + 20]!r}; write it with groups and classes")
    return frozenset(alphabet) if empty else frozenset(found)


def _alternatives(pattern: str, at: int, alphabet: str) -> tuple[set[str], bool, int]:
    """Read alternatives up to the end of their group; return their first characters, and whether one may be empty."""
    found: set[str] = set()
    empty = False
    while True:
        first, may_be_empty, at = _sequence(pattern, at, alphabet)
        found |= first
        empty = empty or may_be_empty
        if at >= len(pattern) or pattern[at] == ")":
            return found, empty, at
        at += 1


def _sequence(pattern: str, at: int, alphabet: str) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        first, may_be_empty, at = _item(pattern, at, alphabet)
        if repeat := _REPEAT.match(pattern, at):
            may_be_empty = may_be_empty or repeat["least"] in (None, "0")
            at = repeat.end()
        if empty:
            found |= first
            empty = may_be_empty
    return found, empty, at


def _item(pattern: str, at: int, alphabet: str) -> tuple[set[str], bool, int]:
    if group := _GROUP.match(pattern, at):
        first, empty, end = _alternatives(pattern, group.end(), alphabet)
        return (set(), True, end + 1) if group["look"] else (first, empty, end + 1)
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return set(pattern[at + 1 : end]), False, end + 1
    return (set(alphabet) if pattern[at] == "." else {pattern[at]}), False, at + 1
