"""Files, folders, JSON lines and standard input, good and bad."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import ReadError
from musnad.model import Document
from musnad.model.codec import encode
from musnad.readers import MAX_BYTES, Read, Unread, read_bytes, read_sources, text_document

ARABIC = "قال الوزير إن اللجنة أنهت عملها.\r\nوأضاف أن النتائج قريبة.\n"

MARKUP = [
    "<html>", "<p>", "</p>", "<h1>", "<script>", "<!--", "قال الوزير نعم.", "<time datetime=", "\x00", '"2020-01-01">',
    "<meta content='", "<table><td>", "<![CDATA[", "&#55357;", "&", '<script type="application/ld+json">{"a":[',
]  # fmt: skip


def documents(*sources: Path | str, stdin: bytes = b"", published: str | None = None) -> list[Document]:
    readings = read_sources(sources, published=published, stdin=io.BytesIO(stdin))
    return [reading.document for reading in readings if isinstance(reading, Read)]


def errors(*sources: Path | str, stdin: bytes = b"") -> list[str]:
    return [str(r.error) for r in read_sources(sources, stdin=io.BytesIO(stdin)) if isinstance(r, Unread)]


def lines(*records: object) -> bytes:
    return "".join(f"{r if isinstance(r, str) else json.dumps(r)}\n" for r in records).encode()


@pytest.mark.parametrize("charset", ["utf-8", "cp1256", "iso8859-6"])
def test_text_is_exactly_the_content(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(ARABIC.encode(charset))
    (doc,) = documents(path)
    assert (doc.id, doc.text, doc.title) == ("خبر", ARABIC, None)


def test_text_with_date_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"عنوان الخبر هنا\n\nنشر في 5 آذار 2024\n\n{ARABIC}", encoding="utf-8")
    (doc,) = documents(tmp_path / "a.txt")
    assert (doc.published, doc.published_basis) == ("2024-03-05", "dateline")


def test_date_in_a_sentence_is_no_date_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير في 5 آذار 2024 إن اللجنة أنهت عملها.", encoding="utf-8")
    assert documents(tmp_path / "a.txt")[0].published is None


def test_date_in_a_headline_is_no_date_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"أحداث 11 سبتمبر 2001\n\n{ARABIC}", encoding="utf-8")
    assert documents(tmp_path / "a.txt")[0].published is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are not Unicode")
def test_file_name_that_is_not_unicode_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe3.txt"))
    path.write_text(ARABIC, encoding="utf-8")
    assert json.loads(encode(documents(path)[0]))["id"] == "?"


def test_file_without_an_ending_is_told_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(lines({"id": "a", "text": ARABIC}))
    assert [doc.id for doc in documents(tmp_path / "records")] == ["a"]


def test_record_without_a_date_is_dated_by_its_text_or_its_address(tmp_path: Path) -> None:
    line = {"text": "الخميس 10 مايو 2018\n" + ARABIC, "url": "https://example.org/2017/03/04/a"}
    (tmp_path / "a.jsonl").write_bytes(lines(line, {**line, "text": ARABIC}, {"text": ARABIC}))
    found = [(doc.published, doc.published_basis) for doc in documents(tmp_path / "a.jsonl")]
    assert found == [("2018-05-10", "dateline"), ("2017-03-04", "url"), (None, None)]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "no text"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("a.html", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        ("a.docx", b"PK\x03\x04\x14\x00", "broken ZIP archive or office document"),
        ("a.gz", b"\x1f\x8b\x08\x00", "cut off"),
        ("a.jsonl", b"\x1f\x8b\x08\x00", "cut off"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML"),
        ("a.bin", bytes(range(256)) * 4, "binary"),
        ("a.tar", b"a.txt".ljust(257, b"\0") + b"ustar\0" + bytes(300), "a tar archive"),
        ("a.html", b"<html><body></body></html>", "no article body"),
        ("a.html", b"<!doctype html>" + b" " * MAX_BYTES, "larger than 20 MB"),
        ("a.jsonl", b"", "empty"),
    ],
    ids=["empty", "blank", "pdf", "pdf_as_html", "png", "docx", "gzip", "gzip_as_jsonl", "mhtml", "binary", "tar",
         "no_article", "too_large", "empty_jsonl"],
)  # fmt: skip
def test_bad_file_is_named_with_reason_and_remedy(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (message,) = errors(path)
    assert str(path) in message and reason in message and "; " in message


def test_missing_file_and_empty_folder_are_named(tmp_path: Path) -> None:
    first, second = errors(tmp_path / "no.txt", tmp_path)
    assert "no such file" in first
    assert "holds no files" in second


def test_source_with_a_null_is_refused() -> None:
    assert "could not be read" in errors("a\x00b")[0]


def test_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "you may not read it" in errors(tmp_path / "a.txt")[0]


def test_folder_is_read_in_order_and_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("c.txt", "a.txt", "sub/a.txt"):
        (tmp_path / name).write_text(ARABIC, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / ".hidden").write_bytes(b"\x00")
    assert [doc.id for doc in documents(tmp_path)] == ["a", "c", "a-2"]
    assert len(errors(tmp_path)) == 1


def test_folder_beside_a_saved_page_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "logo.png").write_bytes(b"\x89PNG")
    assert errors(tmp_path) == []


def test_long_single_line_is_read(tmp_path: Path) -> None:
    text = "قال الوزير إن العمل مستمر. " * 40_000
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert documents(tmp_path / "a.txt")[0].text == text


def test_not_arabic_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The minister said the talks would go on.", encoding="utf-8")
    (tmp_path / "fa.txt").write_text("وزیر گفت که گفتگوها ادامه می‌یابد و نتیجه را می‌گوید.", encoding="utf-8")
    assert "reads Arabic only" in " ".join(documents(tmp_path / "en.txt")[0].warnings)
    assert "another language" in " ".join(documents(tmp_path / "fa.txt")[0].warnings)


def test_jsonl_gives_one_reading_per_record_in_order(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    records = ({"id": "x", "text": ARABIC, "published": "2020-01-02"}, "{broken", {"id": "y", "text": 5}, "",
               {"id": "x", "text": " "}, {"text": ARABIC}, {"id": "x", "text": ARABIC})  # fmt: skip
    path.write_bytes(lines(*records))
    readings = list(read_sources([path]))
    assert [r.document.id for r in readings if r.document] == ["x", "n-2", "y", "x-2", "n-6", "x-3"]
    assert [isinstance(r, Unread) for r in readings] == [False, True, True, True, False, False]
    assert [r.source for r in readings][1:3] == [f"{path}:2", f"{path}:3"]
    first = readings[0].document
    assert first is not None and (first.text, first.published, first.published_basis) == (ARABIC, "2020-01-02", "given")


def test_record_keeps_its_line_and_what_is_no_field_of_ours(tmp_path: Path) -> None:
    record = {"text": ARABIC, "section": "سياسة", "tags": ["أ", 1], "views": 7, "none": None, "source": "وكالة"}
    (tmp_path / "a.jsonl").write_bytes(b"\n" + lines(record))
    (reading,) = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(reading, Read)
    assert reading.extra == (("section", "سياسة"), ("tags", '["أ",1]'), ("views", "7"), ("source", "وكالة"))
    assert (reading.raw, reading.media, reading.locator) == (lines(record).strip(), "application/json", "line 2")


def test_record_without_text_may_name_its_fields_as_tables_do(tmp_path: Path) -> None:
    record = {"body": ARABIC, "headline": "عنوان", "date": "5 آذار 2024", "link": "https://example.org/1", "source": {}}
    (tmp_path / "a.jsonl").write_bytes(lines(record, {"النص": ARABIC, "body": 5}))
    first, second = read_sources([tmp_path / "a.jsonl"])
    assert isinstance(first, Read) and isinstance(second, Read)
    doc = first.document
    assert (doc.text, doc.title, doc.url) == (ARABIC, "عنوان", "https://example.org/1")
    assert (doc.published, doc.published_basis) == ("2024-03-05", "given")
    assert (first.extra, second.extra) == ((("source", "{}"),), (("body", "5"),))


def test_text_and_page_keep_their_bytes(tmp_path: Path) -> None:
    head = ('<link rel="canonical" href="https://example.org/1"><meta name="author" content="سلمى ناجي">'
            '<meta name="source" content="وكالة المثال"><meta property="article:section" content="سياسة">')  # fmt: skip
    page = f"<!doctype html><html><head>{head}</head><body><h1>عنوان الخبر الأول هنا</h1><p>{ARABIC}</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1256"))
    (tmp_path / "b.txt").write_bytes(ARABIC.encode("cp1256"))
    first, second = read_sources([tmp_path])
    assert isinstance(first, Read) and isinstance(second, Read)
    assert (first.raw, first.media) == (page.encode("cp1256"), "text/html")
    assert (second.raw, second.media, second.extra) == (ARABIC.encode("cp1256"), "text/plain", ())
    assert set(first.extra) == {("html.canonical", "https://example.org/1"), ("html.author", "سلمى ناجي"),
                                ("html.source", "وكالة المثال"), ("html.section", "سياسة")}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"id": "a"}, "no field text"),
        ({"text": 5}, "text: expected str, got int"),
        ({"text": "ا", "title": ["x"]}, "title: expected str"),
        ([1], "expected object"),
        ('{"text": "ا"', "broken JSON"),
        ('{"text": "\\ud83d"}', "broken JSON"),
    ],
    ids=["no_text", "text_type", "title_type", "array", "cut", "half_surrogate"],
)
def test_bad_record_says_why(tmp_path: Path, record: object, reason: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(record))
    (message,) = errors(tmp_path / "a.jsonl")
    assert "a.jsonl:1" in message and reason in message


def test_failed_record_is_told_as_a_document_with_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"id": "k", "text": None}))
    (reading,) = read_sources([tmp_path / "a.jsonl"])
    assert reading.document is not None
    assert (reading.document.id, reading.document.text) == ("k", "")
    assert reading.document.failures[0].stage == "read"


def test_published_option_fills_in_where_a_record_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": ARABIC, "published": "2019-05-06"}, {"text": ARABIC}))
    assert [d.published for d in documents(tmp_path / "a.jsonl", published="2020-01-02")] == [
        "2019-05-06",
        "2020-01-02",
    ]


def test_record_with_a_date_that_is_none_is_read_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": ARABIC, "published": "soon"}))
    (doc,) = documents(tmp_path / "a.jsonl")
    assert doc.published is None and "'soon' is no date" in doc.warnings[0]


def test_json_file_with_one_indented_record(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": ARABIC, "title": "ع"}, indent=2), encoding="utf-8")
    (doc,) = documents(tmp_path / "a.json")
    assert (doc.id, doc.text, doc.title) == ("a", ARABIC, "ع")


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (ARABIC.encode(), 1),
        (f"<!doctype html><html><body><h1>عنوان الخبر الأول هنا</h1><p>{ARABIC}</p></body></html>".encode(), 1),
        (lines({"id": "a", "text": ARABIC}, {"id": "b", "text": ARABIC}), 2),
        (lines(*({"text": f"{ARABIC} {n}"} for n in range(300))), 300),
    ],
    ids=["text", "html", "jsonl", "long_jsonl"],
)
def test_stdin_is_told_apart(data: bytes, count: int) -> None:
    found = documents("-", stdin=data)
    assert len(found) == count == len({doc.id for doc in found})


def test_stdin_id_comes_from_content() -> None:
    assert documents("-", stdin=ARABIC.encode())[0].id == documents("-", stdin=ARABIC.encode())[0].id
    assert documents("-", stdin=ARABIC.encode())[0].id == text_document(ARABIC).id


def test_record_over_the_limit_fails_and_the_next_is_read(tmp_path: Path) -> None:
    huge = b'{"id": "h", "text": "' + b"a" * (MAX_BYTES + 10) + b'"}\n'
    (tmp_path / "a.jsonl").write_bytes(huge + lines({"id": "b", "text": ARABIC}))
    assert [d.id for d in documents(tmp_path / "a.jsonl")] == ["b"]
    assert "over 20 MB" in errors(tmp_path / "a.jsonl")[0]


def test_published_that_is_no_date_is_refused() -> None:
    with pytest.raises(ReadError, match="is no date"):
        text_document(ARABIC, published="1/2/2020")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", ".txt", ".html", ".jsonl", ".json", ".xyz"]))
def test_any_bytes_give_readings(data: bytes, suffix: str) -> None:
    for reading in read_bytes(data, source="f", suffix=suffix, stem="f"):
        assert isinstance(reading, Read | Unread)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=30))
def test_any_markup_gives_readings(pieces: list[str]) -> None:
    for reading in read_bytes("".join(["<!doctype html>", *pieces]).encode(), source="f", suffix=".html", stem="f"):
        assert isinstance(reading, Read | Unread)


@given(st.text(max_size=300))
def test_any_string_is_kept(text: str) -> None:
    assert text_document(text).text == text
