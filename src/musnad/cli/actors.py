"""The commands `musnad actors ...` and their options; `actor_work` does what they ask.

Exit status: 0 fine, 1 some rows are bad or nothing was found, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    help="Your own people and organisations, and those that ship with musnad. In a case: musnad actor.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ActorType(str, Enum):  # noqa: UP042 - as in musnad.cli.formats
    """What an actor is."""

    PER = "PER"
    ORG = "ORG"


class ListFormat(str, Enum):  # noqa: UP042 - as in musnad.cli.formats
    """A form of output."""

    TEXT = "text"
    JSONL = "jsonl"


_Form = Annotated[
    ListFormat,
    typer.Option("--format", "-f", case_sensitive=False, help="text: to read; jsonl: lines that import takes."),
]
_Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", show_default=False,
        help="CSV, JSON lines, or entities of FollowTheMoney; - for standard input.",
    ),
]  # fmt: skip


@app.command("list")
def list_(
    query: Annotated[
        str, typer.Argument(metavar="[PART]", show_default=False, help="Part of a name, in either script, or of a key.")
    ] = "",
    type_: Annotated[
        ActorType | None, typer.Option("--type", case_sensitive=False, help="People or organisations only.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="Of one country: its code (EGY, EG) or its name.")
    ] = None,
    user: Annotated[bool, typer.Option("--user", help="Only those of your list.")] = False,
    format_: _Form = ListFormat.TEXT,
) -> None:
    """Print the actors that musnad knows, yours first."""
    from musnad.cli.actor_work import list_actors

    kind = type_.value if type_ else None
    as_json = format_ is ListFormat.JSONL
    raise typer.Exit(list_actors(query, kind=kind, country=country, own=user, as_json=as_json))


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="KEY|NAME", show_default=False, help="A key, or a whole name.")],
    format_: _Form = ListFormat.TEXT,
) -> None:
    """Print everything musnad knows of an actor, and where it comes from."""
    from musnad.cli.actor_work import show_actors

    raise typer.Exit(show_actors(name, as_json=format_ is ListFormat.JSONL))


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="The name in Arabic.")],
    type_: Annotated[
        ActorType, typer.Option("--type", case_sensitive=False, show_default=False, help="Person or organisation.")
    ],
    id_: Annotated[
        str, typer.Option("--id", metavar="KEY", help="Its key; that of an actor that ships replaces it.")
    ] = "",
    alias: Annotated[list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name.")] = None,
    name_en: Annotated[str, typer.Option(metavar="NAME", help="The name in Latin letters.")] = "",
    country: Annotated[str, typer.Option(metavar="COUNTRY", help="Its code (EGY, EG) or its name.")] = "",
    sector: Annotated[list[str] | None, typer.Option(metavar="CODE", help="A PLOVER sector: GOV, MIL ...")] = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="'PHRASE [START..END]'", help="An office and when it was held."),
    ] = None,
    wikidata: Annotated[str, typer.Option(metavar="ITEM", help="The Wikidata item: Q42.")] = "",
    caution: Annotated[bool, typer.Option("--caution", help="The name is an ordinary word too.")] = False,
) -> None:
    """Put an actor into your list, and print its key."""
    from musnad.cli.actor_work import add_actor
    from musnad.lexicon.user_actors import RawActor, split_offices

    offices = tuple(office for phrase in role or () for office in split_offices(phrase))
    raw = RawActor(
        line=None, id=id_, type=type_.value, name=name, name_en=name_en, aliases=tuple(alias or ()), country=country,
        sector=tuple(sector or ()), wikidata=wikidata, roles=offices, caution="1" if caution else "",
    )  # fmt: skip
    raise typer.Exit(add_actor(raw))


@app.command("import")
def import_(
    files: _Files,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print the lines that would go into the list.")
    ] = False,
) -> None:
    """Put the rows of files into your list; a row whose id is there already takes the place of the old one."""
    from musnad.cli.actor_work import import_lists

    raise typer.Exit(import_lists(files, dry_run=dry_run))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="KEY|NAME", show_default=False, help="A key, or a whole name.")],
) -> None:
    """Take an actor out of your list."""
    from musnad.cli.actor_work import remove_actor

    raise typer.Exit(remove_actor(name))


@app.command()
def check(files: _Files) -> None:
    """Name everything that is wrong with some lists, with file and line."""
    from musnad.cli.actor_work import check_lists

    raise typer.Exit(check_lists(files))
