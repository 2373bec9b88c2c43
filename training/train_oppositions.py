"""Learn what makes a report oppose another: what traits weigh; write opposition_traits.tsv.

What comes in: the labelled stories in `annotations/claims`, the denials in `annotations/denials`, and the ANT corpus
under MUSNAD_SHARED. What goes out: the table that `musnad.corpus.opposing` reads. For every labelled claim and each
article that opposes it, the likeliest pair of pieces is a right one; of other articles the two likeliest are wrong.
Three rounds of logistic regression. In the stories of denials, sixty other sentences each are claims that nobody
denies.

    pip install -e . --group training
    python training/train_oppositions.py learn FILE      write FILE
    python training/train_oppositions.py measure         every story by weights learnt from the others
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent / "tests" / "gate"))

import pair_learning
from claim_labels import Story, read_stories
from claim_scoring import Article, corpus_rows, read_articles, seed_of
from pair_learning import Traits, score

from musnad.case.search.words import lexicon
from musnad.corpus.opposing import denial_traits, figure_traits
from musnad.corpus.sides import Side, prepare
from musnad.model.evidence import Evidence

HERE = Path(__file__).parent / "annotations"
LIKELY_FIRST = {
    "denial": ("denied in told", "told in denied", "head"),
    "figure": ("words of both", "first words of both", "same kind"),
}
ROUNDS, PENALTY, DIGITS, OTHERS = 3, 0.1, 3, 60
LEAST = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
Kind = str


class Claimed(NamedTuple):
    """What is told in a sentence, the first thing or (`whole`) all, and where it is opposed: sentences by article."""

    article: int
    sentence: int
    against: Mapping[tuple[Kind, int], Sequence[int]]
    whole: bool = False


class Case(NamedTuple):
    """A claim and an article: the traits of each pair that may oppose it, and whether one does."""

    story: str
    kind: Kind
    rows: Sequence[Traits]
    right: bool


def cases(name: str, claims: Sequence[Claimed], articles: Mapping[int, Article]) -> Iterator[Case]:
    """Yield the claims of a story with each article, for denials and for figures."""
    sides = {e.id: prepare(e, rarity=lexicon().stem_rarity) for article in articles.values() for e in article.evidence}
    for claim in claims:
        told = [sides[e.id] for e in _told(articles[claim.article], claim)]
        for kind, traits in (("denial", _denials), ("figure", _figures)):
            for number, article in articles.items():
                labelled = claim.against.get((kind, number))
                if kind == "figure" and number == claim.article and labelled is None:
                    continue
                others = article.evidence
                if labelled is not None:
                    others = tuple(e for sentence in labelled for e in article.told_in(sentence))
                rows = [row for one in told for e in others for row in traits(one, sides[e.id])]
                yield Case(name, kind, rows, labelled is not None)


def _told(article: Article, claim: Claimed) -> Sequence[Evidence]:
    if claim.whole:
        return article.told_in(claim.sentence)
    seed = seed_of(article, claim.sentence)
    return [] if seed is None else [seed]


def _denials(one: Side, other: Side) -> Iterator[Traits]:
    if one.evidence.polarity > 0 > other.evidence.polarity:
        yield denial_traits(other, one)


def _figures(one: Side, other: Side) -> Iterator[Traits]:
    if one.evidence.id != other.evidence.id:
        yield from (traits for _, _, traits in figure_traits(one, other))


def labelled_claims(story: Story) -> list[Claimed]:
    """Return the drawn claims of a story."""
    found = []
    for claim in story.claims:
        against: defaultdict[tuple[Kind, int], list[int]] = defaultdict(list)
        for one in claim.against:
            against[one.kind, one.article].append(one.sentence)
        found.append(Claimed(claim.article, claim.sentence, against))
    return found


def read_denials(file: Path) -> tuple[Story, list[tuple[str, int, int, int]]]:
    """Return a story of denials: its articles, and its lines (`tells` or `denies`, claim, article, sentence)."""
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    articles = {int(line[1]): line[2] for line in lines if line[0] == "article"}
    rows = [(line[0], int(line[1]), int(line[2]), int(line[3])) for line in lines if line[0] in ("tells", "denies")]
    return Story(file.stem, articles, ()), rows


def denied_claims(
    name: str, rows: Sequence[tuple[str, int, int, int]], articles: Mapping[int, Article]
) -> list[Claimed]:
    """Return each sentence that tells what others deny, and others that nobody denies, drawn by the story's name."""
    denies: defaultdict[int, defaultdict[tuple[Kind, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for what, claim, article, sentence in rows:
        if what == "denies":
            denies[claim]["denial", article].append(sentence)
    told = [row for row in rows if row[0] == "tells"]
    found = [Claimed(article, sentence, denies[claim], whole=True) for _, claim, article, sentence in told]
    used = {(article, sentence) for _, _, article, sentence in rows}
    free = [(n, s) for n, a in articles.items() for s in range(1, len(a.sentences)) if (n, s) not in used]
    random.Random(name).shuffle(free)
    return [*found, *(Claimed(article, sentence, {}) for article, sentence in free[:OTHERS])]


def learn(known: Sequence[Case]) -> Mapping[str, float]:
    """Return the weights of the traits of one kind, `bias` among them."""
    first = dict.fromkeys(LIKELY_FIRST[known[0].kind], 1.0)
    return pair_learning.learn(known, first=first, rounds=ROUNDS, penalty=PENALTY, turns=2000)


def write(weights: Mapping[Kind, Mapping[str, float]], file: Path) -> None:
    """Write the table, its keys sorted; traits that weigh nothing are left out."""
    rows = {f"{kind}|{trait}": round(weight, DIGITS) for kind, by in weights.items() for trait, weight in by.items()}
    lines = [f"{key}\t{rows[key]:g}" for key in sorted(rows) if rows[key]]
    file.write_text("\n".join(["key\tweight", *lines]) + "\n", encoding="utf-8")


def _all_cases() -> list[Case] | None:
    rows = corpus_rows()
    if rows is None:
        return None
    by_id = {row["id"]: row for row in rows}
    found: list[Case] = []
    for story in read_stories(HERE / "claims"):
        found += cases(story.name, labelled_claims(story), read_articles(story, by_id))
    for file in sorted((HERE / "denials").glob("*.tsv")):
        story, lines = read_denials(file)
        articles = read_articles(story, by_id)
        denied = cases(f"denials: {story.name}", denied_claims(story.name, lines, articles), articles)
        found += [case for case in denied if case.kind == "denial"]
    return found


def _measure(known: Sequence[Case]) -> Iterator[str]:
    import math

    for kind in LIKELY_FIRST:
        of_kind = [case for case in known if case.kind == kind]
        scored: list[tuple[str, bool, float]] = []
        for story in sorted({case.story for case in of_kind}):
            weights = learn([case for case in of_kind if case.story != story])
            for case in of_kind:
                if case.story == story:
                    best = max((score(row, weights) for row in case.rows), default=-math.inf)
                    scored.append((story, case.right, 1 / (1 + math.exp(-max(best, -700)))))
        for group in ("denials", ""):
            own = [one for one in scored if one[0].startswith("denials") == bool(group)]
            for least in LEAST if own else ():
                hits = sum(right and chance >= least for _, right, chance in own)
                shown = sum(chance >= least for _, _, chance in own)
                wanted = sum(right for _, right, _ in own)
                yield (
                    f"{kind:<7} {group or 'claims':<8} chance {least:.2f}: {hits:4} right, {shown:4} found, "
                    f"{wanted:4} labelled   P {hits / max(shown, 1):.2f}  R {hits / max(wanted, 1):.2f}"
                )


def main(argv: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    if argv[:1] not in (["learn"], ["measure"]) or len(argv) != (2 if argv[0] == "learn" else 1):
        print(__doc__, file=sys.stderr)
        return 2
    known = _all_cases()
    if known is None:
        print("the ANT corpus is not there: set MUSNAD_SHARED", file=sys.stderr)
        return 1
    if argv[0] == "measure":
        for line in _measure(known):
            print(line, flush=True)
    else:
        write({kind: learn([c for c in known if c.kind == kind]) for kind in LIKELY_FIRST}, Path(argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
