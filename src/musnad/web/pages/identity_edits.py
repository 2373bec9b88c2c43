"""Deciding that two actors are one, or never are, and taking that back."""

from __future__ import annotations

from musnad.web.ask import Edit, Page

__all__ = ["EDITS", "PAGES"]

PAGES: tuple[Page, ...] = ()
EDITS: tuple[Edit, ...] = ()
