"""Pages that come into a case unfinished: read in its workers, under their limits, known again before they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from case_kit import add, content, crashing_pages, new_case, simple_pipeline, stuck_pages
from musnad.case import bringing
from musnad.case.adding import AddReport
from musnad.case.folder import Case
from musnad.case.workers import Limits
from musnad.readers import Found, read_sources, walk_sources
from source_files import MORE, TEXT, TITLE, answer, message, packed, page, record

HTML = page(head="<link rel='canonical' href='https://example.org/own/1'>").encode()
FILES = {
    "a.txt": TEXT.encode(),
    "b.html": HTML,
    "c.mhtml": message([("text/html", "https://example.org/2024/a", page().encode(), "base64")], closed=False),
    "d.warc.gz": packed([record(answer(page(f"{TITLE} {n}").encode()), number=n) for n in (1, 2)]),
    "e.jsonl": json.dumps({"id": "r", "text": MORE, "published": "2024-03-05"}).encode(),
}
BROKEN = b"<html><body></body></html>"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as made:
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return _folder(tmp_path / "news", FILES)


def _folder(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def _bring(case: Case, found: Iterator[Found], workers: int = 0, **kinds: Any) -> AddReport:
    return add(case, *found, **{"pipeline": simple_pipeline, "workers": workers, **kinds})


@pytest.mark.parametrize("published", [None, "2020-01-02"])
def test_case_holds_the_same_as_of_finished_pages(tmp_path: Path, news: Path, published: str | None) -> None:
    with new_case(tmp_path / "one") as one, new_case(tmp_path / "two") as two:
        finished = _bring(one, read_sources([news], published=published))
        unfinished = _bring(two, walk_sources([news], published=published))
        assert content(one) == content(two)
    assert finished == unfinished
    assert (unfinished.new, unfinished.met) == (6, 6)


def test_pages_are_read_in_the_workers(case: Case, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this process must not read pages")

    monkeypatch.setattr("musnad.readers.html.read_html_page", refuse)
    assert _bring(case, walk_sources([news]), workers=1).new == 6


def test_what_was_brought_in_is_passed_over_without_being_read(
    case: Case, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _bring(case, walk_sources([news]))
    monkeypatch.setattr("musnad.case.preparing.finish", lambda _: pytest.fail("it was read again"))
    again = _bring(case, walk_sources([news]))
    assert (again.passed_over, again.met) == (6, 6)


def test_bytes_with_another_day_are_another_item(case: Case, news: Path) -> None:
    _bring(case, walk_sources([news / "b.html"]))
    again = _bring(case, walk_sources([news / "b.html"], published="2020-01-02"))
    assert (again.passed_over, again.known) == (0, 1)


@pytest.mark.parametrize("workers", [0, 1])
def test_page_that_cannot_be_read_is_told_as_an_unreadable_file_is(case: Case, tmp_path: Path, workers: int) -> None:
    folder = _folder(tmp_path / "news", {"a.txt": TEXT.encode(), "b.html": BROKEN, "c.pdf": b"%PDF-", "d.html": HTML})
    report = _bring(case, walk_sources([folder]), workers=workers)
    assert (report.new, report.unread, report.quarantined) == (2, 2, 0)
    told = {problem.source: problem.reason for problem in report.problems}
    page_, pdf = told[str(folder / "b.html")], told[str(folder / "c.pdf")]
    assert "no article body was found in this page; save the article's own page" in page_ and "this is a PDF" in pdf
    assert len([*case.raw.keys()]) == 2


def test_broken_page_is_tried_again_the_next_time(case: Case, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "news", {"b.html": BROKEN})
    assert [_bring(case, walk_sources([folder])).unread for _ in range(2)] == [1, 1]


def test_page_that_takes_too_long_goes_to_quarantine(case: Case, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "news", {"a.txt": TEXT.encode(), "b.html": HTML, "c.txt": MORE.encode()})
    limits = Limits(seconds=2)
    report = _bring(case, walk_sources([folder]), pipeline=stuck_pages, workers=1, limits=limits)
    assert (report.new, report.quarantined) == (2, 1)
    source, reason, raw = case.connection.execute("SELECT source, reason, raw FROM quarantine").fetchone()
    assert source == str(folder / "b.html") and "took longer than 2 seconds" in reason
    assert case.raw.get(raw) == HTML
    assert _bring(case, walk_sources([folder])).passed_over == 3


def test_page_that_its_reader_cannot_take_goes_to_quarantine(case: Case, news: Path) -> None:
    report = _bring(case, walk_sources([news / "a.txt", news / "b.html"]), pipeline=crashing_pages, workers=1)
    assert (report.new, report.quarantined) == (1, 1)
    assert "ValueError: no such page" in report.problems[0].reason


def test_warnings_of_a_page_are_told(case: Case, news: Path) -> None:
    report = _bring(case, walk_sources([news / "c.mhtml"]), workers=1)
    (problem,) = report.problems
    assert problem.source == str(news / "c.mhtml") and "the saved page is cut off" in problem.reason


def test_one_page_from_two_files_is_one_article(case: Case, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "news", {"a.html": HTML, "b.html": HTML + b"<!-- saved later -->", "c.html": HTML})
    report = _bring(case, walk_sources([folder]), workers=1)
    assert (report.new, report.known, report.passed_over) == (1, 1, 1)


def test_one_record_of_two_files_is_one_article(case: Case, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "r", "text": TEXT, "section": section}).encode() for section in ("a", "b")]
    folder = _folder(tmp_path / "news", {"a.jsonl": lines[0], "b.jsonl": lines[1]})
    report = _bring(case, walk_sources([folder]))
    assert (report.new, report.known, report.versions) == (1, 1, 0)


def test_rows_that_are_only_numbered_are_articles_of_their_own(case: Case, tmp_path: Path) -> None:
    tables = {"a.csv": f"id,text\n1,{TEXT}\n".encode(), "b.csv": f"id,text\n1,{MORE}\n".encode()}
    report = _bring(case, walk_sources([_folder(tmp_path / "news", tables)]))
    assert (report.new, report.versions) == (2, 0)


def test_everything_that_is_read_can_be_added(case: Case, news: Path) -> None:
    assert bringing.add(case, news, workers=0).new == 6
