"""Parquet tables give the same rows as CSV, with exact types, in groups."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest
from pyarrow import parquet

from export_kit import MADE, bare_doc, exported_folder, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad import __version__
from musnad.errors import ExportError
from musnad.exports.tables import parquet_tables
from musnad.exports.tables.schema import tables
from musnad.model import Document, Event, Figure, Span
from table_kit import read_package


def _read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {path.stem: parquet.read_table(path).to_pylist() for path in sorted(folder.glob("*.parquet"))}


def _exported(folder: Path, *documents: Document) -> dict[str, list[dict[str, Any]]]:
    exported_folder("parquet", subject_of(*documents), folder / "parquet")
    return _read(folder / "parquet")


def _as_csv(value: object) -> object:
    """Return a value as the CSV has it: a span is a pair; an empty text is not known."""
    if isinstance(value, list):
        return [[one["start"], one["end"]] if isinstance(one, dict) else one for one in value]
    return None if value == "" else value


def test_sample_case_has_the_rows_of_the_csv(tmp_path: Path) -> None:
    case = sample_case(tmp_path)
    for name in ("csv", "parquet"):
        with sample_subject(case) as subject:
            exported_folder(name, subject, tmp_path / name)
    read = _read(tmp_path / "parquet")
    told = {name: [{k: _as_csv(v) for k, v in row.items()} for row in rows] for name, rows in read.items()}
    assert told == read_package(tmp_path / "csv")
    assert told["reports"] and told["oppositions"]


@pytest.mark.parametrize("doc", [news_doc(), hard_doc()], ids=["news", "hard"])
def test_hard_documents_have_the_rows_of_the_csv(doc: Document, tmp_path: Path) -> None:
    read = _exported(tmp_path, doc)
    exported_folder("csv", subject_of(doc), tmp_path / "csv")
    told = {name: [{k: _as_csv(v) for k, v in row.items()} for row in rows] for name, rows in read.items()}
    assert told == read_package(tmp_path / "csv")
    assert read["articles"][0]["text"] == doc.text


def test_pieces_of_a_statement_are_a_list_of_start_and_end(tmp_path: Path) -> None:
    doc = hard_doc()
    (statement,) = _exported(tmp_path, doc)["statements"]
    assert [Span(**span) for span in statement["spans"]] == list(doc.statements[0].content)  # type: ignore[index]


def test_layers_that_were_not_made_are_null(tmp_path: Path) -> None:
    (row,) = _exported(tmp_path, bare_doc())["articles"]
    assert [row[name] for name in ("mentions", "events", "day", "title")] == [None] * 4


def test_types_are_exact_and_what_must_be_known_is_not_nullable(tmp_path: Path) -> None:
    _exported(tmp_path, news_doc())
    schema = parquet.read_schema(tmp_path / "parquet" / "events.parquet")
    assert schema.field("quad").type == arrow.int64() and not schema.field("quad").nullable
    assert schema.field("first_day").type == arrow.date32() and schema.field("first_day").nullable
    assert schema.field("score").type == arrow.float64()
    assert schema.field("contexts").type.value_type == arrow.string()
    unsaid = parquet.read_schema(tmp_path / "parquet" / "links.parquet").field("anonymous")
    assert unsaid.type == arrow.bool_() and not unsaid.nullable


def test_files_tell_the_version_and_columns_their_meaning_and_unit(tmp_path: Path) -> None:
    _exported(tmp_path, news_doc())
    schema = parquet.read_schema(tmp_path / "parquet" / "mentions.parquet")
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert (told["musnad"], told["musnad.tables"], told["made"]) == (__version__, "musnad.tables/1", MADE)
    start = schema.field("start").metadata
    assert (start[b"description"], start[b"unit"]) == (b"Where it begins", b"code points")


def test_columns_are_compressed_with_zstd(tmp_path: Path) -> None:
    _exported(tmp_path, news_doc())
    group = parquet.ParquetFile(tmp_path / "parquet" / "articles.parquet").metadata.row_group(0)
    assert {group.column(place).compression for place in range(group.num_columns)} == {"ZSTD"}


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.exports.tables.parquet_file._AT_ONCE", 2)
    monkeypatch.setattr(parquet_tables, "_GROUP_OF", {"articles": 4})
    documents = [bare_doc(id=str(number)) for number in range(9)]
    read = _exported(tmp_path, *documents)
    metadata = parquet.ParquetFile(tmp_path / "parquet" / "articles.parquet").metadata
    assert [metadata.row_group(place).num_rows for place in range(metadata.num_row_groups)] == [4, 4, 1]
    assert [row["article"] for row in read["articles"]] == [doc.id for doc in documents]


def test_nothing_to_hand_over_has_files_without_rows(tmp_path: Path) -> None:
    read = _exported(tmp_path)
    assert set(read) == {name for name in tables() if name not in ("claims", "reports", "oppositions")}
    assert not any(read.values())


def test_count_beyond_64_bits_is_left_empty_and_counted(tmp_path: Path) -> None:
    figures = tuple(Figure(start=0, end=1, of="killed", value=value) for value in (1 << 63, 7, None))
    event = Event(id="e1", trigger=Span(0, 1), type="ASSAULT", figures=figures, origin="test")
    note = exported_folder("parquet", subject_of(bare_doc(entities=(), events=(event,))), tmp_path / "parquet")
    assert [row["value"] for row in _read(tmp_path / "parquet")["figures"]] == [None, 7, None]
    assert {one.what: one.times for one in note.lost}["huge"] == 1


def test_without_pyarrow_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "musnad.exports.tables.parquet_tables")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"musnad\[parquet\]"):
        exported_folder("parquet", subject_of(bare_doc()), tmp_path / "parquet")
    assert not list(tmp_path.iterdir())
