"""The times layer: TIMEX3 dates, times, durations and sets, resolved against the publication date and the text.

What comes in is a document with segments; what goes out are time expressions in text order that do not overlap. A
relative expression of a document without a usable publication date is found but has no value. Ages, vague words
(now, soon) and names made of calendar words are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from musnad.arabic.calendars import Direction, parse_published
from musnad.lexicon import Lexicon
from musnad.model import Document, Layer, TimeExpression
from musnad.stages.times.amounts import AMOUNT_RULES
from musnad.stages.times.atoms import Atom, Vocabulary
from musnad.stages.times.days import DAY_RULES
from musnad.stages.times.grammar import PATTERNS, STARTERS
from musnad.stages.times.reading import Found, Hit, Known, Point, Resolve
from musnad.stages.times.spans import SPAN_RULES

__all__ = ["TimesStage"]

_RULES: dict[str, Resolve] = {**DAY_RULES, **SPAN_RULES, **AMOUNT_RULES}
_CUE_REACH = 14
_CUE_AFTER = 2
_ADJECTIVE_REACH = 3
_PARTNER_REACH = 4
_DAY_REACH = 3
_PLAUSIBLE_YEARS = range(1000, 9000)


class TimesStage:
    """Finds time expressions by patterns over the words of the calendar tables; holds no state that changes."""

    name = "times"
    version = "1"
    requires: frozenset[Layer] = frozenset({"segments"})
    provides: Layer = "times"

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon)

    def find(self, doc: Document) -> tuple[TimeExpression, ...]:
        """Return the time expressions of a text, sorted and without overlap."""
        if doc.segments is None:
            return ()
        atoms, kinds = self._vocabulary.read(doc.segments, doc.text)
        published = parse_published(doc.published)
        if published is not None and published.year not in _PLAUSIBLE_YEARS:
            published = None
        hits = _with_partners(_with_days(_scan(atoms, kinds, published), atoms), atoms)
        return tuple(_expression(hit, atoms) for hit in hits)


def _scan(atoms: Sequence[Atom], kinds: str, published: date | None) -> list[Hit]:
    hits: list[Hit] = []
    last: Point | None = None
    here: Point | None = None
    at = 0
    while at < len(atoms):
        if kinds[at] not in STARTERS:
            if atoms[at].kind == "edge":
                here = None
            at += 1
            continue
        known = Known(published, last, here, *_outlook(atoms, at))
        found = _best(atoms, kinds, at, known)
        if not found:
            at += 1
            continue
        for hit in found:
            hits.append(hit)
            if hit.point is not None and hit.point.year is not None:
                last = here = hit.point
        at = found[-1].last
    return hits


def _best(atoms: Sequence[Atom], kinds: str, at: int, known: Known) -> tuple[Hit, ...] | None:
    """Return the hits of the longest pattern that holds at an atom, the earlier rule on a tie."""
    matches = []
    for order, (name, pattern) in enumerate(PATTERNS):
        match = pattern.match(kinds, at)
        if match is not None and match.end() > at:
            matches.append((-match.end(), order, name, match))
    for _, _, name, match in sorted(matches, key=lambda m: m[:2]):
        if hits := _RULES[name](Found(name, match, atoms), known):
            return tuple(hit._replace(rule=name) for hit in hits)
    return None


def _outlook(atoms: Sequence[Atom], at: int) -> tuple[Direction, bool]:
    """Return where the clause looks, and whether a word says so: the nearest cue before, or one right after."""
    for distance, atom in enumerate(reversed(atoms[max(0, at - _CUE_REACH) : at])):
        if atom.kind == "edge":
            break
        if atom.kind == "future" and distance < _ADJECTIVE_REACH:
            return "future", True
        if atom.kind == "future_cue":
            return "future", True
        if atom.kind == "report_verb":
            return "past", True
    for atom in atoms[at + 1 : at + 1 + _CUE_AFTER]:
        if atom.kind == "future_cue":
            return "future", True
    return "past", False


def _with_days(hits: list[Hit], atoms: Sequence[Atom]) -> list[Hit]:
    """Give an hour the day that follows it in its sentence: "at 18:00 (15:00 GMT) on Tuesday"."""
    found: list[Hit] = []
    point: Point | None = None
    ahead = len(atoms)
    for hit in reversed(hits):
        between = atoms[hit.last : ahead]
        if len(between) > _DAY_REACH or any(atom.kind == "edge" for atom in between):
            point = None
        if hit.open_day and point is not None and hit.value is not None:
            hour = hit.value[hit.value.index("T") :]
            found.append(hit._replace(value=f"{point.value}{hour}", basis=point.basis))
        else:
            found.append(hit)
        if hit.point is not None:
            point = hit.point if hit.point.day else None
        ahead = hit.first
    return found[::-1]


def _with_partners(hits: list[Hit], atoms: Sequence[Atom]) -> list[Hit]:
    """Give a Hijri date the value of the Gregorian date it is said to correspond to, on either side of it."""
    found = list(hits)
    for at in range(len(found) - 1):
        one, two = found[at], found[at + 1]
        between = atoms[one.last : two.first]
        if len(between) > _PARTNER_REACH or not any(atom.kind == "corresponding" for atom in between):
            continue
        if one.rule == "hijri_date" and two.value:
            found[at] = one._replace(value=two.value, basis=two.basis)
        elif two.rule == "hijri_date" and one.value:
            found[at + 1] = two._replace(value=one.value, basis=one.basis)
    return found


def _expression(hit: Hit, atoms: Sequence[Atom]) -> TimeExpression:
    return TimeExpression(
        atoms[hit.first].start,
        atoms[hit.last - 1].end,
        type=hit.type,
        value=hit.value,
        mod=hit.mod,
        basis=hit.basis if hit.value else None,
        origin=f"times:{hit.rule}",
    )
