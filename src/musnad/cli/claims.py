"""The command `musnad claims` and its options.

Exit status: 0 done, 1 the case or the search cannot be used, or there is no such claim, 2 bad usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath
from musnad.cli.choosing_options import About, AnswerFormat, Query, Since, Until, chosen_articles

__all__ = ["claims"]

_MOST = 20


def claims(
    case: CasePath,
    query: Query = "",
    about: About = None,
    since: Since = None,
    until: Until = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", show_default=False,
                                 help="Show this one with every report of it, its chain and words."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many claims; 0 for all.")] = _MOST,
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print what several articles tell together, on whose word, and through whom all of it passes."""
    from musnad.cli.claims_work import run_claims

    chosen = chosen_articles(query, since, until, about)
    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(run_claims(case, chosen, claim=claim, limit=limit or None, as_json=as_json))
