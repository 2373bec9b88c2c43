"""Hits as they are shown: pieces of the words as they are written, and why others match."""

from __future__ import annotations

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import Case
from musnad.case.search.expanding import Rule
from musnad.case.search.find import find
from musnad.views.hits import ShownHit, shown_hits

TEXT = "قال القائد خليفة حفتر إن القوات في القاهرة. " + "وهذا كلام آخر لا شأن له بما يبحث عنه أحد. " * 12


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = new_case(tmp_path_factory.mktemp("hits") / "case")
    add(made, article(TEXT, id="a", title="حفتر في القاهرة <b>"), pipeline=simple_pipeline)
    return made


def _hit(case: Case, query: str) -> ShownHit:
    return shown_hits(find(case, query))[0]


def test_hit_shows_its_words_as_they_are_written(case: Case) -> None:
    hit = _hit(case, "القاهره")
    assert "".join(piece.text for piece in hit.words) == hit.hit.excerpt
    assert "".join(piece.text for piece in hit.title) == "حفتر في القاهرة <b>"


def test_hit_marks_what_matches(case: Case) -> None:
    hit = _hit(case, "حفتر")
    assert [piece.text for piece in hit.title if piece.rule] == ["حفتر"]
    assert [piece.text for piece in hit.words if piece.rule] == ["حفتر"]


def test_hit_says_why_another_spelling_matches(case: Case) -> None:
    (form,) = _hit(case, "Haftar").forms
    assert (form.typed, form.written) == ("Haftar", ("حفتر",))
    assert form.rule in (Rule.LATIN, Rule.NAME)


def test_hit_says_nothing_where_the_match_is_plain(case: Case) -> None:
    assert _hit(case, "قائد").forms == ()


def test_hit_gives_the_places_of_its_matches(case: Case) -> None:
    start = TEXT.index("حفتر")
    assert _hit(case, "حفتر").at == f"{start}-{start + 4}"


def test_hit_without_words_to_look_for_marks_nothing(case: Case) -> None:
    hit = shown_hits(find(case, "", after=-1, sort="date"))[0]
    assert not any(piece.rule for piece in (*hit.title, *hit.words))
    assert hit.at == ""
