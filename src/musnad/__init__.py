"""musnad reads Arabic news: who did or said what, to whom, when, where, and on whose word.

    import musnad

    doc = musnad.read("article.html", published="2016-12-01")
    for statement in doc.statements:
        print([doc.slice(link.source) for link in statement.chain if link.source])

Names are loaded when first used, so that `import musnad` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.api import export, read, read_all, read_text
    from musnad.errors import CaseError, ExportError, LexiconError, MusnadError, PipelineError, QueryError, ReadError
    from musnad.model import (
        ChainLink,
        Document,
        Entity,
        Event,
        Failure,
        Mention,
        Span,
        Statement,
        TimeExpression,
    )
    from musnad.pipeline import Pipeline, default_pipeline

__version__ = "0.1.0"

__all__ = [
    "CaseError",
    "ChainLink",
    "Document",
    "Entity",
    "Event",
    "ExportError",
    "Failure",
    "LexiconError",
    "Mention",
    "MusnadError",
    "Pipeline",
    "PipelineError",
    "QueryError",
    "ReadError",
    "Span",
    "Statement",
    "TimeExpression",
    "__version__",
    "default_pipeline",
    "export",
    "read",
    "read_all",
    "read_text",
]

_ERRORS = ("CaseError", "ExportError", "LexiconError", "MusnadError", "PipelineError", "QueryError", "ReadError")
_HOMES = {
    **dict.fromkeys(("export", "read", "read_all", "read_text"), "musnad.api"),
    **dict.fromkeys(_ERRORS, "musnad.errors"),
    **dict.fromkeys(("Pipeline", "default_pipeline"), "musnad.pipeline"),
    **dict.fromkeys(
        ("ChainLink", "Document", "Entity", "Event", "Failure", "Mention", "Span", "Statement", "TimeExpression"),
        "musnad.model",
    ),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'musnad' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
