"""CSV that spreadsheets open right: the mark, the quoting, and cells that begin like a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.exports.tables.spreadsheet import SheetWriter, bare, guarded

_TEXTS = st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n＝،ع"), st.characters(exclude_categories=("Cs",))))


def _written(rows: list[list[str]], *, plain: tuple[str, ...] = ()) -> tuple[str, list[str]]:
    lost: list[str] = []
    file = io.StringIO(newline="")
    sheet = SheetWriter(file, ["a", "b"], lost.append, plain=plain)
    for row in rows:
        sheet.write(row)
    return file.getvalue(), lost


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_cell_that_begins_like_a_formula_gets_an_apostrophe_and_is_counted(start: str) -> None:
    written, lost = _written([[f"{start}1+1", "x"]])
    rows = list(csv.reader(io.StringIO(written[1:], newline="")))
    assert rows[1] == [f"'{start}1+1", "x"]
    assert lost == ["formulas"]


@pytest.mark.parametrize("text", ["", "قال", "'قال'", " =1", "–قال", "\u200f=1", "(=1)"])
def test_other_cells_stay_and_count_nothing(text: str) -> None:
    assert guarded(text) == text
    assert _written([[text, ""]])[1] == []


@given(_TEXTS)
def test_taking_the_apostrophe_away_gives_every_text_back(text: str) -> None:
    assert bare(guarded(text)) == text


@given(_TEXTS)
def test_no_guarded_text_begins_like_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in set("=+-@＝＋－＠\t\r\n")


@given(st.lists(st.tuples(_TEXTS, _TEXTS)))
def test_csv_reads_every_text_back(rows: list[tuple[str, str]]) -> None:
    written, _ = _written([list(row) for row in rows])
    read = list(csv.reader(io.StringIO(written[1:], newline=""), strict=True))
    assert [[bare(cell) for cell in row] for row in read[1:]] == [list(row) for row in rows]


def test_plain_columns_are_left_alone() -> None:
    written, lost = _written([["-3", "-3"]], plain=("a",))
    assert written == "\ufeffa,b\r\n-3,'-3\r\n"
    assert lost == ["formulas"]


def test_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        _written([["one"]])
