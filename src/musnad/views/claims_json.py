"""Claims as records for JSON: numbers of documents, offsets in code points, and every count with its evidence.

Values in, values out; no I/O. What the fields mean: docs/weighing.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from musnad.corpus.sources import Judged
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed, Weighing
from musnad.corpus.what_if import Difference
from musnad.views.claim_changes import Texts, change_records

__all__ = ["circle_records", "claim_record", "claim_records", "difference_record"]

_CHANCE_DIGITS = 3
_NOTHING = Judged()


def claim_records(weighing: Weighing, texts: Texts, *, judged: Judged = _NOTHING) -> Iterator[dict[str, Any]]:
    """Yield a record for each claim that several articles tell."""
    yield from (claim_record(weighed, weighing, texts, judged=judged) for weighed in weighing.claims)


def claim_record(weighed: Weighed, weighing: Weighing, texts: Texts, *, judged: Judged = _NOTHING) -> dict[str, Any]:
    """Return a claim: reports with their chains, what joins them, counts, faults, what is against it, changes.

    `marks` are those that people gave it, `ratings` the letters of those in its chains, by their keys.
    """
    rated = {node.key: judged.ratings[node.key] for node in weighed.graph.nodes if node.key in judged.ratings}
    own = {piece.id for piece in weighed.claim.evidence}
    against = []
    for opposition in weighed.against:
        other = weighing.evidence[opposition.other if opposition.one in own else opposition.one]
        said = {**msgspec.to_builtins(opposition), "chance": round(opposition.chance, _CHANCE_DIGITS)}
        against.append({**said, "evidence": msgspec.to_builtins(other)})
    return {
        "id": weighed.claim.id,
        "summary": {"ar": summarise(weighed.counts, "ar"), "en": summarise(weighed.counts, "en")},
        "counts": msgspec.to_builtins(weighed.counts),
        "chains": msgspec.to_builtins(weighed.graph),
        "faults": msgspec.to_builtins(weighed.faults),
        "joins": [
            {"one": join.one, "other": join.other, "chance": round(join.chance, _CHANCE_DIGITS),
             "reasons": [reason._asdict() for reason in join.reasons]}
            for join in weighed.joins
        ],
        "against": against,
        "changes": change_records(weighed.claim, texts),
        "marks": msgspec.to_builtins(judged.marks.get(weighed.claim.id, ())),
        "ratings": msgspec.to_builtins(rated),
    }  # fmt: skip


def difference_record(difference: Difference) -> dict[str, Any]:
    """Return a claim that loses something when somebody is left out: the counts before and after, and what falls."""
    built: dict[str, Any] = msgspec.to_builtins(difference)
    return {**built, "is_gone": difference.is_gone, "loses_its_last_origin": difference.loses_its_last_origin}


def circle_records(weighing: Weighing) -> Iterable[dict[str, Any]]:
    """Return a record for each circle: who has it from whom, by which words."""
    return [msgspec.to_builtins(circle) for circle in weighing.circles]
