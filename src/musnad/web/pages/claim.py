"""A claim: its chains with the bottleneck, what is for and against it, what falls without somebody."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/claims/{claim}", soon, "claim"),)
EDITS: tuple[Edit, ...] = ()
