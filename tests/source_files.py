"""Files of every kind that the readers take, made by code: small, of our own words."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import quopri
import zipfile
from collections.abc import Iterable

from musnad.readers import Read, Reading, Skipped, Unread, read_bytes

TEXT = "قال الوزير إن اللجنة أنهت عملها، وإن النتائج ستعلن قريبا في مؤتمر صحفي."
MORE = "وأضاف أن الحكومة تنظر في التوصيات كلها، وأنها سترد عليها قبل نهاية الشهر."
TITLE = "الوزير يعلن انتهاء عمل اللجنة"


def page(title: str = TITLE, *, head: str = "") -> str:
    """Return a page of news."""
    return (
        f"<!DOCTYPE html><html lang='ar'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p>{TEXT}</p><p>{MORE}</p></article></body></html>"
    )


def read_all(data: bytes, name: str = "in", skipped: list[Skipped] | None = None) -> list[Reading]:
    """Return what bytes with a file's name hold."""
    stem, dot, suffix = name.rpartition(".")
    on_skip = None if skipped is None else skipped.append
    return list(read_bytes(data, source=name, suffix=dot + suffix if dot else "", stem=stem or suffix, on_skip=on_skip))


def reads(data: bytes, name: str = "in") -> list[Read]:
    """Return the documents of bytes, none of which may have failed."""
    readings = read_all(data, name)
    assert [str(r.error) for r in readings if isinstance(r, Unread)] == []
    return [r for r in readings if isinstance(r, Read)]


def messages(data: bytes, name: str = "in") -> list[str]:
    """Return what could not be read in bytes."""
    return [str(r.error) for r in read_all(data, name) if isinstance(r, Unread)]


def answer(body: bytes, *, status: int = 200, media: str = "text/html; charset=utf-8", head: str = "") -> bytes:
    """Return an HTTP answer as web archives keep them."""
    lines = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{head}"
    return lines.encode() + b"\r\n" + body


def record(
    block: bytes, *, kind: str = "response", number: int = 1, head: str = "", url: str | None = None, sign: bool = True
) -> bytes:
    """Return a WARC record."""
    address = url or f"https://example.org/{number}"
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    signed = f"WARC-Block-Digest: sha1:{digest}\r\n" if sign else ""
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08d}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2024-03-06T00:00:00Z\r\n{signed}{head}Content-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def packed(records: Iterable[bytes]) -> bytes:
    """Return records as .warc.gz: each packed for itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def message(parts: Iterable[tuple[str, str, bytes, str]], *, closed: bool = True) -> bytes:
    """Return a page saved by a browser as MHTML; parts are type, address, body and how the body is written."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2024/saved\r\n"
        "Subject: =?utf-8?B?" + base64.b64encode(TITLE.encode()).decode() + "?=\r\n"
        "Date: Wed, 1 Jan 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Edge"\r\n\r\n'
    )
    pieces = [head.encode()]
    for media, address, body, coding in parts:
        shown = quopri.encodestring(body) if coding == "quoted-printable" else base64.encodebytes(body)
        fields = f"Content-Type: {media}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {address}\r\n\r\n"
        pieces += [b"\r\n------Edge\r\n", fields.encode(), shown]
    return b"".join((*pieces, b"\r\n------Edge--\r\n" if closed else b""))
