"""The search of a case against raw full-text indexes of the same texts: time, size, and what is found.

What comes in: articles of both corpora, queries drawn from them, and the pairs of `tests/gate/search`, which were
written before there was a search. What goes out: rows; never which pairs are missed.
"""

from __future__ import annotations

import csv
import gzip
import json
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import case
import search
from measuring import Ratio, Rounds, compare, figure, percentile, take_turns
from news import ROOT

from musnad.readers import Read
from suite_parts.engines import Engine, Fts5, Musnad, Tantivy, Text, is_plain
from suite_parts.rows import Asked, Part, Row, SkipError, need, version_of

__all__ = ["SEARCH"]

_PAIRS = ROOT / "tests" / "gate" / "search"
_CORPORA = ("ant", "saudinewsnet")
_WARMING = 20
_GROUPS = 5


class _Pair(NamedTuple):
    query: str
    wanted: bool
    text: str


def _measure(asked: Asked) -> Iterator[Row]:
    reason = None
    try:
        need("tantivy")
    except SkipError as error:
        reason = str(error)
    for name in ("own", "real"):
        yield from _found_pairs(asked, name)
    if not all((asked.shared / f"data/news/{corpus}.jsonl.gz").is_file() for corpus in _CORPORA):
        raise SkipError(f"no corpora {' and '.join(_CORPORA)} to search in; name their folder in MUSNAD_SHARED")
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(Path(folder))
        yield from _indexing(asked, engines)
        yield from _querying(asked, engines)
    if reason:
        raise SkipError(f"the rows beside tantivy: {reason}")


def _engines(folder: Path) -> dict[str, Engine]:
    found: dict[str, Engine] = {"musnad": Musnad(folder / "case"), "FTS5": Fts5(folder / "fts5.db")}
    if version_of("tantivy"):
        found["tantivy"] = Tantivy(folder / "tantivy", need("tantivy"))
    return found


def _others(engines: Mapping[str, Engine]) -> tuple[str, ...]:
    return tuple(name for name in engines if name != "musnad")


def _indexing(asked: Asked, engines: Mapping[str, Engine]) -> Iterator[Row]:
    """Add the articles, the engines taking turns at each batch, and yield what that took."""
    count, batches = asked.pick(5_000, 300), asked.pick(10, 3)
    docs = [reading.document for reading in case.articles(count) if isinstance(reading, Read)]
    texts = [Text(number, doc.title or "", doc.text) for number, doc in enumerate(docs, 1)]
    size = len(texts) // batches
    rounds = [[texts[at * size : (at + 1) * size]] for at in range(batches)]
    costs = take_turns({name: engine.add for name, engine in engines.items()}, rounds)
    each = {name: tuple(cost / size for cost in found) for name, found in costs.items()}
    of = f"{size * batches:,} articles of both corpora in {batches} batches"
    for other in _others(engines):
        yield _timed(f"index an article, {other}", each, "musnad", other, f"{of}; the first batch loads tables")
    written = sum(len(text.title.encode()) + len(text.body.encode()) for text in texts[: size * batches])
    for other in _others(engines):
        ours, theirs = (engines[name].size() for name in ("musnad", other))
        shown = [f"{taken / 1e6:.1f} MB" for taken in (ours, theirs)]
        yield Row(f"size of the index, {other}", *shown, figure(ours / theirs), f"of {written / 1e6:.0f} MB of text")


def _querying(asked: Asked, engines: Mapping[str, Engine]) -> Iterator[Row]:
    ours = engines["musnad"]
    assert isinstance(ours, Musnad)
    queries = [drawn.query for drawn in search.draw(ours.case, asked.pick(300, 60)) if is_plain(drawn.query)]
    contenders = {name: engine.page for name, engine in engines.items()}
    lists = {name: engine.matches for name, engine in engines.items()}
    take_turns(contenders | {f"{name} list": find for name, find in lists.items()}, [queries[:_WARMING]])
    costs = take_turns(contenders, [[query] for query in queries])
    listed = take_turns(lists, [[query] for query in queries])
    of = f"{len(queries)} queries of one to three words or a phrase"
    for other in _others(engines):
        yield _latency(f"a page of {20} hits, {other}", costs, other, f"{of}; median, p95 in brackets")
    for other in _others(engines):
        yield _latency(f"numbers of all hits, {other}", listed, other, "the same queries, nothing ranked or cut out")
    hits = {name: statistics.fmean(len(find(query)) for query in queries) for name, find in lists.items()}
    for other in _others(engines):
        shown = [f"{hits[name]:.1f}" for name in ("musnad", other)]
        lacking = sum(len(lists[other](query) - lists["musnad"](query)) for query in queries)
        yield Row(f"hits of a query, {other}", *shown, "", f"mean; of the other's hits musnad lacks {lacking} in all")


def _timed(task: str, costs: Rounds, ours: str, other: str, compared: str) -> Row:
    cost, theirs = (statistics.median(costs[name]) for name in (ours, other))
    return Row(task, f"{figure(cost)} ms", f"{figure(theirs)} ms", str(compare(costs[ours], costs[other])), compared)


def _latency(task: str, costs: Rounds, other: str, compared: str) -> Row:
    shown = [
        f"{figure(statistics.median(costs[name]))} ms ({figure(percentile(costs[name], 95))})"
        for name in ("musnad", other)
    ]
    return Row(task, *shown, str(_grouped(costs["musnad"], costs[other])), compared)


def _grouped(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Compare the medians of groups of queries, since single ones differ a thousandfold."""
    groups = min(_GROUPS, len(ours))
    medians = [[statistics.median(costs[at::groups]) for at in range(groups)] for costs in (ours, theirs)]
    return compare(*medians)


def _found_pairs(asked: Asked, name: str) -> Iterator[Row]:
    """Yield how many of the pairs that must match do, and how many of those that match must."""
    pairs = [pair for pair in _pairs(asked, name) if is_plain(pair.query)]
    if not pairs:
        return
    numbers = {text: number for number, text in enumerate(dict.fromkeys(pair.text for pair in pairs), 1)}
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(Path(folder))
        shown = {}
        for label, engine in engines.items():
            engine.add([Text(number, "", text) for text, number in numbers.items()])
            found = [numbers[pair.text] in engine.matches(pair.query) for pair in pairs]
            hits = sum(pair.wanted and hit for pair, hit in zip(pairs, found, strict=True))
            shown[label] = f"{hits} found, {sum(found) - hits} wrong"
        wanted = sum(pair.wanted for pair in pairs)
        told = f"of {wanted} pairs in other spellings and forms, and of {len(pairs) - wanted} that must not match"
        for other in _others(engines):
            yield Row(f"spellings, set `{name}`, {other}", shown["musnad"], shown[other], "", told)


def _pairs(asked: Asked, name: str) -> list[_Pair]:
    """Return the pairs of a file with their texts; none where the corpora are not here."""
    lines = (_PAIRS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if not line.startswith("#"))
    rows = list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))
    if name == "own":
        return [_Pair(row["query"], row["wanted"] == "yes", row["text"]) for row in rows]
    texts = {}
    for corpus in _CORPORA:
        file = asked.shared / f"data/news/{corpus}.jsonl.gz"
        if not file.is_file():
            return []
        wanted = {row["id"] for row in rows if row["corpus"] == corpus}
        with gzip.open(file, "rt", encoding="utf-8") as records:
            for record in map(json.loads, records):
                if record["id"] in wanted:
                    texts[corpus, record["id"]] = record["text"]
    slices = [texts[row["corpus"], row["id"]][int(row["start"]) : int(row["end"])] for row in rows]
    return [_Pair(row["query"], row["wanted"] == "yes", text) for row, text in zip(rows, slices, strict=True)]


SEARCH = Part(
    "search",
    "full text",
    (
        "The others index words as they stand; musnad stems them, keeps them as written too, and keeps keys of names",
        "in both scripts, so that it finds what the others do not, and its index holds more. musnad's time to index",
        "counts putting the text into the case; the others keep none. A page of musnad's has the places of all",
        "matches in title and text and an excerpt for each hit; the others' has numbers alone, so that the list of",
        "numbers is the fairer comparison. tantivy is compiled and was given one thread. The pairs are ours, written",
        "before the search; of their operators only words and phrases are asked here.",
    ),
    _measure,
)
