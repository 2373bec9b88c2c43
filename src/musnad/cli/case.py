"""The commands that keep articles in a case, and their options; `case_work` does what they ask.

Exit status: 0 fine, 1 something could not be read or is not as it should be, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.options import MEGABYTES, Actors, NoUserActors

__all__ = ["register"]

CasePath = Annotated[Path, typer.Argument(metavar="CASE", show_default=False, help="The folder of the case.")]
Article = Annotated[
    str, typer.Argument(metavar="ARTICLE", show_default=False, help="Its number in the case, its name or its address.")
]
_Reason = Annotated[str, typer.Option("--reason", show_default=False, help="Why; it goes into the log.")]
_Workers = Annotated[
    int | None,
    typer.Option("--workers", min=0, show_default=False,
                 help="Processes that read; one per processor without it, 0 for none but this one."),
]  # fmt: skip
_Seconds = Annotated[float, typer.Option("--seconds", min=1, help="What one article may take before it is given up.")]
_Megabytes = Annotated[int, typer.Option("--megabytes", min=300, help="What a process that reads may take of memory.")]


class CaseFormat(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A form of output."""

    TEXT = "text"
    JSON = "json"


_Form = Annotated[
    CaseFormat, typer.Option("--format", "-f", case_sensitive=False, help="text: to read; json: for programs.")
]
_case = typer.Typer(
    help="What a case holds.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(app: typer.Typer) -> None:
    """Put the commands into the program's."""
    app.add_typer(_case, name="case")
    for command in (add, reread, verify, show, correct, corrections, delete):
        app.command()(command)


@_case.command()
def info(case: CasePath, format_: _Form = CaseFormat.TEXT) -> None:
    """Print what a case holds, and by which versions of musnad's stages it was read."""
    from musnad.cli.case_work import run_info

    raise typer.Exit(run_info(case, as_json=format_ is CaseFormat.JSON))


@_case.command()
def quarantine(
    case: CasePath,
    release: Annotated[
        bool, typer.Option("--release", help="Forget them, so that musnad add tries them again.")
    ] = False,
    format_: _Form = CaseFormat.TEXT,
) -> None:
    """Print what could not be read or stopped its reader, with the reasons."""
    from musnad.cli.case_work import run_quarantine

    raise typer.Exit(run_quarantine(case, release=release, as_json=format_ is CaseFormat.JSON))


def add(
    case: CasePath,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", show_default=False,
                       help="Whatever musnad read takes: files, folders of them, or - for standard input."),
    ] = None,
    fetch: Annotated[
        list[str] | None,
        typer.Option("--fetch", metavar="ADDRESS", show_default=False,
                     help="A page, or a feed whose pages are wanted: the only thing that touches the network. "
                     "It may be given more than once."),
    ] = None,
    pause: Annotated[
        float, typer.Option("--pause", min=0.5, help="Seconds between two requests to one host.")
    ] = 2.0,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the articles appeared; as in musnad read.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What a new case is called; its folder's name without it.")] = None,
    workers: _Workers = None,
    seconds: _Seconds = 60.0,
    megabytes: _Megabytes = MEGABYTES,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:  # fmt: skip
    """Bring articles into a case, which is made where there is none; what is there already is passed over."""
    from musnad.case.workers import Limits
    from musnad.cli.case_work import run_add

    raise typer.Exit(
        run_add(
            case,
            sources or [],
            fetch=fetch or [],
            pause=pause,
            published=published,
            name=name,
            workers=workers,
            limits=Limits(seconds, megabytes),
            actors=tuple(actors or ()),
            own=not no_user_actors,
        )
    )


def reread(
    case: CasePath,
    everything: Annotated[bool, typer.Option("--all", help="Make every layer again, stale or not.")] = False,
    index: Annotated[bool, typer.Option("--index", help="Make the indexes of words and copies anew too.")] = False,
    workers: _Workers = None,
    seconds: _Seconds = 60.0,
    megabytes: _Megabytes = MEGABYTES,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:
    """Read again what an earlier version of musnad, or another list of actors, read; corrections stay."""
    from musnad.case.workers import Limits
    from musnad.cli.case_work import run_reread

    raise typer.Exit(
        run_reread(
            case,
            everything=everything,
            index=index,
            workers=workers,
            limits=Limits(seconds, megabytes),
            actors=tuple(actors or ()),
            own=not no_user_actors,
        )
    )


def verify(
    path: Annotated[
        Path, typer.Argument(metavar="CASE|BUNDLE", show_default=False,
                             help="The folder of a case; or a bundle, zipped or unpacked."),
    ],
    format_: _Form = CaseFormat.TEXT,
) -> None:  # fmt: skip
    """Check that a case, or a bundle of one, is whole: originals, log, database, and every span against its text."""
    from musnad.cli.case_work import run_verify

    raise typer.Exit(run_verify(path, as_json=format_ is CaseFormat.JSON))


def show(
    case: CasePath,
    article: Article,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="[text|json|jsonl|html|original]",
                          help="As in musnad read; original: the bytes that were brought in."),
    ] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:  # fmt: skip
    """Print an article of a case with everything found in it, as corrected."""
    from musnad.cli.case_work import run_show

    raise typer.Exit(run_show(case, article, form=format_, out=out))


def correct(
    case: CasePath,
    article: Article,
    layer: Annotated[
        str, typer.Argument(metavar="LAYER", show_default=False,
                            help="mentions, entities, times, statements or events."),
    ],
    reason: _Reason,
    at: Annotated[
        str | None, typer.Option("--at", metavar="ID|START:END", show_default=False,
                                 help="The annotation to remove or replace: its id, or its place in code points."),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", metavar="JSON", show_default=False,
                                 help="The annotation as it should be, in the fields of musnad show --format json; "
                                 "fields left out stay as they are. @FILE reads it from a file."),
    ] = None,
) -> None:  # fmt: skip
    """Correct an annotation: --at alone removes it, --value alone adds one, both replace it."""
    from musnad.cli.correction_work import run_correct

    raise typer.Exit(run_correct(case, article, layer, at=at, value=value, reason=reason))


def corrections(
    case: CasePath,
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", show_default=False, help="Those of one article only.")
    ] = None,
    undo: Annotated[int | None, typer.Option("--undo", metavar="NUMBER", help="Take this one back.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.")] = "",
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FOLDER", help="Write the corrected articles as annotated ones.")
    ] = None,
    format_: _Form = CaseFormat.TEXT,
) -> None:
    """Print the corrections that were made, take one back, or export the corrected articles as annotation."""
    from musnad.cli.correction_work import run_corrections

    as_json = format_ is CaseFormat.JSON
    raise typer.Exit(run_corrections(case, article, undo=undo, reason=reason, export=export, as_json=as_json))


def delete(
    case: CasePath,
    article: Article,
    reason: _Reason,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this, only say what would go.")] = False,
) -> None:
    """Delete an article for good, with its versions, corrections and originals, and say what depended on it."""
    from musnad.cli.case_work import run_delete

    raise typer.Exit(run_delete(case, article, reason=reason, do_it=yes))
