"""Read a user's list that is a table of text: cells cut at commas, semicolons or tabs, its columns named on top.

What comes in are lines; what goes out are rows nobody has checked yet, and problems. A cell may hold line breaks
when it is quoted; a quote that is never closed costs its own line only.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.lexicon.user_actors.entries import FIELDS, Problem, RawActor, RawRole
from musnad.lexicon.user_actors.fields import tidy
from musnad.lexicon.user_actors.words import load_words, plain

__all__ = ["NEEDED", "read_csv", "split_names", "split_offices"]

NEEDED = ("type", "name")
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r"sep=(?P<delimiter>[,;\t])", re.IGNORECASE)
_MOST_LINES = 20
_SHOWN = 60
_OPEN = "unexpected end of data"
_FAULTS = {_OPEN: "a quote is opened and never closed; close it, or double a quote that belongs to the text"}
_TOO_LONG = "a cell holds over 100,000 letters; shorten it"
_QUOTE = "a quote closes before its cell ends; double a quote that belongs to the text"
# أبو علي|الحاج and أبو علي، الحاج hold two names; ابن علي-رضا holds one
_BETWEEN_NAMES = re.compile(r"[|؛،\n]")
# وزير الدفاع [2012..2014-05] has dates, وزير الدفاع has none; what has a bracket and fits neither is told later
_OFFICE = re.compile(r"(?P<phrase>[^\[\]]*?)\s*\[(?P<start>[^\[\]]*?)\s*\.\.\s*(?P<end>[^\[\]]*?)\]")


class _Record(NamedTuple):
    line: int
    cells: tuple[str, ...]


def read_csv(lines: Sequence[str], file: str) -> tuple[tuple[RawActor, ...], tuple[Problem, ...]]:
    """Return the rows of a table; only a header that lacks a needed column stops the reading."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    delimiter = _separator(lines[first])
    if delimiter is not None:
        first += 1
    if not any(line.strip() for line in lines[first:]):
        return (), (Problem(file, first, f"no columns are named; begin with a line such as {','.join(FIELDS[:5])}"),)
    delimiter = delimiter or _likeliest_delimiter(lines[first])
    problems: list[Problem] = []
    records = _records(lines, first, delimiter, file, problems)
    header = next(records, _Record(first + 1, ()))
    columns = _columns(header, file, problems)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        return (), (Problem(file, header.line, _no_columns(header, missing)),)
    rows = []
    for record in records:
        if any(cell.strip() for cell in record.cells[len(columns) :]):
            message = f"{len(record.cells)} cells where {len(columns)} columns are named; quote a cell that holds "
            problems.append(Problem(file, record.line, f"{message}{delimiter!r}"))
        elif any(cell.strip() for cell in record.cells):
            rows.append(_row(record, columns))
    return tuple(rows), tuple(problems)


def split_names(cell: str) -> tuple[str, ...]:
    """Return the names in a cell.

    >>> split_names("أبو علي|الحاج")
    ('أبو علي', 'الحاج')
    """
    return tuple(part for part in map(str.strip, _BETWEEN_NAMES.split(cell)) if part)


def split_offices(cell: str) -> tuple[RawRole, ...]:
    """Return the offices in a cell, each `PHRASE [START..END]` or a phrase alone."""
    found = []
    for part in filter(None, map(str.strip, re.split(r"[|\n]", cell))):
        match = _OFFICE.fullmatch(part)
        found.append(RawRole(match["phrase"], match["start"], match["end"]) if match else RawRole(part))
    return tuple(found)


def _separator(line: str) -> str | None:
    """The delimiter that a first line written by a spreadsheet names (sep=;)."""
    match = _SEPARATOR_LINE.fullmatch(line.strip().strip('"'))
    return match["delimiter"] if match else None


def _likeliest_delimiter(line: str) -> str:
    """The delimiter under which the header holds most known columns."""
    known = load_words().columns
    return max(
        _DELIMITERS, key=lambda d: (sum(plain(cell.strip('" ')) in known for cell in line.split(d)), line.count(d))
    )


def _records(lines: Sequence[str], first: int, delimiter: str, file: str, problems: list[Problem]) -> Iterator[_Record]:
    """Yield the cells of each line, or of several where a quoted cell goes on."""
    at = first
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        for end in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
            cells, fault = _cells(lines[at:end], delimiter)
            if fault != _OPEN:
                break
        if cells is None and (alone := _loose_cells(lines[at], delimiter)):
            cells, end = alone, at + 1
        if cells is None:
            problems.append(Problem(file, at + 1, _FAULTS.get(fault, _TOO_LONG if "limit" in fault else _QUOTE)))
            end = at + 1
        else:
            yield _Record(at + 1, cells)
        at = end


def _cells(lines: Sequence[str], delimiter: str) -> tuple[tuple[str, ...] | None, str]:
    """Return the cells of one row, or what is wrong with it."""
    ended = [f"{line}\n" for line in lines[:-1]] + [lines[-1]]
    try:
        return tuple(next(csv.reader(ended, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t"))), ""
    except csv.Error as error:
        return None, str(error)


def _loose_cells(line: str, delimiter: str) -> tuple[str, ...] | None:
    """Return the cells of a line whose quotes are paired but do not enclose a whole cell ("أبو علي" الحاج)."""
    if line.count('"') % 2:
        return None
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter, skipinitialspace=delimiter != "\t")))
    except csv.Error:
        return None


def _columns(header: _Record, file: str, problems: list[Problem]) -> list[str]:
    """Return the field of each column, empty where it is unknown or was named before."""
    known = load_words().columns
    columns: list[str] = []
    for cell in header.cells:
        field = known.get(plain(cell), "")
        if cell.strip() and not field:
            message = f"column {cell.strip()[:_SHOWN]!r} is not known and left out; columns are {', '.join(FIELDS)}"
            problems.append(Problem(file, header.line, message))
        elif field and field in columns:
            message = f"column {cell.strip()[:_SHOWN]!r} names {field} again; the first one counts"
            problems.append(Problem(file, header.line, message))
            field = ""
        columns.append(field)
    return columns


def _no_columns(header: _Record, missing: Sequence[str]) -> str:
    found = ", ".join(tidy(cell)[:_SHOWN] for cell in header.cells if cell.strip()) or "none"
    return (
        f"no column {' and no column '.join(missing)}; found {found}; "
        f"needed are {' and '.join(NEEDED)}, and {', '.join(f for f in FIELDS if f not in NEEDED)} may be given"
    )


def _row(record: _Record, columns: Sequence[str]) -> RawActor:
    cells = {field: cell for field, cell in zip(columns, record.cells, strict=False) if field}
    return RawActor(
        line=record.line,
        id=cells.get("id", ""),
        type=cells.get("type", ""),
        name=cells.get("name", ""),
        name_en=cells.get("name_en", ""),
        aliases=split_names(cells.get("aliases", "")),
        country=cells.get("country", ""),
        sector=split_names(cells.get("sector", "")),
        role=cells.get("role", ""),
        wikidata=cells.get("wikidata", ""),
        roles=split_offices(cells.get("roles", "")),
        caution=cells.get("caution", ""),
        source=cells.get("source", ""),
    )
