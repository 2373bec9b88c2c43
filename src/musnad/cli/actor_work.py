"""Do what `musnad actors` is asked: look actors up, keep the user's list, check lists.

Each function returns the exit status: 0 fine, 1 something was left out or not found. Data goes to standard output,
everything else to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

import typer

from musnad.arabic.orthography import fold
from musnad.cli import terminal
from musnad.cli.actor_store import VARIABLE, Change, store_path, update_store
from musnad.cli.actor_text import actor_details, actor_line
from musnad.cli.user_lists import errors_of, load_file, load_store, tell_problems
from musnad.errors import MusnadError, ReadError
from musnad.lexicon import Lexicon
from musnad.lexicon.names import ActorRow, RoleRow
from musnad.lexicon.user_actors import (
    LEFT_OUT,
    Entry,
    Problem,
    RawActor,
    UserActors,
    actor_record,
    combine,
    entry_record,
    make_entry,
    read_user_actors,
    tidy,
)

__all__ = ["add_actor", "check_lists", "import_lists", "list_actors", "remove_actor", "show_actors"]

_FROM_COMMAND = "musnad actors add"


def list_actors(query: str, *, kind: str | None, country: str | None, own: bool, as_json: bool) -> int:
    """Print the actors that fit, the user's first."""
    known = _Known()
    code = known.codes.get(fold(country.strip())) if country else None
    if country and code is None:
        raise typer.BadParameter(f"{country!r} is not known; write a code (EGY, EG) or a name", param_hint="--country")
    form = fold(tidy(query))
    rows = [
        row
        for row in known.lexicon.actors
        if (kind is None or row.type == kind)
        and (code is None or row.country == code)
        and (not own or row.key in known.own)
        and (not form or any(form in fold(value) for value in (row.key, *_names(row))))
    ]
    if not rows:
        terminal.tell(
            "no actor fits; a part of a name in Arabic or Latin letters is enough, and fewer options find more"
        )
        return 1
    return _print(known.record(row) if as_json else actor_line(row, own=row.key in known.own) for row in rows)


def show_actors(name: str, *, as_json: bool) -> int:
    """Print everything known of an actor; of all where a name stands for several."""
    known = _Known()
    rows = known.called(name)
    if not rows:
        terminal.tell(f"no actor has the key or name {name!r}; musnad actors list PART looks for parts of names")
        return 1
    if as_json:
        return _print(map(known.record, rows))
    overridden = known.lexicon.overridden
    return _print(
        actor_details(row, known.roles(row.key), own=row.key in known.own, over=overridden.get(row.key)) for row in rows
    )


def add_actor(raw: RawActor) -> int:
    """Put one actor into the user's list and print its key. Raises typer.BadParameter where a value is no good."""
    codes = Lexicon().country_codes
    problems: list[Problem] = []
    entry = make_entry(raw, _FROM_COMMAND, countries=codes, problems=problems)
    faults = [problem.message.removesuffix(LEFT_OUT) for problem in problems if problem.grade == "error"]
    if entry is None or faults:
        raise typer.BadParameter("; ".join(faults))

    def change(stored: UserActors, new: tuple[Entry, ...], lines: tuple[str, ...]) -> Change:
        if any(entry.actor.key == other.actor.key for other in stored.entries):
            reason = f"{entry.actor.key} is in the list already"
            raise ReadError(str(store_path()), reason, "remove it first, or give this one another --id")
        return Change((*lines, *map(entry_record, new)), added=1)

    done = _change(change, UserActors((entry,), tuple(problems)), codes)
    return _status(done) if done is None else max(_status(done), _print([entry.actor.key]))


def import_lists(paths: Sequence[str], *, dry_run: bool) -> int:
    """Put the rows of files into the user's list; an id that is there already gets the new row."""
    codes = Lexicon().country_codes
    lists = tuple(_load(path, codes) for path in paths)
    problems = tuple(problem for one in lists for problem in one.problems)
    entries = tuple({entry.actor.key: entry for one in lists for entry in one.entries}.values())
    if dry_run or not entries:
        tell_problems(problems)
        terminal.tell(f"{len(entries)} actors would go into {store_path()}; nothing was written")
        return max(_status(problems), _print(map(entry_record, entries)))

    def change(stored: UserActors, new: tuple[Entry, ...], lines: tuple[str, ...]) -> Change:
        numbers = {entry.actor.key: entry.line for entry in stored.entries}
        changed, added = list(lines), []
        for entry in new:
            number = numbers.get(entry.actor.key)
            if number is None:
                added.append(entry_record(entry))
            else:
                changed[number - 1] = entry_record(entry)
        return Change((*changed, *added), added=len(added), updated=len(new) - len(added))

    return _status(_change(change, UserActors(entries, problems), codes))


def remove_actor(name: str) -> int:
    """Take an actor, by key or name, out of the user's list."""
    known = _Known(quiet=True)
    rows = [row for row in known.called(name) if row.key in known.own]
    if len(rows) != 1:
        keys = ", ".join(row.key for row in rows)
        terminal.tell(f"{name!r} stands for several: {keys}; give the key" if rows else f"{name!r} is not in your list")
        return 1

    def change(stored: UserActors, new: tuple[Entry, ...], lines: tuple[str, ...]) -> Change:
        left = lines
        while number := next((e.line for e in stored.entries if e.actor.key == rows[0].key), None):
            left = left[: number - 1] + left[number:]
            stored = _stored(left, known.codes)  # a line further down may hold the same id
        return Change(left, removed=int(left != lines))

    return _status(_change(change, UserActors(), known.codes))


def check_lists(paths: Sequence[str]) -> int:
    """Tell every problem of some files; without a path, of the user's own list."""
    codes = Lexicon().country_codes
    lists = tuple(_load(path, codes) for path in paths) if paths else (load_store(codes),)
    for one in lists:
        tell_problems(one.problems, most=None)
        _tell_overridden(one.entries)
    found = sum(len(one.entries) for one in lists)
    faults = sum(problem.grade != "note" for one in lists for problem in one.problems)
    terminal.tell(f"{found} actors can be used; {faults or 'no'} problem{'' if faults == 1 else 's'}")
    return 1 if faults else 0


class _Known:
    """The actors as reading sees them: the user's list over what ships."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.codes = Lexicon().country_codes
        self.user = load_store(self.codes)
        self.own = frozenset(entry.actor.key for entry in self.user.entries)
        self.lexicon = Lexicon(self.user)
        self._roles: dict[str, list[RoleRow]] = {}
        for role in self.lexicon.roles:
            self._roles.setdefault(role.actor, []).append(role)
        if not quiet:
            tell_problems(errors_of(self.user))

    def roles(self, key: str) -> tuple[RoleRow, ...]:
        """Return the offices of an actor."""
        return tuple(self._roles.get(key, ()))

    def record(self, row: ActorRow) -> str:
        """Return an actor as a line that a list may hold."""
        return actor_record(row, self.roles(row.key))

    def called(self, name: str) -> tuple[ActorRow, ...]:
        """Return the actor with this key, else all with exactly this name."""
        moved = {shipped: key for key, shipped in self.lexicon.overridden.items()}
        key = moved.get(name.strip(), name.strip())
        if found := tuple(row for row in self.lexicon.actors if row.key == key):
            return found
        form = fold(tidy(name))
        return tuple(row for row in self.lexicon.actors if form in map(fold, _names(row)))


def _names(row: ActorRow) -> tuple[str, ...]:
    return (row.name, row.name_en, *row.aliases)


def _print(pieces: Iterable[str]) -> int:
    try:
        for piece in pieces:
            typer.echo(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        terminal.leave_pipe()
        return 1
    return 0


def _load(path: str, codes: Mapping[str, str]) -> UserActors:
    try:
        return load_file(path, codes)
    except ReadError as error:
        _refuse(error)


def _refuse(error: MusnadError) -> NoReturn:
    raise typer.BadParameter(str(error), param_hint="FILE") from error


def _stored(lines: Sequence[str], codes: Mapping[str, str]) -> UserActors:
    return read_user_actors("\n".join(lines), str(store_path()), countries=codes) if lines else UserActors()


def _change(
    change: Callable[[UserActors, tuple[Entry, ...], tuple[str, ...]], Change],
    given: UserActors,
    codes: Mapping[str, str],
) -> tuple[Problem, ...] | None:
    """Change the user's list; tell what is wrong with the rows given, alone and beside those already there.

    `change` gets what is stored, the given entries less what clashes with it, and the lines. Returns the
    problems told, None where the list could not be changed.
    """
    path = store_path()
    told = list(given.problems)

    def apply(lines: tuple[str, ...]) -> Change:
        stored = _stored(lines, codes)
        keys = {entry.actor.key for entry in given.entries}
        rest = UserActors(tuple(entry for entry in stored.entries if entry.actor.key not in keys))
        both = combine((rest, UserActors(given.entries)))
        known = {*given.problems, *stored.problems}
        told.extend(problem for problem in both.problems if problem not in known)
        return change(stored, tuple(entry for entry in both.entries if entry.actor.key in keys), lines)

    try:
        done = update_store(path, apply)
    except ReadError as error:
        terminal.tell(str(error))
        return None
    except OSError as error:
        terminal.tell(f"{path}: {error.strerror or error}; let {VARIABLE} name a file that can be written")
        return None
    tell_problems(told)
    _tell_overridden(given.entries)
    counts = ((done.added, "added"), (done.updated, "updated"), (done.removed, "removed"))
    terminal.tell(f"{', '.join(f'{count} {what}' for count, what in counts if count) or 'nothing changed'}: {path}")
    return tuple(told)


def _status(problems: Iterable[Problem] | None) -> int:
    """Return the exit status for what was told; None stands for a command that failed."""
    return 1 if problems is None or any(problem.grade == "error" for problem in problems) else 0


def _tell_overridden(entries: Iterable[Entry]) -> None:
    """Say which rows go over rows that ship."""
    over = Lexicon(UserActors(tuple(entries))).overridden
    tell_problems(
        Problem(entry.file, entry.line, f"{entry.actor.name!r} goes over {over[entry.actor.key]}, which ships", "note")
        for entry in entries
        if entry.actor.key in over
    )
