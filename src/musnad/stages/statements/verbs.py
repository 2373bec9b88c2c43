"""The reports of verbs of telling: «قال الوزير إن», «نقلت الوكالة عن مسؤول قوله», «…، تقول الصحيفة».

What comes in is a verb's reading at a token of a sentence; what goes out is its `Report`, if it tells anything.
"""

from __future__ import annotations

from musnad.arabic.orthography import fold
from musnad.model import Sentence
from musnad.stages.statements.cuebook import CueBook, Reading
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.making import ReportMaker
from musnad.stages.statements.openings import PLAIN_SAYING, Opening, OpeningFinder
from musnad.stages.statements.report import OUTLETS, Link, Report
from musnad.stages.statements.subjects import SubjectFinder
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["VerbReportFinder"]

_COMMAS = frozenset("،,")
_PAUSES = frozenset("،,.…-–")
_AND, _TO = "و", "ل"
_ALEF_MAQSURA, _YEH = "\u0649", "\u064a"
_SHADDA, _DAMMA = "\u0651", "\u064f"
_DERIVED = ("ا", "ت")
_RELAY_REACH = 25
_SAYING_REACH = 10
_ASIDE_REACH = 16
_DASHES = frozenset(("-", "–", "—", "--"))


class VerbReportFinder:
    """Finds reports told by a verb. Immutable once built."""

    def __init__(
        self,
        words: ReportingWords,
        cues: CueBook,
        phrases: NounPhraseReader,
        tellers: TellerFinder,
        openings: OpeningFinder,
        subjects: SubjectFinder,
        maker: ReportMaker,
    ) -> None:
        self._words = words
        self._cues = cues
        self._phrases = phrases
        self._tellers = tellers
        self._openings = openings
        self._subjects = subjects
        self._maker = maker

    def find(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """Return the report of the verb at token `at`."""
        if not self._may_tell(view, reading, at, sentence):
            return None
        if "relay" in reading.row.frames or "relay_ila" in reading.row.frames:
            relayed = self._relay_verb(view, reading, at, sentence)
            if relayed is not None or "that" not in reading.row.frames:
                return relayed
        if _is_passive(view, reading, at) or self._is_impersonal(view, reading, at, sentence):
            return self._passive(view, reading, at, sentence)
        adjacent = self._subjects.adjacent(view, reading, at, sentence.first)
        has_subject = adjacent is not None or self._subjects.is_known(view, reading, at, sentence.first)
        opening = self._openings.find(view, reading, at, sentence.last, has_subject=has_subject)
        if opening is None:
            quoted = self._after_quotation(view, reading, at, sentence)
            return quoted or self._after_clause(view, reading, at, sentence)
        if adjacent is not None:
            return self._maker.make(view, reading, at, adjacent, opening, front=adjacent.first)
        if self._lacks_object(reading, at, opening):
            return self._passive(view, reading, at, sentence)
        teller, front, outer = self._subjects.find(view, reading, at, sentence, opening)
        if not self._is_fit(view, reading, at, teller):
            return None
        if teller is None and not self._may_be_silent(view, reading, at, sentence, opening):
            return None
        leads = teller is not None and teller.last == at - 1 and at - 1 in view.quote_from  # «إن الوزير "شدد على …"»
        if at in view.speech and (teller is None or opening.mode != "clause") and not leads:
            return None
        report = self._maker.make(view, reading, at, teller, opening, front=front)
        return report._replace(outer=(outer, *report.outer)) if outer is not None else report

    def _may_tell(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        floor = sentence.first
        if at > floor and self._words.is_("preposition", view.forms[at - 1]) and at - 1 not in view.covering:
            return False
        if self._is_not_told(view, reading, at, floor) or self._is_noun(view, reading, at, floor):
            return False
        described = reading.row.strength == "reported" and self._words.describes_document(view.forms, at)
        if described and not self._subjects.refers_back(view, at, sentence):
            return False
        if at > floor and self._words.is_("sentence_verb", view.forms[at]) and not self._is_marked(view, at):
            return False
        if self._is_spelled_otherwise(view, reading, at, sentence):
            return False
        takes_one = bool(reading.row.object) or "relay" in reading.row.frames or reading.judges
        return not reading.pronoun or takes_one

    def _is_spelled_otherwise(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        """«تُدعى فلانة» (is called) is not «تدعي أن» (claims), «رأي» not «رأى», though they fold alike."""
        letter = view.text[view.tokens[at].end - 1]
        of_row = reading.row.present if reading.form.tense == "present" else reading.row.past
        same = {letter, of_row[-1:]} != {_ALEF_MAQSURA, _YEH} or reading.pronoun or reading.form.form != fold(of_row)
        if same:
            return False
        return at + 1 >= sentence.last or self._words.that(view.forms[at + 1]) is None

    def _lacks_object(self, reading: Reading, at: int, opening: Opening) -> bool:
        """«صحافيون اتهموا بالفساد», «تصريحات وصفت بالعنصرية»: without an object the verb can only be passive."""
        objectless = reading.row.object == "required" and not reading.pronoun and opening.teller is None
        return objectless and opening.frame.startswith("bi+") and opening.first <= at + 2

    def _is_fit(self, view: TextView, reading: Reading, at: int, teller: Teller | None) -> bool:
        """Whether a homograph tells: «عقب زيارة» and «نقل العناصر» do not, for none who speaks follows."""
        if self._words.is_("doubtful_cue", view.forms[at]):
            return teller is not None and self._tellers.is_clear(view, teller)
        if "relay" in reading.row.frames:
            return teller is not None and teller.role in OUTLETS
        return True

    def _may_be_silent(self, view: TextView, reading: Reading, at: int, sentence: Sentence, opening: Opening) -> bool:
        """Whether the teller may be one named before: a bare verb after a comma has its own, or tells nothing."""
        bare = opening.teller is None and not reading.letters
        if bare and reading.form.tense == "present" and view.forms[at - 1] in _COMMAS:
            return False
        return opening.mode != "phrase" or self._subjects.may_be_silent(view, reading, at, sentence)

    def _is_impersonal(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        """«ويتوقع أن …» at the head of a clause: it is expected, by nobody who is named."""
        form = reading.form
        heads = at == sentence.first or (reading.letters > 0 and view.forms[at - 1] in _COMMAS)
        if not heads or at + 1 >= sentence.last or reading.row.stance != "expect" or reading.pronoun:
            return False
        single = (form.tense, form.gender, form.number) == ("present", "m", "s")
        return single and self._words.that(view.forms[at + 1]) == "that"

    def _passive(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«يُتهم الوزير بكذا», «أُعلن أن …»: nobody is named who tells."""
        opening = self._openings.find(view, reading, at, sentence.last, has_subject=True)
        if opening is None or at in view.speech:
            return None
        report = self._maker.make(view, reading, at, None, opening, front=at)
        return report._replace(links=(report.links[0]._replace(is_passive=True), *report.links[1:]))

    def _is_marked(self, view: TextView, at: int) -> bool:
        """Whether the text writes a doubled letter, as in «بيّن», which «بين» (between) has not."""
        token = view.tokens[at]
        return _SHADDA in view.text[token.start : token.end]

    def _is_noun(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """طلب, تعهد, توقع are nouns too: a verb opens its clause or follows its subject."""
        if at == floor or reading.letters or all(fold(noun) != reading.form.form for noun in reading.row.masdar):
            return False
        if view.text[view.tokens[at].end - 1] == _ALEF_MAQSURA and reading.row.past[-1:] == _ALEF_MAQSURA:
            return False  # «نفى», though «نفي» folds alike
        before = view.forms[at - 1]
        kinds = ("auxiliary", "relative", "lead", "content_end", "adverb")
        opens = view.is_punct(at - 1) or at - 1 in view.in_time or any(self._words.is_(k, before) for k in kinds)
        if opens or before == _AND:
            return False
        subject = self._subjects.before(view, at, floor)
        if subject is None or subject.first == floor:
            return subject is None
        leads = view.forms[subject.first - 1]
        return self._phrases.is_verb(leads) and not self._words.is_("auxiliary", leads)

    def _is_not_told(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """Negated, yet to be said, or a label in passing: «لم يؤكد», «من المقرر أن يعلن», «ما اعتبره»."""
        if at == floor:
            return False
        before = view.forms[at - 1]
        if reading.pronoun and self._words.is_exactly("what", before):
            return "as" not in reading.row.frames and not reading.judges  # «ما وصفه بكذا» says what it is called
        if self._words.is_("negation", before):
            return True
        return reading.form.tense == "present" and self._words.is_("complementizer", before)

    def _after_quotation(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«…»، قال فلان: the words stand before the cue."""
        if "quote" not in reading.row.frames or at in view.speech or reading.letters:
            return None
        quote = view.quote_to.get(at - 1) or view.quote_to.get(at - 2)
        if quote is None or quote.is_short:
            return None
        teller = self._tellers.after(view, at + 1, sentence.last)
        if teller is None:
            return None
        opening = Opening(quote.first, view.tokens[quote.first].start, "quote", "quote", teller)
        return self._maker.make(view, reading, at, teller, opening, front=quote.first)._replace(tail=quote.last)

    def _after_clause(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«القضية معقدة، تقول الصحيفة.»: the whole sentence up to the cue is told, and the teller ends it."""
        takes_clause = {"quote", "that"} <= frozenset(reading.row.frames)
        if not takes_clause or reading.letters or reading.pronoun or at in view.speech or at - sentence.first < 4:
            return None
        if view.forms[at - 1] not in _PAUSES:
            return None
        teller = self._tellers.after(view, at + 1, sentence.last)
        ends = teller is not None and all(view.is_punct(i) for i in range(teller.last, sentence.last))
        if teller is None or not ends or not self._tellers.is_clear(view, teller):
            return None
        begin = sentence.first
        opening = Opening(begin, view.tokens[begin].start, "clause", "that", teller)
        return self._maker.make(view, reading, at, teller, opening, front=begin)._replace(tail=at, end=at)

    def _relay_verb(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«نقلت الوكالة عن مسؤول قوله إن …»: two links, the second cue is the saying if there is one."""
        governor = "an" if "relay" in reading.row.frames else "ila"
        limit = min(sentence.last, at + _RELAY_REACH)
        prepositions = self._words.frame_prepositions
        at_inner = next((i for i in range(at + 1, limit) if prepositions.get(view.forms[i]) == governor), None)
        begin_inner = at_inner + 1 if at_inner is not None else 0
        if at_inner is None and governor == "ila":
            at_inner = next((i for i in range(at + 2, limit) if self._is_to_someone(view, i)), None)
            begin_inner = at_inner if at_inner is not None else 0
        if at_inner is None:
            relayed = next(((i, m) for i in range(at + 1, limit) if (m := self._relay_phrase(view, i))), None)
            if relayed is None:
                return None
            at_inner, begin_inner = relayed
        inner = self._tellers.after(view, begin_inner, limit)
        if inner is None:
            return None
        outer = self._tellers.after(view, at + 1, at_inner)
        front = at
        if outer is None and at > sentence.first:
            outer = self._subjects.before(view, at, sentence.first)
            front = outer.first if outer is not None else at
        said = reading._replace(row=self._cues.rows[PLAIN_SAYING], kind="masdar")
        beyond = self._after_dashes(view, inner.last, sentence.last)
        reach = range(beyond, min(beyond + 4, max(limit, beyond + 1), sentence.last))
        saying = next((i for i in reach if self._is_saying(view, i)), None)
        begin = saying if saying is not None else beyond - 1
        own = self._verbal_noun(view, saying) if saying is not None else None
        opening = self._openings.find(view, said, begin, sentence.last)
        if opening is None and own is not None:
            opening = self._openings.find(view, own, begin, sentence.last)  # «نقلت عنه نفيه صحة الخبر»
        opening = opening or self._openings.noun_told(view, inner, sentence.last)
        farthest = _SAYING_REACH if saying is None else _RELAY_REACH  # «قوله خلال لقائه الوفد في العاصمة، إنه …»
        if opening is None or opening.first - begin > farthest:
            return None
        cue = (saying, saying + 1) if saying is not None else (at_inner, begin_inner)
        origin = f"cues:{reading.row.key}"
        links = (
            Link(outer, at, at + 1, reading.row.strength, origin, letters=reading.letters),
            Link(inner, cue[0], cue[1], "said", origin),
        )
        return Report(
            front, opening.first, opening.start, opening.mode, "verb", links, own.row.stance if own else "neutral",
            reading.form.gender, reading.letters > 0,
        )  # fmt: skip

    def _after_dashes(self, view: TextView, at: int, limit: int) -> int:
        """«عن المرصد - وهو منظمة محلية - قوله»: return where an aside between dashes ends."""
        if at >= limit or view.forms[at] not in _DASHES:
            return at
        return next((i + 1 for i in range(at + 1, min(at + _ASIDE_REACH, limit)) if view.forms[i] in _DASHES), at)

    def _verbal_noun(self, view: TextView, at: int) -> Reading | None:
        """«قوله», «نفيه»: the verbal noun of telling with its teller written onto it."""
        return next((r for r in self._cues.read(view.forms[at]) if r.kind == "masdar" and r.pronoun), None)

    def _is_to_someone(self, view: TextView, at: int) -> bool:
        """«نسبت الوكالة لأحد المسؤولين القول إن»: ل for إلى."""
        form = view.forms[at]
        placed = view.names.get(at) or view.nominals.get(at)
        known = self._words.is_head(form[1:]) or self._words.noun(form[1:]) is not None
        known = known or (placed is not None and placed.mention.start > view.tokens[at].start)
        return form[:1] == _TO and known and not self._phrases.is_addressee(view, at)

    def _relay_phrase(self, view: TextView, at: int) -> int | None:
        match = self._cues.phrase(view, at)
        return match.last if match is not None and match.values[0].kind == "relay" else None

    def _is_saying(self, view: TextView, at: int) -> bool:
        """«قوله», «تأكيده», «معلومات تفيد»."""
        if self._words.is_exactly("saying", view.forms[at]):
            return True
        if self._words.describes_document(view.forms, at) and any(
            r.kind == "verb" and not r.pronoun for r in self._cues.read(view.forms[at])
        ):
            return True
        return self._verbal_noun(view, at) is not None


def _is_passive(view: TextView, reading: Reading, at: int) -> bool:
    """Whether the vowel that the text writes shows a passive: «أُعلن», «يُعتقد»; not «يُعلن», which may be active."""
    token = view.tokens[at]
    letters = view.text[token.start : token.end][reading.letters :]
    if reading.form.tense == "past":
        return _DAMMA in letters[:4]
    derived = reading.row.past[:1] in _DERIVED and len(fold(reading.row.past)) > 3
    return derived and _DAMMA in letters[:2]
