"""Run `musnad claims`, `musnad claim` and `musnad weigh`, and write the answers in the form asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from musnad.case.choosing import Chosen
from musnad.case.claim_marks import marks_in
from musnad.case.folder import SETTINGS, Case, open_case
from musnad.case.source_file import ratings_in
from musnad.case.store import read_text
from musnad.case.weighing import (
    claim_with,
    decisions,
    join_claims,
    split_claim,
    take_back_decision,
)
from musnad.cli.answering import Asked, json_of, manner, put, run_answer
from musnad.cli.choosing import bring_up_to_date
from musnad.cli.running import FAILED, run_to_end
from musnad.corpus.sources import Judged
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.views.claims_json import circle_records, claim_record, claim_records
from musnad.views.claims_report import render_claim, render_claims, render_decisions

__all__ = ["run_claim", "run_claims", "run_decide", "run_decisions", "run_undo", "run_weigh"]

_NEITHER = "make a case with: musnad add FOLDER SOURCE..., or a run with: musnad run SOURCE... --out FOLDER"


def run_claims(path: Path, chosen: Chosen, *, limit: int | None, as_json: bool) -> int:
    """Print the claims of the chosen articles; return the exit status."""

    def answer(asked: Asked) -> str:
        weighing, judged = asked.weighing, _judged(asked.case, asked.weighing)
        if not as_json:
            return render_claims(weighing, asked.texts, judged=judged, **manner())
        counted = {"articles": weighing.articles, "alone": weighing.alone, "more": weighing.more}
        claims = list(claim_records(weighing, asked.texts, judged=judged))
        return json_of({**counted, "claims": claims, "circles": circle_records(weighing)})

    return run_answer(path, chosen, answer, most=limit)


def run_claim(path: Path, key: str, *, as_json: bool) -> int:
    """Print one claim; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            weighed, weighing = claim_with(case, key)
            judged = _judged(case, weighing)
            texts = partial(read_text, case.connection)
            if as_json:
                return put(json_of(claim_record(weighed, weighing, texts, judged=judged)))
            return put(render_claim(weighed, weighing, texts, judged=judged, **manner()))

    return run_to_end(work)


def run_decide(path: Path, key: str, *, join: Sequence[str], split: Sequence[str], reason: str) -> int:
    """Join claims, or split reports off one, and print the number of the decision; return the exit status."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            if join:
                number = join_claims(case, (key, *join), reason=reason)
            else:
                number = split_claim(case, split, claim=key, reason=reason)
        typer.echo(f"decision {number} is made; to take it back: musnad claim {path} --undo {number} --reason WHY")
        return 0

    return run_to_end(work)


def run_undo(path: Path, decision: int, *, reason: str) -> int:
    """Take a decision back; return the exit status."""

    def work() -> int:
        with open_case(path, writable=True) as case:
            take_back_decision(case, decision, reason=reason)
        typer.echo(f"decision {decision} is taken back")
        return 0

    return run_to_end(work)


def run_decisions(path: Path, *, as_json: bool) -> int:
    """Print what was decided on claims; return 0."""

    def work() -> int:
        with open_case(path) as case:
            made = decisions(case.connection, undone=True)
        return put(json_of([dataclasses.asdict(one) for one in made]) if as_json else render_decisions(made))

    return run_to_end(work)


def run_weigh(path: Path, *, everything: bool) -> int:
    """Bring the claims of a case up to date; return the exit status."""

    def work() -> int:
        if not (path / SETTINGS).exists():
            raise CaseError(str(path), "there is no case here, and no run", _NEITHER)
        with open_case(path, writable=True) as case:
            report = bring_up_to_date(case, everything=everything)
        typer.echo(f"{report.done} articles weighed" if report.pending else "all articles are weighed")
        if report.again:
            typer.echo(f"{report.again} compared anew, since one before them came, changed or went")
        return FAILED if report.problems else 0

    return run_to_end(work)


def _judged(case: Case, weighing: Weighing) -> Judged:
    """Return what people judged of those who tell, and of the claims."""
    marks = marks_in(case.connection, (weighed.claim for weighed in weighing.claims))
    return Judged(ratings_in(case.connection), marks)
