"""The table of dated events: sound dates, names that are nobody else's, a source for each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date

import pytest

from musnad.arabic.segmentation import segment
from musnad.lexicon import Lexicon
from musnad.lexicon.calendar import DatedEventRow
from musnad.lexicon.matcher import PhraseMatcher, phrase_forms
from musnad.lexicon.tables import DATA, check_table

ROWS = Lexicon().dated_events
MATCHER = PhraseMatcher((form, row) for row in ROWS for form in row.forms)
LEAST_ROWS = 220
FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2026, 12, 31)
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
# matches Wikipedia: Camp Speicher massacre, UN SC S/RES/338; not Wikipedia, Wikipedia:
SOURCE = re.compile(r"(Wikipedia|UN (SC|GA|ICJ)|web|github|ant)[: ]\s*\S.*")
# matches زلزال عام 1992, ثورة سنة 1919; not القرار 1973, مونديال 2022 (what is counted or named so)
YEAR_OF_EVENT = re.compile(r"(?:عام|لعام|سنة)\s(\d{4})$")


def first_day(row: DatedEventRow) -> date:
    """Return the first day that the date of a row may mean."""
    return date.fromisoformat(row.first if len(row.first) == len("2020-08-04") else f"{row.first}-01")


def test_table_is_sound() -> None:
    assert check_table(DATA / "dated_events.tsv", DatedEventRow) == ()


def test_there_are_enough_events() -> None:
    assert len(ROWS) >= LEAST_ROWS
    assert len({row.kind for row in ROWS}) >= 8


def test_dates_are_days_or_months_that_exist() -> None:
    wrong = [row.key for row in ROWS if not DATE.fullmatch(row.first)]
    assert wrong == []
    assert [row.key for row in ROWS if not FIRST_DAY <= first_day(row) <= LAST_DAY] == []


def test_each_has_a_source() -> None:
    assert [(row.key, row.source) for row in ROWS if not SOURCE.fullmatch(row.source)] == []


def test_forms_are_composed_and_of_two_words_or_more() -> None:
    forms = [form for row in ROWS for form in row.forms]
    assert [form for form in forms if unicodedata.normalize("NFC", form) != form] == []
    assert [form for form in forms if form != " ".join(form.split())] == []
    assert [form for form in forms if len(form.split()) < 2] == []


def test_no_form_stands_twice() -> None:
    counts = Counter(form for row in ROWS for form in row.forms)
    assert [form for form, count in counts.items() if count > 1] == []


def test_no_form_names_two_events_however_it_is_spelled() -> None:
    named: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in ROWS:
        for form in row.forms:
            named[phrase_forms(form)].add(row.key)
    assert [(form, keys) for form, keys in named.items() if len(keys) > 1] == []


def test_a_form_that_begins_another_events_form_yields_to_the_longer() -> None:
    """Also where a form stands inside another's, or two overlap: each form alone is found whole and as its own."""
    wrong = []
    for row in ROWS:
        for form in row.forms:
            matches = MATCHER.find(segment(form).tokens, form)
            if [(m.start, m.end, m.values[0].key) for m in matches] != [(0, len(form), row.key)]:
                wrong.append((row.key, form))
    assert wrong == []


def test_a_form_after_a_clitic_is_found_without_it() -> None:
    wrong = []
    for row in ROWS:
        form = row.forms[0]
        text = f"عادت القافلة بعد الهدوء و{form} هنا"
        found = [(text[m.start : m.end], m.values[0].first) for m in MATCHER.find(segment(text).tokens, text)]
        if (form, row.first) not in found:
            wrong.append((row.key, found))
    assert wrong == []


def test_a_year_in_a_form_is_that_of_the_date_or_the_next() -> None:
    """The next where the event began in the last days of a year and is called after the one that followed."""
    wrong = []
    for row in ROWS:
        for form in row.forms:
            named = YEAR_OF_EVENT.search(form)
            if named and int(named[1]) - first_day(row).year not in (0, first_day(row).month == 12):
                wrong.append((row.key, row.first, form))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("تحيي البلدة ذكرى تفجير كنيسة القديسين", "2011-01-01", id="bombing"),
        pytest.param("عادت القافلة بعد زلزال أغادير", "1960-02-29", id="earthquake"),
        pytest.param("وقعت الدولتان اتفاقية أضنة", "1998-10-20", id="agreement"),
    ],
)
def test_events_are_found_with_their_date(text: str, first: str) -> None:
    assert [m.values[0].first for m in MATCHER.find(segment(text).tokens, text)] == [first]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("زار الوفد كنيسة القديسين بعد تفجير", id="words_in_another_order"),
        pytest.param("ضرب زلزال. أغادير مدينة جميلة", id="across_a_stop"),
        pytest.param("وقعت الدولتان اتفاقية في أضنة", id="word_between"),
        pytest.param("كانت حربا طويلة وثورة كبيرة", id="common_words"),
    ],
)
def test_near_misses_name_no_event(text: str) -> None:
    assert MATCHER.find(segment(text).tokens, text) == []
