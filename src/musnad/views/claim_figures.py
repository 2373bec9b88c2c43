"""Figures of a claim as its page lists them: what is counted, and every number with its words, teller and time.

Values in, values out; the picture of them is `musnad.views.drawing.figures_chart`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from musnad.corpus.claim_figures import FiguresTold, FigureTold, figures_told
from musnad.corpus.weighing import Weighed, Weighing
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
    own = {piece.id for piece in weighed.claim.evidence}
    pairs = [id for one in weighed.against if one.kind == "figure" for id in (one.one, one.other)]
    against = [weighing.evidence[id] for id in dict.fromkeys(pairs) if id not in own and id in weighing.evidence]
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


def _words(one: FigureTold, texts: Callable[[int], str]) -> str:
    """Return the number as it stands, with the words after it in its sentence."""
    span, text = one.counted.span, texts(one.evidence.document)
    after = text[span.end : span.end + _AROUND].split("\n")[0].split()
    return " ".join([text[span.start : span.end], *after[:_WORDS]]).rstrip("،.؛:,")
