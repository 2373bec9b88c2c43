"""Marks of claims: given beside each other, found again where the claim has changed, gone with nobody's article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from case_kit import add, article, new_case
from musnad.case.claim_marks import mark, marks_in
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.notes import notes, take_back
from musnad.case.verifying import verify
from musnad.case.weighing import weigh, weigh_pending
from musnad.errors import CaseError
from musnad.model import Span
from musnad.model.evidence import Claim

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
URL = "https://example.org/1"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    add(case, article(TOLD, id="a", outlet="الأولى", url=URL), article(AGENCY, id="b", outlet="الثانية"))
    return case


def the_claim(case: Case) -> Claim:
    """Return the claim that the current articles tell."""
    weigh_pending(case)
    (weighed,) = weigh(case).claims
    return weighed.claim


def give(case: Case, claim: Claim, number: Any = 2, **fields: str) -> int:
    return mark(case, claim, number, **{"who": "هدى", "reason": "سلسلتان", **fields})


def numbers(case: Case, *claims: Claim) -> dict[str, list[int]]:
    return {id: [one.number for one in marks] for id, marks in marks_in(case.connection, claims).items()}


def test_marks_stand_side_by_side_until_taken_back(case: Case) -> None:
    claim = the_claim(case)
    assert numbers(case, claim) == {}
    give(case, claim, 2, day="2025-12-30")
    second = give(case, claim, 4, who="سامي")
    assert numbers(case, claim) == {claim.id: [2, 4]}
    first, _ = marks_in(case.connection, [claim])[claim.id]
    assert (first.day, first.who, first.reason) == ("2025-12-30", "هدى", "سلسلتان")
    take_back(case, second, reason="خطأ")
    assert numbers(case, claim) == {claim.id: [2]}
    assert list(verify(case)) == []


def test_mark_follows_a_claim_that_has_another_id(case: Case) -> None:
    claim = the_claim(case)
    give(case, claim)
    later = msgspec.structs.replace(claim, id="other", evidence=claim.evidence[1:])
    assert numbers(case, later) == {"other": [2]}


def test_mark_follows_its_first_report_where_the_claim_is_split(case: Case) -> None:
    claim = the_claim(case)
    give(case, claim)
    first, second = (msgspec.structs.replace(claim, id=piece.id, evidence=(piece,)) for piece in claim.evidence)
    assert numbers(case, second, first) == {first.id: [2]}


@pytest.mark.parametrize(("cut", "held"), [(0.2, True), (0.7, False)])
def test_mark_holds_where_a_report_was_read_with_other_ends(case: Case, cut: float, held: bool) -> None:
    claim = the_claim(case)
    give(case, claim)
    piece = claim.evidence[0]
    span = piece.spans[0]
    moved = Span(span.start + int(cut * (span.end - span.start)), span.end)
    again = msgspec.structs.replace(piece, id="anew", spans=(moved,))
    assert numbers(case, Claim(id="anew", evidence=(again,))) == ({"anew": [2]} if held else {})


def test_mark_is_of_no_other_claim_of_the_same_articles(case: Case) -> None:
    claim = the_claim(case)
    give(case, claim)
    elsewhere = msgspec.structs.replace(claim.evidence[0], id="x", spans=(Span(0, 4),))
    assert numbers(case, Claim(id="x", evidence=(elsewhere,))) == {}


def test_mark_holds_in_a_new_version_of_the_article(case: Case) -> None:
    give(case, the_claim(case))
    add(case, article(f"موسكو، في خبر عاجل.\n\n{TOLD}", id="a", outlet="الأولى", url=URL))
    claim = the_claim(case)
    assert {piece.document for piece in claim.evidence} == {2, 3}
    alone = msgspec.structs.replace(claim, evidence=tuple(p for p in claim.evidence if p.document == 3))
    assert numbers(case, alone) == {claim.id: [2]}


def test_deleting_an_article_keeps_the_mark_and_nothing_of_its_words(case: Case) -> None:
    claim = the_claim(case)
    note = give(case, claim)
    gone = delete_article(case, 1, reason="طلب")
    assert gone.marks == (note,)
    assert [(n.value, n.reason) for n in notes(case.connection)] == [("2", "سلسلتان")]
    assert case.connection.execute("SELECT document FROM marked_report").fetchall() == [(2,)]
    left = msgspec.structs.replace(claim, evidence=tuple(p for p in claim.evidence if p.document == 2))
    assert numbers(case, left) == {claim.id: [2]}
    delete_article(case, 2, reason="طلب")
    assert len(notes(case.connection)) == 1
    case.close()
    words = TOLD[40:60].encode()
    assert not any(words in path.read_bytes() for path in case.path.rglob("*") if path.is_file())


def test_case_without_its_reports_is_whole_for_verify(case: Case) -> None:
    give(case, the_claim(case))
    delete_article(case, 1, reason="طلب")
    assert list(verify(case)) == []
    case.connection.execute("UPDATE marked_report SET spans = ?", (json.dumps([[0, 9999]]),))
    assert [(fault.where, fault.what) for fault in verify(case)] == [
        ("note 1", "it points at words outside the text")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"number": 7}, "7 is no number from 1 to 6; give a number"),
        ({"reason": ""}, "reason is empty"),
        ({"who": " "}, "who is empty"),
        ({"day": "2018"}, "'2018' is no day"),
    ],
)
def test_mark_that_will_not_do_is_refused(case: Case, given: dict[str, Any], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        give(case, the_claim(case), **given)
    assert notes(case.connection) == ()
