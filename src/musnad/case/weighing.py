"""Weigh what some articles of a case tell: claims told by several, each with its chains, counts and faults.

What comes in is an open case and the numbers of documents, such as those that a search finds; what goes out are claims
as values. Nothing is stored: the same documents give the same claims.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from musnad.arabic.orthography import fold
from musnad.case.copies import copies_of
from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.search.words import index_terms, lexicon
from musnad.corpus.bylines import credits_of, media_names
from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.circles import Circle, find_circles
from musnad.corpus.counting import Counts, count
from musnad.corpus.evidence import evidence_of, outlet_keys, outlet_of
from musnad.corpus.faults import Fault, find_faults
from musnad.corpus.joining import Join, Joiner
from musnad.corpus.routes import Credit
from musnad.corpus.what_if import Difference, leave_out
from musnad.corpus.wording import same_wording
from musnad.errors import CaseError
from musnad.model import Document
from musnad.model.evidence import Claim, Evidence, Opposition, Teller

__all__ = ["MOST_DOCUMENTS", "Weighed", "Weighing", "evidence_in", "weigh"]

MOST_DOCUMENTS = 1000


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with everything that is counted of it; `joins` say why its reports are taken for the same thing.

    `against` are the oppositions between its reports and those of other claims.
    """

    claim: Claim
    graph: ChainGraph
    counts: Counts
    faults: tuple[Fault, ...]
    joins: tuple[Join, ...]
    against: tuple[Opposition, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The claims that several articles tell, those told most first, and the circles in and between their chains.

    `evidence` holds all that was compared, by id; `alone` counts the things that one article tells. `same_text` and
    `credits` are what the chains were built with.
    """

    claims: tuple[Weighed, ...]
    circles: tuple[Circle, ...]
    evidence: Mapping[str, Evidence]
    alone: int
    same_text: Mapping[str, str]
    credits: Mapping[int, Sequence[Credit]]

    def claim(self, key: str) -> Weighed | None:
        """Return the claim with an id, or the one that holds a piece of evidence with it; None where there is none."""
        for weighed in self.claims:
            if key == weighed.claim.id or any(piece.id == key for piece in weighed.claim.evidence):
                return weighed
        return None

    def keys_of(self, name: str) -> frozenset[str]:
        """Return the keys of those in the chains who have a name, in whatever spelling of hamza, or this key."""
        nodes = (node for weighed in self.claims for node in weighed.graph.nodes)
        return frozenset(node.key for node in nodes if name == node.key or fold(name) == fold(node.name))

    def without(self, keys: Collection[str]) -> tuple[Difference, ...]:
        """Return what falls without some tellers, by their keys: each claim that loses something."""
        claims = [weighed.claim for weighed in self.claims]
        return leave_out(claims, keys, same_text=self.same_text, credits=self.credits)


def weigh(case: Case, documents: Collection[int]) -> Weighing:
    """Return what the documents tell together, as corrected.

    Raises CaseError where there are more than `MOST_DOCUMENTS`, or one of them cannot be read.
    """
    if len(documents) > MOST_DOCUMENTS:
        remedy = f"narrow the search or its days to {MOST_DOCUMENTS} at most"
        raise CaseError(str(case.path), f"{len(documents)} articles are too many to weigh at once", remedy)
    docs = {number: read_corrected(case.connection, number) for number in sorted(documents)}
    evidence = {number: evidence_in(doc, number) for number, doc in docs.items()}
    joiner = Joiner({row.key: row.weight for row in lexicon().join_traits}, rarity=lexicon().stem_rarity)
    for pieces in evidence.values():
        joiner.add(pieces)
    claims = joiner.claims()
    told = [claim for claim in claims if len({piece.document for piece in claim.evidence}) > 1]
    same = same_wording((piece for claim in told for piece in claim.evidence), _copies(case.connection, documents))
    credits = {number: found for number, doc in docs.items() if (found := _credits(doc))}
    joins, against = _by_claim(told, joiner)
    weighed = [
        Weighed(
            claim, graph := build_chains(claim, same_text=same, credits=credits), count(graph), find_faults(graph),
            tuple(joins[claim.id]), tuple(against[claim.id]),
        )
        for claim in told
    ]  # fmt: skip
    weighed.sort(key=lambda w: (-w.counts.articles.value, -w.counts.origins_upper.value, w.claim.id))
    return Weighing(
        claims=tuple(weighed),
        circles=find_circles(w.graph for w in weighed),
        evidence={piece.id: piece for pieces in evidence.values() for piece in pieces},
        alone=len(claims) - len(told),
        same_text=same,
        credits=credits,
    )


def _by_claim(
    claims: Iterable[Claim], joiner: Joiner
) -> tuple[Mapping[str, list[Join]], Mapping[str, list[Opposition]]]:
    """Return by claim the joins within it and the oppositions between it and others, each in order."""
    claim_of = {piece.id: claim.id for claim in claims for piece in claim.evidence}
    joins: defaultdict[str, list[Join]] = defaultdict(list)
    against: defaultdict[str, list[Opposition]] = defaultdict(list)
    for (one, other), join in sorted(joiner.joins.items()):
        if one in claim_of and claim_of[one] == claim_of.get(other):
            joins[claim_of[one]].append(join)
    for (one, other), found in sorted(joiner.oppositions.items()):
        sides = {claim_of.get(one), claim_of.get(other)}
        if len(sides) == 2:
            for claim in filter(None, sides):
                against[claim].extend(found)
    return joins, against


def evidence_in(doc: Document, number: int) -> tuple[Evidence, ...]:
    """Return what a read article tells; `number` is that of its document."""
    return evidence_of(doc, document=number, terms_of=_terms_of, outlet=outlet_of(doc, _outlets()))


def _terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(term.start, term.end, term.stem) for term in index_terms(text)]


def _credits(doc: Document) -> tuple[Credit, ...]:
    return credits_of(doc, outlet_of(doc, _outlets()), _media())


def _copies(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, int]:
    """Return by document the first of its group of copies."""
    found: dict[int, int] = {}
    for number in sorted(documents):
        if number not in found and (group := copies_of(connection, number)) is not None:
            found.update(dict.fromkeys(group.documents, group.documents[0]))
    return found


@cache
def _outlets() -> Mapping[str, str]:
    rows = (row for row in lexicon().actors if row.role in ("agency", "outlet"))
    return outlet_keys((row.key, filter(None, (row.name, row.name_en, *row.aliases))) for row in rows)


@cache
def _media() -> dict[str, Teller]:
    return media_names(lexicon().actors)
