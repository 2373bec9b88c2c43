"""The tables of a case that a bundle carries, as rows of JSON: `case/TABLE.jsonl`.

What comes in is the database of a case; what goes out are lines, one a row, and rows again. Tables that are made of the
texts (what can be searched, copies, claims) are not carried: they are made anew. The text of a document is a file of
its own; its layers are for `musnad.case.layers`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

__all__ = ["DERIVED", "SEQUENCES", "TABLES", "Table", "insert_line", "path_of", "rows_of"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the columns that are carried, in the order of `order`; `blobs` are printed in hexadecimal.

    `left` are columns that are not carried: made anew, or a file of their own. `where` chooses rows.
    """

    name: str
    columns: tuple[str, ...]
    order: str = "id"
    blobs: frozenset[str] = frozenset()
    left: frozenset[str] = field(default=frozenset())
    where: str = "1"


def _table(name: str, columns: str, order: str = "id", *, blobs: str = "", left: str = "", where: str = "1") -> Table:
    return Table(name, tuple(columns.split()), order, frozenset(blobs.split()), frozenset(left.split()), where)


# In the order in which they can be filled: what a row points at comes before it.
TABLES = (
    _table("setting", "name value", "name", where="name = 'seen'"),
    _table("article", "id key current"),
    _table("document", "id article version name title outlet author url published published_basis day sha256 added",
           left="text"),
    _table("sighting", "id document item raw media source locator extra seen"),
    _table("quarantine", "item raw source locator reason met", "item"),
    _table("judgement", "id made document layer action target value reason undone"),
    _table("claim_decision", "id made kind reason undone"),
    _table("decided", "decision side article document start end id form", "decision, side, rowid", blobs="id",
           left="piece"),
    _table("note", "id made about name field value day who reason undone"),
    _table("marked_report", "note place evidence document spans", "note, place"),
    _table("identity", "id made action one other reason undone who"),
    _table("article_note", "id made article document kind start end words who undone"),
    _table("actor_name", "id made about name who reason undone"),
    _table("saved_search", "name query seen", "name"),
    _table("fetched", "url etag modified status at", "url"),
)  # fmt: skip
SEQUENCES = _table("sqlite_sequence", "name seq", "name")
"""The highest numbers given out, so that one of something deleted is not given to something else."""
DERIVED = frozenset({
    "log", "layers", "term", "fact", "copy_text", "copy_run", "copy_standing", "copy", "related_word", "search",
    "vocabulary", "evidence", "piece", "block", "near", "opposed", "claim",
})  # fmt: skip
"""Tables that are not carried as rows: made of the texts, or files of their own (the log, the layers)."""


def path_of(table: Table) -> str:
    """Return where the rows of a table stand in a bundle."""
    return f"case/{table.name}.jsonl"


def _column_list(table: Table) -> str:
    """Return the columns as SQL has them."""
    return ", ".join(f'"{name}"' for name in table.columns)


def rows_of(connection: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, in order."""
    query = f"SELECT {_column_list(table)} FROM {table.name} WHERE {table.where} ORDER BY {table.order}"
    for row in connection.execute(query):
        yield {
            name: value.hex() if name in table.blobs and value is not None else value
            for name, value in zip(table.columns, row, strict=True)
        }


def insert_line(connection: sqlite3.Connection, table: Table, line: bytes, **more: str) -> None:
    """Put a row in, from the line that was made of it; `more` are columns that are not carried.

    Raises ValueError where it is no row of the table, sqlite3.Error where the database does not take it.
    """
    row = msgspec.json.decode(line, type=dict[str, str | int | None])
    if row.keys() != set(table.columns):
        raise ValueError(f"its fields are {', '.join(sorted(row))}, not {', '.join(sorted(table.columns))}")
    values = (bytes.fromhex(str(row[name])) if name in table.blobs else row[name] for name in table.columns)
    columns = ", ".join((_column_list(table), *more))
    places = ", ".join("?" * (len(table.columns) + len(more)))
    connection.execute(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", (*values, *more.values()))
