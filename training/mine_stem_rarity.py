"""Count how rare the stems of Arabic news are: what joins of reports weigh words by.

What comes in: `data/news/ant.jsonl.gz` under MUSNAD_SHARED (the ANT corpus), every sixth article of it, without those
of the stories that joins are measured on (`tests/gate/claims/drawn.jsonl`). What goes out: a table of stems by minus
the natural logarithm of the share of articles that hold them, in tenths; counts alone, no text. Stems of fewer than
three articles are left out.

    python training/mine_stem_rarity.py src/musnad/lexicon/data/stem_rarity.tsv
"""

from __future__ import annotations

import gzip
import json
import math
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

from musnad.case.search.words import EITHER, index_terms

CORPUS = "data/news/ant.jsonl.gz"
EVERY, LEAST, A_ROW = 6, 3, 400
MEASURED = frozenset({"khashoggi", "skripal", "douma"})
DRAWN = Path(__file__).parent.parent / "tests" / "gate" / "claims" / "drawn.jsonl"


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit(__doc__)
    drawn = map(json.loads, DRAWN.read_text(encoding="utf-8").splitlines())
    left_out = {row["id"] for row in drawn if "id" in row and row["story"] in MEASURED}
    counts: Counter[str] = Counter()
    number = 0
    with gzip.open(Path(os.environ["MUSNAD_SHARED"], CORPUS), "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            row = json.loads(line)
            if at % EVERY == 0 and row["id"] not in left_out:
                number += 1
                counts.update({term.stem.rstrip(EITHER) for term in index_terms(f"{row['title']} {row['text']}")})
    by_value: defaultdict[int, list[str]] = defaultdict(list)
    for stem, count in counts.items():
        if count >= LEAST and "|" not in stem:
            by_value[round(10 * math.log((number + 1) / (count + 1)))].append(stem)
    with Path(arguments[0]).open("w", encoding="utf-8") as file:
        file.write("key\trarity\tforms\tsource\n")
        for value, stems in sorted(by_value.items()):
            stems.sort()
            for part, first in enumerate(range(0, len(stems), A_ROW)):
                forms = "|".join(stems[first : first + A_ROW])
                file.write(f"r{value:03d}.{part:02d}\t{value / 10}\t{forms}\tmined\n")
    print(
        f"{sum(map(len, by_value.values()))} stems of {number} articles; others weigh {math.log((number + 1) / 2):.1f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
