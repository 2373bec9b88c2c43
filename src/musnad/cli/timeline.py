"""The command `musnad timeline` and its options.

Exit status: 0 done, 1 the case or the search cannot be used, or nobody is called so, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath
from musnad.cli.choosing_options import About, Actor, Alone, AnswerFormat, Query, Since, Until, chosen_articles

__all__ = ["timeline"]

_MOST = 30


class By(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A unit of time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def timeline(
    case: CasePath,
    query: Query = "",
    about: About = None,
    since: Since = None,
    until: Until = None,
    by: Annotated[By, typer.Option("--by", case_sensitive=False, help="What to bring together under one head.")] = (
        By.DAY
    ),
    actor: Actor = None,
    alone: Alone = False,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Show so many, those that most articles tell; 0 for all.")
    ] = _MOST,
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:
    """Print when what several articles tell happened, how each day is known, and on how many origins it stands."""
    from musnad.cli.timeline_work import run_timeline

    chosen = chosen_articles(query, since, until, about)
    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(
        run_timeline(case, chosen, by=by.value, actor=actor, alone=alone, limit=limit or None, as_json=as_json)
    )
