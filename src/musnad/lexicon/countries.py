"""Codes of countries: the three letters that rows carry, and what else a list may write for them.

What comes in are the tables of codes and of places; what goes out is the code for every spelling known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.names import PlaceRow

__all__ = ["CountryRow", "country_codes"]


class CountryRow(msgspec.Struct, frozen=True):
    """A country, or a body that counts as one: `key` is the code rows carry, `codes` others for the same."""

    key: str
    codes: tuple[str, ...]
    source: str


def country_codes(countries: Iterable[CountryRow], places: Iterable[PlaceRow]) -> Mapping[str, str]:
    """Return the code by each folded code and name of a state (ru, rus, روسيا, russia → RUS)."""
    found: dict[str, str] = {}
    for place in places:
        if place.kind == "state":
            for name in (place.name, place.name_en, *place.aliases):
                found.setdefault(fold(name), place.country)
    for row in countries:
        found.update(dict.fromkeys(map(fold, (row.key, *row.codes)), row.key))
    return found
