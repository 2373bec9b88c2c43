"""Take out of each article what it tells and what its copies are found by: the one step that reads the texts.

What comes in are the articles of a shard with their numbers; what goes out are records of these by number, and rows for
the group-bys that follow: pieces by their forms, articles by their runs of words and by all their words.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from pyarrow import parquet

from musnad.arabic.segmentation import segment
from musnad.case.copies.pairs import LEAST_WORDS, Known, known_of
from musnad.case.copies.signature import signature
from musnad.case.layers import unpack as unpack_layers
from musnad.case.search.words import lexicon
from musnad.case.weighing.pieces import Told, number_of, pack, told_in
from musnad.corpus.blocks import MOST_KEYS, form_of, weighted_keys
from musnad.engine.weighing.files import RecordsFile, Rows, finished_in, write_buckets
from musnad.engine.weighing.numbering import numbered
from musnad.engine.weighing.plan import Plan, Task
from musnad.errors import MusnadError
from musnad.model import Document

__all__ = ["FORMS", "HOLDERS", "PIECE", "SAME", "Outlets", "Text", "load_text", "outlets_of", "tell"]

PIECE = np.dtype([
    ("piece", "<i8"), ("id", "V8"), ("kind", "S9"), ("start", "<u4"), ("end", "<u4"), ("form", "<u4"), ("count", "u1"),
    ("keys", "<u4", MOST_KEYS), ("weights", "<f8", MOST_KEYS),
])  # fmt: skip
FORMS = np.dtype([("form", "<u4"), ("piece", "<i8")])
HOLDERS = np.dtype([
    ("run", "<u4"), ("document", "<i8"), ("outlet", "<i8"), ("has_outlet", "?"), ("work", "<i8"), ("whole", "<i8"),
    ("day", "S10"), ("words", "<u4"),
])  # fmt: skip
SAME = np.dtype([("whole", "<i8"), ("words", "<u4"), ("document", "<i8")])

_COLUMNS = ("id", "key", "title", "outlet", "author", "url", "published", "published_basis", "text", "stages", "layers")
_BATCH = 64


class Text(msgspec.Struct, frozen=True):
    """An article as it is compared with its copies, and what claims ask of it beside what it tells."""

    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    article: int
    words: int
    whole: int
    place: int | None
    work: int
    kept: bytes
    text: bytes

    @property
    def whole_text(self) -> str:
        """The text."""
        return zlib.decompress(self.text).decode(errors="surrogatepass")

    def known(self, document: int) -> Known:
        """Return it as copies are judged."""
        day = self.published[:10] if self.published else None
        return Known(document, self.place, self.work, self.words, self.whole, self.kept, day, self.article, self.url)


class Outlets(msgspec.Struct, frozen=True):
    """The names of the outlets of a shard, and what could not be weighed there, by document."""

    names: tuple[str, ...]
    failed: dict[int, str]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Text)


def tell(task: Task) -> None:
    """Make the records and rows of a shard."""
    plan, shard = task.plan, task.number
    with finished_in(plan.at("told", shard)) as folder:
        rows = _Made()
        with (folder / "told").open("wb") as told_file, (folder / "texts").open("wb") as text_file:
            told_records, text_records = RecordsFile(told_file), RecordsFile(text_file)
            for one, key, doc in _articles(plan, shard):
                document = int(one["document"])
                rows.names.add(doc.outlet)
                if not one["current"]:
                    continue
                text = _text_of(doc, document, int(one["article"]))
                text_records.add(document, _ENCODER.encode(text))
                rows.hold(text, document)
                try:
                    told = _told(doc, key, document)
                except MusnadError as error:  # one bad document never stops a run
                    rows.failed[document] = str(error)
                    continue
                told_records.add(document, pack(told))
                rows.tell(told, document)
            told_records.finish()
            text_records.finish()
        rows.write(folder, plan.partitions)


def load_text(record: bytes) -> Text:
    """Return an article as it is compared with its copies, of its record."""
    return _DECODER.decode(record)


def outlets_of(path: Path) -> Outlets:
    """Return the outlets of a shard."""
    return msgspec.json.decode(path.read_bytes(), type=Outlets)


class _Made:
    """The rows of a shard while they are made."""

    def __init__(self) -> None:
        self.names: set[str | None] = set()
        self.failed: dict[int, str] = {}
        self._pieces: list[Rows] = []
        self._holders: list[Rows] = []
        self._same: list[tuple[int, int, int]] = []

    def tell(self, told: Told, document: int) -> None:
        made = np.zeros(len(told.evidence), PIECE)
        for place, evidence in enumerate(told.evidence):
            keys = weighted_keys(evidence, rarity=lexicon().stem_rarity)
            row = made[place]
            row["piece"], row["id"] = number_of(document, place), np.void(bytes.fromhex(evidence.id))
            row["kind"], row["start"], row["end"] = evidence.kind, evidence.spans[0].start, evidence.spans[-1].end
            row["form"], row["count"] = form_of(evidence), len(keys)
            row["keys"][: len(keys)], row["weights"][: len(keys)] = list(keys), list(keys.values())
        self._pieces.append(made)

    def hold(self, text: Text, document: int) -> None:
        known = text.known(document)
        runs = np.frombuffer(text.kept, "<u4")
        made = np.zeros(len(runs), HOLDERS)
        made["run"], made["document"], made["words"] = runs, document, text.words
        made["outlet"], made["has_outlet"], made["work"] = text.place or 0, text.place is not None, text.work
        made["whole"] = text.whole
        made["day"] = (known.day or "").encode(errors="replace")
        self._holders.append(made)
        if text.words >= LEAST_WORDS:
            self._same.append((text.whole, text.words, document))

    def write(self, folder: Path, count: int) -> None:
        pieces = np.concatenate(self._pieces) if self._pieces else np.empty(0, PIECE)
        np.save(folder / "pieces.npy", pieces)
        forms = np.empty(len(pieces), FORMS)
        forms["form"], forms["piece"] = pieces["form"], pieces["piece"]
        write_buckets(folder / "forms", forms, forms["form"] % count, count)
        holders = np.concatenate(self._holders) if self._holders else np.empty(0, HOLDERS)
        write_buckets(folder / "holders", holders, holders["run"] % count, count)
        same = np.array(self._same, SAME)
        write_buckets(folder / "same", same, same["whole"].view("<u8") % count if len(same) else same["words"], count)
        told = Outlets(tuple(sorted(name for name in self.names if name is not None)), self.failed)
        (folder / "outlets.json").write_bytes(msgspec.json.encode(told))


def _told(doc: Document, key: str, document: int) -> Told:
    named = msgspec.structs.replace(doc, id=key, segments=segment(doc.text))
    return told_in(named, document)


def _text_of(doc: Document, document: int, article: int) -> Text:
    found = signature(doc.text)
    day = doc.published[:10] if doc.published else None
    known = known_of(document, article, found, outlet=doc.outlet, url=doc.url, title=doc.title, day=day)
    return Text(
        doc.outlet, doc.url, doc.title, doc.published, article, found.words, found.whole, known.outlet, known.work,
        known.kept, zlib.compress(doc.text.encode(errors="surrogatepass"), 1),
    )  # fmt: skip


def _articles(plan: Plan, shard: int) -> Iterator[tuple[Any, str, Document]]:
    """Yield the articles of a shard that have a number, with it, their key, and their layers where they are current."""
    found = {int(one["row"]): one for one in numbered(plan, shard)}
    row = -1
    with parquet.ParquetFile(plan.documents(shard)) as table:
        for batch in table.iter_batches(batch_size=_BATCH, columns=list(_COLUMNS)):
            for values in batch.to_pylist():
                row += 1
                if (one := found.get(row)) is None:
                    continue
                key, stages, layers = (values.pop(name) for name in ("key", "stages", "layers"))
                doc = Document(**values)
                yield one, key, unpack_layers(doc, layers, json.loads(stages)) if one["current"] else doc
