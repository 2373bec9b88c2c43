"""What stands in the database of a case, and how an article is named in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import NEWS, add, article, new_case, simple_pipeline
from musnad.case.facts import KINDS, facts_of
from musnad.case.folder import Case
from musnad.case.store import current_documents, find_document, read_document, stages_of
from musnad.errors import CaseError
from musnad.model import Document
from musnad.pipeline import default_pipeline


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path)


def test_document_is_read_back_as_it_was_read(case: Case) -> None:
    metadata = {"title": "عنوان", "outlet": "ANT", "author": "كاتب", "url": "https://example.com/1"}
    add(case, article(NEWS, **metadata))
    doc = default_pipeline()(article(NEWS, **metadata).document)
    found = read_document(case.connection, 1)
    assert found.segments is None
    for name in Document.__struct_fields__:
        assert name == "segments" or getattr(found, name) == getattr(doc, name), name


def test_day_that_was_inferred_is_kept(case: Case) -> None:
    add(case, article("وصل الوفد اليوم الخميس 10 مايو 2018.", published=None, published_basis=None))
    found = read_document(case.connection, 1)
    assert (found.published, found.published_basis) == ("2018-05-10", "inferred")
    assert case.connection.execute("SELECT day FROM document").fetchone() == ("2018-05-10",)


def test_day_of_a_moment_with_zone_is_its_day(case: Case) -> None:
    add(case, article("نص.", published="2018-05-10T23:30:00+03:00"), pipeline=simple_pipeline)
    assert case.connection.execute("SELECT day FROM document").fetchone() == ("2018-05-10",)


def test_facts_of_every_kind_are_found(case: Case) -> None:
    add(case, article(NEWS))
    facts = facts_of(read_document(case.connection, 1))
    assert {fact.kind for fact in facts} == set(KINDS)
    kept = case.connection.execute("SELECT kind, key, label FROM fact JOIN term ON term.id = term").fetchall()
    assert sorted(kept) == sorted(map(tuple, facts))


def test_same_actor_in_two_articles_is_one_term(case: Case) -> None:
    add(case, article("قال لافروف نعم."), article("قال لافروف لا.", id="b"), pipeline=simple_pipeline)
    assert case.connection.execute("SELECT count(*) FROM term").fetchone() == (1,)
    assert case.connection.execute("SELECT count(*) FROM fact").fetchone() == (2,)


def test_document_that_is_not_there_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="document 9: there is none of this number"):
        read_document(case.connection, 9)


def test_versions_of_stages_are_kept(case: Case) -> None:
    add(case, article("نص."), pipeline=simple_pipeline)
    assert stages_of(case.connection, 1) == {stage.name: stage.version for stage in simple_pipeline().stages}
    assert stages_of(case.connection, 9) == {}


@pytest.mark.parametrize("wanted", ["2", "٢", "beta", "https://example.com/2"])
def test_article_is_found_by_number_name_and_address(case: Case, wanted: str) -> None:
    second = article("ب.", id="beta", url="https://example.com/2")
    add(case, article("أ."), second, pipeline=simple_pipeline)
    assert find_document(case.connection, wanted) == 2


def test_number_that_is_a_name_is_found(case: Case) -> None:
    add(case, article("أ.", id="20180510"), pipeline=simple_pipeline)
    assert find_document(case.connection, "20180510") == 1


@pytest.mark.parametrize("wanted", ["9", "gamma", "", "9" * 30, "https://example.com/9"])
def test_article_that_is_not_there_is_told(case: Case, wanted: str) -> None:
    with pytest.raises(CaseError, match="no article has this number, name or address"):
        find_document(case.connection, wanted)


def test_name_of_several_is_refused(case: Case) -> None:
    add(case, article("أ.", outlet="x"), article("ب.", outlet="y"), pipeline=simple_pipeline)
    with pytest.raises(CaseError, match=r"several articles have this name \(1, 2"):
        find_document(case.connection, "a")


def test_current_documents_are_the_last_versions(case: Case) -> None:
    texts = (article("أ."), article("ب.", id="b"), article("أ ثم ت."))
    add(case, *texts, pipeline=simple_pipeline)
    assert list(current_documents(case.connection)) == [2, 3]
