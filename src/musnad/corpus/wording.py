"""Which pieces of a claim's evidence have the same wording: one text that several articles carry.

What comes in is evidence and which articles are copies of one another in some part (from the index of copies); what
goes out is a group for each piece that shares its wording. Articles that are copies in one passage may differ in
another, so the stems of the claim's own words are compared as well. No group joins articles that are no copies: few
words are alike in all reports of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from musnad.corpus.routes import in_order
from musnad.model.evidence import Evidence

__all__ = ["same_wording"]

LEAST_SHARED = 0.8  # of the stems of either: a few words are added or cut, a figure or name changed


def same_wording(
    evidence: Iterable[Evidence], copies: Mapping[int, Hashable], *, least: float = LEAST_SHARED
) -> dict[str, str]:
    """Return the group of each piece that shares its wording with one of another article, named by its earliest piece.

    `copies` gives the articles of a group of copies the same value. A piece is compared with the first of each text,
    so long rows of copies cost little. Pieces without stems are in no group.
    """
    by_copies: defaultdict[Hashable, list[Evidence]] = defaultdict(list)
    for piece in in_order(evidence):
        if piece.document in copies and piece.terms:
            by_copies[copies[piece.document]].append(piece)
    found: dict[str, str] = {}
    for pieces in by_copies.values():
        for text in _texts(pieces, least):
            if len({piece.document for piece in text}) > 1:
                found.update({piece.id: text[0].id for piece in text})
    return found


def _texts(pieces: Iterable[Evidence], least: float) -> list[list[Evidence]]:
    texts: list[tuple[frozenset[str], list[Evidence]]] = []
    known: dict[frozenset[str], list[Evidence]] = {}
    for piece in pieces:
        stems = frozenset(piece.terms)
        text = known.get(stems) or next((held for first, held in texts if _shared(first, stems) >= least), None)
        if text is None:
            text = []
            texts.append((stems, text))
        known[stems] = text
        text.append(piece)
    return [text for _, text in texts]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one), len(other))
