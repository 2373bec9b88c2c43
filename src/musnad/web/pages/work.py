"""Long work: bringing articles in, reading again, weighing, with how far it is."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (Page("/work", soon, "work"),)
EDITS: tuple[Edit, ...] = ()
