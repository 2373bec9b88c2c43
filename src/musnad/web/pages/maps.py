"""Where what is told happened, as a map without tiles."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/map", soon, "map"),)
EDITS: tuple[Edit, ...] = ()
