"""The tables of name parts, and the look-up of nationalities."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.lexicon.name_parts import NamePartRow, NameWordRow
from musnad.lexicon.tables import DATA, check_table


@pytest.mark.parametrize(("table", "row"), [("name_parts.tsv", NamePartRow), ("name_words.tsv", NameWordRow)])
def test_table_is_sound(table: str, row: type[NamePartRow] | type[NameWordRow]) -> None:
    assert check_table(DATA / table, row) == ()


def test_name_words_hold_each_form_once() -> None:
    forms = [form for row in Lexicon().name_words for form in row.forms]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("form", ["روسي", "روسية", "الروسي", "الروسية", "الروس", "روس"])
def test_demonyms_lead_to_the_state(form: str) -> None:
    lexicon = Lexicon()
    place = next(row for row in lexicon.places if row.key == lexicon.demonyms[form])
    assert place.name == "روسيا"


def test_demonyms_leave_names_of_places_out() -> None:
    assert "روسيا" not in Lexicon().demonyms
