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
        (b'<?xml version="1.0"?><?xml-stylesheet href="a"?><!-- x --><rss version="2.0">', "", "feed"),
        (b"<!DOCTYPE rss PUBLIC 'x' 'y'>", ".xml", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", ".txt", "feed"),
        (b"<feeds>", ".xml", "text"),
        (b"a,b", ".CSV", "table"),
        (b"From: a\r\nContent-Type: multipart/related;", ".mht", "mhtml"),
        (b"See Content-Type: multipart/related", "", "text"),
        (b"PK\x03\x04", ".txt", "zip"),
        (b"\x1f\x8b\x08", ".jsonl", "gzip"),
        (b"WARC/1.1\r\n", "", "warc"),
        (b"PAR1", "", "parquet"),
    ],
    ids=["doctype", "xhtml", "html_in_txt", "bom", "utf16", "fragment", "text_in_html", "tags_in_text", "jsonl",
         "json_in_txt", "brace", "suffix_case", "rss", "rss_doctype", "atom", "no_feed", "csv", "mhtml",
         "no_mhtml", "zip", "gzip", "warc", "parquet"],
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
