"""What kind of file some bytes are."""

from __future__ import annotations

import time

import pytest

from musnad.readers.kinds import binary_kind, guess_kind


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "", "html"),
        (b'<?xml version="1.0"?>\n<!-- saved --> <html>', "", "html"),
        (b"<!-- saved --><html>", ".txt", "html"),
        (b"\xef\xbb\xbf<html>", "", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        (b"<p>x</p>", ".htm", "html"),
        (b"no tags at all", ".html", "text"),
        (b"<b> is a tag, <html> another", "", "text"),
        (b'{"text": "x"}', "", "jsonl"),
        (b'{"text": "x"}', ".txt", "text"),
        (b"{x} opens this text", "", "text"),
        (b"x", ".NDJSON", "jsonl"),
    ],
    ids=["doctype", "xhtml", "html_in_txt", "bom", "utf16", "fragment", "text_in_html", "tags_in_text", "jsonl",
         "json_in_txt", "brace", "suffix_case"],
)  # fmt: skip
def test_guess_kind(data: bytes, suffix: str, kind: str) -> None:
    assert guess_kind(data, suffix) == kind


@pytest.mark.parametrize("text", ["قال نعم\n", "a\tb\r\n", "قال \x0c نعم"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1256"])
def test_text_is_not_binary(text: str, charset: str) -> None:
    data = (text * 20).encode(charset)
    assert binary_kind(data) is None


def test_many_comments_are_passed_over_at_once() -> None:
    start = time.perf_counter()
    assert guess_kind(b"<!-- a --> " * 380 + b"<x") == "text"
    assert time.perf_counter() - start < 0.5
