"""Suggest which actors of a case may be one: pairs with a score, what speaks for it and what against it.

What comes in is an open case, and perhaps one of its actors; what goes out are pairs, the likeliest first. They are
found through words of names and compared by these, by who stands beside them and by days; where they are to be shown,
by what articles call them too. Nothing is brought together here: people decide (`musnad.case.identity`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

from musnad.case.actor_list import ActorList, ListedActor, parsed_names
from musnad.case.actor_roles import entities_of
from musnad.case.actor_search import KeyLines, holders_of
from musnad.case.folder import Case
from musnad.case.identity import canonical, decisions
from musnad.case.search.words import lexicon
from musnad.case.spelling import NameSpelling
from musnad.corpus.actor_names import ActorName
from musnad.corpus.identity import (
    ActorProfile,
    Names,
    Pair,
    Setting,
    Weights,
    are_certainly_two,
    likest_names,
    most_by_context,
    pair_of,
)
from musnad.corpus.meeting import COMMON, Meeting
from musnad.errors import CaseError
from musnad.lexicon.matcher import bare_words

__all__ = ["LEAST_SCORE", "MOST_PAIRS", "pair_between", "pairs"]

LEAST_SCORE = 0.5
MOST_PAIRS = 50

_READ_OF_ONE = 8  # articles of an actor that are read for what they call him
_READ_FOR_ONE = 3  # pairs whose articles are read, for each that is wanted
_FIRST_LEAST = 0.2  # the score without what articles call them, from which on it is asked
_FEW = 10 * COMMON  # actors that look as if they had a word: so many are taken apart


def pairs(
    case: Case,
    key: str | None = None,
    *,
    limit: int | None = MOST_PAIRS,
    least: float = LEAST_SCORE,
    lines: KeyLines | None = None,
) -> tuple[Pair, ...]:
    """Return the pairs of actors that may be one; with `key` those of one actor.

    Those of whom both stand in more than one article come first, and of these and of the others the likeliest. Pairs on
    which people decided are left out; two rows of the lexicon never are one. Raises CaseError where nobody in the case
    has the key, or decisions contradict each other.
    """
    comparing = _Comparing(case, key, lines)
    found: list[Pair] = []
    for near in (comparing.compared(often=True), comparing.compared(often=False)):
        if limit is not None and len(found) >= limit:
            break
        first = sorted(near, key=_order)
        read = map(comparing.read, first[: None if limit is None else limit * _READ_FOR_ONE])
        found += [near.pair for near in sorted(read, key=_order) if near.pair.score >= least]
    return tuple(found[:limit])


def pair_between(case: Case, one: str, other: str, *, lines: KeyLines | None = None) -> Pair | None:
    """Return how likely two actors are one, with the reasons; None where no word of their names may be the same.

    Whether people decided on them makes no difference here. Raises CaseError where nobody in the case has a key.
    """
    comparing = _Comparing(case, one, lines, also=other)
    near = comparing.between(one, other)
    return comparing.read(near).pair if near is not None else None


class _Near(NamedTuple):
    """A pair with what it was made of."""

    pair: Pair
    one: ActorProfile
    other: ActorProfile
    names: Names
    setting: Setting


class _Part(NamedTuple):
    """Actors that are compared; of a part of the case how many there are with words' keys, and at all, in all of it."""

    actors: tuple[ListedActor, ...]
    known: dict[str, int] | None = None
    total: int | None = None


class _Comparing:
    """The actors of a case while they are compared, or one of them and those who share words with him."""

    def __init__(self, case: Case, key: str | None, lines: KeyLines | None, *, also: str | None = None) -> None:
        self._connection = case.connection
        self._list = ActorList(case.connection)
        self._lines = lines
        self._spelling = NameSpelling()
        if key is None:
            self._list.read_everything()
        part = _Part(self._list.all()) if key is None else self._around(key, also)
        self._actors = part.actors
        self._read = [parsed_names(actor.key, actor.label) for actor in part.actors]
        names = [own for _, own in self._read]
        self._meeting = Meeting(names, self._spelling, known=part.known, total=part.total)
        self._only = None if key is None else next(n for n, actor in enumerate(part.actors) if actor.key == key)
        self._canonical = canonical(case)
        parted = (decision for decision in decisions(case.connection) if decision.action == "split")
        self._parted = {frozenset((self._standing(one.one), self._standing(one.other))) for one in parted}
        self._weights = _weights()
        self._least_by_names = _log_odds(_FIRST_LEAST) - most_by_context(self._weights)

    def compared(self, *, often: bool) -> Iterator[_Near]:
        """Yield the pairs that may be one, by names, days and who stands beside both.

        With `often` those of whom both stand in more than one article, else the others.
        """
        met: defaultdict[tuple[int, int], list[tuple[ActorName, ActorName]]] = defaultdict(list)
        several = {n for n, actor in enumerate(self._actors) if len(self._list.documents(actor.number)) > 1}
        for one, other, names in self._meeting.pairs(self._only, among=several if often else None):
            is_often = one in several and other in several
            if is_often == often and not self._is_settled(self._actors[one].key, self._actors[other].key):
                met[one, other].append(names)
        for (one, other), own in met.items():
            likest = likest_names(own, self._spelling, self._meeting.rarity, self._weights)
            if likest is not None and likest.score >= self._least_by_names:
                near = self._near(one, other, likest)
                if near.pair.score >= _FIRST_LEAST:
                    yield near

    def between(self, one: str, other: str) -> _Near | None:
        """Return two of the actors compared, by names, days and who stands beside both."""
        places = {actor.key: place for place, actor in enumerate(self._actors)}
        if other not in places:
            raise _unknown(other)
        names = product(self._read[places[one]][1], self._read[places[other]][1])
        likest = likest_names(names, self._spelling, self._meeting.rarity, self._weights)
        return None if likest is None else self._near(places[one], places[other], likest)

    def read(self, near: _Near) -> _Near:
        """Return a pair compared again, with what articles call its actors."""
        one, other = self._called(near.one), self._called(near.other)
        pair = pair_of(one, other, near.names, self._weights, near.setting)
        return near._replace(pair=pair, one=one, other=other)

    def _near(self, one: int, other: int, names: Names) -> _Near:
        setting = Setting(
            self._meeting.possible(names.shorter),
            self._list.beside(self._actors[one].number, self._actors[other].number),
        )
        mine, theirs = self._profile(one), self._profile(other)
        return _Near(pair_of(mine, theirs, names, self._weights, setting), mine, theirs, names, setting)

    def _profile(self, place: int) -> ActorProfile:
        actor, (kind, names) = self._actors[place], self._read[place]
        articles = len(self._list.documents(actor.number))
        return ActorProfile(actor.key, actor.number, kind, names, articles, self._list.days(actor.number))

    def _called(self, profile: ActorProfile) -> ActorProfile:
        documents = self._list.documents(profile.number)[:_READ_OF_ONE]
        entities = [entity for _, entity in entities_of(self._connection, profile.key, documents)]
        roles = {frozenset(bare_words(role)) for entity in entities for role in entity.roles}
        countries = frozenset(entity.country for entity in entities if entity.country)
        return replace(profile, roles=tuple(sorted(roles, key=sorted)), countries=countries)

    def _is_settled(self, one: str, other: str) -> bool:
        """Whether people decided on a pair, or it is certain."""
        standing = self._standing(one), self._standing(other)
        return are_certainly_two(one, other) or standing[0] == standing[1] or frozenset(standing) in self._parted

    def _standing(self, key: str) -> str:
        return self._canonical.get(key, key)

    def _around(self, key: str, also: str | None) -> _Part:
        """Return an actor and those who have two of the words of his names, or one that few have."""
        own = self._list.with_keys([key])
        if not own:
            raise _unknown(key)
        words = {word for name in parsed_names(key, own[0].label)[1] for word in name.words}
        holders = holders_of(self._connection, words, lines=self._lines)
        many = {word: held for word, held in holders.items() if len(held) > _FEW}
        counts = Counter(actor for held in many.values() for actor in held)
        near = {actor for word, held in holders.items() if word not in many for actor in held}
        near |= {actor for actor, count in counts.items() if count > 1}
        known = {self._spelling.key(word): len(held) for word, held in many.items()}
        return _Part(self._list.with_keys({key, *near, *([also] if also else [])}), known, self._list.count())


def _order(near: _Near) -> tuple[float, int, str, str]:
    return -round(near.pair.score, 2), -min(near.one.articles, near.other.articles), near.pair.one, near.pair.other


def _unknown(key: str) -> CaseError:
    return CaseError(key, "nobody in the case has this key", "take one that musnad actor show CASE NAME prints")


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


@cache
def _weights() -> Weights:
    return {row.key: row.weight for row in lexicon().identity_traits}
