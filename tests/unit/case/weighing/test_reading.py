"""Claims of a case's articles: joined, counted, opposed, and each number traced to words."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, make_older, new_case
from musnad.case.folder import Case, open_case
from musnad.case.identity import merge, undo
from musnad.case.verifying import verify
from musnad.case.weighing import claim_with, pending, weigh, weigh_most, weigh_pending
from musnad.errors import CaseError

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
OTHER = "أعلنت وزارة الصحة الأردنية أمس تسجيل إصابات بالحصبة بين تلاميذ ثلاث مدارس في إربد."


def pending_in(case: Case) -> tuple[int, ...]:
    return pending(case.connection)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    texts = [("الأولى", TOLD), ("الثانية", AGENCY), ("الثالثة", OTHER)]
    add(case, *(article(text, id=f"a{n}", locator=f"{n}", outlet=outlet) for n, (outlet, text) in enumerate(texts)))
    weigh_pending(case)
    return case


def test_two_articles_with_one_speaker_are_one_claim_of_one_origin(case: Case) -> None:
    found = weigh(case)
    (weighed,) = found.claims
    counts = weighed.counts
    assert {piece.document for piece in weighed.claim.evidence} == {1, 2}
    assert (counts.articles.value, counts.outlets.value, counts.origins_lower.value) == (2, 2, 1)
    assert [member.key for member in counts.narrowest.members] == ["actors:per.sergey_lavrov"]
    assert found.claim(weighed.claim.evidence[1].id) is weighed


def test_every_number_opens_words_of_the_texts(case: Case) -> None:
    texts = dict(case.connection.execute("SELECT id, text FROM document"))
    (weighed,) = weigh(case).claims
    for name in ("articles", "outlets", "origins_lower", "origins_upper", "witnesses", "repeats"):
        opened = weighed.counts.opens(name)
        assert len({words.evidence for words in opened}) == len(getattr(weighed.counts, name).evidence)
        for words in opened:
            assert all(texts[words.document][span.start : span.end].strip() for span in words.spans)
    assert weighed.counts.opens("articles")


def test_most_told_claims_are_those_of_weighing_without_why_they_are_one(case: Case) -> None:
    for documents in (None, (1, 3), (3,)):
        found, told = weigh_most(case, documents, claims=9, reports=99), weigh(case, documents)
        assert [one.counts for one in found.claims] == [one.counts for one in told.claims]
        assert (found.articles, found.more) == (told.articles, 0)
        assert not [one.joins for one in found.claims if one.joins]


def test_most_told_claims_are_few_but_one_at_least(case: Case) -> None:
    add(case, article(OTHER, id="b", locator="b", outlet="الرابعة"))
    weigh_pending(case)
    assert (len(weigh(case).claims), len(weigh_most(case, claims=9, reports=99).claims)) == (2, 2)
    for limits in ({"claims": 1, "reports": 99}, {"claims": 9, "reports": 1}, {"claims": 9, "reports": 3}):
        found = weigh_most(case, **limits)
        assert (len(found.claims), found.more) == (1, 1)


def test_joins_say_why_two_reports_are_taken_for_the_same(case: Case) -> None:
    (weighed,) = weigh(case).claims
    (join,) = weighed.joins
    assert {join.one, join.other} == {piece.id for piece in weighed.claim.evidence}
    assert join.chance >= 0.7 and join.reasons


def test_claim_counts_all_its_articles_whichever_is_asked_about(case: Case) -> None:
    assert weigh(case, [1]).claims == weigh(case, [2, 1]).claims == weigh(case).claims
    assert (weigh(case, [1]).articles, weigh(case).articles) == (1, 3)


def test_what_one_article_tells_is_counted_and_no_claim(case: Case) -> None:
    found = weigh(case, [3])
    assert found.claims == () and found.alone >= 1


def test_only_so_many_are_counted_and_the_rest_is_told(case: Case) -> None:
    found = weigh(case, most=0)
    assert (found.claims, found.more) == ((), 1)


def test_claim_is_found_by_any_of_its_reports(case: Case) -> None:
    (weighed,) = weigh(case).claims
    for piece in weighed.claim.evidence:
        assert claim_with(case, piece.id)[0].claim == weighed.claim


@pytest.mark.parametrize("key", ["none", "00ff", "0123456789abcdef", "", "١٢"])
def test_id_of_nothing_is_told(case: Case, key: str) -> None:
    with pytest.raises(CaseError, match="no claim or evidence has this id; list them: musnad claims"):
        claim_with(case, key)


def test_empty_case_has_no_claims(tmp_path: Path) -> None:
    with new_case(tmp_path / "e") as case:
        assert weigh_pending(case).pending == 0
        found = weigh(case)
        assert (found.claims, found.alone, found.articles, found.more) == ((), 0, 0, 0)


def test_damaged_evidence_is_told_with_what_to_do(case: Case) -> None:
    case.connection.execute("UPDATE evidence SET value = x'00' WHERE document = 1")
    with pytest.raises(CaseError, match=r"document 1: what it tells is damaged .*musnad weigh CASE --all"):
        weigh(case)


def test_case_of_an_earlier_musnad_is_weighed_once_it_may_be_written(case: Case) -> None:
    before = weigh(case)
    make_older(case, 3)
    case.close()
    with open_case(case.path) as read_only:
        assert list(verify(read_only)) == []
        for ask in (weigh, pending_in, lambda one: claim_with(one, "00")):
            with pytest.raises(CaseError, match="no tables for claims, since an earlier musnad made it; put the case"):
                ask(read_only)
    with open_case(case.path, writable=True) as again:
        assert weigh_pending(again).done == 3
        assert weigh(again) == before


def test_actors_that_a_person_brings_together_are_one_origin(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    words = "إن البلدية ستفتتح الحديقة العامة الجديدة على ضفة الوادي القديم صباح الأحد المقبل بحضور السكان."
    add(case, article(f"قال سمير القاسم {words}", id="a", locator="a", outlet="الأولى"))
    add(case, article(f"قال سمير قاسم {words}", id="b", locator="b", outlet="الثانية"))
    weigh_pending(case)
    (before,) = weigh(case).claims
    keys = [origin.key for origin in before.counts.origins]
    assert len(keys) == 2
    number = merge(case, *keys, reason="one man")
    (after,) = weigh(case).claims
    assert (after.counts.origins_lower.value, after.claim.id) == (1, before.claim.id)
    undo(case, number, reason="two men")
    assert weigh(case).claims == (before,)


def test_outlets_that_the_lexicon_does_not_know_and_that_cite_each_other_are_no_origins(tmp_path: Path) -> None:
    case = new_case(tmp_path / "c")
    words = "أن البلدية ستفتتح الحديقة العامة الجديدة على ضفة الوادي القديم صباح الأحد المقبل بحضور السكان."
    for name, outlet, other in (("a", "جريدة الأولى", "موقع الثانية"), ("b", "موقع الثانية", "جريدة الأولى")):
        add(case, article(f"ذكرت {other} {words}", id=name, locator=name, outlet=outlet))
    weigh_pending(case)
    weighing = weigh(case)
    (told,) = weighing.claims
    assert (told.counts.origins_lower.value, [unknown.why for unknown in told.counts.unknown]) == (0, ["circle"])
    assert [len(circle.steps) for circle in weighing.circles] == [2]
