"""One JSON object with a long list in it, written as its items come, so that a list of any length fits in memory.

What comes in are the members before and after the list, and its items one by one; what goes out is UTF-8, an item on
each line. Lines of JSON are simpler and need nothing of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

import msgspec

__all__ = ["Json", "without_unknown", "write_items", "write_members"]

Json = Mapping[str, object]


def write_members(file: BinaryIO, members: Json) -> None:
    """Open an object with these members, each on a line and followed by a comma: another member has to come."""
    file.write(b"{\n")
    for name, value in members.items():
        file.write(msgspec.json.encode(name) + b": " + msgspec.json.encode(value) + b",\n")


def write_items(file: BinaryIO, name: str, items: Iterable[Json]) -> int:
    """Write a member that is a list, an item on each line, and return how many there were."""
    file.write(msgspec.json.encode(name) + b": [")
    count = 0
    for item in items:
        file.write((b",\n" if count else b"\n") + msgspec.json.encode(item))
        count += 1
    file.write(b"\n]" if count else b"]")
    return count


def without_unknown(members: Json) -> dict[str, object]:
    """Return the members that say something: not None, nor an empty text or list.

    >>> without_unknown({"a": None, "b": 0, "c": ""})
    {'b': 0}
    """
    return {name: value for name, value in members.items() if value not in (None, "", [], (), {})}
