"""An article: its text with quiet marks, the chains of its statements beside it, its events and dates."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/articles/{document:int}", soon, "article"),)
EDITS: tuple[Edit, ...] = ()
