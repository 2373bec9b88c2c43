"""Where an event lies on the ground, as tables of events ask for it: country, province, town, coordinates.

What comes in is the entity of a place; what goes out is what the lexicon knows of it, nothing else. A place that the
lexicon does not know has no coordinates, and so has one that it cannot tell from another of its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.case.places import countries, known_places, place_points
from musnad.lexicon.names import PlacePointRow, PlaceRow
from musnad.model import Entity

__all__ = ["Whereabouts", "whereabouts_of"]

_TOWNS = frozenset(("city", "capital", "camp_or_site"))
_PRECISION = {"city": 1, "capital": 1, "camp_or_site": 1, "region": 2, "state": 3}
# matches geonames:AF.01, a province by its code; not geonames:1138958, a town by its number
_PROVINCE = re.compile(r"geonames:[A-Z]{2}\.\w+")
_NUMBERED = re.compile(r"geonames:(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place of the lexicon; `point` is None where it is not known where it lies."""

    row: PlaceRow
    point: PlacePointRow | None

    @property
    def town(self) -> str:
        """The name of the town or site in English; empty where the place is none."""
        return self.row.name_en if self.row.kind in _TOWNS else ""

    @property
    def province(self) -> str:
        """The name of the province in English; empty where the place is none, or a region that is no province."""
        is_province = self.row.kind == "region" and self.point is not None and _PROVINCE.fullmatch(self.point.source)
        return self.row.name_en if is_province else ""

    @property
    def country(self) -> str:
        """The name of the country in English; empty where the place lies in none, or in several."""
        state = countries().get(self.row.country)
        return state.name_en if state is not None else ""

    @property
    def precision(self) -> int | None:
        """1 for a town or a site, 2 for a region, 3 for a country; None for anything else."""
        return _PRECISION.get(self.row.kind)

    @property
    def geonames(self) -> str:
        """The number in GeoNames of the town; empty where it has none."""
        found = _NUMBERED.fullmatch(self.point.source) if self.point is not None else None
        return found["number"] if found else ""

    @property
    def latitude(self) -> str:
        """Degrees north; empty where it is not known where the place lies."""
        return "" if self.point is None else f"{self.point.latitude:g}"

    @property
    def longitude(self) -> str:
        """Degrees east; empty where it is not known where the place lies."""
        return "" if self.point is None else f"{self.point.longitude:g}"


def whereabouts_of(place: Entity | None) -> Whereabouts | None:
    """Return what the lexicon knows of a place; None where it does not know it."""
    row = known_places().get(place.origin) if place is not None else None
    return None if row is None or place is None else Whereabouts(row, place_points().get(place.origin))
