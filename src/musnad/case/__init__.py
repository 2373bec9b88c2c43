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
    from musnad.case.store import find_document, read_document
    from musnad.case.summary import Summary, summarise
    from musnad.case.verifying import Fault, verify

__all__ = [
    "AddReport",
    "Case",
    "Fault",
    "Judgement",
    "Summary",
    "add",
    "create_case",
    "delete_article",
    "find_document",
    "judge",
    "judgements",
    "open_case",
    "read_corrected",
    "read_document",
    "reread",
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
    "store": ("find_document", "read_document"),
    "summary": ("Summary", "summarise"),
    "verifying": ("Fault", "verify"),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'musnad.case' has no attribute {name!r}")
    return getattr(importlib.import_module(f"musnad.case.{_MODULES[name]}"), name)
