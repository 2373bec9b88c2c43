"""Where places lie: only places that there are, on this earth, once each, from sources that may ship."""

from __future__ import annotations

import re

import pytest

from musnad.lexicon import Lexicon

# matches geonames:292223 and geonames:SY.12; not geonames:
SOURCE = re.compile(r"natural-earth|geonames:(?:\d+|[A-Z]{2}(?:\.\w+)+)|own")
PLACES = {row.key: row for row in Lexicon().places}
POINTS = {row.key: row for row in Lexicon().place_points}


def test_every_point_is_of_a_place() -> None:
    assert POINTS.keys() <= PLACES.keys()


def test_points_lie_on_the_earth() -> None:
    outside = [p.key for p in POINTS.values() if not (-90 < p.latitude < 90 and -180 <= p.longitude <= 180)]
    assert outside == []


def test_every_point_names_a_source_that_may_ship() -> None:
    assert [point.key for point in POINTS.values() if not SOURCE.fullmatch(point.source)] == []


def test_every_state_and_nearly_every_town_has_a_point() -> None:
    towns = [key for key, row in PLACES.items() if row.kind in ("city", "capital")]
    assert [key for key, row in PLACES.items() if row.kind == "state" and key not in POINTS] == []
    assert sum(key in POINTS for key in towns) >= 0.97 * len(towns)


@pytest.mark.parametrize(
    ("key", "latitude", "longitude"),
    [
        ("syr.idlib", 35.93, 36.63),
        ("sau.riyadh", 24.69, 46.72),
        ("egy.alexandria", 31.20, 29.92),
        ("lby.tripoli", 32.88, 13.19),
        ("lbn.tripoli_lebanon", 34.43, 35.84),
        ("usa.washington", 38.90, -77.04),
    ],
)
def test_a_known_place_lies_where_it_does(key: str, latitude: float, longitude: float) -> None:
    if key not in PLACES:
        pytest.skip("the lexicon calls it otherwise")
    assert (POINTS[key].latitude, POINTS[key].longitude) == pytest.approx((latitude, longitude), abs=0.3)


def test_a_name_that_several_places_bear_is_left_out() -> None:
    assert "usa.portland" in PLACES
    assert "usa.portland" not in POINTS
