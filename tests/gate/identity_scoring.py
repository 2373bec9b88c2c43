"""Score the pairs of actors that musnad suggests against pairs that were labelled by reading.

What comes in: the folders of `identity_cases.DRAWS` and two corpora under MUSNAD_SHARED. What goes out: how many pairs
are one actor, were suggested, and both. A pair is suggested where its score is `LEAST_SCORE` or more.

    python tests/gate/identity_scoring.py      both draws, each in its case of 2,000 articles, by corpus
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from identity_cases import CORPORA, DRAWS, LabelledPair, drawn_case, labelled_pairs

from musnad.case.actor_pairs import LEAST_SCORE, pairs
from musnad.case.folder import Case

from scoring import Count  # isort: skip - it lies beside this file

__all__ = ["measure", "shared_corpora"]


def shared_corpora() -> Path | None:
    """Return the folder with the corpora; None where one of them is not there."""
    shared = Path(os.environ.get("MUSNAD_SHARED", "../shared"))
    return shared if all((shared / corpus).is_file() for corpus in CORPORA) else None


def measure(case: Case, labelled: Iterable[LabelledPair]) -> Count:
    """Return how many of the pairs are one actor and were suggested, were suggested, are one actor."""
    suggested = {(pair.one, pair.other) for pair in pairs(case, limit=None, least=LEAST_SCORE)}
    total = Count()
    for pair in labelled:
        found = (pair.one, pair.other) in suggested
        total += Count(int(found and pair.is_same), int(found), int(pair.is_same))
    return total


def main() -> int:
    """Print the counts of both draws."""
    shared = shared_corpora()
    if shared is None:
        print("the corpora are not there: set MUSNAD_SHARED", file=sys.stderr)
        return 1
    for seed, folder in DRAWS.items():
        with tempfile.TemporaryDirectory() as place, drawn_case(shared, seed, Path(place), workers=2) as case:
            labelled = labelled_pairs(folder, case)
            parts = {
                "all": labelled,
                "ANT alone": [p for p in labelled if p.only_ant],
                "others": [p for p in labelled if not p.only_ant],
            }
            for name, part in parts.items():
                print(f"{seed} {name:<10}{len(part):4} pairs  {_told(measure(case, part))}", flush=True)
    return 0


def _told(count: Count) -> str:
    precision, recall = count.hits / max(count.found, 1), count.hits / max(count.wanted, 1)
    return f"{count.hits:3} right, {count.found:3} found, {count.wanted:3} labelled   P {precision:.2f}  R {recall:.2f}"


if __name__ == "__main__":
    sys.exit(main())
