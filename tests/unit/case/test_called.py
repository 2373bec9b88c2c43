"""Names that people give to actors: shown in place of the found ones, logged, taken back, gone with their actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from actor_kit import actor_case, person
from case_kit import make_older
from musnad.case.actor_items import actor_items
from musnad.case.called import call, given_names, names_given, take_back_name
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.identity import merge
from musnad.case.key_names import names_of
from musnad.case.verifying import verify
from musnad.errors import CaseError

SHORT, LONG = "PER:سعد الغامدي", "PER:سعد بن علي الغامدي"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return actor_case(tmp_path, [person("سعد الغامدي"), person("علي الزهراني")], [person("سعد بن علي الغامدي")])


def _call(case: Case, key: str = SHORT, name: str = "سعد الغامدي اللاعب", **how: str) -> int:
    return call(case, key, name, **{"who": "أ", "reason": "تمييز", **how})


def test_given_name_stands_in_place_of_the_found_one(case: Case) -> None:
    number = _call(case)
    assert names_of(case.connection, [SHORT, LONG]) == {SHORT: "سعد الغامدي اللاعب", LONG: "سعد بن علي الغامدي"}
    assert "سعد الغامدي اللاعب" in [item.name for item in actor_items(case, size=5)[0]]
    take_back_name(case, number, reason="لا")
    assert names_of(case.connection, [SHORT]) == {SHORT: "سعد الغامدي"}


def test_newest_name_stands_for_all_keys_of_one_actor(case: Case) -> None:
    _call(case, name="الأول")
    merge(case, SHORT, LONG, reason="هو")
    assert given_names(case.connection) == {SHORT: "الأول", LONG: "الأول"}
    _call(case, LONG, "الثاني")
    assert given_names(case.connection) == {SHORT: "الثاني", LONG: "الثاني"}


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"name": " "}, "no name"),
        ({"name": "a\u202eb"}, "no name"),
        ({"name": "x" * 201}, "no name"),
        ({"reason": " "}, "no reason"),
        ({"key": "PER:لا أحد"}, "nobody in the case"),
    ],
    ids=["empty", "bidi", "long", "reasonless", "nobody"],
)
def test_what_will_not_do_is_refused(case: Case, how: dict[str, str], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        _call(case, **how)


def test_log_keeps_no_names(case: Case) -> None:
    _call(case)
    log = (case.path / "log.jsonl").read_text(encoding="utf-8")
    assert "call actor" in log
    assert "الغامدي" not in log


def test_name_is_taken_back_once(case: Case) -> None:
    number = _call(case)
    take_back_name(case, number, reason="لا")
    assert names_given(case.connection) == ()
    with pytest.raises(CaseError, match="taken back on"):
        take_back_name(case, number, reason="لا")
    with pytest.raises(CaseError, match="none of this number"):
        take_back_name(case, 99, reason="لا")


def test_name_goes_with_the_last_article_of_its_actor(case: Case) -> None:
    _call(case)
    _call(case, LONG, "باق")
    delete_article(case, 1, reason="test")
    assert [one.name for one in names_given(case.connection, undone=True)] == ["باق"]
    assert not list(verify(case))


def test_case_of_an_earlier_musnad_has_none(case: Case) -> None:
    make_older(case, 6)
    assert names_given(case.connection) == ()


def test_merged_actors_are_one_in_the_list(case: Case) -> None:
    merge(case, SHORT, LONG, reason="هو", who="أ")
    items, total = actor_items(case, "PER", size=5)
    assert [(item.key, item.articles, item.others) for item in items] == [
        (LONG, 2, (SHORT,)), ("PER:علي الزهراني", 1, ()),
    ]  # fmt: skip
    assert total == 2
