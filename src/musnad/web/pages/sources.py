"""Those who tell: of what class they are, how people rated them, what they passed on."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages.soon import soon

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = (
    Page("/sources", soon, "sources"),
    Page("/source/{key:path}", soon, "source"),
)
EDITS: tuple[Edit, ...] = ()
