"""Measure the index of copies and the related articles of a case, beside the size of the texts.

    python dev.py run python benchmarks/copies.py                     9,000, 18,000, 36,000 and 72,000 articles
    python dev.py run python benchmarks/copies.py --articles 9000     so many

The articles are those of the ANT and saudinewsnet corpora under MUSNAD_SHARED or `../shared`, mixed by a seed;
`benchmarks/README.md` says what each figure means.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from musnad.case.copies import CopyIndex, copy_groups, signature
from musnad.case.folder import create_case
from musnad.case.related import add_words, related_to

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ("ant", "saudinewsnet")
STEPS = (9_000, 18_000, 36_000, 72_000)
COMMIT = 500
ASKED = 100
SEED = 3
FACTS = 12
TERMS = 30_000
TABLES = (
    "copy_text",
    "copy_text_whole",
    "copy_run",
    "copy_standing",
    "copy",
    "copy_b",
    "related_word",
    "related_word_document",
)


def main() -> int:
    """Build a case step by step and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, help="stop at so many")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the case there, for benchmarks/case.py one")
    args = parser.parse_args()
    shared = Path(os.environ.get("MUSNAD_SHARED", ROOT.parent / "shared"))
    records = load_records(shared)
    if not records:
        print(f"{shared}: no corpora in data/news; name their folder in MUSNAD_SHARED", file=sys.stderr)
        return 1
    steps = [step for step in STEPS if args.articles is None or step < args.articles]
    steps += [args.articles] if args.articles else []
    with tempfile.TemporaryDirectory() as folder, create_case(args.keep or Path(folder) / "case") as case:
        index = CopyIndex(case.connection)
        spent: list[float] = []
        for low, high in pairwise([0, *steps]):
            spent += measure_step(case.connection, index, records, low, min(high, len(records)))
    tenth = len(spent) // 10
    first, last = (statistics.mean(part) * 1e3 for part in (spent[:tenth], spent[-tenth:]))
    print(f"an article, signature and words included: {first:.2f} ms in the first tenth, {last:.2f} ms in the last, "
          f"{max(spent) * 1e3:.0f} ms at most")  # fmt: skip
    return 0


def load_records(shared: Path) -> list[dict[str, Any]]:
    """Return the articles of both corpora in a fixed order that mixes them."""
    records = []
    for name in CORPORA:
        path = shared / f"data/news/{name}.jsonl.gz"
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                records += [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(records)
    return records


def measure_step(
    connection: sqlite3.Connection, index: CopyIndex, records: Sequence[dict[str, Any]], low: int, high: int
) -> list[float]:  # fmt: skip
    """Add articles low to high, print what they cost, and return the seconds of each, committing left out."""
    signing, adding, wording = 0.0, [], 0.0
    whole = []
    chance = random.Random(low)
    connection.execute("BEGIN")
    for number in range(low, high):
        document = insert(connection, records[number])
        insert_facts(connection, document, chance)
        start = time.process_time()
        found = signature(records[number]["text"])
        signed = time.process_time()
        index.add(document, found)
        added = time.process_time()
        add_words(connection, document)
        worded = time.process_time()
        wording += worded - added
        whole.append(worded - start)
        signing += signed - start
        adding.append(added - signed)
        if number % COMMIT == COMMIT - 1:
            start = time.process_time()
            connection.execute("COMMIT")
            connection.execute("BEGIN")
            adding[-1] += time.process_time() - start
    connection.execute("COMMIT")
    count = high - low
    last = adding[-min(2_000, count) :]
    print(f"{high:,} articles: signature {signing / count * 1e3:.2f} ms, adding {sum(adding) / count * 1e3:.2f} ms "
          f"(the last {len(last):,}: mean {statistics.mean(last) * 1e3:.2f}, median "
          f"{statistics.median(last) * 1e3:.2f}, 99 of 100 under {sorted(last)[len(last) * 99 // 100] * 1e3:.2f}), "
          f"words {wording / count * 1e3:.2f} ms")  # fmt: skip
    print_sizes(connection)
    print_groups(connection)
    print_related(connection, high)
    return whole


def insert(connection: sqlite3.Connection, record: dict[str, Any]) -> int:
    """Insert an article with its document and return the document's number."""
    published = record.get("published") or record.get("crawled")
    article = connection.execute("INSERT INTO article (key) VALUES (?)", (record["id"],)).lastrowid
    document = connection.execute(
        "INSERT INTO document (article, version, name, title, outlet, url, published, day, text, sha256, added) "
        "VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, '', '2026-01-01T00:00:00Z')",
        (article, record["id"], record["title"], record["outlet"], record["url"], published, published[:10],
         record["text"]),
    ).lastrowid  # fmt: skip
    assert document is not None
    connection.execute("UPDATE article SET current = ?1 WHERE id = ?2", (document, article))
    return document


def insert_facts(connection: sqlite3.Connection, document: int, chance: random.Random) -> None:
    """Give a document actors and places as often as Zipf's law has them: the n-th of them in one of n articles."""
    ranks = {("place" if one % 4 == 0 else "actor", int(TERMS ** chance.random())) for one in range(FACTS)}
    for kind, rank in sorted(ranks):
        connection.execute(
            "INSERT OR IGNORE INTO term (kind, key, label) VALUES (?, ?, ?)", (kind, str(rank), f"{kind} {rank}")
        )
        connection.execute(
            "INSERT INTO fact (term, document) SELECT id, ? FROM term WHERE kind = ? AND key = ?",
            (document, kind, str(rank)),
        )


def print_sizes(connection: sqlite3.Connection) -> None:
    """Print the pages of the tables beside the bytes of the texts."""
    (text,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()
    sizes = {name: _bytes(connection, name) for name in TABLES}
    total = sum(sizes.values())
    told = ", ".join(f"{name} {size / 1e6:.1f}" for name, size in sizes.items())
    print(f"    texts {text / 1e6:.0f} MB; tables {total / 1e6:.0f} MB, {total / text:.0%} ({told})")


def _bytes(connection: sqlite3.Connection, table: str) -> float:
    try:
        row = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)).fetchone()
    except sqlite3.OperationalError:  # this SQLite was built without the table of pages
        return 0.0
    return float(row[0] or 0)


def print_groups(connection: sqlite3.Connection) -> None:
    """Print the edges by kind, the groups and how long they take."""
    kinds = connection.execute("SELECT kind, count(*) FROM copy GROUP BY kind ORDER BY kind").fetchall()
    (standing,) = connection.execute("SELECT count(*) FROM copy_standing").fetchone()
    start = time.perf_counter()
    groups = copy_groups(connection)
    spent = time.perf_counter() - start
    sizes = Counter(min(len(group.works), 6) for group in groups)
    largest = max((len(group.works) for group in groups), default=0)
    print(f"    edges {dict(kinds)}; standing runs {standing:,}; groups {len(groups):,} in {spent:.2f} s, by articles "
          f"{dict(sorted(sizes.items()))} (6: or more), largest {largest}")  # fmt: skip


def print_related(connection: sqlite3.Connection, high: int) -> None:
    """Print how long it takes to find what is related."""
    spent = []
    for number in random.Random(SEED).sample(range(1, high + 1), min(ASKED, high)):
        start = time.perf_counter()
        related_to(connection, number)
        spent.append(time.perf_counter() - start)
    print(f"    related: median {statistics.median(spent) * 1e3:.1f} ms, most {max(spent) * 1e3:.1f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
