"""Comma-separated values that spreadsheets open right and other programs read back: RFC 4180, UTF-8 with its mark.

What comes in are rows of text; what goes out is a file. Spreadsheets take UTF-8 for what it is only after the byte
order mark, without which Arabic becomes noise. They run a cell as a formula that begins like one; such a cell gets an
apostrophe before it, which is counted, and `bare` takes it away again. Nothing else of a text is changed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TextIO

__all__ = ["FORMULA", "MARK", "SheetWriter", "bare", "guarded"]

MARK = "\ufeff"
FORMULA = "formulas"
"""The key of the loss: how many cells got an apostrophe."""

_GUARD = "'"
# What begins a formula in one spreadsheet or another; of = + - @ the full-width ones too. A tab or a line break is left
# out before a formula when a file is opened.
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    A text that begins with apostrophes and then a formula gets one more, so that `bare` gives every text back.

    >>> guarded("=1+1"), guarded("'=1"), guarded("'quoted'")
    ("'=1+1", "''=1", "'quoted'")
    """
    return _GUARD + text if _is_formula(text) else text


def bare(cell: str) -> str:
    """Return what `guarded` was given.

    >>> bare("'=1+1"), bare("'quoted'")
    ('=1+1', "'quoted'")
    """
    return cell[1:] if cell.startswith(_GUARD) and _is_formula(cell) else cell


class SheetWriter:
    """Writes a table into an open file; `lose` is told of every cell that got an apostrophe.

    The columns `plain` hold numbers, days and the like, which are written as they are: -3 is no formula there.
    """

    def __init__(
        self, file: TextIO, columns: Sequence[str], lose: Callable[[str], object], *, plain: Collection[str] = ()
    ) -> None:
        self._lose = lose
        self._guarded = [column not in plain for column in columns]
        file.write(MARK)
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(columns)

    def write(self, cells: Iterable[str]) -> None:
        """Write a row, a cell for each column."""
        row = list(cells)
        for place, (cell, is_guarded) in enumerate(zip(row, self._guarded, strict=True)):
            if is_guarded and _is_formula(cell):
                row[place] = _GUARD + cell
                self._lose(FORMULA)
        self._writer.writerow(row)


def _is_formula(text: str) -> bool:
    first = text[:1]
    return first in _STARTS if first != _GUARD else text.lstrip(_GUARD)[:1] in _STARTS
