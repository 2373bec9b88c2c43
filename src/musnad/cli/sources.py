"""The commands on those who tell and on marks: `musnad sources`, `musnad source ...`, `musnad mark`.

Exit status: 0 done, 1 nobody is called so or the case cannot be used, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from musnad.cli.case import CaseFormat, CasePath

__all__ = ["register"]

_MOST = 40
_Name = Annotated[
    str,
    typer.Argument(metavar="NAME", show_default=False, help="A name in any spelling, or a key; as in musnad sources."),
]
_Who = Annotated[str, typer.Option("--who", metavar="NAME", show_default=False, help="Who judges so.")]
_Reason = Annotated[str, typer.Option("--reason", show_default=False, help="Why; it goes into the log.")]
_Day = Annotated[
    str | None, typer.Option("--day", metavar="YYYY-MM-DD", help="The day of the judgement; today without it.")
]
_Form = Annotated[
    CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
]
_source = typer.Typer(
    help="What you write of those who tell: ratings, class, sides; musnad sources lists them.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ClassName(str, Enum):  # noqa: UP042 - as in musnad.cli.formats
    """What class a source is of."""

    WIRE = "wire"
    STATE = "state"
    PARTY = "party"
    LOCAL = "local"
    INTERNATIONAL = "international"
    NGO = "ngo"
    SOCIAL = "social"
    UNNAMED = "unnamed"


class LetterName(str, Enum):  # noqa: UP042 - as in musnad.cli.formats
    """How reliable a source is held to be."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


def register(app: typer.Typer) -> None:
    """Put the commands into the program's."""
    app.command()(sources)
    app.add_typer(_source, name="source")
    app.command()(mark)


def sources(
    case: CasePath,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", show_default=False,
                                   help="Show this one: a name in any spelling, or a key."),
    ] = None,
    class_: Annotated[
        ClassName | None, typer.Option("--class", case_sensitive=False, show_default=False, help="Of this class only."),
    ] = None,
    home: Annotated[
        list[str] | None, typer.Option("--home", metavar="COUNTRY", show_default=False,
                                       help="Call outlets of this country local, others international; "
                                       "may be given more than once."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="List so many; 0 for all.")] = _MOST,
    format_: _Form = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Print who tells in a case: outlets, agencies, speakers, with their class and what you wrote of them."""
    from musnad.cli.sources_work import run_sources

    kind = class_.value if class_ else None
    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(run_sources(case, name, kind=kind, home=home or (), limit=limit or None, as_json=as_json))


@_source.command()
def rate(
    case: CasePath,
    name: _Name,
    letter: Annotated[
        LetterName, typer.Argument(metavar="LETTER", case_sensitive=False, show_default=False,
                                   help="A (reliable) to E, or F: it cannot be judged."),
    ],
    who: _Who,
    reason: _Reason,
    day: _Day = None,
) -> None:  # fmt: skip
    """Give a source a letter; those that others gave stay beside it."""
    from musnad.cli.sources_work import run_rate

    raise typer.Exit(run_rate(case, name, letter.value, who=who, reason=reason, day=day))


@_source.command()
def describe(
    case: CasePath,
    name: _Name,
    reason: _Reason,
    class_: Annotated[
        ClassName | None, typer.Option("--class", case_sensitive=False, show_default=False, help="Its class.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", show_default=False, help="Its code (EGY, EG) or its name.")
    ] = None,
    side: Annotated[
        str | None, typer.Option("--side", show_default=False, help="The side it stands on, in your words.")
    ] = None,
    party_to: Annotated[
        list[str] | None, typer.Option("--party-to", metavar="CONFLICT", show_default=False,
                                       help="A conflict it is a party to; may be given more than once."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", show_default=False, help="Its access, record and bias, in your words.")
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", show_default=False,
                                       help="Another name to find it by; may be given more than once."),
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who says so.")] = "",
) -> None:  # fmt: skip
    """Write down what you know of a source; it goes before what the lexicon says."""
    from musnad.cli.sources_work import Description, run_describe

    kind = class_.value if class_ else None
    given = Description(kind, country, side, text, tuple(party_to or ()), tuple(also or ()))
    if given == Description():
        raise typer.BadParameter("give what you know: --class, --country, --side, --party-to, --text or --name")
    raise typer.Exit(run_describe(case, name, given, who=who, reason=reason))


@_source.command()
def notes(case: CasePath, format_: _Form = CaseFormat.TEXT) -> None:
    """Print everything that was written of sources and claims, what was taken back too."""
    from musnad.cli.sources_work import run_notes

    raise typer.Exit(run_notes(case, as_json=format_ is CaseFormat.JSON))


@_source.command()
def undo(
    case: CasePath,
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, show_default=False, help="As musnad source notes.")],
    reason: _Reason,
) -> None:
    """Take back a rating, a description or a mark; what stood before counts again."""
    from musnad.cli.sources_work import run_undo

    raise typer.Exit(run_undo(case, number, reason=reason))


def mark(
    case: CasePath,
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", show_default=False, help="Its id, as musnad claims prints it.")
    ],
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, max=6, show_default=False,
                            help="1 (confirmed by independent sources) to 5, or 6: it cannot be judged."),
    ],
    who: _Who,
    reason: _Reason,
    day: _Day = None,
) -> None:  # fmt: skip
    """Give a claim a number, apart from the letters of its sources; those that others gave stay beside it."""
    from musnad.cli.sources_work import run_mark

    raise typer.Exit(run_mark(case, claim, number, who=who, reason=reason, day=day))
