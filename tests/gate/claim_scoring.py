"""Score which articles tell a claim, against stories labelled by reading.

What comes in: folders of labels (`claims/` holds the stories that measure, `training/annotations/claims` those that
joins are learnt from) and the ANT corpus under MUSNAD_SHARED. What goes out: for each story the pairs (claim, other
article that tells it) that are right, found and labelled. The claim of a drawn sentence is the first thing told in it.

    python tests/gate/claim_scoring.py [FOLDER]...      print the counts of every story; without a folder, of claims/
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claim_labels import CLAIMS, Story, read_stories, sentence_places

from musnad.case.search.words import lexicon
from musnad.case.weighing import evidence_in
from musnad.corpus.joining import Joiner
from musnad.corpus.likeness import Weights
from musnad.lexicon import Lexicon
from musnad.model import Document
from musnad.model.evidence import Claim, Evidence
from musnad.pipeline import default_pipeline

from scoring import Count  # isort: skip - it lies beside this file

__all__ = ["CORPUS", "Article", "Story", "corpus_rows", "measure", "read_articles", "seed_of"]

CORPUS = "news/ant.jsonl.gz"


class Article(NamedTuple):
    """An article of a story: where its numbered sentences stand, and what it tells."""

    number: int
    doc: Document
    sentences: Sequence[tuple[int, int]]
    evidence: tuple[Evidence, ...]

    def told_in(self, sentence: int) -> tuple[Evidence, ...]:
        """Return what is told in a sentence, or partly in it, the first thing first."""
        start, end = self.sentences[sentence]
        over = [e for e in self.evidence if any(s.start < end and s.end > start for s in e.spans)]
        return tuple(sorted(over, key=lambda e: min(max(s.start, start) for s in e.spans if s.end > start)))


def corpus_rows() -> list[dict[str, Any]] | None:
    """Return the articles of the corpus; None where it is not there."""
    file = Path(os.environ.get("MUSNAD_SHARED", "../shared"), "data", CORPUS)
    if not file.exists():
        return None
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_articles(story: Story, rows: Mapping[str, Mapping[str, Any]]) -> dict[int, Article]:
    """Read the articles of a story."""
    read = default_pipeline()
    found = {}
    for number, key in story.articles.items():
        row = rows[key]
        doc = read(
            Document(
                id=row["id"], text=f"{row['title']}\n\n{row['text']}", title=row["title"], outlet=row["outlet"],
                author=row["author"], url=row["url"], published=row["published"], published_basis="metadata",
            )
        )  # fmt: skip
        evidence = evidence_in(doc, number)
        found[number] = Article(number, doc, sentence_places(doc.text, row["title"], row["text"]), evidence)
    return found


def seed_of(article: Article, sentence: int) -> Evidence | None:
    """Return the first thing told in a sentence; None where nothing was found in it."""
    return next(iter(article.told_in(sentence)), None)


def measure(story: Story, articles: Mapping[int, Article], *, weights: Weights) -> Count:
    """Return how many pairs of a claim and another article that tells it are right, found and labelled."""
    joiner = Joiner(weights, rarity=lexicon().stem_rarity)
    for number in sorted(articles):
        joiner.add(articles[number].evidence)
    return count_pairs(story, articles, joiner.claims())


def count_pairs(story: Story, articles: Mapping[int, Article], claims: Iterable[Claim]) -> Count:
    """Count the pairs of claims that were made some way."""
    tellers = {one.id: {e.document for e in claim.evidence} for claim in claims for one in claim.evidence}
    total = Count()
    for claim in story.claims:
        seed = seed_of(articles[claim.article], claim.sentence)
        found = tellers[seed.id] - {claim.article} if seed else set()
        labelled = claim.tellers()
        total += Count(len(found & labelled), len(found), len(labelled))
    return total


def main(argv: Sequence[str]) -> int:
    """Print the counts of the stories in the given folders."""
    rows = corpus_rows()
    if rows is None:
        print("the ANT corpus is not there: set MUSNAD_SHARED", file=sys.stderr)
        return 1
    weights = {row.key: row.weight for row in Lexicon().join_traits}
    by_id = {row["id"]: row for row in rows}
    total = Count()
    for story in (story for folder in argv or [str(CLAIMS)] for story in read_stories(Path(folder))):
        count = measure(story, read_articles(story, by_id), weights=weights)
        print(line(story.name, count), flush=True)
        total += count
    print(line("all", total))
    return 0


def line(name: str, count: Count) -> str:
    """Return a line for a count."""
    precision, recall = count.hits / max(count.found, 1), count.hits / max(count.wanted, 1)
    return (
        f"{name:<12}{count.hits:4} right, {count.found:4} found, {count.wanted:4} labelled"
        f"   P {precision:.3f}  R {recall:.3f}  F1 {count.f1:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
