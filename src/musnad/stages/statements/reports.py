"""The reports of one sentence: every cue with its teller and the beginning of its content.

What comes in is a sentence of a text view; what goes out are `Report`s in text order, not yet tied to each other.
Ends of contents, nesting and carried tellers are for `contents` and `chains`.
"""

from __future__ import annotations

from musnad.lexicon.matcher import stem_start
from musnad.model import Sentence
from musnad.stages.statements.carriers import CarrierFinder
from musnad.stages.statements.clauses import ClauseReader
from musnad.stages.statements.cuebook import CueBook, Reading
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.making import ReportMaker
from musnad.stages.statements.openings import Opening, OpeningFinder
from musnad.stages.statements.phrases import PhraseReportFinder
from musnad.stages.statements.report import Report
from musnad.stages.statements.retellings import Retelling, RetellingFinder
from musnad.stages.statements.subjects import SubjectFinder
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.verbs import VerbReportFinder
from musnad.stages.statements.words import ReportingWords

__all__ = ["ReportFinder"]

_MASDAR_REACH = 10
_LONGEST_ACCUSED = 4
_TO, _TO_THE = "ل", "لل"
_HAMZA_ABOVE, _HAMZA_BELOW = "أ", "إ"
_ACCUSATIVE = "ا"


class ReportFinder:
    """Finds the reports of a sentence. Immutable once built."""

    def __init__(
        self,
        words: ReportingWords,
        cues: CueBook,
        phrases: NounPhraseReader,
        tellers: TellerFinder,
        clauses: ClauseReader,
    ) -> None:
        self._words = words
        self._cues = cues
        self._tellers = tellers
        self._openings = OpeningFinder(words, cues, phrases, tellers)
        self._carriers = CarrierFinder(words, cues, tellers)
        self._retellings = RetellingFinder(words, cues, phrases, tellers, self._carriers)
        self._fixed = PhraseReportFinder(words, cues, tellers, self._openings)
        self._maker = ReportMaker(words, tellers)
        subjects = SubjectFinder(words, tellers, clauses, self._retellings)
        self._verbs = VerbReportFinder(words, cues, phrases, tellers, self._openings, subjects, self._maker)

    def find(self, view: TextView, sentence: Sentence) -> list[Report]:
        """Return the reports whose cues stand in the sentence."""
        found: list[Report] = []
        after = sentence.first
        headline = self._fixed.headline(view, sentence)
        if headline is not None:
            found.append(headline)
        for at in self._cues.places(view, sentence.first, sentence.last):
            if at < after:
                continue
            report = self._retellings.comment(view, at, found, sentence) or self._at(view, at, sentence)
            if report is not None and self._is_told_of(report, found, at, sentence):
                report = None
            if report is not None and report.kind == "masdar" and self._words.is_("medium", view.forms[at]):
                passed_on = self._retellings.passed_on(view, sentence.first, at)
                report = report._replace(outer=(passed_on, *report.outer)) if passed_on is not None else report
            if report is not None:
                found.append(report)
            after = self._next(at, report)
        return self._carriers.attach(view, sentence, found)

    def _is_told_of(self, report: Report, found: list[Report], at: int, sentence: Sentence) -> bool:
        """«عبر عن ترحيبه بكذا»: the noun is what the verb before it tells, or stands between that and what it tells."""
        if report.kind != "masdar" or report.mode != "phrase":
            return False
        return any(r.first == at or (r.links[0].first < at < r.first <= sentence.last) for r in found[-1:])

    def retelling(self, view: TextView, sentence: Sentence, reports: list[Report]) -> Retelling | None:
        """Return what a sentence adds to what was told before it: «جاء ذلك في بيان نشرته الوكالة»."""
        return self._retellings.find(view, sentence, reports)

    def issuer(self, view: TextView, first: int, limit: int) -> Teller | None:
        """Return who put out the medium that tokens `first:limit` name: «في تغريدة للوزير»."""
        return self._retellings.issuer(view, first, limit)

    def _next(self, at: int, report: Report | None) -> int:
        """Go on behind the cues a report has used, and behind a teller that follows its cue."""
        if report is None:
            return at + 1
        tellers = [link.teller.last for link in report.links if link.teller is not None and link.teller.first > at]
        return max([at + 1, report.links[-1].last, *tellers])

    def _at(self, view: TextView, at: int, sentence: Sentence) -> Report | None:
        token = view.tokens[at]
        if token.kind != "word" or at in view.covering or self._words.is_exactly("adverb", token.form):
            return None
        if report := self._fixed.find(view, at, sentence):
            return report
        if self._fixed.is_background(view, at):
            return None
        for reading in self._cues.read(token.form):
            report = None
            if reading.kind == "verb":
                report = self._verbs.find(view, reading, at, sentence)
            elif reading.kind == "participle":
                report = self._participle(view, reading, at, sentence)
            else:
                report = self._masdar(view, reading, at, sentence)
            if report is not None:
                return report
        return None

    def _participle(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        if at in view.speech or (at > sentence.first and self._words.is_("preposition", view.forms[at - 1])):
            return None
        if self._tellers.end_of_wish(view, at, sentence.last) is not None:
            return None
        opening = self._openings.find(view, reading, at, sentence.last)
        if opening is None or (at == sentence.first and opening.mode == "phrase"):
            return None
        report = self._maker.make(view, reading, at, None, opening, front=at)
        accused = reading.row.object == "required" and opening.frame.startswith("bi+") and opening.first <= at + 2
        if accused and not reading.pronoun:  # «متهمين بالفساد»
            return report._replace(links=(report.links[0]._replace(is_passive=True),))
        return report

    def _masdar(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """A verbal noun with its subject in the genitive: «تأكيد الوزير أن», «اتهامه المعارضة بأن».

        «بعد اتهامه بكذا» has the accused for its pronoun, and nobody who accuses.
        """
        if at > sentence.first and self._words.is_("without", view.forms[at - 1]):
            return None
        if reading.pronoun and self._is_other_word(view, reading, at):
            return None
        teller = None if reading.pronoun else self._tellers.after(view, at + 1, sentence.last, object_follows=True)
        if teller is not None and reading.row.object == "required":
            teller = self._before_accused(view, teller)
        begin = teller.last if teller is not None else at + 1
        if begin >= sentence.last or (teller is None and not reading.pronoun):
            return None
        if teller is not None and teller.entity is None and not teller.anonymous and not self._may_speak(view, teller):
            return None
        if teller is not None and teller.entity is not None and not self._heads(view, teller):
            return None
        opening = self._openings.find(view, reading, begin - 1, min(sentence.last, begin + _MASDAR_REACH))
        if opening is None:
            return None
        apart = opening.first != begin and not self._has_accused(view, reading, opening, teller)
        if opening.mode == "phrase" and (apart or self._is_patient(view, reading, opening)):
            return None
        accused = reading.row.object == "required" and opening.first == (at + 1 if reading.pronoun else begin)
        accused = accused and (bool(reading.pronoun) or opening.frame.startswith("bi+"))
        report = self._maker.make(view, reading, at, None if accused else teller, opening, front=at)
        return report._replace(links=(report.links[0]._replace(is_passive=True),)) if accused else report

    def _before_accused(self, view: TextView, teller: Teller) -> Teller:
        """«اتهام لندن لموسكو بكذا»: ل leads over to the accused."""
        for at in range(teller.first + 1, teller.last):
            placed = view.names.get(at)
            begin = placed.mention.start if placed is not None else view.tokens[at].start
            if view.forms[at].startswith(_TO_THE) or view.text[view.tokens[at].start : begin] == _TO:
                return self._tellers.phrase(view, teller.first, at)
        return teller

    def _has_accused(self, view: TextView, reading: Reading, opening: Opening, teller: Teller | None) -> bool:
        """«اتهام الوزير نائبه بكذا», «اتهام لندن لموسكو بكذا»: one noun phrase stands between the two."""
        if teller is None or reading.row.object != "required" or not opening.frame.startswith("bi+"):
            return False
        between = range(teller.last, opening.first)
        named = teller.first in view.covering or view.is_definite(teller.first)
        return (
            named
            and len(between) <= _LONGEST_ACCUSED
            and not any(
                view.is_punct(i) or i in view.in_time or self._words.is_("preposition", view.forms[i]) for i in between
            )
        )

    def _may_speak(self, view: TextView, teller: Teller) -> bool:
        """«إعلان الوزارة توقفها»: a body or a person by its noun; not «تصريح إعلامي», which describes the words."""
        return view.is_definite(teller.first) and self._tellers.is_clear(view, teller) and not teller.is_document

    def _heads(self, view: TextView, teller: Teller) -> bool:
        """Whether a name or who bears it heads the genitive: «انتقاد قرار سامر» is not Samer's."""
        form = view.forms[teller.first]
        named = teller.first in view.covering or teller.first in view.nominals or teller.first in view.quote_from
        known = self._words.noun(form) is not None or self._words.is_head(form) or self._words.is_("group", form)
        return named or (known and not teller.is_document) or view.is_definite(teller.first)

    def _is_other_word(self, view: TextView, reading: Reading, at: int) -> bool:
        """«أدانتها المحكمة» (found her guilty), a verb, is not «إدانتها» (her condemning), though they fold alike."""
        token = view.tokens[at]
        letter = view.text[stem_start(token, view.text, reading.letters)]
        return letter == _HAMZA_ABOVE and any(noun[:1] == _HAMZA_BELOW for noun in reading.row.masdar)

    def _is_patient(self, view: TextView, reading: Reading, opening: Opening) -> bool:
        """«بعد إدانته بالقتل», «في حال إدانته حكما»: whom the pronoun stands for is found guilty, and tells nothing."""
        if not reading.pronoun or opening.frame != "np":
            return False
        form = view.forms[opening.first]
        return self._words.carries_bi(form) or form.endswith(_ACCUSATIVE)
