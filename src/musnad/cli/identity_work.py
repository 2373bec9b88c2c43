"""Run the commands on the actors of a case: show one, suggest pairs, decide, take back, list decisions.

Exit status: 0 done, 1 the case does not allow it, 2 bad usage.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import typer

from musnad.case.actor_list import ActorList
from musnad.case.actor_pairs import pairs
from musnad.case.actor_search import actor_called
from musnad.case.dossier import dossier
from musnad.case.folder import Case, open_case
from musnad.case.identity import decisions, merge, split, undo
from musnad.case.search.filters import day_range
from musnad.case.store import read_text
from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.cli.sink import Sink
from musnad.corpus.merging import Action
from musnad.views.dossier_report import render_dossier
from musnad.views.identity_json import decision_record, dossier_record, pair_record
from musnad.views.identity_report import render_decisions, render_pairs

__all__ = ["run_decide", "run_decisions", "run_pairs", "run_show", "run_undo"]

_KEYS = ("actors:", "places:", "PER:", "ORG:", "LOC:", "outlet:", "named:", "unnamed:")


def run_show(path: Path, name: str, *, since: str | None, until: str | None, limit: int | None, as_json: bool) -> int:
    """Print the dossier on an actor; return the exit status."""

    def work() -> int:
        first = day_range(since)[0] if since else None
        last = day_range(until)[1] if until else None
        with open_case(path) as case:
            made, left_out = dossier(case, _key(case, name), since=first, until=last)
            if as_json:
                _put(_json(dossier_record(made, left_out=left_out, limit=limit)))
            else:
                texts = partial(read_text, case.connection)
                width, colour = terminal.width(), terminal.takes_colour()
                _put(render_dossier(made, texts, left_out=left_out, limit=limit, width=width, colour=colour))
        return 0

    return run_to_end(work)


def run_pairs(path: Path, name: str | None, *, limit: int | None, least: float, as_json: bool) -> int:
    """Print which actors may be one; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            found = pairs(case, None if name is None else actor_called(case, name), limit=limit, least=least)
            if as_json:
                _put(_json([pair_record(pair) for pair in found]))
            else:
                actors = ActorList(case.connection).with_keys({key for pair in found for key in (pair.one, pair.other)})
                names = {actor.key: actor.label for actor in actors}
                _put(render_pairs(found, names, width=terminal.width(), colour=terminal.takes_colour()))
        return 0

    return run_to_end(work)


def run_decide(path: Path, action: Action, one: str, other: str, *, reason: str, unnamed: bool) -> int:
    """Decide on two actors and print the number of the decision; return the exit status."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            first, second = _key(case, one), _key(case, other)
            if action == "merge":
                number = merge(case, first, second, reason=reason, unnamed=unnamed)
            else:
                number = split(case, first, second, reason=reason)
        told = f"{first} {'is one with' if action == 'merge' else 'is not'} {second}"
        typer.echo(f"decision {number}: {told}; take it back with: musnad actor undo {path} {number}")
        return 0

    return run_to_end(work)


def run_undo(path: Path, number: int, *, reason: str) -> int:
    """Take a decision back; return the exit status."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            undo(case, number, reason=reason)
        typer.echo(f"decision {number} taken back")
        return 0

    return run_to_end(work)


def run_decisions(path: Path, *, as_json: bool) -> int:
    """Print the decisions of a case; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            made = decisions(case.connection, undone=True)
        _put(_json([decision_record(one) for one in made]) if as_json else render_decisions(made))
        return 0

    return run_to_end(work)


def _key(case: Case, name: str) -> str:
    """Return the key that a person means: one as it is written, else that of the one actor who is called so."""
    return name if name.startswith(_KEYS) else actor_called(case, name)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _put(written: str) -> None:
    Sink(None).put(written.encode("utf-8", "replace"))
