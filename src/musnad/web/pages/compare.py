"""Two outlets on one story: what both tell, what one leaves out, and on whose word."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/compare", soon, "compare"),)
EDITS: tuple[Edit, ...] = ()
