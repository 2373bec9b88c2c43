"""Learn what makes two reports tell the same thing: what their traits weigh; write join_traits.tsv.

What comes in: the labelled stories in `annotations/claims` and the ANT corpus under MUSNAD_SHARED. What goes out: the
table that `musnad.corpus.likeness` reads. For every drawn claim, each other article either tells it, in the labelled
sentences, or does not: of the former the likeliest piece of evidence is a right pair, of the latter the two likeliest
are wrong ones; only pairs that meet in their blocks count. Likeliest is first by words, then by what was learnt: two
rounds of logistic regression.

    pip install -e . --group training
    python training/train_joins.py learn FILE      write FILE
    python training/train_joins.py measure         every story joined by weights learnt from the others
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent / "tests" / "gate"))

import pair_learning
from claim_labels import Story, read_stories
from claim_scoring import Article, corpus_rows, line, measure, read_articles, seed_of
from pair_learning import Traits
from scoring import Count

from musnad.case.search.words import lexicon
from musnad.corpus.blocks import LEAST_SHARED, block_keys
from musnad.corpus.likeness import Profile, Weights, nearby_weights, profile, traits

LABELS = Path(__file__).parent / "annotations" / "claims"
FIRST = "rare words on the whole"
ROUNDS, PENALTY, DIGITS = 2, 0.05, 3


class Pairs(NamedTuple):
    """A claim and another article: the traits of each pair that may be the right one, and whether one is."""

    rows: Sequence[Traits]
    right: bool


def pairs(story: Story, articles: Mapping[int, Article]) -> Iterator[Pairs]:
    """Yield the claims of a story with each other article."""
    rarity = lexicon().stem_rarity
    made = {n: [profile(e, rarity=rarity) for e in article.evidence] for n, article in articles.items()}
    nearby = nearby_weights(({s for p in own for s in p.weights} for own in made.values()), rarity=rarity)
    keys = {p.evidence.id: set(block_keys(p.evidence, rarity=rarity)) for own in made.values() for p in own}
    for claim in story.claims:
        if (seed := seed_of(articles[claim.article], claim.sentence)) is None:
            continue
        one = profile(seed, rarity=rarity)
        for number in sorted(articles.keys() - {claim.article}):
            told = [t.sentence for t in claim.tells if t.article == number]
            own = {e.id for sentence in told for e in articles[number].told_in(sentence)}
            others: Iterable[Profile] = (
                p
                for p in made[number]
                if (not told or p.evidence.id in own) and len(keys[p.evidence.id] & keys[seed.id]) >= LEAST_SHARED
            )
            if rows := [traits(one, other, nearby=nearby) for other in others]:
                yield Pairs(rows, bool(told))


def learn(known: Sequence[Pairs]) -> Weights:
    """Return the weights of the traits, `bias` among them."""
    return pair_learning.learn(known, first={FIRST: 1.0}, rounds=ROUNDS, penalty=PENALTY, turns=1000)


def write(weights: Weights, file: Path) -> None:
    """Write the table, its keys sorted; traits that weigh nothing are left out."""
    lines = [f"{trait}\t{weight:g}" for trait in sorted(weights) if (weight := round(weights[trait], DIGITS) + 0.0)]
    file.write_text("\n".join(["key\tweight", *lines]) + "\n", encoding="utf-8")


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    if argv[:1] not in (["learn"], ["measure"]) or len(argv) != (2 if argv[0] == "learn" else 1):
        print(__doc__, file=sys.stderr)
        return 2
    rows = corpus_rows()
    if rows is None:
        print("the ANT corpus is not there: set MUSNAD_SHARED", file=sys.stderr)
        return 1
    by_id = {row["id"]: row for row in rows}
    stories = [(story, read_articles(story, by_id)) for story in read_stories(LABELS)]
    known = {story.name: list(pairs(story, articles)) for story, articles in stories}
    if argv[0] == "learn":
        write(learn([case for cases in known.values() for case in cases]), Path(argv[1]))
        return 0
    total = Count()
    for story, articles in stories:
        weights = learn([case for name, cases in known.items() if name != story.name for case in cases])
        count = measure(story, articles, weights=weights)
        print(line(story.name, count), flush=True)
        total += count
    print(line("all", total))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
