"""Passages that come back article after article: weather bulletins, forms of announcements, lists of links.

What comes in are the articles that hold a run of words; what goes out is where that run counts as standing. A run
that stands somewhere goes on standing when articles are added, so that edges do not hang on the order of adding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

__all__ = ["ANYWHERE", "Holder", "standing_places"]

ANYWHERE = 0  # in place of an outlet
_DAYS = 5  # on which articles held the run; copies of one report come within fewer
_WORKS_OF_AN_OUTLET = 4  # that held it, on whatever days: copies are not run so often by one outlet
_WORKS = 200  # that held it, anywhere


class Holder(NamedTuple):
    """A document that holds a run, with its words; outlet and day are None where unknown, recrawls share a work."""

    document: int
    outlet: int | None
    work: int
    day: str | None
    words: int


def standing_places(holders: Collection[Holder]) -> frozenset[int]:
    """Return the outlets in whose articles the run is standing; `ANYWHERE` where it is in all."""
    if len(holders) < min(_WORKS_OF_AN_OUTLET, _DAYS):
        return frozenset()
    works: set[int] = set()
    days: set[str] = set()
    by_outlet: defaultdict[int, set[int]] = defaultdict(set)
    for holder in holders:
        works.add(holder.work)
        if holder.day is not None:
            days.add(holder.day)
        if holder.outlet is not None:
            by_outlet[holder.outlet].add(holder.work)
    places = {outlet for outlet, own in by_outlet.items() if len(own) >= _WORKS_OF_AN_OUTLET}
    if min(len(works), len(days)) >= _DAYS or len(works) >= _WORKS:
        places.add(ANYWHERE)
    return frozenset(places)
