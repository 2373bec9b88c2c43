"""Correcting an article where it stands: spans, chains, dates, names, events, stances."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/articles/{document:int}/correct", soon, "correct"),)
EDITS: tuple[Edit, ...] = ()
