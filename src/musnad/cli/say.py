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
        bool, typer.Option("--explain", help="Say which rule made every link, and what was passed over.")
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
    from musnad.stages.statements import StatementsStage
    from musnad.views.sayings_report import Reasons, render_sayings

    lexicon = Lexicon()
    reasons = Reasons(partial(telling_rule, lexicon), StatementsStage(lexicon).consider) if explain else None
    report = partial(render_sayings, reasons=reasons)
    lists = tuple(actors or ())
    raise typer.Exit(
        run_read(
            paths, published=published, form=Format.TEXT, out=out, actors=lists, own=not no_user_actors, report=report
        )
    )
