"""Who passed on the medium in which words were told: «في بيان نشرته الوكالة», «تصريحات نقلتها الصحيفة».

What comes in are the reports of a sentence; what goes out are the same, with the carrier as an outer link of the
report that the medium belongs to.
"""

from __future__ import annotations

from musnad.model import Sentence
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.report import Link, Report
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["CarrierFinder"]

_COMMAS = frozenset("،,")
_REACH_BACK = 5


class CarrierFinder:
    """Finds carriers. Immutable once built."""

    def __init__(self, words: ReportingWords, cues: CueBook, tellers: TellerFinder) -> None:
        self._words = words
        self._cues = cues
        self._tellers = tellers

    def attach(self, view: TextView, sentence: Sentence, reports: list[Report]) -> list[Report]:
        """Return the reports, each with the carriers of its medium."""
        told = [r for r in reports if not r.is_beside]
        if not told:
            return reports
        for link, begin in self._carriers(view, sentence):
            owner = self._owner(view, told, link.first, begin)
            if owner is None or link.first in range(owner.links[0].first, owner.links[0].last):
                continue
            wider = owner._replace(outer=(link, *owner.outer))
            reports = [wider if r is owner else r for r in reports]
            told = [wider if r is owner else r for r in told]
        return reports

    def carriers(self, view: TextView, sentence: Sentence) -> list[Link]:
        """Return the carriers that a sentence names."""
        return [link for link, _ in self._carriers(view, sentence)]

    def _carriers(self, view: TextView, sentence: Sentence) -> list[tuple[Link, int]]:
        """Return each carrier's link with the token of its medium."""
        found = []
        for at, reading in self._cues.carriers(view, sentence.first + 1, sentence.last):
            medium = self._medium(view, at, sentence.first)
            if medium is None or at in view.speech:
                continue
            teller = self._tellers.after(view, at + 1, sentence.last)
            if teller is not None:
                found.append((Link(teller, at, at + 1, reading.row.strength, f"cues:{reading.row.key}"), medium))
        return found

    def _medium(self, view: TextView, at: int, floor: int) -> int | None:
        """The noun for the medium right before the verb, or before its adjectives or relative pronoun."""
        for i in range(at - 1, max(floor, at - _REACH_BACK) - 1, -1):
            form = view.forms[i]
            if view.is_punct(i) or self._words.that(form) is not None:
                return None
            if any(self._words.is_with_article(kind, form) for kind in ("medium", "publication")):
                return i
        return None

    def _owner(self, view: TextView, reports: list[Report], at: int, medium: int) -> Report | None:
        """The report between whose cue and content the medium stands, else the one that it follows or leads to."""
        before = [r for r in reports if r.links[0].first < at]
        between = [r for r in before if r.first > at]
        if between:
            return between[-1]
        if not before:
            return next(iter(reports), None)
        apart = any(view.forms[i] in _COMMAS for i in range(max(medium - 3, before[-1].first), medium))
        return before[-1] if apart else None
