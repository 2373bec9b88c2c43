"""Read a lexicon table and check it against the type of its rows.

What comes in is a UTF-8 TSV file and a frozen msgspec type whose fields are its columns; what goes out are typed
rows. Every problem in a file is found before anything is raised. What a row means is for the module that owns it.

Cells: text; `a|b` for a tuple; `1` or empty for a boolean; an integer; empty for None where the field allows it.
"""

from __future__ import annotations

import types
import typing
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from musnad.arabic.orthography import MARKS
from musnad.errors import LexiconError

__all__ = ["DATA", "check_table", "read_table"]

DATA: Traversable = files("musnad.lexicon") / "data"

Row = TypeVar("Row", bound=msgspec.Struct)
_LOOKALIKES = {"ی": "Persian ya", "ک": "Persian kaf", "ہ": "Urdu ha", "ھ": "ha with two eyes"}
_FREE_FIELDS = frozenset({"example", "counterexample"})


def read_table(file: Traversable, row_type: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a table, in file order.

    Raises LexiconError when a line does not fit `row_type`; `check_table` names subtler faults.
    """
    rows: list[Row] = []
    problems: list[str] = []
    names = row_type.__struct_fields__
    readers = tuple(_readers(row_type))
    for number, cells in _lines(file):
        if number == 1:
            if cells != names:
                problems.append(f"{file.name}:1: columns are {', '.join(cells)}; they must be {', '.join(names)}")
                break
            continue
        if len(cells) != len(names):
            problems.append(f"{file.name}:{number}: {len(cells)} cells where {len(names)} columns need one each")
            continue
        try:
            rows.append(row_type(*[read(cell) for read, cell in zip(readers, cells, strict=True)]))
        except ValueError as error:
            problems.append(f"{file.name}:{number}: {error}")
    if problems:
        raise LexiconError(tuple(problems))
    return tuple(rows)


def check_table(file: Traversable, row_type: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return every fault of a table as `file:line: field: message`; empty when it is sound.

    Beyond what `read_table` refuses: keys unique and sorted, text in NFC without vowel marks, tatweel, look-alike
    letters or stray spaces.
    """
    try:
        read_table(file, row_type)
    except LexiconError as error:
        return error.problems
    problems: list[str] = []
    before = ""
    names = row_type.__struct_fields__
    for number, cells in _lines(file):
        if number == 1:
            continue
        key = cells[0]
        if key <= before:
            problems.append(f"{file.name}:{number}: key: {key!r} comes after {before!r}; keys are unique and sorted")
        before = key
        for name, cell in zip(names, cells, strict=True):
            problems += [f"{file.name}:{number}: {name}: {fault}" for fault in _faults(name, cell)]
    return tuple(problems)


def _lines(file: Traversable) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line:
            yield number, tuple(line.split("\t"))


def _faults(name: str, cell: str) -> Iterator[str]:
    if cell != unicodedata.normalize("NFC", cell):
        yield "not in Unicode NFC; write it composed"
    if name in _FREE_FIELDS:
        return
    if bad := MARKS & set(cell):
        yield f"holds {unicodedata.name(min(bad), 'a mark')}; leave marks out"
    for letter, label in _LOOKALIKES.items():
        if letter in cell:
            yield f"holds a {label}; write the Arabic letter"
    if any(part != part.strip() for part in cell.split("|")):
        yield "has a stray space"


def _readers(row_type: type[msgspec.Struct]) -> Iterable[Any]:
    hints = typing.get_type_hints(row_type)
    return [_reader(hints[name], name) for name in row_type.__struct_fields__]


@cache
def _reader(kind: Any, name: str) -> Any:
    if get_origin(kind) is types.UnionType:
        inner = _reader(next(a for a in get_args(kind) if a is not types.NoneType), name)
        return lambda cell: inner(cell) if cell else None
    if get_origin(kind) is Literal:
        allowed = frozenset(get_args(kind))
        return lambda cell: _one_of(cell, allowed, name)
    if get_origin(kind) is tuple:
        inner = _reader(get_args(kind)[0], name)
        return lambda cell: tuple(inner(part) for part in cell.split("|")) if cell else ()
    if kind is bool:
        return lambda cell: _one_of(cell, frozenset({"", "1"}), name) == "1"
    if kind is int:
        return int
    return _text(name)


def _text(name: str) -> Any:
    if name == "key":
        return lambda cell: cell or _refuse("key: is empty")
    return lambda cell: cell


def _one_of(cell: str, allowed: frozenset[str], name: str) -> str:
    return cell if cell in allowed else _refuse(f"{name}: {cell!r} is none of {', '.join(sorted(allowed))}")


def _refuse(message: str) -> str:
    raise ValueError(message)
