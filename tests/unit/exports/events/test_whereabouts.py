"""Where an event lies: towns, provinces, countries, and places of which the lexicon knows less."""

from __future__ import annotations

import pytest

from musnad.exports.events.whereabouts import Whereabouts, whereabouts_of
from musnad.model import Entity


def _where(key: str) -> Whereabouts:
    found = whereabouts_of(Entity(id="p", type="LOC", name="p", mentions=(), origin=f"places:{key}"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("syr.azaz", ("Azaz", "", "Syria", 1), id="town"),
        pytest.param("afg.badakhshan", ("", "Badakhshan", "Afghanistan", 2), id="province"),
        pytest.param("syr", ("", "", "Syria", 3), id="country"),
        pytest.param("irq.baghdad", ("Baghdad", "", "Iraq", 1), id="capital"),
    ],
)
def test_place_of_the_lexicon(key: str, expected: tuple[str, str, str, int]) -> None:
    where = _where(key)
    assert (where.town, where.province, where.country, where.precision) == expected
    assert float(where.latitude) and float(where.longitude)


def test_only_towns_have_a_geonames_number() -> None:
    assert _where("irq.baghdad").geonames.isdigit()
    assert _where("afg.badakhshan").geonames == "" == _where("syr").geonames


@pytest.mark.parametrize("origin", ["mentions:tagger", "places:nowhere", ""])
def test_place_that_the_lexicon_does_not_know_has_nothing(origin: str) -> None:
    assert whereabouts_of(Entity(id="p", type="LOC", name="p", mentions=(), origin=origin)) is None
    assert whereabouts_of(None) is None
