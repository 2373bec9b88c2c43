"""Which articles of a case tell a claim, and which name an actor: what these choose for formats other than a report.

What comes in is a case with a claim or an actor; what goes out are numbers of documents, as people left the case.
"""

from __future__ import annotations

from musnad.case.actor_search import actor_called
from musnad.case.folder import Case
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.weighing import claim_with

__all__ = ["documents_telling"]


def documents_telling(case: Case, *, claim: str | None, actor: str | None) -> frozenset[int] | None:
    """Return the documents that tell a claim and name an actor, by id and by name or key; None where neither is given.

    Raises CaseError where the case has no such claim or actor.
    """
    groups = []
    if claim:
        told = claim_with(case, claim, most_joined=0)[0].claim
        groups.append(frozenset(piece.document for piece in told.evidence))
    if actor:
        key = actor_called(case, actor)
        named = Filter("place" if key.startswith(("places:", "LOC:")) else "actor", key)
        groups.append(frozenset(find_documents(case, "", filters=[named])))
    return frozenset.intersection(*groups) if groups else None
