"""What tests share: documents built by hand, and where the corpora are."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from musnad.arabic.segmentation import segment
from musnad.model import Document, Entity, Located, Mention, Span

__all__ = [
    "ROOT",
    "awaited",
    "done_within",
    "grows_at_most",
    "make_doc",
    "named_layers",
    "places",
    "shared_folder",
    "span_of",
]

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """Return what comes of a coroutine; in a thread of its own, since a browser keeps a loop in that of the tests."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the garbage of other tests from being collected meanwhile: a whole collection takes tenths of a second."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def done_within(seconds: float) -> Iterator[None]:
    """Fail where the body takes more time of the processor; other programs do not count in it."""
    with undisturbed():
        began = time.process_time()
        yield
        taken = time.process_time() - began
    assert taken < seconds, f"took {taken:.2f} s of the processor"


def grows_at_most(times: float, works: Sequence[Callable[[], object]], *, least: int = 3, most: int = 15) -> None:
    """Fail where a work takes more than so many times the time of the one before it.

    The works are done in turn and the least time of each counts, so that noise meets all of them; what a neighbour on
    the machine slows down is done again, up to `most` times. Growth that is there does not go away by that.
    """
    taken = [float("inf")] * len(works)
    for turn in range(1, most + 1):
        with undisturbed():
            for n, work in enumerate(works):
                began = time.process_time()
                work()
                taken[n] = min(taken[n], time.process_time() - began)
        if turn >= least and all(long < times * short for short, long in pairwise(taken)):
            return
    raise AssertionError(f"grows more than {times} times from one to the next: {taken} s")


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
