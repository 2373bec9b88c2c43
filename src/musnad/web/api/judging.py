"""Corrections of articles, and decisions on claims."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query

from musnad.case.judging import LAYER_TYPES, Annotation, annotation_spans, judge, judgements, read_corrected
from musnad.case.judging import take_back as take_correction_back
from musnad.case.weighing import decisions, join_claims, split_claim, take_back_decision
from musnad.case.weighing.decisions import piece_of
from musnad.errors import CaseError, QueryError
from musnad.model import Document
from musnad.views.case_json import claim_decision_record, correction_record
from musnad.web.api.asking import ClaimDecisionAsked, CorrectionAsked, DocumentNumber, Number, Reason
from musnad.web.api.calls import Answer, Call, Way, numbered, sought

__all__ = ["WAYS"]

_Undone = Annotated[bool, Query(description="Give those that were taken back too.")]


def corrections(call: Call, undone: _Undone = False) -> object:
    """List the corrections of the case, in the order they were made."""
    return {"corrections": [correction_record(one) for one in judgements(call.case.connection, undone=undone)]}


def article_corrections(call: Call, document: DocumentNumber, undone: _Undone = False) -> object:
    """List the corrections of a document."""
    found = judgements(call.case.connection, document, undone=undone)
    return {"corrections": [correction_record(one) for one in found]}


def correct(call: Call, document: DocumentNumber, given: CorrectionAsked) -> object:
    """Correct an annotation: `at` alone removes it, `value` alone adds one, both replace it.

    A correction outlives a new reading, and can be taken back.
    """
    with sought():
        doc = read_corrected(call.case.connection, document)
    if given.at is None and given.value is None:
        raise QueryError("at", "nothing is to be changed", "give at to remove, value to add, or both to replace")
    target = None if given.at is None else _target(doc, given.layer, given.at)
    value = None if given.value is None else _value(given.layer, given.value, target)
    made = judge(
        call.case, document, layer=given.layer, action="add" if target is None else "remove" if value is None
        else "replace", target=target, value=value, reason=given.reason,
    )  # fmt: skip
    return Answer(_correction(call, made), 201)


def take_back(call: Call, number: Number, reason: Reason) -> object:
    """Take a correction back: what the machine found stands again."""
    _correction(call, number)
    take_correction_back(call.case, number, reason=reason)
    return _correction(call, number)


def claim_decisions(call: Call) -> object:
    """List what was decided on claims, what was taken back too."""
    return {"decisions": [claim_decision_record(one) for one in decisions(call.case.connection, undone=True)]}


def decide(call: Call, given: ClaimDecisionAsked) -> object:
    """Decide that claims are one, or that some reports of a claim tell something else."""
    with sought():
        for one in (given.claim, *given.others):
            piece_of(call.case.connection, one)
    if given.kind == "join":
        number = join_claims(call.case, (given.claim, *given.others), reason=given.reason)
    else:
        number = split_claim(call.case, given.others, claim=given.claim, reason=given.reason)
    return Answer(_decision(call, number), 201)


def take_decision_back(call: Call, number: Number, reason: Reason) -> object:
    """Take a decision on claims back."""
    _decision(call, number)
    take_back_decision(call.case, number, reason=reason)
    return _decision(call, number)


def _correction(call: Call, number: int) -> dict[str, Any]:
    found = ((one.id, one) for one in judgements(call.case.connection, undone=True))
    return correction_record(numbered(found, number, what="correction", look="see the list of corrections"))


def _decision(call: Call, number: int) -> dict[str, Any]:
    found = ((one.id, one) for one in decisions(call.case.connection, undone=True))
    return claim_decision_record(numbered(found, number, what="decision", look="see the list of decisions"))


def _target(doc: Document, layer: str, at: str | tuple[int, int]) -> Annotation:
    """Return the annotation with an id, or whose words stand in a place. Raises CaseError unless there is one."""
    found: tuple[Annotation, ...] = getattr(doc, layer) or ()
    if isinstance(at, str):
        same = [one for one in found if getattr(one, "id", None) == at]
    else:
        same = [one for one in found if any((span.start, span.end) == at for span in annotation_spans(one))]
    if len(same) != 1:
        told = "none stands there" if not same else f"{len(same)} stand there"
        raise CaseError(f"{layer} at {at}", told, "give the id of one, or where its words begin and end")
    return same[0]


def _value(layer: str, given: dict[str, Any], target: Annotation | None) -> Annotation:
    base = msgspec.to_builtins(target) if target is not None else {"origin": "judgement"}
    try:
        annotation: Annotation = msgspec.convert({**base, **given}, LAYER_TYPES[layer])
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        remedy = "give it in the fields of the document that /articles/{document} gives"
        raise QueryError("value", f"it does not fit {layer}: {error}", remedy) from error
    return annotation


WAYS = (
    Way("GET", "/corrections", corrections, "Corrections", "Corrections"),
    Way("DELETE", "/corrections/{number}", take_back, "Correction", "Corrections", "writing"),
    Way("GET", "/articles/{document}/corrections", article_corrections, "Corrections", "Corrections"),
    Way("POST", "/articles/{document}/corrections", correct, "Correction", "Corrections", "writing", status=201),
    Way("GET", "/decisions/claims", claim_decisions, "ClaimDecisions", "Decisions"),
    Way("POST", "/decisions/claims", decide, "ClaimDecision", "Decisions", "writing", status=201),
    Way("DELETE", "/decisions/claims/{number}", take_decision_back, "ClaimDecision", "Decisions", "writing"),
)
