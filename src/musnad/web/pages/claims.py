"""Claims of a case, those that most outlets tell first."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/claims", soon, "claims"),)
EDITS: tuple[Edit, ...] = ()
