"""What an address asks of a search, and back."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.datastructures import QueryParams

from musnad.case.search.query import Filter, parse
from musnad.errors import QueryError
from musnad.web.asked import Asked, asked_in


def _asked(address: str) -> Asked:
    return asked_in(QueryParams(address))


def test_asked_reads_filters_and_what_must_not_be() -> None:
    asked = _asked("q=a&outlet=x&outlet=y&not-place=z")
    assert asked.filters == (Filter("outlet", "x"), Filter("outlet", "y"), Filter("place", "z", is_not=True))


def test_asked_reads_days_as_a_range() -> None:
    assert _asked("from=2018-10&to=").filters == (Filter("date", "2018-10.."),)


@pytest.mark.parametrize(
    "address",
    ["q=a", "q=a&sort=date&strict=1", "outlet=x&not-stance=deny&date=2018", "new=n", "after=7&sort=date", ""],
)
def test_asked_gives_back_its_address(address: str) -> None:
    asked = _asked(address)
    assert _asked(urlencode({k: v for k, v in asked.values().items() if v}, doseq=True)) == asked


def test_asked_has_one_date_at_a_time() -> None:
    asked = Asked().also("date", "2018").also("date", "2018-10")
    assert asked.filters == (Filter("date", "2018-10"),)


def test_asked_has_a_filter_once() -> None:
    assert len(Asked().also("outlet", "x").also("outlet", "x").filters) == 1


def test_asked_without_a_filter_has_the_others() -> None:
    asked = Asked().also("outlet", "x").also("place", "y")
    assert asked.without(Filter("outlet", "x")).filters == (Filter("place", "y"),)


@pytest.mark.parametrize(("value", "query"), [("a b", 'outlet:"a b"'), ('a "b" c', 'outlet:“a "b" c”')])
def test_asked_is_said_in_the_language_of_queries(value: str, query: str) -> None:
    said = Asked("x", (Filter("outlet", value),)).as_query()
    assert said == f"(x) {query}"
    assert parse(said or "").filters == (Filter("outlet", value),)


@pytest.mark.parametrize(
    "asked", [Asked("x", is_strict=True), Asked(new="n"), Asked(filters=(Filter("outlet", 'a"”»b'),))]
)
def test_asked_that_no_query_says_is_none(asked: Asked) -> None:
    assert asked.as_query() is None


@pytest.mark.parametrize("address", ["after=x", "after=9" * 20, f"q={'a' * 3000}", "&".join(["outlet=x%d"] * 50)])
def test_asked_refuses_what_is_too_much(address: str) -> None:
    with pytest.raises(QueryError):
        _asked(address)
