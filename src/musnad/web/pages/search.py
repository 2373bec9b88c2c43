"""Search: hits with why they match, facets, saved searches."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/search", soon, "search"),)
EDITS: tuple[Edit, ...] = ()
