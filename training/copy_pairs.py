"""Draw pairs of articles to label as copies of one text or not, and print them for reading.

What comes in: `data/news/saudinewsnet.jsonl.gz` under MUSNAD_SHARED. What goes out: JSON lines
`{"pair": n, "a": id, "b": id, "from": "candidate" | "subject"}`, ids only and never the text. Nothing is said about
which pairs are copies: people say that, by reading.

    python training/copy_pairs.py draw FILE       draw the pairs and write their ids
    python training/copy_pairs.py show FILE N...  print both texts of each pair with outlet, day, author and headline

Half of the pairs are candidates, half share a subject. Bodies under 40 words are left out, an article stands in one
pair at most, and the order of the pairs is shuffled so that it says nothing about them.

- *candidate*: the days lie within a week of each other, and the bodies share runs of four folded words. A pair is
  found by a quarter of these runs, those that at most 100 articles hold, and measured by all of them: the share of the
  shorter body's runs that the other body has too, from 0.05 up in five bands. Every band gives as many pairs, half of
  them within one outlet and half across outlets as far as there are any. At most 10 have the same words throughout
  and at most 12 the same outlet and headline.
- *subject*: one day, and the second article is one of the three nearest to the first by the weights of their words
  (tf-idf, headline included) of those that share less than 0.05 of their runs of four words with it. At least every
  second pair is across outlets.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from musnad.arabic.orthography import fold

SEED = 20150721
CORPUS = "data/news/saudinewsnet.jsonl.gz"
WORD = re.compile(r"[^\W_][\w\u064B-\u065F\u0670\u0640]*")

PAIRS_EACH = 100
LEAST_WORDS = 40
DAYS_APART = 7
RUN = 4  # words
SAMPLED = 4  # one run in so many finds candidates
MOST_HOLDERS = 100  # a run in more articles finds none
LEAST_SAMPLED = 2  # sampled runs shared before a pair is measured
BANDS = (0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
MOST_IDENTICAL = 10
MOST_SAME_HEADLINE = 12
NEAREST = 3

Runs = NDArray[np.uint64]


class Article(NamedTuple):
    """An article with its folded words; `day` is that of its crawl."""

    id: str
    outlet: str
    day: date
    author: str
    url: str
    title: str
    text: str
    headline: tuple[str, ...]
    words: tuple[str, ...]


class Pair(NamedTuple):
    """Two articles by their places in the corpus, and the share of the shorter one's runs that both have."""

    first: int
    second: int
    shared: float


def main(argv: list[str]) -> int:
    """Draw pairs into a file or show some of those drawn."""
    shared = Path(os.environ["MUSNAD_SHARED"])
    command, file, *numbers = argv
    if command == "draw":
        Path(file).write_text("".join(f"{json.dumps(row)}\n" for row in draw(tuple(read(shared)))), encoding="utf-8")
        return 0
    rows = {row["pair"]: row for row in map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())}
    wanted = [rows[int(number)] for number in numbers]
    ids = {row[side] for row in wanted for side in "ab"}
    known = {article.id: article for article in read(shared, ids)}
    for row in wanted:
        print(shown(row["pair"], known[row["a"]], known[row["b"]]))
    return 0


def read(shared: Path, ids: set[str] | None = None) -> Iterator[Article]:
    """Yield the articles of the corpus that have a body long enough, or those of some ids."""
    with gzip.open(shared / CORPUS, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if ids is not None and record["id"] not in ids:
                continue
            words = _folded_words(record["text"])
            if len(words) < LEAST_WORDS:
                continue
            outlet, day = record["outlet"], date.fromisoformat(record["crawled"][:10])
            about = (record["author"] or "", record["url"] or "", record["title"] or "")
            yield Article(record["id"], outlet, day, *about, record["text"], _folded_words(about[2]), words)


def draw(articles: tuple[Article, ...]) -> list[dict[str, int | str]]:
    """Return the pairs as rows to write, in shuffled order."""
    chance = random.Random(SEED)
    runs = runs_of(articles)
    taken: set[int] = set()
    drawn = [("candidate", pair) for pair in draw_candidates(articles, runs, chance, taken)]
    drawn += [("subject", pair) for pair in draw_subjects(articles, runs, chance, taken)]
    chance.shuffle(drawn)
    return [
        {"pair": number, "a": articles[pair.first].id, "b": articles[pair.second].id, "from": stratum}
        for number, (stratum, pair) in enumerate(drawn)
    ]


def runs_of(articles: tuple[Article, ...]) -> list[Runs]:
    """Return for each article its distinct runs of words, as sorted hashes."""
    number: dict[str, int] = {}
    found = []
    for article in articles:
        row = np.array([number.setdefault(word, len(number) + 1) for word in article.words], dtype=np.uint64)
        runs = np.zeros(len(row) - RUN + 1, dtype=np.uint64)
        for at in range(RUN):
            runs = (runs ^ row[at : len(runs) + at]) * np.uint64(0x9E3779B97F4A7C15)
            runs ^= runs >> np.uint64(29)
        found.append(np.unique(runs))
    return found


def draw_candidates(
    articles: tuple[Article, ...], runs: list[Runs], chance: random.Random, taken: set[int]
) -> Iterator[Pair]:
    """Yield candidate pairs, as many from each band, within and across outlets in turn."""
    strata: dict[tuple[int, bool], list[Pair]] = defaultdict(list)
    for pair in find_candidates(articles, runs):
        band = sum(pair.shared >= least for least in BANDS[1:-1])
        strata[band, articles[pair.first].outlet == articles[pair.second].outlet].append(pair)
    for key in sorted(strata):
        print(f"from {BANDS[key[0]]}, {'within' if key[1] else 'across'} outlets: {len(strata[key])} pairs")
        chance.shuffle(strata[key])
    identical = same_headline = 0
    for band in range(len(BANDS) - 1):
        sides = [strata[band, True], strata[band, False]]
        left = PAIRS_EACH // (len(BANDS) - 1)
        while left and any(sides):
            side = sides[left % 2] or sides[1 - left % 2]
            pair = side.pop()
            one, other = articles[pair.first], articles[pair.second]
            is_identical = one.words == other.words
            is_same_headline = one.outlet == other.outlet and one.headline == other.headline
            if (
                taken & {pair.first, pair.second}
                or (is_identical and identical == MOST_IDENTICAL)
                or (is_same_headline and same_headline == MOST_SAME_HEADLINE)
            ):
                continue
            identical += is_identical
            same_headline += is_same_headline
            taken |= {pair.first, pair.second}
            left -= 1
            yield pair


def find_candidates(articles: tuple[Article, ...], runs: list[Runs]) -> Iterator[Pair]:
    """Yield each pair of articles within a week that share at least the lowest band of their runs."""
    sampled = [found[found % np.uint64(SAMPLED) == 0] for found in runs]
    holders = np.repeat(np.arange(len(articles)), [len(found) for found in sampled])
    values = np.concatenate(sampled)
    order = np.argsort(values, kind="stable")
    values, holders = values[order], holders[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1], True])
    days = np.array([article.day.toordinal() for article in articles])
    codes = []
    for start, end in pairwise(starts.tolist()):
        if not 2 <= end - start <= MOST_HOLDERS:
            continue
        row, column = np.triu_indices(end - start, 1)
        first, second = holders[start:end][row], holders[start:end][column]
        near = np.abs(days[first] - days[second]) <= DAYS_APART
        codes.append(first[near] * len(articles) + second[near])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    for code in pairs[counts >= LEAST_SAMPLED].tolist():
        first, second = divmod(code, len(articles))
        shared = share_of(runs[first], runs[second])
        if shared >= BANDS[0]:
            yield Pair(first, second, shared)


def share_of(one: Runs, other: Runs) -> float:
    """Return the share of the shorter body's runs that both have."""
    return len(np.intersect1d(one, other, assume_unique=True)) / min(len(one), len(other))


def draw_subjects(
    articles: tuple[Article, ...], runs: list[Runs], chance: random.Random, taken: set[int]
) -> Iterator[Pair]:
    """Yield pairs of one day whose words are near and whose runs are not, at least every second across outlets."""
    weights = TfidfVectorizer(analyzer=lambda article: article.headline + article.words, sublinear_tf=True, min_df=2)
    table = weights.fit_transform(articles)
    by_day: dict[date, list[int]] = defaultdict(list)
    for place, article in enumerate(articles):
        by_day[article.day].append(place)
    left = PAIRS_EACH
    for first in chance.sample(range(len(articles)), len(articles)):
        if not left:
            return
        if first in taken:
            continue
        same_day = by_day[articles[first].day]
        likeness = (table[same_day] @ table[first].T).toarray().ravel()
        near: list[Pair] = []
        for at in np.argsort(-likeness, kind="stable").tolist():
            second = same_day[at]
            crosses = articles[first].outlet != articles[second].outlet
            if second == first or second in taken or (left % 2 == 0 and not crosses):
                continue
            shared = share_of(runs[first], runs[second])
            if shared < BANDS[0]:
                near.append(Pair(first, second, shared))
            if len(near) == NEAREST:
                break
        pair = chance.choice(near)
        taken |= {pair.first, pair.second}
        left -= 1
        yield pair


def shown(number: int, one: Article, other: Article) -> str:
    """Return both texts of a pair with what is known about each."""
    blocks = [f"===== pair {number} ====="]
    for side, article in (("A", one), ("B", other)):
        about = (
            f"{article.id} | {article.outlet} | crawled {article.day} | {article.author} | {len(article.words)} words"
        )
        blocks.append(f"--- {side}: {about}\n{article.title}\n\n{article.text.strip()}")
    return "\n".join(blocks) + "\n"


def _folded_words(text: str | None) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text or ""))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
