"""Articles deleted from a case: gone to the last byte, and what depended on them told."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from actor_kit import actor_case, person
from case_kit import add, article, new_case, simple_pipeline
from musnad.case import schema
from musnad.case.deleting import delete_article
from musnad.case.folder import Case, only_writer, open_case
from musnad.case.identity import decisions, merge, split
from musnad.case.judging import judge, take_back
from musnad.case.log import entries
from musnad.case.raw import sha256
from musnad.case.rereading import reread
from musnad.case.store import read_document
from musnad.case.verifying import verify
from musnad.errors import CaseError

SECRET = "سرمكتوم"
OTHER = "نص آخر عن ميركل."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "c")


def fill(case: Case, *, copies: int = 400) -> None:
    """Add an article that tells a secret, over many pages of the database, and one that does not."""
    secret = article(f"{SECRET} قال لافروف. " * copies, title=f"عنوان {SECRET}", author=SECRET, raw=SECRET.encode())
    add(case, secret, article(OTHER, id="b"), pipeline=simple_pipeline)


def files_with(folder: Path, words: str) -> list[str]:
    """Return the files that hold these words, compressed or not."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            if words.encode() in data:
                found.append(path.name)
    return sorted(found)


def test_deleted_article_leaves_no_byte_of_its_words(case: Case) -> None:
    fill(case)
    assert len(files_with(case.path, SECRET)) >= 2
    gone = delete_article(case, 1, reason="asked for")
    assert (gone.article, gone.documents, gone.originals) == (1, (1,), (sha256(SECRET.encode()),))
    assert gone.is_overwritten
    assert files_with(case.path, SECRET) == []  # with the database still open
    case.close()
    assert files_with(case.path, SECRET) == []
    with open_case(case.path) as again:
        assert list(verify(again)) == []
        assert read_document(again.connection, 2).text == OTHER


def test_words_left_in_the_database_by_reading_again_go_too(case: Case) -> None:
    fill(case)
    with case.change() as connection:  # rows that grow are written to other pages
        connection.execute("UPDATE document SET published = published || 'T10:00:00+03:00', outlet = ?", ("x" * 5000,))
    reread(case, pipeline=simple_pipeline, versions={}, workers=0, everything=True)
    delete_article(case, 1, reason="asked for")
    assert files_with(case.path, SECRET) == []


def test_everything_of_the_article_goes(case: Case) -> None:
    url = "https://example.com/1"
    add(case, article("قال لافروف.", url=url), article("قال ماكرون.", url=url, id="x"), pipeline=simple_pipeline)
    with case.change() as connection:
        connection.execute("INSERT INTO fetched (url, status, at) VALUES (?, 200, '2026-01-01')", (url,))
    made = judge(case, 1, layer="mentions", action="remove", target=read_document(case.connection, 1).mentions[0],
                 reason="wrong")  # type: ignore[index]  # it has one  # fmt: skip
    take_back(case, made, reason="right")
    gone = delete_article(case, 2, reason="asked for")
    assert (gone.documents, gone.corrections, len(gone.originals)) == ((1, 2), (1,), 2)
    for table in ("article", "document", "layers", "sighting", "fact", "term", "judgement", "fetched"):
        assert case.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert list(case.raw.keys()) == []
    assert list(verify(case)) == []


def test_log_tells_numbers_and_the_reason(case: Case) -> None:
    fill(case)
    delete_article(case, 1, reason="asked for")
    entry = list(entries(case.connection))[-1]
    assert entry.kind == "delete"
    assert entry.what == {
        "article": 1, "documents": [1], "corrections": [], "decisions": [], "reason": "asked for"
    }  # fmt: skip


def test_original_that_another_article_came_from_stays_and_is_named(case: Case) -> None:
    feed = b"<feed>"
    add(case, article("قال لافروف.", raw=feed, locator="1"), article("قال ماكرون.", id="b", raw=feed, locator="2"),
        pipeline=simple_pipeline)  # fmt: skip
    first = delete_article(case, 1, reason="asked for")
    assert (first.originals, first.shared_originals) == ((), (sha256(feed),))
    assert case.raw.get(sha256(feed)) == feed
    second = delete_article(case, 2, reason="asked for")
    assert (second.originals, second.shared_originals) == ((sha256(feed),), ())


def test_original_of_something_in_quarantine_stays(case: Case) -> None:
    feed = b"<feed>"
    add(case, article("قال لافروف.", raw=feed, locator="1"), pipeline=simple_pipeline)
    with case.change() as connection:
        connection.execute("INSERT INTO quarantine VALUES ('i', ?, 'feed.xml', '2', 'why', 'when')", (sha256(feed),))
    assert delete_article(case, 1, reason="asked for").shared_originals == (sha256(feed),)


def test_deleted_article_can_be_brought_in_again(case: Case) -> None:
    fill(case)
    delete_article(case, 1, reason="asked for")
    fill(case)
    assert case.connection.execute("SELECT count(*) FROM document").fetchone() == (2,)
    assert list(verify(case)) == []


def test_numbers_of_what_was_deleted_are_not_given_again(case: Case) -> None:
    fill(case)
    for number in (1, 2):
        target = (read_document(case.connection, number).mentions or ())[0]
        judge(case, number, layer="mentions", action="remove", target=target, reason="wrong")
    delete_article(case, 2, reason="asked for")
    add(case, article("قال ماكرون.", id="c"), pipeline=simple_pipeline)
    assert case.connection.execute("SELECT id, article FROM document ORDER BY id").fetchall() == [(1, 1), (3, 3)]
    target = (read_document(case.connection, 3).mentions or ())[0]
    assert judge(case, 3, layer="mentions", action="remove", target=target, reason="wrong") == 3


def test_unknown_document_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="document 7: there is none of this number"):
        delete_article(case, 7, reason="asked for")


def test_nothing_is_deleted_while_another_adds(case: Case) -> None:
    fill(case)
    with open_case(case.path, writable=True) as other, only_writer(other):  # noqa: SIM117 - one after the other
        with pytest.raises(CaseError, match="another musnad is adding"):
            delete_article(case, 1, reason="asked for")
    assert read_document(case.connection, 1).text.startswith(SECRET)


def test_deletion_cut_off_after_its_commit_is_told_and_finished_by_the_next_run(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("musnad.case.deleting.clear", cut_off)
        with pytest.raises(KeyboardInterrupt):
            delete_article(case, 1, reason="asked for")
    assert [fault.what for fault in verify(case)] == ["bytes of an article that was deleted are still there"]
    assert len(files_with(case.path, SECRET)) >= 2
    add(case, article("نص.", id="c"), pipeline=simple_pipeline)
    assert files_with(case.path, SECRET) == []
    assert list(verify(case)) == []


def test_reader_that_holds_the_old_pages_is_told_and_waited_for_by_the_next_run(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case)
    case.close()
    monkeypatch.setattr(schema, "_WAIT", 0.1)
    with open_case(case.path, writable=True) as writer, open_case(case.path) as reader:
        reader.connection.execute("BEGIN")
        reader.connection.execute("SELECT * FROM document").fetchone()
        assert not delete_article(writer, 1, reason="asked for").is_overwritten
        assert reader.connection.execute("SELECT count(*) FROM document").fetchone() == (2,)
        reader.connection.execute("COMMIT")
        with only_writer(writer):
            pass
        assert files_with(case.path, SECRET) == []
        assert list(verify(reader)) == []


def test_original_brought_in_again_before_a_deletion_is_finished_stays(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case)
    with monkeypatch.context() as patch:
        patch.setattr("musnad.case.deleting.clear", lambda *_: False)
        patch.setattr("musnad.case.folder.clear", lambda *_: False)
        delete_article(case, 1, reason="asked for")
        fill(case)
    with only_writer(case):
        pass
    assert case.raw.get(sha256(SECRET.encode())) == SECRET.encode()
    assert list(verify(case)) == []


def test_decisions_on_actors_go_with_the_last_article_that_names_them(tmp_path: Path) -> None:
    case = actor_case(
        tmp_path,
        [person(f"سعد {SECRET}"), person("علي الزهراني")],
        [person("علي الزهراني"), person("علي بن عمر الزهراني")],
    )
    gone = merge(case, f"PER:سعد {SECRET}", "actors:per.sergey_lavrov", reason="x")
    kept = split(case, "PER:علي الزهراني", "PER:علي بن عمر الزهراني", reason="y")
    assert delete_article(case, 1, reason="asked for").decisions == (gone,)
    assert [made.number for made in decisions(case.connection, undone=True)] == [kept]
    case.close()
    assert files_with(case.path, SECRET) == []


def test_deleting_tells_of_no_decisions_where_none_depends_on_the_article(case: Case) -> None:
    fill(case, copies=1)
    assert delete_article(case, 1, reason="x").decisions == ()
