"""Where the things told happened: events at places, by place and by country, and the claims that tell them.

What comes in are events with their places, each of a piece of evidence and its claim; what goes out are counts of
claims and lists of them. A claim counts once at a place, however many articles tell it. Where places lie is not known
here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

import msgspec

from musnad.model import EventStatus, EventType, Interval

__all__ = ["Site", "ToldThere", "by_claim", "count_by", "narrowed"]

Key = TypeVar("Key", bound=Hashable)


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """An event at a place: the piece of evidence that tells it and its claim, by their numbers, and the article's day.

    A thing that nothing else tells is a claim of its own, with the number of its piece.
    """

    piece: int
    claim: int
    document: int
    outlet: str
    told: str | None
    place: str
    type: EventType
    status: EventStatus
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    days: Interval | None = None

    @property
    def day(self) -> str | None:
        """The first day of the event, else the day on which it was told."""
        return self.days.first[:10] if self.days is not None else self.told


class ToldThere(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with events at a place: its first report there, how many articles and outlets tell it, and its events."""

    claim: int
    first: Site
    articles: int
    outlets: int
    sites: tuple[Site, ...]


def narrowed(
    sites: Iterable[Site], *, types: Iterable[str] = (), statuses: Iterable[str] = (), actors: Iterable[str] = ()
) -> tuple[Site, ...]:
    """Return the events of some types, of some status, in which one of some actors takes part; empty asks for all."""
    of, in_state, who = frozenset(types), frozenset(statuses), frozenset(actors)
    return tuple(
        site
        for site in sites
        if (not of or site.type in of)
        and (not in_state or site.status in in_state)
        and (not who or who.intersection(site.actors) or who.intersection(site.recipients))
    )


def count_by(sites: Iterable[Site], key_of: Callable[[Site], Key | None]) -> Mapping[Key, int]:
    """Return how many claims have an event of each key, those with the most first; a key of None counts nothing."""
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for site in sites:
        if (key := key_of(site)) is not None:
            found[key].add(site.claim)
    counts = {key: len(claims) for key, claims in found.items()}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))


def by_claim(sites: Iterable[Site]) -> tuple[ToldThere, ...]:
    """Return the claims of some events, those that most articles tell first, then the latest."""
    found: defaultdict[int, list[Site]] = defaultdict(list)
    for site in sites:
        found[site.claim].append(site)
    told = [
        ToldThere(
            claim=claim,
            first=min(own, key=lambda site: (site.told is None, site.told or "", site.piece)),
            articles=len({site.document for site in own}),
            outlets=len({site.outlet for site in own}),
            sites=tuple(own),
        )
        for claim, own in found.items()
    ]
    told.sort(key=lambda one: one.first.piece)
    told.sort(key=lambda one: one.first.day or "", reverse=True)
    return tuple(sorted(told, key=lambda one: -one.articles))
