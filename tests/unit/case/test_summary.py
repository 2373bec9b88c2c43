"""How much a case holds."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from case_kit import add, article, new_case, refusing_pipeline, simple_pipeline
from musnad.case.folder import Case
from musnad.case.judging import judge, take_back
from musnad.case.store import read_document
from musnad.case.summary import summarise

simple = partial(add, pipeline=simple_pipeline)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "c")


def test_new_case_is_empty(case: Case) -> None:
    held = summarise(case.connection)
    assert (held.articles, held.documents, held.sightings, held.quarantined, held.corrections) == (0, 0, 0, 0, 0)
    assert (held.log_entries, held.undated, held.first, held.last, held.text_bytes) == (1, 0, None, None, 0)
    assert (held.outlets, held.read_by) == ({}, {})


def test_articles_their_versions_and_where_they_were_met_are_counted(case: Case) -> None:
    url = "https://example.com/1"
    simple(case, article("نص.", url=url), article("نص ثان.", url=url, id="b"), article("نص ثالث.", id="c"),
           article("نص ثالث.", id="c", source="other.txt", raw=b"other"))  # fmt: skip
    held = summarise(case.connection)
    assert (held.articles, held.documents, held.sightings) == (2, 3, 4)
    assert held.text_bytes == sum(len(text.encode()) for text in ("نص.", "نص ثان.", "نص ثالث."))
    assert held.log_entries == 4


def test_days_are_those_of_the_current_versions(case: Case) -> None:
    url = "https://example.com/1"
    simple(case, article("نص.", url=url, published="2001-01-01"), article("نص ثان.", url=url, published="2012-02-02"),
           article("نص ثالث.", id="c", published="2018-05-10T10:00:00+03:00"),
           article("نص رابع.", id="d", published=None, published_basis=None))  # fmt: skip
    held = summarise(case.connection)
    assert (held.first, held.last, held.undated) == ("2012-02-02", "2018-05-10", 1)


def test_outlets_come_with_their_articles_most_first(case: Case) -> None:
    outlets = ("ب", "أ", "ب", None)
    simple(case, *(article(f"نص {n}.", id=f"a{n}", outlet=outlet) for n, outlet in enumerate(outlets)))
    assert list(summarise(case.connection).outlets.items()) == [("ب", 2), ("", 1), ("أ", 1)]


def test_versions_of_the_stages_come_with_their_documents_most_first(case: Case) -> None:
    add(case, article("نص."), pipeline=partial(simple_pipeline, "7"))
    simple(case, article("نص ثان.", id="b"), article("نص ثالث.", id="c"))
    read_by = [(json.loads(versions)["names"], count) for versions, count in summarise(case.connection).read_by.items()]
    assert read_by == [("1", 2), ("7", 1)]


def test_quarantine_and_corrections_in_force_are_counted(case: Case) -> None:
    simple(case, article("قال لافروف لميركل."))
    add(case, article("نص.", id="b"), pipeline=refusing_pipeline)
    first, second = read_document(case.connection, 1).mentions or ()
    for target in (first, second):
        judge(case, 1, layer="mentions", action="remove", target=target, reason="no name")
    take_back(case, 1, reason="it was one")
    held = summarise(case.connection)
    assert (held.quarantined, held.corrections) == (1, 1)
