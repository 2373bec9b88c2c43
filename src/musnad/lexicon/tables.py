"""Read a lexicon table and check it against the type of its rows.

What comes in is a UTF-8 TSV file and a frozen msgspec type whose fields are its columns; what goes out are typed
rows. Every problem in a file is found before anything is raised. What a row means is for the module that owns it.

Cells: text; `a|b` for a tuple; `1` or empty for a boolean; a number; empty for None where the field allows it.
"""

from __future__ import annotations

import types
import typing
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
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
_FREE_FIELDS = frozenset({"example", "counterexample", "source"})
_BOOLEANS = frozenset({"", "1"})
_ReadColumn = Callable[[Sequence[str]], Sequence[Any]]


def read_table(file: Traversable, row_type: type[Row]) -> tuple[Row, ...]:
    """Return the rows of a table, in file order.

    Raises LexiconError when a line does not fit `row_type`; `check_table` names subtler faults.
    """
    names = row_type.__struct_fields__
    (_, header), *lines = _lines(file) or [(1, ())]
    if header != names:
        raise LexiconError((f"{file.name}:1: columns are {', '.join(header)}; they must be {', '.join(names)}",))
    if not lines:
        return ()
    readers = _readers(row_type)
    try:
        columns = zip(*(cells for _, cells in lines), strict=True)
        read = [reader(column) for reader, column in zip(readers, columns, strict=True)]
    except ValueError:
        raise LexiconError(tuple(_problems(file, lines, readers))) from None
    return tuple(map(row_type, *read))


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
    for number, cells in _lines(file)[1:]:
        key = cells[0]
        if key <= before:
            problems.append(f"{file.name}:{number}: key: {key!r} comes after {before!r}; keys are unique and sorted")
        before = key
        for name, cell in zip(names, cells, strict=True):
            problems += [f"{file.name}:{number}: {name}: {fault}" for fault in _faults(name, cell)]
    return tuple(problems)


def _lines(file: Traversable) -> list[tuple[int, tuple[str, ...]]]:
    """Return the cells of every line that is not empty, with its number."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return [(number, tuple(line.split("\t"))) for number, line in enumerate(lines, 1) if line]


def _problems(
    file: Traversable, lines: Sequence[tuple[int, tuple[str, ...]]], readers: Sequence[_ReadColumn]
) -> Iterator[str]:
    """Read line by line to name each fault with its line."""
    for number, cells in lines:
        if len(cells) != len(readers):
            yield f"{file.name}:{number}: {len(cells)} cells where {len(readers)} columns need one each"
            continue
        try:
            for read, cell in zip(readers, cells, strict=True):
                read((cell,))
        except ValueError as error:
            yield f"{file.name}:{number}: {error}"


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


@cache
def _readers(row_type: type[msgspec.Struct]) -> tuple[_ReadColumn, ...]:
    hints = typing.get_type_hints(row_type)
    return tuple(_reader(hints[name], name) for name in row_type.__struct_fields__)


def _reader(kind: Any, name: str) -> _ReadColumn:
    """Return what reads a whole column at once; it raises ValueError with the fault of one of its cells."""
    if get_origin(kind) is types.UnionType:
        inner = _reader(next(a for a in get_args(kind) if a is not types.NoneType), name)
        return lambda cells: [inner((cell,))[0] if cell else None for cell in cells]
    if get_origin(kind) is Literal:
        allowed = frozenset(get_args(kind))
        return lambda cells: _all_of(cells, allowed, name)
    if get_origin(kind) is tuple:
        return partial(_tuples, _reader(get_args(kind)[0], name))
    if kind is bool:
        return lambda cells: [cell == "1" for cell in _all_of(cells, _BOOLEANS, name)]
    if kind in (int, float):
        return lambda cells: list(map(kind, cells))
    return _keys if name == "key" else lambda cells: cells


def _tuples(read: _ReadColumn, cells: Sequence[str]) -> list[tuple[Any, ...]]:
    """Read cells that hold several values each; most columns hold few different ones, or none."""
    values = {cell: tuple(read(cell.split("|"))) if cell else () for cell in set(cells)}
    return [values[cell] for cell in cells]


def _keys(cells: Sequence[str]) -> Sequence[str]:
    if "" in cells:
        raise ValueError("key: is empty")
    return cells


def _all_of(cells: Sequence[str], allowed: frozenset[str], name: str) -> Sequence[str]:
    if wrong := sorted(set(cells) - allowed):
        raise ValueError(f"{name}: {wrong[0]!r} is none of {', '.join(sorted(allowed))}")
    return cells
