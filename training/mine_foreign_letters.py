"""Mine which letters foreign names have and Arabic words have not: a weight for every three letters side by side.

What comes in: the names of the lexicon, its ordinary words, and the ANT corpus (`data/news/ant.jsonl.gz`) under
MUSNAD_SHARED for the words that take the article or a pronoun. What goes out: `foreign_letters.tsv`, groups of three
letters by weight; no text of the corpus. The same input gives the same table.

    python training/mine_foreign_letters.py [FILE]      write FILE, or the table in the package
    python training/mine_foreign_letters.py --check     train on nine tenths and print how the rest is told apart
"""

from __future__ import annotations

import math
import os
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from mine_search_words import count_words
from news_words import texts

from musnad.arabic.foreign_letters import ForeignLetters, groups
from musnad.case.search.known import foreign_names, ordinary_words
from musnad.case.search.words import lexicon

TABLE = Path(__file__).parent.parent / "src" / "musnad" / "lexicon" / "data" / "foreign_letters.tsv"
SMOOTHING = 0.5
SCALE = 10
LEAST_WEIGHT = 2
LEAST_COUNT = 3
WITH_LETTERS = 0.15  # the share of its occurrences in which an Arabic word has the article or a pronoun
FOLDS = 10


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(args) > 1 or "MUSNAD_SHARED" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 2
    foreign = foreign_names()
    arabic = (arabic_words(Path(os.environ["MUSNAD_SHARED"])) | ordinary_words()) - foreign
    if args == ["--check"]:
        check(foreign, arabic)
        return 0
    Path(args[0] if args else TABLE).write_text("\n".join(rows(weights(foreign, arabic))) + "\n", encoding="utf-8")
    return 0


def arabic_words(shared: Path) -> frozenset[str]:
    """Return the stems of news that are met with the article or a pronoun often enough to be no foreign names."""
    alone: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    stemmer = lexicon().stemmer
    for word, times in count_words(texts(shared)).count.items():
        before, stem, after = stemmer(word)
        (joined if before.endswith("ال") or after else alone)[stem] += times
    return frozenset(
        stem
        for stem, times in joined.items()
        if times >= LEAST_COUNT and times > WITH_LETTERS * (times + alone[stem]) and len(stem) > 2
    )


def weights(foreign: Iterable[str], arabic: Iterable[str]) -> Mapping[str, int]:
    """Return ten times the logarithm of how much likelier each group of letters is in a foreign name."""
    ours, theirs = Counter[str](), Counter[str]()
    for word in arabic:
        ours.update(groups(word))
    for word in foreign:
        theirs.update(groups(word))
    sums = ours.total(), theirs.total()
    known = {*ours, *theirs}
    found = {}
    for group in known:
        if ours[group] + theirs[group] >= LEAST_COUNT:
            odds = (theirs[group] + SMOOTHING) / (sums[1] + SMOOTHING * len(known))
            odds /= (ours[group] + SMOOTHING) / (sums[0] + SMOOTHING * len(known))
            weight = round(SCALE * math.log(odds))
            if abs(weight) >= LEAST_WEIGHT:
                found[group] = weight
    return found


def rows(found: Mapping[str, int]) -> list[str]:
    """Return the lines of the table."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for group, weight in found.items():
        by_weight[weight].append(group)
    lines = [
        f"{'more' if w > 0 else 'less'}.{abs(w):03}\t{w}\t{'|'.join(sorted(g))}\tmined" for w, g in by_weight.items()
    ]
    return ["key\tweight\tgroups\tsource", *sorted(lines)]


def check(foreign: frozenset[str], arabic: frozenset[str]) -> None:
    """Print how well words are told apart that were not trained on."""

    def is_held(word: str) -> bool:
        return zlib.crc32(word.encode()) % FOLDS == 0

    model = ForeignLetters(weights((w for w in foreign if not is_held(w)), (w for w in arabic if not is_held(w))))
    held = [[w for w in words if is_held(w) and len(w) > 2] for words in (foreign, arabic)]
    print(f"{len(foreign)} foreign, {len(arabic)} Arabic; held out {len(held[0])} and {len(held[1])}")
    for least in range(-3, 9):
        names, words = (sum(model.score(w) > least for w in part) / len(part) for part in held)
        print(f"score over {least}: {names:.1%} of foreign names, {words:.1%} of Arabic words")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
