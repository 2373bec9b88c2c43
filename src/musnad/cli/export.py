"""The command `musnad export` and its options.

Exit status: 0 done, 1 something is missing from the export or it cannot be made, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.options import Actors, NoUserActors

__all__ = ["export"]


class Language(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A language of headings and labels."""

    AR = "ar"
    EN = "en"


def export(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CASE|PATH...", show_default=False,
            help="The folder of a case; or files, as musnad read takes them.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", show_default=False, help="The format; --formats names them all."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="PATH", show_default=False,
            help="The file to write, or for a format of several files a new folder; standard output without it.",
        ),
    ] = None,
    query: Annotated[
        str, typer.Option("--query", "-q", show_default=False, help="Which articles of a case, as in musnad find.")
    ] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Articles of this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Articles of this day or earlier.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="ARTICLE", show_default=False, help="This article and those on its story."),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option("--claim", metavar="ID", show_default=False,
                     help="The claim that a report is on; of other formats, the articles that tell it."),
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option("--actor", metavar="NAME", show_default=False,
                     help="Whom a report is on; of other formats, the articles that name him."),
    ] = None,
    most: Annotated[
        int | None,
        typer.Option("--most", metavar="N", min=1, show_default=False,
                     help="How many of the claims or events, of formats that tell some of them."),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option("--language", case_sensitive=False, help="The language of headings and labels; ar without it."),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(
            "--redact", metavar="NAME", show_default=False,
            help="A private person, by name or key, whose name is blacked out; may be given again. Goes into the log.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", show_default=False, help="Why names are blacked out.")] = "",
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Of files: the day they appeared; as in musnad read.")
    ] = None,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
    formats: Annotated[bool, typer.Option("--formats", help="Name the formats, and what each cannot carry.")] = False,
) -> None:  # fmt: skip
    """Write what musnad found in a form that another program opens, with a note of what that form cannot carry."""
    from musnad.cli.export_work import Wanted, list_formats, run_export

    if formats:
        raise typer.Exit(list_formats(language.value if language else "en"))
    if to is None or not sources:
        wrong, hint = ("FORMAT", "--to") if to is None else ("a case, or files", "CASE|PATH")
        raise typer.BadParameter(f"name {wrong}; musnad export --formats lists the formats", param_hint=hint)
    wanted = Wanted(
        sources=tuple(sources), format=to, out=out, query=query, since=since, until=until, about=about, claim=claim,
        actor=actor, most=most, language=language.value if language else "ar", redact=tuple(redact or ()),
        reason=reason, published=published, actors=tuple(actors or ()), own=not no_user_actors,
    )  # fmt: skip
    raise typer.Exit(run_export(wanted))
