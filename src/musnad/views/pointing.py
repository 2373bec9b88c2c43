"""How an address points at words of an article."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.model import Span

__all__ = ["at_of"]


def at_of(spans: Iterable[Span]) -> str:
    """Return places of a text as the page of its article takes them, in code points.

    >>> at_of([Span(3, 9), Span(12, 20)])
    '3-9,12-20'
    """
    return ",".join(f"{span.start}-{span.end}" for span in spans)
