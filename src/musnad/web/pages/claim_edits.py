"""Joining and splitting claims, marking them, and taking that back."""

from __future__ import annotations

from musnad.web.ask import Edit, Page

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = ()
EDITS: tuple[Edit, ...] = ()
