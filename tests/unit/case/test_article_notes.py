"""Notes on articles and articles picked out."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from case_kit import add, article, make_older, new_case, simple_pipeline
from musnad.case.article_notes import (
    article_notes,
    listed_notes,
    note_places,
    note_writers,
    pick_article,
    take_back_article_note,
    write_article_note,
)
from musnad.case.deleting import delete_article
from musnad.case.folder import Case, open_case
from musnad.case.log import entries
from musnad.case.rereading import reread
from musnad.case.verifying import verify
from musnad.errors import CaseError
from musnad.model import Span

TEXT = "قال لافروف إن الوفد وصل."
LATER = "أمس في موسكو. " + TEXT
SECRET = "ملاحظة لا يعرفها أحد"
URL = "https://example.com/1"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as case:
        add(case, article(TEXT, url=URL, title="خبر", outlet="منفذ"), article("قال ماكرون.", id="b", locator="b"),
            pipeline=simple_pipeline)  # fmt: skip
        yield case


def _add_version(case: Case) -> int:
    add(case, article(LATER, url=URL, title="خبر"), pipeline=simple_pipeline)
    return 3


def test_a_note_is_kept_with_its_words_and_who_wrote_it(case: Case) -> None:
    number = write_article_note(case, 1, f" {SECRET} ", span=Span(4, 10), who="سلمى")
    (note,) = article_notes(case.connection, 1)
    assert (note.id, note.kind, note.words, note.who, note.span) == (number, "note", SECRET, "سلمى", Span(4, 10))
    assert article_notes(case.connection, 2) == ()


def test_log_tells_of_a_note_without_its_words(case: Case) -> None:
    write_article_note(case, 1, SECRET, span=Span(4, 10), who="سلمى")
    entry = list(entries(case.connection))[-1]
    assert (entry.kind, entry.what["article"], entry.what["who"]) == ("article note", 1, "سلمى")
    assert SECRET not in (case.path / "log.jsonl").read_text(encoding="utf-8")


def test_a_note_taken_back_stays_and_counts_no_longer(case: Case) -> None:
    number = write_article_note(case, 1, SECRET, who="سلمى")
    take_back_article_note(case, number, who="سامي", reason="خطأ")
    assert article_notes(case.connection, 1) == ()
    (kept,) = article_notes(case.connection, 1, undone=True)
    assert kept.undone is not None
    assert list(verify(case)) == []
    with pytest.raises(CaseError, match="taken back"):
        take_back_article_note(case, number, who="سامي", reason="خطأ")


def test_a_pick_needs_no_reason_to_be_taken_back_and_can_be_made_again(case: Case) -> None:
    number = pick_article(case, 1, who="سلمى")
    with pytest.raises(CaseError, match="already"):
        pick_article(case, 1, who="سلمى")
    take_back_article_note(case, number, who="سلمى")
    assert pick_article(case, 1, who="سلمى") > number


@pytest.mark.parametrize(
    ("words", "span", "who", "told"),
    [
        (" ", None, "س", "empty"),
        ("x" * 10_001, None, "س", "longer"),
        ("x", None, " ", "nobody"),
        ("x", Span(3, 4), "س", "no words"),
        ("x", Span(900, 910), "س", "no words"),
    ],
)
def test_what_is_no_note_is_refused(case: Case, words: str, span: Span | None, who: str, told: str) -> None:
    with pytest.raises(CaseError, match=told):
        write_article_note(case, 1, words, span=span, who=who)
    assert article_notes(case.connection, 1, undone=True) == ()


def test_a_note_on_no_article_is_refused(case: Case) -> None:
    for write in (lambda: write_article_note(case, 9, "x", who="س"), lambda: pick_article(case, 9, who="س")):
        with pytest.raises(CaseError, match="none of this number"):
            write()


def test_a_note_is_not_taken_back_without_a_reason(case: Case) -> None:
    number = write_article_note(case, 1, SECRET, who="سلمى")
    with pytest.raises(CaseError, match="no reason"):
        take_back_article_note(case, number, who="سلمى", reason=" ")
    with pytest.raises(CaseError, match="none of this number"):
        take_back_article_note(case, number + 1, who="سلمى", reason="x")


def test_a_note_outlives_a_reread(case: Case) -> None:
    write_article_note(case, 1, SECRET, span=Span(4, 10), who="سلمى")
    reread(case, pipeline=simple_pipeline, versions={}, workers=0, everything=True)
    notes = article_notes(case.connection, 1)
    assert note_places(case.connection, 1, notes) == {notes[0].id: Span(4, 10)}


def test_a_note_shows_on_a_later_version_beside_the_same_words(case: Case) -> None:
    kept = write_article_note(case, 1, SECRET, span=Span(4, 10), who="سلمى")
    write_article_note(case, 1, SECRET, span=Span(0, len(TEXT) - 1), who="سلمى")
    later = _add_version(case)
    notes = article_notes(case.connection, later)
    places = note_places(case.connection, later, notes)
    assert len(notes) == 2
    assert LATER[places[kept].start : places[kept].end] == "لافروف"


def test_words_that_a_later_version_lacks_have_no_place_in_it(case: Case) -> None:
    later = _add_version(case)
    write_article_note(case, later, SECRET, span=Span(0, 3), who="سلمى")
    assert note_places(case.connection, 1, article_notes(case.connection, 1)) == {}


def test_notes_are_listed_the_latest_first_by_kind_and_by_writer(case: Case) -> None:
    write_article_note(case, 1, "أولى", span=Span(4, 10), who="سلمى")
    pick_article(case, 2, who="سامي")
    later = _add_version(case)
    found, total = listed_notes(case.connection)
    assert (total, [one.note.kind for one in found]) == (2, ["pick", "note"])
    assert (found[1].current, found[1].quoted) == (later, "لافروف")
    assert listed_notes(case.connection, kind="note")[1] == 1
    assert listed_notes(case.connection, who="سامي")[0][0].note.kind == "pick"
    assert len(listed_notes(case.connection, start=1, size=5)[0]) == 1
    assert note_writers(case.connection) == ("سامي", "سلمى")


def test_notes_go_with_the_article_to_the_last_byte(case: Case) -> None:
    number = write_article_note(case, 1, SECRET, span=Span(4, 10), who="سلمى")
    gone = delete_article(case, 1, reason="طلب")
    assert gone.notes == (number,)
    assert list(verify(case)) == []
    for path in case.path.rglob("*"):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            assert SECRET.encode() not in data, path.name


def test_verify_tells_of_notes_that_were_changed_behind_the_log(case: Case) -> None:
    changed, _ = (write_article_note(case, 1, words, who="سلمى") for words in ("أولى", "ثانية"))
    with case.change() as connection:
        connection.execute("UPDATE article_note SET words = 'غيرها' WHERE id = ?", (changed,))
        connection.execute("DELETE FROM article_note WHERE id > ?", (changed,))
    faults = [fault.what for fault in verify(case)]
    assert faults == ["the log tells of another", "the log tells that it was written, and it is gone"]


def test_a_case_of_an_earlier_musnad_has_no_notes_until_it_is_written(case: Case) -> None:
    make_older(case, 6)
    case.close()
    with open_case(case.path) as older:
        assert article_notes(older.connection, 1) == ()
        assert listed_notes(older.connection) == ((), 0)
        assert note_writers(older.connection) == ()
    with open_case(case.path, writable=True) as again:
        assert write_article_note(again, 1, SECRET, who="سلمى") == 1
