"""The commands on claims: `musnad claims`, `musnad claim` and `musnad weigh`, with their options.

Exit status: 0 done, 1 the case or the search cannot be used, or there is no such claim, 2 bad usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath
from musnad.cli.choosing_options import About, AnswerFormat, Query, Since, Until, chosen_articles
from musnad.cli.options import ENGINE, MEGABYTES, Address, EngineName, Megabytes, Workers

__all__ = ["claim", "claims", "weigh"]

_MOST = 20


def claims(
    case: CasePath,
    query: Query = "",
    about: About = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many claims; 0 for all.")] = _MOST,
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print what several articles tell together, on whose word, and through whom all of it passes."""
    from musnad.cli.claims_work import run_claims

    chosen = chosen_articles(query, since, until, about)
    raise typer.Exit(run_claims(case, chosen, limit=limit or None, as_json=format_ is CaseFormat.JSON))


def claim(
    case: CasePath,
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False,
                                   help="The id of a claim, or of a report in it, as musnad claims prints them."),
    ] = None,
    join: Annotated[
        list[str] | None, typer.Option("--join", metavar="ID", show_default=False,
                                       help="Decide that this claim tells the same; may be given more than once."),
    ] = None,
    split: Annotated[
        list[str] | None, typer.Option("--split", metavar="REPORT", show_default=False,
                                       help="Decide that this report of it tells something else; may be given more "
                                       "than once."),
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="N", show_default=False, help="Take back decision N.")
    ] = None,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="List what was decided on claims, with what was taken back.")
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", show_default=False, help="Why; it goes into the log.")
    ] = "",
    format_: AnswerFormat = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print one claim with every report of it, its chain and words; or decide on claims."""
    from musnad.cli.claims_work import run_claim, run_decide, run_decisions, run_undo

    as_json = format_ is CaseFormat.JSON
    asked = [bool(join), bool(split), undo is not None, decisions]
    if sum(asked) > 1:
        raise typer.BadParameter("give one of --join, --split, --undo and --decisions", param_hint="--join")
    if any(asked[:3]) and not reason.strip():
        raise typer.BadParameter("say why, for those who read the case later", param_hint="--reason")
    if decisions:
        raise typer.Exit(run_decisions(case, as_json=as_json))
    if undo is not None:
        raise typer.Exit(run_undo(case, undo, reason=reason))
    if id_ is None:
        raise typer.BadParameter("give the id of a claim; musnad claims CASE lists them", param_hint="ID")
    if join or split:
        raise typer.Exit(run_decide(case, id_, join=join or (), split=split or (), reason=reason))
    raise typer.Exit(run_claim(case, id_, as_json=as_json))


def weigh(
    case: Annotated[
        Path, typer.Argument(metavar="CASE|RUN", show_default=False,
                             help="The folder of a case; or of a finished musnad run."),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Weigh all articles of a case anew, not only what was added, read or "
                           "corrected since.")
    ] = False,
    engine: EngineName = ENGINE,
    address: Address = None,
    workers: Workers = None,
    megabytes: Megabytes = MEGABYTES,
) -> None:  # fmt: skip
    """Bring the claims of a case up to date; the commands that show claims do it for the articles they look at.

    The claims of a run go into tables beside its articles; --engine and the options after it are for runs.
    """
    from musnad.case.run_folder import is_run_folder
    from musnad.cli.claims_work import run_weigh
    from musnad.cli.run_work import Working, run_weigh_run

    if is_run_folder(case):
        if everything:
            raise typer.BadParameter(f"it is for cases; to weigh a run anew, remove {case / 'weighing'} first",
                                     param_hint="--all")  # fmt: skip
        raise typer.Exit(run_weigh_run(case, Working(engine, address, workers, megabytes)))
    asked = {"engine": engine != ENGINE, "address": address, "workers": workers is not None,
             "megabytes": megabytes != MEGABYTES}  # fmt: skip
    for name in filter(asked.get, asked):
        raise typer.BadParameter(f"it is for runs (musnad run), and {case} is none", param_hint=f"--{name}")
    raise typer.Exit(run_weigh(case, everything=everything))
