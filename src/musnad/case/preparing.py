"""Make everything that a case keeps of one article: the work that is done in worker processes.

What comes in is an item of a source; what goes out is a `Bundle` of plain values that the store writes without
thinking. The original bytes are put aside here too: they stand under their hash, so a bundle that is never written
leaves nothing wrong behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from musnad.case.facts import Fact, facts_of
from musnad.case.layers import pack
from musnad.case.naming import article_key, item_key, text_hash
from musnad.case.raw import RawStore
from musnad.case.search.index import Indexed, indexed
from musnad.model import Document
from musnad.pipeline import Pipeline
from musnad.readers import Read

__all__ = ["Bundle", "Origin", "Prepared", "make_preparer", "prepare"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was met: what identifies its bytes and how they were read, their hash and type, the place."""

    item: str
    raw: str
    media: str
    source: str
    locator: str
    extra: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was found in a document: layers as bytes, their stages as JSON, and what it can be found by."""

    stages: str
    layers: bytes
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One article, ready to be kept. `document` holds its metadata and text, and no layers; `indexed` its words."""

    origin: Origin
    article: str
    document: Document
    sha256: str
    prepared: Prepared
    indexed: Indexed


def make_preparer(raw: Path, pipeline: Callable[[], Pipeline]) -> Callable[[Read], Bundle]:
    """Return what a worker does with each item; `raw` is the folder of originals, `pipeline` makes the pipeline."""
    return partial(_bundle, RawStore(raw), pipeline())


def origin_of(read: Read, raw: str) -> Origin:
    """Return where a document was met; `raw` is the hash of its bytes."""
    item = item_key(raw, read.document, locator=read.locator)
    extra = json.dumps(read.extra, ensure_ascii=False)
    return Origin(item, raw, read.media, read.source, read.locator, extra)


def _bundle(store: RawStore, pipeline: Pipeline, read: Read) -> Bundle:
    raw = store.put(original(read))
    doc = pipeline(read.document)
    bare = msgspec.structs.replace(
        read.document, published=doc.published, published_basis=doc.published_basis, warnings=()
    )
    key = article_key(read.document, named=read.is_named)
    return Bundle(origin_of(read, raw), key, bare, text_hash(doc.text), prepare(doc), indexed(doc.title, doc.text))


def original(read: Read) -> bytes:
    """Return the bytes that are kept of a document: its own, or its text where it was read from none."""
    return read.raw if read.raw is not None else read.document.text.encode()


def prepare(doc: Document, corrected: Document | None = None) -> Prepared:
    """Return what is kept of a read document besides its text; it is found by what it says as corrected."""
    return Prepared(json.dumps(doc.stages, sort_keys=True), pack(doc), facts_of(corrected or doc))
