"""What is found wrong in a case, one kind of fault after the other."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from case_kit import NEWS, add, article, new_case, simple_pipeline
from musnad.case.folder import Case, open_case
from musnad.case.indexes import Indexes
from musnad.case.judging import judge
from musnad.case.layers import pack
from musnad.case.naming import text_hash
from musnad.case.raw import sha256
from musnad.case.store import read_document
from musnad.case.verifying import Fault, verify
from musnad.errors import CaseError
from musnad.model import Event, Mention, Span

TEXT = "قال لافروف وميركل."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "c")
    add(made, article(TEXT), article("نص ماكرون.", id="b"), pipeline=simple_pipeline)
    target = (read_document(made.connection, 1).mentions or ())[0]
    judge(made, 1, layer="mentions", action="remove", target=target, reason="no name")
    return made


def faults(case: Case) -> list[tuple[str, str]]:
    """Return the faults of a case but those of its indexes, without what to do, which is in each."""
    found = list(verify(case))
    assert all(fault.remedy for fault in found)
    return [(fault.where, fault.what) for fault in found if fault.where != "index"]


def put(case: Case, statement: str, *values: object) -> None:
    """Write into the database as nobody should."""
    case.connection.execute("PRAGMA foreign_keys = OFF")
    case.connection.execute(statement, values)


def relayer(case: Case, number: int, **layers: object) -> None:
    """Put other layers in place of what was found in a document."""
    doc = msgspec.structs.replace(read_document(case.connection, number), **layers)
    put(case, "UPDATE layers SET value = ? WHERE document = ?", pack(doc), number)


def test_whole_case_has_no_faults(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        assert list(verify(case)) == []
        add(case, article(NEWS))
        assert list(verify(case)) == []


def test_fault_says_where_what_and_what_to_do() -> None:
    assert str(Fault("case.db", "it is torn", "mend it")) == "case.db: it is torn; mend it"


def test_changed_original_is_found(case: Case) -> None:
    path = case.raw.path(sha256(TEXT.encode()))
    path.unlink()
    path.write_bytes(gzip.compress(b"something else"))
    assert faults(case) == [(str(path), "the original was changed")]


def test_damaged_original_is_found(case: Case) -> None:
    path = case.raw.path(sha256(TEXT.encode()))
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[:-9])
    [(where, what)] = faults(case)
    assert where == str(path) and what.startswith("the original is damaged")


def test_missing_original_is_found(case: Case) -> None:
    path = case.raw.path(sha256(TEXT.encode()))
    path.unlink()
    assert faults(case) == [(str(path), "the original is missing")]


def test_missing_original_of_something_in_quarantine_is_found(case: Case) -> None:
    put(case, "INSERT INTO quarantine VALUES ('i', ?, 'a.txt', '', 'why', 'when')", sha256(b"never kept"))
    put(case, "INSERT INTO quarantine VALUES ('j', NULL, 'a.txt', '', 'why', 'when')")
    assert [what for _, what in faults(case)] == ["the original is missing"]


def test_cut_log_is_found_and_mended_by_the_next_writer(case: Case) -> None:
    path = case.path / "log.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))
    assert faults(case) == [("log.jsonl", "its last 2 lines are missing")]
    case.close()
    with open_case(case.path, writable=True) as again:
        assert faults(again) == []


def test_missing_file_of_the_log_is_found(case: Case) -> None:
    (case.path / "log.jsonl").unlink()
    assert faults(case) == [("log.jsonl", "it cannot be read")]


def test_changed_line_in_the_file_of_the_log_is_found(case: Case) -> None:
    path = case.path / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b"no name", b"a name!"))
    assert faults(case) == [("log.jsonl:5", "it is not the line that the database holds")]


def test_line_too_many_in_the_file_of_the_log_is_found(case: Case) -> None:
    with (case.path / "log.jsonl").open("a") as file:
        file.write("{}\n")
    assert faults(case) == [("log.jsonl:6", "it is not the line that the database holds")]


def test_lines_that_another_process_adds_while_the_file_is_awaited_are_no_fault(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(case, "BEGIN")
    case.tell("committed, and not in the file yet", {})
    put(case, "COMMIT")

    def write_more(_seconds: float) -> None:
        with case.change():
            case.tell("another", {})

    monkeypatch.setattr("musnad.case.verifying.time.sleep", write_more)
    assert faults(case) == []


def test_log_changed_in_both_places_is_found_by_its_chain(case: Case) -> None:
    path = case.path / "log.jsonl"
    path.write_bytes(path.read_bytes().replace(b"no name", b"a name!"))
    put(case, "UPDATE log SET line = replace(line, 'no name', 'a name!')")
    assert faults(case) == [("case.db, log 5", "its hash does not fit what it says")]


def test_line_of_the_log_that_is_no_json_is_found(case: Case) -> None:
    put(case, "UPDATE log SET line = '{' WHERE number = 2")
    assert faults(case)[0] == ("case.db, log 2", "it is no line of a log")


def test_changed_text_is_found(case: Case) -> None:
    put(case, "UPDATE document SET text = replace(text, 'قال', 'نفى') WHERE id = 1")
    assert faults(case) == [("document 1", "its text was changed")]


def test_text_changed_with_its_hash_is_found_by_the_log(case: Case) -> None:
    other = TEXT.replace("قال", "نفى")
    put(case, "UPDATE document SET text = ?, sha256 = ? WHERE id = 1", other, text_hash(other))
    assert faults(case) == [("document 1", "the log tells of another text")]


def test_document_that_was_taken_out_is_found_by_the_log(case: Case) -> None:
    case.connection.execute("DELETE FROM article WHERE id = 2")
    assert ("document 2", "the log tells that it was brought in, and it is gone") in faults(case)


def test_document_that_was_put_in_is_found_by_the_log(case: Case) -> None:
    put(case, "INSERT INTO article (id, key, current) VALUES (9, 'k', 9)")
    columns = "id, article, version, name, text, sha256, added"
    put(case, f"INSERT INTO document ({columns}) VALUES (9, 9, 1, 'n', 'x', ?, '')", text_hash("x"))
    assert faults(case) == [("document 9", "the log does not tell that it was brought in")]


def test_row_that_points_nowhere_is_found(case: Case) -> None:
    put(case, "INSERT INTO fact (term, document) VALUES (999, 1)")
    [(where, what)] = faults(case)
    assert where == "case.db" and what.endswith("of fact points at no row of term")


def test_article_without_a_text_is_found(case: Case) -> None:
    put(case, "UPDATE article SET current = NULL WHERE id = 2")
    [(where, what)] = faults(case)
    assert where == "case.db" and what.endswith("has no text")


def test_damaged_layers_are_found(case: Case) -> None:
    put(case, "UPDATE layers SET value = x'00ff' WHERE document = 2")
    [(where, what)] = faults(case)
    assert where == "document 2" and what.startswith("what was found in it is damaged")


@pytest.mark.parametrize(
    ("layers", "told"),
    [
        ({"mentions": (Mention(start=5, end=99, type="PER", origin="test"),)}, "the span 5-99 in its mentions"),
        ({"mentions": (Mention(start=3, end=4, type="PER", origin="test"),)}, "the span 3-4 in its mentions"),
        ({"events": (Event(id="x1", trigger=Span(0, 3), type="AID", actors=("e9",), origin="test"),)}, "(e9)"),
        ({"events": (Event(id="x1", trigger=Span(0, 3), type="AID", statement="s9", origin="test"),)}, "(s9)"),
    ],
    ids=["outside", "space", "entity", "statement"],
)  # fmt: skip
def test_layer_that_does_not_fit_the_text_is_found(case: Case, layers: dict[str, object], told: str) -> None:
    relayer(case, 1, **layers)
    [(where, what)] = faults(case)
    assert where == "document 1" and told in what


def test_correction_that_lost_its_words_is_found(case: Case) -> None:
    put(case, "UPDATE judgement SET target = replace(target, 'لافروف', 'ماكرون')")
    assert faults(case) == [("judgement 1", "its words are not those of the text")]


def test_correction_that_points_outside_the_text_is_found(case: Case) -> None:
    value = msgspec.json.encode(Mention(start=5, end=99, type="PER", origin="test")).decode()
    put(case, "UPDATE judgement SET action = 'replace', value = ?", value)
    assert faults(case) == [("judgement 1", "it points at words outside the text")]


def test_faults_of_the_index_are_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Indexes, "faults", lambda _self: iter(["document 1 is missing"]))
    [fault] = verify(case)
    assert str(fault) == "index: document 1 is missing; make it anew with: musnad reread CASE --index"


def test_every_fault_is_told_not_only_the_first(case: Case) -> None:
    case.raw.path(sha256(TEXT.encode())).unlink()
    (case.path / "log.jsonl").unlink()
    put(case, "UPDATE document SET text = 'نص ميركل.' WHERE id = 2")
    assert [where for where, _ in faults(case)] == [
        "log.jsonl",
        str(case.raw.path(sha256(TEXT.encode()))),
        "document 2",
    ]


def test_no_damaged_page_of_the_database_goes_unnoticed(tmp_path: Path) -> None:
    size = 4096
    with new_case(tmp_path / "c") as case:
        add(case, *(article(f"قال لافروف {n}. " * 60, id=f"a{n}") for n in range(12)), pipeline=simple_pipeline)
        assert case.connection.execute("PRAGMA page_size").fetchone() == (size,)
        assert case.connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    path = tmp_path / "c" / "case.db"
    whole = path.read_bytes()
    rubbish = bytes((n * 37 + 11) % 251 for n in range(size))
    unnoticed = []
    for start in range(size, len(whole), size):
        path.write_bytes(whole[:start] + rubbish + whole[start + size :])
        try:
            with open_case(tmp_path / "c") as case:
                unnoticed += [] if list(verify(case)) else [start // size]
        except CaseError as error:  # the tables cannot be made out
            assert "restore the folder from a copy" in str(error)
    assert len(whole) > 20 * size
    assert unnoticed == []


def test_damage_on_the_first_page_is_told_on_opening(case: Case) -> None:
    case.close()
    path = case.path / "case.db"
    path.write_bytes(b"\x00" * 4096 + path.read_bytes()[4096:])
    with pytest.raises(Exception, match=r"not a database.*restore the folder from a copy"), open_case(case.path):
        pass


def test_verifying_changes_nothing(case: Case) -> None:
    before = {path: path.read_bytes() for path in case.path.rglob("*") if path.is_file() and "db-" not in path.name}
    list(verify(case))
    assert before == {path: path.read_bytes() for path in before}


def test_progress_names_the_parts(case: Case) -> None:
    heard: list[str] = []
    list(verify(case, progress=lambda part, _done: heard.append(part)))
    assert heard == ["database", "log", "index"]
