"""Every table is sound, and every rule of telling finds its example and leaves its counterexample alone."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
import pytest

import musnad.lexicon
from musnad.errors import LexiconError
from musnad.lexicon import Lexicon
from musnad.lexicon.reporting import CuePhraseRow
from musnad.lexicon.tables import DATA, check_table, read_table
from musnad.model import Document
from musnad.pipeline import default_pipeline

TABLES = sorted(file.name for file in DATA.iterdir() if file.name.endswith(".tsv"))


@cache
def row_types() -> dict[str, type[msgspec.Struct]]:
    """The row type that the lexicon reads each table with: every layer of the lexicon is asked for once."""
    found: dict[str, type[msgspec.Struct]] = {}

    def note(file: Traversable, row_type: type[msgspec.Struct]) -> tuple[msgspec.Struct, ...]:
        found[file.name] = row_type
        return read_table(file, row_type) if file.is_file() else ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(musnad.lexicon, "read_table", note)
        lexicon = Lexicon()
        for name, member in vars(Lexicon).items():
            if isinstance(member, cached_property):
                getattr(lexicon, name)
    return found


@pytest.mark.parametrize("name", TABLES)
def test_table_is_sound(name: str) -> None:
    assert check_table(DATA / name, row_types()[name]) == ()


def test_the_lexicon_has_no_table_that_does_not_ship() -> None:
    assert sorted(row_types()) == TABLES


def telling_rows(side: str) -> list[object]:
    rows = [("cues", row) for row in Lexicon().cues] + [("cue_phrases", row) for row in Lexicon().cue_phrases]
    return [
        pytest.param(f"{table}:{row.key}", getattr(row, side), id=f"{table}:{row.key}")
        for table, row in rows
        if getattr(row, side) and getattr(row, "kind", "") != "background"
    ]


def background_rows() -> list[object]:
    return [pytest.param(row, id=row.key) for row in Lexicon().cue_phrases if row.kind == "background"]


def origins(text: str) -> set[str]:
    doc = default_pipeline()(Document(id="row", text=text, published="2018-05-10"))
    assert doc.failures == ()
    return {origin for s in doc.statements or () for origin in (s.origin, *(link.origin for link in s.chain))}


@pytest.mark.parametrize(("origin", "text"), telling_rows("example"))
def test_cue_finds_its_example(origin: str, text: str) -> None:
    assert origin in origins(text)


@pytest.mark.parametrize(("origin", "text"), telling_rows("counterexample"))
def test_cue_leaves_its_counterexample(origin: str, text: str) -> None:
    assert origin not in origins(text)


@pytest.mark.parametrize("row", background_rows())
def test_background_phrase_tells_nothing_on_another_word(row: CuePhraseRow) -> None:
    assert origins(row.example) == set()
    assert origins(row.counterexample) != set()


class Row(msgspec.Struct, frozen=True):
    key: str
    forms: tuple[str, ...]
    number: int
    flag: bool
    example: str


HEADER = "key\tforms\tnumber\tflag\texample\n"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("key\tforms\n", "columns are"),
        (HEADER + "a\tب\t1\n", "3 cells where 5"),
        (HEADER + "a\tب\tone\t\t\n", "invalid literal"),
        (HEADER + "a\tب\t1\tyes\t\n", "'yes' is none of"),
        (HEADER + "\tب\t1\t\t\n", "key: is empty"),
    ],
    ids=["columns", "cells", "integer", "boolean", "key"],
)
def test_read_table_refuses_a_line_that_does_not_fit(tmp_path: Path, lines: str, fault: str) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(lines, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"rows\.tsv:\d+: .*{fault}"):
        read_table(table, Row)


def test_read_table_names_every_bad_line(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(HEADER + "a\tب\tx\t\t\nb\tب\t1\t\t\nc\tب\t\t\t\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_table(table, Row)
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["2", "4"]


def test_read_table_types_the_cells(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(HEADER + "a\tب|ت\t7\t1\tجملة\nb\t\t0\t\t\n", encoding="utf-8")
    assert read_table(table, Row) == (Row("a", ("ب", "ت"), 7, True, "جملة"), Row("b", (), 0, False, ""))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a\tمُدن\t1\t\t", "FILE:3: forms: holds ARABIC DAMMA"),
        ("a\tمـدن\t1\t\t", "FILE:3: forms: holds ARABIC TATWEEL"),
        ("a\tکتاب\t1\t\t", "FILE:3: forms: holds a Persian kaf"),
        ("a\tمدن \t1\t\t", "FILE:3: forms: has a stray space"),
        ("a\tا\u0653\t1\t\t", "FILE:3: forms: not in Unicode NFC"),
        ("Z\tمدن\t1\t\t", "FILE:3: key: 'Z' comes after 'Zz'"),
    ],
    ids=["vowel", "tatweel", "lookalike", "space", "nfc", "order"],
)
def test_check_table_names_the_fault(tmp_path: Path, line: str, fault: str) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(f"{HEADER}Zz\tباب\t1\t\t\n{line}\n", encoding="utf-8")
    assert check_table(table, Row)[0].startswith(fault.replace("FILE", "rows.tsv"))


def test_check_table_lets_an_example_carry_marks(tmp_path: Path) -> None:
    table = tmp_path / "rows.tsv"
    table.write_text(f"{HEADER}a\tباب\t1\t\tبَابٌ\n", encoding="utf-8")
    assert check_table(table, Row) == ()
