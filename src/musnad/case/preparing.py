"""Make everything that a case keeps of one article: the work that is done in worker processes.

What comes in is an item of a source, whose text is taken out of its page here; what goes out is a `Bundle` of plain
values that the store writes without thinking, or an `Unread` where there is no text. The original bytes are put aside
here too: they stand under their hash, so a bundle that is never written leaves nothing wrong behind.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from musnad.case.copies.signature import Signature, signature
from musnad.case.facts import Fact, facts_of
from musnad.case.layers import pack, unpack
from musnad.case.naming import article_key, item_key, text_hash
from musnad.case.raw import RawStore, sha256
from musnad.case.search.index import Indexed, indexed, read_tables
from musnad.model import Document
from musnad.pipeline import Pipeline
from musnad.readers import Read, Unfinished, Unread, finish

__all__ = [
    "Bundle", "Item", "Origin", "Prepared", "Ready", "failures_of", "item_of", "make_preparer", "make_ready",
    "original", "prepare",
]  # fmt: skip


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
    """One article, ready to be kept. `document` holds its metadata and text, and no layers.

    `signature` is what its copies are found by, `indexed` its words for the index of words, `warnings` what its reader
    should know of how it was read.
    """

    origin: Origin
    article: str
    document: Document
    sha256: str
    prepared: Prepared
    signature: Signature
    indexed: Indexed
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that was read elsewhere: what a bundle has, but for what it is found by.

    `stages` are the versions that made the layers; `raw` are the original bytes, None where they were not kept.
    """

    origin: Origin
    article: str
    document: Document
    sha256: str
    stages: dict[str, str]
    layers: bytes
    warnings: tuple[str, ...]
    raw: bytes | None

    @property
    def source(self) -> str:
        """What messages name."""
        return self.origin.source

    @property
    def locator(self) -> str:
        """Where it stands in its source."""
        return self.origin.locator


Item = Read | Unfinished | Ready
"""What a case is given to keep."""


def make_preparer(raw: Path, pipeline: Callable[[], Pipeline]) -> Callable[[Item], Bundle | Unread]:
    """Return what a worker does with each item; `raw` is the folder of originals, `pipeline` makes the pipeline."""
    read_tables()  # here and not in the time of the first article
    return partial(_bundle, RawStore(raw), pipeline())


def origin_of(read: Read, raw: str) -> Origin:
    """Return where a document was met; `raw` is the hash of its bytes."""
    item = item_key(raw, read.document, locator=read.locator)
    extra = json.dumps(read.extra, ensure_ascii=False)
    return Origin(item, raw, read.media, read.source, read.locator, extra)


def make_ready(read: Read, pipeline: Pipeline) -> tuple[Ready, Document]:
    """Return an article as a case takes it in, and the read document with its layers."""
    raw = original(read)
    doc = pipeline(read.document)
    bare = msgspec.structs.replace(
        read.document, published=doc.published, published_basis=doc.published_basis, warnings=()
    )
    key, warnings = article_key(read.document, named=read.is_named), (*read.document.warnings, *failures_of(doc))
    origin = origin_of(read, sha256(raw))
    return Ready(origin, key, bare, text_hash(doc.text), doc.stages, pack(doc), warnings, raw), doc


def item_of(item: Item) -> str:
    """Return what identifies the bytes of an item and how they were read."""
    if isinstance(item, Ready):
        return item.origin.item
    return item_key(sha256(original(item)), item.document, locator=item.locator)


def original(item: Item) -> bytes:
    """Return the bytes that are kept of a document: its own, or its text where it was read from none."""
    return item.raw if item.raw is not None else item.document.text.encode()


def _bundle(store: RawStore, pipeline: Pipeline, found: Item) -> Bundle | Unread:
    if isinstance(found, Ready):
        return _kept(store, found, unpack(found.document, found.layers, found.stages))
    read = finish(found)
    return read if isinstance(read, Unread) else _kept(store, *make_ready(read, pipeline))


def _kept(store: RawStore, ready: Ready, doc: Document) -> Bundle:
    """Put the original aside and add what an article is found by."""
    raw = store.put(original(ready))
    prepared = Prepared(_stages_of(doc), ready.layers, facts_of(doc))
    found_by, words = signature(doc.text), indexed(doc.title, doc.text)
    origin = dataclasses.replace(ready.origin, raw=raw)
    return Bundle(origin, ready.article, ready.document, ready.sha256, prepared, found_by, words, ready.warnings)


def failures_of(doc: Document) -> tuple[str, ...]:
    """Return what a person should know of the layers that could not be made: the first, of which the others follow."""
    return tuple(f"the stage {failure.stage} failed: {failure.message}" for failure in doc.failures[:1])


def prepare(doc: Document, corrected: Document | None = None) -> Prepared:
    """Return what is kept of a read document besides its text; it is found by what it says as corrected."""
    return Prepared(_stages_of(doc), pack(doc), facts_of(corrected or doc))


def _stages_of(doc: Document) -> str:
    return json.dumps(doc.stages, sort_keys=True)
