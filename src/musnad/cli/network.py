"""The command `musnad network` and its options.

Exit status: 0 done, 1 the case or the search cannot be used, or nobody is called so, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath
from musnad.cli.choosing_options import About, Actor, Alone, AnswerFormat, Query, Since, Until, chosen_articles

__all__ = ["network"]

_MOST = 30


class NetworkKind(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A kind of network."""

    EVENTS = "events"
    CITATIONS = "citations"


def network(
    case: CasePath,
    query: Query = "",
    about: About = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        NetworkKind, typer.Option("--kind", case_sensitive=False,
                                  help="events: who does what to whom; citations: who has it from whom."),
    ] = NetworkKind.EVENTS,
    actor: Actor = None,
    alone: Alone = False,
    least: Annotated[int, typer.Option("--least", metavar="N", min=1, help="Only ties of so many claims.")] = 1,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many ties and nodes; 0 for all.")] = _MOST,
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print who does what to whom, or who has it from whom, by how many claims tell it."""
    from musnad.cli.network_work import run_network

    chosen = chosen_articles(query, since, until, about)
    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(
        run_network(
            case,
            chosen,
            kind=kind.value,
            actor=actor,
            alone=alone,
            least=least,
            limit=limit or None,
            as_json=as_json,
        )
    )
