"""Names of places that no table has: after the noun for a kind of place, and in a row of places.

What comes in is a view; what goes out are candidates.
"""

from __future__ import annotations

from musnad.stages.mentions.knowledge import Flag
from musnad.stages.mentions.view import Candidate, View
from musnad.stages.mentions.words import Word

__all__ = ["find_places"]

_MOST_WORDS = 3
_OPENING = Flag.PLACE_CONTEXT | Flag.PLACE_OPENING | Flag.OWN_COUNTRY | Flag.PEOPLE | Flag.PLACE


def find_places(view: View) -> list[Candidate]:
    """Return the places named after a head noun, after a preposition, or as an opening with its name."""
    found: list[Candidate] = []
    for at in view.among(_OPENING):
        word = view.words[at]
        if word.has(Flag.PLACE_CONTEXT) and not word.has(Flag.GAZETTEER):
            found += _after_head(view, at + 1)
        elif word.has(Flag.PLACE_OPENING):
            end = _name_end(view, at + 1)
            if end > at + 1:
                found.append(view.candidate(at, end, "LOC", rank=4, origin="mentions:place_opening"))
        elif word.has(Flag.OWN_COUNTRY):
            found.append(view.candidate(at, at + 1, "LOC", rank=2, origin="mentions:own_country", form="nominal"))
        elif word.has(Flag.PEOPLE) and _is_whole_people(view, at):
            found.append(view.candidate(at, at + 1, "LOC", rank=2, origin="mentions:people", form="nominal"))
        elif word.has(Flag.PLACE) and not word.has(Flag.TITLE | Flag.HEAD) and _is_place_context(view, at):
            found.append(view.candidate(at, at + 1, "LOC", rank=2, origin="mentions:place_word"))
    return found


def _is_whole_people(view: View, at: int) -> bool:
    """Whether a people stands for itself (الفلسطينيون), not as the adjective of the word before it."""
    before, after = view.words[at - 1] if at else None, at + 1
    if view.has(after, Flag.DEMONYM | Flag.ADJECTIVE) and view.words[after].definite:
        return False
    if view.words[at].skip or before is None or not before.word:
        return True
    return not before.definite and not before.has(Flag.TITLE | Flag.HEAD)


def _after_head(view: View, at: int) -> list[Candidate]:
    """The name after a head noun, and more names joined to it by و."""
    found = []
    first = view.past_marks(at)
    end = _name_end(view, first)
    while end > first:
        found.append(view.candidate(first, end, "LOC", rank=4, origin="mentions:place_head"))
        first = end
        following = view.form(first)
        if not following.startswith("و") or not _may_join(view.words[first]):
            break
        end = first + 1
        word = view.words[first]
        if not word.skip:
            start = view.tokens[first].start + 1
            found.append(view.candidate(first, end, "LOC", rank=1, origin="mentions:place_row")._replace(start=start))
            break
    return found


def _may_join(word: Word) -> bool:
    return word.word and (word.has(Flag.PLACE) or word.unknown)


def _name_end(view: View, first: int) -> int:
    at = first
    while at < len(view) and at - first < _MOST_WORDS and _is_part(view, at, first):
        at += 1
    return at


def _is_part(view: View, at: int, first: int) -> bool:
    word = view.words[at]
    if at == first and word.has(Flag.PARTICLE) and not word.skip and at + 1 < len(view):
        return view.words[at + 1].unknown or view.has(at + 1, Flag.PLACE | Flag.NAME)
    if not word.word or word.skip or word.has(Flag.ORDINARY):
        return False
    if at > first and not word.has(Flag.PLACE | Flag.GAZETTEER | Flag.NAME) and not word.unknown:
        return False
    return word.unknown or word.has(Flag.PLACE | Flag.GAZETTEER | Flag.NAME)


def _is_place_context(view: View, at: int) -> bool:
    word = view.words[at]
    if word.skip and view.form(at)[word.skip - 1] in "بل":
        return True
    if word.skip and at and view.has(at - 1, Flag.PLACE | Flag.GAZETTEER):
        return True
    return view.has(at - 1, Flag.PLACE_PREPOSITION | Flag.PLACE_CONTEXT)
