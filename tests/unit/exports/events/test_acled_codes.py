"""What ACLED calls events and parties: every row of the tables is sound, and the rules between them."""

from __future__ import annotations

from importlib.resources import files

import msgspec
import pytest

from musnad.exports.events.acled_codes import (
    AcledSectorRow,
    AcledTypeRow,
    IsoNumberRow,
    acled_day,
    acled_type,
    inter_of,
    iso_numbers,
    sector_rows,
    type_rows,
)
from musnad.lexicon import Lexicon
from musnad.lexicon.tables import check_table
from musnad.model import Entity
from musnad.views.event_facts import EventFacts, Party, event_facts
from table_kit import event_doc

# ACLED's event types with their sub-events, and the disorder types of each.
_SUB_EVENTS = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    ),
}  # fmt: skip
_DISORDERS = {
    "Battles": "Political violence", "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence", "Protests": "Demonstrations", "Riots": "",
    "Strategic developments": "Strategic developments",
}  # fmt: skip
_TABLES: list[tuple[str, type[msgspec.Struct]]] = [
    ("acled_types", AcledTypeRow), ("acled_sectors", AcledSectorRow), ("iso_numbers", IsoNumberRow),
]  # fmt: skip
_ARMED, _CIVILIAN = {"sectors": ("GOV", "MIL")}, {"sectors": ("CVL",)}


def _facts(**fields: object) -> EventFacts:
    types = {row.key: row for row in Lexicon().event_types}
    return next(event_facts(event_doc(**fields), types))  # type: ignore[arg-type]  # tests pass fields by name


def _party(**fields: object) -> Party:
    known = {"id": "p", "type": "ORG", "name": "p", "mentions": (), "origin": "test"}
    return Party(Entity(**{**known, **fields}), "p")  # type: ignore[arg-type]  # tests pass fields by name


@pytest.mark.parametrize(("name", "row_type"), _TABLES, ids=[name for name, _ in _TABLES])
def test_table_is_sound(name: str, row_type: type[msgspec.Struct]) -> None:
    assert check_table(files("musnad.exports.events") / "data" / f"{name}.tsv", row_type) == ()


def test_types_are_those_of_acled_and_each_has_a_reason() -> None:
    for row in type_rows():
        assert row.sub_event_type in ("", *_SUB_EVENTS[row.event_type])
        assert row.disorder == _DISORDERS[row.event_type]
        assert row.why


def test_modes_are_those_that_events_have() -> None:
    known = {(row.type, row.mode) for row in Lexicon().event_patterns}
    assert {(row.type, row.mode) for row in type_rows()} <= known


def test_sectors_are_those_of_plover() -> None:
    assert all(len(key) == 3 and key.isupper() and row.why for key, row in sector_rows().items())


@pytest.mark.parametrize(("code", "number"), [("SYR", 760), ("DEU", 276), ("YEM", 887), ("SDN", 729), ("FRA", 250)])
def test_number_of_a_country(code: str, number: int) -> None:
    assert iso_numbers()[code] == number


def test_every_country_of_the_codes_has_a_number_of_its_own() -> None:
    countries = {row.key for row in Lexicon().countries if row.source == "iso3166"}
    assert iso_numbers().keys() == countries
    assert len(set(iso_numbers().values())) == len(countries)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"mode": "aerial"}, "Air/drone strike", id="by-mode-alone"),
        pytest.param({"mode": None}, None, id="assault-of-nobody-known"),
        pytest.param({"mode": None, "actor": _ARMED, "recipient": _ARMED}, "Armed clash", id="both-armed"),
        pytest.param({"mode": None, "actor": _ARMED, "recipient": _CIVILIAN}, "Attack", id="on-civilians"),
        pytest.param({"mode": "abduct", "recipient": _ARMED}, None, id="abduction-of-the-armed"),
        pytest.param({"mode": "abduct"}, "Abduction/forced disappearance", id="abduction-of-somebody"),
        pytest.param({"mode": "territory"}, None, id="territory-by-nobody-known"),
        pytest.param({"type": "PROTEST", "mode": "strike"}, None, id="strike-is-no-demonstration"),
        pytest.param({"type": "AGREE", "mode": None}, None, id="agreement-of-any-kind"),
        pytest.param({"type": "RETREAT", "mode": "ceasefire"}, "Agreement", id="ceasefire"),
    ],
)
def test_type_of_an_event(fields: dict[str, object], expected: str | None) -> None:
    row = acled_type(_facts(**fields))
    assert (None if row is None else row.sub_event_type) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2018-05-10", ("2018-05-10", 1), id="day"),
        pytest.param("2018-05-10T15:00", ("2018-05-10", 1), id="clock"),
        pytest.param("2018-05-10TEV", ("2018-05-10", 1), id="part-of-day"),
        pytest.param("2018-W20", ("2018-05-17", 2), id="week-at-its-middle"),
        pytest.param("2018-W20-WE", ("2018-05-19", 2), id="weekend"),
        pytest.param("2018-02", ("2018-02-14", 3), id="month-at-its-middle"),
        pytest.param("2018", None, id="year"),
        pytest.param("2018-Q2", None, id="quarter"),
        pytest.param("XXXX-WXX-2", None, id="open"),
        pytest.param("P2D", None, id="duration"),
        pytest.param(None, None, id="none"),
    ],
)
def test_day_of_a_value(value: str | None, expected: tuple[str, int] | None) -> None:
    day = acled_day(value)
    assert (None if day is None else (day.day.isoformat(), day.precision)) == expected


@pytest.mark.parametrize(
    ("fields", "place", "acts", "expected"),
    [
        pytest.param({"sectors": ("MIL",), "country": "SYR"}, "SYR", True, "State forces", id="at-home"),
        pytest.param({"sectors": ("MIL",), "country": "RUS"}, "SYR", True, "External/Other forces", id="abroad"),
        pytest.param({"sectors": ("MIL",), "country": "RUS"}, None, True, "", id="nowhere-known"),
        pytest.param({"sectors": ("MIL",)}, "SYR", True, "", id="of-no-country-known"),
        pytest.param({"sectors": ("GOV", "REB")}, "SYR", True, "Rebel group", id="armed-sector-first"),
        pytest.param({"sectors": ("CVL",)}, None, False, "Civilians", id="civilians"),
        pytest.param({"sectors": ("GOV",), "type": "PER", "country": "SYR"}, "SYR", False, "", id="minister"),
        pytest.param({"sectors": ("UAF",)}, "SYR", True, "", id="unidentified"),
        pytest.param({"sectors": ("XXX",)}, "SYR", True, "", id="unknown-sector"),
        pytest.param(
            {"type": "LOC", "origin": "places:syr", "country": "SYR"}, "SYR", True, "State forces", id="state-acts"
        ),
        pytest.param({"type": "LOC", "origin": "places:syr", "country": "SYR"}, "SYR", False, "", id="state-as-place"),
        pytest.param({"type": "LOC", "origin": "places:syr.azaz", "country": "SYR"}, "SYR", True, "", id="town"),
    ],
)
def test_inter_of_a_party(fields: dict[str, object], place: str | None, acts: bool, expected: str) -> None:
    assert inter_of(_party(**fields), place, acts=acts) == expected
