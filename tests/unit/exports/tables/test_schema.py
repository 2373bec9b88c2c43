"""The description of the tables is whole and sound."""

from __future__ import annotations

import pytest

from export_kit import bare_doc, subject_of
from musnad.exports.tables.schema import Table, tables, tables_of
from support import ROOT

_TABLES = tuple(tables().values())


def _column(table: Table, name: str) -> object:
    return next(column for column in table.columns if column.name == name)


@pytest.mark.parametrize("table", _TABLES, ids=[table.name for table in _TABLES])
def test_keys_are_columns_that_are_always_there(table: Table) -> None:
    columns = {column.name: column for column in table.columns}
    assert table.key
    assert not any(columns[name].optional for name in table.key)


@pytest.mark.parametrize("table", _TABLES, ids=[table.name for table in _TABLES])
def test_references_point_at_keys_of_the_same_kind(table: Table) -> None:
    for one in table.refers:
        at = one.at or one.columns
        assert at == tables()[one.to].key
        kinds = [getattr(_column(table, name), "kind") for name in one.columns]  # noqa: B009
        assert kinds == [getattr(_column(tables()[one.to], name), "kind") for name in at]  # noqa: B009


@pytest.mark.parametrize("table", _TABLES, ids=[table.name for table in _TABLES])
def test_offsets_have_a_unit(table: Table) -> None:
    offsets = [c for c in table.columns if c.kind == "spans" or c.name.endswith(("start", "end"))]
    assert all(column.unit == "code points" for column in offsets)


def test_the_page_names_every_column_with_its_meaning() -> None:
    page = (ROOT / "docs" / "exports" / "csv.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in page.split("\n### ")}
    for table in _TABLES:
        rows = [line for line in sections[table.name].splitlines() if line.startswith("| `")]
        told = [(row.split("`")[1], row.rstrip(" |").rpartition(" | ")[2]) for row in rows]
        assert told == [(column.name, column.told) for column in table.columns]


def test_files_have_no_tables_of_claims() -> None:
    names = [table.name for table in tables_of(subject_of(bare_doc()))]
    assert "articles" in names and not {"claims", "reports", "oppositions"}.intersection(names)
