"""The commands `musnad copies` and `musnad related` and their options.

Exit status: 0 done, 1 the case or the article cannot be read, 2 bad usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.case import Article, CaseFormat, CasePath

__all__ = ["copies", "related"]

_Format = Annotated[
    CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
]
_MOST = 20


def copies(
    case: CasePath,
    article: Annotated[
        str | None,
        typer.Argument(metavar="[ARTICLE]", show_default=False,
                       help="Its number, name or address: show what its copies share with it and how they differ."),
    ] = None,
    format_: _Format = CaseFormat.TEXT,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many groups; 0 for all.")] = _MOST,
) -> None:  # fmt: skip
    """Print groups of articles that repeat one text: which came first, and what the others changed."""
    from musnad.cli.copies_work import run_copies

    raise typer.Exit(run_copies(case, article, as_json=format_ is CaseFormat.JSON, limit=limit or None))


def related(
    case: CasePath,
    article: Article,
    format_: _Format = CaseFormat.TEXT,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show so many articles.")] = _MOST,
) -> None:
    """Print the articles of a case that are on the same story as one of them, and what they share with it."""
    from musnad.cli.copies_work import run_related

    raise typer.Exit(run_related(case, article, as_json=format_ is CaseFormat.JSON, limit=limit))
