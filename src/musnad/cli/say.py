"""The command `musnad say` and its options.

Exit status: 0 all read, 1 some documents failed or are missing, 2 bad usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.formats import Format
from musnad.cli.options import Actors, NoUserActors, Paths

__all__ = ["say"]


def say(
    paths: Paths,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the article appeared; as in musnad read.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of every link which rule made it, and what the rule knows.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:  # fmt: skip
    """Print who said what, speaker by speaker, each statement with its whole chain of tellers."""
    from functools import partial

    from musnad.cli.reading import run_read
    from musnad.lexicon import Lexicon
    from musnad.lexicon.rules import telling_rule
    from musnad.views.sayings_report import render_sayings

    report = partial(render_sayings, rule_of=partial(telling_rule, Lexicon()) if explain else None)
    lists = tuple(actors or ())
    raise typer.Exit(
        run_read(
            paths, published=published, form=Format.TEXT, out=out, actors=lists, own=not no_user_actors, report=report
        )
    )
