"""The hits of a search as they are shown: title and words cut where matches begin and end, and why others match.

What comes in is a hit with the query it is of; what goes out are pieces of text, as they are written. No layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from musnad.case.search.expanding import Rule
from musnad.case.search.find import Found, Hit
from musnad.case.search.matching import Match
from musnad.model import Span
from musnad.views.cutting import Mark, cut

__all__ = ["Form", "HitPiece", "ShownHit", "shown_hits"]

_PLAIN = frozenset((Rule.EXACT, Rule.FORM))  # matches that a reader sees the reason of
_MOST_FORMS = 5  # of one word
_ENDS = (".", "!", "?", "؟", "…", '"', "”", "»")  # what a whole sentence ends with


class HitPiece(NamedTuple):
    """A stretch of text; `rule` says why it matches, None where it does not."""

    text: str
    rule: Rule | None


class Form(NamedTuple):
    """Words of an article that are not those of the query: what was typed, how they are written, and the rule."""

    typed: str
    written: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with the pieces of its title and of its words, and the forms that match without being plainly the same.

    `at` are the places of the matches shown, as the page of an article takes them; empty where only the title matches.
    """

    hit: Hit
    title: tuple[HitPiece, ...]
    words: tuple[HitPiece, ...]
    forms: tuple[Form, ...]
    at: str
    is_cut_before: bool
    is_cut_after: bool


def shown_hits(found: Found) -> tuple[ShownHit, ...]:
    """Return the hits of a page as they are shown."""
    return tuple(_shown(hit, found) for hit in found.hits)


def _shown(hit: Hit, found: Found) -> ShownHit:
    title, snippet = hit.title or "", hit.snippet
    return ShownHit(
        hit=hit,
        title=_pieces(title, 0, hit.title_matches),
        words=_pieces(hit.excerpt, snippet.start, snippet.matches),
        forms=_forms(hit, found),
        at=",".join(f"{match.span.start}-{match.span.end}" for match in snippet.matches),
        is_cut_before=snippet.start > 0,
        is_cut_after=not hit.excerpt.endswith(_ENDS),
    )


def _pieces(text: str, start: int, matches: Iterable[Match]) -> tuple[HitPiece, ...]:
    """Return a slice that begins at `start` of its text in pieces; of matches that overlap the first one counts."""
    if not text:
        return ()
    marks = [Mark(Span(m.span.start - start, m.span.end - start), m.rule) for m in matches]
    return tuple(
        HitPiece(text[piece.span.start : piece.span.end], piece.marks[0].what if piece.marks else None)
        for piece in cut(Span(0, len(text)), marks)
    )


def _forms(hit: Hit, found: Found) -> tuple[Form, ...]:
    """Return the ways of writing that are not plain, each once, by what was typed and why they match."""
    leaves = found.compiled.leaves if found.compiled else ()
    said: defaultdict[tuple[str, Rule], dict[str, None]] = defaultdict(dict)
    for match, written in _written(hit):
        if match.rule not in _PLAIN:
            leaf = leaves[match.leaf]
            said[found.query.text[leaf.start : leaf.end], match.rule][written] = None
    return tuple(Form(typed, tuple(written)[:_MOST_FORMS], rule) for (typed, rule), written in said.items())


def _written(hit: Hit) -> Iterator[tuple[Match, str]]:
    """Yield the matches that are shown with their words."""
    parts: Sequence[tuple[str, int, tuple[Match, ...]]] = (
        (hit.title or "", 0, hit.title_matches), (hit.excerpt, hit.snippet.start, hit.snippet.matches)
    )  # fmt: skip
    for text, start, matches in parts:
        for match in matches:
            yield match, text[match.span.start - start : match.span.end - start]
