"""Options that the commands over many articles of a case share. Imports nothing heavy: the help text needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from musnad.cli.case import CaseFormat

if TYPE_CHECKING:
    from musnad.case.choosing import Chosen

__all__ = ["About", "Actor", "Alone", "AnswerFormat", "Query", "Since", "Until", "chosen_articles"]

Query = Annotated[
    str,
    typer.Argument(
        metavar="[QUERY]", show_default=False,
        help="Which articles to weigh, as in musnad find; all of a small case without it.",
    ),
]  # fmt: skip
About = Annotated[
    str | None,
    typer.Option(
        "--about", metavar="ARTICLE", show_default=False,
        help="Weigh this article and those on its story, in place of a search.",
    ),
]  # fmt: skip
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Articles of this day or later.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Articles of this day or earlier.")]
Actor = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", show_default=False, help="Only what concerns this person, body or place."),
]
Alone = Annotated[bool, typer.Option("--alone", help="Take in what one article alone tells.")]
AnswerFormat = Annotated[
    CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
]


def chosen_articles(query: str, since: str | None, until: str | None, about: str | None) -> Chosen:
    """Return which articles are asked for. Raises typer.BadParameter where that is said in two ways."""
    from musnad.case.choosing import Chosen

    if about is not None and (query or since or until):
        raise typer.BadParameter("give a search or --about, not both", param_hint="--about")
    return Chosen(query, since, until, about)
