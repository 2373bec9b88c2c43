"""Role phrases: a title and what it is over (وزير الخارجية الروسي, the Russian foreign minister).

What comes in is a view; what goes out are phrases with the place where a holder's name may follow. Whether a phrase
stands for somebody is for the entities stage.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.stages.mentions.knowledge import Flag
from musnad.stages.mentions.view import View
from musnad.stages.mentions.words import Word

__all__ = ["RolePhrase", "find_roles", "noun_phrase_end"]

_SOUND_PLURALS = ("ون", "ين")
_LONGEST = 12
_MOST_NOUNS = 3


class RolePhrase(NamedTuple):
    """Words `first:last`; `name` is where the holder's name would begin; `specific` when the phrase is definite."""

    first: int
    last: int
    name: int
    specific: bool


def find_roles(view: View) -> list[RolePhrase]:
    """Return the role phrases of a text, none inside another."""
    found: list[RolePhrase] = []
    past = 0
    for at in view.among(Flag.TITLE):
        if at < past or _opens_as_verb(view, at):
            continue
        last, specific = _role_end(view, at)
        name = view.past_comma(last) if last < len(view) else last
        found.append(RolePhrase(at, last, view.past_marks(name), specific))
        past = max(last, at + 1)
    return found


def _opens_as_verb(view: View, at: int) -> bool:
    """Whether a title that is a verb of telling too opens a clause: وطالب الوزير (and the minister demanded)."""
    word = view.words[at]
    return word.has(Flag.TELLS) and not word.definite and (word.skip > 0 or at == 0 or not view.words[at - 1].word)


def noun_phrase_end(view: View, first: int, limit: int) -> int:
    """Return the end of a noun phrase that begins at `first`: nouns in a row, the last definite, then adjectives.

    The same index comes back where no definite phrase begins.
    """
    at = first
    while at < limit and at - first < _MOST_NOUNS and _indefinite_noun(view, at):
        at += 1
    if at >= limit:
        return first
    word = view.words[at]
    if (word.skip and at > first) or not _noun(word):
        return first
    if not word.definite and not word.has(Flag.GAZETTEER):
        return first
    return _adjectives_end(view, at + 1, limit)


def _role_end(view: View, head: int) -> tuple[int, bool]:
    limit = min(head + _LONGEST, len(view))
    at = head + 1
    specific = view.words[head].has(Flag.DEFINITE)
    if specific:
        at = _adjectives_end(view, at, limit)
    else:
        while at < limit and view.has(at, Flag.TITLE) and not view.words[at].skip and not view.words[at].definite:
            at += 1
        governs = _may_govern(view, at - 1)
        end = noun_phrase_end(view, at, limit) if governs else at
        if governs and end == at and _field_of_place(view, at, limit):
            end = _adjectives_end(view, at + 2, limit)
        specific = end > at
        at = end if specific else _indefinite_adjectives_end(view, at, limit)
    return _links_end(view, at, limit), specific


def _may_govern(view: View, at: int) -> bool:
    """Whether a genitive can follow: a plural that keeps its نون has none (مراقبون، سكان محليون)."""
    return view.words[at].definite or not view.form(at).endswith(_SOUND_PLURALS)


def _links_end(view: View, at: int, limit: int) -> int:
    """Take in what the role is over: للجيش الليبي، باسم الحكومة، في ليبيا، لدى السعودية."""
    while at < limit - 1:
        word = view.words[at]
        if word.has(Flag.LINK) and not word.skip:
            end = noun_phrase_end(view, at + 1, limit)
            if end == at + 1:
                return at
        elif word.word and word.skip and _with_li(view, at) and (word.definite or word.has(Flag.PURPOSE | Flag.HEAD)):
            end = noun_phrase_end(view, at, limit)
            if end == at:
                return at
        else:
            return at
        at = end
    return at


def _with_li(view: View, at: int) -> bool:
    word = view.words[at]
    return view.form(at)[: word.skip].startswith("ل")


def _adjectives_end(view: View, at: int, limit: int) -> int:
    while at < limit and view.words[at].adjective and not _begins_name(view, at):
        at += 1
    return at


def _indefinite_adjectives_end(view: View, at: int, limit: int) -> int:
    while at < limit and view.has(at, Flag.DEMONYM) and not view.words[at].definite and not view.words[at].skip:
        at += 1
    return at


def _begins_name(view: View, at: int) -> bool:
    word = view.words[at]
    return word.has(Flag.NAME) and not word.has(Flag.DEMONYM | Flag.ADJECTIVE)


def _field_of_place(view: View, at: int, limit: int) -> bool:
    """An office of a state: (وزيرة) خارجية كندا."""
    return (
        at + 1 < limit
        and view.has(at, Flag.COMMON | Flag.HEAD)
        and (view.has(at + 1, Flag.GAZETTEER) or (view.has(at + 1, Flag.HEAD) and view.words[at + 1].definite))
    )


def _indefinite_noun(view: View, at: int) -> bool:
    word = view.words[at]
    if not word.word or word.definite or word.has(Flag.STOP | Flag.LINK | Flag.THAT | Flag.PLACE_PREPOSITION):
        return False
    return word.has(Flag.HEAD | Flag.TITLE | Flag.PURPOSE) and not word.has(Flag.GAZETTEER)


def _noun(word: Word) -> bool:
    if not word.word or word.has(Flag.STOP | Flag.VERB | Flag.THAT):
        return False
    if word.has(Flag.NAME) and not word.has(Flag.COMMON | Flag.HEAD | Flag.TITLE | Flag.DEMONYM):
        return False
    return word.has(Flag.COMMON | Flag.HEAD | Flag.TITLE | Flag.GAZETTEER | Flag.MINISTRY | Flag.DEMONYM)
