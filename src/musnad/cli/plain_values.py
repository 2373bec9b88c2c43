"""Take words of the command line that need no conversion as they are.

typer checks every value with pydantic, and loading that takes longer than reading a short article. Texts,
lists of texts, options that were not given and their defaults are what the command wants already; whatever else is
given typer converts, and tells what is wrong with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Any, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

__all__ = ["PlainCommand", "PlainGroup"]


class PlainCommand(TyperCommand):
    """A command whose options take plain values as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, --help among them."""
        return [_taking_plain_values(param) for param in super().get_params(ctx)]


class PlainGroup(TyperGroup):
    """A group of commands whose own options do."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, --help among them."""
        return [_taking_plain_values(param) for param in super().get_params(ctx)]


class _NotPlain(Exception):
    """A value that typer is to convert, or to refuse."""


class _PlainFirst:
    """What converts the values of one parameter, as typer asks for it; `others` makes typer's own."""

    def __init__(self, take: Callable[[Any], Any], others: Callable[[], Any]) -> None:
        self._take = take
        self._others = others

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value that the command gets."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        try:
            return [self._take(one) for one in value] if several else self._take(value)
        except _NotPlain:
            return self._others().coerce(value, param=param, ctx=ctx)


def _taking_plain_values(param: Any) -> Any:
    """Return a parameter with its short way, where this version of typer has the long one."""
    others, descriptor = getattr(param, "get_runtime_param", None), getattr(param, "type_descriptor", None)
    if others is not None and descriptor is not None and "get_runtime_param" not in vars(param):
        plain = _PlainFirst(_taker(descriptor.annotation, descriptor.parameter_info), others)
        param.get_runtime_param = lambda: plain
    return param


def _taker(annotation: Any, info: Any) -> Callable[[Any], Any]:
    """Return what gives a plain value as the command wants it, and raises _NotPlain for any other."""
    kind = get_args(annotation)[0] if get_origin(annotation) is list else annotation
    is_choice = inspect.isclass(kind) and issubclass(kind, Enum)
    if info.parser is not None or not (kind in (str, int) or is_choice):
        return _refuse
    named = {member.value: member for member in kind} if is_choice else {}

    def take(value: Any) -> Any:
        if type(value) is kind:
            return value
        return named[value] if value in named else _refuse(value)

    return take


def _refuse(value: Any) -> Any:
    raise _NotPlain
