"""Reports as PDF, where there is a browser; a clear error where there is none or it fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from export_kit import exported_bytes, news_doc, sample_subject, subject_of
from musnad.case.folder import Case
from musnad.errors import ExportError
from musnad.exports.manner import Manner
from musnad.exports.report import asked_report, to_pdf
from musnad.exports.report.pdf import browser_path, pdf_of
from report_kit import MADE, REPORTS

NEEDS_BROWSER = pytest.mark.skipif(browser_path() is None, reason="no Chromium here; name one in MUSNAD_CHROMIUM")
_TITLE = re.compile(rb"/Title\s*<(?P<hex>[0-9A-F]+)>")
_PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


def _titles(printed: bytes) -> list[str]:
    return [bytes.fromhex(match["hex"].decode()).decode("utf-16") for match in _TITLE.finditer(printed)]


@NEEDS_BROWSER
def test_report_is_printed_with_its_title_and_headings(sample: Case, tmp_path: Path) -> None:
    to_pdf(REPORTS["claim"](sample, "ar").html, tmp_path / "a.pdf")
    printed = (tmp_path / "a.pdf").read_bytes()
    assert printed.startswith(b"%PDF-") and len(_PAGES.findall(printed)) > 2
    titles = _titles(printed)
    assert titles[0].startswith("تقرير عن خبر: ") and "الخلاصة" in titles and "الحواشي" in titles
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_without_a_browser_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("MUSNAD_CHROMIUM", raising=False)
    with pytest.raises(ExportError, match="export the report as HTML and print it"):
        to_pdf("<p>x", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_browser_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUSNAD_CHROMIUM", raising=False)
    assert browser_path(lambda name: f"/b/{name}" if name == "google-chrome" else None) == "/b/google-chrome"
    monkeypatch.setenv("MUSNAD_CHROMIUM", "/c/own")
    assert browser_path(lambda _: None) == "/c/own"


def _script(folder: Path, body: str) -> str:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_browser_that_prints_nothing_is_told(tmp_path: Path) -> None:
    browser = _script(tmp_path, "echo no display >&2; exit 3")
    with pytest.raises(ExportError, match=r"printed nothing .status 3: no display.; export the report as HTML"):
        pdf_of("<p>x", browser=browser)


def test_browser_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"longer than 0\.2 seconds"):
        pdf_of("<p>x", browser=_script(tmp_path, "sleep 60"), seconds=0.2)


def test_browser_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be run"):
        pdf_of("<p>x", browser=str(tmp_path / "none"))


def test_format_writes_the_page_and_counts_its_footnotes(sample_folder: Path) -> None:
    with sample_subject(sample_folder) as subject:
        written, note = exported_bytes("report", subject, language="en")
    assert b"<title>Report on a period" in written and note.written["footnotes"] > 10


def test_report_on_two_things_is_refused(sample_folder: Path) -> None:
    with sample_subject(sample_folder) as subject, pytest.raises(ExportError, match="a report is on one thing"):
        asked_report(subject, Manner(MADE, claim="a", actor="b"))


def test_report_without_a_case_is_refused() -> None:
    with pytest.raises(ExportError, match="made of a case"):
        asked_report(subject_of(news_doc()), Manner(MADE))
