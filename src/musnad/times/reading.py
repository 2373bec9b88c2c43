"""What the resolvers share: a match seen with its atoms, what is known at that place, and what they hand back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from musnad.arabic.calendars import Direction, iso_week
from musnad.model import Interval, Span, TimeBasis, TimeMod, TimeNote, TimeType
from musnad.times.atoms import Atom, Atoms, code_of, kind_of

__all__ = ["OPEN_DAY", "RELATIONS", "Found", "Hit", "Known", "Point", "Resolve"]

RELATIONS = {"past": -1, "past2": -2, "previous": -1, "recent": -1, "current": 0, "this": 0, "future": 1, "future2": 2}
_RELATING = tuple(
    (kind, code_of(kind))
    for kind in (
        "past2", "future2", "new", "past", "future", "current", "next", "previous", "recent", "same", "same_before",
        "that", "this",
    )
)  # fmt: skip


class Point(NamedTuple):
    """A day, month, year or other stretch of the calendar; `value` is its ISO text, with X where nothing settles it.

    `basis` is None for an open value. `offset` is the signed ISO duration from what it hangs on, `place` where the text
    told it, for those that hang on it in turn.
    """

    value: str
    basis: TimeBasis | None = None
    day: date | None = None
    year: int | None = None
    month: int | None = None
    offset: str | None = None
    notes: tuple[TimeNote, ...] = ()
    hijri: str | None = None
    place: Span | None = None

    @classmethod
    def of_day(cls, day: date, basis: TimeBasis, offset: str | None = None) -> Point:
        """Return the point of a day."""
        return cls(day.isoformat(), basis, day, day.year, day.month, offset)

    @classmethod
    def of_month(cls, year: int, month: int, basis: TimeBasis, offset: str | None = None) -> Point:
        """Return the point of a month."""
        return cls(f"{year:04d}-{month:02d}", basis, None, year, month, offset)

    @classmethod
    def of_year(cls, year: int, basis: TimeBasis, offset: str | None = None) -> Point:
        """Return the point of a year."""
        return cls(f"{year:04d}", basis, None, year, None, offset)

    @classmethod
    def of_week(cls, day: date, basis: TimeBasis, offset: str | None = None) -> Point:
        """Return the ISO week a day lies in."""
        return cls(iso_week(day), basis, None, day.year, None, offset)

    @classmethod
    def no_day(cls, month: int, year: int | None = None) -> Point:
        """Return the point of words that name a day which does not exist: 31 February."""
        return cls("", None, None, year, month, None, ("no_such_day",))

    def at(self, place: Span) -> Point:
        """Return the point, told at a place; many times cheaper than `_replace`."""
        return Point(*self[:-1], place)

    @property
    def names_day(self) -> bool:
        """Whether it is one day, settled or not, so that an hour may be put on it."""
        return self.day is not None or self.value.count("-") == 2 or "-WXX-" in self.value


OPEN_DAY: Final = Point("XXXX-XX-XX")


class Known(NamedTuple):
    """What is known where an expression stands: publication day, the last point told, where the clause looks.

    `last_day` is the last that was a day, `here` the last point told in the same sentence. `cued` says that a word
    tells the direction plainly.
    """

    published: date | None
    last: Point | None
    last_day: Point | None
    here: Point | None
    direction: Direction
    cued: bool


class Hit(NamedTuple):
    """A time expression over atoms `first:last`; `point` is what later expressions may hang on.

    With `open_day` a day told later in the sentence is the better one. `interval` is set where the value alone does not
    give it.
    """

    first: int
    last: int
    type: TimeType
    value: str
    mod: TimeMod | None = None
    basis: TimeBasis | None = None
    point: Point | None = None
    open_day: bool = False
    offset: str | None = None
    anchor: Span | None = None
    interval: Interval | None = None
    quant: str | None = None
    freq: str | None = None
    hijri: str | None = None
    alternatives: tuple[str, ...] = ()
    notes: tuple[TimeNote, ...] = ()
    rule: str = ""

    def by(self, rule: str) -> Hit:
        """Return the hit, made by a rule; many times cheaper than `_replace`."""
        return Hit(*self[:-1], rule)


class Found:
    """A match of a pattern, with the atoms under it and around it."""

    __slots__ = ("atoms", "first", "last", "match", "rule")

    def __init__(self, rule: str, match: re.Match[str], atoms: Atoms) -> None:
        self.rule = rule
        self.match = match
        self.atoms = atoms
        self.first, self.last = match.span()

    def __getitem__(self, group: str) -> Atom | None:
        """Return the first atom of a group, None when the pattern lacks it or it took no part."""
        if group not in self.match.re.groupindex:
            return None
        start = self.match.start(group)
        return self.atoms[start] if start >= 0 and start < self.match.end(group) else None

    def number(self, group: str) -> int | None:
        """Return what the group's first atom counts."""
        atom = self[group]
        return int(atom.number) if atom else None

    def inside(self, group: str) -> Sequence[Atom]:
        """Return all atoms of a group."""
        if self[group] is None:
            return ()
        return self.atoms[self.match.start(group) : self.match.end(group)]

    def has(self, group: str, *kinds: str) -> bool:
        """Whether an atom of one of the kinds stands in the group."""
        return any(kind_of(code) in kinds for code in self._codes(group))

    def relation(self, group: str) -> str | None:
        """Return the kind of the word in the group that relates it: past, future, current, this, same, that, next."""
        codes = self._codes(group)
        for kind, code in _RELATING if codes else ():
            if code in codes:
                return "same" if kind in ("same_before", "that") else kind
        return None

    def _codes(self, group: str) -> str:
        """Return the codes of the atoms of a group; none where the pattern lacks it or it took no part."""
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    @property
    def all(self) -> Sequence[Atom]:
        """Return the atoms of the whole match."""
        return self.atoms[self.first : self.last]

    def next_atom(self) -> Atom | None:
        """Return the atom after the match."""
        return self.atoms[self.last] if self.last < len(self.atoms) else None

    def around(self, offset: int) -> str:
        """Return the kind of the atom `offset` before (negative) or after the match; `edge` beyond the text."""
        at = self.first + offset if offset < 0 else self.last + offset - 1
        return kind_of(self.atoms.kinds[at]) if 0 <= at < len(self.atoms) else "edge"

    def mod(self) -> TimeMod | None:
        """Return the mod of the group `mod`."""
        atom = self["mod"]
        if atom is None and (part := self["part"]) is not None and part.number:
            return "START"  # the small hours of the morning
        return atom.text or None if atom else None  # type: ignore[return-value]  # the table's values are the mods


# What a rule makes of a match: hits; none where the words are a name; None where they are something else.
Resolve = Callable[[Found, Known], tuple[Hit, ...] | None]
