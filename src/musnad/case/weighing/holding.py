"""What documents tell, each piece prepared once for comparing and held while many are compared.

What comes in is how to load what a document tells; what goes out are pieces of evidence by their numbers, as profiles
and sides too. Where the records lie (in a case's database, in files of a run) is for the caller.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from musnad.case.search.words import lexicon
from musnad.case.weighing.pieces import Told, document_of, place_of
from musnad.corpus.likeness import Profile, profile
from musnad.corpus.sides import Side, prepare
from musnad.model.evidence import Evidence

__all__ = ["Holding"]

_MOST_HELD = 1500  # documents kept in memory while many are weighed


@dataclass(frozen=True)  # without slots, for the property
class _Held:
    told: Told
    profiles: dict[int, Profile] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its evidence, which only comparing asks for."""
        return frozenset(stem for evidence in self.told.evidence for stem in evidence.terms)


class Holding:
    """What documents tell, the last so many of those that were asked for held in memory."""

    def __init__(self, load: Callable[[int], Told], *, most: int = _MOST_HELD) -> None:
        self._load, self._most = load, most
        self._held: OrderedDict[int, _Held] = OrderedDict()

    def hold(self, document: int, told: Told) -> None:
        """Hold what a document tells, in place of what was held of it."""
        self._put(document, told)

    def forget(self, document: int) -> None:
        """Let go of what is held of a document."""
        self._held.pop(document, None)

    def told(self, document: int) -> Told:
        """Return what a document tells."""
        return self._of(document).told

    def stems(self, document: int) -> frozenset[str]:
        """Return the stems of all that a document tells."""
        return self._of(document).stems

    def evidence(self, piece: int) -> Evidence:
        """Return a piece of evidence."""
        return self._of(document_of(piece)).told.evidence[place_of(piece)]

    def profile(self, piece: int) -> Profile:
        """Return a piece prepared for being compared."""
        held, place = self._of(document_of(piece)), place_of(piece)
        if (found := held.profiles.get(place)) is None:
            found = held.profiles[place] = profile(held.told.evidence[place], rarity=lexicon().stem_rarity)
        return found

    def side(self, piece: int) -> Side:
        """Return a piece prepared for finding what is against it."""
        held, place = self._of(document_of(piece)), place_of(piece)
        if (found := held.sides.get(place)) is None:
            found = held.sides[place] = prepare(held.told.evidence[place], rarity=lexicon().stem_rarity)
        return found

    def _of(self, document: int) -> _Held:
        if (held := self._held.get(document)) is not None:
            self._held.move_to_end(document)
            return held
        return self._put(document, self._load(document))

    def _put(self, document: int, told: Told) -> _Held:
        held = self._held[document] = _Held(told)
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return held
