"""The part of the command line that one call needs.

What comes in are the whole app and the words after `musnad`; what goes out is an app with the one command that they
name, or with the bare names of all for the list of commands. It prints and does what the whole app would: making every
command with its options takes longer than Python takes to start.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from copy import copy

import typer
from typer.models import CommandInfo, TyperInfo

from musnad.cli.plain_values import PlainCommand, PlainGroup

__all__ = ["needed"]

_LISTS = frozenset({"-h", "--help", "--version"})


def needed(app: typer.Typer, words: Sequence[str]) -> typer.Typer:
    """Return what these words need of the app; the whole of it where they do not begin with a command it knows."""
    first = words[0] if words else "--help"
    if first in _LISTS:
        return _part(app, map(_name_alone, app.registered_commands), map(_group_alone, app.registered_groups))
    commands = [command for command in app.registered_commands if _name(command) == first]
    groups = [group for group in app.registered_groups if group.name == first]
    if len(commands) + len(groups) != 1:
        return app
    return _part(app, map(_with_plain_values, commands), map(_group_with_plain_values, groups))


def _part(app: typer.Typer, commands: Iterable[CommandInfo], groups: Iterable[TyperInfo]) -> typer.Typer:
    """Return an app like this one with other commands and groups."""
    part = copy(app)
    part.info = copy(app.info)
    part.info.cls = PlainGroup
    part.registered_commands, part.registered_groups = list(commands), list(groups)
    return part


def _name(command: CommandInfo) -> str:
    """Return the name by which a command is called, as typer makes it."""
    return command.name or getattr(command.callback, "__name__", "").lower().replace("_", "-")


def _name_alone(command: CommandInfo) -> CommandInfo:
    """Return a command without its options, which a list of commands does not show."""
    bare = copy(command)
    bare.name, bare.help = _name(command), command.help or inspect.getdoc(command.callback)
    bare.callback = _do_nothing
    return bare


def _group_alone(group: TyperInfo) -> TyperInfo:
    bare = copy(group)
    bare.typer_instance = group.typer_instance and _part(group.typer_instance, (), ())
    return bare


def _with_plain_values(command: CommandInfo) -> CommandInfo:
    plain = copy(command)
    plain.cls = PlainCommand
    return plain


def _group_with_plain_values(group: TyperInfo) -> TyperInfo:
    plain, app = copy(group), group.typer_instance
    plain.typer_instance = app and _part(app, map(_with_plain_values, app.registered_commands), app.registered_groups)
    return plain


def _do_nothing() -> None:
    pass
