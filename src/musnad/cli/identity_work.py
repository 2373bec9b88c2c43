"""Run the commands on the actors of a case: show one, suggest pairs, decide, take back, list decisions.

Exit status: 0 done, 1 the case does not allow it, 2 bad usage.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

import typer

from musnad.case.actor_pairs import pairs
from musnad.case.actor_search import actor_called
from musnad.case.dossier import MOST_WEIGHED, articles_of, dossier, keys_of
from musnad.case.folder import Case, open_case
from musnad.case.identity import decisions, merge, split, undo
from musnad.case.key_names import names_of
from musnad.case.search.filters import day_range
from musnad.case.store import read_text
from musnad.case.weighing import pending
from musnad.case.weighing.pieces import has_tables
from musnad.cli import terminal
from musnad.cli.answering import json_of, manner, put
from musnad.cli.choosing import bring_up_to_date
from musnad.cli.running import made_once, run_to_end
from musnad.corpus.merging import Action
from musnad.errors import CaseError
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
        with _opened(path) as case:
            key = _key(case, name)
            _weigh(case, articles_of(case, keys_of(case, key)[1], since=first, until=last))
            made, left_out = dossier(case, key, since=first, until=last)
            if as_json:
                return put(json_of(dossier_record(made, left_out=left_out, limit=limit)))
            texts = partial(read_text, case.connection)
            return put(render_dossier(made, texts, left_out=left_out, limit=limit, **manner()))

    return run_to_end(work)


def run_pairs(path: Path, name: str | None, *, limit: int | None, least: float, as_json: bool) -> int:
    """Print which actors may be one; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            key = None if name is None else actor_called(case, name)
            found = made_once(lambda: pairs(case, key, limit=limit, least=least))
            if as_json:
                return put(json_of([pair_record(pair) for pair in found]))
            names = names_of(case.connection, (key for pair in found for key in (pair.one, pair.other)))
            return put(render_pairs(found, names, **manner()))

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
        return put(json_of([decision_record(one) for one in made]) if as_json else render_decisions(made))

    return run_to_end(work)


def _key(case: Case, name: str) -> str:
    """Return the key that a person means: one as it is written, else that of the one actor who is called so."""
    return name if name.startswith(_KEYS) else actor_called(case, name)


def _opened(path: Path) -> Case:
    """Open a case for writing, as what was not weighed yet is weighed; one that cannot be written for reading."""
    try:
        return open_case(path, writable=True)
    except CaseError:
        return open_case(path)


def _weigh(case: Case, documents: Collection[int]) -> None:
    """Weigh what was not weighed yet of an actor's articles where they are few, and tell what is missing."""
    if len(documents) > MOST_WEIGHED:
        return
    if case.is_writable:
        try:
            bring_up_to_date(case, documents)
        except CaseError as error:
            terminal.tell(f"what is new was not weighed: {error}")
    if has_tables(case.connection) and (missing := len(pending(case.connection, documents))):
        terminal.tell(f"{missing} of these articles are not weighed yet, and have no claims: musnad weigh {case.path}")
