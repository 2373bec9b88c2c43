"""Texts and pages that are found by a walk and finished later, perhaps in another process."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

from musnad.errors import ReadError
from musnad.readers import Found, Read, Reading, Unfinished, Unread, finish, read_sources, walk_sources
from source_files import MORE, TEXT, TITLE, answer, message, packed, page, record, zipped

HTML = page().encode()
LINE = json.dumps({"id": "r", "text": TEXT}, ensure_ascii=False).encode() + b"\n"
FILES = {
    "a.txt": f"5 آذار 2024\n{TEXT}".encode("cp1256"),
    "b.html": page(head='<meta property="article:published_time" content="2024-03-05">').encode(),
    "c.mhtml": message([("text/html", "https://example.org/2024/a", HTML, "base64")], closed=False),
    "d.warc.gz": packed([record(answer(HTML), number=1), record(answer(b"<html></html>"), number=2)]),
    "e.zip": zipped({"x/b.html": HTML, "y.txt": MORE.encode(), "z.html": b"<html><body></body></html>"}),
    "f.jsonl": LINE,
    "g.pdf": b"%PDF-1.7",
    "h.html": b"<html><body><img></body></html>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _fill(tmp_path, FILES)


def _fill(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def _sent(found: Found) -> Found:
    """Return what arrives in another process."""
    sent = pickle.loads(pickle.dumps(found))
    assert isinstance(sent, Read | Unfinished | Unread)
    return sent


def _told(reading: Reading) -> object:
    return str(reading.error) if isinstance(reading, Unread) else reading


@pytest.mark.parametrize("published", [None, "2020-01-02"])
def test_finished_later_or_at_once_the_documents_are_the_same(folder: Path, published: str | None) -> None:
    at_once = [_told(reading) for reading in read_sources([folder], published=published)]
    later = [_told(finish(_sent(found))) for found in walk_sources([folder], published=published)]
    assert later == at_once
    assert len(later) == 11 and sum(isinstance(one, str) for one in later) == 4


def test_walk_leaves_texts_and_pages_unfinished(folder: Path) -> None:
    found = list(walk_sources([folder]))
    assert [type(one) for one in found] == [*[Unfinished] * 8, Read, Unread, Unfinished]  # fmt: skip


def test_unfinished_page_tells_what_identifies_it(folder: Path) -> None:
    (found,) = walk_sources([folder / "b.html"], published="2020-01-02")
    assert isinstance(found, Unfinished)
    read = finish(found)
    assert isinstance(read, Read)
    assert (found.raw, found.locator, found.media, found.id) == (read.raw, read.locator, read.media, read.document.id)
    before, after = found.document, read.document
    assert (before.published, before.published_basis) == (after.published, after.published_basis)
    assert before.published == "2020-01-02"


def test_page_that_cannot_be_read_is_unread_when_it_is_finished(folder: Path) -> None:
    (found,) = walk_sources([folder / "h.html"])
    reading = finish(found)
    assert isinstance(reading, Unread)
    assert f"{folder / 'h.html'}: no article body was found in this page; save" in str(reading.error)


def _fail_pages(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("musnad.readers.html.read_html_page", fail)


def test_page_that_is_too_deep_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_pages(monkeypatch, RecursionError())
    reading = finish(Unfinished("a.html", "a", HTML, is_html=True))
    assert isinstance(reading, Unread) and "a.html: its elements lie too deep" in str(reading.error)


def test_page_that_is_too_large_is_unread_and_the_rest_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_pages(monkeypatch, MemoryError())
    first, second = read_sources([folder / "b.html", folder / "f.jsonl"])
    assert isinstance(first, Unread) and "b.html: too large to read in the memory there is" in str(first.error)
    assert isinstance(second, Read)


def test_page_that_is_too_large_for_its_process_is_for_who_limits_it(monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_pages(monkeypatch, MemoryError())
    with pytest.raises(MemoryError):
        finish(Unfinished("a.html", "a", HTML, is_html=True))


def test_what_is_finished_comes_back_as_it_is(folder: Path) -> None:
    for found in walk_sources([folder / "f.jsonl", folder / "g.pdf"]):
        assert finish(found) is found


def test_walk_keeps_ids_that_came_with_their_records(tmp_path: Path) -> None:
    _fill(tmp_path, {"a.jsonl": LINE, "b.jsonl": LINE, "c.txt": TEXT.encode()})
    (tmp_path / "sub").mkdir()
    _fill(tmp_path / "sub", {"c.txt": MORE.encode()})
    found = [one.document.id for one in walk_sources([tmp_path]) if one.document]
    assert found == ["r", "r", "c", "c-2"]
    assert [one.document.id for one in read_sources([tmp_path]) if one.document] == ["r", "r-2", "c", "c-2"]


def test_error_arrives_whole_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(ReadError("a.html", "it is broken", "save it again")))
    assert (error.source, error.reason, error.remedy) == ("a.html", "it is broken", "save it again")
    assert str(error) == "a.html: it is broken; save it again"


@pytest.mark.parametrize(
    ("name", "data", "named"),
    [
        ("a.jsonl", LINE, True),
        ("a.jsonl", json.dumps({"text": TEXT}).encode(), False),
        ("a.json", json.dumps({"id": "a-1", "text": TEXT}, indent=1).encode(), True),
        ("a.json", json.dumps({"text": TEXT}, indent=1).encode(), False),
        ("a.jsonl", json.dumps({"id": 1, "text": TEXT}).encode(), False),
        ("a.jsonl", json.dumps({"id": 1, "text": TEXT, "outlet": "ANT"}).encode(), True),
        ("a.csv", f"id,text\nr,{TEXT}\n".encode(), True),
        ("a.csv", f"id,text\n1,{TEXT}\n".encode(), False),
        ("a.csv", f"id,text\n,{TEXT}\n".encode(), False),
        ("a.csv", f"text,title\n{TEXT},{TITLE}\n".encode(), False),
        ("a.rss", f"<rss><item><guid>g</guid><title>{TITLE}</title></item></rss>".encode(), True),
        ("a.rss", f"<rss><item><link>https://example.org/1</link><title>{TITLE}</title></item></rss>".encode(), False),
        ("a.warc", record(answer(HTML)), False),
        ("a.mht", FILES["c.mhtml"], False),
        ("a.html", HTML, False),
        ("a.txt", TEXT.encode(), False),
    ],
    ids=["line", "line_bare", "json", "json_bare", "number", "number_of_outlet", "row", "row_number", "row_empty",
         "row_bare", "guid", "link", "warc", "mhtml", "page", "text"],
)  # fmt: skip
def test_id_that_came_with_its_document_is_told(tmp_path: Path, name: str, data: bytes, named: bool) -> None:
    (tmp_path / name).write_bytes(data)
    (reading,) = read_sources([tmp_path / name])
    assert isinstance(reading, Read) and reading.is_named == named


def test_row_of_parquet_tells_that_its_id_came_with_it(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(arrow.table({"id": ["r", None], "text": [TEXT, MORE]}), tmp_path / "a.parquet")
    assert [r.is_named for r in read_sources([tmp_path]) if isinstance(r, Read)] == [True, False]


def test_json_file_keeps_an_id_that_looks_made_up(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"id": "a-1", "text": TEXT}, indent=1), encoding="utf-8")
    (reading,) = read_sources([tmp_path / "a.json"])
    assert reading.document is not None and reading.document.id == "a-1"
