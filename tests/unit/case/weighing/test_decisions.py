"""What people decide on claims holds, is logged, can be taken back, and outlives new readings and articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.verifying import verify
from musnad.case.weighing import (
    decisions,
    join_claims,
    split_claim,
    take_back_decision,
    weigh,
    weigh_pending,
)
from musnad.errors import CaseError
from weighing_texts import WORDS

TEXTS = tuple(WORDS.values())


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    add(case, *(article(text, id=f"a{n}", locator=f"{n}", outlet=f"صحيفة {n}") for n, text in enumerate(TEXTS)))
    weigh_pending(case)
    return case


def told(case: Case) -> set[frozenset[int]]:
    return {frozenset(piece.document for piece in weighed.claim.evidence) for weighed in weigh(case).claims}


def report_of(case: Case, document: int) -> str:
    """Return the id of the report of a document that is in a claim."""
    pieces = [p for w in weigh(case).claims for p in w.claim.evidence if p.document == document]
    return pieces[0].id


TOGETHER = {frozenset({1, 2, 5}), frozenset({3, 4})}


def test_claims_that_a_person_joins_are_one_until_it_is_taken_back(case: Case) -> None:
    assert told(case) == TOGETHER
    number = join_claims(case, [report_of(case, 1), report_of(case, 3)], reason="one visit")
    assert told(case) == {frozenset({1, 2, 3, 4, 5})}
    take_back_decision(case, number, reason="a mistake")
    assert told(case) == TOGETHER
    (made,) = decisions(case.connection, undone=True)
    assert (made.kind, made.reason, len(made.these), bool(made.undone)) == ("join", "one visit", 5, True)
    assert decisions(case.connection) == ()


@pytest.mark.parametrize("document", [1, 2, 5], ids=["stands for a twin", "other words", "twin"])
def test_report_that_a_person_splits_off_stays_out(case: Case, document: int) -> None:
    split_claim(case, [report_of(case, document)], claim=report_of(case, 2), reason="another delivery")
    assert told(case) == {frozenset({1, 2, 5} - {document}), frozenset({3, 4})}


def test_decisions_hold_when_everything_is_weighed_again_and_others_come(case: Case) -> None:
    join_claims(case, [report_of(case, 1), report_of(case, 3)], reason="one")
    split_claim(case, [report_of(case, 5)], claim=report_of(case, 1), reason="two")
    after = told(case)
    weigh_pending(case, everything=True)
    assert told(case) == after == {frozenset({1, 2, 3, 4})}
    add(case, article(TEXTS[3], id="new", locator="new", outlet="أخرى"))
    weigh_pending(case)
    assert {1, 2, 3, 4} <= next(iter(told(case)))
    assert list(verify(case)) == []


def test_decision_finds_its_words_in_a_later_version(case: Case) -> None:
    split_claim(case, [report_of(case, 2)], claim=report_of(case, 1), reason="another delivery")
    add(case, article(f"{TEXTS[2]}\n\n{TEXTS[1]}", id="a1", outlet="صحيفة 1"))
    weigh_pending(case)
    assert frozenset({1, 5}) in told(case)


def test_later_decision_wins(case: Case) -> None:
    one, other = report_of(case, 1), report_of(case, 2)
    split_claim(case, [other], claim=one, reason="another")
    join_claims(case, [one, other], reason="the same after all")
    assert told(case) == TOGETHER


def test_decision_on_a_deleted_article_tells_what_is_lost(case: Case) -> None:
    join_claims(case, [report_of(case, 1), report_of(case, 3)], reason="one")
    delete_article(case, 3, reason="test")
    (made,) = decisions(case.connection)
    assert len(made.these) == 4
    assert told(case) == {frozenset({1, 2, 4, 5})}


def test_every_decision_is_in_the_log(case: Case) -> None:
    number = join_claims(case, [report_of(case, 1), report_of(case, 3)], reason="one visit")
    take_back_decision(case, number, reason="a mistake")
    log = (case.path / "log.jsonl").read_text(encoding="utf-8")
    assert '"kind":"join claims"' in log and "one visit" in log
    assert '"kind":"take back claim decision"' in log and "a mistake" in log


def test_what_cannot_be_decided_is_told(case: Case) -> None:
    one, other = report_of(case, 1), report_of(case, 3)
    with pytest.raises(CaseError, match="these are one claim already"):
        join_claims(case, [one, report_of(case, 2)], reason="x")
    with pytest.raises(CaseError, match="no claim or evidence has this id"):
        join_claims(case, [one, "none"], reason="x")
    with pytest.raises(CaseError, match=f"not all are reports of {one}"):
        split_claim(case, [other], claim=one, reason="x")
    with pytest.raises(CaseError, match="nothing would be left of the claim"):
        split_claim(case, [report_of(case, n) for n in (1, 2, 5)], claim=one, reason="x")
    with pytest.raises(CaseError, match="the reason: it is empty"):
        join_claims(case, [one, other], reason=" ")
    with pytest.raises(CaseError, match="decision 9: there is none of this number"):
        take_back_decision(case, 9, reason="x")
    assert told(case) == TOGETHER and decisions(case.connection, undone=True) == ()


def test_decision_is_taken_back_once(case: Case) -> None:
    number = join_claims(case, [report_of(case, 1), report_of(case, 3)], reason="one")
    take_back_decision(case, number, reason="x")
    with pytest.raises(CaseError, match=r"it was taken back on .*; make a new one instead"):
        take_back_decision(case, number, reason="x")
