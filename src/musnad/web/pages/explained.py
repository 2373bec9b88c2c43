"""The API, explained: what can be asked of it, what it answers, and how to try it. Nothing is loaded from elsewhere."""

from __future__ import annotations

from starlette.responses import Response

from musnad.web.api.explained import explain
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]


def explained(ask: Ask) -> Response:
    """Show what the API is."""
    groups, shapes = ask.room.remembered(ask.case, "explained", lambda: explain(ask.request.app.state.openapi))
    return ask.render("explained.html.j2", groups=groups, shapes=shapes, names=frozenset(s.name for s in shapes))


PAGES: tuple[Page, ...] = (Page("/api", explained, "api"),)
EDITS: tuple[Edit, ...] = ()
