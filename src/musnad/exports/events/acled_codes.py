"""What ACLED calls an event of PLOVER, those who take part in it, and how exact its day is.

What comes in are events with their parties and place; what goes out are ACLED's own words, or None where it has none
that fits. Which type is which stands in `data/acled_types.tsv`, what a sector is in `data/acled_sectors.tsv`, each row
with its reason. No rows are written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, TypeVar

import msgspec

from musnad.exports.events.whereabouts import whereabouts_of
from musnad.lexicon.tables import read_table
from musnad.model import EventType, TimePrecision
from musnad.times.intervals import interval_of
from musnad.views.event_facts import EventFacts, Party

__all__ = ["AcledSectorRow", "AcledTypeRow", "Day", "IsoNumberRow", "acled_day", "acled_type", "inter_of",
           "interaction", "iso_numbers", "sector_rows", "type_rows"]  # fmt: skip

_STATE, _EXTERNAL = "State forces", "External/Other forces"
_ORDER = (_STATE, "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
          _EXTERNAL)  # fmt: skip
_PRECISION: Mapping[TimePrecision, int] = {"clock": 1, "day_part": 1, "day": 1, "weekend": 2, "week": 2, "month": 3}
_ISO_DAY = 10
Side = Literal["", "armed", "civilian", "not_armed"]
Inter = Literal[
    "", "State forces", "Rebel group", "Political militia", "Civilians", "Protesters", "Rioters"
]  # those that a sector or a type of event says
_Row = TypeVar("_Row", bound=msgspec.Struct)


class AcledTypeRow(msgspec.Struct, frozen=True):
    """What ACLED calls a type and mode of PLOVER, where both sides are of some kind; `why` says why.

    An empty mode is that of an event without one. `actor` and `recipient` say what kind each side must be of: `armed`,
    `civilian`, or `not_armed`, which somebody is of whom nothing is known; empty asks for nothing. An empty
    `sub_event_type` or `disorder` is one that PLOVER does not settle. `inter1` is what the actors are by the type.
    """

    key: str
    type: EventType
    mode: str | None
    actor: Side
    recipient: Side
    disorder: str
    event_type: str
    sub_event_type: str
    inter1: Inter
    why: str


class AcledSectorRow(msgspec.Struct, frozen=True):
    """What a sector of PLOVER is to ACLED: the `inter` of who is of it, and whether he bears arms.

    `persons` marks sectors whose persons have that inter too, not only bodies.
    """

    key: str
    inter: Inter
    bears: Literal["", "armed", "civilian"]
    persons: bool
    why: str


class IsoNumberRow(msgspec.Struct, frozen=True):
    """The number of a country in ISO 3166-1, by its three letters."""

    key: str
    number: int


class Day(NamedTuple):
    """The day of an event as ACLED has it, with its precision, and the days that are meant."""

    day: date
    precision: int
    first: date
    last: date


@cache
def type_rows() -> tuple[AcledTypeRow, ...]:
    """Return the table of types."""
    return _table("acled_types", AcledTypeRow)


@cache
def sector_rows() -> Mapping[str, AcledSectorRow]:
    """Return the table of sectors, by their codes."""
    return {row.key: row for row in _table("acled_sectors", AcledSectorRow)}


@cache
def iso_numbers() -> Mapping[str, int]:
    """Return the numbers of countries by their three letters."""
    return {row.key: row.number for row in _table("iso_numbers", IsoNumberRow)}


def acled_type(facts: EventFacts) -> AcledTypeRow | None:
    """Return what ACLED calls an event, the row that asks for most first; None where it has no word for it."""
    sides = (_side(facts.actors), _side(facts.recipients))
    fitting = [
        row
        for row in type_rows()
        if (row.type, row.mode) == (facts.event.type, facts.event.mode)
        and all(map(_fits, (row.actor, row.recipient), sides))
    ]
    return max(fitting, key=lambda row: bool(row.actor) + bool(row.recipient), default=None)


def acled_day(value: str | None) -> Day | None:
    """Return the day of an ISO value; None where it is less exact than a month.

    A week or a month stands at its middle, as ACLED has it.

    >>> acled_day("2018-05")
    Day(day=datetime.date(2018, 5, 16), precision=3, first=datetime.date(2018, 5, 1), last=datetime.date(2018, 5, 31))
    """
    days = interval_of(value or "")
    precision = _PRECISION.get(days.precision) if days is not None else None
    if days is None or precision is None:
        return None
    first, last = (date.fromisoformat(end[:_ISO_DAY]) for end in (days.first, days.last))
    return Day(first + timedelta((last - first).days // 2), precision, first, last)


def inter_of(party: Party, place: str | None, *, acts: bool) -> str:
    """Return ACLED's word for somebody at a place of some country; empty where it does not follow from the sector.

    Forces of a state are its own only where the event is in its country, and external elsewhere, so that without a
    country they have no word. A state that acts stands for its forces; one that is acted upon may be a mere place.
    """
    entity = party.entity
    row = _row_of(entity.sectors)
    word: str = row.inter if row is not None and (row.persons or entity.type != "PER") else ""
    where = whereabouts_of(entity)
    if not word and acts and where is not None and where.row.kind in ("state", "capital"):
        word = _STATE
    if word != _STATE:
        return word
    if not entity.country or not place:
        return ""
    return _STATE if entity.country == place else _EXTERNAL


def interaction(one: str, other: str) -> str:
    """Return ACLED's word for who meets whom, those of the lower code first; empty where either is not known.

    >>> interaction("Civilians", "State forces")
    'State forces-Civilians'
    """
    return "-".join(sorted((one, other), key=_ORDER.index)) if one and other else ""


def _side(parties: Sequence[Party]) -> Side:
    """Return what kind a side is of: armed where anybody in it is, civilian where all are."""
    bears = [row.bears if (row := _row_of(party.entity.sectors)) is not None else "" for party in parties]
    if "armed" in bears:
        return "armed"
    return "civilian" if bears and set(bears) == {"civilian"} else ""


def _fits(asked: Side, side: Side) -> bool:
    return side != "armed" if asked == "not_armed" else asked in ("", side)


def _row_of(sectors: Iterable[str]) -> AcledSectorRow | None:
    """Return the row of the first sector that bears arms, else of the first that has one."""
    rows = [row for sector in sectors if (row := sector_rows().get(sector)) is not None]
    return next((row for row in rows if row.bears == "armed"), next(iter(rows), None))


def _table(name: str, row_type: type[_Row]) -> tuple[_Row, ...]:
    return read_table(files("musnad.exports.events") / "data" / f"{name}.tsv", row_type)
