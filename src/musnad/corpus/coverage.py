"""When outlets begin and end in a collection of articles: a count over time changes there for no reason in the world.

What comes in are outlets with their first and last day and how many articles they have; what goes out are the days on
which coverage changes. An outlet begins late, or ends early, where it is silent for much longer than it is between its
own articles: an outlet that brings one a day and is silent for the last week has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Change", "Covered", "changes"]

_LEAST = 8  # articles: of fewer, nothing tells how often an outlet speaks
_SILENCE = 5.0  # times the mean time between articles; by chance one outlet in 150 is silent so long
_LEAST_SILENCE = 3  # days


@dataclass(frozen=True, slots=True)
class Covered:
    """An outlet with the days of its first and its last article."""

    outlet: str
    first: date
    last: date
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which an outlet begins, or the last day before it ends."""

    day: date
    kind: Literal["begins", "ends"]
    outlet: str
    articles: int


def changes(covered: Iterable[Covered]) -> tuple[Change, ...]:
    """Return where coverage changes, by day; of a day the outlets with most articles first."""
    outlets = tuple(covered)
    if not outlets:
        return ()
    first, last = min(one.first for one in outlets), max(one.last for one in outlets)
    found: list[Change] = []
    for one in outlets:
        if one.articles < _LEAST:
            continue
        silence = max(_SILENCE * (one.last - one.first).days / (one.articles - 1), _LEAST_SILENCE)
        if (one.first - first).days > silence:
            found.append(Change(one.first, "begins", one.outlet, one.articles))
        if (last - one.last).days > silence:
            found.append(Change(one.last, "ends", one.outlet, one.articles))
    return tuple(sorted(found, key=lambda change: (change.day, -change.articles, change.outlet, change.kind)))
