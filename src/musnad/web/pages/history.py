"""What was done in a case: its log, corrections, decisions, notes, with how to take them back."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/history", soon, "history"),)
EDITS: tuple[Edit, ...] = ()
