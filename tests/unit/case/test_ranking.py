"""Terms by the articles they stand in: counted as articles come, change and go, and given a page at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from actor_kit import actor_case, add_actors, body, person
from case_kit import make_older
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.ranking import Ranked, Scope, articles_by_key, ranked

A, B, C = "PER:سعد الغامدي", "PER:علي الزهراني", "ORG:الهلال الابيض"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    saad, ali, crescent = person("سعد الغامدي"), person("علي الزهراني"), body("الهلال الأبيض")
    return actor_case(tmp_path, [saad, ali], [saad], [saad, crescent, ali])


def _keys(case: Case, **how: object) -> list[str]:
    return [one.key for one in ranked(case.connection, Scope("named"), **{"size": 10, **how})[0]]  # type: ignore[arg-type]


def _wrong(case: Case) -> list[tuple[object, ...]]:
    query = (
        "SELECT key, articles, (SELECT count(*) FROM fact JOIN article ON current = document WHERE term = t.id) AS n"
    )
    return case.connection.execute(f"{query} FROM term AS t WHERE articles != n").fetchall()


def test_those_of_most_articles_come_first(case: Case) -> None:
    found, total = ranked(case.connection, Scope("named"), size=2)
    assert [(one.key, one.articles) for one in found] == [(A, 3), (B, 2)]
    assert total == 3


def test_case_of_an_earlier_musnad_is_counted_anew(case: Case) -> None:
    before = ranked(case.connection, Scope("named"), size=5)
    make_older(case, 6)
    assert ranked(case.connection, Scope("named"), size=5) == before
    assert articles_by_key(case.connection, "named", [A, C]) == {A: 3, C: 1}


def test_counts_follow_new_and_deleted_articles(case: Case) -> None:
    add_actors(case, [person("علي الزهراني"), person("رجل آخر")], prefix="b")
    assert articles_by_key(case.connection, "named", [B]) == {B: 3}
    delete_article(case, 1, reason="test")
    assert articles_by_key(case.connection, "named", [A, B]) == {A: 2, B: 2}
    assert not _wrong(case)


def test_counts_are_of_the_current_version_alone(case: Case) -> None:
    current = case.connection.execute("SELECT current FROM article WHERE id = 1").fetchone()[0]
    with case.change() as connection:
        connection.execute("UPDATE article SET current = NULL WHERE id = 1")
        assert not _wrong(case)
        connection.execute("UPDATE article SET current = ? WHERE id = 1", (current,))
        assert not _wrong(case)
        connection.execute("DELETE FROM fact WHERE document = ?", (current,))
    assert articles_by_key(case.connection, "named", [A]) == {A: 2}


@pytest.mark.parametrize("start", range(5))
def test_what_is_counted_otherwise_takes_its_place_on_every_page(case: Case, start: int) -> None:
    extra = (Ranked("x", "", 9), Ranked("y", "", 2), Ranked("z", "", 0))
    whole = _keys(case, instead=extra, hidden=[B])
    assert whole == ["x", A, "y", C, "z"]
    assert _keys(case, instead=extra, hidden=[B], start=start, size=1) == whole[start : start + 1]


def test_page_behind_the_last_is_empty(case: Case) -> None:
    assert ranked(case.connection, Scope("named"), start=50, size=5) == ((), 3)
