"""What a search is asked, as its address says it: query, filters, order, and since when; and addresses of others.

What comes in are the values of an address; what goes out is one `Asked`, which gives its own values back, so that every
state of the page has an address. A filter is a value by the name of its field, `not-outlet` is one that must not be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from starlette.datastructures import QueryParams

from musnad.case.search.query import FIELDS, Field, Filter
from musnad.case.search.saved import count_new
from musnad.errors import QueryError
from musnad.web.ask import Ask

__all__ = ["Asked", "asked_in", "saved_in"]

_NOT = "not-"
_MOST_VALUES, _MOST_LETTERS = 40, 2_000
_QUOTES = ('""', "“”", "«»")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is asked; `new` is a saved search of which only what is new is wanted, `after` a document."""

    query: str = ""
    filters: tuple[Filter, ...] = ()
    is_strict: bool = False
    sort: Literal["relevance", "date"] = "relevance"
    new: str = ""
    after: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that all articles are shown."""
        return not (self.query or self.filters or self.new or self.after)

    def values(self) -> dict[str, Any]:
        """Return the values of an address that asks this."""
        found: dict[str, Any] = {"q": self.query}
        for one in self.filters:
            found.setdefault(f"{_NOT if one.is_not else ''}{one.field}", []).append(one.value)
        found |= {"strict": "1" if self.is_strict else "", "sort": "date" if self.sort == "date" else ""}
        return found | {"new": self.new, "after": self.after or ""}

    def also(self, field: Field, value: str, *, is_not: bool = False) -> Asked:
        """Return this with another filter; a date takes the place of the date that was there."""
        kept = [one for one in self.filters if field != "date" or one.field != "date" or one.is_not]
        return replace(self, filters=tuple(dict.fromkeys((*kept, Filter(field, value, is_not)))))

    def without(self, dropped: Filter) -> Asked:
        """Return this without a filter."""
        return replace(self, filters=tuple(one for one in self.filters if one != dropped))

    def as_query(self) -> str | None:
        """Return query and filters in the language of queries, for pages that take nothing else; None where it cannot.

        >>> Asked("حفتر OR سلامة", (Filter("outlet", "BBC"),)).as_query()
        '(حفتر OR سلامة) outlet:"BBC"'
        """
        if self.is_strict or self.new or self.after:
            return None
        parts = [f"({self.query})" if self.query and self.filters else self.query]
        for one in self.filters:
            quotes = next((q for q in _QUOTES if not set(q) & set(one.value)), None)
            if quotes is None or one.value.strip("".join(_QUOTES)) != one.value:
                return None
            parts.append(f"{'-' if one.is_not else ''}{one.field}:{quotes[0]}{one.value}{quotes[1]}")
        return " ".join(filter(None, parts))


def asked_in(values: QueryParams | Mapping[str, str]) -> Asked:
    """Return what an address asks. Raises QueryError where it asks too much, or after what is no number."""
    params = QueryParams(values)
    filters = tuple(
        Filter(field, value.strip(), bool(sign))
        for field in FIELDS
        for sign in ("", _NOT)
        for value in params.getlist(f"{sign}{field}")
        if value.strip()
    )
    since, until = (params.get(name, "").strip() for name in ("from", "to"))
    if since or until:
        filters = (*filters, Filter("date", f"{since}..{until}"))
    query, new, after = (params.get(name, "").strip() for name in ("q", "new", "after"))
    _check(query, new, *(one.value for one in filters))
    if after and not (after.isascii() and after.isdecimal() and len(after) < 16):
        raise QueryError(f"after={after[:40]}", "this is no number that fits", "give the number of a document")
    return Asked(
        query, tuple(dict.fromkeys(filters)), params.get("strict", "") == "1",
        "date" if params.get("sort") == "date" else "relevance", new, int(after or 0),
    )  # fmt: skip


def saved_in(ask: Ask) -> tuple[tuple[str, str, int | None], ...]:
    """Return the saved searches: the name, the address, and how many articles are new, None where it does not say."""
    counted = ask.room.remembered(ask.case, "new by search", lambda: count_new(ask.case))
    return tuple(
        (saved.name, ask.url("search", **Asked(saved.query, saved.filters, saved.strict).values()), new)
        for saved, new in counted
    )


def _check(*values: str) -> None:
    given: Iterable[str] = tuple(filter(None, values))
    if len(tuple(given)) > _MOST_VALUES or any(len(value) > _MOST_LETTERS for value in given):
        raise QueryError("the search", "it is too long", "look for less at a time")
