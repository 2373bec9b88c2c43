"""What every edit carries: who makes it, and why. Corrections and decisions keep both in one line."""

from __future__ import annotations

from musnad.errors import QueryError
from musnad.web.ask import Ask

__all__ = ["reason_of", "signed_reason", "who_of"]

_MOST_WHO, _MOST_REASON = 80, 500


def signed_reason(ask: Ask) -> str:
    """Return who sent a form and why, as one line. Raises QueryError where either is missing or too long."""
    return f"{who_of(ask)}: {reason_of(ask)}"


def who_of(ask: Ask) -> str:
    """Return who sent a form. Raises QueryError where nobody says so."""
    return _given(ask, "who", _MOST_WHO, "say who you are")


def reason_of(ask: Ask) -> str:
    """Return why a form was sent. Raises QueryError where it does not say."""
    return _given(ask, "reason", _MOST_REASON, "say why, for those who read the case later")


def _given(ask: Ask, name: str, most: int, remedy: str) -> str:
    value = " ".join(ask.field(name, most=most).split())
    if not value:
        raise QueryError(name, "it is empty", remedy)
    return value
