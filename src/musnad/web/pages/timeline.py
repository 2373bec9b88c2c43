"""When what is told happened."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/timeline", soon, "timeline"),)
EDITS: tuple[Edit, ...] = ()
