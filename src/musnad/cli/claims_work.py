"""Run `musnad claims`: what the chosen articles tell together, or one claim of it."""

from __future__ import annotations

from pathlib import Path

from musnad.cli.answering import Asked, json_of, manner, run_answer
from musnad.cli.choosing import Chosen
from musnad.errors import CaseError
from musnad.views.claims_json import circle_records, claim_record, claim_records
from musnad.views.claims_report import render_claim, render_claims

__all__ = ["run_claims"]


def run_claims(path: Path, chosen: Chosen, *, claim: str | None, limit: int | None, as_json: bool) -> int:
    """Print the claims of the chosen articles, or one of them; return the exit status."""

    def answer(asked: Asked) -> str:
        weighing, articles = asked.weighing, len(asked.documents)
        if claim is not None:
            return _one(asked, claim, as_json=as_json)
        if as_json:
            return json_of({"articles": articles, "alone": weighing.alone,
                            "claims": list(claim_records(weighing, limit=limit)),
                            "circles": circle_records(weighing)})  # fmt: skip
        return render_claims(weighing, asked.texts, articles=articles, limit=limit, **manner())

    return run_answer(path, chosen, answer)


def _one(asked: Asked, claim: str, *, as_json: bool) -> str:
    found = asked.weighing.claim(claim)
    if found is None:
        reason = f"no claim {claim} is told by several of these articles"
        raise CaseError(str(asked.case.path), reason, "list them without --claim, with the same search")
    if as_json:
        return json_of(claim_record(found, asked.weighing))
    return render_claim(found, asked.weighing, asked.texts, **manner())
