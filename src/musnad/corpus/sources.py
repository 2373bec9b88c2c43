"""What is known of those who tell: names, class, country, what they are a party to, and how people rate them.

What comes in are rows of the lexicon and what users write down; what goes out are records, and who stands on which
side. musnad rates nobody. Two marks are kept apart, as in the Admiralty code: a letter of the source, F until somebody
gives one, and a number of the claim, 6 until somebody gives one; F and 6 say that it cannot be judged, not that it is
bad. Several raters are kept beside each other and never averaged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar, get_args

import msgspec

from musnad.lexicon.names import ActorRow, PlaceRow, RoleRow

__all__ = [
    "Judged", "Letter", "Mark", "MarkNumber", "Rating", "Source", "SourceClass", "class_of", "letter_by",
    "newest_by_rater", "number_by", "row_on", "sides_of", "source_of",
]  # fmt: skip

SourceClass = Literal["wire", "state", "party", "local", "international", "ngo", "social", "unnamed"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
MarkNumber = Literal[1, 2, 3, 4, 5, 6]

_BETWEEN_STATES = frozenset({"UNO", "IGO", "EUR"})  # in place of a country
_SECTORS: Mapping[str, SourceClass] = {
    # The first that a row has counts, so that a rebel army is no state's.
    "REB": "party", "UAF": "party", "PRM": "party", "GOV": "state", "MIL": "state", "COP": "state", "SPY": "state",
    "LEG": "state", "JUD": "state", "PTY": "party", "OPP": "party",
}  # fmt: skip


class _Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody judged on a day, and why."""

    day: str
    who: str
    reason: str

    def __post_init__(self) -> None:
        problems = [f"{name} is empty" for name in ("who", "reason") if not getattr(self, name).strip()]
        try:
            date.fromisoformat(self.day)
        except ValueError:
            problems.append(f"{self.day!r} is no ISO day")
        if problems:
            raise ValueError(f"a rating needs a day, a name and a reason: {'; '.join(problems)}")


class Rating(_Judgement, frozen=True, kw_only=True):
    """A letter of a source, A (reliable) to E, or F (cannot be judged)."""

    letter: Letter

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.letter not in get_args(Letter):
            raise ValueError(f"{self.letter!r} is no letter from A to F")


class Mark(_Judgement, frozen=True, kw_only=True):
    """A number of a claim, 1 (confirmed by independent sources) to 5, or 6 (cannot be judged)."""

    number: MarkNumber

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.number not in get_args(MarkNumber):
            raise ValueError(f"{self.number!r} is no number from 1 to 6")


_Given = TypeVar("_Given", Rating, Mark)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One who tells; `kind` is None where nothing says what class it is.

    `party_to` names the conflicts or topics that it is a party to; `descriptor` is free text on access, record and
    bias; `ratings` is the whole history.
    """

    key: str
    names: tuple[str, ...]
    kind: SourceClass | None = None
    country: str | None = None
    party_to: tuple[str, ...] = ()
    descriptor: str = ""
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What people judged: the ratings of tellers by their keys, the marks of claims by their ids."""

    ratings: Mapping[str, tuple[Rating, ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)


def source_of(key: str, name: str, row: ActorRow | PlaceRow | None = None, *, home: Collection[str] = ()) -> Source:
    """Return the record of a teller as the lexicon has it; users change it with `msgspec.structs.replace`."""
    if key.startswith("unnamed:"):
        return Source(key=key, names=(name,), kind="unnamed")
    if row is None:
        return Source(key=key, names=(name,) if name else ())
    names = tuple(dict.fromkeys(n for n in (name, row.name, row.name_en, *row.aliases) if n))
    return Source(key=key, names=names, kind=class_of(row, home=home), country=row.country or None)


def class_of(row: ActorRow | PlaceRow, *, home: Collection[str] = ()) -> SourceClass | None:
    """Return the class that a row of the lexicon says, None where it says none.

    A country or capital that tells something stands for its government. Outlets are local in the countries `home`,
    international elsewhere; without them nothing is said. Who owns an outlet, the lexicon does not know.
    """
    if isinstance(row, PlaceRow):
        return "state" if row.kind in ("state", "capital") else None
    if row.role == "agency":
        return "wire"
    if row.role == "outlet":
        return ("local" if row.country in home else "international") if home else None
    if row.country in _BETWEEN_STATES:
        return "international"
    if row.country == "NGO":
        return "ngo"
    return next((kind for sector, kind in _SECTORS.items() if sector in row.sector), None)


def row_on(row: ActorRow, offices: Collection[RoleRow], day: str) -> ActorRow:
    """Return the row of a person as it holds on an ISO day, by the offices known of him.

    Who has left his last office is of no state's sector any longer; the head of a body between states is of that body.
    """
    dated = [office for office in offices if office.start or office.end]
    if row.type != "PER" or not dated:
        return row
    if all(office.end is not None and day[: len(office.end)] > office.end for office in dated):
        return msgspec.structs.replace(row, sector=tuple(s for s in row.sector if _SECTORS.get(s) != "state"))
    held = {office.country for office in dated if _is_held(office, day)}
    return msgspec.structs.replace(row, country=held.pop()) if len(held) == 1 else row


def _is_held(office: RoleRow, day: str) -> bool:
    start, end = office.start or "", office.end or "9"
    return start <= day[: len(start)] and day[: len(end)] <= end


def newest_by_rater(given: Iterable[_Given]) -> tuple[_Given, ...]:
    """Return the newest rating or mark of each rater, the newest first."""
    newest = {one.who: one for one in sorted(given, key=lambda one: one.day)}
    return tuple(sorted(newest.values(), key=lambda one: one.day, reverse=True))


def letter_by(source: Source, who: str | None = None) -> Letter:
    """Return the newest letter, or that of one rater; F where there is none."""
    letters = [(rating.day, place, rating) for place, rating in enumerate(source.ratings) if who in (None, rating.who)]
    return max(letters, key=lambda item: item[:2])[2].letter if letters else "F"


def number_by(marks: Iterable[Mark], who: str | None = None) -> MarkNumber:
    """Return the newest number of a claim, or that of one rater; 6 where there is none."""
    numbers = [(mark.day, place, mark) for place, mark in enumerate(marks) if who in (None, mark.who)]
    return max(numbers, key=lambda item: item[:2])[2].number if numbers else 6


def sides_of(sources: Iterable[Source], given: Mapping[str, str]) -> dict[str, str]:
    """Return the side of each source by its key: the one given, else its country where it is a state's.

    Nothing else is concluded: an outlet or a party has no side until somebody gives it one.
    """
    stated = {source.key: source.country for source in sources if source.kind == "state" and source.country}
    return {**stated, **given}
