"""Cases: folders that keep articles, what was found in them, and what was done to them.

    from musnad.case import add, open_case

    with open_case("case", writable=True) as case:
        add(case, ["articles/"])

Names are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.case.adding import AddReport
    from musnad.case.bringing import add
    from musnad.case.deleting import delete_article
    from musnad.case.folder import Case, create_case, open_case
    from musnad.case.judging import Judgement, judge, judgements, read_corrected, take_back
    from musnad.case.rereading import reread
    from musnad.case.search.find import Found, Hit, find
    from musnad.case.search.query import Filter
    from musnad.case.search.saved import (
        SavedSearch,
        find_new,
        mark_seen,
        remove_search,
        save_search,
        saved_searches,
    )
    from musnad.case.store import find_document, read_document
    from musnad.case.summary import Summary, summarise
    from musnad.case.verifying import Fault, verify

__all__ = [
    "AddReport",
    "Case",
    "Fault",
    "Filter",
    "Found",
    "Hit",
    "Judgement",
    "SavedSearch",
    "Summary",
    "add",
    "create_case",
    "delete_article",
    "find",
    "find_document",
    "find_new",
    "judge",
    "judgements",
    "mark_seen",
    "open_case",
    "read_corrected",
    "read_document",
    "remove_search",
    "reread",
    "save_search",
    "saved_searches",
    "summarise",
    "take_back",
    "verify",
]

_HOMES = {
    "adding": ("AddReport",),
    "bringing": ("add",),
    "deleting": ("delete_article",),
    "folder": ("Case", "create_case", "open_case"),
    "judging": ("Judgement", "judge", "judgements", "read_corrected", "take_back"),
    "rereading": ("reread",),
    "search.find": ("Found", "Hit", "find"),
    "search.query": ("Filter",),
    "search.saved": ("SavedSearch", "find_new", "mark_seen", "remove_search", "save_search", "saved_searches"),
    "store": ("find_document", "read_document"),
    "summary": ("Summary", "summarise"),
    "verifying": ("Fault", "verify"),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'musnad.case' has no attribute {name!r}")
    return getattr(importlib.import_module(f"musnad.case.{_MODULES[name]}"), name)
