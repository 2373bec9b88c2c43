"""The map: places lie where they do, no shape is torn at the date line, names do not lie over each other."""

from __future__ import annotations

import math
import re

import pytest

from musnad.views.drawing.projection import WORLD, Box, azimuthal, equal_earth, frame_of, unfolded
from musnad.views.drawing.shapes import TENTHS, box_of, codes, graticule, label_point, outlines
from musnad.views.drawing.world_map import REGIONS, Extent, Land, Spot, draw_map, extent_of, lands_in, seen_in, steps

MENA = REGIONS["mena"]
MARGIN = 9.0  # units outside the picture that an outline may reach


def spot(name: str, longitude: float, latitude: float, count: int = 1, **fields: bool) -> Spot:
    return Spot(
        name=name, longitude=longitude, latitude=latitude, count=count, said=f"{count} claims",
        list="/map?place=x#told", **fields,
    )  # fmt: skip


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"-?\d+", text)]


def longest_step(path: str, width: float, height: float) -> float:
    """Return the longest step of a path that does not run along the edge of the picture, as a share of its width."""
    found = 0.0
    for ring in path.split("z"):
        if ring:
            x, y, *moves = numbers(ring)
            for across, down in zip(moves[::2], moves[1::2], strict=True):
                x, y = x + across, y + down
                is_edge = min(x, y) < 0 or x > width * TENTHS or y > height * TENTHS
                found = max(found, 0.0 if is_edge else abs(across) / TENTHS / width)
    return found


# -- projections --


def test_azimuthal_puts_its_middle_at_the_origin_and_north_up() -> None:
    project = azimuthal((36.0, 30.0))
    assert project(36.0, 30.0) == pytest.approx((0, 0))
    assert project(36.0, 40.0)[1] > 0
    assert project(46.0, 30.0)[0] > 0


def test_azimuthal_keeps_areas() -> None:
    project = azimuthal((40.0, 25.0))

    def area(west: float, south: float, side: float) -> float:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = (
            project(*p)
            for p in ((west, south), (west + side, south), (west + side, south + side), (west, south + side))
        )
        return abs((x1 - x3) * (y2 - y4) - (x2 - x4) * (y1 - y3)) / 2

    ratio = area(60.0, 10.0, 1.0) / area(40.0, 25.0, 1.0)
    assert ratio == pytest.approx(math.cos(math.radians(10.5)) / math.cos(math.radians(25.5)), rel=0.01)


def test_azimuthal_bears_the_other_side_of_the_earth() -> None:
    assert all(abs(part) < 1e6 for part in azimuthal((36.0, 30.0))(36.0 + 180.0, -30.0))


def test_equal_earth_has_the_published_extent() -> None:
    x, y = equal_earth(0.0)(180.0, 0.0)
    assert (x, y) == pytest.approx((2.7066, 0.0), abs=0.001)
    assert equal_earth(0.0)(0.0, 90.0)[1] == pytest.approx(1.3173, abs=0.001)


def test_equal_earth_goes_on_beyond_its_edge() -> None:
    project = equal_earth(11.0)
    assert project(191.5, 60.0)[0] > project(190.0, 60.0)[0]


@pytest.mark.parametrize(
    ("ring", "middle", "expected"),
    [
        ([(170.0, 0.0), (-170.0, 0.0)], 11.0, [(170.0, 0.0), (190.0, 0.0)]),
        ([(-170.0, 0.0), (-160.0, 0.0)], 178.0, [(190.0, 0.0), (200.0, 0.0)]),
        ([(10.0, 0.0), (20.0, 0.0)], 11.0, [(10.0, 0.0), (20.0, 0.0)]),
    ],
    ids=["across the date line", "on its other side", "far from it"],
)
def test_unfolded_has_no_leap(
    ring: list[tuple[float, float]], middle: float, expected: list[tuple[float, float]]
) -> None:
    assert unfolded(ring, middle) == expected


def test_a_frame_shows_its_box_and_not_the_other_side_of_the_earth() -> None:
    frame = frame_of(MENA, 960)
    assert frame.shows(31.2, 30.0)
    assert not frame.shows(-77.0, 38.9)
    assert not frame.shows(31.2 + 180, -30.0)
    x, y = frame.at(*MENA.middle)
    assert x == pytest.approx(480, abs=1)
    assert 0 < y < frame.height <= 960 * 0.73


# -- shapes --


def test_every_state_of_the_arab_league_has_a_shape() -> None:
    league = "DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM"
    assert set(league.split()) <= codes()


@pytest.mark.parametrize("code", ["SYR", "PSE", "BHR", "FJI", "RUS", "USA", "IDN", "VAT"])
def test_a_country_lies_in_its_own_picture(code: str) -> None:
    box = box_of(code)
    point = label_point(code)
    assert point is not None
    assert frame_of(box, 960).shows(*point)
    assert code in {outline.code for outline in outlines(box, 960)}


@pytest.mark.parametrize(
    "box", [WORLD, MENA, box_of("RUS"), box_of("FJI"), box_of("NZL"), box_of("USA")],
    ids=["world", "mena", "russia", "fiji", "new zealand", "united states"],
)  # fmt: skip
def test_no_shape_is_drawn_across_the_picture_by_the_date_line(box: Box) -> None:
    height = frame_of(box, 960).height
    torn = [o.code for o in outlines(box, 960) if longest_step(o.path, 960, height) > 0.25]
    assert torn == []


def test_russia_and_fiji_hang_together_on_a_map_of_the_world() -> None:
    found = {outline.code: outline for outline in outlines(WORLD, 960)}
    assert found["RUS"].width < 500
    assert found["FJI"].width < 20


def test_outlines_stay_in_the_picture_and_a_little_around_it() -> None:
    frame = frame_of(MENA, 960)
    for outline in outlines(MENA, 960):
        for ring in filter(None, outline.path.split("z")):
            x, y, *_ = numbers(ring)
            assert -MARGIN * TENTHS <= x <= (960 + MARGIN) * TENTHS
            assert -MARGIN * TENTHS <= y <= (frame.height + MARGIN) * TENTHS


def test_borders_of_neighbours_meet() -> None:
    """Every place of the border of Libya with Egypt is one of both."""
    box = Box(20.0, 20.0, 30.0, 33.0)
    places = {}
    for outline in outlines(box, 960):
        found = set()
        for ring in filter(None, outline.path.split("z")):
            x, y, *moves = numbers(ring)
            found.add((x, y))
            for across, down in zip(moves[::2], moves[1::2], strict=True):
                x, y = x + across, y + down
                found.add((x, y))
        places[outline.code] = found
    assert len(places["LBY"] & places["EGY"]) >= 3


def test_the_other_side_of_the_earth_is_not_drawn() -> None:
    assert "NZL" not in {outline.code for outline in outlines(MENA, 960)}
    assert "ESP" not in {outline.code for outline in outlines(box_of("NZL"), 960)}


def test_a_border_along_a_parallel_is_bent_as_the_parallel_is() -> None:
    frame = frame_of(box_of("USA"), 960)
    border = [frame.at(longitude, 49.0) for longitude in (-112, -96, -80)]
    assert border[1][1] > max(border[0][1], border[2][1]) + 5


def test_a_map_of_the_world_is_light_enough_for_a_page() -> None:
    assert sum(len(outline.path) for outline in outlines(WORLD, 960)) + len(graticule(WORLD, 960)) < 150_000


# -- the map --


@pytest.mark.parametrize(
    ("key", "is_known"), [("mena", True), ("SYR", True), ("world", True), ("XXX", False), ("", False)]
)
def test_extent_of_a_key(key: str, is_known: bool) -> None:
    assert (extent_of(key) is not None) == is_known


@pytest.mark.parametrize("counts", [[1], [1, 2, 3], [5, 5, 900], [72_000, 3, 11]], ids=str)
def test_steps_hold_every_count_once(counts: list[int]) -> None:
    found = steps(counts)
    assert len(found) <= 5
    assert all(sum(step.holds(count) for step in found) == 1 for count in counts)


def test_no_counts_have_no_steps() -> None:
    assert steps([0, 0]) == steps([]) == ()


MAP = Extent("mena", MENA)


def test_a_country_is_shaded_by_its_count_and_leads_to_its_map() -> None:
    lands = (Land(code="SYR", name="سوريا", count=9, said="9 أخبار", short="9", list="/l", zoom="/z"),)
    drawn = draw_map(MAP, lands, (), label="خريطة")
    assert 'href="/z"' in drawn
    assert re.search(r'class="land step-[1-5]"', drawn)
    assert "سوريا · 9" in drawn


def test_a_place_is_a_circle_that_leads_to_its_list_and_says_its_count() -> None:
    drawn = draw_map(MAP, (), (spot("إدلب", 36.63, 35.93, 3),), label="خريطة")
    assert '<a href="/map?place=x#told" tabindex="-1"><title>إدلب: 3 claims</title><circle' in drawn
    assert ">إدلب</text>" in drawn


def test_areas_of_circles_are_as_their_counts() -> None:
    drawn = draw_map(MAP, (), (spot("a", 36.0, 35.0, 100), spot("b", 45.0, 25.0, 25)), label="x")
    large, small = (float(found) for found in re.findall(r' r="([\d.]+)"', drawn))
    assert large == pytest.approx(2 * small, rel=0.02)


def test_a_wide_area_and_the_chosen_place_look_otherwise() -> None:
    drawn = draw_map(
        MAP, (), (spot("البحر", 38.0, 20.0, is_wide=True), spot("جدة", 39.2, 21.5, is_chosen=True)), label="x"
    )
    assert 'class="spot wide"' in drawn
    assert 'class="spot chosen"' in drawn


def test_names_do_not_lie_over_each_other() -> None:
    crowd = tuple(spot(f"مكان رقم {n}", 35.0 + n * 0.05, 33.0 + n % 7 * 0.05, n + 1) for n in range(60))
    drawn = draw_map(MAP, (), crowd, label="x")
    texts = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" font-size="13" text-anchor="(\w+)" direction="(\w+)"', drawn)
    assert 0 < len(texts) < 20
    rows = sorted((float(y), float(x)) for x, y, _, _ in texts)
    assert len(set(rows)) == len(rows)


def test_a_name_is_escaped() -> None:
    drawn = draw_map(MAP, (), (spot('<script>alert("x")</script>', 36.0, 35.0),), label='"><script>')
    assert "<script" not in drawn


def test_a_place_outside_the_picture_is_not_drawn() -> None:
    drawn = draw_map(MAP, (), (spot("واشنطن", -77.0, 38.9),), label="x")
    assert "واشنطن" not in drawn
    assert seen_in(MAP, (("usa.washington", -77.0, 38.9), ("syr.idlib", 36.6, 35.9))) == ("syr.idlib",)


def test_lands_in_a_picture_are_those_seen() -> None:
    assert {"SYR", "EGY", "SAU"} <= set(lands_in(MAP))
    assert "BRA" not in lands_in(MAP)


def test_the_picture_has_no_style_of_its_own() -> None:
    assert "style=" not in draw_map(MAP, (), (spot("a", 36.0, 35.0),), label="x")
