"""Which actors of a case may be one: found, scored, explained, and hidden once people decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from actor_kit import actor_case, add_actors, body, person, row
from musnad.case.actor_pairs import pairs
from musnad.case.folder import Case
from musnad.case.identity import merge, split, undo
from musnad.corpus.identity import Pair
from musnad.errors import CaseError

SHORT, LONG = "PER:نبيل الصالحي", "PER:نبيل بن عمر الصالحي"
CROWD = [person(f"شاهد{'ن' * n} غريب{'ب' * n}") for n in range(1, 12)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return actor_case(
        tmp_path,
        [person("نبيل الصالحي", "وزير الزراعة"), person("منى رزق"), person("هاني فرح")],
        [person("نبيل بن عمر الصالحي", "وزير الزراعة"), person("منى رزق"), person("هاني فرح")],
        [person("سامر الصالحي"), person("هشام وهبي"), *CROWD],
        [row("per.sergey_lavrov", "سيرغي لافروف"), row("per.donald_trump", "دونالد ترامب")],
        [person("سيرغي لفروف"), person("رنا شلبي")],
    )


def keys(found: tuple[Pair, ...]) -> set[tuple[str, str]]:
    return {(pair.one, pair.other) for pair in found}


def test_likely_pairs_are_suggested_with_reasons(case: Case) -> None:
    found = pairs(case)
    assert keys(found) == {tuple(sorted((SHORT, LONG))), ("PER:سيرغي لفروف", "actors:per.sergey_lavrov")}
    (pair,) = [pair for pair in found if pair.one == SHORT]
    reasons = {reason.trait: reason.words for reason in pair.reasons}
    assert reasons["within"] == ("نبيل", "صالحي")
    assert reasons["actors beside both"] == ("PER:مني رزق", "PER:هاني فرح")
    assert reasons["same role"] == ("زراعة", "وزير")


def test_pairs_of_one_actor_are_those_of_the_case_with_him(case: Case) -> None:
    whole = pairs(case, least=0.0, limit=None)
    for key in (SHORT, LONG, "PER:سيرغي لفروف", "actors:per.sergey_lavrov", "PER:سامر الصالحي"):
        assert pairs(case, key, least=0.0, limit=None) == tuple(p for p in whole if key in (p.one, p.other))


def test_rows_of_the_lexicon_are_never_suggested_as_one(case: Case) -> None:
    assert not any(p.one.startswith("actors:") and p.other.startswith("actors:") for p in pairs(case, least=0.0))


def test_decided_pairs_are_not_suggested(case: Case) -> None:
    pair = tuple(sorted((SHORT, LONG)))
    for decide in (merge, split):
        number = decide(case, SHORT, LONG, reason="x")
        assert pair not in keys(pairs(case)) | keys(pairs(case, SHORT))
        undo(case, number, reason="y")
        assert pair in keys(pairs(case))


def test_split_holds_for_whoever_is_merged_with_either(case: Case) -> None:
    add_actors(case, [person("نبيل عمر الصالحي"), person("منى رزق")], prefix="b")
    assert tuple(sorted((SHORT, "PER:نبيل عمر الصالحي"))) in keys(pairs(case))
    merge(case, LONG, "PER:نبيل عمر الصالحي", reason="x")
    split(case, SHORT, LONG, reason="y")
    assert tuple(sorted((SHORT, "PER:نبيل عمر الصالحي"))) not in keys(pairs(case))


def test_those_in_several_articles_come_first(case: Case) -> None:
    again = [person("سيرغي لفروف"), person("كمال")], [row("per.sergey_lavrov", "سيرغي لافروف"), person("كمال")]
    add_actors(case, *again, prefix="b")
    assert [pair.other for pair in pairs(case)] == ["actors:per.sergey_lavrov", LONG]


def test_limit_and_least_score_are_kept(case: Case) -> None:
    assert len(pairs(case, limit=1)) == 1
    assert pairs(case, limit=0) == ()
    assert all(pair.score >= 0.9 for pair in pairs(case, least=0.9))


def test_unknown_actor_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="nobody in the case has this key"):
        pairs(case, "PER:nobody")


def test_case_without_actors_has_no_pairs(tmp_path: Path) -> None:
    assert pairs(actor_case(tmp_path)) == ()


def test_names_that_hundreds_share_are_not_compared_with_each_other(tmp_path: Path) -> None:
    crowd = [person(f"محمد {'ا' * (n % 25 + 1)}حمد{'ي' * (n // 25)}") for n in range(400)]
    case = actor_case(tmp_path, crowd, [person("محمد"), body("محمد")])
    assert all(pair.one != "PER:محمد" for pair in pairs(case, least=0.0) if pair.other != "ORG:محمد")


def test_days_that_are_missing_or_wrong_do_no_harm(tmp_path: Path) -> None:
    case = actor_case(tmp_path, [person("نبيل الصالحي")], [person("نبيل بن عمر الصالحي")], day=None)
    with case.change() as connection:
        connection.execute("UPDATE document SET day = '2018-13-99' WHERE id = 1")
    assert keys(pairs(case, least=0.1)) == {tuple(sorted((SHORT, LONG)))}
