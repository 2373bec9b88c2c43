"""Counts and words as the reports on many articles put them.

Values in, text out; no layout.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.corpus.counting import Counts
from musnad.model import Span

__all__ = ["cut", "origins", "passage", "plural", "told_by"]

_MOST_WORDS = 24


def plural(count: int, what: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "claim"), plural(0, "claim")
    ('1 claim', '0 claims')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"


def origins(lower: int, upper: int) -> str:
    """Return how many distinct origins there are, from the lower to the upper bound.

    >>> origins(1, 1), origins(0, 7)
    ('1 distinct origin', '0 to 7 distinct origins')
    """
    return plural(lower, "distinct origin") if lower == upper else f"{lower} to {upper} distinct origins"


def told_by(counts: Counts) -> str:
    """Return how many articles, outlets and distinct origins a claim has."""
    told = origins(counts.origins_lower.value, counts.origins_upper.value)
    return f"{plural(counts.articles.value, 'article')} · {plural(counts.outlets.value, 'outlet')} · {told}"


def passage(text: str, spans: Sequence[Span]) -> str:
    """Return the words at some places of a text."""
    return " … ".join(text[span.start : span.end] for span in spans)


def cut(words: str) -> str:
    """Return as many words as a list shows of each thing told.

    >>> cut("one two"), len(cut("word " * 30).split())
    ('one two', 25)
    """
    parts = words.split()
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")
