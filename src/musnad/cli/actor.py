"""The commands `musnad actor ...`, on the actors of a case; those on your own list of actors are `musnad actors ...`.

Exit status: 0 done, 1 the case cannot be used, nobody or more than one is meant, or a decision is not possible, 2 bad
usage.
"""

from __future__ import annotations

from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath

__all__ = ["app"]

_MOST = 10
_MOST_PAIRS = 50

app = typer.Typer(
    help="Who somebody in the articles of a case is, what he said and did. Your own list: musnad actors.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Name = Annotated[
    str, typer.Argument(metavar="NAME", show_default=False,
                        help="A name in any spelling, in Arabic or Latin letters, or the key of an actor."),
]  # fmt: skip
_One = Annotated[str, typer.Argument(metavar="ONE", show_default=False, help="An actor, by key or by very name.")]
_Other = Annotated[str, typer.Argument(metavar="OTHER", show_default=False, help="The other actor.")]
_Reason = Annotated[str, typer.Option("--reason", show_default=False, help="Why; it goes into the log.")]
_Form = Annotated[
    CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
]


@app.command()
def show(
    case: CasePath,
    name: _Name,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Articles of this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Articles of this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many of each list; 0 for all.")] = _MOST,
    format_: _Form = CaseFormat.TEXT,
) -> None:
    """Print the dossier on an actor: names, roles over time, what he said and did, what was done to and said of him."""
    from musnad.cli.identity_work import run_show

    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(run_show(case, name, since=since, until=until, limit=limit or None, as_json=as_json))


@app.command()
def pairs(
    case: CasePath,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", show_default=False, help="Pairs of this actor; of all without it.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many; 0 for all.")] = _MOST_PAIRS,
    least: Annotated[float, typer.Option(metavar="SCORE", min=0.0, max=1.0, help="The least score.")] = 0.5,
    format_: _Form = CaseFormat.TEXT,
) -> None:
    """Print which actors may be one, with a score and the reasons; nothing is brought together."""
    from musnad.cli.identity_work import run_pairs

    raise typer.Exit(run_pairs(case, name, limit=limit or None, least=least, as_json=format_ is CaseFormat.JSON))


@app.command()
def merge(
    case: CasePath,
    one: _One,
    other: _Other,
    reason: _Reason,
    unnamed: Annotated[
        bool, typer.Option("--unnamed", help="Yes, one of them is a source that no article names.")
    ] = False,
) -> None:
    """Decide that two actors are one, now and in whatever is added later."""
    from musnad.cli.identity_work import run_decide

    raise typer.Exit(run_decide(case, "merge", one, other, reason=reason, unnamed=unnamed))


@app.command()
def split(case: CasePath, one: _One, other: _Other, reason: _Reason) -> None:
    """Decide that two actors never are one; the pair is not suggested any more."""
    from musnad.cli.identity_work import run_decide

    raise typer.Exit(run_decide(case, "split", one, other, reason=reason, unnamed=False))


@app.command()
def undo(
    case: CasePath,
    number: Annotated[
        int,
        typer.Argument(metavar="NUMBER", show_default=False, help="A decision, as musnad actor decisions lists it."),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.")] = "",
) -> None:
    """Take a decision back."""
    from musnad.cli.identity_work import run_undo

    raise typer.Exit(run_undo(case, number, reason=reason))


@app.command()
def decisions(case: CasePath, format_: _Form = CaseFormat.TEXT) -> None:
    """Print the decisions that were made, with those taken back."""
    from musnad.cli.identity_work import run_decisions

    raise typer.Exit(run_decisions(case, as_json=format_ is CaseFormat.JSON))
