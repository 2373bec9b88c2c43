"""Each rule of the grammar makes its expression, and nothing of a near miss; `rules.tsv` holds both."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest

from musnad import times
from musnad.times.grammar import PATTERNS

TABLE = Path(__file__).with_name("rules.tsv")
RULES = tuple(name for name, _ in PATTERNS)


class Row(NamedTuple):
    """A rule, the day of publication (none when empty), what it must read in a text, and a text it must leave."""

    rule: str
    published: str
    text: str
    words: str
    value: str
    counterexample: str


def rows() -> tuple[Row, ...]:
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert tuple(head.split("\t")) == Row._fields
    return tuple(Row(*line.split("\t")) for line in lines)


def ids(table: tuple[Row, ...]) -> list[str]:
    return [f"{row.rule}-{sum(other.rule == row.rule for other in table[:n]) + 1}" for n, row in enumerate(table)]


ROWS = rows()


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_rule_makes_its_expression(row: Row) -> None:
    found = times.find(row.text, row.published or None)
    made = [(t.origin, row.text[t.start : t.end], t.value) for t in found]
    assert (f"times:{row.rule}", row.words, row.value) in made


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_rule_makes_nothing_of_a_near_miss(row: Row) -> None:
    found = times.find(row.counterexample, row.published or None)
    assert [row.counterexample[t.start : t.end] for t in found if t.origin == f"times:{row.rule}"] == []


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_an_example_and_a_counterexample(rule: str) -> None:
    own = [row for row in ROWS if row.rule == rule]
    assert own, f"rules.tsv has no row for {rule}"
    assert all(row.text and row.words and row.value and row.counterexample for row in own)


def test_rules_table_knows_no_other_rule() -> None:
    assert {row.rule for row in ROWS} <= set(RULES)


def test_rules_table_has_no_sentence_twice_for_a_rule_and_is_written_in_nfc() -> None:
    sentences = [(row.rule, text) for row in ROWS for text in (row.text, row.counterexample)]
    assert len(sentences) == len(set(sentences))
    text = TABLE.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
