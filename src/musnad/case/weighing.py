"""Weigh what some articles of a case tell: claims told by several, each with its chains, counts and faults.

What comes in is an open case and the numbers of documents, such as those that a search finds; what goes out are claims
as values. Nothing is stored: the same documents give the same claims.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from musnad.case.copies import copies_of
from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.search.words import index_terms, lexicon
from musnad.case.source_file import sides_in
from musnad.case.tellers import media, outlets
from musnad.corpus.bylines import credits_of
from musnad.corpus.evidence import evidence_of, outlet_of
from musnad.corpus.joining import Joiner
from musnad.corpus.routes import Credit
from musnad.corpus.weighing import Weighing, weigh_claims
from musnad.errors import CaseError
from musnad.model import Document
from musnad.model.evidence import Evidence

__all__ = ["MOST_DOCUMENTS", "evidence_in", "weigh"]

MOST_DOCUMENTS = 1000


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
    return weigh_claims(
        told,
        joins=joiner.joins.values(),
        oppositions=(one for found in joiner.oppositions.values() for one in found),
        evidence={piece.id: piece for pieces in evidence.values() for piece in pieces},
        copies=_copies(case.connection, documents),
        credits={number: found for number, doc in docs.items() if (found := _credits(doc))},
        alone=len(claims) - len(told),
        sides=sides_in(case.connection, (piece for claim in told for piece in claim.evidence)),
    )


def evidence_in(doc: Document, number: int) -> tuple[Evidence, ...]:
    """Return what a read article tells; `number` is that of its document."""
    return evidence_of(doc, document=number, terms_of=_terms_of, outlet=outlet_of(doc, outlets()))


def _terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(term.start, term.end, term.stem) for term in index_terms(text)]


def _credits(doc: Document) -> tuple[Credit, ...]:
    return credits_of(doc, outlet_of(doc, outlets()), media())


def _copies(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, int]:
    """Return by document the first of its group of copies."""
    found: dict[int, int] = {}
    for number in sorted(documents):
        if number not in found and (group := copies_of(connection, number)) is not None:
            found.update(dict.fromkeys(group.documents, group.documents[0]))
    return found
