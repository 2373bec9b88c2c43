"""Align the expressions found in a text with the gold ones, and count, as the project's `gold/score.py` does.

Spans are compared by the whole words they touch, so that clitics and commas never decide; the alignment is one to one,
largest overlap first. Where the texts come from is not this module's matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from finders import Finder, Found, agrees

__all__ = ["Expression", "Labelled", "Tally", "align", "score"]

_WORD = re.compile(r"[\w\u064B-\u0652\u0670\u0640]+")


@dataclass(frozen=True, slots=True)
class Expression:
    """A gold expression; `values` are all that count as right."""

    start: int
    end: int
    type: str
    values: tuple[str, ...]
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its gold expressions; `family` is what a sentence tries, or the set of an article."""

    id: str
    family: str
    published: str
    text: str
    times: tuple[Expression, ...]

    @staticmethod
    def of(record: dict[str, Any], *, family: str) -> Labelled:
        """Build one from a line of a sentence file or from a gold file with its text."""
        expressions = tuple(
            Expression(t["start"], t["end"], t["type"], (t["value"], *t.get("alt_values", ())), t.get("mod"))
            for t in record["times"]
        )
        return Labelled(record["id"], family, record["published"], record["text"], expressions)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that add up over texts; `found`, `span`, `value` and `both` are of the `wanted` ones.

    `whole` are the texts with every span and value right and nothing spurious, `valued` the same, spans aside.
    """

    texts: int = 0
    wanted: int = 0
    given: int = 0
    found: int = 0
    span: int = 0
    value: int = 0
    both: int = 0
    typed: int = 0
    mod: int = 0
    mods: int = 0
    whole: int = 0
    valued: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def spurious(self) -> int:
        """How many were given that overlap no gold expression of their own."""
        return self.given - self.found

    def rates(self, hits: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 of so many hits."""
        precision = hits / self.given if self.given else 0.0
        recall = hits / self.wanted if self.wanted else 0.0
        return precision, recall, 2 * hits / (self.given + self.wanted) if hits else 0.0


def align(text: str, gold: Sequence[Expression], found: Sequence[Found]) -> list[tuple[Expression, Found, bool]]:
    """Pair gold with found expressions; the last of each triple tells whether both touch the same words."""
    words = [match.span() for match in _WORD.finditer(text)]
    wanted = [_touched(words, g.start, g.end) for g in gold]
    given = [_touched(words, f.start, f.end) for f in found]
    shares = [
        (-len(w & g) / len(w | g), i, j)
        for i, w in enumerate(wanted)
        for j, g in enumerate(given)
        if not w.isdisjoint(g)
    ]
    pairs, taken, used = [], set(), set()
    for _, i, j in sorted(shares):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            pairs.append((gold[i], found[j], wanted[i] == given[j]))
    return pairs


def score(text: Labelled, finder: Finder) -> Tally:
    """Return the counts of one text."""
    found = finder.find(text.text, text.published)
    pairs = align(text.text, text.times, found)
    right = [(same, any(agrees(f, value) for value in g.values)) for g, f, same in pairs]
    modified = [(g, f) for g, f, _ in pairs if g.mod or f.mod]
    both = sum(same and value for same, value in right)
    values = sum(value for _, value in right)
    complete = len(found) == len(pairs) == len(text.times)
    return Tally(
        texts=1,
        wanted=len(text.times),
        given=len(found),
        found=len(pairs),
        span=sum(same for same, _ in right),
        value=values,
        both=both,
        typed=sum(g.type == f.type for g, f, _ in pairs),
        mod=sum(g.mod == f.mod for g, f in modified),
        mods=len(modified),
        whole=complete and both == len(pairs),
        valued=complete and values == len(pairs),
    )


def _touched(words: Sequence[tuple[int, int]], start: int, end: int) -> frozenset[int]:
    return frozenset(n for n, (first, last) in enumerate(words) if first < end and start < last)
