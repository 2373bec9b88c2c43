"""Who is the subject of a verb of telling: the phrase after it, before it, a topic, the owner of a document, nobody.

What comes in is a verb of telling with the opening of its content; what goes out is a `Subject`.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.clitics import pronoun_splits
from musnad.model import Sentence
from musnad.stages.statements.clauses import ClauseReader
from musnad.stages.statements.cuebook import Reading
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.openings import Opening
from musnad.stages.statements.report import Link
from musnad.stages.statements.retellings import RetellingFinder
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["Subject", "SubjectFinder"]

_OBLIQUE = "ين"
_AND_SO = "ف"
_AND = "و"
_FEMININE = "ة"
_HEADLINE_SUBJECT = 4
_COMMAS = frozenset("،,")
_TAKES_OBJECT = frozenset({"np", "own+np", "accusation"})


class Subject(NamedTuple):
    """The teller, the token at which the whole construction begins, and who passed on the document that tells."""

    teller: Teller | None
    front: int
    outer: Link | None = None


class SubjectFinder:
    """Finds subjects. Immutable once built."""

    def __init__(
        self, words: ReportingWords, tellers: TellerFinder, clauses: ClauseReader, retellings: RetellingFinder
    ) -> None:
        self._words = words
        self._tellers = tellers
        self._clauses = clauses
        self._retellings = retellings

    def find(self, view: TextView, reading: Reading, at: int, sentence: Sentence, opening: Opening) -> Subject:
        """Return the subject of the verb at token `at`, with no teller where its clause has none."""
        teller = self._after(view, reading, at, sentence, opening)
        if teller is not None and (head := self._told_by(view, reading, at, sentence, opening)) is not None:
            return Subject(head, head.first)
        if teller is not None:
            return Subject(teller, at)
        if at > sentence.first and reading.letters == 0 and not self._is_label(view, reading, at):
            teller = self._antecedent(view, reading, at, sentence.first) or self.before(view, at, sentence.first)
            if teller is None and reading.form.number == "p":
                teller = self._tellers.described(view, at, sentence.first)
            teller = teller or self._clauses.subject_at_head(view, at, sentence.first)
            if teller is not None and reading.form.number != "s":
                teller = self._tellers.joined(view, teller, sentence.first)
            if teller is not None:
                return Subject(teller, teller.first)
        if self.refers_back(view, at, sentence):
            teller = self._retellings.owner(view, at, sentence.first)
            if teller is not None:
                return Subject(teller, at, self._retellings.passed_on(view, sentence.first, teller.first - 1))
        return Subject(None, at)

    def _told_by(
        self, view: TextView, reading: Reading, at: int, sentence: Sentence, opening: Opening
    ) -> Teller | None:
        """«إن الناجي من الحادث أخبر رجال الإنقاذ أن …»: the clause opens with its subject, an object follows."""
        teller = opening.teller
        if not reading.row.object or reading.letters or reading.pronoun or at == sentence.first or teller is None:
            return None
        if self._words.is_("phrase_end", view.forms[at - 1]):  # «أغضبت كندا الرياض عندما دعت السفارة إلى كذا»
            return None
        if view.is_punct(at - 1) or any(self._is_noun_phrase(view, i) for i in range(teller.last, opening.first - 1)):
            return None
        head = self._clauses.subject_at_head(view, at, sentence.first)
        return head if self._agrees(view, head, reading) else None

    def _after(self, view: TextView, reading: Reading, at: int, sentence: Sentence, opening: Opening) -> Teller | None:
        """The phrase after the verb, unless it is the object of a verb whose subject is silent."""
        teller = opening.teller
        if reading.row.object and teller is not None and view.forms[teller.first].endswith(_OBLIQUE):
            teller = None
        if reading.row.object and not self._agrees(view, teller, reading):
            teller = None
        goes_on = self._goes_on(view, reading, at, sentence)
        if reading.row.object and teller is not None and goes_on and self._may_be_object(view, teller, at):
            teller = self._subject_of_transitive(view, teller, opening, goes_on=goes_on)
        if teller is None and view.forms[at][:1] == _AND_SO and reading.letters:
            teller = self._topic(view, at, sentence.first)
        if "as" in reading.row.frames and teller is not None and teller.is_document and reading.letters:
            teller = None
        if reading.row.object == "required" and teller is not None and not reading.pronoun:
            goes_on = goes_on or bool(reading.letters) or self.refers_back(view, at, sentence)
            teller = self._subject_of_transitive(view, teller, opening, goes_on=goes_on)
        return teller

    def _agrees(self, view: TextView, teller: Teller | None, reading: Reading) -> bool:
        """«ودعت مجلس الأمن إلى كذا», «ودعا الحكومة إلى كذا»: whom a verb of another gender calls on is its object."""
        gender = self._tellers.gender(view, teller)
        return gender is None or reading.form.number != "s" or gender == reading.form.gender

    def _antecedent(self, view: TextView, reading: Reading, at: int, floor: int) -> Teller | None:
        """«التقارير التي أفادت»: what a relative pronoun stands for, where it can speak and agrees with the verb."""
        relative = view.forms[at - 1] if at - 1 > floor else ""
        if not self._words.is_exactly("relative", relative) or reading.pronoun:
            return None
        feminine = self._words.is_exactly("relative_feminine", relative)
        if reading.form.number != "p" and feminine != (reading.form.gender == "f"):
            return None
        return self._tellers.antecedent(view, at - 1, floor)

    def before(self, view: TextView, at: int, floor: int) -> Teller | None:
        """Return the teller whose phrase ends right before the verb, its auxiliaries aside."""
        if self._is_in_document(view, at):
            return None
        last = at
        while last > floor and self._words.is_exactly("auxiliary", view.forms[last - 1]):
            last -= 1
            if self._words.is_("subordinator", view.forms[last]):
                return None
        relative = last > floor and self._words.is_exactly("relative", view.forms[last - 1])
        return self._tellers.before(view, last - relative, floor, relative=relative)

    def adjacent(self, view: TextView, reading: Reading, at: int, floor: int) -> Teller | None:
        """Return the teller that touches the cue from before: «لافروف يؤكد أن»; an object may follow the cue then."""
        if at == floor or reading.letters or at in view.speech:
            return None
        if view.is_punct(at - 1):
            return self._before_comma(view, reading, at, floor)
        if self._is_in_document(view, at) or self._is_label(view, reading, at):
            return None
        if self._words.describes_document(view.forms, at):
            return self._tellers.single(view, at - 1)  # «بيان يدين الهجوم»
        if not reading.row.object and not _TAKES_OBJECT & frozenset(reading.row.frames):
            return None
        while at > floor and self._words.is_exactly("auxiliary", view.forms[at - 1]):
            at -= 1
            if self._words.is_("subordinator", view.forms[at]):
                return None
        teller = self._tellers.before(view, at, floor, relative=False)
        if teller is None:
            return self._of_headline(view, reading, at, floor)
        if reading.form.number == "s":
            return teller
        return self._tellers.joined(view, teller, floor)

    def _of_headline(self, view: TextView, reading: Reading, at: int, floor: int) -> Teller | None:
        """«عائلة الضحية تتهم الشرطة»: a headline opens with its subject, whatever noun that is."""
        headline = view.headline
        if headline is None or not headline.start <= view.tokens[at].start < headline.end:
            return None
        first = next((i + 1 for i in range(at - 1, floor, -1) if view.forms[i] == ":"), floor)
        if reading.form.tense != "present" or not first < at <= first + _HEADLINE_SUBJECT:
            return None
        if reading.form.gender == "m" and view.forms[first].endswith(_FEMININE):
            return None
        kinds = ("preposition", "auxiliary", "adverb", "relative", "negation", "subordinator", "topic_preposition")
        for i in range(first, at):
            form = view.forms[i]
            if (
                view.is_punct(i)
                or i in view.in_time
                or form[:1] == _AND
                or form in self._words.past_verbs
                or self._words.that(form)
            ):
                return None
            if any(self._words.is_(kind, form) for kind in kinds):
                return None
        return self._tellers.phrase(view, first, at)

    def _before_comma(self, view: TextView, reading: Reading, at: int, floor: int) -> Teller | None:
        """«وكانت جمعية المتقاعدين، اتهمت الميليشيات …»: a comma parts the subject at the head from its verb."""
        head = all(self._words.is_("auxiliary", view.forms[i]) for i in range(floor, floor + 1))
        if not head or view.forms[at - 1] not in _COMMAS or reading.row.object != "required":
            return None
        return self._clauses.subject_at_head(view, at, floor)

    def _is_label(self, view: TextView, reading: Reading, at: int) -> bool:
        """«ما وصفه بكذا»: whoever speaks around it, or is named behind it, calls it so."""
        return bool(reading.pronoun) and self._words.is_exactly("what", view.forms[at - 1])

    def _is_in_document(self, view: TextView, at: int) -> bool:
        """«بيانا أدانت فيه الهجوم»: the document right before is where it was told, not who told it."""
        if at + 1 >= len(view.forms) or view.forms[at + 1] not in self._words.resumptives:
            return False
        return self._words.describes_document(view.forms, at)

    def is_known(self, view: TextView, reading: Reading, at: int, floor: int) -> bool:
        """Whether the subject is known, so that the object follows: «لكنها حثت الشركة», «الرئيس الذي أخبر الوفد»."""
        before = view.forms[at - 1] if at > floor else ""
        plain = not reading.letters and not reading.pronoun
        if reading.form.number != "s" and reading.form.person == 3:
            return True  # «وطالبوا الوفد»: a verb before its subject stays in the singular
        if reading.row.object and plain and self._words.is_exactly("relative", before):
            return True
        if plain and self._words.is_exactly("clause_opener", before):
            return True
        if "own+np" in reading.row.frames and view.forms[min(at + 1, len(view.forms) - 1)] in self._words.resumptives:
            return True  # «بيانا اعتبر فيه القرار خطأ»
        return self._words.is_exactly("contrast", before) and len(pronoun_splits(before)) > 1

    def may_be_silent(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        """Whether the clause may do without a subject of its own."""
        led = all(self._words.is_("auxiliary", view.forms[i]) for i in range(sentence.first, at))
        before = view.forms[at - 1]
        led = led or self._words.is_exactly("contrast", before) or self._words.is_exactly("subordinator", before)
        led = led or (reading.form.tense == "past" and self._words.that(before) is not None)
        return led or self.refers_back(view, at, sentence) or reading.letters > 0 or bool(reading.pronoun)

    def refers_back(self, view: TextView, at: int, sentence: Sentence) -> bool:
        """Whether the pronoun after the cue stands for the medium before it: «بيان أكد فيه أن …»."""
        return at + 1 < sentence.last and self._words.is_exactly("resumptive", view.forms[at + 1])

    def _goes_on(self, view: TextView, reading: Reading, at: int, sentence: Sentence) -> bool:
        """«وحث أنقرة …», «كما دعت الزوار …»: the verb goes on with what was told before."""
        if at == sentence.first:
            return False
        return bool(reading.letters) or self._words.is_("addition", view.forms[at - 1])

    def _may_be_object(self, view: TextView, teller: Teller, at: int) -> bool:
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
        alone = not any(self._is_noun_phrase(view, i) for i in between)
        return None if goes_on and alone and opening.frame != "that" else teller

    def _is_noun_phrase(self, view: TextView, at: int) -> bool:
        """Whether a noun of its own stands there: no adverb, no time, none that a preposition governs."""
        form, before = view.forms[at], view.forms[at - 1]
        if view.is_punct(at) or at in view.in_time or self._words.is_exactly("adverb", form):
            return False
        governing = ("preposition", "topic_preposition")
        return not any(self._words.is_(kind, word) for kind in governing for word in (form, before))

    def _topic(self, view: TextView, at: int, floor: int) -> Teller | None:
        """«أما الوزير فقال إن …»: the teller stands before the verb."""
        start = next((i for i in range(at - 1, floor - 1, -1) if self._words.is_("topic", view.forms[i])), None)
        return self._tellers.after(view, start + 1, at) if start is not None else None
