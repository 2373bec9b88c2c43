"""How the words of a claim changed, as lines for the terminal and as records for JSON.

Values in, text or records out; no I/O. What a change is: `musnad.corpus.changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from musnad.case.search.words import index_terms
from musnad.corpus.changes import Change, ChangeKind, changes_of
from musnad.model import Span
from musnad.model.evidence import Claim, Evidence
from musnad.views.bidi import isolate

__all__ = ["Texts", "change_lines", "change_records", "changes_in"]

Texts = Callable[[int], str]
"""The text of each document, by its number."""

_LABELS: dict[ChangeKind, str] = {
    "telling": "told otherwise", "figure": "another figure", "added": "added", "dropped": "left out",
}  # fmt: skip


def change_lines(claim: Claim, texts: Texts) -> Iterator[str]:
    """Yield a line for each change in the words of a claim, in the order of time; a heading before the first."""
    reports = {report.id: report for report in claim.evidence}
    for number, change in enumerate(changes_in(claim, texts)):
        if not number:
            yield ""
            yield "how its words changed:"
        now, then = reports[change.evidence], reports[change.base]
        parts = [
            isolate(_slices(report, spans, texts)) for report, spans in ((then, change.was), (now, change.at)) if spans
        ]
        said = f" ({change.words})" if change.words else ""
        yield (
            f"  {now.published or 'no date'} #{now.document} against #{then.document}, {_LABELS[change.kind]}{said}: "
            f"{' → '.join(parts)}"
        )


def change_records(claim: Claim, texts: Texts) -> list[dict[str, Any]]:
    """Return a record for each change in the words of a claim, in the order of time."""
    return [msgspec.to_builtins(change) for change in changes_in(claim, texts)]


def changes_in(claim: Claim, texts: Texts) -> tuple[Change, ...]:
    """Return how the words of a claim changed, in the order of time."""

    def words_of(piece: Evidence) -> list[tuple[int, int, str]]:
        text = texts(piece.document)
        return [
            (span.start + term.start, span.start + term.end, term.stem)
            for span in piece.spans
            for term in index_terms(text[span.start : span.end])
        ]

    return changes_of(claim, words_of)


def _slices(piece: Evidence, spans: tuple[Span, ...], texts: Texts) -> str:
    text = texts(piece.document)
    return " … ".join(text[span.start : span.end] for span in spans)
