"""Score what musnad counts of the claims that it finds itself: origins, bottlenecks, what is against them.

What comes in: folders of labels (`claims/` holds the stories that measure) and the ANT corpus under MUSNAD_SHARED. The
articles of a story are brought into a case and weighed; of each labelled claim the one that holds the drawn sentence is
taken. What goes out are counts, never which claims they are.

    python tests/gate/whole_scoring.py [FOLDER]...      print the tables; without a folder, of claims/

The *true number* of origins is that of the different names that readers gave; unnamed ones count nothing. It is taken
twice: of all labelled articles, and of those that musnad brought together (where finding reports is not measured, but
counting is). It lies *within* where it is not under the lower bound nor over the upper. A bottleneck is right where it
has the reader's name (`claim_names.tsv` says how names are called in Arabic), or both say two ways, or nobody; of the
articles found, where it is what the rules of counting make of their labels. An opposition is a pair of a claim and an
article that tells the contrary; it is found where a report of the claim is against a report of the article, or against
a claim that has one.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, as its docstring says

from claim_labels import CLAIMS, Claim, Story, read_stories, sentence_places
from claim_scoring import Article, corpus_rows, seed_of
from origin_scoring import Telling, bottleneck_of, counts_by_labels, plain

from case_kit import add, article, new_case
from musnad.arabic.orthography import fold
from musnad.case.folder import Case
from musnad.case.search.words import lexicon
from musnad.case.store import read_text
from musnad.case.weighing import claim_with, weigh_pending
from musnad.case.weighing.index import ClaimIndex
from musnad.corpus.counting import Counts
from musnad.corpus.weighing import Weighed
from musnad.model import Document

from scoring import Count  # isort: skip - it lies beside this file

__all__ = ["KINDS", "Scored", "Total", "agree", "score_story", "total_of"]

KINDS = ("denial", "figure", "date")
_NAMES = Path(__file__).with_name("claim_names.tsv")


class Scored(NamedTuple):
    """A labelled claim as musnad counted it.

    `origins` and `bottleneck` are by all labelled articles, those with `found` by the labelled articles that musnad
    found. `against` holds by kind the articles that are found, and that are labelled.
    """

    lower: int
    upper: int
    origins: int
    origins_found: int
    bottleneck: bool
    bottleneck_found: bool
    against: Mapping[str, tuple[frozenset[int], frozenset[int]]]


class Total(NamedTuple):
    """Of how many claims what is right."""

    claims: int
    within: int
    exact: int
    within_found: int
    exact_found: int
    bottleneck: int
    bottleneck_found: int
    against: Mapping[str, Count]


def score_story(story: Story, rows: Mapping[str, Mapping[str, Any]]) -> list[Scored]:
    """Weigh the articles of a story and score its claims."""
    with tempfile.TemporaryDirectory() as folder, _case(story, rows, Path(folder) / "case") as case:
        articles = _articles(story, rows, case)
        return [_score(claim, case, articles) for claim in story.claims]


def total_of(scored: Iterable[Scored]) -> Total:
    """Return how much is right."""
    claims = list(scored)
    against = {
        kind: sum(
            (
                Count(len(found & wanted), len(found), len(wanted))
                for found, wanted in (c.against[kind] for c in claims)
            ),
            Count(),
        )
        for kind in KINDS
    }
    return Total(
        len(claims),
        sum(c.lower <= c.origins <= c.upper for c in claims),
        sum(c.lower == c.origins for c in claims),
        sum(c.lower <= c.origins_found <= c.upper for c in claims),
        sum(c.lower == c.origins_found for c in claims),
        sum(c.bottleneck for c in claims),
        sum(c.bottleneck_found for c in claims),
        against,
    )


def _case(story: Story, rows: Mapping[str, Mapping[str, Any]], folder: Path) -> Case:
    """Return a case of a story's articles, weighed, in the order of their numbers."""
    case = new_case(folder)
    fields = ("title", "outlet", "author", "published")  # one address twice would be one article
    given = [rows[story.articles[number]] for number in sorted(story.articles)]
    readings = (
        article(
            f"{row['title']}\n\n{row['text']}", id=row["id"], locator=row["id"], published_basis="metadata",
            **{field: row[field] for field in fields},
        )
        for row in given
    )  # fmt: skip
    add(case, *readings)
    weigh_pending(case)
    return case


def _articles(story: Story, rows: Mapping[str, Mapping[str, Any]], case: Case) -> dict[int, Article]:
    index = ClaimIndex(case.connection)
    found = {}
    for document, number in enumerate(sorted(story.articles), 1):
        row, text = rows[story.articles[number]], read_text(case.connection, document)
        places = sentence_places(text, row["title"], row["text"])
        found[number] = Article(number, Document(id=row["id"], text=text), places, index.told(document).evidence)
    return found


def _score(claim: Claim, case: Case, articles: Mapping[int, Article]) -> Scored:
    number_of = dict(enumerate(sorted(articles), 1))
    tellings = [Telling(one.article, one.origins, one.relays) for one in claim.tells]
    against = {kind: frozenset(a.article for a in claim.against if a.kind == kind) for kind in KINDS}
    seed = seed_of(articles[claim.article], claim.sentence)
    if seed is None:
        nothing = frozenset[int]()
        return Scored(-1, -1, 0, 0, False, False, {kind: (nothing, against[kind]) for kind in KINDS})
    weighed, _ = claim_with(case, seed.id)
    found = {number_of[piece.document] for piece in weighed.claim.evidence}
    told = [telling for telling in tellings if telling.article in found]
    opposed = {kind: frozenset(number_of[document] for document in _opposed(kind, weighed, case)) for kind in KINDS}
    return Scored(
        weighed.counts.origins_lower.value,
        weighed.counts.origins_upper.value,
        _origins(tellings),
        _origins(told),
        agree(plain(claim.bottleneck), weighed.counts),
        agree(bottleneck_of(counts_by_labels(told)), weighed.counts),
        {kind: (opposed[kind], against[kind]) for kind in KINDS},
    )


def _opposed(kind: str, weighed: Weighed, case: Case) -> Iterator[int]:
    own = {piece.id for piece in weighed.claim.evidence}
    for opposition in weighed.against:
        if opposition.kind == kind:
            other = opposition.other if opposition.one in own else opposition.one
            yield from (report.document for report in claim_with(case, other)[0].claim.evidence)


def _origins(tellings: Iterable[Telling]) -> int:
    return len({name for telling in tellings for name in telling.origins if not name.startswith("?")})


def agree(reader: str, counts: Counts) -> bool:
    """Whether a narrowest layer is the reader's."""
    layer = counts.narrowest
    if reader in ("-", "?") or layer.basis == "none" or layer.size > 1:
        return reader == bottleneck_of(counts)
    (member,) = layer.members
    country, _, _ = member.key.partition(".")  # a capital speaks for its country
    words = set(member.key.replace(":", "_").replace(".", "_").split("_"))
    english = {word for key in (member.key, country) for word in (_english().get(key) or "").casefold().split()}
    if set(reader.split("_")) <= words | english or reader == member.key:
        return True
    return any(name in (member.key, country) or fold(name) in fold(member.name) for name in _called().get(reader, ()))


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """Return how those whom readers name are called: keys of tellers, and words in their names."""
    lines = (line.split("\t") for line in _NAMES.read_text(encoding="utf-8").splitlines())
    return {reader: tuple(names.split("|")) for reader, names in lines}


@cache
def _english() -> Mapping[str, str | None]:
    actors = {f"actors:{row.key}": row.name_en for row in lexicon().actors}
    return {**actors, **{f"places:{row.key}": row.name_en for row in lexicon().places}}


def tables(totals: Mapping[str, Total]) -> Iterator[str]:
    """Yield the tables of some stories."""
    yield "story         claims   all labelled articles         the articles found"
    yield "                       within exact bottleneck       within exact bottleneck"
    for name, t in totals.items():
        shares = (t.within, t.exact, t.bottleneck, t.within_found, t.exact_found, t.bottleneck_found)
        all_within, all_exact, all_neck, within, exact, neck = (f"{share / max(t.claims, 1):.3f}" for share in shares)
        yield f"{name:<12}{t.claims:8}   {all_within} {all_exact} {all_neck}            {within} {exact} {neck}"
    for kind in KINDS:
        yield ""
        for name, t in totals.items():
            c = t.against[kind]
            precision, recall = c.hits / max(c.found, 1), c.hits / max(c.wanted, 1)
            yield (
                f"{kind:<7} {name:<12}{c.hits:4} right, {c.found:4} found, {c.wanted:4} labelled"
                f"   P {precision:.3f}  R {recall:.3f}"
            )


def main(argv: Sequence[str]) -> int:
    """Print the tables of the stories in the given folders."""
    rows = corpus_rows()
    if rows is None:
        print("the ANT corpus is not there: set MUSNAD_SHARED", file=sys.stderr)
        return 1
    by_id = {row["id"]: row for row in rows}
    scored: dict[str, list[Scored]] = {}
    for story in (story for folder in argv or [str(CLAIMS)] for story in read_stories(Path(folder))):
        scored[story.name] = score_story(story, by_id)
    totals = {name: total_of(claims) for name, claims in scored.items()}
    totals["all"] = total_of(claim for claims in scored.values() for claim in claims)
    print("\n".join(tables(totals)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
