"""Taking back what people wrote or decided: it is marked with the moment, counts no longer, and stays.

What comes in is an open case and a number in one of its tables; nothing goes out. What follows from it, and what the
log tells, is for the module whose table it is.
"""

from __future__ import annotations

from typing import Literal

from musnad.case.folder import Case
from musnad.errors import CaseError

__all__ = ["check_reason", "mark_undone"]

_Table = Literal["actor_name", "article_note", "claim_decision", "identity", "judgement", "note"]


def mark_undone(case: Case, table: _Table, number: int, *, where: str, look: str, instead: str) -> None:
    """Mark what has a number as taken back, inside the open transaction.

    `where` says in an error what it is; `look` and `instead` what to do where it is not there, and where it was taken
    back before, for which CaseError is raised.
    """
    try:
        row = case.connection.execute(f"SELECT undone FROM {table} WHERE id = ?", (number,)).fetchone()
    except OverflowError:  # more than any table counts to
        row = None
    if row is None:
        raise CaseError(where, "there is none of this number", look)
    if row[0] is not None:
        raise CaseError(where, f"it was taken back on {row[0]}", instead)
    case.connection.execute(f"UPDATE {table} SET undone = ? WHERE id = ?", (case.clock(), number))


def check_reason(where: str, reason: str) -> None:
    """Raise CaseError where no reason is given for taking something back."""
    if not reason.strip():
        raise CaseError(where, "no reason is given", "say why it is taken back")
