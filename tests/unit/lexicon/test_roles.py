"""Every office has a known holder, sound dates and a source, and no two hold one office at one time."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import bare_words
from musnad.lexicon.names import RoleRow
from musnad.lexicon.offices import Offices, held_on

SOURCE = re.compile(
    r"""
    ant:[A-Z]{2}-[A-Za-z]+-\d+-\d{8}          # ant:BB-sport-172-20180526
    | saudinews:SNN-[a-z0-9]+-[\d-]+          # saudinews:SNN-aawsat-2015-07-21-343
    | github:[\w.-]+/[\w.-]+/\S+              # github:OWNER/REPO/PATH
    | web:https?://\S+
    """,
    re.VERBOSE,
)
DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MOST_SOURCES = 2
# Offices that two claim at a time, with the reason; each side calls its own by the one phrase.
DISPUTED = {
    frozenset({"lby.prime_minister.2014", "lby.prime_minister.2016"}): "two governments, in Baida and in Tripoli",
    frozenset(
        {"lby.gnu_chief_of_staff.2020", "lby.lna_chief_of_staff.2014"}
    ): "two armies, of the west and of the east",
    frozenset({"sdn.slm_aw_leader.2001", "sdn.slm_mm_leader.2006"}): "a movement that split and kept its name",
}

ROWS = Lexicon().roles


def nations() -> dict[str, str]:
    """Return what the words for states stand for, as the stage of entities has them."""
    lexicon = Lexicon()
    found = {form: key for form, key in lexicon.demonyms.items() if not form.startswith("ال")}
    for place in lexicon.places:
        if place.kind == "state":
            names = map(bare_words, (place.name, *place.aliases))
            found |= {words[0]: place.key for words in names if len(words) == 1}
    return found


OFFICES = Offices(ROWS, nations())


def first_day(date: str | None) -> str:
    """Return the first day that a date may mean."""
    return (date or "0000") + "-01-01"[len(date or "0000") - len("2016") :]


def last_day(date: str | None) -> str:
    """Return the last day that a date may mean."""
    return (date or "9999") + "-12-31"[len(date or "9999") - len("2016") :]


def surely_together(one: RoleRow, other: RoleRow) -> bool:
    """Whether two held their offices at one time, however the inexact dates are read; the day of change is nobody's."""
    return last_day(one.start) < first_day(other.end or "9999") and last_day(other.start) < first_day(one.end or "9999")


def test_every_holder_is_an_actor() -> None:
    actors = {row.key for row in Lexicon().actors}
    assert [row.key for row in ROWS if row.actor not in actors] == []


def test_every_date_is_well_formed() -> None:
    dates = [(row.key, date) for row in ROWS for date in (row.start, row.end) if date is not None]
    assert [(key, date) for key, date in dates if not DATE.fullmatch(date)] == []


def test_every_office_starts_before_it_ends() -> None:
    assert [row.key for row in ROWS if first_day(row.start) > last_day(row.end)] == []


def test_every_row_names_one_or_two_sources_of_a_known_form() -> None:
    assert [row.key for row in ROWS if not 0 < len(set(row.source)) == len(row.source) <= MOST_SOURCES] == []
    assert [(row.key, source) for row in ROWS for source in row.source if not SOURCE.fullmatch(source)] == []


def test_keys_are_sorted_and_open_with_the_country() -> None:
    assert [row.key for row in ROWS] == sorted({row.key for row in ROWS})
    assert [row.key for row in ROWS if row.country and not row.key.startswith(f"{row.country.lower()}.")] == []


def test_no_two_hold_one_office_at_one_time_unless_it_is_disputed() -> None:
    by_phrase: dict[tuple[str, ...], list[RoleRow]] = {}
    for row in ROWS:
        for words in {bare_words(phrase) for phrase in row.phrase}:
            by_phrase.setdefault(words, []).append(row)
    shared = {
        frozenset({one.key, other.key})
        for rows in by_phrase.values()
        for one, other in combinations(rows, 2)
        if one.actor != other.actor and surely_together(one, other)
    }
    assert sorted(map(sorted, shared - DISPUTED.keys())) == []


@pytest.mark.parametrize(
    ("phrase", "day", "holder"),
    [
        ("وزير الدفاع الروسي", "2016-12-01", "per.sergei_shoigu"),
        ("وزير دفاع روسيا", "2016-12-01", "per.sergei_shoigu"),
        ("وزير الدفاع الروسي", "2025-03-01", "per.andrei_belousov"),
        ("الرئيس الأمريكي", "2016-12-01", "per.barack_obama"),
        ("الرئيس الأمريكي", "2018-05-01", "per.donald_trump"),
        ("رئيس الوزراء الإسرائيلي", "2018-05-01", "per.benjamin_netanyahu"),
    ],
)
def test_the_holder_follows_the_day(phrase: str, day: str, holder: str) -> None:
    assert [row.actor for row in OFFICES.holders(phrase, day)] == [holder]


def test_a_phrase_alone_does_not_choose_between_holders() -> None:
    assert len({row.actor for row in OFFICES.rows("وزير الدفاع الروسي")}) > 1
    assert OFFICES.holders("وزير الدفاع الروسي", None) == ()


def test_bounds_count_whole() -> None:
    row = RoleRow("xxx.office.2012", "per.x", ("رئيس",), "head", "", "2012-11", "2016", ("ant:AL-x-1-20120101",))
    assert [held_on(row, day) for day in ("2012-10-31", "2012-11-01", "2016-12-31", "2017-01-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_the_forms_tell_a_source_from_a_word() -> None:
    assert not SOURCE.fullmatch("own")
    assert not DATE.fullmatch("2012-13")
