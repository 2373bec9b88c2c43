"""Searching a case: what is found, in which order, where and why."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_support import case_of, put
from musnad.case.facts import Fact
from musnad.case.folder import Case
from musnad.case.schema import migrate
from musnad.case.search.compiling import compile_query
from musnad.case.search.find import Found, find
from musnad.case.search.matching import find_matches
from musnad.case.search.query import Filter, parse
from musnad.case.search.snippets import snippet
from musnad.errors import CaseError, QueryError


def found(case: Case, query: str, **options: object) -> set[int]:
    return {hit.document for hit in find(case, query, **options).hits}  # type: ignore[arg-type]  # tests pass options by name


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("وزير الدفاع", {1, 2}),
        ('"وزير الدفاع"', {1}),
        ("وزير OR قطر", {1, 2, 3}),
        ("وزير NOT قطر", {1, 2}),
        ("وزير -الصحة", {1}),
        ("(وزير OR قطر) -الدفاع", {3}),
        ("NEAR(وزير الدفاع, 1)", {1}),
        ("NEAR(وزير الدفاع, 8)", {1, 2}),
        ("وزا*", {2, 3}),
        ("الوزا*", {2, 3}),
        ("الرياضة", set()),
    ],
)
def test_find_combines_words(tmp_path: Path, query: str, documents: set[int]) -> None:
    texts = ("قال وزير الدفاع", "قال وزير الصحة في وزارة بلاده عن الدفاع", "قطر: الوزارة")
    with case_of(tmp_path, *texts) as case:
        assert found(case, query) == documents


def test_find_meets_phrases_through_clitics(tmp_path: Path) -> None:
    with case_of(tmp_path, "اجتمع بوزير الدفاع", "الدفاع وزير") as case:
        assert found(case, '"وزير الدفاع"') == {1}


def test_find_meets_phrases_with_his(tmp_path: Path) -> None:
    with case_of(tmp_path, "نشر كتابه الجديد", "كتابة جديدة") as case:
        assert found(case, '"كتاب الجديد"') == {1}


def test_find_shows_the_current_version_only(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        put(case, "قال الوزير", key="a")
        put(case, "قال السفير", key="a")
        assert found(case, "وزير") == set()
        assert found(case, "سفير") == {2}


def test_find_weighs_the_title_more(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        put(case, "تحدث عن الانتخابات مع الوزير في العاصمة", title="لقاء")
        put(case, "تحدث عن أشياء أخرى مع الوزير في العاصمة", title="الانتخابات")
        put(case, "كلام آخر عن الطقس", title="الطقس")
        assert [hit.document for hit in find(case, "انتخابات").hits] == [2, 1]


def test_find_sorts_by_date_and_pages(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        for number, day in enumerate(("2018-01-01", None, "2018-03-01", "2018-02-01")):
            put(case, f"الوزير {number}", published=day)
        assert [hit.document for hit in find(case, "وزير", sort="date").hits] == [3, 4, 1, 2]
        page = find(case, "وزير", sort="date", limit=2, offset=1)
        assert (page.total, [hit.document for hit in page.hits]) == (4, [4, 1])


def _filtered(tmp_path: Path) -> Case:
    case = case_of(tmp_path)
    haftar = Fact("actor", "actors:per.lby.haftar", "خليفة حفتر")
    put(
        case, "الوزير واحد", outlet="BBC Arabic", published="2018-05-31", facts=(haftar, Fact("stance", "deny", "deny"))
    )
    put(case, "الوزير اثنان", outlet="Al Arabiya", published="2018-06-01", facts=(Fact("event", "PROTEST", "PROTEST"),))
    put(case, "الوزير ثلاثة", facts=(Fact("place", "LOC:طرابلس", "طرابلس"), haftar._replace(kind="speaker")))
    return case


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("وزير outlet:BBC", {1}),
        ('وزير outlet:"bbc arabic"', {1}),
        ("وزير -outlet:BBC", {2, 3}),
        ("وزير outlet:BBC outlet:Arabiya", {1, 2}),
        ("وزير date:2018", {1, 2}),
        ("وزير date:2018-05", {1}),
        ("وزير date:2018-06-01..", {2}),
        ("وزير date:..2018-05", {1}),
        ("وزير -date:2018-05", {2, 3}),
        ("actor:حفتر", {1}),
        ("actor:Haftar", {1}),
        ("actor:per.lby.haftar", {1}),
        ("speaker:حفتر", {3}),
        ("stance:deny", {1}),
        ("event:PROTEST وزير", {2}),
        ("place:طرابلس", {3}),
        ("place:بنغازي", set()),
        ("actor:حفتر stance:deny event:PROTEST", set()),
    ],
)
def test_find_filters(tmp_path: Path, query: str, documents: set[int]) -> None:
    with _filtered(tmp_path) as case:
        assert found(case, query) == documents


def test_find_takes_filters_as_values_too(tmp_path: Path) -> None:
    with _filtered(tmp_path) as case:
        assert found(case, "وزير", filters=(Filter("date", "2018-06"),)) == {2}


def test_find_notes_a_filter_that_names_nothing(tmp_path: Path) -> None:
    with _filtered(tmp_path) as case:
        assert "BBC Arabic" in find(case, "outlet:CNN").notes[0]


@pytest.mark.parametrize("date", ["2018-13", "yesterday", "2018-02-30", ".."])
def test_find_refuses_what_is_no_date(tmp_path: Path, date: str) -> None:
    with _filtered(tmp_path) as case, pytest.raises(QueryError):
        find(case, f"date:{date}")


def test_find_counts_facets(tmp_path: Path) -> None:
    with _filtered(tmp_path) as case:
        facets = find(case, "وزير", facets=True, limit=0).facets
        assert facets is not None
        assert {count.label: count.documents for count in facets["outlet"]} == {"Al Arabiya": 1, "BBC Arabic": 1}
        assert [count.key for count in facets["month"]] == ["2018-05", "2018-06"]
        assert [tuple(count) for count in facets["actor"]] == [("actors:per.lby.haftar", "خليفة حفتر", 1)]


@pytest.mark.parametrize(
    ("query", "text", "rules"),
    [
        ("وزير", "وزير", ["exact"]),
        ("وزير", "وَزيـر", ["exact"]),
        ("إيران", "ايران", ["spelling"]),
        ("القاهرة", "القاهره", ["spelling"]),
        ("وزير", "والوزير", ["form"]),
        ("وزا*", "وزارة", ["prefix"]),
        ("نتنياهو", "نتانياهو", ["foreign"]),
        ("Trump", "ترامب", ["latin"]),
        ("Egypt", "مصر", ["name"]),
        ('"وزير الدفاع"', "بوزير الدفاع", ["form"]),
    ],
)
def test_find_says_why(tmp_path: Path, query: str, text: str, rules: list[str]) -> None:
    with case_of(tmp_path, text) as case:
        (hit,) = find(case, query).hits
        assert [match.rule.value for match in hit.matches] == rules


def test_find_does_not_mark_what_was_not_wanted(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير والسفير", "قال الوزير") as case:
        (hit,) = find(case, "وزير -سفير").hits
        assert [hit.excerpt[m.span.start : m.span.end] for m in hit.matches] == ["الوزير"]


def test_find_slices_spans_from_the_text(tmp_path: Path) -> None:
    text = "كلام " * 100 + "🙂 قال وزيـرُ الدفاعِ إن الأمر انتهى. " + "كلام " * 100
    with case_of(tmp_path, text) as case:
        (hit,) = find(case, '"وزير الدفاع"').hits
        (match,) = hit.snippet.matches
        assert text[match.span.start : match.span.end] == "وزيـرُ الدفاعِ"
        assert hit.excerpt == text[hit.snippet.start : hit.snippet.end]
        assert "وزيـرُ الدفاعِ" in hit.excerpt


def test_find_refuses_an_index_of_another_musnad(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        with case.change() as connection:
            connection.execute("UPDATE setting SET value = '0.0' WHERE name = 'search_index'")
        with pytest.raises(CaseError, match="reread"):
            find(case, "وزير")


def test_find_in_an_empty_case_finds_nothing(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        result: Found = find(case, "وزير")
        assert (result.total, result.hits) == (0, ())


@given(st.lists(st.sampled_from(["قال", "وزير", "والوزير", "الدفاع", "قطر.", "🙂", "\n", "وَزيرِ"]), max_size=120))
def test_snippets_are_slices_that_hold_whole_matches(words: list[str]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, Path(":memory:"))
    root = parse('وزير OR "وزير الدفاع"').root
    assert root is not None
    leaves = compile_query(connection, root).leaves
    text = " ".join(words)
    matches = find_matches(text, leaves)
    shown = snippet(text, matches)
    assert 0 <= shown.start <= shown.end <= len(text)
    assert bool(shown.matches) == bool(matches)
    for match in shown.matches:
        assert shown.start <= match.span.start < match.span.end <= shown.end
    connection.close()


def test_all_articles_by_day_are_the_same_whichever_way_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with case_of(tmp_path) as case:
        for n, day in enumerate(("2018-05-02", None, "2018-05-09", "2018-05-02")):
            put(case, f"قال الوزير {n}", published=day)
        sorted_ones = [hit.document for hit in find(case, "", sort="date", after=-1).hits]
        monkeypatch.setattr("musnad.case.search.find._MANY", 1)
        assert [hit.document for hit in find(case, "", sort="date", after=-1).hits] == sorted_ones == [3, 4, 1, 2]
        assert [hit.document for hit in find(case, "", sort="date", after=2, limit=1, offset=1).hits] == [4]


def test_filter_by_key_means_nobody_else(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        put(case, "a", facts=[Fact("actor", "PER:x", "خليفة حفتر")])
        put(case, "b", facts=[Fact("actor", "PER:y", "PER x")])
        assert found(case, "", filters=(Filter("actor", "PER:x"),)) == {1}
        assert found(case, "", filters=(Filter("actor", "حفتر"),)) == {1}


def test_facets_are_the_same_however_many_terms_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with case_of(tmp_path) as case:
        for number in range(4):
            names = [Fact("actor", f"PER:{n}", f"a{n}") for n in range(number, 4)]
            put(case, f"قال {number}", facts=(*names, Fact("stance", "deny", "deny")), published="2018-05-02")
        whole = find(case, "قال", facets=True).facets
        for looked_at in (1, 2, 3, 5):
            monkeypatch.setattr("musnad.case.search.facets._LOOKED_AT", looked_at)
            assert find(case, "قال", facets=True).facets == whole
        assert whole is not None
        assert [count.documents for count in whole["actor"]] == [4, 3, 2, 1]
