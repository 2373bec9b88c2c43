"""The articles that a run of `musnad run` reads: both corpora in turn, as JSON lines in several files.

What comes in: a folder and a number. What goes out: the files. Corpora lie under MUSNAD_SHARED or `../shared`.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import case

from musnad.model import Document
from musnad.readers import Read

__all__ = ["CORPORA", "FILES", "write_files"]

CORPORA = ("ant", "saudinewsnet")
FILES = 16


def write_files(folder: Path, count: int) -> int:
    """Write the first so many articles into a new folder; return how many there were."""
    folder.mkdir()
    docs = (reading.document for reading in case.articles(count) if isinstance(reading, Read))
    written = 0
    with ExitStack() as stack:
        files = [stack.enter_context((folder / f"{n:02}.jsonl").open("w", encoding="utf-8")) for n in range(FILES)]
        for written, doc in enumerate(islice(docs, count), start=1):
            files[written % FILES].write(_line(doc))
    return written


def _line(doc: Document) -> str:
    fields = {"id": doc.id, "title": doc.title, "outlet": doc.outlet, "published": doc.published, "text": doc.text}
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False) + "\n"
