"""Weigh what one article alone tells, beside the claims that several tell.

What comes in is an open case, some documents and the weighing of them; what goes out are things told as claims of one
report each, counted as any other.
"""

from __future__ import annotations

from collections.abc import Collection

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.weighing import evidence_in
from musnad.corpus.weighing import Weighed, Weighing, weigh_claims
from musnad.model.evidence import Claim

__all__ = ["weigh_alone"]


def weigh_alone(case: Case, documents: Collection[int], weighing: Weighing) -> tuple[Weighed, ...]:
    """Return what the documents tell that is in none of their claims, each report as a claim with its own id.

    Raises CaseError where a document cannot be read.
    """
    told = {piece.id for weighed in weighing.claims for piece in weighed.claim.evidence}
    docs = ((number, read_corrected(case.connection, number)) for number in sorted(documents))
    pieces = [piece for number, doc in docs for piece in evidence_in(doc, number) if piece.id not in told]
    against = {one for weighed in weighing.claims for one in weighed.against}
    return weigh_claims(
        [Claim(id=piece.id, evidence=(piece,)) for piece in pieces],
        joins=(),
        oppositions=against,
        evidence={**weighing.evidence, **{piece.id: piece for piece in pieces}},
        copies={},
        credits=weighing.credits,
    ).claims
