"""The types of events in PLOVER, with their codes, as the formats of events take them."""

from __future__ import annotations

from functools import cache

from musnad.case.search.words import lexicon
from musnad.views.event_facts import PloverTypes

__all__ = ["plover_types"]


@cache
def plover_types() -> PloverTypes:
    """Return the rows of the lexicon on types of events, by type."""
    return {row.key: row for row in lexicon().event_types}
