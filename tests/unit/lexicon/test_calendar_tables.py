"""The tables of time are sound."""

from __future__ import annotations

import msgspec
import pytest

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.calendar import DayPartRow, MonthRow, NumberRow, TimeUnitRow, TimeWordRow, WeekdayRow
from musnad.lexicon.tables import DATA, check_table

TABLES: list[tuple[str, type[msgspec.Struct]]] = [
    ("months", MonthRow),
    ("weekdays", WeekdayRow),
    ("time_units", TimeUnitRow),
    ("numbers", NumberRow),
    ("day_parts", DayPartRow),
    ("time_words", TimeWordRow),
]


@pytest.mark.parametrize(("name", "row_type"), TABLES, ids=[name for name, _ in TABLES])
def test_table_is_sound(name: str, row_type: type[msgspec.Struct]) -> None:
    assert check_table(DATA / f"{name}.tsv", row_type) == ()


def test_every_month_has_a_name_in_each_calendar() -> None:
    for calendar in ("gregorian", "hijri"):
        assert {m.number for m in Lexicon().months if m.calendar == calendar} == set(range(1, 13))


def test_no_time_word_has_two_kinds() -> None:
    """The second would be lost without a word; `era` is read apart, by the dating stage."""
    kinds: dict[str, set[str]] = {}
    for row in Lexicon().time_words:
        for form in row.forms if row.kind != "era" else ():
            kinds.setdefault(fold(form), set()).add(row.kind)
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}
