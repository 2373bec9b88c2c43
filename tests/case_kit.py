"""What the tests of cases share: articles, cases, tasks and pipelines that a worker process can import."""

from __future__ import annotations

import ctypes
import itertools
import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from musnad.case.adding import AddReport, add_readings
from musnad.case.folder import Case, create_case
from musnad.case.schema import MIGRATIONS
from musnad.case.workers import Limits
from musnad.model import Document, Entity, Layer, Mention
from musnad.pipeline import Pipeline, default_pipeline
from musnad.readers import Found, Read, html
from musnad.stages.segments import SegmentsStage

__all__ = [
    "HARMFUL", "NEWS", "SIMPLE_VERSIONS", "add", "article", "bad_pipeline", "content", "crashing_pages",
    "failing_pipeline", "harmful_pipeline", "items_begun", "make_older", "new_case", "refusing_pipeline",
    "simple_pipeline", "slow_pipeline", "stuck_pages", "task_that_acts", "ticking",
]  # fmt: skip

# Statements, events, names and times: every layer has something in it.
NEWS = (
    "قال الوزير سيرغي لافروف أمس إن إسرائيل قصفت سوريا.\n\n"
    "وزار سيرغي لافروف طهران الأحد، ونفى أن تكون روسيا أرسلت جنودا إلى بيروت."
)
HARMFUL = "مهلك"  # a text with this word kills whoever reads it with harmful_pipeline
_NAME = re.compile("لافروف|ميركل|ماكرون")


def ticking() -> Callable[[], str]:
    """Return a clock that is a second on whenever it is asked."""
    ticks = itertools.count()
    return lambda: f"2026-01-01T{next(ticks) // 3600:02d}:00:{next(ticks) % 60:02d}Z"


def new_case(folder: Path, *, name: str | None = None) -> Case:
    """Make a case in a folder, with a clock of its own."""
    return create_case(folder, name=name, clock=ticking())


def make_older(case: Case, version: int) -> None:
    """Take from a case the tables, columns, indexes and triggers that it has of migrations after this one."""
    before = sqlite3.connect(":memory:", isolation_level=None)
    for number, name in MIGRATIONS:
        if number <= version:
            before.executescript((resources.files("musnad.case") / "migrations" / name).read_text(encoding="utf-8"))
    connection = case.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for kind in ("trigger", "index", "table"):
        query = f"SELECT name FROM sqlite_master WHERE type = '{kind}' AND sql IS NOT NULL"
        kept = {name for (name,) in before.execute(query)}
        for (name,) in connection.execute(query).fetchall():
            if name not in kept:
                connection.execute(f"DROP {kind} {name}")
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        known = {row[1] for row in before.execute(f"PRAGMA table_info({table})")}
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            if column not in known:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    case.connection.execute(f"PRAGMA user_version = {version}")


def article(
    text: str, *, id: str = "a", named: bool = True, raw: bytes | None = None, locator: str = "", source: str = "a.txt",
    extra: tuple[tuple[str, str], ...] = (), **fields: Any,
) -> Read:  # fmt: skip
    """Return an article as a reader gives it."""
    fields = {"published": "2018-05-10", "published_basis": "given", **fields}
    doc = Document(id=id, text=text, **fields)
    return Read(source, doc, raw, extra=extra, locator=locator, is_named=named)


def add(case: Case, *readings: Found, pipeline: Callable[[], Pipeline] = default_pipeline, workers: int = 0,
        limits: Limits | None = None) -> AddReport:  # fmt: skip
    """Bring readings into a case, in this process unless workers are asked for."""
    return add_readings(case, readings, pipeline=pipeline, workers=workers, limits=limits)


def content(case: Case) -> dict[str, Any]:
    """Return everything of a case that does not depend on when and in how many runs it was filled."""
    connection = case.connection
    documents = connection.execute(
        "SELECT key, version, name, title, outlet, url, published, published_basis, text, sha256, stages, value, "
        "document.id = current FROM document JOIN article ON article.id = article LEFT JOIN layers "
        "ON document = document.id ORDER BY key, version"
    ).fetchall()
    facts = connection.execute(
        "SELECT article.key, version, kind, term.key, label FROM fact JOIN term ON term.id = term "
        "JOIN document ON document.id = document JOIN article ON article.id = article ORDER BY 1, 2, 3, 4"
    ).fetchall()
    sightings = connection.execute("SELECT item, raw, media, source, locator, extra FROM sighting ORDER BY 1")
    return {"documents": documents, "facts": facts, "sightings": sightings.fetchall(), "raw": list(case.raw.keys())}


class _Names:
    name, requires = "names", frozenset[Layer]()
    provides: Layer = "mentions"

    def __init__(self, version: str, harm: Callable[[str], None] | None) -> None:
        self.version, self._harm = version, harm

    def find(self, doc: Document) -> tuple[Mention, ...]:
        if self._harm is not None and HARMFUL in doc.text:
            self._harm(doc.text)
        return tuple(
            Mention(start=m.start(), end=m.end(), type="PER", origin="test:name") for m in _NAME.finditer(doc.text)
        )


class _People:
    name, version, requires = "people", "1", frozenset[Layer]({"mentions"})
    provides: Layer = "entities"

    def find(self, doc: Document) -> tuple[Entity, ...]:
        spans: dict[str, list[Any]] = {}
        for mention in doc.mentions or ():
            spans.setdefault(doc.slice(mention), []).append(mention.span)
        return tuple(
            Entity(id=f"e{number}", type="PER", name=name, mentions=tuple(places), origin="test:person")
            for number, (name, places) in enumerate(spans.items())
        )


def simple_pipeline(version: str = "1", harm: Callable[[str], None] | None = None) -> Pipeline:
    """Return a pipeline that is made in no time: segments, three names, and who they are."""
    return Pipeline((SegmentsStage(), _Names(version, harm), _People()))


SIMPLE_VERSIONS = {stage.name: stage.version for stage in simple_pipeline().stages}


def harmful_pipeline(version: str = "1") -> Pipeline:
    """Return the simple pipeline; a text with the harmful word ends the process that reads it."""
    return simple_pipeline(version, lambda _text: os._exit(7))


def slow_pipeline(version: str = "1") -> Pipeline:
    """Return the simple pipeline; a text with the harmful word keeps its reader for a minute."""
    return simple_pipeline(version, lambda _text: time.sleep(60))


def short_of_memory(version: str = "1") -> Pipeline:
    """Return the simple pipeline; for a text with the harmful word there is too little memory."""
    return simple_pipeline(version, _run_out)


def _run_out(_text: str) -> None:
    raise MemoryError


def stuck_pages() -> Pipeline:
    """Return the simple pipeline, in a process that takes a minute over every page."""
    return _with_pages_that(lambda: time.sleep(60))


def crashing_pages() -> Pipeline:
    """Return the simple pipeline, in a process that knows no way to read a page."""
    return _with_pages_that(lambda: _raise("no such page"))


def _with_pages_that(act: Callable[[], None]) -> Pipeline:
    def read(*_: object, **__: object) -> None:
        act()

    html.read_html_page = read  # type: ignore[assignment]  # for the rest of this process, which is a worker
    return simple_pipeline()


def refusing_pipeline() -> Any:
    """Return what raises on every document, as no pipeline should."""
    return _refuse


def _refuse(doc: Document) -> Document:
    raise LookupError("no such row")


def failing_pipeline() -> Pipeline:
    """Return the simple pipeline; its names cannot be found in a text with the harmful word."""
    return simple_pipeline("1", lambda _text: _raise("no such row"))


def bad_pipeline() -> Pipeline:
    """Raise, as a pipeline whose tables are missing does."""
    raise RuntimeError("no tables")


def task_that_acts(log: Path | None = None) -> Callable[[Any], Any]:
    """Return a task that does what its item says, and writes into `log` what it was given."""
    return partial(_act, log)


def items_begun(log: Path) -> list[str]:
    """Return what the tasks with this log were given, in the order they began."""
    return log.read_text(encoding="utf-8").split()


def _act(log: Path | None, item: tuple[str, Any]) -> Any:
    what, value = item
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{what}\n")
    return _ACTS[what](value)


def _raise(value: str) -> None:
    raise ValueError(value)


def _leave(status: int) -> None:
    os._exit(status)


def _end_by(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(10)


def _backtrack(length: int) -> bool:
    return re.match("(a|a)+$", "a" * length + "b") is not None  # never lets another thread run


def _take_memory(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def _take_all_memory(_: Any) -> None:
    held: list[bytearray] = []
    for _step in range(100_000):
        held.append(bytearray(50 << 20))


def _crash(_: Any) -> None:
    ctypes.string_at(0)


def _fill_disk(place: str) -> None:
    raise OSError(28, "No space left on device", place)


_ACTS: dict[str, Callable[[Any], Any]] = {
    "echo": lambda value: value, "raise": _raise, "sleep": time.sleep, "leave": _leave, "signal": _end_by,
    "backtrack": _backtrack, "memory": _take_memory, "all-memory": _take_all_memory, "crash": _crash,
    "make": lambda size: b"x" * size, "length": len, "kill": lambda _: _end_by(signal.SIGKILL),
    "disk-full": _fill_disk,
}  # fmt: skip
