"""Records of sources: class, ratings, sides."""

from __future__ import annotations

from typing import Any

import pytest

from musnad.corpus.sources import (
    Mark,
    Rating,
    Source,
    class_of,
    letter_by,
    newest_by_rater,
    number_by,
    row_on,
    sides_of,
    source_of,
)
from musnad.lexicon import Lexicon
from musnad.lexicon.names import ActorRow, PlaceRow, RoleRow


def row(**fields: Any) -> ActorRow:
    given = {
        "key": "org.x", "type": "ORG", "name": "الاسم", "name_en": "Name", "aliases": ("اسم آخر",), "country": "SYR",
        "sector": (), "role": "body", "caution": False, "wikidata": None, "source": ("test",),
    }  # fmt: skip
    return ActorRow(**{**given, **fields})


def place(kind: Any) -> PlaceRow:
    return PlaceRow("x", "اسم", "Name", (), "SYR", kind, (), (), False, None, ("test",))


def office(start: str | None, end: str | None, country: str = "SYR") -> RoleRow:
    return RoleRow("r", "per.x", ("وزير",), "minister", country, start, end, ("test",))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"role": "agency", "sector": ("JRN",)}, "wire", id="agency"),
        pytest.param({"sector": ("GOV",)}, "state", id="ministry"),
        pytest.param({"sector": ("MIL",), "role": "official"}, "state", id="general"),
        pytest.param({"sector": ("MIL", "REB")}, "party", id="rebel-army"),
        pytest.param({"sector": ("PTY",)}, "party", id="party"),
        pytest.param({"sector": ("GOV",), "country": "UNO"}, "international", id="united-nations"),
        pytest.param({"sector": ("CVL",), "country": "NGO"}, "ngo", id="ngo"),
        pytest.param({"sector": ("CVL",)}, None, id="club"),
        pytest.param({"role": "outlet", "sector": ("JRN",)}, "local", id="outlet-at-home"),
        pytest.param({"role": "outlet", "sector": ("JRN",), "country": "FRA"}, "international", id="outlet-abroad"),
    ],
)
def test_class_by_the_lexicon(fields: dict[str, Any], expected: str | None) -> None:
    assert class_of(row(**fields), home={"SYR"}) == expected


def test_outlet_without_a_home_has_no_class() -> None:
    assert class_of(row(role="outlet")) is None


@pytest.mark.parametrize(("kind", "expected"), [("state", "state"), ("capital", "state"), ("city", None)])
def test_country_or_capital_that_tells_speaks_for_its_government(kind: str, expected: str | None) -> None:
    source = source_of("places:x", "اسم", place(kind))

    assert (source.kind, source.country) == (expected, "SYR")


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        pytest.param([], ("state", "SYR"), id="none-known"),
        pytest.param([office(None, None)], ("state", "SYR"), id="no-dates"),
        pytest.param([office("2012", "2017-07")], (None, "SYR"), id="left"),
        pytest.param([office("2012", "2018-10")], ("state", "SYR"), id="left-in-that-month"),
        pytest.param([office("2012", "2017"), office("2018-10-10", None)], ("state", "SYR"), id="has-another"),
        pytest.param([office("2019", None)], ("state", "SYR"), id="takes-one-later"),
        pytest.param([office("2018", None, "UNO")], ("international", "UNO"), id="heads-a-body-between-states"),
        pytest.param([office("2018", None, "UNO"), office("2018", None)], ("state", "SYR"), id="holds-two"),
    ],
)
def test_person_is_classed_by_the_office_of_the_day(offices: list[RoleRow], expected: tuple[str | None, str]) -> None:
    minister = row_on(row(type="PER", role="official", sector=("GOV",)), offices, "2018-10-10")

    assert (class_of(minister), minister.country) == expected


def test_politician_who_left_office_still_speaks_for_his_party() -> None:
    assert class_of(row_on(row(type="PER", sector=("GOV", "PTY")), [office("2012", "2017")], "2018-10-10")) == "party"


def test_body_has_no_offices() -> None:
    ministry = row(sector=("GOV",))

    assert row_on(ministry, [office("2012", "2017")], "2018-10-10") is ministry


def test_record_has_all_names_once() -> None:
    assert source_of("actors:org.x", "الاسم", row()).names == ("الاسم", "Name", "اسم آخر")


def test_unnamed_is_a_class() -> None:
    assert source_of("unnamed:e1:1", "مصدر أمني").kind == "unnamed"


def test_all_rows_of_the_lexicon_make_records() -> None:
    kinds = {source_of(f"actors:{r.key}", "", r, home={"SAU"}).kind for r in Lexicon().actors}

    assert kinds == {"wire", "state", "party", "local", "international", "ngo", None}


def test_source_that_nobody_rated_is_f_and_claim_6() -> None:
    assert (letter_by(Source(key="x", names=())), number_by(())) == ("F", 6)


def test_raters_are_kept_apart() -> None:
    ratings = (
        Rating(letter="B", day="2018-05-03", who="Huda", reason="was there"),
        Rating(letter="D", day="2018-05-02", who="Sami", reason="denied twice"),
        Rating(letter="A", day="2018-05-01", who="Huda", reason="first look"),
    )
    source = Source(key="x", names=(), ratings=ratings)

    assert (letter_by(source), letter_by(source, "Sami"), letter_by(source, "Nur")) == ("B", "D", "F")


def test_newest_of_each_rater_comes_newest_first() -> None:
    days = [("B", "2018-05-03", "Huda"), ("D", "2018-05-02", "Sami"), ("A", "2018-05-03", "Huda")]
    ratings = [Rating(letter=letter, day=day, who=who, reason="x") for letter, day, who in days]  # type: ignore[arg-type]

    assert [(one.letter, one.who) for one in newest_by_rater(ratings)] == [("A", "Huda"), ("D", "Sami")]


def test_newest_number_counts() -> None:
    marks = [Mark(number=n, day=f"2018-05-0{n}", who="Huda", reason="two chains") for n in (3, 2)]

    assert number_by(marks) == 3


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"letter": "G"}, "no letter", id="letter"),
        pytest.param({"day": "today"}, "no ISO day", id="day"),
        pytest.param({"reason": " "}, "reason is empty", id="reason"),
        pytest.param({"who": ""}, "who is empty", id="who"),
    ],
)
def test_rating_without_a_part_is_refused(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Rating(**{"letter": "B", "day": "2018-05-03", "who": "Huda", "reason": "was there", **fields})


def test_number_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        Mark(number=7, day="2018-05-03", who="Huda", reason="x")  # type: ignore[arg-type]  # what is tested


def test_sides_are_those_given_and_the_countries_of_states() -> None:
    sources = [
        Source(key="ministry", names=(), kind="state", country="SYR"),
        Source(key="general", names=(), kind="state", country="SYR"),
        Source(key="rebels", names=(), kind="party", country="SYR"),
        Source(key="paper", names=(), kind="local", country="SYR"),
    ]

    assert sides_of(sources, {"general": "defected"}) == {"ministry": "SYR", "general": "defected"}
