"""The tables that a run writes: what each row is, and the files of one shard.

What comes in are articles that were read, and what was not; what goes out is one Parquet file for each layer. The
tables of what was found are those of the Parquet export, so that they are read alike; `documents` and `originals` hold
all that a case needs to take the articles in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as arrow

from musnad.case.preparing import Ready
from musnad.case.run_folder import DOCUMENTS, FAILURES, FORM, ORIGINALS
from musnad.exports.events.event_types import plover_types
from musnad.exports.subject import Article
from musnad.exports.tables.parquet_file import ParquetFile
from musnad.exports.tables.parquet_tables import arrow_schema
from musnad.exports.tables.rows import ArticleRow, article_rows
from musnad.exports.tables.schema import OF_CLAIMS, tables
from musnad.model import Document

__all__ = ["FOUND", "Failed", "LayerFiles", "article_id", "printable"]

_TEXT, _WHOLE, _BYTES = arrow.string(), arrow.int32(), arrow.binary()
_TOLD = {"musnad.run": FORM}
FOUND = tuple(name for name, table in tables().items() if table.row_type is not ArticleRow and name not in OF_CLAIMS)
"""The layers of what was found: entities, mentions, times, statements, links, events, parties, figures."""

_GROUP = 8_000  # rows
_WITH_TEXTS = 500  # rows that hold whole texts or pages


def _schema(**columns: arrow.DataType | tuple[arrow.DataType]) -> arrow.Schema:
    """Return a schema; a type in brackets may be empty."""
    return arrow.schema(
        [arrow.field(name, kind[0] if isinstance(kind, tuple) else kind, nullable=isinstance(kind, tuple))
         for name, kind in columns.items()],
        metadata=_TOLD,
    )  # fmt: skip


_DOCUMENTS = _schema(
    article=_TEXT, shard=_WHOLE, row=_WHOLE, id=_TEXT, key=_TEXT, sha256=_TEXT, title=(_TEXT,), outlet=(_TEXT,),
    author=(_TEXT,), url=(_TEXT,), published=(_TEXT,), published_basis=(_TEXT,), text=_TEXT, stages=_TEXT,
    layers=_BYTES, item=_TEXT, raw=_TEXT, media=_TEXT, source=_TEXT, locator=_TEXT, extra=_TEXT,
    warnings=arrow.list_(arrow.field("item", _TEXT, nullable=False)),
)  # fmt: skip
_ORIGINALS = _schema(article=_TEXT, raw=_TEXT, bytes=_BYTES)
_FAILURES = _schema(
    shard=_WHOLE, place=_WHOLE, kind=_TEXT, source=_TEXT, message=_TEXT, remedy=(_TEXT,), article=(_TEXT,),
    locator=_TEXT, id=(_TEXT,), media=(_TEXT,), published=(_TEXT,), bytes=(_BYTES,),
)  # fmt: skip


class Failed(NamedTuple):
    """What could not be read or made: `kind` is the stage, or what cost the article; `kept` its bytes where it has no
    row of its own.
    """

    kind: str
    source: str
    message: str
    remedy: str | None = None
    article: str | None = None
    locator: str = ""
    id: str | None = None
    media: str | None = None
    published: str | None = None
    kept: bytes | None = None


def article_id(shard: int, row: int) -> str:
    """Return by what the rows of an article are told from those of others in a run.

    >>> article_id(3, 0)
    '3.0'
    """
    return f"{shard}.{row}"


class LayerFiles:
    """The files of one shard while they are written, by their layers; a context manager that ends them all."""

    def __init__(self, paths: Mapping[str, Path], shard: int, *, originals: bool) -> None:
        self._shard, self._types = shard, plover_types()
        schemas = {DOCUMENTS: _DOCUMENTS, FAILURES: _FAILURES}
        schemas |= {ORIGINALS: _ORIGINALS} if originals else {}
        schemas |= {name: arrow_schema(tables()[name]) for name in FOUND}
        groups = {DOCUMENTS: _WITH_TEXTS, ORIGINALS: _WITH_TEXTS}
        with ExitStack() as stack:
            self._files = {
                name: stack.enter_context(ParquetFile(stack.enter_context(paths[name].open("wb")), schema,
                                                      group=groups.get(name, _GROUP)))
                for name, schema in schemas.items()
            }  # fmt: skip
            self._stack = stack.pop_all()
        self._by_row = {tables()[name].row_type: self._files[name] for name in FOUND}
        self.counts = dict.fromkeys(("quarantined", "unread"), 0)
        self._row = 0

    def __enter__(self) -> LayerFiles:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]
        self.counts |= {name: file.written for name, file in self._files.items()}

    def add(self, place: int, ready: Ready, doc: Document) -> None:
        """Add an article that was read, `doc` with its layers; `place` is where it stands in the shard."""
        article = article_id(self._shard, self._row)
        self._files[DOCUMENTS].add(_document(article, self._shard, self._row, ready))
        if ORIGINALS in self._files:
            self._files[ORIGINALS].add((article, ready.origin.raw, ready.raw))
        told = Article(article, "", doc, ready.sha256)
        for row in article_rows(told, self._types, {}):
            if (file := self._by_row.get(type(row))) is not None:
                file.add(row)
        for failure in doc.failures:
            message = printable(failure.message)
            self.fail(place, Failed(failure.stage, ready.source, message, locator=ready.locator, article=article))
        self._row += 1

    def fail(self, place: int, failure: Failed) -> None:
        """Add what could not be read or made at a place."""
        self._files[FAILURES].add((self._shard, place, *failure))


def printable(text: str) -> str:
    """Return a text that a table can hold: half of a pair of surrogates becomes a question mark."""
    return text.encode(errors="replace").decode()


def _document(article: str, shard: int, row: int, ready: Ready) -> tuple[Any, ...]:
    doc, origin = ready.document, ready.origin
    return (
        article, shard, row, doc.id, ready.article, ready.sha256, doc.title, doc.outlet, doc.author, doc.url,
        doc.published, doc.published_basis, doc.text, json.dumps(ready.stages, sort_keys=True), ready.layers,
        origin.item, origin.raw, origin.media, origin.source, origin.locator, origin.extra, ready.warnings,
    )  # fmt: skip
