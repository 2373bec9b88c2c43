"""Weighing the articles of a case: what each tells, the claims that several tell, and what people decide on them.

`pieces` are what a document tells, `index` finds what may be the same, `grouping` makes claims of it, `decisions` are
people's, `keeping` does all that for what is new, `overtaking` marks what is to be compared anew, `merges` tells who is
another one since, `reading` gives claims with their counts, `listing` a page of them.
"""

from __future__ import annotations

from musnad.case.weighing.checking import faults as claim_faults
from musnad.case.weighing.decisions import (
    ClaimDecision,
    decisions,
    decisions_on,
    join_claims,
    split_claim,
    take_back_decision,
)
from musnad.case.weighing.keeping import (
    WeighReport,
    clear_claims,
    is_in_order,
    leave_out,
    pending,
    weigh_few,
    weigh_pending,
    weigh_within,
)
from musnad.case.weighing.listing import Listed, list_alone, list_claims, weigh_listed
from musnad.case.weighing.pieces import evidence_in
from musnad.case.weighing.reading import claim_id, claim_with, weigh, weigh_alone, weigh_most

__all__ = [
    "ClaimDecision", "Listed", "WeighReport", "claim_faults", "claim_id", "claim_with", "clear_claims", "decisions",
    "decisions_on", "evidence_in", "is_in_order", "join_claims", "leave_out", "list_alone", "list_claims", "pending",
    "split_claim", "take_back_decision", "weigh", "weigh_alone", "weigh_few", "weigh_listed", "weigh_most",
    "weigh_pending", "weigh_within",
]  # fmt: skip
