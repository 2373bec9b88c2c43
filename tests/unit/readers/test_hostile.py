"""Files that are broken or made to do harm: each is named with its reason and a remedy, and the others are read."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from musnad.readers import Read, Unread, read_sources
from source_files import TEXT, TITLE, answer, message, packed, page, record, zipped

PAGES = packed([record(answer(page(f"{TITLE} {n}").encode()), number=n) for n in (1, 2)])
LINES = "".join(json.dumps({"id": f"n{n}", "text": f"{TEXT} {n * n}"}) + "\n" for n in range(200)).encode()
BOMB = b'{"text": "' + b"a" * 11_000_000 + b'"}\n'
FEED = f"<rss><channel><item><guid>f</guid><title>{TITLE}</title></item>"
ENTITIES = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("name", "data", "reason", "count"),
    [
        ("b.zip", zipped({"a.jsonl": BOMB}), "b.zip/a.jsonl: it unpacks to over 200 times its size", 0),
        ("b.jsonl.gz", gzip.compress(BOMB), "it unpacks to over 200 times its size", 0),
        ("b.jsonl.gz", gzip.compress(LINES)[:-200], "damaged or cut off", 5),
        ("b.jsonl.gz", b"\x1f\x8b\x08\x00" + bytes(60), "damaged or cut off", 0),
        ("b.zip", zipped({"a.txt": TEXT.encode()})[:-30], "broken ZIP archive", 0),
        ("b.warc.gz", PAGES[:-60], "is cut off", 1),
        ("b.warc", gzip.decompress(PAGES)[:-60], "is cut off", 1),
        ("b.csv", b"name,type\nx,PER\n", "no column of the table is the text (its columns: name, type)", 0),
        ("b.csv", f"id;text\nn1;{TEXT}\nn2\n".encode(), "b.csv:3: the text is empty", 1),
        ("b.parquet", b"PAR1" + bytes(50) + b"PAR1", "broken Parquet file", 0),
        ("b.rss", b"<rss><channel></channel></rss>", "the feed holds no items", 0),
        ("b.rss", b"<", "too broken to read", 0),
        ("b.mhtml", message([("image/png", "cid:1", b"\x89PNG", "base64")]), "holds no page", 0),
        ("b.html", b"<html><body></body></html>", "no article body was found in this page", 0),
        ("b.jsonl", f'{{"id": "a", "text": "{TEXT}"}}\n{{"id": "b"'.encode(), "b.jsonl:2: broken JSON", 1),
    ],
    ids=["zip_bomb", "gzip_bomb", "gzip_cut", "gzip_broken", "zip_cut", "warc_gz_cut", "warc_cut", "csv_columns",
         "csv_row", "parquet", "feed_empty", "feed_no_xml", "mhtml_no_page", "page_empty", "jsonl_cut"],
)  # fmt: skip
def test_harm_is_named_and_the_others_go_on(tmp_path: Path, name: str, data: bytes, reason: str, count: int) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    readings = list(read_sources([tmp_path]))
    (failed,) = (str(r.error) for r in readings if isinstance(r, Unread))
    assert failed.startswith(str(tmp_path / name)) and reason in failed and "; " in failed
    read = [r.document.id for r in readings if isinstance(r, Read)]
    assert (read[0], read[-1]) == ("a", "c") and len(read) - 2 >= count


@pytest.mark.parametrize(
    ("name", "data", "warning"),
    [
        ("b.rss", f"{FEED[:-20]}</b></item>".encode(), "the feed's XML is broken in line 1"),
        ("b.mht", message([("text/html", "cid:1", page().encode(), "base64")], closed=False), "cut off"),
        ("b.warc", record(answer(page().encode())).replace(TITLE.encode(), TITLE[::-1].encode()), "digest does not"),
        ("b.csv", f"text\n{TEXT}\n".encode()[:-4] + b"\xff\xff\n", "damaged characters could not be decoded"),
        ("b.txt", TEXT.encode().decode("cp1252", errors="replace").encode(), "wrong charset"),
    ],
    ids=["feed", "mhtml", "warc_digest", "csv_bytes", "mojibake"],
)
def test_damage_is_read_with_a_warning(tmp_path: Path, name: str, data: bytes, warning: str) -> None:
    (tmp_path / name).write_bytes(data)
    (reading,) = read_sources([tmp_path / name])
    assert isinstance(reading, Read)
    assert any(warning in told for told in reading.document.warnings), reading.document.warnings


@pytest.mark.parametrize("before", ["", f"<!--{'x' * 20_000}-->"], ids=["first", "far_down"])
def test_entities_made_to_fill_memory_stay_unread(tmp_path: Path, before: str) -> None:
    feed = f"{FEED}<item><guid>g</guid><title>{TITLE}&l9;</title></item></channel></rss>"
    (tmp_path / "b.rss").write_text(f'<?xml version="1.0"?>{before}<!DOCTYPE rss [{ENTITIES}]>{feed}', encoding="utf-8")
    for reading in read_sources([tmp_path / "b.rss"]):
        assert isinstance(reading, Unread) or len(reading.document.text) < 1000


@pytest.mark.parametrize("charset", ["cp1256", "iso8859-6", "utf-16"])
@pytest.mark.parametrize("name", ["b.csv", "b.rss", "b.html", "b.zip"])
def test_charset_other_than_the_declared_is_told(tmp_path: Path, name: str, charset: str) -> None:
    text = {
        "b.csv": f"title,text\n{TITLE},{TEXT}\n",
        "b.rss": f'<?xml version="1.0" encoding="koi8-r"?>{FEED}</channel></rss>',
        "b.html": page(head="<meta charset='koi8-r'>"),
        "b.zip": TEXT,
    }[name]
    data = text.encode(charset)
    (tmp_path / name).write_bytes(zipped({"a.txt": data}, method=zipfile.ZIP_STORED) if name == "b.zip" else data)
    (reading,) = read_sources([tmp_path / name])
    assert isinstance(reading, Read)
    assert reading.document.text.startswith(TEXT if name in ("b.csv", "b.zip") else TITLE)
