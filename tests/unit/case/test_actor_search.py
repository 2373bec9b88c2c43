"""Actors of a case found by name, in any spelling and script."""

from __future__ import annotations

from pathlib import Path

import pytest

from actor_kit import Given, actor_case, body, person, row
from musnad.case.actor_search import actor_called, actors_called
from musnad.case.folder import Case
from musnad.case.identity import merge
from musnad.errors import CaseError

LAVROV = "actors:per.sergey_lavrov"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return actor_case(
        tmp_path,
        [row("per.sergey_lavrov", "سيرغي لافروف"), person("عبد الله الغامدي"), body("الهلال الأبيض")],
        [person("عبدالله الزهراني"), person("دوانالد شولتس"), person("مؤيد الأسمر")],
        [row("per.sergey_lavrov", "سيرغي لافروف"), person("أبو مازن حداد"), body("Acme Vision")],
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param(LAVROV, LAVROV, id="key"),
        pytest.param("per.sergey_lavrov", LAVROV, id="key-without-table"),
        pytest.param("سيرغي لافروف", LAVROV, id="name"),
        pytest.param("لافروف", LAVROV, id="family-name"),
        pytest.param("سيرجي لافروف", LAVROV, id="spelling"),
        pytest.param("Sergey Lavrov", LAVROV, id="latin"),
        pytest.param("Lavrov", LAVROV, id="latin-family-name"),
        pytest.param("عبدالله الغامدي", "PER:عبد الله الغامدي", id="in-one-word"),
        pytest.param("عبد الله الزهراني", "PER:عبدالله الزهراني", id="in-two-words"),
        pytest.param("الغامدي", "PER:عبد الله الغامدي", id="one-word"),
        pytest.param("شولتز", "PER:دوانالد شولتس", id="foreign"),
        pytest.param("مويد اسمر", None, id="hamza-left-out"),
        pytest.param("مئيد الاسمر", "PER:مؤيد الاسمر", id="seat-of-hamza"),
        pytest.param("أبي مازن حداد", "PER:ابو مازن حداد", id="kunya"),
        pytest.param("acme", "ORG:acme vision", id="latin-label"),
        pytest.param("هلال أبيض", "ORG:الهلال الابيض", id="article-left-out"),
    ],
)
def test_actor_is_found(case: Case, name: str, key: str | None) -> None:
    found = [one.actor.key for one in actors_called(case.connection, name)]
    assert found[:1] == ([key] if key else [])


@pytest.mark.parametrize("name", ["روسيا", "Russia", "places:rus", "rus"])
def test_state_is_found_by_its_very_name(tmp_path: Path, name: str) -> None:
    case = actor_case(tmp_path, [Given("LOC", "روسيا", origin="places:rus"), Given("LOC", "تل ماما")])
    assert actor_called(case, name) == "places:rus"
    assert actor_called(case, "تل ماما") == "LOC:تل ماما"


def test_very_name_comes_before_names_that_hold_it(tmp_path: Path) -> None:
    case = actor_case(tmp_path, [person("حداد")], [person("مريم حداد"), person("سامر حداد")], [person("مريم حداد")])
    found = actors_called(case.connection, "حداد")
    assert [(one.actor.key, one.rank) for one in found] == [("PER:حداد", 0), ("PER:مريم حداد", 2), ("PER:سامر حداد", 2)]
    assert actor_called(case, "حداد") == "PER:حداد"


def test_several_actors_are_told_with_their_articles(tmp_path: Path) -> None:
    case = actor_case(tmp_path, [person("مريم حداد"), person("سامر حداد")], [person("مريم حداد")])
    with pytest.raises(CaseError, match=r"2 actors may be meant.*PER:مريم حداد \(2\), PER:سامر حداد \(1\)"):
        actor_called(case, "حداد")
    merge(case, "PER:مريم حداد", "PER:سامر حداد", reason="x")
    assert actor_called(case, "حداد") == "PER:سامر حداد"


@pytest.mark.parametrize("name", ["كلاوديا", "zzz", "", " ", "«»", "%", "123", "ا" * 500, "(["])
def test_nobody_is_told(case: Case, name: str) -> None:
    with pytest.raises(CaseError, match="nobody here is called"):
        actor_called(case, name)


def test_empty_case_has_nobody(tmp_path: Path) -> None:
    assert actors_called(actor_case(tmp_path).connection, "لافروف") == ()
