"""What a case holds and what was done in it as records for JSON: summary, log, corrections, decisions on claims.

Values in, values out; no I/O.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import msgspec

from musnad.case.judging import Judgement
from musnad.case.log import Entry
from musnad.case.summary import Summary
from musnad.case.weighing import ClaimDecision

__all__ = ["claim_decision_record", "correction_record", "entry_record", "summary_record"]


def summary_record(summary: Summary, *, outlets: int | None = None) -> dict[str, Any]:
    """Return what a case holds; at most so many outlets, those of most articles."""
    record = dataclasses.asdict(summary)
    record["outlets"] = dict(list(summary.outlets.items())[:outlets])
    read_by = summary.read_by.items()
    record["read_by"] = [{"stages": json.loads(stages), "documents": count} for stages, count in read_by]
    return record


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return an entry of the log."""
    return {"number": entry.number, "at": entry.at, "kind": entry.kind, "what": dict(entry.what)}


def correction_record(judgement: Judgement) -> dict[str, Any]:
    """Return a correction: the places it points at as pairs of offsets, its value as the document prints it."""
    record = dataclasses.asdict(judgement)
    record["target"] = [[span.start, span.end] for span in judgement.target]
    record["value"] = None if judgement.value is None else msgspec.to_builtins(judgement.value)
    return record


def claim_decision_record(decision: ClaimDecision) -> dict[str, Any]:
    """Return a decision on claims."""
    record = dataclasses.asdict(decision)
    return {**record, "these": list(decision.these), "those": list(decision.those)}
