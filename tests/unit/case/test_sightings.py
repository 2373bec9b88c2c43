"""Where an article was met, its versions, its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import Case
from musnad.case.sightings import neighbours, sightings, versions
from musnad.errors import CaseError

URL = "https://example.com/1"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as case:
        add(
            case,
            article("أول", url=URL, outlet="س", published="2018-01-02", title="ب"),
            article("ثان", id="b", locator="b", outlet="س", published="2018-01-01", title="أ"),
            article("ثالث", id="c", locator="c", outlet="س", published="2018-01-03", title="ج"),
            article("رابع", id="d", locator="d", outlet="ص", published="2018-01-02"),
            article("خامس", id="e", locator="e", outlet="س", published=None, published_basis=None),
            article("أول مزيد", url=URL, outlet="س", published="2018-01-02", title="ب"),
            pipeline=simple_pipeline,
        )
        yield case


def test_sightings_say_where_bytes_were_met(case: Case) -> None:
    (met,) = sightings(case.connection, 2)
    assert (met.document, met.locator, met.source, met.media) == (2, "b", "a.txt", "text/plain")
    assert case.raw.get(met.raw).decode() == "ثان"


def test_versions_begin_with_the_latest(case: Case) -> None:
    assert [(v.document, v.number, v.is_current) for v in versions(case.connection, 1)] == [(6, 2, 1), (1, 1, 0)]
    with pytest.raises(CaseError):
        versions(case.connection, 99)


def test_neighbours_are_of_the_same_outlet_by_day(case: Case) -> None:
    before, after = neighbours(case.connection, 6)
    assert before is not None
    assert after is not None
    assert (before.document, before.title, after.document) == (2, "أ", 3)
    assert neighbours(case.connection, 2)[0] is None


@pytest.mark.parametrize("document", [4, 5, 99], ids=["alone", "undated", "not there"])
def test_an_article_without_neighbours_has_none(case: Case, document: int) -> None:
    assert neighbours(case.connection, document) == (None, None)
