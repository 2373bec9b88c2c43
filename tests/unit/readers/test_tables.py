"""CSV and Parquet tables of articles."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.lexicon.record_words import find_columns
from musnad.readers import MAX_BYTES, Read, Unread, read_sources
from source_files import MORE, TEXT, TITLE, messages, read_all, reads

HEADER = "id,title,text,date,url,source,author,section\n"
ROW = f'n1,"{TITLE}","{TEXT}",2024-03-05,https://example.org/1,صحيفة المثال,سلمى ناجي,سياسة\n'


def test_row_has_all_its_fields() -> None:
    (read,) = reads((HEADER + ROW).encode(), "a.csv")
    doc = read.document
    assert (doc.id, doc.title, doc.text, doc.url) == ("n1", TITLE, TEXT, "https://example.org/1")
    assert (doc.published, doc.published_basis) == ("2024-03-05", "given")
    assert (doc.outlet, doc.author) == ("صحيفة المثال", "سلمى ناجي")
    assert read.extra == (("section", "سياسة"),)
    assert (read.raw, read.locator, read.source) == (ROW.strip().encode(), "line 2", "a.csv:2")
    assert read.media == "text/csv; charset=utf-8"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16"])
def test_charset_is_told_and_raw_is_the_rows_own_bytes(charset: str) -> None:
    (read,) = reads((HEADER + ROW).encode(charset), "a.csv")
    assert read.document.title == TITLE
    own = charset.removesuffix("-sig")
    assert read.raw == ROW.strip().encode("utf-16-le" if own == "utf-16" else own)


@pytest.mark.parametrize(
    ("name", "opening", "delimiter"),
    [("a.csv", "", ";"), ("a.csv", "", "\t"), ("a.tsv", "", "\t"), ("a.csv", "", "|"), ("a.csv", "sep=;\r\n", ";"),
     ("a", "", ","), ("a", "sep=;\n", ";")],
    ids=["semicolon", "tab", "tsv", "bar", "excel", "no_ending", "excel_no_ending"],
)  # fmt: skip
def test_delimiter_is_told(name: str, opening: str, delimiter: str) -> None:
    table = f"{opening}{delimiter.join(('title', 'text', 'date'))}\n{delimiter.join((TITLE, TEXT, '2024-03-05'))}\n"
    (read,) = reads(table.encode("utf-8-sig"), name)
    assert (read.document.title, read.document.text, read.document.published) == (TITLE, TEXT, "2024-03-05")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_quotes_and_line_breaks_within_a_cell(end: str) -> None:
    cell = f'قال ""نعم"", ثم{end}{MORE}'
    first, second = reads(f'text,id{end}"{cell}",a{end}{end}{TEXT},b{end}'.encode(), "a.csv")
    assert first.document.text == f'قال "نعم", ثم{end}{MORE}'
    assert [first.locator, second.locator] == ["line 2", "line 5"]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("العنوان,نص الخبر,تاريخ النشر,الرابط,المصدر,الكاتب,المعرف", "title,text,published,url,outlet,author,id"),
        ("Headline,Body,Pub_Date,Link,Newspaper,By line,GUID", "title,text,published,url,outlet,id"),
        ("publishedAt,content,description", "published,text"),
        ("الـنَّصّ,x", "text"),
        ("name,type", ""),
    ],
    ids=["arabic", "english", "camel", "vocalised", "no_word"],
)
def test_columns_by_their_names(header: str, fields: str) -> None:
    assert sorted(find_columns(header.split(","))) == sorted(filter(None, fields.split(",")))


def test_of_two_names_for_one_field_the_first_word_counts() -> None:
    (read,) = reads(f"content,text\n{MORE},{TEXT}\n".encode(), "a.csv")
    assert (read.document.text, read.extra) == (TEXT, (("content", MORE),))


def test_table_without_text_names_its_columns() -> None:
    (message,) = messages(b"name,type\nx,PER\n", "a.csv")
    assert "no column of the table is the text (its columns: name, type)" in message


@pytest.mark.parametrize(("data", "reason"), [(b"\n\n", "empty"), (b"id,text\n", "no rows")], ids=["blank", "header"])
def test_table_without_rows_is_named(data: bytes, reason: str) -> None:
    assert reason in messages(data, "a.csv")[0]


def test_row_without_text_is_unread_with_its_line() -> None:
    first, second = read_all(f"id,text\na,\nb,{TEXT}\n".encode(), "a.csv")
    assert isinstance(first, Unread) and (first.id, first.source) == ("a", "a.csv:2")
    assert "the text is empty" in str(first.error)
    assert isinstance(second, Read)


def test_short_and_long_rows() -> None:
    first, second = reads(f"text,id,date\n{TEXT}\n{TEXT},b,2024-03-05,زائد\n".encode(), "a.csv")
    assert (first.document.id, second.extra) == ("a-2", (("column 4", "زائد"),))


def test_date_that_is_none_is_told() -> None:
    (read,) = reads(f"text,date\n{TEXT},قريبا\n".encode(), "a.csv")
    assert read.document.published is None and "is no date" in read.document.warnings[0]


def test_arabic_date_of_a_cell() -> None:
    (read,) = reads(f"text;date\n{TEXT};5 آذار 2024\n".encode(), "a.csv")
    assert read.document.published == "2024-03-05"


def test_quote_that_is_never_closed_is_told() -> None:
    (read,) = reads(f'text,id\n"{TEXT},a\n{MORE},b\n'.encode(), "a.csv")
    assert any("never closed" in warning for warning in read.document.warnings)


def test_row_over_the_limit_ends_the_reading() -> None:
    data = f'text\n{TEXT}\n"'.encode() + (b"a" * 999 + b"\n") * (MAX_BYTES // 1000 + 10)
    first, second = read_all(data, "a.csv")
    assert isinstance(first, Read)
    assert isinstance(second, Unread) and "over 20 MB" in str(second.error)


def test_long_cell_is_read() -> None:
    (read,) = reads(f"text\n{TEXT * 5000}\n".encode(), "a.csv")
    assert len(read.document.text) == len(TEXT) * 5000


def test_list_without_an_ending_is_no_table() -> None:
    (read,) = reads(f"{TITLE}, كما قيل\n{TEXT}\n".encode(), "a")
    assert read.media == "text/plain"


def test_table_on_standard_input() -> None:
    (reading,) = read_sources(["-"], stdin=io.BytesIO(f"id,text\na,{TEXT}\n".encode()))
    assert reading.document is not None and reading.document.id == "a"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["text", ",", '"', "\n", "\r", ";", "نعم", "\x00", "id", "\t", "sep=;"]), max_size=30))
def test_any_table_gives_readings(pieces: list[str]) -> None:
    for reading in read_all("".join(["text,id\n", *pieces]).encode(), "a.csv"):
        assert isinstance(reading, Read | Unread)


def parquet(columns: dict[str, list[Any]]) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    out = io.BytesIO()
    files.write_table(arrow.table(columns), out)
    return out.getvalue()


def test_parquet_rows() -> None:
    data = parquet({"body": [TEXT, None], "date": [date(2024, 3, 5), None], "n": [7, 8], "tags": [["أ", "ب"], []]})
    first, second = read_all(data, "a.parquet")
    assert isinstance(first, Read)
    assert (first.document.text, first.document.published) == (TEXT, "2024-03-05")
    assert (first.document.id, first.locator) == ("a-1", "row 1")
    assert first.extra == (("n", "7"), ("tags", '["أ","ب"]'))
    assert first.raw is not None
    assert msgspec.json.decode(first.raw) == {"body": TEXT, "date": "2024-03-05", "n": 7, "tags": ["أ", "ب"]}
    assert isinstance(second, Unread) and "the text is empty" in str(second.error)


def test_parquet_on_standard_input() -> None:
    (reading,) = read_sources(["-"], stdin=io.BytesIO(parquet({"text": [TEXT]})))
    assert reading.document is not None and reading.document.text == TEXT


def test_parquet_without_text_and_broken_parquet_are_named() -> None:
    whole = parquet({"text": [TEXT] * 50})
    assert "no column of the table is the text" in messages(parquet({"x": [1]}), "a.parquet")[0]
    assert "broken Parquet file" in messages(whole[:-20], "a.parquet")[0]
    assert "broken Parquet file" in messages(whole[:30] + b"\xff" * 40 + whole[70:], "a.parquet")[0]


def test_parquet_without_pyarrow_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (message,) = messages(b"PAR1" + bytes(20) + b"PAR1", "a.parquet")
    assert "musnad[parquet]" in message
