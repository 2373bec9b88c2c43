"""Score what a search finds against the pairs of `search/`, written before there was a search.

What comes in: pairs of a query and a short document, `own` with its text, `real` by reference to the corpora ANT and
SaudiNewsNet under MUSNAD_SHARED. What goes out: counts by family; never which pairs they are. The documents of a file
lie in one case, so that every query has all of them to choose from.

    python dev.py run python tests/gate/search_scoring.py     both files, by family
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, as its docstring says

from case_support import case_of
from musnad.case.search.find import find
from musnad.errors import QueryError
from support import shared_folder

__all__ = ["SearchCount", "measure_pairs"]

PAIRS = Path(__file__).resolve().parent / "search"
CORPORA = {"ant": "data/news/ant.jsonl.gz", "saudinewsnet": "data/news/saudinewsnet.jsonl.gz"}


@dataclass(frozen=True, slots=True)
class SearchCount:
    """Pairs that must match and do, that match, and that must match."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of the pairs that match of which that is wanted."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs that must match which do."""
        return self.hits / self.wanted if self.wanted else 1.0

    def and_pair(self, *, wanted: bool, found: bool) -> SearchCount:
        """Return the counts with one pair more."""
        return SearchCount(self.hits + (wanted and found), self.found + found, self.wanted + wanted)


def measure_pairs(name: str) -> dict[str, SearchCount] | str:
    """Return the counts of a file, `own` or `real`, by family and as `all`; or why they cannot be counted."""
    rows = list(_rows(PAIRS / f"{name}.tsv"))
    texts = [row.get("text") for row in rows] if name == "own" else _slices(rows)
    if isinstance(texts, str):
        return texts
    counts: dict[str, SearchCount] = defaultdict(SearchCount)
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts), 1)}
    with tempfile.TemporaryDirectory() as folder, case_of(Path(folder), *map(str, numbers)) as case:
        for row, text in zip(rows, texts, strict=True):
            try:
                hits = {hit.document for hit in find(case, row["query"], limit=len(numbers)).hits}
            except QueryError:
                hits = set()
            for key in (row["family"], "all"):
                counts[key] = counts[key].and_pair(wanted=row["wanted"] == "yes", found=numbers[text] in hits)
    return dict(counts)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _slices(rows: list[dict[str, str]]) -> list[str | None] | str:
    """Return the documents that the rows point at, or why they are not there."""
    shared = shared_folder()
    if shared is None:
        return "the corpora are not here; name their folder in MUSNAD_SHARED"
    texts: dict[tuple[str, str], str] = {}
    for corpus, place in CORPORA.items():
        if not (shared / place).exists():
            return f"the corpus {corpus} is not among the corpora"
        wanted = {row["id"] for row in rows if row["corpus"] == corpus}
        with gzip.open(shared / place, "rt", encoding="utf-8") as lines:
            texts |= {
                (corpus, record["id"]): record["text"] for record in map(json.loads, lines) if record["id"] in wanted
            }
    return [texts[row["corpus"], row["id"]][int(row["start"]) : int(row["end"])] for row in rows]


def main() -> None:
    """Print the counts of both files."""
    for name in ("own", "real"):
        counts = measure_pairs(name)
        if isinstance(counts, str):
            print(f"{name}: {counts}")
            continue
        print(f"{name:<28} precision  recall   hits / found / wanted")
        for family, count in sorted(counts.items(), key=lambda item: (item[0] != "all", item[0])):
            shares = f"{count.precision:>9.3f}  {count.recall:>6.3f}"
            print(f"  {family:<26} {shares}   {count.hits} / {count.found} / {count.wanted}")


if __name__ == "__main__":
    main()
