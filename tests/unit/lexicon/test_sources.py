"""Every actor and every place names where it is attested; ids look like ids."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from musnad.lexicon import Lexicon
from musnad.lexicon.names import ActorRow, PlaceRow

SOURCE = re.compile(
    r"""
    ant:[A-Z]{2}-[A-Za-z]+-\d+-\d{8}          # ant:BB-sport-172-20180526, not ant:172
    | saudinews:SNN-[a-z0-9]+-[\d-]+          # saudinews:SNN-aawsat-2015-07-21-343
    | github:[\w.-]+/[\w.-]+/\S+              # github:OWNER/REPO/PATH, not github:OWNER
    | web:https?://\S+
    | anercorp | aqmar | ans | cldr | csc | geonames
    """,
    re.VERBOSE,
)
WIKIDATA = re.compile(r"Q[1-9]\d*")
MOST_SOURCES = 2

ROWS: tuple[ActorRow | PlaceRow, ...] = (*Lexicon().actors, *Lexicon().places)


def test_no_row_is_without_a_source() -> None:
    assert [row.key for row in ROWS if not row.source] == []


def test_every_source_has_a_known_form() -> None:
    assert [(row.key, source) for row in ROWS for source in row.source if not SOURCE.fullmatch(source)] == []


def test_no_row_repeats_a_source() -> None:
    assert [row.key for row in ROWS if len(set(row.source)) < len(row.source)] == []


def test_a_row_names_at_most_two_sources() -> None:
    assert [row.key for row in ROWS if len(row.source) > MOST_SOURCES] == []


def test_every_wikidata_id_looks_like_one() -> None:
    assert [row.key for row in ROWS if row.wikidata is not None and not WIKIDATA.fullmatch(row.wikidata)] == []


@pytest.mark.parametrize("rows", [Lexicon().actors, Lexicon().places], ids=["actors", "places"])
def test_no_two_rows_share_a_wikidata_id(rows: tuple[ActorRow | PlaceRow, ...]) -> None:
    ids = Counter(row.wikidata for row in rows if row.wikidata)
    assert [item for item, count in ids.items() if count > 1] == []


def test_the_forms_tell_a_source_from_a_word() -> None:
    assert SOURCE.fullmatch("ant:BB-sport-172-20180526")
    assert not SOURCE.fullmatch("own")
    assert not SOURCE.fullmatch("ant:")
