"""The commands that search a case, and their options; `find_work` does what they ask.

Exit status: 0 fine, 1 the search or the case cannot be used, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from musnad.cli.case import CasePath

__all__ = ["register"]


class FindFormat(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A form of output."""

    TEXT = "text"
    JSONL = "jsonl"


class SortOrder(str, Enum):  # noqa: UP042 - see above
    """An order of hits."""

    RELEVANCE = "relevance"
    DATE = "date"


_Form = Annotated[
    FindFormat,
    typer.Option("--format", "-f", case_sensitive=False, help="text: to read; jsonl: one line per hit, counts first."),
]
_Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="How many hits to print.")]
_Offset = Annotated[int, typer.Option("--offset", min=0, help="How many hits to pass over before.")]
_Values = list[str] | None
_searches = typer.Typer(
    help="The searches that are saved in a case.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(app: typer.Typer) -> None:
    """Put the commands into the program's."""
    app.command()(find)
    app.command()(new)
    app.add_typer(_searches, name="searches")


def find(
    case: CasePath,
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", show_default=False,
                            help='Words, "phrases", AND OR NOT, ( ), word*, NEAR(a b, 5), =as-written.'),
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Look for every word as it is written.")] = False,
    outlet: Annotated[
        _Values, typer.Option("--outlet", help="Of this outlet; may be given again, as all filters.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Published on or after: 2018, 2018-05 or 2018-05-31.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Published on or before.")] = None,
    actor: Annotated[_Values, typer.Option("--actor", help="Names this person or organisation.")] = None,
    speaker: Annotated[_Values, typer.Option("--speaker", help="Reports what this one said.")] = None,
    place: Annotated[_Values, typer.Option("--place", help="Names this place.")] = None,
    event: Annotated[_Values, typer.Option("--event", help="Tells of an event of this type, such as PROTEST.")] = None,
    stance: Annotated[_Values, typer.Option("--stance", help="Has a statement of this stance, such as deny.")] = None,
    sort: Annotated[
        SortOrder, typer.Option("--sort", case_sensitive=False, help="The order of the hits.")
    ] = SortOrder.RELEVANCE,
    limit: _Limit = 20,
    offset: _Offset = 0,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count the hits by outlet, month, actor and the like.")
    ] = False,
    save: Annotated[
        str | None, typer.Option("--save", metavar="NAME", help="Keep the search; musnad new tells what came in since.")
    ] = None,
    format_: _Form = FindFormat.TEXT,
) -> None:  # fmt: skip
    """Find articles of a case by their words, and say why each was found."""
    from musnad.cli.find_work import Asked, run_find

    values = {"outlet": outlet, "actor": actor, "speaker": speaker, "place": place, "event": event, "stance": stance}
    asked = Asked(
        query, strict, {name: tuple(given or ()) for name, given in values.items()}, since, until, sort.value, limit,
        offset, facets, save,
    )  # fmt: skip
    raise typer.Exit(run_find(case, asked, as_json=format_ is FindFormat.JSONL))


def new(
    case: CasePath,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", show_default=False,
                                   help="Of this saved search; without it, of each, or all where none is saved."),
    ] = None,
    mark: Annotated[bool, typer.Option("--mark", help="Count what is printed as seen.")] = False,
    limit: _Limit = 20,
    format_: _Form = FindFormat.TEXT,
) -> None:  # fmt: skip
    """Print what came in since last time."""
    from musnad.cli.find_work import run_new

    raise typer.Exit(run_new(case, name, mark=mark, limit=limit, as_json=format_ is FindFormat.JSONL))


@_searches.command("list")
def list_(case: CasePath) -> None:
    """Print the saved searches, with how much came in for each."""
    from musnad.cli.find_work import run_searches

    raise typer.Exit(run_searches(case))


@_searches.command()
def remove(
    case: CasePath, name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="Its name.")]
) -> None:
    """Forget a saved search."""
    from musnad.cli.find_work import run_remove

    raise typer.Exit(run_remove(case, name))
