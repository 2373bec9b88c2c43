"""Draw stories and the claims in them to be labelled by reading: which articles tell a claim, and on whose word.

What comes in: `data/news/ant.jsonl.gz` under MUSNAD_SHARED (the ANT corpus). What goes out: JSON lines of article ids
and of claims, each a sentence of one article; ids and numbers only, never the text. Nothing is asked of musnad: people
say what the claim is and who tells it, by reading.

    python training/claim_stories.py draw FILE      draw the articles and the claims of every story
    python training/claim_stories.py show STORY     print its articles with numbered sentences, then its claims

A story is the articles of its days that name its subject at least twice, with 60 to 450 words: forty of them at most,
of each outlet as equal a share as there are articles. Which stories there are, claim_stories.toml says. A claim is
drawn as an article and a sentence of six words or more in it, the headline left out, each article giving claims in
turn; whoever reads takes the first thing told there.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SEED = 20181002
CORPUS = "data/news/ant.jsonl.gz"
MOST_ARTICLES = 40
CLAIMS = 60
LEAST_WORDS, MOST_WORDS = 60, 450
LEAST_SENTENCE = 6
NAMED = 2
SENTENCE_END = re.compile(r"(?<=[.!؟?])\s+|\n+")


class Story(NamedTuple):
    """A subject, as the words that name it, and the days (both included) on which it was told."""

    name: str
    words: str
    first: str
    last: str


STORIES = tuple(
    Story(name, **row)
    for name, row in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
)


def sentences(title: str, text: str) -> list[str]:
    """Return the headline and the sentences of an article as they are numbered for reading, the headline being 0."""
    return [title.strip(), *(s.strip() for s in SENTENCE_END.split(text) if s.strip())]


def articles(story: Story) -> list[dict[str, Any]]:
    """Return the articles of a story by day, without the rule of equal shares."""
    found = []
    for row in _corpus():
        if not story.first <= row["published"][:10] <= story.last:
            continue
        if not LEAST_WORDS <= len(row["text"].split()) <= MOST_WORDS:
            continue
        if len(re.findall(story.words, f"{row['title']} {row['text']}")) >= NAMED:
            found.append(row)
    return sorted(found, key=lambda row: (row["published"], row["id"]))


def draw(story: Story) -> Iterator[dict[str, Any]]:
    """Yield the articles of a story and its claims."""
    rng = random.Random(f"{SEED} {story.name}")
    by_outlet: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in articles(story):
        by_outlet[row["outlet"]].append(row)
    for rows in by_outlet.values():
        rng.shuffle(rows)
    chosen: list[dict[str, Any]] = []
    while len(chosen) < MOST_ARTICLES and any(by_outlet.values()):
        for outlet in sorted(by_outlet):
            if by_outlet[outlet] and len(chosen) < MOST_ARTICLES:
                chosen.append(by_outlet[outlet].pop())
    chosen.sort(key=lambda row: (row["published"], row["id"]))
    for number, row in enumerate(chosen, 1):
        yield {"story": story.name, "article": number, "id": row["id"]}
    turns = [number for number in range(len(chosen)) for _ in range(-(-CLAIMS // len(chosen)))]
    rng.shuffle(turns)
    taken: set[tuple[int, int]] = set()
    for number in turns:
        row = chosen[number]
        told = [n for n, s in enumerate(sentences(row["title"], row["text"])) if n and len(s.split()) >= LEAST_SENTENCE]
        free = [n for n in told if (number, n) not in taken]
        if free and len(taken) < CLAIMS:
            sentence = rng.choice(free)
            taken.add((number, sentence))
            yield {"story": story.name, "claim": len(taken), "article": number + 1, "sentence": sentence}


def show(name: str, drawn: Path) -> Iterator[str]:
    """Yield a story for reading: each article with its sentences numbered, then the claims."""
    rows = [json.loads(line) for line in drawn.read_text(encoding="utf-8").splitlines()]
    own = [row for row in rows if row["story"] == name]
    numbers = {row["id"]: row["article"] for row in own if "id" in row}
    known = {numbers[row["id"]]: row for row in _corpus() if row["id"] in numbers}
    for number in sorted(known):
        row = known[number]
        yield f"\n=== article {number}: {row['outlet']}, {row['published']}, by {row['author'] or '-'}"
        for n, sentence in enumerate(sentences(row["title"], row["text"])):
            yield f"[{n}] {sentence}"
    yield "\n=== claims"
    for row in own:
        if "claim" in row:
            article = known[row["article"]]
            words = sentences(article["title"], article["text"])[row["sentence"]]
            yield f"claim {row['claim']}: article {row['article']} [{row['sentence']}] {words}"


def _corpus() -> Iterator[dict[str, Any]]:
    with gzip.open(Path(os.environ.get("MUSNAD_SHARED", "../shared"), CORPUS), "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def main(arguments: list[str]) -> None:
    if len(arguments) == 2 and arguments[0] == "draw":
        lines = [json.dumps(row, ensure_ascii=False) for story in STORIES for row in draw(story)]
        Path(arguments[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif len(arguments) == 2 and arguments[0] == "show" and arguments[1] in {story.name for story in STORIES}:
        drawn = Path(__file__).parent.parent / "tests" / "gate" / "claims" / "drawn.jsonl"
        print("\n".join(show(arguments[1], drawn)))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
