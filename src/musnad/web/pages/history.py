"""What was done in a case: its log, corrections, decisions, notes, with how to take them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from musnad.case import identity, judging, notes
from musnad.case.folder import Case
from musnad.case.history import GROUPS, acts, count_acts
from musnad.case.weighing import take_back_decision
from musnad.errors import QueryError
from musnad.web.ask import Ask, Edit, Page
from musnad.web.asked import saved_in

__all__ = ["EDITS", "PAGES"]

_SIZE = 40
_MOST_DIGITS = 15
_MOST_REASON = 500


def history(ask: Ask) -> Response:
    """Show what was done, the newest first."""
    group = next((group for group in GROUPS if group == ask.one("kind")), None)
    start = ask.number("start", otherwise=0)
    counts = ask.room.remembered(ask.case, "acts", lambda: count_acts(ask.case.connection))
    total = sum(counts.values()) if group is None else counts[group]
    made = acts(ask.case.connection, group, limit=_SIZE, offset=start)
    return ask.render(
        "history.html.j2", acts=made, group=group, counts=counts, start=start, size=_SIZE, total=total,
        undoable=tuple(_TAKE_BACK), searches={name for name, _, _ in saved_in(ask)},
    )  # fmt: skip


def undo(ask: Ask) -> Response:
    """Take a correction, decision or note back."""
    take_back, number = _TAKE_BACK.get(ask.field("what")), ask.field("number")
    if take_back is None or not number.isascii() or not number.isdecimal() or len(number) > _MOST_DIGITS:
        raise QueryError(number or "number", "this is no number that fits", "take it back on the page of the history")
    who, reason = (_given(ask, name, remedy) for name, remedy in _SIGNED)
    with ask.room.writing() as case:
        take_back(case, int(number), f"{who}: {reason}")
    return ask.go(ask.field("back") or ask.url("history"), said="undone")


_SIGNED = (("who", "say who you are"), ("reason", "say why, for those who read the case later"))


def _given(ask: Ask, name: str, remedy: str) -> str:
    value = " ".join(ask.field(name, most=_MOST_REASON).split())
    if not value:
        raise QueryError(name, "it is empty", remedy)
    return value


def _correction(case: Case, number: int, reason: str) -> None:
    judging.take_back(case, number, reason=reason)


def _claim(case: Case, number: int, reason: str) -> None:
    take_back_decision(case, number, reason=reason)


def _actors(case: Case, number: int, reason: str) -> None:
    identity.undo(case, number, reason=reason)


def _note(case: Case, number: int, reason: str) -> None:
    notes.take_back(case, number, reason=reason)


_TAKE_BACK: Mapping[str, Callable[[Case, int, str], None]] = {
    "corrections": _correction, "claims": _claim, "actors": _actors, "notes": _note,
}  # fmt: skip
PAGES: tuple[Page, ...] = (Page("/history", history, "history"),)
EDITS: tuple[Edit, ...] = (Edit("/history/undo", undo, "undo"),)
