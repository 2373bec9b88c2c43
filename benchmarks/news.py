"""The news that the benchmarks read: records of the ANT corpus, pages made around them, and saved pages.

What comes in: the corpora's folder, MUSNAD_SHARED or `../shared`. What goes out: records and pages, evenly drawn.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from templates import TEMPLATES

from musnad.model import Document
from musnad.readers import Read, read_bytes

__all__ = [
    "ANT",
    "LEAST_WORDS",
    "MOST_WORDS",
    "ROOT",
    "Page",
    "document_of",
    "documents",
    "jsonl",
    "load_records",
    "made_pages",
    "middling",
    "rounds_of",
    "saved_pages",
    "shared_folder",
    "spread",
]

ROOT = Path(__file__).resolve().parent.parent
ANT = "data/news/ant.jsonl.gz"
HTML = "data/html"
LEAST_WORDS, MOST_WORDS = 285, 315

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page made by a template around an article."""

    html: bytes
    title: str
    body: str


def shared_folder() -> Path:
    """Return where the corpora should be; nothing says that they are."""
    return Path(os.environ.get("MUSNAD_SHARED", ROOT.parent / "shared"))


def load_records(shared: Path) -> list[Record]:
    """Return the ANT records, text with title as `musnad read` would get it."""
    with gzip.open(shared / ANT, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [{**record, "text": f"{record['title']}\n\n{record['text']}"} for record in records]


def spread(records: Sequence[Record], count: int) -> list[Record]:
    """Return so many records, evenly over the corpus."""
    step = max(1, len(records) // count)
    return list(records[::step][:count])


def middling(records: Sequence[Record]) -> list[Record]:
    """Return the articles of about 300 words."""
    return [r for r in records if LEAST_WORDS <= len(r["text"].split()) <= MOST_WORDS]


def rounds_of(records: Sequence[Record], rounds: int, size: int) -> list[list[Record]]:
    """Return rounds of different articles, each evenly over the records."""
    drawn = spread(records, rounds * size)
    return [drawn[number::rounds] for number in range(rounds)]


def made_pages(records: Sequence[Record]) -> list[Page]:
    """Return a page of each record, the templates in turn."""
    templates = tuple(TEMPLATES.values())
    pages = []
    for number, record in enumerate(records):
        title, _, body = record["text"].partition("\n\n")
        paragraphs = [part for part in body.split("\n") if part.strip()] or [title]
        html = templates[number % len(templates)](title, paragraphs, record["published"][:10])
        pages.append(Page(html.encode(), title, body))
    return pages


def saved_pages(shared: Path) -> list[bytes]:
    """Return the pages saved from real sites; none where they are not there."""
    saved = [path.read_bytes() for path in sorted((shared / HTML).rglob("*.htm*")) if path.suffix != ".gz"]
    return saved + [gzip.decompress(path.read_bytes()) for path in sorted((shared / HTML).rglob("*.html.gz"))]


def documents(data: bytes, suffix: str) -> Iterator[Document]:
    """Yield the documents in the bytes of a file."""
    for reading in read_bytes(data, source="benchmark", suffix=suffix, stem="benchmark"):
        if isinstance(reading, Read):
            yield reading.document


def document_of(record: Record) -> Document:
    """Return a record as a document without layers."""
    return Document(id=record["id"], text=record["text"], published=record["published"])


def jsonl(records: Sequence[Record]) -> str:
    """Return records as JSON lines that `musnad read` takes."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
