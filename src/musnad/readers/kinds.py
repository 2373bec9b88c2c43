"""Tell what kind of file some bytes are: HTML, JSON lines, text, or something that holds no text.

Goes by the first bytes first and by the file's name second. Nothing is decoded or read here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["Binary", "Kind", "binary_kind", "guess_kind"]

Kind = Literal["text", "html", "jsonl"]


class Binary(NamedTuple):
    """A kind of file that musnad cannot read, and what to do instead."""

    name: str
    remedy: str


_UNPACK = "unpack it and give the files in it"
_SAVE_TEXT = "save it as text or as an HTML page"
_NO_TEXT = "give a text file, an HTML page or a JSONL file"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text to a file (for example with pdftotext) and give that"),
    (b"PK\x03\x04", "a ZIP archive or an office document", _UNPACK + ", or save the document as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", _SAVE_TEXT),
    (b"{\\rtf", "a rich text document (RTF)", _SAVE_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"\x89PNG", "a PNG image", _NO_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _NO_TEXT),
    (b"GIF8", "a GIF image", _NO_TEXT),
    (b"BM\x00", "a bitmap image", _NO_TEXT),
    (b"II*\x00", "a TIFF image", _NO_TEXT),
    (b"MM\x00*", "a TIFF image", _NO_TEXT),
    (b"\x00\x00\x01\x00", "an icon", _NO_TEXT),
    (b"OggS", "an Ogg recording", _NO_TEXT),
    (b"ID3", "an MP3 recording", _NO_TEXT),
    (b"wOFF", "a font", _NO_TEXT),
    (b"wOF2", "a font", _NO_TEXT),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"MZ\x90", "a program", _NO_TEXT),
    (b"PAR1", "a Parquet file", "export it as JSONL with a field text"),
    (b"SQLite format 3\x00", "an SQLite database", "export it as JSONL with a field text"),
    (b"WARC/", "a web archive (WARC)", "extract the pages and give them as HTML files"),
)
_MEDIA = (
    (b"ftyp", 4, "a video"),
    (b"WEBP", 8, "a WebP image"),
    (b"WAVE", 8, "a WAV recording"),
    (b"AVI ", 8, "a video"),
)
_MHTML = re.compile(rb"MIME-Version:.{0,2000}multipart/related", re.DOTALL | re.IGNORECASE)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# <!doctype html>, <html lang="ar">, after comments and an XML declaration; not "<p> opens a paragraph in HTML".
_HTML_OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEFORE_HTML = ((b"<!--", b"-->"), (b"<?xml", b">"))
_TAG = re.compile(rb"<(?:html|head|body|p|div|br|h1|title|meta|article|span|table|a)\b[^>]*>", re.I)
_JSON_OPENING = re.compile(rb'\s*\{\s*(?:"|\})')
_SUFFIXES: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}
_HEAD = 4096


def binary_kind(data: bytes) -> Binary | None:
    """Return what kind of binary file the bytes open, None where they may be text.

    >>> binary_kind(b"%PDF-1.7 ...").name
    'a PDF'
    """
    for signature, name, remedy in _SIGNATURES:
        if data.startswith(signature):
            return Binary(name, remedy)
    for mark, offset, name in _MEDIA:
        if data[offset : offset + 4] == mark:
            return Binary(name, _NO_TEXT)
    head = data[:_HEAD]
    if _MHTML.search(head):
        return Binary("a single-file web archive (MHTML)", "save the page as HTML and give that")
    if head.startswith(_BOMS) or _is_wide(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(1, len(head) // 50):
        return Binary("a binary file", _NO_TEXT)
    return None


def guess_kind(data: bytes, suffix: str = "") -> Kind:
    """Return how to read the bytes; `suffix` is that of the file's name, empty for standard input.

    >>> guess_kind(b'{"text": "..."}')
    'jsonl'
    """
    head = data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    narrow = head.replace(b"\x00", b"") if _is_wide(head) or head.startswith(_BOMS) else head
    named = _SUFFIXES.get(suffix.lower())
    if named == "jsonl":
        return named
    if named == "html":
        return "html" if _TAG.search(narrow) or _opens_html(narrow) or not narrow.strip() else "text"
    if _opens_html(narrow):
        return "html"
    if not suffix and _JSON_OPENING.match(narrow):
        return "jsonl"
    return "text"


def _opens_html(head: bytes) -> bool:
    """Whether the bytes begin as a page does, after comments and an XML declaration."""
    rest = head.lstrip(b"\xff\xfe").lstrip()
    while opening := next((pair for pair in _BEFORE_HTML if rest.startswith(pair[0])), None):
        _, end, rest = rest.partition(opening[1])
        rest = rest.lstrip() if end else b""
    return _HTML_OPENING.match(rest) is not None


def _is_wide(head: bytes) -> bool:
    """Whether every other byte is zero or the high byte of an Arabic letter, as in UTF-16."""
    if len(head) < 4:
        return False
    return any(
        high.count(0) + high.count(6) > 0.7 * len(high) and low.count(0) < 0.1 * len(low)
        for high, low in ((head[1::2], head[::2]), (head[::2], head[1::2]))
    )
