"""Events where they were read, and what the whole article says of its entities.

What comes in are the events of an article with their sentences; what goes out are facts by entity: how often
it is named, where first, in which part beside other events. What they weigh is for `musnad.stages.events.candidates`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from musnad.model import Document, Event
from musnad.stages.events.places import Places
from musnad.stages.events.roles import Parties
from musnad.stages.events.triggers import Trigger
from musnad.stages.events.views import View

__all__ = ["RECENT", "Case", "Surroundings"]

RECENT = 3  # how many of the subjects so far count


class Case(NamedTuple):
    """An event where it was read: `last` is the subject before it, `recent` the last few, `governor` the verb that its
    noun hangs on. `event` holds the parties that the patterns name, `parties` by what they were found.
    """

    event: Event
    view: View
    trigger: Trigger
    last: tuple[str, ...]
    recent: tuple[str, ...]
    governor: int | None
    parties: Parties


class Surroundings:
    """What the whole article says of its entities: how often, where first, in which part beside other events."""

    def __init__(self, doc: Document, places: Places, cases: Sequence[Case]) -> None:
        self._places = places
        self.states = frozenset(places.states.values())
        counts = Counter[str]()
        for entity in doc.entities or ():
            counts[self.party(entity.id)] += len(entity.mentions)
        self.order = tuple(e for e, _ in counts.most_common() if e not in places.towns)
        self.ranks = {e: i for i, e in enumerate(self.order)}
        self.types = {self.party(e.id): e.type for e in doc.entities or ()}
        sentences = doc.segments.sentences if doc.segments else ()
        self._starts = [s.start for s in sentences]
        self.by_sentence: dict[int, set[str]] = {}
        for entity in doc.entities or ():
            for mention in entity.mentions:
                self.by_sentence.setdefault(self.sentence(mention.start), set()).add(self.party(entity.id))
        headline = doc.segments.headline if doc.segments else None
        self.headline = {
            self.party(e.id)
            for e in doc.entities or ()
            if headline and any(headline.start <= m.start < headline.end for m in e.mentions)
        }
        self.lead = self.by_sentence.get(1, set())
        self.acted, self.received = Counter[str](), Counter[str]()
        for case in cases:
            for e in map(self.party, case.event.actors):
                self.acted.update((e, f"{e}|{case.event.type}"))
            for e in map(self.party, case.event.recipients):
                self.received.update((e, f"{e}|{case.event.type}"))

    def party(self, entity: str) -> str:
        """Return the entity that a capital speaks for, else the entity itself."""
        return self._places.capitals.get(entity, entity)

    def may_act(self, entity: str) -> bool:
        """Whether an entity can take part: a town cannot."""
        return entity not in self._places.towns

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return bisect_right(self._starts, offset) - 1
