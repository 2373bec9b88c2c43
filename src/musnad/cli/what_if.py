"""The command `musnad what-if` and its options.

Exit status: 0 done, 1 the case or the search cannot be used, or nobody is called so, 2 bad usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath
from musnad.cli.choosing_options import About, AnswerFormat, Since, Until, chosen_articles

__all__ = ["what_if"]

_MOST = 20


def what_if(
    case: CasePath,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", show_default=False,
                       help="Sources, agencies or outlets in the chains, by name or key."),
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option("--side", metavar="SIDE", show_default=False,
                     help="All who stand on a side: the code of a country, such as SAU; may be given again."),
    ] = None,
    query: Annotated[
        str, typer.Option("--query", metavar="QUERY", show_default=False,
                          help="Which articles to weigh, as in musnad find; all of a small case without it."),
    ] = "",
    about: About = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many claims; 0 for all.")] = _MOST,
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print what falls without somebody: which claims, how much of each, and whether a named origin is left."""
    from musnad.cli.what_if_work import run_what_if

    if not names and not side:
        raise typer.BadParameter("say whom to leave out: a name or --side", param_hint="NAME")
    chosen = chosen_articles(query, since, until, about)
    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(
        run_what_if(case, chosen, tuple(names or ()), sides=tuple(side or ()), limit=limit or None, as_json=as_json)
    )
