"""Originals and copies: the saved page, inert, and what differs between two texts."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (
    Page("/articles/{document:int}/original", soon, "original"),
    Page("/articles/{document:int}/copies", soon, "copies"),
    Page("/texts", soon, "texts"),
)
EDITS: tuple[Edit, ...] = ()
