"""In what two pieces of evidence contradict each other, if they speak of the same thing.

What comes in are two pieces of evidence of different articles, prepared as profiles; what goes out are oppositions.
Whether they speak of the same thing, `likeness` says; which claims stay apart for it, `joining`.
"""

from __future__ import annotations

from itertools import product

from musnad.corpus.likeness import Profile
from musnad.model.evidence import Evidence, Opposition

__all__ = ["oppositions"]


def oppositions(one: Profile, other: Profile) -> tuple[Opposition, ...]:
    """Return in what two pieces of evidence contradict each other, if they speak of the same thing.

    One denies what the other tells; each gives a number that the other lacks; or their events of one kind and the same
    party have different days.
    """
    ids = {"one": one.evidence.id, "other": other.evidence.id}
    found = []
    if one.evidence.polarity != other.evidence.polarity:
        found.append(Opposition(kind="denial", words="one denies what the other tells", **ids))
    mine, theirs = (
        ", ".join(sorted(numbers)) for numbers in (one.numbers - other.numbers, other.numbers - one.numbers)
    )
    if mine and theirs:
        found.append(Opposition(kind="figure", words=f"{mine}; {theirs}", **ids))
    if days := _different_days(one.evidence, other.evidence):
        found.append(Opposition(kind="date", words="; ".join(days), **ids))
    return tuple(found)


def _different_days(one: Evidence, other: Evidence) -> tuple[str, ...]:
    """Return the days of events of one kind with a party in common, where none agree."""
    found: list[tuple[str, str]] = []
    for mine, theirs in product(one.events, other.events):
        if mine.type != theirs.type or mine.days is None or theirs.days is None:
            continue
        if {*mine.actors, *mine.recipients}.isdisjoint((*theirs.actors, *theirs.recipients)):
            continue
        if mine.days.first[:10] <= theirs.days.last[:10] and theirs.days.first[:10] <= mine.days.last[:10]:
            return ()
        found.append((mine.days.first[:10], theirs.days.first[:10]))
    return min(found, default=())
