"""Who does what to whom, and who has it from whom."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/network", soon, "network"),)
EDITS: tuple[Edit, ...] = ()
