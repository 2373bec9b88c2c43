"""Who a name means, by what the article says around it."""

from __future__ import annotations

import pytest

from musnad.lexicon.names import ActorRow, PlaceRow, RoleRow
from musnad.lexicon.offices import Offices, held_on
from musnad.stages.entities.identity import Article, Identifier
from musnad.stages.entities.naming import KnownRows

NATIONS = {"زعفراني": "zfr", "زعفران": "zfr", "نرجسي": "nrj"}
OLD, NEW = "actors:per.old", "actors:per.new"


def make_actor(key: str, name: str, *, country: str = "ZFR", caution: bool = False, source: str = "own") -> ActorRow:
    kind = "PER" if key.startswith("per") else "ORG"
    return ActorRow(key, kind, name, "", (), country, (), "official", caution, None, (source,))


def make_place(key: str, name: str) -> PlaceRow:
    return PlaceRow(key, name, "", (), key.upper(), "state", (), (), False, None, ("own",))


def make_role(key: str, actor: str, phrase: str, start: str | None, end: str | None) -> RoleRow:
    return RoleRow(key, actor, (phrase,), "", "ZFR", start, end, ("own",))


ROLES = (
    make_role("zfr.defence.2010", "per.old", "وزير الدفاع الزعفراني", "2010", "2015-06"),
    make_role("zfr.defence.2015", "per.new", "وزير الدفاع الزعفراني", "2015-07-01", None),
    make_role("zfr.finance.2010", "per.old", "وزير المالية الزعفراني", "2016", None),
)


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    actors = (
        make_actor("per.old", "سمير القرنبولي"),
        make_actor("per.new", "هالة القرنبولي"),
        make_actor("per.wary", "حسن الجميل", caution=True),
        make_actor("per.mine", "سمير القرنبولي", source="user:people.csv"),
        make_actor("org.zfr.interior", "وزارة الداخلية الزعفرانية"),
    )
    known = KnownRows(actors, (make_place("zfr", "زعفران"), make_place("nrj", "نرجس")))
    return Identifier(known, Offices(ROLES, NATIONS), {**NATIONS, "زعفرانية": "zfr"})


@pytest.mark.parametrize(
    ("published", "row"),
    [
        pytest.param("2012-03-01", OLD, id="first-holder"),
        pytest.param("2015-06-20", OLD, id="month-counts-to-its-end"),
        pytest.param("2016-01-01", NEW, id="second-holder"),
        pytest.param(None, None, id="no-date-two-holders"),
        pytest.param("2009-01-01", None, id="before-both"),
    ],
)
def test_holder_is_of_the_day(identifier: Identifier, published: str | None, row: str | None) -> None:
    choice = identifier.holder("وزير دفاع زعفران", published)
    assert (choice.row if choice else None) == row


def test_holder_keeps_other_offices_apart(identifier: Identifier) -> None:
    assert identifier.holder("نائب وزير الدفاع الزعفراني", "2016-01-01") is None
    assert identifier.holder("وزير الدفاع النرجسي", "2016-01-01") is None


def test_role_beside_decides_between_rows(identifier: Identifier) -> None:
    article = Article("2016-01-01", {"zfr": 1})
    choice = identifier.choose((OLD, NEW), article, ["وزير الدفاع الزعفراني"], surname=True)
    assert choice is not None
    assert choice.row == NEW
    assert "role:zfr.defence.2015" in choice.reasons


def test_rows_that_nothing_tells_apart_are_no_answer(identifier: Identifier) -> None:
    article = Article("2020-01-01", {"zfr": 1})
    assert identifier.choose((OLD, NEW), article, [], surname=True) is None


def test_cautious_surname_needs_more_than_the_nation(identifier: Identifier) -> None:
    row = ("actors:per.wary",)
    assert identifier.choose(row, Article("2020-01-01", {"zfr": 2}), [], surname=True) is None
    assert identifier.choose(row, Article("2020-01-01", {}), ["الممثل الزعفراني"], surname=True) is not None


def test_other_nation_beside_a_cautious_name_speaks_against_it(identifier: Identifier) -> None:
    row = ("actors:per.wary",)
    assert identifier.choose(row, Article("2020-01-01", {}), ["الممثل النرجسي"], surname=False) is None


def test_own_list_wins(identifier: Identifier) -> None:
    choice = identifier.choose((OLD, "actors:per.mine"), Article("2009-01-01", {}), [], surname=False)
    assert choice is not None
    assert choice.row == "actors:per.mine"
    assert "own_list" in choice.reasons


@pytest.mark.parametrize(
    ("nations", "row"),
    [
        pytest.param({"zfr": 3}, "actors:org.zfr.interior", id="one-nation"),
        pytest.param({"zfr": 6, "nrj": 2}, "actors:org.zfr.interior", id="far-more-than-another"),
        pytest.param({"zfr": 3, "nrj": 2}, None, id="two-nations"),
        pytest.param({}, None, id="none"),
    ],
)
def test_ministry_without_nation_is_of_the_articles_nation(
    identifier: Identifier, nations: dict[str, int], row: str | None
) -> None:
    choice = identifier.national(("وزارة", "داخلية"), Article(None, nations))
    assert (choice.row if choice else None) == row


def test_held_on_takes_open_and_inexact_bounds() -> None:
    row = make_role("k", "per.old", "x", "2012-11", "2013")
    assert not held_on(row, "2012-10-31")
    assert held_on(row, "2012-11-01")
    assert held_on(row, "2013-12-31")
    assert not held_on(row, "2014-01-01")
    assert held_on(make_role("k", "a", "x", None, None), "1900-01-01")
