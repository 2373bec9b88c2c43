"""Where the noun phrase that names a teller begins and ends.

What comes in is a text view and the token where a phrase may begin or end; what goes out is a `Teller`. Who it is says
`identity`; which cue the teller belongs to is for the caller to know.
"""

from __future__ import annotations

from musnad.arabic.inflection import Gender
from musnad.lexicon.matcher import stem_start
from musnad.model import Span
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller, TellerIdentifier
from musnad.stages.statements.textview import PlacedMention, TextView
from musnad.stages.statements.words import BI, ReportingWords

__all__ = ["TellerFinder"]

_MOST_TOKENS = 18
_LONGEST_TITLE = 6
_LONGEST_WISH = 7
_LONGEST_DESCRIPTION = 14
_COMMAS = frozenset("،,")
_HASH = "#"
_IN_TAGS = frozenset("#_")
_FEMININE, _FEMININE_PLURAL = "ة", "ات"
_SOUND_PLURALS = ("ون", "ين")
_NOMINATIVE_PLURAL = "ون"
_LONGEST_GROUP = 3
_TO = "ل"
_AND = "و"
_GOVERNED = ("بال", "لل", "كال")
_TANWIN = ("ا", "اً")


class TellerFinder:
    """Finds the noun phrase that starts at, or ends before, a token."""

    def __init__(self, words: ReportingWords, cues: CueBook, phrases: NounPhraseReader) -> None:
        self._words = words
        self._cues = cues
        self._phrases = phrases
        self._identity = TellerIdentifier(words)

    def after(
        self,
        view: TextView,
        index: int,
        limit: int,
        *,
        object_follows: bool = False,
        blocked: frozenset[str] = frozenset(),
        governed: bool = False,
        gender: Gender | None = None,
    ) -> Teller | None:
        """Return the teller whose phrase begins at token `index` and ends before `limit`.

        `object_follows` says that another noun phrase may come right after, so that a definite noun is not taken
        for an adjective unless its form shows it; `blocked` are prepositions that open the content; `governed` says
        that a preposition of attribution stands before the phrase or on its first word (وفقا لوكالة …); `gender` is
        that of the verb whose subject it would be.
        """
        index += index + 1 < limit and view.forms[index] == _HASH
        if index >= limit:
            return None
        if not governed and not self._may_begin(view, index, must_be_clear=object_follows, gender=gender):
            return None
        most = min(limit, index + _MOST_TOKENS)
        last = self._phrases.end(view, index, most, object_follows=object_follows, blocked=blocked)
        last = self._with_anonymity(view, last, limit) if last > index else last
        last = self._with_introduction(view, last, limit) if last > index else last
        return self._identity.identify(view, index, last) if last > index else None

    def _with_anonymity(self, view: TextView, last: int, limit: int) -> int:
        """«مسؤول طلب عدم نشر اسمه», «المسؤول الذي رفض كشف هويته»: the wish not to be named belongs to the teller."""
        at = last + (last < limit and view.forms[last] in _COMMAS)
        at += at < limit and self._words.is_exactly("relative", view.forms[at])
        at += at < limit and self._words.is_("negation", view.forms[at])
        return self.end_of_wish(view, at, limit) or last

    def _with_introduction(self, view: TextView, last: int, limit: int) -> int:
        """«أحد الناجين، وهو مزارع يدعى فلان»: the name that an apposition leads up to belongs to the teller."""
        if last + 1 >= limit or view.forms[last] not in _COMMAS:
            return last
        if not self._words.is_exactly("clause_opener", view.forms[last + 1]):
            return last
        for at in range(last + 2, min(last + _LONGEST_DESCRIPTION, limit - 1)):
            if view.is_punct(at) or self._words.that(view.forms[at]) is not None:
                return last
            if self._words.is_exactly("naming", view.forms[at]) and (name := view.names.get(at + 1)) is not None:
                return name.last
        return last

    def end_of_wish(self, view: TextView, at: int, limit: int) -> int | None:
        """Return where «طالبا عدم الكشف عن هويته» or «لم تسمها» ends; None where nothing of the kind begins."""
        if at < limit and at > 0 and self._words.is_exactly("unnamed_verb", view.forms[at]):
            return at + 1 if self._words.is_("negation", view.forms[at - 1]) else None
        if at >= limit or not self._words.is_exactly("anonymity_verb", view.forms[at]):
            return None
        reach = range(at + 1, min(at + _LONGEST_WISH, limit))
        return next((i + 1 for i in reach if self._words.is_exactly("identity", view.forms[i])), None)

    def _may_begin(self, view: TextView, index: int, *, must_be_clear: bool, gender: Gender | None) -> bool:
        """Whether a teller's phrase can open with this token: no adverb, participle, or noun with a preposition."""
        if index in view.names or index in view.nominals:
            placed = view.names.get(index) or view.nominals[index]
            governed = placed.mention.start > view.tokens[index].start and view.forms[index][:1] in ("ل", "ب")
            return not governed
        if view.is_punct(index):
            return True
        form = view.forms[index]
        if form.startswith("لل") or (form.startswith("ل") and self._phrases.is_addressee(view, index)):
            return False
        if self._words.is_exactly("adverb", form) or self._words.is_exactly("by_saying", form):
            return False
        if any(r.kind == "participle" for r in self._cues.read(form)):
            return False
        if self._phrases.is_cue_verb(form) and self._words.noun(form) is None and not self._words.is_head(form):
            return False
        if form[:1] in (BI, "ل") and form not in self._words.nouns and self._words.noun(form) is not None:
            return False
        if self._words.noun(form) is not None or view.is_definite(index):
            return True
        if form.endswith(_TANWIN) or (form[:1] == BI and not self._begins_with_b(form)):
            return False
        if not must_be_clear or self._words.is_head(form) or self._leads_to_person(view, index):
            return True
        if self._is_part_of_group(view, index) or (gender == "m" and self._phrases.is_nominative_plural(form)):
            return True
        return gender == "f" and form.endswith(_FEMININE_PLURAL) and self._is_described(view, index)

    def _begins_with_b(self, form: str) -> bool:
        """Whether ب is a word's own first letter, as in «بعض» and «بنك», not the preposition."""
        return not self._words.carries_bi(form) or self._words.is_head(form)

    def _is_part_of_group(self, view: TextView, at: int) -> bool:
        """«خمسة منهم»: some of people who were spoken of."""
        return at + 1 < len(view.forms) and self._words.is_exactly("partitive", view.forms[at + 1])

    def _is_described(self, view: TextView, at: int) -> bool:
        """«هيئات عدة»: a noun without the article before a word that may be its adjective."""
        after = at + 1
        if (
            after >= len(view.forms)
            or view.is_punct(after)
            or after in view.covering
            or self._words.is_joined(view.forms[at])
        ):
            return False
        return not view.is_definite(after)

    def _leads_to_person(self, view: TextView, index: int) -> bool:
        """«رجل الدين فلان», «لاعب كرة القدم فلان»: plain nouns right before a person's name; not «عزم فلان»."""
        if self._words.is_exactly("bare_object", view.forms[index]):
            return False
        for at in range(index + 1, min(index + _LONGEST_TITLE, len(view.tokens))):
            name = view.names.get(at)
            if name is not None:
                return name.is_person and name.mention.start == view.tokens[at].start
            form = view.forms[at]
            if view.is_punct(at) or at in view.in_time or self._phrases.stops(form) or self._phrases.is_cue_verb(form):
                return False
        return False

    def widen(self, view: TextView, teller: Teller, last: int) -> Teller:
        """Return the teller with its phrase drawn out to token `last`: «أحد السكان الذي شهد الحادث»."""
        return teller._replace(last=last, span=Span(teller.span.start, view.tokens[last - 1].end))

    def named(self, view: TextView, teller: Teller, last: int) -> Teller:
        """Return the teller drawn out to token `last`, where the name of its bearer ends."""
        return self._identity.identify(view, teller.first, last)

    def bearer(self, view: TextView, teller: Teller, limit: int) -> int | None:
        """Return where the name ends that a long title leads up to: «رئيس لجنة تنسيق المساعدات للمدينة فلان»."""
        if any(p.is_person for p in self._identity.ungoverned(view, teller.first, teller.last)):
            return None
        for at in range(teller.last, limit):
            name = view.names.get(at)
            form, before = view.forms[at], view.forms[at - 1]
            if name is not None and name.is_person and name.mention.start == view.tokens[at].start:
                leads = view.is_definite(at - 1) or before in _COMMAS or at - 1 in view.covering
                ends = name.last >= limit or view.is_punct(name.last)
                return name.last if leads and ends else None
            if self._words.that(form) or self._phrases.is_cue_verb(form) or self._words.is_("medium", form):
                return None
            if at in view.in_time or (view.is_punct(at) and not (form in _COMMAS and at + 1 in view.names)):
                return None
        return None

    def before(self, view: TextView, index: int, floor: int, *, relative: bool) -> Teller | None:
        """Return the teller whose phrase ends right before token `index` and begins at or after `floor`.

        `relative` says that a relative pronoun stood between the two, so that any noun may be meant.
        """
        last = index
        while last > floor and view.is_punct(last - 1) and view.forms[last - 1] in '"”»)،,':
            last -= 1
        if last <= floor:
            return None
        first = self._start_of_subject(view, last, floor)
        if first is None:
            return None
        limit = index
        while limit > last and view.forms[limit - 1] in _COMMAS:
            limit -= 1
        teller = self.after(view, first, limit)
        if teller is None or teller.last < last:
            return None
        return teller if relative or self.is_clear(view, teller) else None

    def is_clear(self, view: TextView, teller: Teller) -> bool:
        """Whether the phrase is one that can speak on its face: a known name, a title, a body, a group of people."""
        form = view.forms[teller.first]
        if teller.entity is not None or teller.first in view.nominals or self._words.noun(form) is not None:
            return True
        if teller.first in view.quote_from:
            return True
        if self._is_part_of_group(view, teller.first):
            return True
        people = form.endswith(_SOUND_PLURALS) or any(
            view.forms[i].endswith(_NOMINATIVE_PLURAL) for i in range(teller.first, teller.last)
        )
        return people or self._words.is_head(form) or self._words.is_("group", form)

    def gender(self, view: TextView, teller: Teller | None) -> Gender | None:
        """The gender that the given name of the person told of shows, else the first word; None where neither does.

        «وزارة» and «ليلى» are feminine, «المتحدث» and «سامر» masculine; «السلطات», «العديد» and «روسيا» show nothing.
        """
        if teller is None:
            return None
        names = self._identity.ungoverned(view, teller.first, teller.last)
        bearer = next((p for p in names if p.is_person and p.entity and p.entity.id == teller.entity), None)
        if bearer is not None and not self._leads_with_body(view, teller.first, bearer.first):
            return self._gender_of_person(view, bearer)
        if bearer is not None:
            return "f" if view.forms[teller.first].endswith(_FEMININE) else None
        placed = view.covering.get(teller.first)
        form = view.forms[teller.first]
        if (placed is not None and placed.mention.type != "ORG") or self._words.is_("quantifier", form):
            return None
        if form.endswith(_FEMININE):
            return "f"
        noun = self._words.noun(form)
        singular = noun is not None and not noun[1]
        head = noun is None and self._words.is_head(form) and not form.endswith(_FEMININE_PLURAL)
        return "m" if singular or head else None

    def _leads_with_body(self, view: TextView, first: int, last: int) -> bool:
        """«إدارة الرئيس سامر حداد» leads up to the name with a body; «رئيس منظمة كذا سامر حداد» with a title."""
        for i in range(first, last):
            if self._words.is_head(view.forms[i]) or self._words.noun(view.forms[i]) is not None:
                return self._words.is_body(view.forms[i])
        return False

    def _gender_of_person(self, view: TextView, placed: PlacedMention) -> Gender | None:
        """By the name written here, or the full one of somebody known: a family name may be that of either."""
        known = placed.entity if placed.entity is not None and placed.entity.reasons else None
        name = known.name if known is not None else view.text[placed.mention.start : placed.mention.end]
        return self._words.gender_of_name(name)

    def joined(self, view: TextView, teller: Teller, floor: int) -> Teller:
        """Return the teller with the names before it that «و» joins to it: «روسيا وسوريا تتهمان»."""
        first = teller.first
        while (name := view.names.get(first)) is not None and first > floor:
            before = view.covering.get(first - 1)
            joined = view.text[view.tokens[first].start : name.mention.start] == _AND
            if not joined or before is None or before.first < floor:
                break
            first = before.first
        return self._identity.identify(view, first, teller.last) if first < teller.first else teller

    def single(self, view: TextView, at: int) -> Teller:
        """Return the teller that token `at` alone names."""
        return self.phrase(view, at, at + 1)

    def phrase(self, view: TextView, first: int, last: int) -> Teller:
        """Return the teller that tokens `first:last` name."""
        return self._identity.identify(view, first, last)

    def antecedent(self, view: TextView, relative: int, floor: int) -> Teller | None:
        """Return the noun phrase right before a relative pronoun, if it can speak: «قناة كذا التي», «التقارير التي»."""
        last = relative - (relative > floor and view.forms[relative - 1] in _COMMAS)
        first = last
        while first > max(floor, last - _LONGEST_TITLE):
            at = first - 1
            placed = view.covering.get(at)
            if placed is not None and placed.first >= floor:
                first = placed.first
                if view.text[view.tokens[first].start : placed.mention.start] not in ("", "و"):
                    break
                continue
            bare = not view.is_definite(at)
            if view.is_punct(at) or at in view.in_time or self._phrases.stops(view.forms[at]):
                break
            if bare and (
                self._phrases.is_verb(view.forms[at]) or self._words.is_exactly("bare_object", view.forms[at])
            ):
                break
            first = at
            if bare or view.forms[at].startswith(_GOVERNED):
                break
        if first == last:
            return None
        teller = self._identity.identify(view, first, last)
        return teller if self.is_clear(view, teller) else None

    def described(self, view: TextView, index: int, floor: int) -> Teller | None:
        """Return the people whom a plural verb at token `index` describes: «لمحتجين يطالبون بكذا»."""
        for at in range(index - 1, max(floor, index - _LONGEST_GROUP) - 1, -1):
            form = view.forms[at]
            if view.is_punct(at) or at in view.covering or view.is_definite(at):
                return None
            noun = self._words.noun(form)
            if (noun is not None and noun[1]) or (form.endswith(_SOUND_PLURALS) and not self._follows_plural(view, at)):
                return self._identity.identify(view, at, index)
        return None

    def _follows_plural(self, view: TextView, at: int) -> bool:
        """«محتجين غاضبين»: the second plural is an adjective of the first."""
        return at > 0 and view.forms[at - 1].endswith(_SOUND_PLURALS) and not view.is_punct(at - 1)

    def addressee(self, view: TextView, low: int, high: int) -> Span | None:
        """Return whom the words were told to, where tokens `low:high` say it: «للصحفيين», «لوكالة …»."""
        for at in range(low, high):
            form = view.forms[at]
            if not form.startswith("ل") or not self._phrases.is_addressee(view, at):
                continue
            last = self._phrases.end(view, at, min(high, at + _MOST_TOKENS), object_follows=False, blocked=frozenset())
            placed = view.names.get(at)
            letters = 2 if form.startswith("لل") else 1
            start = placed.mention.start if placed is not None else stem_start(view.tokens[at], view.text, letters)
            return view.span(at, max(last, at + 1), start=start)
        return None

    def end_of_addressee(self, view: TextView, at: int, limit: int) -> int:
        """Return where the words end that say to whom, if they begin at token `at`: «لوكالة الأنباء», «لـ"العربية"»."""
        if at + 1 >= limit:
            return at
        quote = view.quote_from.get(at + 1)
        if view.forms[at] == _TO and quote is not None and quote.last < limit:
            return quote.last + 1
        if not view.forms[at].startswith(_TO) or not self._phrases.is_addressee(view, at):
            return at
        last = self._phrases.end(view, at, min(limit, at + _MOST_TOKENS), object_follows=True, blocked=frozenset())
        return max(last, at + 1)

    def _start_of_subject(self, view: TextView, last: int, floor: int) -> int | None:
        """Walk left from the end of a phrase to its first noun; None when a preposition governs it."""
        first = last
        while first > floor and last - first < _MOST_TOKENS:
            at = first - 1
            form = view.forms[at]
            role = view.nominal_ends.get(first)
            if role is not None and role.first >= floor and role.mention.start == view.tokens[role.first].start:
                first = role.first
                continue
            covering = view.covering.get(at)
            if covering is not None:
                first = covering.first
                if covering.mention.start > view.tokens[first].start:
                    letters = view.text[view.tokens[first].start : covering.mention.start]
                    if letters in ("و", "ف"):
                        return first
                    belongs = letters.startswith("ل") and self._belongs_to_noun(view, first, floor)
                    if not belongs and not self._phrases.is_part_of_head(view, first, floor):
                        return None
                continue
            quote = view.quote_from.get(at) or view.quote_to.get(at)
            if quote is not None and quote.is_short and quote.last <= last:
                first = quote.first - 1
                continue
            nominal = view.nominal_ends.get(at)
            if form in _COMMAS and nominal is not None and nominal.first >= floor and first in view.names:
                first = nominal.first
                continue
            if form in _IN_TAGS and view.tokens[at].end == view.tokens[first].start:
                first = at
                continue
            inside = first < last and self._phrases.is_privative(view, at)
            if not inside and (
                view.is_punct(at) or at in view.in_time or self._phrases.stops(form) or self._phrases.is_verb(form)
            ):
                break
            first = at
            if form.startswith(_GOVERNED) or (form[:1] in ("و", "ف") and view.is_definite(at)):
                break
        if first == last or (first > floor and self._words.is_("preposition", view.forms[first - 1])):
            return None
        return first

    def _belongs_to_noun(self, view: TextView, at: int, floor: int) -> bool:
        """«مستشار سابق لفلان»: a name after ل goes with the noun before it."""
        if at == floor or view.is_punct(at - 1) or at - 1 in view.in_time:
            return False
        before = view.forms[at - 1]
        return not (self._phrases.stops(before) or self._phrases.is_cue_verb(before))
