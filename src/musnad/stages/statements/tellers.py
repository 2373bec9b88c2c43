"""Where the noun phrase that names a teller begins and ends.

What comes in is a text view and the token where a phrase may begin or end; what goes out is a `Teller`. Who it is says
`identity`; which cue the teller belongs to is for the caller to know.
"""

from __future__ import annotations

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.inflection import Gender
from musnad.lexicon.matcher import stem_start
from musnad.model import Span
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.identity import Teller, TellerIdentifier
from musnad.stages.statements.textview import PlacedMention, TextView
from musnad.stages.statements.words import BI, ReportingWords

__all__ = ["TellerFinder"]

_MOST_TOKENS = 18
_LONGEST_NAME = 7
_LONGEST_TITLE = 6
_LONGEST_WISH = 7
_LONGEST_CLAUSE = 30
_LONGEST_DESCRIPTION = 14
_COMMAS = frozenset("،,")
_LONGEST_DATELINE = 14
_PRESENT_PREFIXES = ("ي", "ت")
_DASHES = frozenset(("-", "–", "—", "--"))
_CLOSING = frozenset((")", "-", "–", "—"))
_CLAUSE_MARKS = frozenset("؛;:.؟?!")
_IN_PHRASE = frozenset('"“”«»()#_')
_HASH, _JOINT = "#", "_"
_FEMININE_PLURAL = "ات"
_SOUND_PLURALS = ("ون", "ين")
_NOMINATIVE_PLURAL = "ون"
_LONGEST_GROUP = 3
_ARTICLE = "ال"
_TO = "ل"
_POSSESSED = ("ته", "تها", "تهم")
_POSSESSED_ENDS = ("ه", "ها", "هم")
_GOVERNED = ("بال", "لل", "كال")
_TANWIN = ("ا", "اً")
_NISBA = ("ي", "ية", "يون", "يين", "يان", "يتان")


class TellerFinder:
    """Finds the noun phrase that starts at, or ends before, a token."""

    def __init__(self, words: ReportingWords, cues: CueBook) -> None:
        self._words = words
        self._cues = cues
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
        last = self._extent(view, index, most, object_follows=object_follows, blocked=blocked)
        last = self._with_anonymity(view, last, limit) if last > index else last
        return self._identity.identify(view, index, last) if last > index else None

    def _with_anonymity(self, view: TextView, last: int, limit: int) -> int:
        """«مسؤول طلب عدم نشر اسمه», «المسؤول الذي رفض كشف هويته»: the wish not to be named belongs to the teller."""
        at = last + (last < limit and view.forms[last] in _COMMAS)
        at += at < limit and self._words.is_exactly("relative", view.forms[at])
        at += at < limit and self._words.is_("negation", view.forms[at])
        return self.end_of_wish(view, at, limit) or last

    def end_of_wish(self, view: TextView, at: int, limit: int) -> int | None:
        """Return where «طالبا عدم الكشف عن هويته» ends; None where no wish not to be named begins."""
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
        if form.startswith("لل") or (form.startswith("ل") and self.is_addressee(view, index)):
            return False
        if self._words.is_exactly("adverb", form) or self._words.is_exactly("by_saying", form):
            return False
        if any(r.kind == "participle" for r in self._cues.read(form)):
            return False
        if form[:1] in (BI, "ل") and form not in self._words.nouns and self._words.noun(form) is not None:
            return False
        if self._words.noun(form) is not None or view.is_definite(index):
            return True
        if form.endswith(_TANWIN) or (form[:1] == BI and not self._begins_with_b(form)):
            return False
        if not must_be_clear or self._words.is_head(form) or self._leads_to_person(view, index):
            return True
        return gender == "f" and form.endswith(_FEMININE_PLURAL) and self._is_described(view, index)

    def _begins_with_b(self, form: str) -> bool:
        """Whether ب is a word's own first letter, as in «بعض» and «بنك», not the preposition."""
        return not self._words.carries_bi(form) or self._words.is_head(form)

    def _is_described(self, view: TextView, at: int) -> bool:
        """«هيئات عدة»: a noun without the article before a word that may be its adjective."""
        after = at + 1
        if after >= len(view.forms) or view.is_punct(after) or after in view.covering or view.forms[at][:1] == "و":
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
            if view.is_punct(at) or at in view.in_time or self._stops(form) or self._is_cue_verb(form):
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
            if self._words.that(form) or self._is_cue_verb(form) or self._words.is_("medium", form):
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

    def from_clause_start(self, view: TextView, index: int, floor: int) -> Teller | None:
        """Return the teller that opens the clause and whose phrase runs up to token `index`.

        «لكن كبير المفاوضين في الوفد، التابع للحركة، قال»: read forwards, so that what describes it belongs to it.
        """
        while index > floor and self._words.is_("auxiliary", view.forms[index - 1]):
            index -= 1
            if self._words.is_("contrast", view.forms[index]) or self._words.is_("subordinator", view.forms[index]):
                return None
        index -= index > floor and view.forms[index - 1] in _COMMAS
        first = self._clause_start(view, index, floor)
        marked = view.forms[first] == _HASH or first in view.quote_from
        if first >= index or (view.is_punct(first) and not marked):
            return None
        if first not in view.covering and (
            self._words.is_("preposition", view.forms[first]) or self._is_verb(view.forms[first])
        ):
            return None
        teller = self.after(view, first, index)
        if teller is None or not self.is_clear(view, teller) or view.forms[first][:1] in _PRESENT_PREFIXES:
            return None
        if self.bearer(view, teller, index) == index:
            return self.named(view, teller, index)
        shift = next((i for i in range(teller.last, index) if self._words.starts("shift", view.forms, i)), index)
        if shift == teller.last:
            return teller
        return self.widen(view, teller, shift) if self._is_description(view, teller, shift) else None

    def _is_verb(self, form: str) -> bool:
        """Whether a form, bare or after a conjunction, is a verb of telling or another in the past."""
        bare = form[1:] if form[:1] in ("و", "ف") else form
        return form in self._words.past_verbs or bare in self._words.past_verbs or self._is_cue_verb(form)

    def _clause_start(self, view: TextView, index: int, floor: int) -> int:
        at = index
        while at > max(floor, index - _LONGEST_CLAUSE):
            form = view.forms[at - 1]
            if self._words.that(form) == "that" or self._words.that(form[1:]) == "that" or form in _CLAUSE_MARKS:
                break
            if self._words.is_("contrast", form) or self._words.is_exactly("lead", form):
                break
            at -= 1
        while at < index and (
            any(self._words.is_(kind, view.forms[at]) for kind in ("auxiliary", "adverb", "contrast"))
            or at in view.in_time
        ):
            at += 1
        return at

    def _is_description(self, view: TextView, teller: Teller, index: int) -> bool:
        """Whether what stands between a phrase at the head of a clause and its verb can only describe it."""
        rest = range(teller.last, index)
        if rest and view.forms[rest[0]] in _COMMAS:
            rest = rest[1:]
        if not rest:
            return True
        first = view.forms[rest[0]]
        opens = (
            view.is_definite(rest[0])
            or self._words.is_exactly("relative", first)
            or self._words.is_("preposition", first)
        )
        if not opens or len(rest) > _LONGEST_DESCRIPTION:
            return False
        relative = self._words.is_exactly("relative", first)
        return not any(
            (view.is_punct(i) and view.forms[i] not in _IN_PHRASE)
            or self._words.that(view.forms[i]) is not None
            or (not relative and self._is_verb(view.forms[i]))
            for i in rest
        )

    def of_main_verb(self, view: TextView, first: int, limit: int) -> Teller | None:
        """Return the subject of the clause that begins at token `first`: «نفى السائق …», «بعد ساعات، رد القصر …».

        None where the clause begins neither with a verb nor with a phrase that can speak on its face.
        """
        at = self._past_opening(view, self._past_dateline(view, first, limit), limit)
        if at >= limit:
            return None
        if at in view.covering or not self._opens_with_verb(view, at, limit):
            teller = self.after(view, at, limit)
            speaks = teller is not None and self.is_clear(view, teller) and not view.is_place(at, teller.last)
            return teller if speaks else None
        begin = at + 1
        while begin < limit and (begin in view.in_time or self._words.is_exactly("adverb", view.forms[begin])):
            begin += 1
        teller = self.after(view, begin, limit, object_follows=True)
        if teller is None or self.is_clear(view, teller):
            return teller
        return teller if self._has_object(view, teller.last, limit) else None

    def _opens_with_verb(self, view: TextView, at: int, limit: int) -> bool:
        """Whether a clause begins with a verb: a known one, or a bare word of no other use right before a name."""
        form = view.forms[at]
        if self._is_verb(form):
            return True
        if (
            at in view.nominals
            or view.is_definite(at)
            or self._words.is_head(form)
            or self._words.noun(form) is not None
        ):
            return False
        if at + 1 >= limit:
            return False
        name = view.names.get(at + 1)
        if name is not None and name.mention.start == view.tokens[at + 1].start:
            return True
        after = view.forms[at + 1]
        return (
            len(form) > 4
            and form.endswith(_POSSESSED_ENDS)
            and (view.is_definite(at + 1) or self._words.is_head(after))
        )

    def _has_object(self, view: TextView, at: int, limit: int) -> bool:
        """«نفى السائق هذه الأقوال»: what follows the first noun is the object, so that the noun is the subject."""
        if at >= limit:
            return False
        return at in view.names or at in view.nominals or self._words.is_exactly("pronominal", view.forms[at])

    def _past_dateline(self, view: TextView, first: int, limit: int) -> int:
        """«دبي، الإمارات (CNN) -- علق الوزير»: the clause begins after the dash."""
        reach = range(first, min(first + _LONGEST_DATELINE, limit - 1))
        dash = next((i for i in reach if view.forms[i] in _DASHES and view.forms[i - 1] in _CLOSING), first)
        return dash + 1 if dash > first else first

    def _past_opening(self, view: TextView, first: int, limit: int) -> int:
        """Step over what stands before the clause itself: «وكان»، «أمس»، «بعد لقاء الوزير،»."""
        at = first
        while at < limit:
            form = view.forms[at]
            if self._words.is_("preposition", form) and at not in view.covering:
                comma = next((i for i in range(at, min(at + _LONGEST_CLAUSE, limit)) if view.forms[i] in _COMMAS), None)
                if comma is None:
                    return limit
                at = comma + 1
            elif (
                view.is_punct(at)
                or at in view.in_time
                or any(self._words.is_(kind, form) for kind in ("auxiliary", "adverb", "contrast"))
            ):
                at += 1
            else:
                break
        return at

    def is_clear(self, view: TextView, teller: Teller) -> bool:
        """Whether the phrase is one that can speak on its face: a known name, a title, a body, a group of people."""
        form = view.forms[teller.first]
        if teller.entity is not None or teller.first in view.nominals or self._words.noun(form) is not None:
            return True
        if teller.first in view.quote_from:
            return True
        people = form.endswith(_SOUND_PLURALS) or any(
            view.forms[i].endswith(_NOMINATIVE_PLURAL) for i in range(teller.first, teller.last)
        )
        return people or self._words.is_head(form) or self._words.is_("group", form)

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
            if not form.startswith("ل") or not self.is_addressee(view, at):
                continue
            last = self._extent(view, at, min(high, at + _MOST_TOKENS), object_follows=False, blocked=frozenset())
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
        if not view.forms[at].startswith(_TO) or not self.is_addressee(view, at):
            return at
        last = self._extent(view, at, min(limit, at + _MOST_TOKENS), object_follows=True, blocked=frozenset())
        return max(last, at + 1)

    def is_name_in_marks(self, view: TextView, at: int) -> bool:
        """Whether the mark opens a name: a few words, or some more after the noun for an outlet or a body."""
        quote = view.quote_from.get(at)
        if quote is None or not quote.closed:
            return False
        if quote.is_short or at == 0:
            return quote.is_short
        nouns = [n for i in (at - 1, at - 2) if i >= 0 and (n := self._words.noun(view.forms[i])) is not None]
        outlet = any(noun.role in ("agency", "outlet", "body") for noun, _ in nouns)
        return quote.words <= _LONGEST_NAME and outlet

    def is_addressee(self, view: TextView, index: int) -> bool:
        """Whether a word after ل or إلى is someone spoken to: reporters, an agency, a paper."""
        for split in proclitic_splits(view.forms[index]):
            if self._words.is_exactly("addressee", split.stem):
                return True
            noun = self._words.noun(split.stem)
            if noun and noun[0].role in ("agency", "outlet"):
                return True
        placed = view.names.get(index)
        role = placed.entity.role if placed and placed.entity else None
        return role in ("agency", "outlet")

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
                    if not belongs and not self._is_part_of_head(view, first, floor):
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
            if view.is_punct(at) or at in view.in_time or self._stops(form) or self._is_verb(form):
                break
            first = at
            if form.startswith(_GOVERNED) or (form[:1] in ("و", "ف") and view.is_definite(at)):
                break
        if first == last or (first > floor and self._words.is_("preposition", view.forms[first - 1])):
            return None
        return first

    def _is_part_of_head(self, view: TextView, at: int, floor: int) -> bool:
        """«شركة براند»: after the bare head of a name, a first letter is no preposition."""
        before = view.forms[at - 1] if at > floor else ""
        return self._words.is_head(before) and not view.is_definite(at - 1)

    def _belongs_to_noun(self, view: TextView, at: int, floor: int) -> bool:
        """«مستشار سابق لفلان»: a name after ل goes with the noun before it."""
        if at == floor or view.is_punct(at - 1) or at - 1 in view.in_time:
            return False
        before = view.forms[at - 1]
        return not (self._stops(before) or self._is_cue_verb(before))

    def _stops(self, form: str) -> bool:
        words = self._words
        kinds = ("relative", "negation", "auxiliary", "preposition", "clause_opener", "shift", "saying", "by_saying")
        bare = form[1:] if form[:1] in ("و", "ف") else form
        return words.that(form) is not None or words.that(bare) is not None or any(words.is_(k, form) for k in kinds)

    def _extent(self, view: TextView, index: int, limit: int, *, object_follows: bool, blocked: frozenset[str]) -> int:
        at = last = index
        definite = person = False
        role = view.nominals.get(index)
        if role is not None and role.last <= limit and role.mention.start == view.tokens[index].start:
            at = last = role.last
            definite = True
        while at < limit:
            if at + 1 < limit and view.forms[at] == _JOINT and last > index:
                at = last = at + 2
                continue
            if view.is_punct(at):
                if object_follows and self._is_object_in_marks(view, at, index):
                    break
                step = self._after_mark(view, at, limit, person=person, begun=last > index)
                if step is None:
                    break
                at = last = step
                definite = True
                continue
            if at in view.in_time:
                break
            name = view.names.get(at)
            if name is not None and name.last <= limit:
                clitic = view.text[view.tokens[at].start : name.mention.start]
                begun = last > index
                if not self._may_follow(view, name, clitic, person=person, begun=begun):
                    break
                if begun and definite and not name.is_person and clitic == "" and not view.is_punct(at - 1):
                    break
                at = last = name.last
                definite, person = True, person or name.is_person
                continue
            step = self._after_word(
                view, index, at, limit, definite=definite, person=person, tight=object_follows, blocked=blocked
            )
            if step is None:
                break
            owned = len(view.forms[at]) > 4 and view.forms[at].endswith(_POSSESSED)
            definite = view.is_definite(at) or owned or (definite and step == at + 1)
            kinds = ("noun_preposition", "preposition")
            if step > at + 1 or any(self._words.is_exactly(kind, view.forms[at]) for kind in kinds):
                definite = False
            at = step
            last = at
        return last

    def _is_object_in_marks(self, view: TextView, at: int, index: int) -> bool:
        """«اتهمت روسيا "الخوذ" بكذا»: marks apart from a name before them hold another one."""
        if at not in view.quote_from or at <= index or at - 1 not in view.covering or at in view.covering:
            return False
        return view.tokens[at - 1].end < view.tokens[at].start

    def _may_follow(self, view: TextView, name: PlacedMention, clitic: str, *, person: bool, begun: bool) -> bool:
        if not begun:
            return clitic in ("", "و", "ف", "ل", "لل", "ب")
        if person:
            return clitic == "و" and name.is_person
        if clitic in ("ل", "لل"):
            return not self.is_addressee(view, name.first)
        if clitic == BI:
            return self._is_part_of_head(view, name.first, 0)
        return clitic in ("", "و")

    def _after_mark(self, view: TextView, at: int, limit: int, *, person: bool, begun: bool) -> int | None:
        """Return where the phrase goes on after a mark: a name in marks, brackets, or an apposition in commas."""
        mark = view.forms[at]
        if mark == _HASH:
            return at + 1 if at + 1 < limit else None
        quote = view.quote_from.get(at)
        if quote is not None and quote.last < limit and not person and self.is_name_in_marks(view, at):
            return quote.last + 1
        if mark == "(" and begun:
            close = next((i for i in range(at + 1, min(at + 6, limit)) if view.forms[i] == ")"), None)
            return None if close is None else close + 1
        if mark in _COMMAS and begun and at + 1 < limit:
            placed = view.names.get(at + 1)
            if (
                not person
                and placed is not None
                and placed.is_person
                and placed.mention.start == view.tokens[at + 1].start
            ):
                return placed.last
            if person and self._words.is_head(view.forms[at + 1]) and view.forms[at + 1][:1] != "و":
                end = self._extent(view, at + 1, limit, object_follows=False, blocked=frozenset())
                return end if end == limit or view.forms[end] in _COMMAS else None
        return None

    def _after_word(
        self,
        view: TextView,
        index: int,
        at: int,
        limit: int,
        *,
        definite: bool,
        person: bool,
        tight: bool,
        blocked: frozenset[str],
    ) -> int | None:
        """Return where the phrase goes on after a plain word, None where it ends before it."""
        form = view.forms[at]
        words = self._words
        if words.is_exactly("noun_preposition", form):
            return None if at + 1 < limit and view.forms[at + 1].endswith(_POSSESSED_ENDS) else at + 1
        if words.is_("preposition", form):
            return None if form in blocked else self._after_preposition(view, index, at, limit, person=person)
        if len(form) == 1:
            return None
        if self._stops(form) or (at > index and self._is_cue_verb(form)):
            return None
        if at > index and words.is_exactly("intensifier", form):
            return at + 1
        if tight and at > index and words.is_exactly("bare_object", form):
            return None
        if BI in blocked and at > index and words.carries_bi(form) and not form.endswith(_NISBA):
            return None  # «بمقتل» opens what is told; «بحري» describes the teller
        if person:
            if not words.is_head(form) or form.endswith(_SOUND_PLURALS):
                return None
            if form.startswith(_ARTICLE):
                return at + 1
            return (
                None
                if tight or form[:1] == "و"
                else self._extent(view, at, limit, object_follows=False, blocked=blocked)
            )
        governed = form.startswith("لل") or at in view.nominals or words.is_head(form[1:])
        if at > index and form.startswith("ل") and len(form) > 3 and governed:
            return None if self.is_addressee(view, at) else at + 1
        if definite and not view.is_definite(at):
            return None
        if view.is_definite(at) and form[:1] != "و" and self._is_plain_plural(view, at - 1, index):
            return None
        if definite and tight and not self._is_adjective(view, at) and not self._is_title_of_name(view, at):
            return None
        return at + 1

    def _is_plain_plural(self, view: TextView, at: int, index: int) -> bool:
        """«مراقبون»: its ending shows that no genitive follows and that no word with the article describes it."""
        form = view.forms[at]
        known = self._words.noun(form)
        return (
            at == index
            and form.endswith(_SOUND_PLURALS)
            and known is not None
            and known[1]
            and not view.is_definite(at)
        )

    def _after_preposition(self, view: TextView, index: int, at: int, limit: int, *, person: bool) -> int | None:
        """«السفير في ليبيا فلان» and «مصدر في الشرطة» go on; «في تصريح» does not."""
        if at == index or person or at + 1 >= limit or at + 1 in view.in_time:
            return None
        following = view.forms[at + 1]
        if self._words.is_with_article("medium", following):
            return None
        for i in range(at + 1, min(at + 8, limit)):
            if view.is_punct(i):
                break
            name = view.names.get(i)
            person_follows = name is not None and name.is_person and name.mention.start == view.tokens[i].start
            if person_follows and self._words.is_exactly("station", view.forms[at]):
                return at + 1
        counted = self._words.is_("some", view.forms[index]) and self._words.is_exactly("station", view.forms[at])
        if self._words.is_("quantifier", view.forms[at - 1]) or counted:
            return at + 1
        place = view.names.get(at + 1)
        if place is not None and place.mention.type == "LOC" and self._words.is_exactly("complement", view.forms[at]):
            return at + 1
        noun = self._words.noun(view.forms[index])
        indefinite = noun is not None and not view.is_definite(index)
        return at + 1 if indefinite and self._words.is_exactly("complement", view.forms[at]) else None

    def _is_cue_verb(self, form: str) -> bool:
        """A verb of telling, or a verbal noun that refers back to the teller (قوله, تأكيده)."""
        readings = self._cues.read(form)
        return any((r.kind == "verb" and not r.pronoun) or (r.kind == "masdar" and r.pronoun) for r in readings)

    def _is_title_of_name(self, view: TextView, at: int) -> bool:
        """«المتحدث باسم الجيش العميد فلان»: a second title right before the name."""
        name = view.names.get(at + 1)
        return name is not None and name.is_person and self._words.is_head(view.forms[at])

    def _is_adjective(self, view: TextView, at: int) -> bool:
        form, before = view.forms[at], view.forms[at - 1]
        if self._words.is_("adjective", form):
            return True
        plural = self._words.noun(before)
        agrees = view.is_punct(at - 1) or at - 1 in view.covering or (plural is not None and plural[1])
        agrees = agrees or form.endswith("ة") == before.endswith(("ة", "ات"))
        return form.endswith(_NISBA) and agrees
