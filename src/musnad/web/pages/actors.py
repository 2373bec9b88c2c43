"""Actors of a case, and what is told of one of them."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (
    Page("/actors", soon, "actors"),
    Page("/actor/{key:path}", soon, "actor"),
)
EDITS: tuple[Edit, ...] = ()
