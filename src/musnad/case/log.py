"""The log of a case: everything that was done to it, each line chained to the one before by its hash.

What comes in are records; what goes out are lines of JSON. The lines are written into the database together with what
they tell of, so that both are there or neither; `log.jsonl` beside it is written from them after the commit, and made
up for where a crash came between.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["GENESIS", "Entry", "append", "broken_links", "entries", "write_file"]

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its number from 1, when (ISO 8601, UTC), the kind of act, and what it was about."""

    number: int
    at: str
    kind: str
    what: Mapping[str, Any]


def append(connection: sqlite3.Connection, kind: str, what: Mapping[str, Any], *, at: str) -> int:
    """Write one entry inside the open transaction and return its number."""
    last = connection.execute("SELECT number, line FROM log ORDER BY number DESC LIMIT 1").fetchone()
    number, before = (last[0] + 1, _hash_of(last[1])) if last else (1, GENESIS)
    body = {"n": number, "at": at, "kind": kind, "what": dict(what), "before": before}
    line = _canonical({**body, "hash": _digest(body)})
    connection.execute("INSERT INTO log (number, line) VALUES (?, ?)", (number, line))
    return number


def entries(connection: sqlite3.Connection, *, after: int = 0) -> Iterator[Entry]:
    """Yield the entries after a number, oldest first."""
    for (line,) in connection.execute("SELECT line FROM log WHERE number > ? ORDER BY number", (after,)):
        record = json.loads(line)
        yield Entry(record["n"], record["at"], record["kind"], record["what"])


def broken_links(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Yield the number and the reason of every line that does not follow from the one before it."""
    before, expected = GENESIS, 1
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            told = record.pop("hash")
        except (ValueError, KeyError, AttributeError):
            yield number, "it is no line of a log"
            return
        if record.get("n") != expected:
            yield number, f"its number is {record.get('n')}, not {expected}"
        if record.get("before") != before:
            yield number, "it does not follow from the line before it"
        if _digest(record) != told:
            yield number, "its hash does not fit what it says"
        before, expected = told, expected + 1


def write_file(connection: sqlite3.Connection, path: Path) -> int:
    """Append to the file the lines it lacks, and return how many; a line cut off by a crash is finished first."""
    kept = _whole_lines(path)
    rows = connection.execute("SELECT line FROM log WHERE number > ? ORDER BY number", (kept,)).fetchall()
    if rows:
        with path.open("ab") as file:
            file.write("".join(f"{line}\n" for (line,) in rows).encode())
    return len(rows)


def _whole_lines(path: Path) -> int:
    """Return how many whole lines a file has, and cut off what follows the last of them."""
    if not path.exists():
        return 0
    with path.open("rb+") as file:
        count, end, position = 0, 0, 0
        while block := file.read(1 << 20):
            count += block.count(b"\n")
            newline = block.rfind(b"\n")
            end = position + newline + 1 if newline >= 0 else end
            position += len(block)
        if end != position:
            file.truncate(end)
    return count


def _hash_of(line: str) -> str:
    return str(json.loads(line)["hash"])


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body).encode()).hexdigest()


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
