"""Write documents in the form the user asked for, to standard output, a file, or a folder of pages.

What comes in are documents, one after the other; each is written at once. What a report looks like is for
`musnad.views`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Protocol

from musnad.cli import terminal
from musnad.cli.formats import Format
from musnad.cli.sink import Sink
from musnad.model import Document
from musnad.model.codec import encode

__all__ = ["RecordWriter", "SeveralPages", "TextReport", "Writer", "open_writer"]

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]+$')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_NAME_LENGTH = 100
_INDENT = 2


class SeveralPages(Exception):
    """Several documents came where one HTML page was to be written."""


class TextReport(Protocol):
    """Draws a document for the terminal."""

    def __call__(self, doc: Document, *, width: int, colour: bool) -> str:
        """Return the report, ending in a line feed."""


class Writer(Protocol):
    """Takes documents until it is closed."""

    def write(self, doc: Document) -> None:
        """Write one more document."""

    def close(self) -> None:
        """Finish what was begun."""

    def __enter__(self) -> Writer: ...

    def __exit__(self, *error: object) -> None: ...


def open_writer(form: Format, out: Path | None, report: TextReport | None = None) -> Writer:
    """Return the writer for a form; `out` is a file, a folder for several pages, None for standard output.

    `report` draws documents as text; without one they are drawn whole.

    Raises OSError where the file or folder cannot be made.
    """
    if form is Format.HTML and out is not None and (out.is_dir() or not out.suffix):
        out.mkdir(parents=True, exist_ok=True)
        return _PageFolder(out)
    sink = Sink(out)
    if form is Format.HTML:
        return _SinglePage(sink)
    return _Stream(sink, form, report or _whole, colour=out is None and terminal.takes_colour())


class _Closing:
    """Closes a writer at the end of a with block."""

    def close(self) -> None:
        """Finish what was begun."""

    def __exit__(self, *error: object) -> None:
        self.close()


class _Stream(_Closing):
    """Documents one after the other, as text, indented JSON or lines of JSON."""

    def __init__(self, sink: Sink, form: Format, report: TextReport, *, colour: bool) -> None:
        self._sink = sink
        self._form = form
        self._report = report
        self._colour = colour
        self._written = 0

    def __enter__(self) -> _Stream:
        return self

    def write(self, doc: Document) -> None:
        """Write one more document."""
        data = self._text(doc) if self._form is Format.TEXT else self._json(doc)
        if self._form is Format.TEXT and self._written:
            data = b"\n" + data
        self._written += 1
        self._sink.put(data)

    def close(self) -> None:
        """Close the file."""
        self._sink.close()

    def _text(self, doc: Document) -> bytes:
        return self._report(doc, width=terminal.width(), colour=self._colour).encode("utf-8", errors="replace")

    def _json(self, doc: Document) -> bytes:
        return encode(doc, indent=_INDENT if self._form is Format.JSON else None) + b"\n"


class RecordWriter(_Closing):
    """Lines made of each document, after a head line where one is given."""

    def __init__(self, sink: Sink, lines: Callable[[Document], str], *, head: str = "") -> None:
        self._sink = sink
        self._lines = lines
        if head:
            sink.put(head.encode())

    def __enter__(self) -> RecordWriter:
        return self

    def write(self, doc: Document) -> None:
        """Write the lines of one more document."""
        if lines := self._lines(doc):
            self._sink.put(lines.encode("utf-8", errors="replace"))

    def close(self) -> None:
        """Close the file."""
        self._sink.close()


class _SinglePage(_Closing):
    """One HTML page; a second document is refused before anything is written."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._doc: Document | None = None

    def __enter__(self) -> _SinglePage:
        return self

    def write(self, doc: Document) -> None:
        """Keep the document until it is known to be the only one."""
        if self._doc is not None:
            self._doc = None
            raise SeveralPages
        self._doc = doc

    def close(self) -> None:
        """Write the page."""
        try:
            if self._doc is not None:
                self._sink.put(_page(self._doc))
        finally:
            self._sink.close()


class _PageFolder(_Closing):
    """One HTML page per document, and an index of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: list[tuple[str, Document]] = []
        self._names: set[str] = {"index"}

    def __enter__(self) -> _PageFolder:
        return self

    def write(self, doc: Document) -> None:
        """Write the page of one more document."""
        name = self._free_name(doc.id)
        (self._folder / f"{name}.html").write_bytes(_page(doc))
        self._entries.append((f"{name}.html", Document(id=doc.id, text="", title=doc.title, outlet=doc.outlet,
                                                       published=doc.published)))  # fmt: skip

    def close(self) -> None:
        """Write the index."""
        (self._folder / "index.html").write_bytes(_index(self._entries).encode())

    def _free_name(self, doc_id: str) -> str:
        base = _file_name(doc_id)
        name, number = base, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{base}-{number}"
        self._names.add(name.casefold())
        return name


def _whole(doc: Document, *, width: int, colour: bool) -> str:
    from musnad.views.text_report import render_text

    return render_text(doc, width=width, colour=colour)


def _page(doc: Document) -> bytes:
    from musnad.views.html_report import render_html

    return render_html(doc).encode("utf-8", errors="replace")


def _file_name(doc_id: str) -> str:
    """Return a name that every file system takes."""
    name = _UNSAFE.sub("_", doc_id.encode("utf-8", errors="replace").decode())[:_NAME_LENGTH].strip() or "document"
    return f"_{name}" if _RESERVED.fullmatch(name) or name.startswith(".") else name


def _index(entries: list[tuple[str, Document]]) -> str:
    items = "\n".join(
        f'<li><a href="{escape(name)}">{escape(doc.title or doc.id)}</a> '
        f'<small>{escape(doc.outlet or "")} <bdi dir="ltr">{escape((doc.published or "")[:10])}</bdi></small></li>'
        for name, doc in entries
    )
    return (
        '<!doctype html>\n<html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>musnad</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<style>:root{color-scheme:light dark}body{font:1.1rem/1.8 sans-serif;max-width:45rem;margin:2rem auto;"
        f"padding:0 1rem}}</style></head>\n<body><h1>musnad</h1>\n<ol>\n{items}\n</ol></body></html>\n"
    )
