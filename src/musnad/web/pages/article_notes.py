"""Notes on articles, and articles picked out."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/notes", soon, "notes"),)
EDITS: tuple[Edit, ...] = ()
