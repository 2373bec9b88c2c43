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
        begin = teller.last if teller is not None else at + 1
        if begin >= sentence.last or (teller is None and not reading.pronoun):
            return None
        if teller is not None and teller.entity is None and not teller.anonymous:
            return None
        opening = self._openings.find(view, reading, begin - 1, min(sentence.last, begin + _MASDAR_REACH))
        if opening is None:
            return None
        if opening.mode == "phrase" and (opening.first != begin or self._is_patient(view, reading, opening)):
            return None
        report = self._maker.make(view, reading, at, teller, opening, front=at)
        accused = reading.pronoun and reading.row.object == "required" and opening.first == at + 1
        return report._replace(links=(report.links[0]._replace(is_passive=True),)) if accused else report

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
