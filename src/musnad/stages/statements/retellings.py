"""Sentences that say how the words before them came out: «جاء ذلك في بيان نشرته الوكالة», «وجاء ذلك على لسان الوزير».

What comes in are the reports of such a sentence; what goes out is a `Retelling`: links for what was told before, and
the reports that tell something of their own. Who put out the medium they stand in is found here too.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.model import Sentence
from musnad.stages.statements.carriers import CarrierFinder
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.report import OUTLETS, Link, Report
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["Retelling", "RetellingFinder"]

_ISSUER_REACH = 5
_OWNER_REACH = 12
_TO = "ل"
_IT = "ه"
_LONGEST_COMMENT = 3


class Retelling(NamedTuple):
    """Links that belong to what was told before: those that passed it on, and those on whose word it was told."""

    outer: tuple[Link, ...]
    inner: tuple[Link, ...]
    reports: list[Report]


class RetellingFinder:
    """Finds retellings. Immutable once built."""

    def __init__(
        self,
        words: ReportingWords,
        cues: CueBook,
        phrases: NounPhraseReader,
        tellers: TellerFinder,
        carriers: CarrierFinder,
    ) -> None:
        self._words = words
        self._cues = cues
        self._phrases = phrases
        self._tellers = tellers
        self._carriers = carriers

    def find(self, view: TextView, sentence: Sentence, reports: list[Report]) -> Retelling | None:
        """Return what a sentence adds to what was told before; None where it points back to nothing."""
        if not self._points_back(view, sentence):
            return None
        first = min((r.front for r in reports if not r.is_beside), default=sentence.last)
        beside = [r for r in reports if r.is_beside and r.front < first]
        rest = [r for r in reports if r not in beside]
        outer = [link for r in beside if not self._is_originator(r) for link in r.links]
        inner = [link for r in beside if self._is_originator(r) for link in r.links]
        if not rest:
            outer += self._carriers.carriers(view, sentence)
        rest = [r if r.is_beside else r._replace(outer=(*outer, *r.outer)) for r in rest]
        return Retelling(tuple(outer), tuple(inner), rest)

    def issuer(self, view: TextView, first: int, limit: int) -> Teller | None:
        """Return who put out the medium that tokens `first:limit` name: «في تغريدة للوزير», «في مقابلة لفلان»."""
        for at in range(first, limit):
            form = view.forms[at]
            if not self._words.is_with_article("medium", form) or self._words.is_with_article("sent", form):
                continue
            for i in range(at + 1, min(at + _ISSUER_REACH, limit)):
                placed = view.names.get(i) or view.nominals.get(i)
                if view.is_punct(i) or self._words.is_("preposition", view.forms[i]):
                    break
                if placed is None or placed.mention.type == "LOC":
                    continue
                letters = view.text[view.tokens[i].start : placed.mention.start]
                if letters.startswith(_TO) and not self._phrases.is_addressee(view, i):
                    return self._tellers.after(view, i, min(placed.last, limit), governed=True)
                break
        return None

    def owner(self, view: TextView, at: int, floor: int) -> Teller | None:
        """Return whose words a relative clause before token `at` tells of: «تصريحات الوزير التي قال فيها»."""
        if at - 1 <= floor or not self._words.is_("relative", view.forms[at - 1]):
            return None
        end = at - 1
        for i in range(end - 2, max(floor - 1, end - _OWNER_REACH), -1):
            form = view.forms[i]
            noun = self._words.noun(form)
            document = noun is not None and noun[0].kind == "document"
            if (document or self._words.is_("medium", form)) and not view.is_definite(i):
                teller = self._tellers.after(view, i + 1, end)
                return teller if teller is not None and teller.last == end else None
        return None

    def passed_on(self, view: TextView, first: int, limit: int) -> Link | None:
        """Return who passed on the document that tokens `first:limit` lead up to: «نشرت الصحيفة», «تناقل نشطاء»."""
        for at in range(first, limit):
            reading = next((r for r in self._cues.read(view.forms[at]) if r.kind == "verb" and not r.pronoun), None)
            if reading is None or at in view.covering:
                continue
            teller = self._tellers.after(view, at + 1, limit)
            relays = teller is not None and (reading.row.strength == "reported" or teller.role in OUTLETS)
            return (
                Link(teller, at, at + 1, "reported", f"cues:{reading.row.key}", letters=reading.letters)
                if relays
                else None
            )
        return None

    def comment(self, view: TextView, at: int, told: list[Report], sentence: Sentence) -> Report | None:
        """Return the report of another's word on what was told just before: «…، وهو ما تنفيه الوزارة»."""
        reading = next((r for r in self._cues.read(view.forms[at]) if r.kind == "verb" and r.pronoun == _IT), None)
        if reading is None or at in view.covering:
            return None
        lengths = range(_LONGEST_COMMENT, 0, -1)
        lead = next((n for n in lengths if at - n > 0 and self._words.starts("comment", view.forms, at - n) == n), 0)
        before = next((r for r in reversed(told) if not r.is_beside and r.first < at - lead), None)
        teller = self._tellers.after(view, at + 1, sentence.last) if lead and before is not None else None
        if before is None or teller is None:
            return None
        link = Link(teller, at, at + 1, reading.row.strength, f"cues:{reading.row.key}", letters=reading.letters)
        return Report(
            at - lead, before.first, before.start, "quote", "verb", (link,), reading.row.stance,
            reading.form.gender, joined=True, tail=at - lead,
        )  # fmt: skip

    def _points_back(self, view: TextView, sentence: Sentence) -> bool:
        at = sentence.first
        if at + 1 >= sentence.last or not self._words.is_("coming", view.forms[at]):
            return False
        at += 1
        shown = self._words.is_exactly("pronominal", view.forms[at])
        named = at + shown < sentence.last and self._words.is_with_article("speech_noun", view.forms[at + shown])
        return named or self._words.is_exactly("speech_noun", view.forms[at])

    def _is_originator(self, report: Report) -> bool:
        """Whether a relay names the one who said it («على لسان الوزير»), not one who passed it on."""
        teller = report.links[-1].teller
        return report.kind == "relay" and teller is not None and teller.role not in OUTLETS
