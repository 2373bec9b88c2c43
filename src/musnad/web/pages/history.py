"""What was done in a case: its log, corrections, decisions, notes, with how to take them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from musnad.case import identity, judging, notes
from musnad.case.article_notes import take_back_article_note
from musnad.case.called import take_back_name
from musnad.case.folder import Case
from musnad.case.history import GROUPS, acts, count_acts
from musnad.case.weighing import take_back_decision
from musnad.errors import QueryError
from musnad.web.ask import Ask, Edit, Page
from musnad.web.asked import saved_in
from musnad.web.signing import reason_of, who_of

__all__ = ["EDITS", "PAGES"]

_SIZE = 40
_MOST_DIGITS = 15


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
    who, reason = who_of(ask), reason_of(ask)
    with ask.room.writing() as case:
        take_back(case, int(number), who, reason)
    return ask.go(ask.field("back") or ask.url("history"), said="undone")


def _correction(case: Case, number: int, who: str, reason: str) -> None:
    judging.take_back(case, number, reason=f"{who}: {reason}")


def _claim(case: Case, number: int, who: str, reason: str) -> None:
    take_back_decision(case, number, reason=f"{who}: {reason}")


def _actors(case: Case, number: int, who: str, reason: str) -> None:
    identity.undo(case, number, reason=f"{who}: {reason}")


def _name(case: Case, number: int, who: str, reason: str) -> None:
    take_back_name(case, number, reason=f"{who}: {reason}")


def _note(case: Case, number: int, who: str, reason: str) -> None:
    notes.take_back(case, number, reason=f"{who}: {reason}")


def _article_note(case: Case, number: int, who: str, reason: str) -> None:
    take_back_article_note(case, number, who=who, reason=reason)


_TAKE_BACK: Mapping[str, Callable[[Case, int, str, str], None]] = {
    "corrections": _correction,
    "claims": _claim,
    "actors": _actors,
    "names": _name,
    "notes": _note,
    "article_notes": _article_note,
}
PAGES: tuple[Page, ...] = (Page("/history", history, "history"),)
EDITS: tuple[Edit, ...] = (Edit("/history/undo", undo, "undo"),)
