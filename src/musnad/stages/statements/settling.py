"""Settle the reports of one sentence: contents, phrases beside them, and which report lies inside which.

What comes in are the reports of a sentence; what goes out are `Telling`s with the token ranges they tell.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.model import Sentence
from musnad.stages.statements.contents import ContentReader
from musnad.stages.statements.report import OUTLETS, Ranges, Report
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["Settler", "Telling"]

_COMMAS = frozenset("،,")
_LEAST_REMAINDER = 3
_RESUMPTION_REACH = 40
_NEAR = 64
_Settled = tuple[Report, list[Ranges]]


class Telling(NamedTuple):
    """A report whose contents are settled: the ranges of each statement, and the number of the report around it."""

    report: Report
    pieces: list[Ranges]
    parent: int | None


class Settler:
    """Settles sentences. Immutable once built."""

    def __init__(self, words: ReportingWords, contents: ContentReader) -> None:
        self._words = words
        self._contents = contents

    def settle(self, view: TextView, reports: list[Report], sentence: Sentence) -> list[Telling]:
        """Return the tellings of a sentence in the order of their cues."""
        tellings = [r for r in reports if not r.is_beside]
        settled: list[_Settled] = []
        for report in tellings:
            later = [r for r in reports if r is not report]
            pieces = self._contents.pieces(view, report, later, sentence)
            settled.append((report, [(piece,) for piece in pieces]))
        for phrase in (r for r in reports if r.is_beside):
            self._settle_phrase(view, phrase, settled, reports, sentence)
        settled.sort(key=lambda item: item[0].links[0].first if not item[0].is_beside else item[0].front)
        return self._nest(view, settled)

    def _nest(self, view: TextView, settled: list[_Settled]) -> list[Telling]:
        opened: list[Telling] = []
        near: list[int] = []
        for index, (report, pieces) in enumerate(settled):
            parent = None
            near = [other for other in near if _end(settled[other]) + _NEAR > report.front]
            for other in near if not self._continues_relative(view, report) else ():
                if any(low <= report.front < high for ranges in settled[other][1] for low, high in ranges):
                    parent = other
            if parent is not None and self._tells_of_itself(report, settled[parent][0]):
                phrase = settled[parent][0].mode == "phrase" and len(opened[parent].pieces) == 1
                if phrase and report.kind == "verb" and report.front == settled[parent][0].first + 1:
                    outer = opened[parent].report._replace(first=report.first, start=report.start)
                    opened[parent] = Telling(outer, pieces, opened[parent].parent)  # «انتقد ما وصفه بكذا»
                opened.append(Telling(report, [], parent))
                continue
            near.append(index)
            if (
                parent is not None
                and report.kind == "verb"
                and pieces
                and self._may_swallow(report, settled[parent][0])
            ):
                kept = [r for r in settled[parent][1] if not self._swallows(view, report, pieces[-1], r)]
                opened[parent] = opened[parent]._replace(pieces=kept)
            opened.append(Telling(report, pieces, parent))
        return opened

    def _tells_of_itself(self, inner: Report, outer: Report) -> bool:
        """«اعترف فلان بأنه هدد …», «توقع الفوز بعد إعلانه كذا»: what the same teller said is told already.

        «لمح إلى أنه جاهز بقوله: "…"» has a quotation of its own.
        """
        link = inner.links[0]
        own = inner.kind == "verb" or (inner.kind == "masdar" and inner.mode != "quote")
        return own and link.teller is None and not link.is_passive and not outer.is_beside

    def _may_swallow(self, inner: Report, outer: Report) -> bool:
        """Beside «بحسب فلان», only what is told in a clause or in marks makes one chain with it."""
        return not outer.is_beside or inner.mode != "phrase"

    def _continues_relative(self, view: TextView, report: Report) -> bool:
        """«… التي قال إنها …» without a subject of its own goes on with the same teller at the same level."""
        before = view.forms[report.front - 1] if report.front else ""
        return report.links[0].teller is None and self._words.is_exactly("relative", before)

    def _swallows(self, view: TextView, inner: Report, told: Ranges, outer: Ranges) -> bool:
        """The outer content is nothing but the inner report: «قال أ إن ب كشف أنه …» is one statement of two links."""
        low, high = outer[0][0], outer[-1][1]
        lead = range(low, inner.front)
        empty = all(self._words.is_exactly("auxiliary", view.forms[i]) for i in lead)
        return low <= inner.front < high and (empty or len(lead) <= 1) and told[-1][1] >= high - 1

    def _settle_phrase(
        self,
        view: TextView,
        phrase: Report,
        settled: list[_Settled],
        reports: list[Report],
        sentence: Sentence,
    ) -> None:
        """A «بحسب» beside reports is a link of theirs; alone, it makes the clause around it a statement."""
        if any(r.links[0].first < phrase.front < r.first for r, _ in settled if not r.is_beside):
            return
        before = [i for i, (r, p) in enumerate(settled) if p and not r.is_beside and p[0][0][0] < phrase.front]
        before = [i for i in before if settled[i][1][-1][-1][1] <= phrase.front]
        rest = self._remainder(view, phrase, reports, sentence)
        resumed = self._after_resumption(view, phrase.front, sentence.last) > phrase.front
        if before and not resumed:
            is_relay = phrase.kind == "relay"
            for i in before[-1:] if is_relay else before:
                report, pieces = settled[i]
                if is_relay and not self._passes_on(phrase, report):
                    report = report._replace(links=(*report.links, *phrase.links))
                elif not self._repeats(phrase, report):
                    report = report._replace(outer=(*phrase.links, *report.outer))
                settled[i] = (report, pieces)
            return
        phrase = phrase._replace(front=self._before_that_is(view, sentence.first, phrase.front))
        low = self._clause_start(view, phrase, reports, settled, sentence)
        ahead = None if resumed else self._contents.trim(view, low, phrase.front)
        ranges = [r for r in (ahead, rest) if r is not None and r[0] < r[1]]
        if ranges:
            settled.append((phrase, [tuple(ranges)]))

    def _before_that_is(self, view: TextView, low: int, front: int) -> int:
        """«…، وذلك بحسب فلان»: the words that only point back at the clause are not told."""
        while front > low and self._words.is_("pronominal", view.forms[front - 1]):
            front -= 1
        return front

    def _clause_start(
        self,
        view: TextView,
        phrase: Report,
        reports: list[Report],
        settled: list[_Settled],
        sentence: Sentence,
    ) -> int:
        ends = [r.tail for r in reports if r.is_beside and r.tail is not None and r.tail <= phrase.front]
        ends += [p[-1][-1][1] for _, p in settled if p and p[-1][-1][1] <= phrase.front]
        low = max([sentence.first, *ends])
        forms = view.forms
        commas = [i for i in range(low + 1, phrase.front - 1) if forms[i] in _COMMAS and not self._goes_on(view, i + 1)]
        inside_clause = commas and forms[phrase.front - 1] not in _COMMAS and phrase.tail is not None
        return commas[-1] + 1 if inside_clause else low

    def _goes_on(self, view: TextView, at: int) -> bool:
        """«ثاني أكبر الكواكب، بعد المشتري بحسب علماء»: a comma before a preposition or «الذي» begins no clause."""
        form = view.forms[at]
        return at not in view.covering and any(self._words.is_exactly(k, form) for k in ("preposition", "relative"))

    def _remainder(
        self, view: TextView, phrase: Report, reports: list[Report], sentence: Sentence
    ) -> tuple[int, int] | None:
        """The clause that goes on after a phrase in its middle, or that follows a phrase at its front."""
        begin = phrase.tail if phrase.tail is not None else phrase.first
        limit = min([r.front for r in reports if r.front > phrase.front], default=sentence.last)
        if phrase.front == sentence.first:
            limit = sentence.last
        if limit <= begin:
            return None
        begin = self._after_resumption(view, begin, limit)
        first, last = self._contents.trim(view, begin, limit)
        if first < last and phrase.front > sentence.first and view.forms[first][:1] == "و":
            return None
        words = sum(not view.is_punct(i) for i in range(first, last))
        if first < last and phrase.front > sentence.first and self._tells_of_telling(view, first, last):
            return None
        return (first, last) if words >= _LEAST_REMAINDER else None

    def _tells_of_telling(self, view: TextView, first: int, last: int) -> bool:
        """«وفق ما أعلنت الوزارة في بيان لها», «… اليوم الاثنين», «وفق الوكالة التي تملكها»: no part of what is told."""
        if all(i in view.in_time or view.is_punct(i) for i in range(first, last)):
            return True
        if self._words.is_exactly("relative", view.forms[first]):
            return True
        leads = first + 1 < last and self._words.is_exactly("preposition", view.forms[first])
        return leads and self._words.is_("medium", view.forms[first + 1])

    def _after_resumption(self, view: TextView, begin: int, limit: int) -> int:
        """«بحسب الوفد الذي …، فإن …»: what is told begins after فإن or فقد."""
        for at in range(begin, min(begin + _RESUMPTION_REACH, limit - 1)):
            form = view.forms[at]
            resumes = form[:1] == "ف" and self._words.that(form[1:]) == "that"
            if resumes or self._words.is_exactly("resumption", form):
                return at + 1
        return begin

    def _passes_on(self, phrase: Report, report: Report) -> bool:
        """«أعلن الوزير …، نقلا عن الوكالة»: an outlet passes on what an official told, not the other way round."""
        outlet, own = phrase.links[-1].teller, report.links[-1].teller
        return outlet is not None and outlet.role in OUTLETS and (own is None or own.role not in OUTLETS)

    def _repeats(self, phrase: Report, report: Report) -> bool:
        """«بحسب البيان» after the teller that issued it adds no link."""
        teller = phrase.links[0].teller
        own = {link.teller.entity for link in report.links if link.teller is not None}
        return teller is None or teller.is_document or (teller.entity is not None and teller.entity in own)


def _end(settled: _Settled) -> int:
    """The token at which the last of the contents ends."""
    return max((high for ranges in settled[1] for _, high in ranges), default=-_NEAR)
