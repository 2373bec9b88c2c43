"""Score the copies that musnad finds against the labelled pairs of `copies/`.

What comes in: the labels and the corpus SaudiNewsNet under MUSNAD_SHARED. What goes out: how many pairs are copies,
were found, and both. A pair is found where the index has an edge between its articles that is no recrawl; pairs
labelled recrawl are counted apart. Only counts are told, never which pairs they are.

    python dev.py run python tests/gate/copy_scoring.py     both cases: the pairs' articles alone, and the whole corpus
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.case.copies import CopyIndex, Kind, signature
from musnad.case.schema import migrate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, as its docstring says

from support import shared_folder

__all__ = ["CopyCount", "measure_pairs"]

LABELS = Path(__file__).resolve().parent / "copies"
CORPUS = "data/news/saudinewsnet.jsonl.gz"


@dataclass(frozen=True, slots=True)
class CopyCount:
    """Pairs that are copies and were found, were found, are copies; and recrawls told as such, of how many."""

    hits: int
    found: int
    wanted: int
    recrawls: int
    recrawls_wanted: int

    @property
    def precision(self) -> float:
        """The share of the pairs found that are copies."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the copies that were found."""
        return self.hits / self.wanted if self.wanted else 1.0


def measure_pairs(*, whole: bool) -> CopyCount | str:
    """Return the counts in a case of the pairs' articles, or of the `whole` corpus; or why they cannot be counted."""
    shared = shared_folder()
    if shared is None:
        return "the corpora are not here; name their folder in MUSNAD_SHARED"
    if not (shared / CORPUS).is_file():
        return "the corpus saudinewsnet is not among the corpora"
    pairs = [json.loads(line) for line in (LABELS / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {pair[side] for pair in pairs for side in "ab"}
    with gzip.open(shared / CORPUS, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if whole or record["id"] in wanted]
    return _count(pairs, _edges(records))


def _edges(records: Iterable[dict[str, Any]]) -> dict[frozenset[str], str]:
    """Return the edges of a case of these articles, by the ids at their ends."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, Path(":memory:"))
    index = CopyIndex(connection)
    for number, record in enumerate(records, 1):
        connection.execute("INSERT INTO article (id, key) VALUES (?, ?)", (number, record["id"]))
        connection.execute(
            "INSERT INTO document (id, article, version, name, title, outlet, url, published, day, text, sha256, "
            "added) VALUES (?1, ?1, 1, ?2, ?3, ?4, ?5, ?6, substr(?6, 1, 10), ?7, '', '')",
            (number, *(record[name] for name in ("id", "title", "outlet", "url", "crawled", "text"))),
        )
        index.add(number, signature(record["text"]))
    rows = connection.execute(
        "SELECT one.name, other.name, kind FROM copy JOIN document AS one ON one.id = a JOIN document AS other "
        "ON other.id = b"
    )
    return {frozenset((one, other)): kind for one, other, kind in rows}


def _count(pairs: Iterable[dict[str, Any]], edges: dict[frozenset[str], str]) -> CopyCount:
    with (LABELS / "labels.tsv").open(encoding="utf-8", newline="") as file:
        labels = {int(row["pair"]): row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    hits = found = wanted = recrawls = recrawls_wanted = 0
    for pair in pairs:
        label, kind = labels[pair["pair"]], edges.get(frozenset((pair["a"], pair["b"])))
        if label["kind"] == Kind.RECRAWL.value:
            recrawls_wanted += 1
            recrawls += kind == Kind.RECRAWL.value
            continue
        is_copy, is_found = label["label"] == "copy", kind not in (None, Kind.RECRAWL.value)
        hits, found, wanted = hits + (is_copy and is_found), found + is_found, wanted + is_copy
    return CopyCount(hits, found, wanted, recrawls, recrawls_wanted)


if __name__ == "__main__":
    for whole in (False, True):
        counts = measure_pairs(whole=whole)
        if isinstance(counts, str):
            sys.exit(counts)
        where = "the whole corpus" if whole else "the pairs' articles alone"
        print(f"{where}: precision {counts.precision:.3f}, recall {counts.recall:.3f} ({counts.hits} of {counts.found} "
              f"found and {counts.wanted} copies), recrawls {counts.recrawls} of {counts.recrawls_wanted}")  # fmt: skip
