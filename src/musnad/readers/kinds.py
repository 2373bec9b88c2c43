"""Tell what kind of file some bytes are: text, a page, records, a feed, an archive, or something that holds no text.

Goes by the first bytes first and by the file's name second. Nothing is decoded or read here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["Binary", "Kind", "binary_kind", "guess_kind"]

Kind = Literal[
    "text", "html", "jsonl", "table", "feed", "mhtml", "warc", "parquet", "zip", "gzip"
]  # fmt: skip


class Binary(NamedTuple):
    """A kind of file that musnad cannot read, and what to do instead."""

    name: str
    remedy: str


_UNPACK = "unpack it and give the files in it"
_SAVE_TEXT = "save it as text or as an HTML page"
_NO_TEXT = "give a text file, an HTML page or a JSONL file"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text to a file (for example with pdftotext) and give that"),
    (b"\xd0\xcf\x11\xe0", "an old office document", _SAVE_TEXT),
    (b"{\\rtf", "a rich text document (RTF)", _SAVE_TEXT),
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
    (b"SQLite format 3\x00", "an SQLite database", "export it as JSONL with a field text"),
)
_MEDIA = (
    (b"ftyp", 4, "a video"),
    (b"WEBP", 8, "a WebP image"),
    (b"WAVE", 8, "a WAV recording"),
    (b"AVI ", 8, "a video"),
)
_CONTAINERS: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
)
_TAR = (b"ustar", 257)
# The headers of a message, one of them Content-Type: multipart/related; not a text that speaks of such a header.
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?Content-Type:\s*multipart/related", re.IGNORECASE)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# <!doctype html>, <html lang="ar">, after comments and an XML declaration; not "<p> opens a paragraph in HTML".
_HTML_OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# <rss version="2.0">, <feed xmlns=...>, <rdf:RDF ...>, <!DOCTYPE rss PUBLIC ...>; not <feeds>.
_FEED_OPENING = re.compile(rb"<(?:!DOCTYPE\s+)?(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_BEFORE_ROOT = ((b"<!--", b"-->"), (b"<?", b">"))
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
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
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
    if data.startswith(tuple(mark for mark, _ in _CONTAINERS)):
        return None
    if data[_TAR[1] : _TAR[1] + len(_TAR[0])] == _TAR[0]:
        return Binary("a tar archive", _UNPACK + ", or pack them as zip")
    head = data[:_HEAD]
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
    if container := next((kind for mark, kind in _CONTAINERS if data.startswith(mark)), None):
        return container
    head = data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    narrow = head.replace(b"\x00", b"") if _is_wide(head) or head.startswith(_BOMS) else head
    named = _SUFFIXES.get(suffix.lower())
    if named in ("jsonl", "table"):
        return named
    if _MHTML.match(narrow.lstrip()):
        return "mhtml"
    if _opens(_FEED_OPENING, narrow) or (named == "feed" and narrow.lstrip().startswith(b"<")):
        return "feed"
    if named == "html":
        return "html" if _TAG.search(narrow) or _opens(_HTML_OPENING, narrow) or not narrow.strip() else "text"
    if _opens(_HTML_OPENING, narrow):
        return "html"
    if not suffix and _JSON_OPENING.match(narrow):
        return "jsonl"
    return "text"


def _opens(opening: re.Pattern[bytes], head: bytes) -> bool:
    """Whether the bytes begin so, after comments and an XML declaration."""
    rest = head.lstrip(b"\xff\xfe").lstrip()
    while pair := next((pair for pair in _BEFORE_ROOT if rest.startswith(pair[0])), None):
        _, end, rest = rest.partition(pair[1])
        rest = rest.lstrip() if end else b""
    return opening.match(rest) is not None


def _is_wide(head: bytes) -> bool:
    """Whether every other byte is zero or the high byte of an Arabic letter, as in UTF-16."""
    if len(head) < 4:
        return False
    return any(
        high.count(0) + high.count(6) > 0.7 * len(high) and low.count(0) < 0.1 * len(low)
        for high, low in ((head[1::2], head[::2]), (head[::2], head[1::2]))
    )
