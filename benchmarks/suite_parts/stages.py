"""What each stage takes of processor and memory, and how it grows with the length of the article.

What comes in: articles of about 300 words of the ANT corpus, alone and put together to longer ones. What goes out:
rows.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial

from measuring import figure, percentile, processor_ms, slope
from news import Record, document_of, documents, jsonl, middling, rounds_of, spread

from musnad.model import Document, Failure
from musnad.model.codec import encode
from musnad.pipeline import Stage, default_pipeline
from suite_parts.pages import all_layers
from suite_parts.rows import Asked, Part, Row

__all__ = ["GROWTH", "STAGES", "joined"]

_WARM = 20
_ALL = "all stages"


def joined(records: Sequence[Record], size: int) -> list[Document]:
    """Return the records as longer articles, so many put together in each, the last ones left out that fill none."""
    whole = len(records) // size * size
    parts = [records[at : at + size] for at in range(0, whole, size)]
    return [
        Document(id=part[0]["id"], text="\n\n".join(r["text"] for r in part), published=part[0]["published"])
        for part in parts
    ]


def _measure_stages(asked: Asked) -> Iterator[Row]:
    some = spread(asked.records, asked.pick(300, 30))
    _warm(asked)
    data = jsonl(some).encode()
    failures: list[Failure] = []

    def read() -> None:
        for doc in map(default_pipeline(), documents(data, ".jsonl")):
            encode(doc)
            failures.extend(doc.failures)

    milliseconds = processor_ms(read)
    words = sum(len(record["text"].split()) for record in some) / len(some)
    told = f"{len(some)} ANT articles, JSON in and out, one process; {len(failures)} failures"
    rate = f"{figure(1000 * len(some) / milliseconds)} a second"
    yield Row(
        f"`musnad read`, {words:.0f} words",
        rate,
        "",
        "",
        told,
    )
    times: dict[str, list[float]] = {}
    peaks: dict[str, list[float]] = {}
    kept: dict[str, list[float]] = {}
    for record in spread(middling(asked.records), asked.pick(100, 10)):
        for name, cost in _stage_times(document_of(record)).items():
            times.setdefault(name, []).append(cost)
    for record in spread(middling(asked.records)[7:], asked.pick(20, 3)):
        for name, (peak, blocks) in _stage_memory(document_of(record)).items():
            peaks.setdefault(name, []).append(peak)
            kept.setdefault(name, []).append(blocks)
    whole = statistics.median(times[_ALL])
    for name, costs in times.items():
        memory = ""
        if name in peaks:
            memory = f"peak {statistics.median(peaks[name]):,.0f} KiB, {statistics.median(kept[name]):,.0f} blocks kept"
        middle = statistics.median(costs)
        share = f"{100 * middle / whole:.0f} % of all" if name != _ALL else ""
        told = f"{len(costs)} articles, each once; median, p95 in brackets; beside it memory, then its share"
        yield Row(name, f"{figure(middle)} ms ({figure(percentile(costs, 95))})", memory, share, told)


def _measure_growth(asked: Asked) -> Iterator[Row]:
    """Read the same articles alone and put together, so that every size has the same words in all."""
    sizes = asked.pick_sizes((1, 10, 100), (1, 4, 16))
    rounds = rounds_of(middling(asked.records), asked.pick(3, 1), sizes[-1])
    _warm(asked)
    found: dict[str, list[list[float]]] = {}
    for number, records in enumerate(rounds):
        order = sizes[number % len(sizes) :] + sizes[: number % len(sizes)]  # what comes first reads new words
        for size in order:
            runs = [_stage_times(doc) for doc in joined(records, size)]
            for name in runs[0]:
                at = found.setdefault(name, [[] for _ in sizes])[sizes.index(size)]
                at.append(statistics.fmean(run[name] for run in runs))
    told = f"{sizes[-1]} articles of about 300 words, alone and {' and '.join(f'{s} together' for s in sizes[1:])}"
    for name, by_size in found.items():
        costs = [statistics.median(costs) for costs in by_size]
        last = slope(sizes, costs, last=2)
        shown = f"exponent {slope(sizes, costs):.2f}, last step {last:.2f}"
        longest = f"{sizes[-1]}×: {figure(costs[-1])} ms"
        yield Row(f"{name}, growth", f"1×: {figure(costs[0])} ms", longest, shown, f"{told}; {len(rounds)} rounds")


def _warm(asked: Asked) -> None:
    for record in spread(asked.records[3:], _WARM):
        all_layers(document_of(record))


def _stage_times(doc: Document) -> dict[str, float]:
    """Return the processor milliseconds of each stage, and of all."""
    found = {}
    for stage in default_pipeline().stages:
        start = time.process_time()
        layer = stage.find(doc)
        found[stage.name] = (time.process_time() - start) * 1000
        doc = _with(doc, stage, layer)
    return {**found, _ALL: sum(found.values())}


def _stage_memory(doc: Document) -> dict[str, tuple[float, float]]:
    """Return the KiB that each stage had at most beyond what was there, and the blocks that stay when it is done."""
    found = {}
    for stage in default_pipeline().stages:
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        stage_layer = partial(stage.find, doc)
        blocks = sys.getallocatedblocks()
        layer = stage_layer()
        blocks = sys.getallocatedblocks() - blocks
        peak = tracemalloc.get_traced_memory()[1] - before
        tracemalloc.stop()
        found[stage.name] = (peak / 1024, float(blocks))
        doc = _with(doc, stage, layer)
    return found


def _with(doc: Document, stage: Stage, layer: object) -> Document:
    doc = doc.with_layer(stage.provides, layer, stage=stage.name, version=stage.version)
    return doc.with_dating(layer) if stage.provides == "dating" else doc  # type: ignore[arg-type]


STAGES = Part(
    "stages",
    "what each stage takes of an article of 285–315 words",
    (
        "A stage pays for what it is the first to make, so that a share tells who made it, not who needed it. Peak:",
        "memory of Python's own allocator beyond what was there, one stage alone, watched by tracemalloc; blocks",
        "kept: allocations that the layer holds, with what the stage remembers from article to article.",
    ),
    _measure_stages,
)
GROWTH = Part(
    "growth",
    "the length of the article",
    (
        "Long articles are short ones put together, with more names and subjects than one of that length has.",
        "Exponent: the slope of log time over log length; 1 is linear. The same articles make every size.",
    ),
    _measure_growth,
)
