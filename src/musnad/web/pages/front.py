"""The front page: what is in the case, what is new, the busiest claims and actors, the days as a strip."""

from __future__ import annotations

from starlette.responses import Response

from musnad.case.summary import summarise
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]


def front(ask: Ask) -> Response:
    """Show what the case holds."""
    summary = ask.room.remembered(ask.case, "summary", lambda: summarise(ask.case.connection))
    return ask.render("front.html.j2", summary=summary)


PAGES: tuple[Page, ...] = (Page("/", front, "front"),)
EDITS: tuple[Edit, ...] = ()
