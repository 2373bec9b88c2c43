"""Drafts of ClaimReview (schema.org): for each claim the form that a checker fills in, without any verdict.

What comes in are the claims of a case; what goes out is one file of JSON-LD. Rating, review, author and address of the
review are a person's and stay empty; each node says that it is a draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.case.weighing import claim_id
from musnad.exports.linked.claim_nodes import CONTEXT, ClaimNodes, told_claims
from musnad.exports.linked.json_streams import Json, write_items, write_members
from musnad.exports.linked.keys import Keys
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["write"]

_NEEDS = ("reviewRating", "reviewBody", "author", "datePublished", "url")  # what a person has to give


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write a draft for each claim, at most so many as are wanted; those that most outlets tell come first.

    Where a claim is asked for, there is a draft of it alone. Raises CaseError where the case has none such.
    """
    with out.binary() as file:
        write_members(file, {"@context": CONTEXT})
        write_items(file, "@graph", _drafts(subject, out, manner))
        file.write(b"\n}\n")


def _drafts(subject: Subject, out: Out, manner: Manner) -> Iterator[Json]:
    nodes = ClaimNodes(subject, Keys.of(subject), manner.language, describes=True)
    only = claim_id(subject.case, manner.claim) if subject.case is not None and manner.claim else None
    out.wrote("drafts", 0)
    for told in told_claims(subject, None if only else manner.most):
        if only is not None and told.weighed.claim.id != only:
            continue
        claim = nodes.node(told)
        out.wrote("drafts")
        yield {
            "@id": f"{claim['@id']}/review", "@type": "ClaimReview", "claimReviewed": claim["text"],
            "itemReviewed": claim, "musnad:state": "draft", "musnad:needs": list(_NEEDS),
        }  # fmt: skip
