"""The days between two articles."""

from __future__ import annotations

from datetime import date

__all__ = ["days_between"]


def days_between(one: str | None, other: str | None) -> int | None:
    """Return the days between two ISO days, None where either is unknown or no day.

    >>> days_between("2026-03-02", "2026-02-27"), days_between("2026-03-02", None)
    (3, None)
    """
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(other or "")).days)
    except ValueError:
        return None
