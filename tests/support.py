"""What tests share: documents built by hand, and where the corpora are."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from musnad.arabic.segmentation import segment
from musnad.model import Document, Entity, Located, Mention, Span

__all__ = ["ROOT", "awaited", "make_doc", "named_layers", "places", "shared_folder", "span_of"]

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """Return what comes of a coroutine; in a thread of its own, since a browser keeps a loop in that of the tests."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def make_doc(text: str, *, published: str | None = "2018-05-10", **fields: object) -> Document:
    """Return a document whose segments are made; other layers are None unless given."""
    return Document(id="test", text=text, published=published, segments=segment(text), **fields)  # type: ignore[arg-type]  # tests pass layers by name


def named_layers(text: str, **names: list[str]) -> dict[str, tuple[object, ...]]:
    """Return mentions and entities for every occurrence of the given names, by type: `PER=["..."]`."""
    mentions, entities = [], []
    for kind, given in names.items():
        for number, name in enumerate(given):
            starts = [i for i in range(len(text)) if text.startswith(name, i)]
            spans = tuple(Span(start, start + len(name)) for start in starts)
            mentions += [Mention(start=s.start, end=s.end, type=kind, origin="test") for s in spans]
            entities.append(Entity(id=f"{kind}-{number}", type=kind, name=name, mentions=spans, origin="test"))
    return {"mentions": tuple(sorted(mentions)), "entities": tuple(entities)}


def places(found: object) -> Iterator[Located]:
    """Yield every span and every annotation that has one, however deep it stands in a document or layer."""
    if isinstance(found, Located):
        yield found
    if isinstance(found, msgspec.Struct):
        for name in found.__struct_fields__:
            yield from places(getattr(found, name))
    elif isinstance(found, tuple):
        for item in found:
            yield from places(item)


def shared_folder() -> Path | None:
    """Return the folder of the corpora: MUSNAD_SHARED, else `shared` beside the clone; None where there is none."""
    named = os.environ.get("MUSNAD_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else None


def span_of(text: str, words: str) -> Span:
    """Return where words stand first in a text."""
    start = text.index(words)
    return Span(start, start + len(words))
