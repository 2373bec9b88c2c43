"""Those who tell, a page at a time: the same as the whole source file says, and what is wanted of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_support import case_of, put
from musnad.case.claims_told import first_told, told_first_by
from musnad.case.facts import Fact
from musnad.case.folder import Case
from musnad.case.raters import diagonal_shares
from musnad.case.source_file import describe, rate, source_with, sources
from musnad.case.source_list import SourceFilter, known_tellers, source_items
from musnad.case.source_page import source_ties
from web_kit import made_case

REUTERS, LAVROV, QASIM = "actors:org.gbr.reuters", "actors:per.sergey_lavrov", "PER:سمير قاسم"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = case_of(tmp_path)
    told = tuple(Fact("speaker", key, name) for key, name in ((REUTERS, "رويترز"), (LAVROV, "سيرغي لافروف")))
    put(made, "الأول", outlet="Sky News Arabia", published="2018-10-07T10:00:00Z", facts=told)
    put(made, "الثاني", outlet="صحيفة المدى", published="2018-10-09", facts=told[:1])
    put(made, "الثالث", url="https://www.example.org/3", author="بيروت - رويترز", published="2018-10-11",
        facts=(Fact("speaker", QASIM, "سمير قاسم"),))  # fmt: skip
    return made


def _keys(case: Case, **wanted: str) -> list[str]:
    known = known_tellers(case.connection)
    items, total = source_items(case.connection, SourceFilter(**wanted), known, size=20)  # type: ignore[arg-type]
    assert total == len(items)
    return [item.key for item in items]


def test_list_holds_everybody_as_the_source_file_does(case: Case) -> None:
    known = known_tellers(case.connection)
    items, total = source_items(case.connection, SourceFilter(), known, size=20)
    whole = {entry.source.key: entry for entry in sources(case)}
    assert {item.key for item in items} == set(whole)
    assert total == len(whole)
    for item in items:
        entry = whole[item.key]
        assert (item.kind, item.country, item.side) == (entry.source.kind, entry.source.country, entry.side)
        assert item.published == entry.published


@pytest.mark.parametrize("key", [REUTERS, LAVROV, QASIM, "outlet:example.org", "actors:org.are.sky_news_arabia"])
def test_one_source_is_read_as_all_are(case: Case, key: str) -> None:
    assert source_with(case, key) == {entry.source.key: entry for entry in sources(case)}[key]


def test_one_who_tells_nothing_here_is_nobody(case: Case) -> None:
    assert source_with(case, "PER:لا أحد") is None


def test_filters_choose_by_class_country_and_name(case: Case) -> None:
    assert _keys(case, kind="wire") == [REUTERS]
    assert _keys(case, country="RUS") == [LAVROV]
    assert _keys(case, side="RUS") == [LAVROV]
    assert _keys(case, name="قاسم") == [QASIM]
    assert _keys(case, name="%") == []
    assert QASIM in _keys(case, kind="unknown")
    assert REUTERS not in _keys(case, kind="unknown")


def test_filters_choose_by_letters_that_people_gave(case: Case) -> None:
    rate(case, REUTERS, "B", who="أ", reason="x")
    describe(case, QASIM, kind="party", who="أ", reason="x")
    assert _keys(case, rated="B") == _keys(case, rated="any") == [REUTERS]
    assert REUTERS not in _keys(case, rated="none")
    assert QASIM in _keys(case, kind="party")


def test_ties_tell_whom_an_outlet_cites_and_who_cites(tmp_path: Path) -> None:
    with made_case(tmp_path / "c") as case:
        ties = source_ties(case, "outlet:صحيفة المثال")
        assert ties.read == 2
        assert ties.named + ties.unnamed == sum(one.statements for one in ties.cites)
        assert ties.unnamed
        assert REUTERS in [one.key for one in ties.cites]
        assert {one.name for one in source_ties(case, REUTERS).cited_by} == {"صحيفة المثال", "موقع النموذج"}


def test_claims_are_of_the_outlet_that_told_them_first(tmp_path: Path) -> None:
    with made_case(tmp_path / "c") as case:
        counts = first_told(case.connection)
        for key, count in counts.items():
            assert len(told_first_by(case.connection, key, most=99)) == count
        assert (
            sum(counts.values())
            == case.connection.execute("SELECT count(*) FROM claim WHERE articles > 1").fetchone()[0]
        )


def test_raters_are_told_with_what_they_gave(case: Case) -> None:
    rate(case, REUTERS, "B", who="أ", reason="x")
    (one,) = diagonal_shares(case.connection)
    assert (one.who, one.letters, one.numbers, one.compared) == ("أ", 1, 0, 0)
