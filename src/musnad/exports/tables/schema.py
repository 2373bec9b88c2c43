"""What the tables of an export are: columns with types, meanings and units, keys, and what refers to what.

What comes in are the row types of `tables` and `claim_tables`, and `schema.toml`; what goes out is a description of
each table, from which the CSV and the Parquet export make their schemas, and the rows of a subject one by one.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from musnad.case.identity import canonical_in
from musnad.exports.events.event_types import plover_types
from musnad.exports.manner import Language
from musnad.exports.subject import Subject
from musnad.exports.tables.claim_rows import ClaimRow, OppositionRow, ReportRow, claim_rows
from musnad.exports.tables.rows import (
    ArticleRow,
    EntityRow,
    EventRow,
    FigureRow,
    LinkRow,
    MentionRow,
    PartyRow,
    StatementRow,
    TimeRow,
    article_rows,
)
from musnad.model import Span

__all__ = [
    "FORM",
    "OF_CLAIMS",
    "Column",
    "ColumnKind",
    "Reference",
    "Table",
    "TableRow",
    "tables",
    "tables_of",
    "told_rows",
]

FORM = "musnad.tables/1"
"""The form of the tables; it changes when a column goes or changes its meaning."""

TableRow = tuple[Any, ...]
"""A row of one of the tables; its type is the table's."""

ColumnKind = Literal["text", "whole", "number", "yes", "day", "texts", "spans"]
_KINDS: Mapping[Any, ColumnKind] = {str: "text", int: "whole", float: "number", bool: "yes", date: "day"}
_OF_MANY: Mapping[Any, ColumnKind] = {str: "texts", Span: "spans"}
_ROW_TYPES: Mapping[str, type[TableRow]] = {
    "articles": ArticleRow, "entities": EntityRow, "mentions": MentionRow, "times": TimeRow,
    "statements": StatementRow, "links": LinkRow, "events": EventRow, "parties": PartyRow, "figures": FigureRow,
    "claims": ClaimRow, "reports": ReportRow, "oppositions": OppositionRow,
}  # fmt: skip
OF_CLAIMS = frozenset(("claims", "reports", "oppositions"))
"""The tables that only a case has."""


class Column(msgspec.Struct, frozen=True):
    """A column: what kind of value it holds, whether it may be empty, what it means and in which unit it is."""

    name: str
    kind: ColumnKind
    optional: bool
    told: str
    unit: str | None


class Reference(msgspec.Struct, frozen=True):
    """Columns that point at a row of a table: at its columns `at`, of the same names where none are given."""

    columns: tuple[str, ...]
    to: str
    at: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True):
    """A table; `key` are the columns that tell its rows apart."""

    name: str
    row_type: type[TableRow]
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    refers: tuple[Reference, ...]


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table as `schema.toml` tells of it."""

    title: str
    key: tuple[str, ...]
    columns: dict[str, str]
    refers: tuple[Reference, ...] = ()
    units: dict[str, str] = {}


@cache
def tables() -> Mapping[str, Table]:
    """Return all tables by name, those of articles first."""
    text = (files("musnad.exports.tables") / "schema.toml").read_text(encoding="utf-8")
    told = msgspec.convert(tomllib.loads(text), dict[str, _Told])
    return {name: _table(name, row_type, told[name]) for name, row_type in _ROW_TYPES.items()}


def tables_of(subject: Subject) -> tuple[Table, ...]:
    """Return the tables that an export of this subject has: those of claims only for a case."""
    return tuple(one for name, one in tables().items() if subject.case is not None or name not in OF_CLAIMS)


def told_rows(subject: Subject, language: Language) -> Iterator[TableRow]:
    """Yield the rows of all tables, article by article, then claim by claim; the type of a row is that of its table.

    Raises CaseError where the identities that people decided contradict each other.
    """
    types_ = plover_types()
    names = canonical_in(subject.case.connection) if subject.case is not None else {}
    written: set[int] = set()
    for article in subject.articles():
        if article.number is not None:
            written.add(article.number)
        yield from article_rows(article, types_, names)
    yield from claim_rows(subject, written, language)


def _table(name: str, row_type: type[TableRow], told: _Told) -> Table:
    hints = get_type_hints(row_type)
    if tuple(hints) != tuple(told.columns):
        raise AssertionError(f"schema.toml: the columns of {name} are {', '.join(hints)}")
    columns = tuple(_column(column, hint, told) for column, hint in hints.items())
    return Table(name, row_type, told.title, told.key, columns, told.refers)


def _column(name: str, hint: Any, told: _Told) -> Column:
    optional = get_origin(hint) is types.UnionType
    inner = next(a for a in get_args(hint) if a is not types.NoneType) if optional else hint
    many = get_origin(inner) is tuple
    kind = _OF_MANY[get_args(inner)[0]] if many else _KINDS[inner]
    return Column(name, kind, optional, told.columns[name], told.units.get(name))
