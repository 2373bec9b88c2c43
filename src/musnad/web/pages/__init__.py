"""The pages of the room, one module for each kind; a module names its pages in `PAGES` and its forms in `EDITS`."""

from __future__ import annotations

from musnad.web.ask import Edit, Page
from musnad.web.pages import (
    actors,
    article,
    article_edits,
    article_notes,
    claim,
    claim_edits,
    claims,
    compare,
    explained,
    exports,
    front,
    history,
    identity_edits,
    maps,
    network,
    originals,
    search,
    settings,
    sources,
    timeline,
    work,
)

__all__ = ["EDITS", "PAGES"]

_MODULES = (
    front, search, article, originals, article_edits, article_notes, claims, claim, claim_edits, timeline, network,
    maps, actors, identity_edits, sources, compare, history, exports, work, explained, settings,
)  # fmt: skip
PAGES: tuple[Page, ...] = tuple(page for module in _MODULES for page in module.PAGES)
EDITS: tuple[Edit, ...] = tuple(edit for module in _MODULES for edit in module.EDITS)
