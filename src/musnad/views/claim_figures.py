"""Figures of a claim as its page lists them: what is counted, and every number with its words, teller and time.

Values in, values out; the picture of them is `musnad.views.drawing.figures_chart`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from musnad.corpus.claim_figures import FiguresTold, FigureTold, figures_told
from musnad.corpus.weighing import Weighed, Weighing
from musnad.model import Span
from musnad.model.evidence import Evidence
from musnad.views.claim_brief import Who, who_tells
from musnad.views.claim_reports import places
from musnad.views.drawing.figures_chart import said

__all__ = ["FigureGroup", "FigureRow", "figures_of"]

_AROUND = 40
_WORDS = 3


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that a report gives: in short, as its words stand, by whom and when."""

    number: str
    words: str
    document: int
    at: str
    published: str | None
    outlet: Who
    teller: Who
    is_against: bool


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Numbers that count the same: `kind` says what in a word of the model, `words` as the first report says it."""

    figures: FiguresTold
    kind: str
    words: str
    rows: tuple[FigureRow, ...]


def figures_of(weighed: Weighed, weighing: Weighing, texts: Callable[[int], str]) -> tuple[FigureGroup, ...]:
    """Return the figures that reports of a claim give, with other figures that may be against them."""
    against = tuple(_against(weighed, weighing))
    media = {node.key for node in weighed.graph.nodes if node.is_media}

    def row(one: FigureTold) -> FigureRow:
        piece, counted = one.evidence, one.counted
        return FigureRow(
            said(counted.low, counted.high), _words(one, texts), piece.document, places((counted.span,)),
            piece.published, who_tells(piece.outlet, media), who_tells(one.teller, media), one.is_against,
        )  # fmt: skip

    groups = []
    for figures in figures_told(weighed.claim.evidence, against):
        first = figures.first
        kind = first.kind or ("persons" if first.persons else first.unit)
        groups.append(FigureGroup(figures, kind, _words(figures.told[0], texts), tuple(map(row, figures.told))))
    return tuple(groups)


def _against(weighed: Weighed, weighing: Weighing) -> Iterator[Evidence]:
    """Yield the reports of other claims with another figure, each with the figures alone that are against this one."""
    own = {piece.id for piece in weighed.claim.evidence}
    at: defaultdict[str, set[Span]] = defaultdict(set)
    for one in weighed.against:
        if one.kind == "figure":
            at[one.one].update(one.one_at)
            at[one.other].update(one.other_at)
    for id, spans in at.items():
        if id not in own and (piece := weighing.evidence.get(id)) is not None:
            figures = (c for c in piece.quantities if any(s.start < c.span.end and c.span.start < s.end for s in spans))
            yield msgspec.structs.replace(piece, quantities=tuple(figures))


def _words(one: FigureTold, texts: Callable[[int], str]) -> str:
    """Return the number as it stands, with the words after it in its sentence."""
    span, text = one.counted.span, texts(one.evidence.document)
    after = text[span.end : span.end + _AROUND].split("\n")[0].split()
    return " ".join([text[span.start : span.end], *after[:_WORDS]]).rstrip("،.؛:,")
