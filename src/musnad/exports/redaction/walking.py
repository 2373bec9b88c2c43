"""Change every string in a value, however deep it stands in structs, dataclasses, tuples and mappings. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

__all__ = ["with_strings"]

Say = Callable[[str], str]


def _same(value: object) -> object:
    return value


def with_strings(value: Any, say: Say, *, change: Callable[[object], object] = _same) -> Any:
    """Return a value with `say` done to its strings and `change` to what holds them; what nothing changes is the same.

    >>> with_strings(("a", {"b": 1}), str.upper)
    ('A', {'B': 1})
    """
    if isinstance(value, str):
        return say(value)
    if value is None or isinstance(value, int | float | bytes):
        return value
    value = change(value)
    if isinstance(value, msgspec.Struct):
        new = _changed({name: getattr(value, name) for name in value.__struct_fields__}, say, change)
        return msgspec.structs.replace(value, **new) if new else value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        new = _changed({f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}, say, change)
        return dataclasses.replace(value, **new) if new else value
    if isinstance(value, tuple):
        parts = [with_strings(part, say, change=change) for part in value]
        if all(one is other for one, other in zip(parts, value, strict=True)):
            return value
        return type(value)._make(parts) if hasattr(value, "_make") else tuple(parts)
    if isinstance(value, Mapping):
        return {with_strings(key, say, change=change): with_strings(own, say, change=change)
                for key, own in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [with_strings(part, say, change=change) for part in value]
    if isinstance(value, frozenset | set):
        return type(value)(with_strings(part, say, change=change) for part in value)
    return value


def _changed(fields: Mapping[str, Any], say: Say, change: Callable[[object], object]) -> dict[str, Any]:
    """Return the fields that become others."""
    new = {name: with_strings(own, say, change=change) for name, own in fields.items()}
    return {name: own for name, own in new.items() if own is not fields[name]}
