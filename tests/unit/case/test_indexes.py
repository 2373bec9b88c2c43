"""Copies and related words follow the articles of a case: added, changed, dated anew, deleted, made anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.copies import signature
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.indexes import Indexes
from musnad.case.preparing import make_preparer
from musnad.case.rereading import reread
from musnad.case.verifying import verify
from musnad.readers import Read
from unit.case.copies.copy_cases import BUDGET, HARBOUR, LIBRARY, ORCHARD, joined

simple = partial(add, pipeline=simple_pipeline)
TEXT = joined(HARBOUR, BUDGET)
TABLES = ("copy_text", "copy_run", "copy_standing", "copy", "related_word")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path)


def story(name: str, text: str, **fields: Any) -> Read:
    return article(text, id=name, raw=name.encode(), **fields)


def edges(case: Case) -> list[tuple[int, int, str]]:
    return case.connection.execute("SELECT a, b, kind FROM copy ORDER BY a, b").fetchall()


def rows(case: Case) -> list[list[tuple[object, ...]]]:
    return [sorted(case.connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES]


def test_added_articles_are_compared(case: Case) -> None:
    simple(case, story("a", TEXT), story("b", LIBRARY), story("c", TEXT))

    assert edges(case) == [(1, 3, "same")]
    assert list(verify(case)) == []


def test_workers_make_the_same_indexes(tmp_path: Path) -> None:
    reads = [story(f"a{n}", text) for n, text in enumerate((TEXT, LIBRARY, TEXT, HARBOUR))]
    with new_case(tmp_path / "one") as one, new_case(tmp_path / "two") as two:
        simple(one, *reads)
        simple(two, *reads, workers=1)
        assert rows(one) == rows(two)


def test_new_version_takes_the_place_of_the_old(case: Case) -> None:
    url = "https://example.com/1"
    simple(case, story("a", TEXT, url=url), story("b", TEXT))
    simple(case, story("a2", joined(LIBRARY, ORCHARD), url=url), story("c", LIBRARY))

    assert edges(case) == [(3, 4, "edited")]
    assert list(verify(case)) == []


def test_versions_of_one_article_are_no_copies(case: Case) -> None:
    url = "https://example.com/1"
    simple(case, story("a", TEXT, url=url), story("a2", joined(TEXT, ORCHARD), url=url))

    assert edges(case) == []


def test_deleted_article_leaves_the_indexes(case: Case) -> None:
    url = "https://example.com/1"
    simple(case, story("a", TEXT, url=url), story("a2", joined(TEXT, ORCHARD), url=url), story("b", TEXT))

    gone = delete_article(case, 1, reason="test")

    assert (gone.documents, gone.copies) == ((1, 2), (3,))
    assert edges(case) == []
    assert list(verify(case)) == []


def test_making_anew_gives_the_same(case: Case) -> None:
    simple(case, *(story(f"a{n}", text) for n, text in enumerate((TEXT, LIBRARY, TEXT, joined(TEXT, LIBRARY)))))
    before = rows(case)
    for table in TABLES:
        case.connection.execute(f"DELETE FROM {table}")
    faults = [fault.what for fault in verify(case)]

    with case.change():
        Indexes(case.connection).rebuild()

    assert any("4 articles are not in the index of copies" in what for what in faults)
    assert any("4 articles lack words" in what for what in faults)
    assert rows(case) == before


def test_day_that_is_read_anew_reaches_the_index(case: Case) -> None:
    simple(case, article(TEXT, published=None, published_basis=None))
    case.connection.execute("UPDATE document SET published = '2026-01-02', published_basis = 'given'")

    reread(case, pipeline=simple_pipeline, versions={}, workers=0, everything=True)

    days = "SELECT t.day, d.day FROM copy_text AS t JOIN document AS d ON d.id = t.document"
    assert case.connection.execute(days).fetchall() == [("2026-01-02", "2026-01-02")]


def test_bundle_carries_the_signature(tmp_path: Path) -> None:
    bundle = make_preparer(tmp_path, simple_pipeline)(article(TEXT))

    assert bundle.signature == signature(TEXT)
