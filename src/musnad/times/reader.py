"""Find time expressions in segmented text and resolve them against a day and against the text itself.

What comes in are segments, the text and perhaps the day of publication; what goes out are TIMEX3 expressions in text
order that do not overlap. Without a day a relative expression keeps X in its value. Ages, vague words (now, soon) and
names made of calendar words are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from musnad.lexicon import Lexicon
from musnad.model import Segments, Span, TimeExpression
from musnad.times.amounts import AMOUNT_RULES
from musnad.times.atoms import Atoms, code_of
from musnad.times.dates import DATE_RULES
from musnad.times.grammar import BY_START, STARTS
from musnad.times.hijri import HIJRI_RULES
from musnad.times.hours import HOUR_RULES
from musnad.times.intervals import interval_of
from musnad.times.joining import join
from musnad.times.outlook import outlook
from musnad.times.parts import PART_RULES
from musnad.times.reading import Found, Hit, Known, Point, Resolve
from musnad.times.recurring import SET_RULES
from musnad.times.relative_days import RELATIVE_DAY_RULES
from musnad.times.spans import SPAN_RULES
from musnad.times.vocabulary import vocabulary_of
from musnad.times.weekdays import WEEKDAY_RULES

__all__ = ["TimeReader"]

_RULES: dict[str, Resolve] = {
    **DATE_RULES, **WEEKDAY_RULES, **RELATIVE_DAY_RULES, **HOUR_RULES, **HIJRI_RULES,
    **SPAN_RULES, **PART_RULES, **AMOUNT_RULES, **SET_RULES,
}  # fmt: skip
_ON_A_DAY = frozenset(("next_day", "same_day_of_year", "weekday"))
_EDGE = code_of("edge")
_PLAUSIBLE_YEARS = range(1000, 9000)


class TimeReader:
    """Finds time expressions by patterns over the words of the calendar tables; holds no state that changes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary_of(lexicon)

    def read(self, segments: Segments, text: str, published: date | None) -> tuple[TimeExpression, ...]:
        """Return the time expressions of a text, sorted and without overlap."""
        hits, atoms = self.hits(segments, text, published)
        return tuple(_expression(hit, atoms) for hit in hits)

    def hits(self, segments: Segments, text: str, published: date | None) -> tuple[list[Hit], Atoms]:
        """Return what was found, with the atoms that the hits number."""
        atoms = self._vocabulary.read(segments, text)
        if published is not None and published.year not in _PLAUSIBLE_YEARS:
            published = None
        return join(_scan(atoms, published), atoms), atoms


def _scan(atoms: Atoms, published: date | None) -> list[Hit]:
    hits: list[Hit] = []
    last: Point | None = None
    last_day: Point | None = None
    here: Point | None = None
    kinds, at = atoms.kinds, 0
    while start := STARTS.search(kinds, at):
        if here is not None and kinds.find(_EDGE, at, start.start()) >= 0:
            here = None
        at = start.start()
        matches = _matches(kinds, at)
        if not matches:
            at += 1
            continue
        known = Known(published, last, last_day, here, *outlook(atoms, at))
        found, at = _best(atoms, matches, known, at + 1)
        for hit in found:
            hits.append(_anchored(hit, known))
            if hit.point is not None and hit.point.year is not None and hit.point.basis is not None:
                last = here = hit.point.at(_place(hit, atoms))
                last_day = last if last.day is not None else last_day
    return hits


def _anchored(hit: Hit, known: Known) -> Hit:
    """Say which earlier expression a value hangs on."""
    if hit.basis != "text" or hit.anchor is not None:
        return hit
    told = known.here if hit.type == "TIME" and known.here else known.last
    if hit.rule in _ON_A_DAY and known.last_day is not None:
        told = known.last_day
    return hit._replace(anchor=told.place) if told else hit


def _place(hit: Hit, atoms: Atoms) -> Span:
    return Span(atoms[hit.first].start, atoms[hit.last - 1].end)


def _matches(kinds: str, at: int) -> list[tuple[str, re.Match[str]]]:
    """Return the matches at an atom with their rules, the longest first, the earlier rule on a tie."""
    found = [
        (rule.name, match)
        for rule in BY_START[kinds[at : at + 2]]
        if (match := rule.pattern.match(kinds, at)) is not None and match.end() > at
    ]
    if len(found) > 1:
        found.sort(key=lambda m: -m[1].end())
    return found


def _best(
    atoms: Atoms, matches: Sequence[tuple[str, re.Match[str]]], known: Known, after: int
) -> tuple[tuple[Hit, ...], int]:
    """Return the hits of the first match that holds, and where to go on; at `after` where none does.

    A rule that answers with no hits takes its words for a name; nothing shorter is tried there.
    """
    for name, match in matches:
        hits = _RULES[name](Found(name, match, atoms), known)
        if hits is not None:
            return tuple(hit.by(name) for hit in hits), hits[-1].last if hits else match.end()
    return (), after


def _expression(hit: Hit, atoms: Atoms) -> TimeExpression:
    settled = bool(hit.value) and hit.basis is not None
    interval = hit.interval
    if interval is None and settled and hit.type in ("DATE", "TIME"):
        interval = interval_of(hit.value, hit.mod)
    return TimeExpression(
        atoms[hit.first].start,
        atoms[hit.last - 1].end,
        type=hit.type,
        value=hit.value or None,
        mod=hit.mod,
        basis=hit.basis if settled else None,
        interval=interval,
        offset=hit.offset,
        anchor=hit.anchor,
        quant=hit.quant,
        freq=hit.freq,
        hijri=hit.hijri,
        alternatives=tuple(dict.fromkeys(value for value in hit.alternatives if value and value != hit.value)),
        notes=hit.notes,
        origin=f"times:{hit.rule}",
    )
