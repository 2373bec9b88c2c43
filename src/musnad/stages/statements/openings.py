"""Where the told words begin: the complementizer, colon, quotation, preposition or bare object after a cue.

What comes in is a cue reading at a token; what goes out is an `Opening`, with the teller that stands between the two
and any relay named on the way. Where the content ends is for `contents`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from musnad.arabic.clitics import pronoun_splits
from musnad.lexicon.forms import ByForm
from musnad.lexicon.reporting import Frame
from musnad.stages.statements.cuebook import CueBook, Reading
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import BI, ReportingWords

__all__ = ["PLAIN_SAYING", "Opening", "OpeningFinder", "Relay"]

PLAIN_SAYING = "qala"
_FARTHEST = 45
_LONGEST_RELATIVE = 14
_LONGEST_ASIDE = 12
_LONGEST_ASIDES = 25
_LONGEST_DESCRIPTION = 8
_PARTICIPLE_REACH = 9
_BEHIND_TITLE = 3
_STOPS = frozenset("؛;؟?!")
_COMMAS = frozenset("،,")
_TO, _TO_THE = "ل", "لل"
_FEMININE, _BEFORE_PRONOUN = "ة", "ت"
_PRESENT_PREFIXES = ("ي", "ت")
_TAKE_NOUN = frozenset({"np", "own+np", "accusation"})


class Relay(NamedTuple):
    """Another teller named beside a cue: «نقلا عن فلان» (inner) or «بحسب فلان» (outer), with its cue's tokens."""

    teller: Teller
    first: int
    last: int
    key: str
    is_outer: bool


class Opening(NamedTuple):
    """The content begins at token `first`, at code point `start`; `mode` says what it is."""

    first: int
    start: int
    mode: Literal["clause", "quote", "phrase"]
    frame: Frame
    teller: Teller | None
    relays: tuple[Relay, ...] = ()


class OpeningFinder:
    """Finds the opening of the content after a cue. Immutable once built."""

    def __init__(self, words: ReportingWords, cues: CueBook, phrases: NounPhraseReader, tellers: TellerFinder) -> None:
        self._words = words
        self._cues = cues
        self._phrases = phrases
        self._tellers = tellers
        self._is_object: Callable[[str], bool] = ByForm(self._shows_object).__getitem__
        self._is_clause_verb: Callable[[str], bool] = ByForm(self._begins_clause).__getitem__
        self._cue_kind = ByForm(self._kind_of_cue)
        self._is_idle = ByForm(self._does_nothing)
        self._frames = {row.key: frozenset(row.frames) for row in cues.rows.values()}
        self._blocked = {key: words.prepositions_of(frames) for key, frames in self._frames.items()}

    def find(
        self, view: TextView, reading: Reading, index: int, limit: int, *, has_subject: bool = False
    ) -> Opening | None:
        """Return the opening for the cue at token `index` before `limit`, None when no content follows.

        `has_subject` says that the teller stands before the cue, so that none is looked for after it.
        """
        frames = self._frames[reading.row.key]
        if reading.kind == "participle":
            limit = min(limit, index + _PARTICIPLE_REACH)
        begin = self._skip_adverbs(view, index + 1, limit)
        teller = None
        if reading.kind == "verb" and not has_subject:
            teller = self._tellers.after(
                view,
                begin,
                limit,
                object_follows=not frames.isdisjoint(_TAKE_NOUN) or bool(reading.row.object),
                blocked=self._blocked[reading.row.key],
                gender=reading.form.gender,
            )
        at = teller.last if teller is not None else begin
        if "accusation" in frames and not self._is_accusation(view, at, limit):
            return None
        own = "own+np" in frames and (
            has_subject
            or teller is not None
            or reading.kind != "verb"
            or reading.judges
            or self._words.is_exactly("resumptive", view.forms[min(index + 1, limit - 1)])
        )
        takes_noun = own or "np" in frames or "accusation" in frames
        bare = self._bare_object(view, reading, at, limit, teller) if takes_noun else None
        if bare is not None and (teller is None or not self._may_belong(view, bare.first)):
            return bare
        if bare is None and teller is not None and (named := self._past_titles(view, teller, limit)) is not None:
            teller, at = named, named.last
            bare = self._bare_object(view, reading, at, limit, teller) if takes_noun else None
        opening = self._scan(view, reading, frames, at, limit, teller)
        clause = opening is not None and opening.mode != "phrase" and not self._has_verb(view, at, opening.first)
        if bare is not None and not clause:
            return bare
        if "document+np" in frames and not clause and reading.kind == "verb" and not has_subject:
            return self._shown(view, reading, begin, limit) or opening
        marked = teller is not None and teller.first in view.quote_from and ("np" in frames or reading.judges)
        if opening is None and marked:
            return self._bare_object(view, reading, begin, limit, None)  # «دان "خطاب الكراهية"»
        if opening is None and takes_noun and teller is not None:
            return self._after_stray_comma(view, reading, at, limit, teller)
        if opening is None or teller is None or opening.mode == "phrase":
            return opening
        if (last := self._tellers.bearer(view, teller, opening.first - 1)) is not None:
            return opening._replace(teller=self._tellers.named(view, teller, last))
        takes_object = bool(reading.row.object) or "as" in frames
        return opening._replace(teller=self.up_to(view, teller, opening.first - 1, described=not takes_object))

    def _shown(self, view: TextView, reading: Reading, begin: int, limit: int) -> Opening | None:
        """«أظهرت بيانات رسمية ارتفاع الأسعار»: what a document shows, a bare noun after it."""
        teller = self._tellers.after(view, begin, limit, object_follows=True, gender=reading.form.gender)
        if teller is None or not teller.is_document:
            return None
        bare = self._bare_object(view, reading, teller.last, limit, teller)
        return None if bare is None or self._tells_of_document(view, bare.first) else bare

    def _tells_of_document(self, view: TextView, at: int) -> bool:
        """«مقاطع مصورة نشرت …», «فيديو تداوله ناشطون»: a verb that describes the document before it."""
        verbs = [r for r in self._cues.read(view.forms[at]) if r.kind == "verb"]
        described = self._words.describes_document(view.forms, at)
        return any(described or reading.pronoun or reading.form.gender == "f" for reading in verbs)

    def noun_told(self, view: TextView, teller: Teller, limit: int) -> Opening | None:
        """«نقلت الوكالة عن الدفاع المدني مقتل …»: a verbal noun right after the teller is what is told."""
        at = teller.last
        if at + 1 >= limit or view.is_punct(at) or not self._is_object(view.forms[at]):
            return None
        return Opening(at, view.start_of(at), "phrase", "np", teller)

    def _past_titles(self, view: TextView, teller: Teller, limit: int) -> Teller | None:
        """«المبعوث الخاص ورئيس البعثة فلان»: more titles before the name."""
        if teller.last >= limit or not self._words.is_head(view.forms[teller.last]):
            return None
        last = self._tellers.bearer(view, teller, limit) if self._words.is_joined(view.forms[teller.last]) else None
        return self._tellers.named(view, teller, last) if last is not None else None

    def _after_stray_comma(
        self, view: TextView, reading: Reading, at: int, limit: int, teller: Teller
    ) -> Opening | None:
        """«انتقدت فلانة، مشروع القرار»: a comma that parts the subject from the object."""
        if (comma := self._comma_before_object(view, at, limit)) is not None:
            return self._bare_object(view, reading, comma + 1, limit, teller)
        if at + 2 >= limit or view.forms[at] not in _COMMAS or view.is_punct(at + 1):
            return None
        form = view.forms[at + 1]
        if self._words.is_exactly("clause_opener", form):
            return None
        noun = self._words.is_exactly("bare_object", form) or view.is_definite(at + 1) or at + 1 in view.nominals
        noun = noun or self._words.noun(form) is not None
        if not noun or self._words.is_joined(form) or self._words.is_exactly("relative", form):
            return None
        return self._bare_object(view, reading, at + 1, limit, teller)

    def _comma_before_object(self, view: TextView, at: int, limit: int) -> int | None:
        """«أعلنت القوات خلال الفترة الماضية، القبض …»: the comma before a verbal noun, with no verb on the way."""
        for i in range(at + 1, min(at + _LONGEST_ASIDE, limit - 1)):
            if view.forms[i] in _STOPS or self._is_other_cue(view, i) or self._has_verb(view, i, i + 1):
                return None
            if view.forms[i] in _COMMAS and self._is_object(view.forms[i + 1]):
                return i
        return None

    def _may_belong(self, view: TextView, first: int) -> bool:
        """Whether what looks like an object may belong to the teller: «أكد العميد فلان وزير الدفاع … أن»."""
        return first - 1 not in view.quote_from and not self._is_object(view.forms[first])

    def _shows_object(self, form: str) -> bool:
        """Whether a word shows that an object begins: a verbal noun, with a pronoun too, a demonstrative, «ما»."""
        stems = {stem for stem, _ in pronoun_splits(form)}
        stems |= {stem[:-1] + _FEMININE for stem in stems if stem.endswith(_BEFORE_PRONOUN)}
        kinds = ("bare_object", "pronominal", "what")
        return any(self._words.is_exactly(kind, stem) for kind in kinds for stem in stems)

    def _has_verb(self, view: TextView, low: int, high: int) -> bool:
        """Whether another clause begins between two tokens: a verb in the past, or «قائلا»."""
        return any(self._is_clause_verb(view.forms[i]) and i not in view.covering for i in range(low, high))

    def _begins_clause(self, form: str) -> bool:
        return form in self._words.past_verbs or any(r.kind == "participle" for r in self._cues.read(form))

    def up_to(self, view: TextView, teller: Teller, limit: int, *, described: bool = True) -> Teller:
        """Draw a teller out to token `limit`: a relative clause, or what says which document, belongs to its phrase.

        `described` says that other words which tell where or which may belong to it as well.
        """
        limit = next((i for i in range(teller.last, limit) if self._opens_phrase(view, i)), limit)
        while limit > teller.last and (view.is_punct(limit - 1) or self._governs(view, limit - 1)):
            limit -= 1
        before = range(teller.last, limit)
        if not before or len(before) > _LONGEST_RELATIVE or any(view.is_punct(i) or i in view.in_time for i in before):
            return teller
        belongs = self._words.is_exactly("relative", view.forms[teller.last]) or teller.is_document
        belongs = belongs or (described and self._describes(view, teller, before))
        return self._tellers.widen(view, teller, limit) if belongs else teller

    def _is_document(self, form: str) -> bool:
        noun = self._words.noun(form)
        return noun is not None and noun[0].kind == "document"

    def _governs(self, view: TextView, at: int) -> bool:
        """Whether a preposition stands there that leads to what is told: «أشار التقرير إلى أن»."""
        return at not in view.covering and view.forms[at] in self._words.frame_prepositions

    def _describes(self, view: TextView, teller: Teller, rest: range) -> bool:
        """«المسؤول في مدينة كذا», «الحكومة المعترف بها دوليا»: where and which, not when or through what."""
        first = view.forms[rest[0]]
        place = self._words.frame_prepositions.get(first) == "fi"
        named = view.covering.get(rest[0] - 1)
        if not (place or view.is_definite(rest[0])) or len(rest) > _LONGEST_DESCRIPTION:
            return False
        if named is not None and named.is_person:
            return False
        return not any(
            self._words.is_("medium", view.forms[i])
            or self._is_document(view.forms[i])
            or self._words.is_exactly("adverb", view.forms[i])
            or self._words.starts("shift", view.forms, i)
            or self._words.is_("occasion", view.forms[i])
            or self._is_other_cue(view, i)
            or (view.forms[i].startswith("ل") and self._phrases.is_addressee(view, i))
            for i in rest
        )

    def _skip_adverbs(self, view: TextView, at: int, limit: int) -> int:
        while at < limit:
            shift = self._words.starts("shift", view.forms, at) or self._manner(view, at, limit)
            if not shift and at not in view.in_time and not self._words.is_exactly("adverb", view.forms[at]):
                break
            at += max(1, shift)
        return at

    def _manner(self, view: TextView, at: int, limit: int) -> int:
        """Return how many tokens «بشكل مفاجئ» or «بصورة "مفاجئة"» takes; 0 when there is none."""
        if not self._words.is_exactly("manner", view.forms[at]) or at + 1 >= limit:
            return 0
        quote = view.quote_from.get(at + 1)
        return quote.last + 1 - at if quote is not None and quote.is_short and quote.closed else 2

    def _scan(
        self, view: TextView, reading: Reading, frames: frozenset[str], at: int, limit: int, teller: Teller | None
    ) -> Opening | None:
        relays: list[Relay] = []
        begin = at
        in_relative = teller is not None and at < limit and self._opens_relative(view, teller, at)
        limit = min(limit, at + _FARTHEST)
        forms, is_idle, quote_from = view.forms, self._is_idle, view.quote_from
        while at < limit:
            form = forms[at]
            if is_idle[form] and at not in quote_from:
                in_relative = in_relative and not view.is_punct(at)
                at += 1
                continue
            if form in _STOPS:
                return None
            quote = quote_from.get(at)
            if quote is not None and at == begin and reading.kind == "participle" and reading.row.key == PLAIN_SAYING:
                return Opening(quote.first, view.tokens[quote.first].start, "quote", "quote", teller)  # «قائلا "لا"»
            if quote is not None and view.forms[at - 1] != ":" and self._passes(view, at, limit):
                at = quote.last + 1
                continue
            if form in _COMMAS and (after := self._after_aside(view, at, limit)):
                at = after
                continue
            if wish := self._tellers.end_of_wish(view, at, limit):
                at = wish
                continue
            if relay := self._relay(view, at, limit):
                relays.append(relay)
                at = relay.teller.last
                continue
            found = self._opens(view, frames, at, begin, limit, teller)
            if found is not None and not (found[3] == "phrase" and self._is_aside(view, begin, at, limit)):
                frame, first, start, mode = found
                return Opening(first, start, mode, frame, teller, tuple(relays))
            if f"{self._words.frame_prepositions.get(form)}+np" in frames and self._words.is_exactly(
                "pronominal", view.forms[min(at + 1, limit - 1)]
            ):
                return None
            if self._is_other_cue(view, at) and not in_relative:
                leads = self._introduces_saying(view, at, next_to_cue=at == begin and teller is None)
                if not leads or reading.kind == "masdar":  # «خرجت بدعوتها قائلة: "…"»: the noun is not what tells
                    return None
                frames = frames | {"that", "quote", "bi+that"}
            if self._words.is_exactly("by_saying", form):
                frames = frames | {"that", "quote"}
            in_relative = in_relative and not view.is_punct(at)
            at += 1
        return None

    def _passes(self, view: TextView, at: int, limit: int) -> bool:
        """Whether marks hold a name, or a title with أن behind it: «حول موضوع "الأمن في المدن الكبرى"، أن …»."""
        quote = view.quote_from[at]
        if self._phrases.is_name_in_marks(view, at):
            return True
        behind = range(quote.last + 1, min(quote.last + 1 + _BEHIND_TITLE, limit))
        titled = quote.closed and self._words.is_("titled", view.forms[at - 1])
        return titled and any(self._words.that(view.forms[i]) is not None for i in behind)

    def _does_nothing(self, form: str) -> bool:
        """Whether a word neither opens nor ends anything on the way to the content: most words."""
        words = self._words
        if form in _STOPS or form in _COMMAS or form in (":", BI) or self._cues.may_tell(form):
            return False
        kinds = ("unnamed_verb", "anonymity_verb", "manner_noun", "responsibility", "by_saying")
        if words.that(form) is not None or any(words.is_exactly(kind, form) for kind in kinds):
            return False
        if words.may_start("whether", form):
            return False
        return form not in words.frame_prepositions and not words.carries_bi(form) and not self._has_li(form)

    def _after_aside(self, view: TextView, comma: int, limit: int) -> int | None:
        """«أعلن الوزير، خلال لقاء اختتم أمس، الأربعاء، أن …»: return where أن stands, behind asides between commas."""
        if comma + 1 >= limit:
            return None
        if self._words.is_exactly("relative", view.forms[comma + 1]) or self._words.is_head(view.forms[comma + 1]):
            return self._after_apposition(view, comma, limit)
        if not self._words.is_("preposition", view.forms[comma + 1]):
            return None
        reach = range(comma + 1, min(comma + _LONGEST_ASIDES, limit))
        that = next((i for i in reach if view.forms[i] in _STOPS or self._words.that(view.forms[i]) is not None), None)
        if that is None or view.forms[that] in _STOPS or view.forms[that - 1] not in _COMMAS:
            return None
        return that if any(self._is_other_cue(view, i) for i in range(comma + 1, that)) else None

    def _after_apposition(self, view: TextView, comma: int, limit: int) -> int | None:
        """«وقال الضابط، المتهم الأول الذي يعتقد أنه القائد، إنه …»: return where the comma after it leads on."""
        for at in range(comma + 2, min(comma + _LONGEST_ASIDES, limit - 1)):
            if view.forms[at] in _STOPS:
                return None
            if view.forms[at] in _COMMAS and (
                self._words.that(view.forms[at + 1]) is not None or self._words.carries_bi(view.forms[at + 1])
            ):
                cues = any(
                    self._is_other_cue(view, i) or self._words.carries_bi(view.forms[i]) for i in range(comma + 1, at)
                )
                return at + 1 if cues else None
        return None

    def _is_aside(self, view: TextView, begin: int, at: int, limit: int) -> bool:
        """«أكد الوزير، في تغريدة على تويتر، أن …»: a preposition between commas does not open what a clause tells."""
        if not any(view.forms[i] in _COMMAS for i in range(begin, at)):
            return False
        close = next((i for i in range(at, min(at + _LONGEST_ASIDE, limit - 1)) if view.forms[i] in _COMMAS), None)
        return close is not None and self._words.that(view.forms[close + 1]) is not None

    def _opens_relative(self, view: TextView, teller: Teller, at: int) -> bool:
        """«الرجل الذي …», and without a pronoun after an indefinite noun: «شاب ينتمي إلى …»."""
        if self._words.is_exactly("relative", view.forms[at]):
            return True
        plain = teller.last == teller.first + 1 and teller.first not in view.covering
        return plain and not view.is_definite(teller.first) and view.forms[at][:1] in _PRESENT_PREFIXES

    def _opens(
        self, view: TextView, frames: frozenset[str], at: int, begin: int, limit: int, teller: Teller | None
    ) -> tuple[Frame, int, int, Literal["clause", "quote", "phrase"]] | None:
        """Return (frame, first token, start, mode) when the token opens content in one of the frames."""
        form = view.forms[at]
        if at + 1 >= limit and at not in view.quote_from:
            return None
        if form == ":" and "quote" in frames:
            return self.after_colon(view, at + 1)
        if at in view.quote_from:
            quote = view.quote_from[at]
            if "bi+np" in frames and self._words.carries_bi(view.forms[quote.first]):
                return "bi+np", quote.first, view.tokens[quote.first].start + 1, "phrase"
            if "quote" in frames and not quote.is_short:
                return "quote", quote.first, view.tokens[quote.first].start, "quote"
            return None
        that = self._words.that(form)
        if that is not None:
            if self._words.is_("conjunction_governor", view.forms[at - 1]) or (
                self._words.is_exactly("concession", view.forms[at - 2])
            ):
                return None
            governor = self._words.frame_prepositions.get(view.forms[at - 1])
            frame = f"{governor}+that" if that == "that" and governor else that
            if frame not in frames and not (that == "bi+that" and "that" in frames):
                return None
            return self._clause(view, frame, at + 1)
        if "an+np" in frames and self._words.starts("whether", view.forms, at):
            return self._clause(view, "an+np", at + 1)  # «تساءل عما إذا كان …»
        phrase = f"{self._words.frame_prepositions.get(form)}+np"
        if phrase in frames and at not in view.covering:
            following = self._words.that(view.forms[at + 1]) or self._words.is_exactly("pronominal", view.forms[at + 1])
            if following or self._phrases.is_addressee(view, at + 1) or self._is_venue(view, at):
                return None
            return phrase, at + 1, view.tokens[at + 1].start, "phrase"  # type: ignore[return-value]  # a known frame
        named = view.quote_from.get(at + 1)
        if "bi+np" in frames and form == BI and named is not None:
            return "bi+np", named.first, view.tokens[named.first].start, "phrase"
        hastily = self._words.is_exactly("manner_noun", form) and self._is_object(view.forms[min(at + 1, limit - 1)])
        if "bi+np" in frames and (hastily or self._words.carries_bi(form)) and at not in view.in_time:
            if self._words.is_exactly("waved", form[1:]):
                return None
            placed = view.names.get(at)
            if placed is not None and placed.mention.start == view.tokens[at].start:
                return None
            return "bi+np", at, view.tokens[at].start + 1, "phrase"
        if "li+np" in frames and self._carries_li(view, at):
            return "li+np", at, view.tokens[at].start + 1 + form.startswith(_TO_THE), "phrase"
        if "responsibility" in frames and self._words.is_exactly("responsibility", form):
            return "responsibility", at + 1, view.tokens[at + 1].start, "phrase"
        return None

    def _carries_li(self, view: TextView, at: int) -> bool:
        """«دعا لوقف القتال»: a verbal noun after ل."""
        form = view.forms[at]
        if at in view.covering or at in view.nominals or at in view.in_time:
            return False
        return self._has_li(form)

    def _has_li(self, form: str) -> bool:
        if not form.startswith(_TO):
            return False
        return self._words.is_exactly("bare_object", form.removeprefix(_TO_THE if form.startswith(_TO_THE) else _TO))

    def _clause(
        self, view: TextView, frame: str, first: int
    ) -> tuple[Frame, int, int, Literal["clause", "quote", "phrase"]]:
        return frame, first, view.tokens[first].start, "clause"  # type: ignore[return-value]  # a known frame

    def after_colon(self, view: TextView, first: int) -> tuple[Frame, int, int, Literal["clause", "quote", "phrase"]]:
        """Return frame, first token, start and mode of what follows a colon: a quotation or a clause."""
        quote = view.quote_from.get(first)
        if quote is not None:
            return "quote", quote.first, view.tokens[quote.first].start, "quote"
        return "quote", first, view.tokens[first].start, "clause"

    def _bare_object(
        self, view: TextView, reading: Reading, at: int, limit: int, teller: Teller | None
    ) -> Opening | None:
        """A noun phrase right after the teller, or after a cue that has none: «نفى الوزير صحة الأنباء»."""
        if at >= limit or (teller is None and reading.kind == "verb" and reading.pronoun and not reading.judges):
            return None
        words = self._words
        if teller is not None and not self._tellers.is_clear(view, teller):
            committed = reading.row.stance != "neutral" and view.is_definite(teller.first)
            if not committed or not self._is_object(view.forms[at]):
                return None
        at = self._skip_asides(view, at, limit, teller)
        if (
            "min+that" in reading.row.frames
            and at + 1 < limit
            and words.frame_prepositions.get(view.forms[at]) == "min"
        ):
            asked = self._tellers.after(view, at + 1, limit)
            at = asked.last if asked is not None else at
        if at >= limit:
            return None
        form = view.forms[at]
        first = at
        if view.is_punct(at):
            quote = view.quote_from.get(at)
            if quote is None or form in _COMMAS or quote.first >= limit:
                return None
            if not quote.is_short and "quote" in reading.row.frames:
                return None
            first = quote.first
        elif (
            (
                at in view.in_time
                or words.that(form)
                or any(
                    words.is_(kind, form) and not words.is_exactly("what", form)
                    for kind in (
                        "preposition",
                        "auxiliary",
                        "relative",
                        "negation",
                        "noun_preposition",
                        "shift",
                        "by_saying",
                        "medium_clitic",
                    )
                )
            )
            or (self._is_other_cue(view, at) and not self._is_verbal_noun(view, at))
            or form.startswith("لل")
            or (words.carries_bi(form) and not self._names_with_b(view, at))
            or len(form) == 1
            or (form.startswith("ل") and self._phrases.is_addressee(view, at))
            or ("bi+np" in reading.row.frames and form[:1] == BI and not words.is_exactly("stem_b", form))
            or self._opens_phrase(view, at)
            or (form[:1] in ("ب", "ل") and not words.is_exactly("stem_b", form) and form[1:3] == "ال")
            or (form[:1] == "و" and form[1:3] == "ال")
            or any(r.row.key == reading.row.key and r.kind == "masdar" for r in self._cues.read(form.removesuffix("ا")))
        ):
            return None
        return Opening(first, view.start_of(first), "phrase", "np", teller)

    def _names_with_b(self, view: TextView, at: int) -> bool:
        """Whether ب is the first letter of a name, as in «بولتون», not the preposition, as in «ببغداد»."""
        placed = view.covering.get(at)
        return placed is not None and (placed.first < at or placed.mention.start == view.tokens[at].start)

    def _opens_phrase(self, view: TextView, at: int) -> bool:
        """Whether a fixed phrase begins here that attributes: «بحسب», not «مزاعم», which may itself be denied."""
        match = self._cues.phrase(view, at)
        return match is not None and match.values[0].kind != "hearsay"

    def _is_accusation(self, view: TextView, at: int, limit: int) -> bool:
        """«رفض الاتهامات» denies; «رفض الدعوة» only refuses."""
        while at < limit and self._words.is_exactly("pronominal", view.forms[at]):
            at += 1
        return at < limit and self._words.is_exactly("accusation", view.forms[at])

    def _skip_asides(self, view: TextView, at: int, limit: int, teller: Teller | None) -> int:
        """Step over what stands between teller and object: «، الخميس،», «، خلال مؤتمر صحفي،», «في الوقت نفسه»."""
        if teller is not None and at < limit and view.forms[at] in _COMMAS and self._has_comma(view, teller):
            at += 1
        told = self._tellers.end_of_addressee(view, self._skip_adverbs(view, at, limit), limit)
        after = self._skip_medium(view, self._skip_adverbs(view, told, limit), limit)
        if after + 1 < limit and after > at and view.forms[after] in _COMMAS:
            return after + 1
        while after < limit and view.forms[after] in _COMMAS:
            begin = after + 1
            close = next(
                (i for i in range(begin, min(begin + _LONGEST_ASIDE, limit)) if view.forms[i] in _COMMAS), None
            )
            aside = close is not None and (
                begin in view.in_time
                or self._words.is_("preposition", view.forms[begin])
                or self._words.is_exactly("clause_opener", view.forms[begin])
            )
            if close is None or not aside:
                break
            after = close + 1
        return after

    def _skip_medium(self, view: TextView, at: int, limit: int) -> int:
        """Step over where it was told: «في تصريحات سابقة له، …», «في تغريدة نشرها الثلاثاء …»."""
        if at + 2 >= limit or not self._words.is_("preposition", view.forms[at]):
            return at
        places = ("medium", "occasion", "publication")
        if not any(self._words.is_(kind, view.forms[at + 1]) for kind in places):
            return at
        if at + 2 in view.quote_from:
            return at + 2
        close = next((i for i in range(at + 2, min(at + _LONGEST_ASIDE, limit)) if view.is_punct(i)), None)
        if close is not None and any(self._words.that(view.forms[i]) for i in range(at + 2, close)):
            return at
        if close is not None and view.forms[close] in _COMMAS:
            return close + 1
        after = at + 2
        if not any(reading.passes_on for reading in self._cues.read(view.forms[after])):
            return self._object_after(view, after, limit) or at
        publisher = self._tellers.after(view, after + 1, limit)
        return self._skip_adverbs(view, publisher.last if publisher is not None else after + 1, limit)

    def _object_after(self, view: TextView, at: int, limit: int) -> int | None:
        """Return where the object stands behind what describes the medium: «في مؤتمر صحفي "مفاجئ" استقالته»."""
        for i in range(at, min(at + _LONGEST_DESCRIPTION, limit)):
            quote = view.quote_from.get(i)
            if view.is_punct(i) and not (quote is not None and quote.is_short) and i not in view.quote_to:
                return None
            person = i in view.names and view.names[i].is_person
            if person or self._words.that(view.forms[i]) is not None:
                return None
            if self._is_object(view.forms[i]):
                return i
        return None

    def _has_comma(self, view: TextView, teller: Teller) -> bool:
        return any(view.forms[i] in _COMMAS for i in range(teller.first, teller.last))

    def _relay(self, view: TextView, at: int, limit: int) -> Relay | None:
        match = self._cues.phrase(view, at)
        if match is not None and match.values[0].kind == "according_verb":
            return self._relay_by_verb(view, match.first, match.last, limit, f"cue_phrases:{match.values[0].key}")
        if match is None or match.values[0].kind not in ("relay", "according"):
            return None
        teller = self._tellers.after(view, match.last, limit, governed=True)
        if teller is None:
            return None
        row = match.values[0]
        return Relay(teller, match.first, match.last, f"cue_phrases:{row.key}", row.kind == "according")

    def _relay_by_verb(self, view: TextView, first: int, verb: int, limit: int, key: str) -> Relay | None:
        """«بحسب ما نقلت عنه الوكالة» between a cue and its content: the one who passed it on."""
        if verb + 1 >= limit or not any(r.kind == "verb" for r in self._cues.read(view.forms[verb])):
            return None
        begin = self._skip_adverbs(view, verb + 1, limit)
        teller = self._tellers.after(view, begin, limit)
        return Relay(teller, first, verb + 1, key, True) if teller is not None else None

    def _is_other_cue(self, view: TextView, at: int) -> bool:
        cue = self._cue_kind[view.forms[at]]
        if cue is None or self._words.describes_document(view.forms, at):
            return False
        return cue == "verb" or at == 0 or not self._words.is_("preposition", view.forms[at - 1])

    def _kind_of_cue(self, form: str) -> Literal["verb", "participle"] | None:
        """Return as what a form may be another cue; a participle is none after a preposition."""
        if self._words.is_("preposition", form) or self._words.is_exactly("naming", form):
            return None
        readings = self._cues.read(form)
        if any(r.kind == "verb" and not r.pronoun and r.row.strength != "reported" for r in readings):
            return "verb"
        return "participle" if any(r.kind == "participle" for r in readings) else None

    def _is_verbal_noun(self, view: TextView, at: int) -> bool:
        return any(r.kind == "masdar" for r in self._cues.read(view.forms[at]))

    def _introduces_saying(self, view: TextView, at: int, *, next_to_cue: bool) -> bool:
        """«وتابع قائلا إن», «ومضى يقول»: the plain word of saying only leads over to the content."""
        return any(
            r.row.key == PLAIN_SAYING
            and (r.kind == "participle" or (next_to_cue and r.kind == "verb" and r.form.tense == "present"))
            for r in self._cues.read(view.forms[at])
        )

    def _is_venue(self, view: TextView, at: int) -> bool:
        """«في مؤتمر صحفي» is where it was said; «عن تصريحات» may be what was."""
        governor = self._words.frame_prepositions.get(view.forms[at])
        return governor != "an" and self._words.is_("medium", view.forms[at + 1])
