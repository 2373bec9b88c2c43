"""The commands and their options.

Everything heavy is imported inside the commands, so that `musnad --help` answers at once. Exit status: 0 all read,
1 some documents failed or are missing, 2 bad usage.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from musnad import __version__
from musnad.cli import case as case_commands
from musnad.cli import find as find_commands
from musnad.cli import sources as sources_commands
from musnad.cli.actor import app as actor_app
from musnad.cli.actors import app as actors_app
from musnad.cli.claims import claim, claims, weigh
from musnad.cli.copies import copies, related
from musnad.cli.dates import dates
from musnad.cli.events import events
from musnad.cli.export import export
from musnad.cli.formats import Format
from musnad.cli.import_ import import_
from musnad.cli.job import job
from musnad.cli.needed import needed
from musnad.cli.network import network
from musnad.cli.options import Actors, NoUserActors, Paths
from musnad.cli.run import run as run_command
from musnad.cli.say import say
from musnad.cli.serve import serve
from musnad.cli.terminal import make_utf8
from musnad.cli.timeline import timeline
from musnad.cli.token import app as token_app
from musnad.cli.what_if import what_if
from musnad.collecting import collect_seldom

__all__ = ["app", "run"]

app = typer.Typer(
    name="musnad",
    help="Read Arabic news: who did or said what, to whom, when, where, and on whose word.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(actor_app, name="actor")
app.add_typer(actors_app, name="actors")
app.add_typer(token_app, name="token")


def run() -> None:
    """Run the command line of this process."""
    collect_seldom()
    make_utf8()
    needed(app, sys.argv[1:])()


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def read(
    paths: Paths,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="The day the article appeared, from which its relative dates count. Goes before the date a page "
            "gives; a record, a row or an item of a feed that gives its own keeps it.",
        ),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format", "-f", case_sensitive=False,
            help="text: a report to read; json: indented; jsonl: one line per document; html: a page.",
        ),
    ] = Format.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE",
            help="Write there instead of to standard output; for several documents as html, a folder.",
        ),
    ] = None,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:  # fmt: skip
    """Read articles and print what they tell: names, dates, statements with their chains, events."""
    from musnad.cli.reading import run_read

    lists = tuple(actors or ())
    raise typer.Exit(run_read(paths, published=published, form=format_, out=out, actors=lists, own=not no_user_actors))


app.command("dates")(dates)
app.command("say")(say)
app.command("events")(events)
app.command("copies")(copies)
app.command("related")(related)
for _command in (claims, claim, weigh, timeline, network, export):
    app.command()(_command)
app.command("what-if")(what_if)
app.command("import")(import_)
app.command("run")(run_command)
app.command()(serve)
app.command(hidden=True)(job)
case_commands.register(app)
find_commands.register(app)
sources_commands.register(app)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the documents that --format json and jsonl print."""
    import json

    from musnad.model.codec import schema as document_schema

    typer.echo(json.dumps(document_schema(), ensure_ascii=False, indent=2))


@app.command()
def doctor() -> None:
    """Check that musnad is installed soundly, and say what to do where it is not."""
    from musnad.cli.doctor import examine

    checks = examine()
    for check in checks:
        typer.echo(check.line())
    raise typer.Exit(0 if all(check.passed for check in checks) else 1)


@app.command()
def demo(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write the HTML report.")
    ] = Path("musnad-demo.html"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Open the sample case in the reading room instead; it is gone afterwards.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where the room is; 0 takes any free port.")] = 8420,
    browser: Annotated[bool, typer.Option("--open", help="Open the room in the browser of this machine.")] = False,
) -> None:  # fmt: skip
    """Read the sample article: print the report and write it as an HTML page too."""
    from musnad.cli.demo import run_demo, run_demo_room

    raise typer.Exit(run_demo_room(port=port, browser=browser) if serve else run_demo(out))


if __name__ == "__main__":
    run()
