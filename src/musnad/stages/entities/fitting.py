"""Whom a role phrase may stand for by its words, among those whom an article names.

What comes in are drafts whose names, roles and heads are known; what goes out, for a phrase, are the drafts that fit
it, in the order of the drafts. The same phrases come again and again in an article, so each is looked up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from musnad.lexicon.matcher import bare_words
from musnad.model import EntityType
from musnad.stages.entities.draft import Draft

__all__ = ["Fitting", "RoleWords"]

Words = tuple[str, ...]


class RoleWords(NamedTuple):
    """Look-ups that linking needs: places by nationality (without article), heads of organisations by word.

    `state_heads` are what may act for a state, `organs` those that mean the only state of the article by themselves,
    `describing` adjectives that do not tell one group from another, `rebels` words for armed opposition.
    """

    demonyms: Mapping[str, str]
    heads: Mapping[str, str]
    state_heads: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    rebels: frozenset[str] = frozenset()


class _Phrase(NamedTuple):
    """A role phrase taken apart: its first word, the nations it names, its words but for those."""

    first: str | None
    nations: frozenset[str]
    bare: frozenset[str]


class Fitting:
    """Drafts by what phrases of their type share with them; they change no more but for their mentions."""

    def __init__(self, drafts: Sequence[Draft], words: RoleWords) -> None:
        self._drafts, self._words = drafts, words
        self._places: dict[str, list[int]] = {}  # by row and by name
        self._officials: dict[str, list[tuple[int, _Phrase]]] = {}  # by first word of a role
        self._bodies: dict[str, list[int]] = {}  # by head
        self._nations_of: dict[int, frozenset[str]] = {}  # in the names of bodies
        self._found: dict[tuple[EntityType, Words], Sequence[Draft]] = {}
        for place, draft in enumerate(drafts):
            self._take_up(place, draft)

    def of(self, kind: EntityType, phrase: Words) -> Sequence[Draft]:
        """Return the drafts of a type that a phrase may stand for by its words."""
        found = self._found.get((kind, phrase))
        if found is None:
            places = {"LOC": self._states, "PER": self._people, "ORG": self._organisations}[kind](phrase)
            found = self._found[kind, phrase] = [self._drafts[place] for place in sorted(places)]
        return found

    def _take_up(self, place: int, draft: Draft) -> None:
        if draft.type == "LOC":
            keys = {" ".join(bare_words(name)) for name in draft.names} | ({draft.row} if draft.row else set())
            for key in keys:
                self._places.setdefault(key, []).append(place)
        elif draft.type == "PER":
            for role in draft.roles:
                taken = self._take_apart(bare_words(role))
                if taken.first is not None:
                    self._officials.setdefault(taken.first, []).append((place, taken))
        elif draft.head is not None:
            self._bodies.setdefault(draft.head, []).append(place)

    def _states(self, phrase: Words) -> set[int]:
        """Those of the nations a phrase names, and those whose name ends it."""
        rows = (f"places:{nation}" for nation in self._nations(phrase))
        ends = (" ".join(phrase[n:]) for n in range(1, len(phrase)))
        return {place for key in (*rows, *ends) for place in self._places.get(key, ())}

    def _people(self, phrase: Words) -> set[int]:
        """Those of whom a role says the same."""
        sought = self._take_apart(phrase)
        roles = self._officials.get(sought.first, ()) if sought.first is not None else ()
        return {place for place, role in roles if _same_role(sought, role)}

    def _organisations(self, phrase: Words) -> set[int]:
        """Those with the head of a phrase that names it and a nation at most, unless their names are of another."""
        words = self._words
        head = words.heads.get(phrase[0]) if phrase else None
        if head is None or any(w not in words.demonyms and w not in words.describing for w in phrase[1:]):
            return set()
        nations = self._nations(phrase)
        return {place for place in self._bodies.get(head, ()) if self._may_be_of(nations, place)}

    def _may_be_of(self, nations: frozenset[str], place: int) -> bool:
        if not nations:
            return True
        own = self._nations_of.get(place)
        if own is None:
            named = (word for name in self._drafts[place].names for word in bare_words(name))
            own = self._nations_of[place] = self._nations(named)
        return not own or not nations.isdisjoint(own)

    def _take_apart(self, phrase: Words) -> _Phrase:
        bare = frozenset([word for word in phrase if word not in self._words.demonyms])
        return _Phrase(phrase[0] if phrase else None, self._nations(phrase), bare)

    def _nations(self, words: Iterable[str]) -> frozenset[str]:
        demonyms = self._words.demonyms
        return frozenset([demonyms[word] for word in words if word in demonyms])


def _same_role(phrase: _Phrase, role: _Phrase) -> bool:
    """Whether one role phrase says less than the other and nothing else, nationality aside."""
    if phrase.nations and role.nations and phrase.nations.isdisjoint(role.nations):
        return False
    return phrase.bare <= role.bare or (len(role.bare) > 1 and role.bare <= phrase.bare)
