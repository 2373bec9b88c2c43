"""What a case holds against what: found whichever came first, kept by pairs, gone with its article."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, permutations
from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.search.words import index_terms, lexicon
from musnad.case.verifying import verify
from musnad.case.weighing import claim_with, weigh, weigh_pending
from musnad.case.weighing.opposing import opposed, pairs_within
from musnad.corpus.sides import Side, prepare
from musnad.model import Span
from musnad.model.evidence import Evidence, Teller

TEXTS = {
    "told": "قال المرصد السوري إن طائرات تركية قصفت مستشفى المدينة مساء الجمعة وقتلت تسعة أشخاص.",
    "denied": "ونفى الجيش التركي في بيان قصف مستشفى المدينة.",
    "copy": "ونفى الجيش التركي في بيان قصف مستشفى المدينة.",
    "more": "وقتل 43 شخصا في قصف طائرات تركية مستشفى المدينة مساء الجمعة، حسب ما أفاد المرصد السوري.",
    "both": "وأفاد ناشطون بأن طائرات تركية قصفت مستشفى المدينة، الأمر الذي نفاه الجيش التركي.",
    "other": "وافتتحت بلدية إربد حديقة جديدة قرب النهر القديم صباح الخميس.",
}


def case_of(folder: Path, *ids: str) -> Case:
    case = new_case(folder)
    for number, one in enumerate(ids, 1):
        day = f"2018-05-{9 + number:02d}"
        add(case, article(TEXTS[one], id=one, locator=one, outlet=f"صحيفة {one}", published=day))
        weigh_pending(case)
    return case


def against(case: Case) -> set[tuple[str, frozenset[str]]]:
    """Return of each opposition its kind and the names of the two articles."""
    names = dict(case.connection.execute("SELECT id, name FROM document"))
    rows = case.connection.execute("SELECT kind, piece >> 16, other >> 16 FROM opposed WHERE kind <> 'apart'")
    return {(kind, frozenset((names[one], names[other]))) for kind, one, other in rows}


def test_denial_is_found_whichever_came_first(tmp_path: Path) -> None:
    found = [against(case_of(tmp_path / "".join(ids), *ids)) for ids in permutations(("told", "denied", "other"))]

    assert found == [{("denial", frozenset({"told", "denied"}))}] * len(found)


def test_denial_in_the_article_that_tells_it_is_found(tmp_path: Path) -> None:
    assert against(case_of(tmp_path / "c", "both")) == {("denial", frozenset({"both"}))}


def test_other_figures_are_found_and_not_counted_off(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "told", "more")

    assert ("figure", frozenset({"told", "more"})) in against(case)
    (piece,) = case.connection.execute("SELECT hex(id) FROM piece ORDER BY number LIMIT 1").fetchone()
    weighed, weighing = claim_with(case, piece.lower())
    assert weighed.counts.articles.value == 1
    assert {opposition.words for opposition in weighed.against} == {"9; 43"}
    assert all(one.one in weighing.evidence and one.other in weighing.evidence for one in weighed.against)


def test_pairs_that_only_keep_claims_apart_are_not_shown(tmp_path: Path) -> None:
    case = case_of(tmp_path / "c", "told", "denied", "more")
    apart = case.connection.execute("SELECT count(*) FROM opposed WHERE kind = 'apart'").fetchone()[0]

    assert apart
    assert all(opposition.words for weighed in weigh(case).claims for opposition in weighed.against)
    assert list(verify(case)) == []


@pytest.mark.parametrize("gone", ["told", "denied", "copy", "more"])
def test_deleted_article_takes_its_oppositions_along(tmp_path: Path, gone: str) -> None:
    ids = ("told", "denied", "copy", "more", "other")
    with case_of(tmp_path / "all", *ids) as case:
        (document,) = case.connection.execute("SELECT id FROM document WHERE name = ?", (gone,)).fetchone()
        delete_article(case, document, reason="a test")
        left = against(case)
    with case_of(tmp_path / "left", *(one for one in ids if one != gone)) as without:
        wanted = against(without)

    assert {kind for kind, _ in left} == {kind for kind, _ in wanted}
    assert all(gone not in names for _, names in left)
    assert left == wanted


def test_pairs_in_an_article_are_all_that_oppose_each_other() -> None:
    draw = random.Random(4)
    told = [_told(draw, number) for number in range(160)]
    sides = [prepare(evidence, rarity=lexicon().stem_rarity) for evidence in told]
    pairs = list(combinations(range(len(told)), 2))
    against = {pair for pair in pairs if set(_kinds_of(sides, *pair)) & {"denial"}}
    found = set(pairs_within(range(len(told)), told, sides.__getitem__))
    assert len(against) > 5
    assert against <= found < set(pairs)


def _told(draw: random.Random, number: int) -> Evidence:
    """Return evidence of a few words of the texts above, every fifth a denial."""
    words = sorted({term.stem for text in TEXTS.values() for term in index_terms(text)})
    outlet = Teller(key="outlet:النهار", name="النهار", role="outlet")
    denies = number % 5 == 0
    return Evidence(
        id=f"{number:016x}", document=1, kind="voice", spans=(Span(number, number + 1),), chain=(outlet,),
        terms=tuple(draw.sample(words, draw.randint(2, 9))), polarity=-1 if denies else 1,
        denial="said" if denies else None,
    )  # fmt: skip


def _kinds_of(sides: Sequence[Side], one: int, other: int) -> list[str]:
    return [kind for kind, _ in opposed(sides[one], sides[other])]
