"""Web archives: pages, what is passed over, and what is broken."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.readers import MAX_BYTES, Read, Skipped, Unread, read_sources
from source_files import MORE, TEXT, TITLE, answer, messages, packed, page, read_all, reads, record, zipped

HTML = page().encode()
INFO = record(b"software: test\r\n", kind="warcinfo", number=90)
PICTURE = record(answer(b"\x89PNG", media="image/png"), number=91)


def pages(count: int) -> list[bytes]:
    return [record(answer(page(f"{TITLE} رقم {n}").encode()), number=n) for n in range(1, count + 1)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a"])
@pytest.mark.parametrize("pack", [b"".join, packed, lambda records: gzip.compress(b"".join(records))],
                         ids=["plain", "by_record", "as_one"])  # fmt: skip
def test_pages_of_an_archive(name: str, pack) -> None:  # type: ignore[no-untyped-def]
    first, second = reads(pack([INFO, *pages(2), PICTURE]), name)
    assert first.document.text == f"{TITLE} رقم 1\n\n{TEXT}\n{MORE}"
    assert [read.document.id for read in (first, second)] == ["00000001", "00000002"]
    assert [read.locator for read in (first, second)] == ["record urn:uuid:00000001", "record urn:uuid:00000002"]
    assert first.document.url == "https://example.org/1"


def test_fields_of_record_and_answer_are_kept() -> None:
    block = answer(HTML, head="Last-Modified: Tue, 05 Mar 2024 10:00:00 GMT\r\n")
    (read,) = reads(record(block), "a.warc")
    assert (read.raw, read.media) == (HTML, "text/html")
    for pair in (
        ("warc.record_id", "<urn:uuid:00000001>"), ("warc.date", "2024-03-06T00:00:00Z"),
        ("warc.target_uri", "https://example.org/1"), ("http.last_modified", "Tue, 05 Mar 2024 10:00:00 GMT"),
    ):  # fmt: skip
        assert pair in read.extra


def chunked(data: bytes) -> bytes:
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in pieces) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def brotli(data: bytes) -> bytes:
    stream_io = pytest.importorskip("fastwarc.stream_io")
    out = io.BytesIO()
    writer = stream_io.BrotliWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "write"),
    [
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", lambda data: chunked(gzip.compress(data))),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: deflate\r\n", raw_deflate),
        ("Content-Encoding: br\r\n", brotli),
        ("Content-Encoding: gzip\r\n", bytes),
        ("Content-Encoding: br\r\n", bytes),
        ("Transfer-Encoding: chunked\r\n", bytes),
    ],
    ids=["chunked", "gzip", "both", "deflate", "raw_deflate", "brotli", "gzip_not", "brotli_not", "chunked_not"],
)
def test_codings_are_undone(head: str, write) -> None:  # type: ignore[no-untyped-def]
    (read,) = reads(record(answer(write(HTML), head=head)), "a.warc")
    assert read.raw == HTML


def test_unknown_coding_is_named() -> None:
    (message,) = messages(record(answer(b"x", head="Content-Encoding: odd\r\n")), "a.warc")
    assert "a.warc:0" in message and "(odd)" in message


def test_page_that_unpacks_to_too_much_is_refused() -> None:
    body = gzip.compress(b"<html>" + bytes(MAX_BYTES))
    (message,) = messages(record(answer(body, head="Content-Encoding: gzip\r\n")), "a.warc")
    assert "larger than 20 MB" in message


def test_charset_of_the_answer_counts() -> None:
    (read,) = reads(record(answer(page().encode("cp1256"), media="text/html; charset=windows-1256")), "a.warc")
    assert read.document.title == TITLE


def test_resource_and_text_are_read() -> None:
    resource = record(HTML, kind="resource").replace(b"WARC-Date", b"Content-Type: text/html\r\nWARC-Date")
    text = record(answer(TEXT.encode(), media="text/plain"), number=2)
    found = reads(resource + text, "a.warc")
    assert [(r.document.text.splitlines()[0], r.media) for r in found] == [(TITLE, "text/html"), (TEXT, "text/plain")]


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    same = record(answer(HTML), number=1)
    others = [
        record(answer(b""), number=2), record(answer(HTML, status=404), number=3), PICTURE, INFO,
        record(answer(HTML), kind="revisit", number=4), record(b"GET / HTTP/1.1\r\n\r\n", kind="request", number=5),
        record(answer(b"User-agent: *", media="text/plain"), number=6, url="https://example.org/robots.txt"),
        record(b"20240306 127.0.0.1", number=7),
    ]  # fmt: skip
    skipped: list[Skipped] = []
    readings = read_all(b"".join((same, *others, same)), "a.warc", skipped)
    assert [type(reading) for reading in readings] == [Read]
    assert {(one.what, one.count) for one in skipped} == {
        ("empty pages", 1), ("answers of status 404", 1), ("image/png files", 1), ("warcinfo records", 1),
        ("revisit records", 1), ("request records", 1), ("files for machines", 1), ("answers that are not HTTP", 1),
        ("pages met before", 1),
    }  # fmt: skip


def test_archive_without_a_page_says_what_it_holds() -> None:
    (message,) = messages(INFO + PICTURE + PICTURE.replace(b"00000091", b"00000092"), "a.warc")
    assert "holds no page (2 image/png files, 1 warcinfo records)" in message


def test_page_without_an_article_is_unread_and_the_rest_goes_on() -> None:
    bare = record(answer(b"<html><body></body></html>"), number=1)
    first, second = read_all(bare + pages(2)[1], "a.warc")
    assert isinstance(first, Unread) and "a.warc:0: no article body" in str(first.error)
    assert isinstance(second, Read)


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["plain", "packed"])
def test_cut_off_record_is_named_with_its_place(pack) -> None:  # type: ignore[no-untyped-def]
    data = pack(pages(2))
    start = len(pack(pages(1)))
    first, second = read_all(data[:-60], "a.warc")
    assert isinstance(first, Read)
    assert isinstance(second, Unread)
    assert f"a.warc:{start}: the record urn:uuid:00000002 at byte {start} is cut off" in str(second.error)


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["plain", "packed"])
def test_no_cut_goes_unnoticed(pack) -> None:  # type: ignore[no-untyped-def]
    data, start = pack(pages(2)), len(pack(pages(1)))
    ends = range(start + 1, len(data) - 12, 7)
    untold = [end for end in ends if all(isinstance(reading, Read) for reading in read_all(data[:end], "a.warc"))]
    assert untold == []


def test_record_that_claims_too_much_does_not_swallow_the_next() -> None:
    data = pages(3)
    data[1] = data[1].replace(b"Content-Length: ", b"Content-Length: 9")
    readings = read_all(b"".join(data), "a.warc")
    assert [r.document.id if isinstance(r, Read) else "cut" for r in readings] == ["00000001", "cut", "00000003"]


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["plain", "packed"])
def test_damage_between_records_is_named_and_the_rest_goes_on(pack) -> None:  # type: ignore[no-untyped-def]
    first, second, third = (pack([one]) for one in pages(3))
    readings = read_all(first + b"\x00" * 40 + second[50:] + third, "a.warc")
    assert [r.document.id for r in readings if isinstance(r, Read)] == ["00000001", "00000003"]
    assert any("damaged" in str(r.error) for r in readings if isinstance(r, Unread))


def test_record_without_a_length_is_named() -> None:
    data = record(answer(HTML))
    (message,) = messages(data[: data.index(b"Content-Length: ")] + b"\r\n", "a.warc")
    assert "does not say how long it is" in message


def test_changed_bytes_are_told_by_the_digest() -> None:
    data = record(answer(HTML)).replace("قريبا".encode(), "بعيدا".encode())
    (read,) = reads(data, "a.warc")
    assert any("digest" in warning for warning in read.document.warnings)


@pytest.mark.parametrize("value", ["sha1:{}", "SHA-1:{}", "sha256:{}", "md5:{}"])
@pytest.mark.parametrize("body", [HTML, chunked(HTML)], ids=["as_sent", "chunked"])
def test_digest_of_the_payload_fits_in_each_form(value: str, body: bytes) -> None:
    name = value.partition(":")[0].lower().replace("-", "")
    digest = hashlib.new(name, HTML).digest()
    shown = base64.b32encode(digest).decode() if name == "sha1" else digest.hex()
    head = "Transfer-Encoding: chunked\r\n" if body != HTML else ""
    data = record(answer(body, head=head), head=f"WARC-Payload-Digest: {value.format(shown)}\r\n", sign=False)
    (read,) = reads(data, "a.warc")
    assert read.document.warnings == ()


def test_capture_that_was_cut_is_read_with_a_warning() -> None:
    (read,) = reads(record(answer(HTML), head="WARC-Truncated: length\r\n"), "a.warc")
    assert "cut off when it was archived (length)" in read.document.warnings[0]


def test_packed_web_archive_with_its_index() -> None:
    index = b'{"format": "json-pages-1.0"}\n{"url": "https://example.org/1", "text": "no"}\n'
    data = zipped({
        "datapackage.json": b"{}", "pages/pages.jsonl": index, "indexes/index.cdx": b"x", "logs/a.log": b"x",
        "archive/data.warc.gz": packed([INFO, *pages(2)]),
    })  # fmt: skip
    found = reads(data, "a.wacz")
    assert [read.document.id for read in found] == ["00000001", "00000002"]
    assert found[0].locator == "member archive/data.warc.gz, record urn:uuid:00000001"


def test_archive_on_standard_input_is_read() -> None:
    readings = list(read_sources(["-"], stdin=io.BytesIO(packed(pages(2)))))
    assert [type(reading) for reading in readings] == [Read, Read]


def test_archive_in_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(pages(2)))
    (reading, _) = read_sources([tmp_path / "a.warc.gz"])
    assert reading.source == f"{tmp_path / 'a.warc.gz'}:0"


@settings(max_examples=200, deadline=None)
@given(st.booleans(), st.integers(0, 3000), st.binary(max_size=20), st.integers(0, 60))
def test_any_damage_gives_readings(is_packed: bool, at: int, put: bytes, cut: int) -> None:
    data = packed(pages(2)) if is_packed else b"".join(pages(2))
    at %= len(data)
    for reading in read_all(data[:at] + put + data[at + cut :], "a.warc"):
        assert isinstance(reading, Read | Unread)
