"""The log of a case: everything that was done to it, each line chained to the one before by its hash.

What comes in are records; what goes out are lines of JSON. The lines are written into the database together with what
they tell of, so that both are there or neither; `log.jsonl` beside it is written from them after the commit, and made
up for where a crash came between.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["GENESIS", "Entry", "append", "broken_links", "count_entries", "entries", "newest", "write_file"]

GENESIS = "0" * 64
_BLOCK = 1 << 16
_HEAD = "substr(line, 1, 300)"  # the kind of an entry stands in it, before anything that people write
_FROM_KIND = f"""substr({_HEAD}, instr({_HEAD}, '"kind":"') + 8)"""
_KIND = f"""substr({_FROM_KIND}, 1, instr({_FROM_KIND}, '"') - 1)"""


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
        yield _entry(line)


def newest(
    connection: sqlite3.Connection,
    kinds: Collection[str],
    *,
    limit: int,
    offset: int = 0,
    after: int = 0,
    before: int | None = None,
    oldest_first: bool = False,
) -> Iterator[Entry]:
    """Yield the entries of some kinds with numbers between two, the newest first, `limit` of them from `offset` on."""
    clause, values = _of_kinds(kinds)
    order = "ASC" if oldest_first else "DESC"
    query = (
        f"SELECT line FROM log WHERE number > ? AND number < coalesce(?, number + 1) AND {clause} "
        f"ORDER BY number {order} LIMIT ? OFFSET ?"
    )
    for (line,) in connection.execute(query, (after, before, *values, limit, offset)):
        yield _entry(line)


def count_entries(connection: sqlite3.Connection, kinds: Collection[str]) -> int:
    """Return how many entries are of some kinds."""
    clause, values = _of_kinds(kinds)
    return int(connection.execute(f"SELECT count(*) FROM log WHERE {clause}", values).fetchone()[0])


def broken_links(lines: Iterable[str], *, may_withhold: bool = False) -> Iterator[tuple[int, str]]:
    """Yield the number and the reason of every line that does not follow from the one before it.

    With `may_withhold` a line may keep back what it tells, with its number and its links alone: the chain goes on
    through it.
    """
    before, expected = GENESIS, 1
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            told = record.pop("hash")
        except (ValueError, KeyError, AttributeError, TypeError):
            yield number, "it is no line of a log"
            return
        if record.get("n") != expected:
            yield number, f"its number is {record.get('n')}, not {expected}"
        if record.get("before") != before:
            yield number, "it does not follow from the line before it"
        is_withheld = may_withhold and record.get("withheld") is True
        if not is_withheld and _digest(record) != told:
            yield number, "its hash does not fit what it says"
        before, expected = told, expected + 1


def write_file(connection: sqlite3.Connection, path: Path) -> int:
    """Append to the file the lines it lacks, and return how many; a line cut off by a crash is finished first.

    No transaction may be open.
    """
    last = connection.execute("SELECT max(number) FROM log").fetchone()[0] or 0
    if path.exists() and _whole_lines(path) == (last, path.stat().st_size):
        return 0
    connection.execute("BEGIN IMMEDIATE")  # two processes that append at once would both write the same lines
    try:
        kept, end = _whole_lines(path)
        rows = connection.execute("SELECT line FROM log WHERE number > ? ORDER BY number", (kept,)).fetchall()
        with path.open("ab") as file:
            file.truncate(end)
            file.write("".join(f"{line}\n" for (line,) in rows).encode())
    finally:
        connection.execute("ROLLBACK")
    return len(rows)


def _whole_lines(path: Path) -> tuple[int, int]:
    """Return the number of the file's last whole line, and where it ends; 0 and 0 where there is none."""
    if not path.exists():
        return 0, 0
    with path.open("rb") as file:
        tail, start = b"", file.seek(0, os.SEEK_END)
        while start > 0 and tail.count(b"\n") < 2:
            step = min(_BLOCK, start)
            start -= step
            file.seek(start)
            tail = file.read(step) + tail
    end = tail.rfind(b"\n")
    if end < 0:
        return 0, 0
    line = tail[tail.rfind(b"\n", 0, end) + 1 : end]
    try:
        return int(json.loads(line)["n"]), start + end + 1
    except (ValueError, KeyError, TypeError):  # somebody wrote into it, which `musnad verify` tells
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b"")), start + end + 1


def _entry(line: str) -> Entry:
    record = json.loads(line)
    return Entry(record["n"], record["at"], record["kind"], record["what"])


def _of_kinds(kinds: Collection[str]) -> tuple[str, list[str]]:
    """Return the condition that a line is of some kinds, and its values; every line is written in the same form."""
    return f"{_KIND} IN ({', '.join('?' * len(kinds))})", list(kinds)


def _hash_of(line: str) -> str:
    return str(json.loads(line)["hash"])


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body).encode()).hexdigest()


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
