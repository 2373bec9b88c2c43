"""Reports opened by a fixed phrase or a headline's colon: «بحسب», «كما أعلن», «قيل إن», «المتهم بكذا», «لافروف: …».

What comes in is a token of a sentence; what goes out is the `Report` that begins there, if any.
"""

from __future__ import annotations

from typing import Literal

from musnad.lexicon.reporting import CuePhraseRow
from musnad.model import Sentence
from musnad.stages.statements.cuebook import PLAIN_FORM, CueBook, Reading
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.openings import PLAIN_SAYING, OpeningFinder
from musnad.stages.statements.report import Link, Report
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["PhraseReportFinder"]

_RELAY_REACH = 15
_HEADLINE_TELLER = 12
_PRESENT_PREFIXES = ("ي", "ت")
_NAME_MARKS = frozenset('#_"“”«»')
_HEARSAY_REACH = 6
_OPENING_BY_STANCE = {"request": "ila", "warn": "min"}
_BI_FRAMES = frozenset(("bi+that", "bi+np"))
_LI = "ل"
_OPENING = "("
_CONJUNCTIONS = ("", "و")
_NOUN_CLITICS = ("", "و", "ل", "ب")
_HERS = "ها"
_PLURALS_OF_PEOPLE = ("ون", "ين")


class PhraseReportFinder:
    """Finds reports without a verb of telling in its own clause. Immutable once built."""

    def __init__(self, words: ReportingWords, cues: CueBook, tellers: TellerFinder, openings: OpeningFinder) -> None:
        self._words = words
        self._cues = cues
        self._tellers = tellers
        self._openings = openings

    def find(self, view: TextView, at: int, sentence: Sentence) -> Report | None:
        """Return the report that a fixed phrase at token `at` opens."""
        match = self._cues.phrase(view, at)
        if match is None:
            return None
        row = match.values[0]
        if row.kind == "background" or match.clitics not in (_NOUN_CLITICS if row.kind == "hearsay" else _CONJUNCTIONS):
            return None
        if row.kind == "accused":
            return self._accused(view, at, match.last, sentence, row)
        if row.kind == "hearsay":
            return self._hearsay(view, at, match.last, sentence, row)
        if row.kind == "passive":
            return self._passive(view, at, match.last, sentence, f"cue_phrases:{row.key}")
        if row.kind == "pretext":
            return self._pretext(view, at, match.last, sentence, row)
        if row.kind == "document":
            return self._in_document(view, at, match.last, sentence, f"cue_phrases:{row.key}")
        if row.kind == "according_verb":
            return self._according_verb(view, at, match.last, sentence, f"cue_phrases:{row.key}")
        if row.kind == "according" and (own := self._own_words(view, at, match.last, sentence, row)) is not None:
            return own
        begin = match.last + (match.last < sentence.last and view.forms[match.last] == _OPENING)
        begin += begin < sentence.last and row.kind == "according" and self._is_saying(view, begin)
        teller = self._tellers.after(view, begin, sentence.last, governed=True)
        if teller is None:
            return None
        if row.kind == "according" and not self._is_fit_to_tell(view, teller):
            return None
        link = Link(teller, match.first, match.last, row.strength, f"cue_phrases:{row.key}")
        report = self._beside(view, link, at, teller.last, sentence)
        return report._replace(kind="relay") if report is not None and row.kind == "relay" else report

    def is_background(self, view: TextView, at: int) -> bool:
        """Whether the outlet speaks in its own voice: «يذكر أن», «تجدر الإشارة إلى أن»."""
        match = self._cues.phrase(view, at)
        return match is not None and match.values[0].kind == "background"

    def _is_saying(self, view: TextView, at: int) -> bool:
        """«حسب قول مغردين», «وفق تأكيد الوزير»: a verbal noun of telling before the teller."""
        return any(r.kind == "masdar" and not r.pronoun for r in self._cues.read(view.forms[at]))

    def _own_words(self, view: TextView, at: int, last: int, sentence: Sentence, row: CuePhraseRow) -> Report | None:
        """«حسب قوله», «على حد تعبيرها» at the end: on the word of the one who told something before."""
        if last >= sentence.last or not all(view.is_punct(i) for i in range(last + 1, sentence.last)):
            return None
        saying = next((r for r in self._cues.read(view.forms[last]) if r.kind == "masdar" and r.pronoun), None)
        if saying is None:
            return None
        link = Link(None, at, last + 1, row.strength, f"cue_phrases:{row.key}")
        report = self._beside(view, link, at, last + 1, sentence)
        feminine = saying.pronoun == _HERS
        return report._replace(gender="f" if feminine else None) if report is not None else None

    def _is_fit_to_tell(self, view: TextView, teller: Teller) -> bool:
        """«وفقا للقانون» is compliance: the noun must be able to tell."""
        form = view.forms[teller.first]
        for stem in (form, form.removeprefix("لل"), form.removeprefix("ل"), "ال" + form.removeprefix("لل")):
            if self._words.is_exactly("norm", stem):
                return False
        known = self._words.noun(form) is not None or self._words.is_("group", form)
        people = form.endswith(_PLURALS_OF_PEOPLE) and view.is_definite(teller.first)
        return teller.entity is not None or known or people or teller.is_document or teller.first in view.nominals

    def _in_document(self, view: TextView, at: int, last: int, sentence: Sentence, origin: str) -> Report | None:
        """«جاء في البيان أن …»: the document tells; what stands before its content belongs to its phrase."""
        teller = self._tellers.after(view, last, sentence.last, governed=True)
        if teller is None:
            return None
        said = Reading(self._cues.rows[PLAIN_SAYING], "masdar", PLAIN_FORM)
        opening = self._openings.find(view, said, teller.last - 1, sentence.last)
        tells = teller.is_document or self._words.is_("medium", view.forms[last])
        if opening is None or not (tells or (opening.mode == "clause" and opening.first == teller.last + 1)):
            return None
        link = Link(self._openings.up_to(view, teller, opening.first - 1), at, last, "said", origin)
        return Report(
            at, opening.first, opening.start, opening.mode, "verb", (link,), "neutral", None,
            joined=view.forms[at][:1] == "و",
        )  # fmt: skip

    def _according_verb(self, view: TextView, at: int, last: int, sentence: Sentence, origin: str) -> Report | None:
        """«حسبما أعلن فلان»: the verb belongs to the phrase, the content is the clause beside it."""
        if last >= sentence.last:
            return None
        reading = next((r for r in self._cues.read(view.forms[last]) if r.kind == "verb" and not r.letters), None)
        document = self._cues.phrase(view, last)
        if document is not None and document.values[0].kind == "document":
            return self._as_document_has_it(view, at, document.last, sentence, origin)
        if reading is None or (at == sentence.first and view.forms[at][:1] == "ك"):
            return None
        if "relay" in reading.row.frames:
            return self._according_relay(view, reading, at, last, sentence, origin)
        begin = last + 1
        while begin < sentence.last and (skip := self._pointer(view, begin)):
            begin += skip
        teller = self._tellers.after(view, begin, sentence.last, governed=True)
        if teller is None:
            return None
        opening = self._openings.find(view, reading, last, sentence.last)
        nearest = 0 if view.forms[at][:1] != "ك" else -_RELAY_REACH  # «وسائل الإعلام الأميركية» is read whole
        if opening is not None and not reading.pronoun and nearest <= opening.first - teller.last < 4:
            return None
        links = [Link(teller, at, last + 1, reading.row.strength, origin)]
        end = teller.last
        while end < sentence.last and end in view.in_time:
            end += 1
        passed = self._cues.phrase(view, end) if end < sentence.last else None
        if passed is not None and passed.values[0].kind in ("relay", "according"):
            inner = self._tellers.after(view, passed.last, sentence.last, governed=True)
            if inner is not None:
                row = passed.values[0]
                links.append(Link(inner, passed.first, passed.last, row.strength, f"cue_phrases:{row.key}"))
                end = inner.last
        report = self._beside(view, links[0], at, end, sentence)
        return report._replace(links=tuple(links), stance=reading.row.stance) if report is not None else None

    def _pointer(self, view: TextView, at: int) -> int:
        """Return how many tokens at `at` only point back or say when: «بذلك», «على لسانه», «اليوم الأربعاء»."""
        return self._words.starts("pointer", view.forms, at) or int(at in view.in_time)

    def _as_document_has_it(self, view: TextView, at: int, last: int, sentence: Sentence, origin: str) -> Report | None:
        """«بحسب ما جاء في بيان الوزارة، فإن …»: the document tells the clause beside."""
        teller = self._tellers.after(view, last, sentence.last, governed=True)
        if teller is None:
            return None
        return self._beside(view, Link(teller, at, last, "reported", origin), at, teller.last, sentence)

    def _according_relay(
        self, view: TextView, reading: Reading, at: int, last: int, sentence: Sentence, origin: str
    ) -> Report | None:
        limit = sentence.last
        reach = range(last + 1, min(limit, last + _RELAY_REACH))
        inner_at = next(
            (
                i
                for i in reach
                if self._words.frame_prepositions.get(view.forms[i]) == "an" and not self._pointer(view, i)
            ),
            None,
        )
        begin = last + 1
        while begin < limit and (skip := self._pointer(view, begin)):
            begin += skip
        outer = self._tellers.after(view, begin, inner_at if inner_at is not None else limit)
        if outer is None:
            return None
        links = [Link(outer, at, last + 1, "reported", origin)]
        end = outer.last
        if inner_at is not None and (inner := self._tellers.after(view, inner_at + 1, limit)) is not None:
            links.append(Link(inner, inner_at, inner_at + 1, "said", f"cues:{reading.row.key}"))
            end = inner.last
        report = self._beside(view, links[0], at, end, sentence)
        return report._replace(links=tuple(links)) if report is not None else None

    def _beside(self, view: TextView, link: Link, at: int, end: int, sentence: Sentence) -> Report | None:
        """A phrase that attributes the clause around it; the clause is settled when the sentence is known."""
        if at in view.speech:
            return None
        first = end
        while first < sentence.last and view.is_punct(first) and first not in view.quote_from:
            first += 1
        return Report(
            at, min(first, sentence.last), -1, "clause", "phrase", (link,), "neutral", None, joined=False, tail=end
        )

    def _passive(self, view: TextView, at: int, last: int, sentence: Sentence, origin: str) -> Report | None:
        opens = last + 1 < sentence.last and (
            self._words.that(view.forms[last]) is not None
            or self._words.frame_prepositions.get(view.forms[last]) == "an"
        )
        if not opens:
            return None
        if at > sentence.first and (at - 1 in view.covering or self._words.is_("negation", view.forms[at - 1])):
            return None
        link = Link(None, at, last, "hearsay", origin, is_passive=True)
        first = last + 1
        mode: Literal["clause", "phrase"] = "clause" if self._words.that(view.forms[last]) is not None else "phrase"
        return Report(
            at, first, view.tokens[first].start, mode, "verb", (link,), "neutral", None,
            joined=view.forms[at][:1] == "و",
        )  # fmt: skip

    def _pretext(self, view: TextView, at: int, last: int, sentence: Sentence, row: CuePhraseRow) -> Report | None:
        """«بدعوى أن …»: what the subject of the sentence gives as the reason."""
        if last + 1 >= sentence.last or self._words.that(view.forms[last]) is None or at in view.speech:
            return None
        first = last + 1
        link = Link(None, at, last, row.strength, f"cue_phrases:{row.key}")
        start = view.tokens[first].start
        return Report(at, first, start, "clause", "participle", (link,), row.stance, None, joined=False)

    def _accused(self, view: TextView, at: int, last: int, sentence: Sentence, row: CuePhraseRow) -> Report | None:
        """«المتهم بكذا»: an accusation whose accuser is not named."""
        if last >= sentence.last or view.is_punct(last) or at in view.speech:
            return None
        if view.forms[last][:1] != "ب" or self._words.is_exactly("stem_b", view.forms[last]):
            return None
        governs = self._cues.read(view.forms[at - 1]) if at > sentence.first else ()
        if any(r.kind == "verb" and not _BI_FRAMES.isdisjoint(r.row.frames) for r in governs):
            return None  # «أقر المتهم بكذا»
        return self._untold(view, at, last, row, last, "phrase", clitic=1)

    def _hearsay(self, view: TextView, at: int, last: int, sentence: Sentence, row: CuePhraseRow) -> Report | None:
        """«اتهامات بكذا», «أنباء عن كذا», «مزاعم كذا»: a telling whose teller is not named."""
        before = self._words.noun(view.forms[at - 1]) if at else None
        if at in view.speech or (before is not None and before[0].role == "agency"):
            return None
        if last + 1 < sentence.last and self._words.is_exactly("bare_object", view.forms[last]):
            return self._untold(view, at, last, row, last, "phrase")
        for first in range(last, min(last + _HEARSAY_REACH, sentence.last - 1)):
            form = view.forms[first]
            if view.is_punct(first) or self._cues.is_verb(form) or (first == last and self._names_teller(view, first)):
                return None
            if self._words.is_exactly("topic_preposition", form) and self._words.is_("medium", view.forms[first + 1]):
                continue
            if self._words.frame_prepositions.get(form) == _OPENING_BY_STANCE.get(row.stance, ""):
                return self._untold(view, at, last, row, first + 1, "phrase")
            if row.stance == "request" and self._carries_li(form) and first not in view.covering:
                return self._untold(view, at, last, row, first, "phrase", clitic=1)
            if self._words.that(form) is not None:
                return self._untold(view, at, last, row, first + 1, "clause")
            if self._words.is_exactly("topic_preposition", form):
                return self._untold(view, at, last, row, first + 1, "phrase")
            if self._words.carries_bi(form) and first not in view.in_time:
                return self._untold(view, at, last, row, first, "phrase", clitic=1)
        return None

    def _names_teller(self, view: TextView, at: int) -> bool:
        """«توقعات الوكالة»: whose telling it is stands in the genitive."""
        if view.is_definite(at) or view.forms[at][:1] == _LI:
            return not self._words.carries_bi(view.forms[at]) and view.is_definite(at)
        return at in view.nominals or (at in view.names and view.names[at].mention.start == view.tokens[at].start)

    def _carries_li(self, form: str) -> bool:
        """Whether a form is a verbal noun or another bare word after ل: «لتنظيم», not «للحكومة»."""
        return form[:1] == _LI and len(form) > 4 and not form.startswith("لل") and self._words.noun(form) is None

    def _untold(
        self,
        view: TextView,
        at: int,
        last: int,
        row: CuePhraseRow,
        first: int,
        mode: Literal["clause", "phrase"],
        *,
        clitic: int = 0,
    ) -> Report:
        """A report without a teller: the cue is tokens `at:last`, the content begins `clitic` letters into `first`."""
        link = Link(None, at, last, row.strength, f"cue_phrases:{row.key}", is_passive=True)
        start = view.tokens[first].start + clitic
        return Report(at, first, start, mode, "masdar", (link,), row.stance, None, joined=False)

    def headline(self, view: TextView, sentence: Sentence) -> Report | None:
        """«لافروف: كذا» tells; «مصر: كذا» names a topic."""
        if view.headline is None or sentence.start != view.headline.start:
            return None
        limit = min(sentence.last, sentence.first + _HEADLINE_TELLER)
        colon = next((i for i in range(sentence.first + 1, limit) if view.forms[i] == ":"), None)
        if colon is None or colon + 1 >= sentence.last:
            return None
        teller = self._tellers.after(view, sentence.first, colon)
        opening = self._openings.after_colon(view, colon + 1)
        if teller is None:
            return None
        quoted = opening[3] == "quote" and teller.last < colon
        if not self._is_speaker(view, teller, state_too=quoted):
            return None
        if teller.last != colon and not self._speaks(view, teller, colon):
            return None
        link = Link(teller, colon, colon, "said", "statements:headline")
        return Report(
            sentence.first, opening[1], opening[2], opening[3], "headline", (link,), "neutral", None, joined=False
        )

    def _speaks(self, view: TextView, teller: Teller, colon: int) -> bool:
        """«فلان بعد لقاء الوزير: كذا», «فلان يتوعد: كذا»; not «فلان في باريس: كذا»."""
        if any(view.is_punct(i) and view.forms[i] not in _NAME_MARKS for i in range(teller.last, colon)):
            return False
        place = view.names.get(teller.last + 1)
        there = place is not None and place.mention.type == "LOC" and place.last == colon
        known = teller.entity is not None or teller.first in view.nominals
        known = known or self._words.noun(view.forms[teller.first]) is not None
        form = view.forms[teller.last]
        aside = (
            teller.last in view.in_time
            or form[:1] == _LI
            or any(self._words.is_(kind, form) for kind in ("preposition", "adverb", "topic_preposition"))
        )
        acts = form[:1] in _PRESENT_PREFIXES and teller.last not in view.covering and not view.is_definite(teller.last)
        return known and not there and (aside or acts)

    def _is_speaker(self, view: TextView, teller: Teller, *, state_too: bool) -> bool:
        """Whether a phrase before a colon can speak: a person, a body, a role, people; a state where `state_too`."""
        placed = [p for i in range(teller.first, teller.last) if (p := view.names.get(i)) is not None]
        types = {p.mention.type for p in placed}
        form = view.forms[teller.first]
        people = teller.anonymous and form.endswith(_PLURALS_OF_PEOPLE)
        known = self._words.noun(form) is not None or teller.first in view.nominals
        starts = teller.first in view.names or view.is_definite(teller.first) or self._words.is_head(form)
        named = bool(types & {"PER", "ORG"}) and (starts or view.is_punct(teller.first))
        return known or people or named or (state_too and bool(types))
