"""Measure searches: how long they take as a case grows, and what the index takes of disk.

What comes in: the corpora ANT and SaudiNewsNet (`data/news/*.jsonl.gz` under MUSNAD_SHARED). What goes out: a table on
standard output. The case holds texts and the index of words and no layers, so that it is made in minutes. Queries are
drawn from the texts by a fixed seed: each is one to three words that stand in one article, or a phrase of two or three.

    python benchmarks/search.py [--articles N ...] [--queries N] [--keep FOLDER]
    python benchmarks/search.py --quick                 a thousand articles; exit status 1 where p95 is over 30 ms
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from case import articles

from musnad.case.folder import Case, create_case, open_case
from musnad.case.search.find import find
from musnad.case.search.index import SearchIndex, indexed
from musnad.case.search.words import index_terms
from musnad.readers import Read

_SIZES = (1_000, 10_000, 36_000, 72_100)
_QUICK = 1_000
_LIMIT_MS = 30.0
_BATCH = 500
_SEED = 20
_WARMING = ("Haftar", "نتنياهو")
_KINDS = ("one word", "two words", "three words", "phrase of two", "phrase of three")


class Drawn(NamedTuple):
    """A query and what kind it is of."""

    kind: str
    query: str


def main() -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=list(_SIZES))
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    sizes = [_QUICK] if asked.quick else sorted(asked.articles)
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder, "case")
        create_case(path).close()
        source = articles(sizes[-1])
        for size in sizes:
            with open_case(path, writable=True) as case:
                seconds = fill(case, source, size)
            with open_case(path) as case:
                print(f"{count(case)} articles, {seconds:.0f} s to take in the last of them; {sizes_of(case)}")
                slowest = measure(case, asked.queries)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most: {memory:.0f} MB")
    return int(asked.quick and slowest > _LIMIT_MS)


def fill(case: Case, source: Iterator[object], size: int) -> float:
    """Take in articles, texts only, until the case holds so many; return the seconds."""
    start = time.perf_counter()
    index = SearchIndex(case.connection)
    number = count(case)
    while number < size:
        with case.change() as connection:
            for reading in source:
                if not isinstance(reading, Read):
                    continue
                doc, number = reading.document, number + 1
                day = (doc.published or "")[:10] or None
                connection.execute("INSERT INTO article (id, key, current) VALUES (?, ?, ?)", (number, number, number))
                connection.execute(
                    "INSERT INTO document (id, article, version, name, title, outlet, published, day, text, sha256, "
                    "added) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, '', '')",
                    (number, number, doc.id, doc.title, doc.outlet, doc.published, day, doc.text),
                )
                index.add(number, indexed(doc.title, doc.text))
                if number % _BATCH == 0 or number >= size:
                    break
            else:
                break
    return time.perf_counter() - start


def count(case: Case) -> int:
    """Return how many articles the case holds."""
    return int(case.connection.execute("SELECT count(*) FROM article").fetchone()[0])


def sizes_of(case: Case) -> str:
    """Return what text and index take, as a person reads it."""
    text, index, names = bytes_of(case)
    shown = (("text", text), ("index", index), ("vocabulary", names))
    megabytes = ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in shown)
    return f"{megabytes}: {(index + names) / text:.2f} times the text"


def bytes_of(case: Case) -> tuple[int, int, int]:
    """Return the bytes of the texts, of the index of words and of its vocabulary."""

    def total(query: str) -> int:
        return int(case.connection.execute(query).fetchone()[0] or 0)

    text = total("SELECT sum(length(CAST(text AS BLOB))) FROM document")
    index = total("SELECT sum(length(block)) FROM search_data") + total("SELECT sum(length(sz)) FROM search_docsize")
    names = 2 * total(
        "SELECT sum(length(CAST(stem || skeleton || latin AS BLOB)) + 12) FROM vocabulary"
    )  # with indexes
    return text, index, names


def draw(case: Case, number: int) -> Iterator[Drawn]:
    """Yield queries of each kind in turn, of words that stand in some article."""
    chance = random.Random(_SEED)
    last = count(case)
    drawn = 0
    while drawn < number:
        text = case.connection.execute("SELECT text FROM document WHERE id = ?", (chance.randint(1, last),)).fetchone()[
            0
        ]
        words = [text[term.start : term.end] for term in index_terms(text)]
        if len(words) < len(_KINDS):
            continue
        kind = _KINDS[drawn % len(_KINDS)]
        size = 2 if "two" in kind else 3 if "three" in kind else 1
        if kind.startswith("phrase"):
            at = chance.randint(0, len(words) - size)
            yield Drawn(kind, f'"{" ".join(words[at : at + size])}"')
        else:
            yield Drawn(kind, " ".join(chance.sample(words, size)))
        drawn += 1


def measure(case: Case, number: int) -> float:
    """Print how long searches take, by kind and in all; return the 95th hundredth of all, in milliseconds.

    Times are of the processor, which other work on the machine does not lengthen; of the wall, the sum for all.
    """
    queries = tuple(draw(case, number))
    for query in (*_WARMING, *(drawn.query for drawn in queries[:20])):
        find(case, query)  # reads the tables of the lexicon, once in a process
    took: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    walls = []
    for drawn in queries:
        wall, start = time.perf_counter(), time.process_time()
        find(case, drawn.query)
        took[drawn.kind].append(1000 * (time.process_time() - start))
        walls.append(1000 * (time.perf_counter() - wall))
    everything = [ms for times in took.values() for ms in times]
    for kind, times in (*took.items(), ("all", everything), ("all, by the wall", walls)):
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"  {kind}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {max(times):.1f} ms, {len(times)} queries")
    return statistics.quantiles(everything, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
