"""The command `musnad claims` and its options.

Exit status: 0 done, 1 the case or the search cannot be used, or there is no such claim, 2 bad usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath

__all__ = ["claims"]

_MOST = 20


def claims(
    case: CasePath,
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", show_default=False,
                            help="Which articles to weigh, as in musnad find; all of a small case without it."),
    ] = "",
    about: Annotated[
        str | None, typer.Option("--about", metavar="ARTICLE", show_default=False,
                                 help="Weigh this article and those on its story, in place of a search."),
    ] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Articles of this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Articles of this day or earlier.")] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", show_default=False,
                                 help="Show this one with every report of it, its chain and words."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="NAME", show_default=False,
                                       help="Say what falls without somebody in the chains, by name or key; "
                                       "may be given more than once."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many claims; 0 for all.")] = _MOST,
    format_: Annotated[
        CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
    ] = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print what several articles tell together, on whose word, and through whom all of it passes."""
    from musnad.cli.choosing import Chosen
    from musnad.cli.claims_work import run_claims

    if about is not None and (query or since or until):
        raise typer.BadParameter("give a search or --about, not both", param_hint="--about")
    chosen = Chosen(query, since, until, about)
    raise typer.Exit(
        run_claims(
            case,
            chosen,
            claim=claim,
            without=tuple(without or ()),
            limit=limit or None,
            as_json=format_ is CaseFormat.JSON,
        )
    )
