"""Claims follow what is added, changed and deleted; the way there makes no difference."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from itertools import permutations
from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.indexes import Indexes
from musnad.case.judging import judge, take_back
from musnad.case.store import read_document
from musnad.case.verifying import verify
from musnad.case.weighing import pending, weigh, weigh_pending
from musnad.errors import CaseError
from weighing_texts import WORDS


def case_of(folder: Path, ids: Iterable[str], texts: Mapping[str, str] = WORDS) -> Case:
    case = new_case(folder)
    for one in ids:
        add(case, article(texts[one], id=one, locator=one, outlet=f"صحيفة {one}"))
        weigh_pending(case)
    return case


def told(case: Case) -> set[frozenset[tuple[str, int]]]:
    """Return the claims as sets of names of articles and places in them."""
    names = dict(case.connection.execute("SELECT id, name FROM document"))
    return {frozenset((names[p.document], p.spans[0].start) for p in w.claim.evidence) for w in weigh(case).claims}


def rows(case: Case) -> list[tuple[str, int]]:
    tables = ("evidence", "piece", "block", "near", "opposed", "claim")
    return [(name, case.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in tables]


def test_order_in_which_articles_come_makes_no_difference(tmp_path: Path) -> None:
    found = {frozenset(told(case_of(tmp_path / "".join(ids), ids))) for ids in permutations("abce")}
    assert len(found) == 1 and next(iter(found))


def test_one_by_one_gives_the_claims_of_all_at_once(tmp_path: Path) -> None:
    one_by_one = case_of(tmp_path / "one", WORDS)
    at_once = new_case(tmp_path / "all")
    add(at_once, *(article(text, id=one, locator=one, outlet=f"صحيفة {one}") for one, text in WORDS.items()))
    assert weigh_pending(at_once).done == len(WORDS)
    assert told(one_by_one) == told(at_once) and len(told(at_once)) == 2
    before = told(one_by_one)
    assert weigh_pending(one_by_one, everything=True).done == len(WORDS)
    assert told(one_by_one) == before


@pytest.mark.parametrize("gone", WORDS)
def test_deleted_article_leaves_the_case_as_if_it_had_not_been_there(tmp_path: Path, gone: str) -> None:
    case = case_of(tmp_path / "c", WORDS)
    delete_article(case, list(WORDS).index(gone) + 1, reason="test")
    without = case_of(tmp_path / "d", [one for one in WORDS if one != gone])
    assert told(case) == told(without)
    assert rows(case) == rows(without)
    assert list(verify(case)) == []


@pytest.mark.parametrize("gone", ["a", "b", "e"])
def test_deleted_article_whose_words_another_has_twice_leaves_the_case_whole(tmp_path: Path, gone: str) -> None:
    """Two pieces of one article never stand for one another, not even when the one that stood for both goes."""
    texts = {**WORDS, "twice": f"{WORDS[gone]}\n\n{WORDS[gone]}", "again": WORDS[gone]}
    case = case_of(tmp_path / "c", texts, texts)
    delete_article(case, list(texts).index(gone) + 1, reason="test")
    assert list(verify(case)) == []
    without = case_of(tmp_path / "d", [one for one in texts if one != gone], texts)
    assert told(case) == told(without)
    assert rows(case) == rows(without)


def test_new_version_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "abc")
    add(case, article(WORDS["d"], id="a", outlet="صحيفة a"))
    assert weigh_pending(case).done == 1
    assert [{name for name, _ in claim} for claim in told(case)] == [{"a", "c"}]


def test_correction_makes_the_article_be_weighed_again_and_so_does_taking_it_back(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "ab")
    before = told(case)
    target = (read_document(case.connection, 1).statements or ())[0]
    number = judge(case, 1, layer="statements", action="remove", target=target, reason="not said")
    assert pending(case.connection) == (1,)
    weigh_pending(case)
    assert pending(case.connection) == () and told(case) != before
    take_back(case, number, reason="it was")
    weigh_pending(case)
    assert told(case) == before


def test_only_some_are_weighed_where_some_are_asked_for(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    add(case, *(article(text, id=one, locator=one) for one, text in WORDS.items()))
    assert weigh_pending(case, [2, 4]).done == 2
    assert pending(case.connection) == (1, 3, 5) and pending(case.connection, [1, 2]) == (1,)


def test_other_rules_make_everything_be_weighed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(tmp_path / "c", "ab")
    monkeypatch.setattr("musnad.case.weighing.keeping.version", lambda: "other")
    assert pending(case.connection) == (1, 2)
    assert weigh_pending(case).done == 2 and pending(case.connection) == ()


def test_index_made_anew_is_weighed_anew(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "ab")
    before = told(case)
    with case.change() as connection:
        Indexes(connection).rebuild()
    assert weigh_pending(case).done == 2 and told(case) == before


def test_article_that_cannot_be_read_is_told_and_the_others_are_weighed(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    add(case, *(article(text, id=one, locator=one) for one, text in WORDS.items()))
    case.connection.execute("UPDATE layers SET value = x'00' WHERE document = 2")
    report = weigh_pending(case)
    assert (report.done, [p.source for p in report.problems]) == (4, ["document 2"])
    assert pending(case.connection) == (2,)


def test_another_who_adds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case(tmp_path / "c")
    add(case, article(WORDS["a"]))
    monkeypatch.setattr("musnad.case.locking._lock", lambda _descriptor: False)
    with pytest.raises(CaseError, match="another musnad is adding to it"):
        weigh_pending(case)


def test_what_was_weighed_is_told_in_the_log(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "ab")
    lines = [line for (line,) in case.connection.execute("SELECT line FROM log")]
    assert sum('"kind":"weigh"' in line and '"articles":1' in line for line in lines) == 2
    weigh_pending(case)
    assert case.connection.execute("SELECT count(*) FROM log").fetchone()[0] == len(lines)


def test_one_article_five_hundred_times_is_one_text_of_one_origin(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    many = 500
    add(
        case,
        *(
            article(WORDS["b"], id=f"n{n}", locator=f"{n}", outlet=f"صحيفة {n}", url=f"https://n{n}.example/1")
            for n in range(many)
        ),
    )
    start = time.perf_counter()
    weigh_pending(case)
    assert time.perf_counter() - start < 120
    (weighed,) = weigh(case).claims
    counts = weighed.counts
    assert (counts.articles.value, counts.outlets.value) == (many, many)
    assert (counts.origins_lower.value, counts.origins_upper.value) == (1, 1)
    assert case.connection.execute("SELECT count(*) FROM near").fetchone()[0] == 2 * (many - 1)
    delete_article(case, 1, reason="the one that stood for all")
    (weighed,) = weigh(case).claims
    assert weighed.counts.articles.value == many - 1


def test_missing_dates_and_days_that_run_backwards_are_no_hindrance(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    days = [None, "2018-05-10", "1018-01-01", "2999-12-31", "2018-05-09T23:59:00-11:00"]
    add(
        case,
        *(
            article(WORDS["a"], id=f"d{n}", locator=f"{n}", outlet=f"صحيفة {n}", published=day)
            for n, day in enumerate(days)
        ),
    )
    assert weigh_pending(case).problems == []
    weighed = weigh(case).claims
    assert weighed and {piece.document for w in weighed for piece in w.claim.evidence} <= {1, 2, 3, 4, 5}
    assert list(verify(case)) == []
