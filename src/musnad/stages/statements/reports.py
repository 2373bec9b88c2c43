"""The reports of one sentence: every cue with its teller and the beginning of its content.

What comes in is a sentence of a text view; what goes out are `Report`s in text order, not yet tied to each other.
Ends of contents, nesting and carried tellers are for `contents` and `chains`.
"""

from __future__ import annotations

from musnad.arabic.clitics import pronoun_splits
from musnad.arabic.orthography import fold
from musnad.model import Sentence, Stance
from musnad.stages.statements.carriers import CarrierFinder
from musnad.stages.statements.cuebook import CueBook, Reading
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.openings import PLAIN_SAYING, Opening, OpeningFinder, Relay
from musnad.stages.statements.phrases import PhraseReportFinder
from musnad.stages.statements.report import Link, Report
from musnad.stages.statements.retellings import Retelling, RetellingFinder
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["ReportFinder"]

_COMMAS = frozenset("،,")
_PAUSES = frozenset("،,.…-–")
_OBLIQUE = "ين"
_SHADDA, _DAMMA = "\u0651", "\u064f"
_DERIVED = ("ا", "ت")
_TAKES_OBJECT = frozenset({"np", "accusation"})
_RELAY_REACH = 25
_MASDAR_REACH = 10


class ReportFinder:
    """Finds the reports of a sentence. Immutable once built."""

    def __init__(self, words: ReportingWords, cues: CueBook) -> None:
        self._words = words
        self._cues = cues
        self._tellers = TellerFinder(words, cues)
        self._openings = OpeningFinder(words, cues, self._tellers)
        self._carriers = CarrierFinder(words, cues, self._tellers)
        self._retellings = RetellingFinder(words, cues, self._tellers, self._carriers)
        self._phrases = PhraseReportFinder(words, cues, self._tellers, self._openings)

    def find(self, view: TextView, sentence: Sentence) -> list[Report]:
        """Return the reports whose cues stand in the sentence."""
        found: list[Report] = []
        at = sentence.first
        headline = self._phrases.headline(view, sentence)
        if headline is not None:
            found.append(headline)
        while at < sentence.last:
            report = self._at(view, at, sentence)
            if report is not None and self._is_told_of(report, found, at):
                report = None
            if report is not None:
                found.append(report)
            at = self._next(at, report)
        return self._carriers.attach(view, sentence, found)

    def _is_told_of(self, report: Report, found: list[Report], at: int) -> bool:
        """«عبر عن ترحيبه بكذا»: the noun is what the verb before it tells."""
        return report.kind == "masdar" and report.mode == "phrase" and any(r.first == at for r in found[-1:])

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
        if report := self._phrases.find(view, at, sentence):
            return report
        if self._phrases.is_background(view, at):
            return None
        for reading in self._cues.read(token.form):
            report = None
            if reading.kind == "verb":
                report = self._verb(view, reading, at, sentence)
            elif reading.kind == "participle":
                report = self._participle(view, reading, at, sentence)
            else:
                report = self._masdar(view, reading, at, sentence)
            if report is not None:
                return report
        return None

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _verb(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        if self._is_not_told(view, reading, at, sentence.first):
            return None
        if self._is_noun(view, reading, at, sentence.first):
            return None
        if self._words.describes_document(view.forms, at) and not self._refers_back(view, at, sentence):
            return None
        if at > sentence.first and self._words.is_("sentence_verb", view.forms[at]) and not self._is_marked(view, at):
            return None
        if reading.pronoun and not reading.row.object and "relay" not in reading.row.frames:
            return None
        if "relay" in reading.row.frames or "relay_ila" in reading.row.frames:
            return self._relay_verb(view, reading, at, sentence)
        if _is_passive(view, reading, at):
            return self._passive(view, reading, at, sentence)
        subject = self._adjacent_subject(view, reading, at, sentence.first)
        has_subject = subject is not None or self._follows_pronoun(view, reading, at, sentence.first)
        opening = self._openings.find(view, reading, at, sentence.last, has_subject=has_subject)
        if opening is None:
            quoted = self._after_quotation(view, reading, at, sentence)
            return quoted or self._after_clause(view, reading, at, sentence)
        if subject is not None:
            return self._report(view, reading, at, at + 1, subject.first, subject, opening)
        teller = opening.teller
        if reading.row.object and teller is not None and view.forms[teller.first].endswith(_OBLIQUE):
            teller = None
        goes_on = self._goes_on(view, reading, at, sentence)
        if reading.row.object and teller is not None and goes_on and self._may_be_object(view, teller, at, sentence):
            teller = self._subject_of_transitive(view, teller, opening, goes_on=goes_on)
        if teller is None and view.forms[at][:1] == "ف" and reading.letters:
            teller = self._topic(view, at, sentence.first)
        if "as" in reading.row.frames and teller is not None and teller.is_document and reading.letters:
            teller = None
        if reading.row.object == "required" and teller is not None and not reading.pronoun:
            goes_on = goes_on or bool(reading.letters) or self._refers_back(view, at, sentence)
            teller = self._subject_of_transitive(view, teller, opening, goes_on=goes_on)
        front = at
        if teller is None and at > sentence.first and reading.letters == 0:
            teller = self._subject_before(view, at, sentence.first)
            if teller is None and reading.form.number == "p":
                teller = self._tellers.described(view, at, sentence.first)
            teller = teller or self._tellers.from_clause_start(view, at, sentence.first)
            if teller is not None:
                front = teller.first
        outer = None
        if teller is None and self._refers_back(view, at, sentence):
            teller = self._retellings.owner(view, at, sentence.first)
            outer = self._retellings.passed_on(view, sentence.first, teller.first - 1) if teller is not None else None
        if at in view.speech and (teller is None or opening.mode != "clause"):
            return None
        bare = opening.teller is None and not reading.letters
        if teller is None and bare and reading.form.tense == "present" and view.forms[at - 1] in _COMMAS:
            return None
        if opening.mode == "phrase" and teller is None and not self._may_lack_subject(view, reading, at, sentence):
            return None
        report = self._report(view, reading, at, at + 1, front, teller, opening)
        return report._replace(outer=(outer, *report.outer)) if outer is not None else report

    def _passive(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«يُتهم الوزير بكذا», «أُعلن أن …»: nobody is named who tells."""
        opening = self._openings.find(view, reading, at, sentence.last, has_subject=True)
        if opening is None or at in view.speech:
            return None
        report = self._report(view, reading, at, at + 1, at, None, opening)
        return report._replace(links=(report.links[0]._replace(is_passive=True), *report.links[1:]))

    def _is_marked(self, view: TextView, at: int) -> bool:
        """Whether the text writes a doubled letter, as in «بيّن», which «بين» (between) has not."""
        token = view.tokens[at]
        return _SHADDA in view.text[token.start : token.end]

    def _follows_pronoun(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """«لكنها حثت الشركة», «الرئيس الذي أخبر الوفد»: the subject is known, what follows is the object."""
        before = view.forms[at - 1] if at > floor else ""
        if reading.row.object and not reading.letters and self._words.is_exactly("relative", before):
            return True
        return self._words.is_exactly("contrast", before) and len(pronoun_splits(before)) > 1

    def _adjacent_subject(self, view: TextView, reading: Reading, at: int, floor: int) -> Teller | None:
        """The teller that touches the cue from before: «لافروف يؤكد أن»; what follows the cue is then its object."""
        if at == floor or reading.letters or at in view.speech or view.is_punct(at - 1):
            return None
        if not reading.row.object and not _TAKES_OBJECT & frozenset(reading.row.frames):
            return None
        return self._tellers.before(view, at, floor, relative=False)

    def _may_lack_subject(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        led = all(self._words.is_("auxiliary", view.forms[i]) for i in range(sentence.first, at))
        before = view.forms[at - 1]
        led = led or self._words.is_exactly("contrast", before) or self._words.is_exactly("subordinator", before)
        led = led or (reading.form.tense == "past" and self._words.that(before) is not None)
        return led or self._refers_back(view, at, sentence) or reading.letters > 0 or bool(reading.pronoun)

    def _refers_back(self, view: TextView, at: int, sentence: Sentence) -> bool:
        """«بيان أكد فيه أن …»: the pronoun after the cue stands for the medium before it."""
        return at + 1 < sentence.last and self._words.is_exactly("resumptive", view.forms[at + 1])

    def _goes_on(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        """«وحث أنقرة …», «كما دعت الزوار …»: the verb goes on with what was told before."""
        if at == sentence.first:
            return False
        return bool(reading.letters) or self._words.is_("addition", view.forms[at - 1])

    def _may_be_object(self, view: TextView, teller: Teller, at: int, sentence: Sentence) -> bool:
        """Whether the one noun phrase after a verb of calling can be whom it calls on."""
        if view.is_place(teller.first, teller.last) and not self._words.is_("addition", view.forms[at - 1]):
            return True
        return teller.entity is None and not teller.anonymous and not self._tellers.is_clear(view, teller)

    def _subject_of_transitive(
        self, view: TextView, teller: Teller, opening: Opening, *, goes_on: bool
    ) -> Teller | None:
        """«اتهم فلان خصمه بكذا» has two noun phrases; «واتهم خصمه بكذا» has only the accused."""
        begin = opening.first if opening.frame == "bi+np" else opening.first - 1
        between = range(teller.last, begin)
        alone = all(i in view.in_time or self._words.is_exactly("adverb", view.forms[i]) for i in between)
        return None if goes_on and alone and opening.frame != "that" else teller

    def _is_noun(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """طلب, تعهد, توقع are nouns too: a verb opens its clause or follows its subject."""
        if at == floor or reading.letters or all(fold(noun) != reading.form.form for noun in reading.row.masdar):
            return False
        before = view.forms[at - 1]
        kinds = ("auxiliary", "relative", "lead", "content_end", "adverb")
        opens = view.is_punct(at - 1) or at - 1 in view.in_time or any(self._words.is_(k, before) for k in kinds)
        return not opens and self._subject_before(view, at, floor) is None

    def _is_not_told(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """Negated, yet to be said, or a label in passing: «لم يؤكد», «من المقرر أن يعلن», «ما وصفه»."""
        if at == floor:
            return False
        before = view.forms[at - 1]
        if self._words.is_("negation", before) or (reading.pronoun and self._words.is_exactly("what", before)):
            return True
        return reading.form.tense == "present" and self._words.is_("complementizer", before)

    def _topic(self, view: TextView, at: int, floor: int) -> Teller | None:
        """«أما الوزير فقال إن …»: the teller stands before the verb."""
        start = next((i for i in range(at - 1, floor - 1, -1) if self._words.is_("topic", view.forms[i])), None)
        return self._tellers.after(view, start + 1, at) if start is not None else None

    def _subject_before(self, view: TextView, at: int, floor: int) -> Teller | None:
        last = at
        while last > floor and self._words.is_exactly("auxiliary", view.forms[last - 1]):
            last -= 1
            if self._words.is_("subordinator", view.forms[last]):
                return None
        relative = last > floor and self._words.is_exactly("relative", view.forms[last - 1])
        return self._tellers.before(view, last - relative, floor, relative=relative)

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
        return self._report(view, reading, at, at + 1, quote.first, teller, opening)._replace(tail=quote.last)

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
        return self._report(view, reading, at, at + 1, begin, teller, opening)._replace(tail=at, end=at)

    def _relay_verb(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """«نقلت الوكالة عن مسؤول قوله إن …»: two links, the second cue is the saying if there is one."""
        governor = "an" if "relay" in reading.row.frames else "ila"
        limit = min(sentence.last, at + _RELAY_REACH)
        prepositions = self._words.frame_prepositions
        at_inner = next((i for i in range(at + 1, limit) if prepositions.get(view.forms[i]) == governor), None)
        begin_inner = at_inner + 1 if at_inner is not None else 0
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
            outer = self._subject_before(view, at, sentence.first)
            front = outer.first if outer is not None else at
        said = reading._replace(row=self._cues.rows[PLAIN_SAYING], kind="masdar")
        reach = range(inner.last, min(inner.last + 4, limit))
        saying = next((i for i in reach if self._is_saying(view, i)), None)
        begin = saying if saying is not None else inner.last - 1
        opening = self._openings.find(view, said, begin, sentence.last)
        if opening is None or opening.first - begin > _MASDAR_REACH:
            return None
        cue = (saying, saying + 1) if saying is not None else (at_inner, begin_inner)
        origin = f"cues:{reading.row.key}"
        links = (
            Link(outer, at, at + 1, reading.row.strength, origin, letters=reading.letters),
            Link(inner, cue[0], cue[1], "said", origin),
        )
        return Report(
            front, opening.first, opening.start, opening.mode, "verb", links, "neutral",
            reading.form.gender, reading.letters > 0,
        )  # fmt: skip

    def _relay_phrase(self, view: TextView, at: int) -> int | None:
        match = self._cues.phrases.at(view.tokens, at, view.text)
        return match.last if match is not None and match.values[0].kind == "relay" else None

    def _is_saying(self, view: TextView, at: int) -> bool:
        """«قوله», «تأكيده», «معلومات تفيد»."""
        if self._words.is_exactly("saying", view.forms[at]):
            return True
        if self._words.describes_document(view.forms, at) and any(
            r.kind == "verb" and not r.pronoun for r in self._cues.read(view.forms[at])
        ):
            return True
        return any(r.kind == "masdar" and r.pronoun for r in self._cues.read(view.forms[at]))

    # -- participles and verbal nouns ----------------------------------------------------------------------------

    def _participle(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        if at in view.speech or (at > sentence.first and self._words.is_("preposition", view.forms[at - 1])):
            return None
        if self._tellers.end_of_wish(view, at, sentence.last) is not None:
            return None
        opening = self._openings.find(view, reading, at, sentence.last)
        if opening is None or (at == sentence.first and opening.mode == "phrase"):
            return None
        return self._report(view, reading, at, at + 1, at, None, opening)

    def _masdar(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> Report | None:
        """A verbal noun with its subject in the genitive: «تأكيد الوزير أن», «اتهامه المعارضة بأن».

        «بعد اتهامه بكذا» has the accused for its pronoun, and nobody who accuses.
        """
        if at > sentence.first and self._words.is_("without", view.forms[at - 1]):
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
        if opening.mode == "phrase" and opening.first != begin:
            return None
        report = self._report(view, reading, at, at + 1, at, teller, opening)
        accused = reading.pronoun and reading.row.object == "required" and opening.first == at + 1
        return report._replace(links=(report.links[0]._replace(is_passive=True),)) if accused else report

    # -- together ------------------------------------------------------------------------------------------------

    def _report(
        self,
        view: TextView,
        reading: Reading,
        first: int,
        last: int,
        front: int,
        teller: Teller | None,
        opening: Opening,
    ) -> Report:
        row = reading.row
        end = None
        if "as" in row.frames and opening.mode == "phrase" and (quote := view.quote_from.get(opening.first - 1)):
            end = quote.last + 1 if quote.closed else None
        if "as" in row.frames and not reading.pronoun and opening.frame != "quote":
            opening = self._with_described(view, last, teller, opening)
        link = Link(teller, first, last, row.strength, f"cues:{row.key}", letters=reading.letters)
        inner = tuple(_link(r) for r in opening.relays if not r.is_outer)
        outer = tuple(_link(r) for r in opening.relays if r.is_outer)
        return Report(
            front=front,
            first=opening.first,
            start=opening.start,
            mode=opening.mode,
            kind=reading.kind,
            links=(link, *inner),
            stance=self._stance(view, reading, opening),
            gender=reading.form.gender if reading.kind != "masdar" else None,
            joined=reading.letters > 0,
            outer=outer,
            plural=reading.form.number == "p",
            addressee=self._tellers.addressee(view, last, opening.first),
            time=next((view.time_at[i] for i in range(last, opening.first) if i in view.in_time), None),
            end=end,
        )

    def _with_described(self, view: TextView, cue_end: int, teller: Teller | None, opening: Opening) -> Opening:
        """«وصف الوزير القرار بأنه خطأ» tells of the decision: what is described belongs to the content."""
        begin = teller.last if teller is not None and teller.first >= cue_end else cue_end
        while begin < opening.first and (
            view.is_punct(begin) or self._words.is_exactly("resumptive", view.forms[begin])
        ):
            begin += 1
        if begin >= opening.first or begin in view.in_time or self._words.is_("preposition", view.forms[begin]):
            return opening
        if self._words.that(view.forms[begin]) is not None:
            return opening
        return opening._replace(first=begin, start=view.start_of(begin))

    def _stance(self, view: TextView, reading: Reading, opening: Opening) -> Stance:
        for rule in reading.row.stance_by:
            frame, _, stance = rule.partition("=")
            if frame == opening.frame:
                return stance  # type: ignore[return-value]  # checked when the table is
        if "an+np" in reading.row.frames or opening.frame == "np":
            form = view.forms[opening.first]
            for length in range(len(form), 2, -1):
                if sentiment := self._words.sentiments.get(form[:length]):
                    return sentiment  # type: ignore[return-value]  # the table's kinds are stances
        return reading.row.stance


def _is_passive(view: TextView, reading: Reading, at: int) -> bool:
    """Whether the vowel that the text writes shows a passive: «أُعلن», «يُعتقد»; not «يُعلن», which may be active."""
    token = view.tokens[at]
    letters = view.text[token.start : token.end][reading.letters :]
    if reading.form.tense == "past":
        return _DAMMA in letters[:4]
    derived = reading.row.past[:1] in _DERIVED and len(fold(reading.row.past)) > 3
    return derived and _DAMMA in letters[:2]


def _link(relay: Relay) -> Link:
    return Link(relay.teller, relay.first, relay.last, "reported", relay.key)
