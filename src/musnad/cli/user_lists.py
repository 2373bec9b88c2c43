"""Load the user's lists of actors for a command, and tell what is wrong with them on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

import typer

from musnad.cli import terminal
from musnad.cli.actor_store import VARIABLE, store_path
from musnad.errors import ReadError
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import Problem, UserActors, combine
from musnad.readers.actor_lists import decode_actor_list, read_actor_list

__all__ = ["errors_of", "has_store", "load_actors", "load_file", "load_store", "tell_problems"]

_STDIN = "-"
_SHOWN = 20


def load_file(path: str, countries: Mapping[str, str]) -> UserActors:
    """Return the entries of a file, or of standard input for `-`. Raises ReadError where it cannot be read."""
    if path == _STDIN:
        return decode_actor_list(sys.stdin.buffer.read(), "standard input", countries=countries)
    return read_actor_list(path, countries=countries)


def has_store() -> bool:
    """Whether the user has a list of their own, or says where it should be."""
    return bool(os.environ.get(VARIABLE)) or store_path().exists()


def load_store(countries: Mapping[str, str]) -> UserActors:
    """Return the entries of the user's own list; what hinders reading it is a problem like others."""
    path = store_path()
    if not path.exists():
        told = Problem(str(path), None, f"{VARIABLE} names this file, and there is none yet", "note")
        return UserActors(problems=(told,) if os.environ.get(VARIABLE) else ())
    if path.is_file() and not path.stat().st_size:
        return UserActors()
    try:
        return read_actor_list(path, countries=countries)
    except ReadError as error:
        return UserActors(problems=(Problem(str(path), None, f"{error.reason}; {error.remedy}"),))


def load_actors(paths: Sequence[str], *, own: bool) -> UserActors:
    """Return the actors of the lists given, then of the user's own; tell what is wrong with them.

    Raises typer.BadParameter where a list given cannot be read.
    """
    if not paths and not (own and has_store()):
        return UserActors()
    codes = Lexicon().country_codes
    try:
        lists = [load_file(path, codes) for path in paths]
    except ReadError as error:
        raise typer.BadParameter(str(error), param_hint="--actors") from error
    stored = load_store(codes) if own else UserActors()
    tell_problems((*combine(lists).problems, *(problem for problem in stored.problems if problem.grade != "warning")))
    return combine([*lists, stored])


def errors_of(user: UserActors) -> tuple[Problem, ...]:
    """Return the problems that left something out: what a list in daily use is worth a message for."""
    return tuple(problem for problem in user.problems if problem.grade == "error")


def tell_problems(problems: Iterable[Problem], *, most: int | None = _SHOWN) -> None:
    """Write problems to standard error, the first so many of them."""
    told = tuple(problems)
    for problem in told[:most]:
        label = "" if problem.grade == "error" else f" {problem.grade}:"
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        terminal.tell(f"{place}:{label} {problem.message}")
    if most is not None and len(told) > most:
        terminal.tell(f"and {len(told) - most} more; musnad actors check names them all")
