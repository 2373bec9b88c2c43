"""How far a teller's noun phrase reaches: names, titles, adjectives, names in marks, appositions, places.

What comes in is the token at which a phrase begins; what goes out is the token at which it ends. Whether one may begin
there, and who it names, are for `tellers` and `identity`.
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.arabic.clitics import proclitic_splits
from musnad.lexicon.forms import ByForm
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.textview import PlacedMention, TextView
from musnad.stages.statements.words import BI, ReportingWords

__all__ = ["NounPhraseReader"]

_LONGEST_NAME = 7
_LONGEST_TITLE = 4
_COMMAS = frozenset("،,")
_HASH, _JOINT = "#", "_"
_NOMINATIVE_PLURAL, _LEAST_PLURAL = "ون", 4
_PRESENT_PREFIXES = ("ي", "ت", "سي", "ست")
_SOUND_PLURALS = (_NOMINATIVE_PLURAL, "ين")
_ARTICLE = "ال"
_AND, _TO = "و", "ل"
_POSSESSED = ("ته", "تها", "تهم")
_POSSESSED_ENDS = ("ه", "ها", "هم")
_FEMININE, _FEMININE_NISBA = "ة", "ية"
_NISBA = ("ي", "ية", "يون", "يين", "يان", "يتان")


class NounPhraseReader:
    """Reads noun phrases. Immutable once built; remembers the answers for single forms.

    `stops` says whether a word cannot stand inside a noun phrase: أن, كان, لم, which, from; `is_cue_verb` whether it is
    a verb of telling, or a verbal noun that refers back to the teller (قوله, تأكيده); `is_verb` whether a form, bare or
    after a conjunction, is such a word or another verb in the past.
    """

    def __init__(self, words: ReportingWords, cues: CueBook) -> None:
        self._words = words
        self._cues = cues
        self.stops: Callable[[str], bool] = ByForm(self._stops).__getitem__
        self.is_verb: Callable[[str], bool] = ByForm(self._is_verb).__getitem__
        self.is_cue_verb: Callable[[str], bool] = ByForm(self._is_cue_verb).__getitem__
        self._names_addressee: Callable[[str], bool] = ByForm(self._is_addressee).__getitem__

    def end(self, view: TextView, index: int, limit: int, *, object_follows: bool, blocked: frozenset[str]) -> int:
        """Return where the phrase that begins at token `index` ends, `limit` at the latest.

        `object_follows` and `blocked` are those of `TellerFinder.after`.
        """
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
                step = self._after_mark(view, at, limit, person=person, begun=last > index, tight=object_follows)
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
            owned = owned or self._is_part_of_group(view.forms[at])
            definite = view.is_definite(at) or owned or (definite and step == at + 1)
            governs = view.forms[at].startswith(_TO) and self._words.is_head(view.forms[at][1:])
            governs = governs and not view.is_definite(at)
            if step > at + 1 or governs or self._governs(view.forms[at]):
                definite = False
            person = person and not self._words.is_exactly("noun_preposition", view.forms[at])  # «فلان المتحدث باسم …»
            at = step
            last = at
        return last

    def _governs(self, form: str) -> bool:
        return self._words.is_exactly("noun_preposition", form) or self._words.is_exactly("preposition", form)

    def _is_part_of_group(self, form: str) -> bool:
        """«أحدهم», «خمسة منهم»: the pronoun ends the phrase."""
        if self._words.is_exactly("partitive", form):
            return True
        return form.endswith(_POSSESSED_ENDS) and self._words.noun(form) is not None

    def _is_object_in_marks(self, view: TextView, at: int, index: int) -> bool:
        """«اتهمت روسيا "الخوذ" بكذا»: marks apart from a name before them hold another one."""
        if at not in view.quote_from or at <= index or at in view.covering:
            return False
        if at - 1 not in view.covering:
            return self._is_plain_plural(view, at - 1, index)  # «اعتبره مراقبون "خطوة جديدة"»
        return view.tokens[at - 1].end < view.tokens[at].start

    def _may_follow(self, view: TextView, name: PlacedMention, clitic: str, *, person: bool, begun: bool) -> bool:
        if not begun:
            return clitic in ("", "و", "ف", "ل", "لل", "ب")
        if person:
            return clitic == "و" and name.is_person
        if clitic in ("ل", "لل"):
            return not self.is_addressee(view, name.first)
        if clitic == BI:
            return self.is_part_of_head(view, name.first, 0)
        return clitic in ("", "و")

    def _after_mark(self, view: TextView, at: int, limit: int, *, person: bool, begun: bool, tight: bool) -> int | None:
        """Return where the phrase goes on after a mark: a name in marks, brackets, or an apposition in commas."""
        mark = view.forms[at]
        if mark == _HASH:
            apart = tight and begun and not self._governs(view.forms[at - 1])
            apart = apart and not self._words.is_head(view.forms[at - 1])
            return at + 1 if at + 1 < limit and not (apart and at + 1 in view.names) else None
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
            if not person and (bearer := self._bearer_after(view, at + 1, limit)) is not None:
                return bearer
            if person and self._words.is_head(view.forms[at + 1]) and not self._words.is_joined(view.forms[at + 1]):
                end = self.end(view, at + 1, limit, object_follows=False, blocked=frozenset())
                return end if end == limit or view.forms[end] in _COMMAS else None
        return None

    def _bearer_after(self, view: TextView, at: int, limit: int, *, joined: bool = False) -> int | None:
        """Return where the name ends that titles lead up to: «…، العقيد الركن فلان», «ورجل الدين فلان»."""
        for i in range(at, min(at + _LONGEST_TITLE, limit)):
            name = view.names.get(i)
            if name is not None:
                led = i > at and name.is_person and name.mention.start == view.tokens[i].start
                return name.last if led and name.last <= limit else None
            if view.is_punct(i) or not (self._words.is_head(view.forms[i]) or (i > at and view.is_definite(i))):
                return None
            if (self._words.is_joined(view.forms[i]) and not (joined and i == at)) or self._words.is_body(
                view.forms[i]
            ):
                return None
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
            if form in blocked and not words.is_exactly("issued", view.forms[at - 1]):  # «بيان صادر عن الوزارة»
                return None
            return self._after_preposition(view, index, at, limit, person=person)
        if len(form) == 1:
            return None
        if at == index + 1 and form[:1] == BI and words.is_body(form[1:]) and not view.is_definite(index):
            return at + 1 if words.noun(view.forms[index]) is not None and BI not in blocked else None
        if at > index and self.is_privative(view, at) and at + 1 < limit:
            return at + 1
        if self.stops(form) or (at > index and self.is_cue_verb(form)):
            return None
        if at > index and words.is_exactly("intensifier", form):
            return at + 1
        if tight and at > index and words.is_exactly("bare_object", form):
            return None
        if BI in blocked and at > index and words.carries_bi(form) and not form.endswith(_NISBA):
            return None  # «بمقتل» opens what is told; «بحري» describes the teller
        if person and form.startswith(_TO) and self.is_addressee(view, at):
            return None
        if person:
            if words.is_joined(form) and (bearer := self._bearer_after(view, at, limit, joined=True)) is not None:
                return bearer
            if not words.is_head(form) or form.endswith(_SOUND_PLURALS):
                return None
            if form.startswith(_ARTICLE):
                return None if tight else at + 1
            if tight or words.is_joined(form):
                return None
            return self.end(view, at, limit, object_follows=False, blocked=blocked)
        governed = form.startswith("لل") or at in view.nominals or words.is_head(form[1:])
        if at > index and form.startswith("ل") and len(form) > 3 and governed:
            return None if self.is_addressee(view, at) else at + 1
        if definite and not view.is_definite(at):
            return None
        if self._is_plain_plural(view, at - 1, index):
            apart = view.is_definite(at) and form[:1] != "و"
            if apart or (tight and not form.endswith((*_SOUND_PLURALS, *_NISBA)) and not words.is_joined(form)):
                return None
        if tight and at > index + 1 and view.is_definite(at) and self._ends_indefinite(view, at - 1, index):
            return None  # «سكان محليون الحكومة»: another noun phrase begins
        if tight and at > index + 1 and self._parts_from(view, at, index):
            return None  # «منظمة دولية قوات الجيش»: so does it here
        if definite and tight and not self._is_adjective(view, at) and not self._is_title_of_name(view, at):
            return None
        return at + 1

    def is_privative(self, view: TextView, at: int) -> bool:
        """«منظمات غير حكومية», «المنظمات غير الحكومية»: an adjective follows; not «أكد الوزير غير مرة»."""
        if not 0 < at < len(view.forms) - 1 or not self._words.is_exactly("privative", view.forms[at]):
            return False
        after = view.forms[at + 1]
        described = not view.is_punct(at - 1) and not view.is_punct(at + 1) and at + 1 not in view.in_time
        return described and self._words.that(after) is None and view.is_definite(at - 1) == view.is_definite(at + 1)

    def _parts_from(self, view: TextView, at: int, index: int) -> bool:
        """Whether a word cannot describe the feminine adjective before it: «منظمة دولية قوات», not «دولية بارزة»."""
        form = view.forms[at]
        if not view.forms[at - 1].endswith(_FEMININE_NISBA) or not self._ends_indefinite(view, at - 1, index):
            return False
        governed = form[:1] in (_AND, _TO) or self._words.carries_bi(form)
        return not form.endswith((_FEMININE, *_NISBA)) and not governed

    def _ends_indefinite(self, view: TextView, at: int, index: int) -> bool:
        """Whether an adjective without the article ends the phrase: «سكان محليون»."""
        if view.is_punct(at) or at in view.covering or view.is_definite(at) or view.is_definite(index):
            return False
        return view.forms[at].endswith((*_SOUND_PLURALS, _FEMININE_NISBA)) and not view.forms[at].startswith(_TO)

    def _is_plain_plural(self, view: TextView, at: int, index: int) -> bool:
        """«مراقبون»: its ending shows that no genitive follows and that no word with the article describes it."""
        form = view.forms[at]
        known = self._words.noun(form)
        plural = (form.endswith(_SOUND_PLURALS) and known is not None and known[1]) or self.is_nominative_plural(form)
        return at == index and plural and not view.is_definite(at)

    def is_nominative_plural(self, form: str) -> bool:
        """«متابعون», «يمنيون», which can only be subjects; not «قانون», nor the verb «يراقبون»."""
        verb = form.startswith(_PRESENT_PREFIXES) and not form.endswith(_NISBA)
        shown = form.endswith(_NOMINATIVE_PLURAL) and len(form) > _LEAST_PLURAL
        return shown and not verb and not self._words.is_with_article("plural_look", form)

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
        if any(self._words.is_exactly(kind, view.forms[at - 1]) for kind in ("informed", "issued")):
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

    def _is_title_of_name(self, view: TextView, at: int) -> bool:
        """«المتحدث باسم الجيش العميد فلان»: a second title right before the name."""
        name = view.names.get(at + 1)
        return name is not None and name.is_person and self._words.is_head(view.forms[at])

    def _is_adjective(self, view: TextView, at: int) -> bool:
        form, before = view.forms[at], view.forms[at - 1]
        if self._words.is_("adjective", form) or self.is_privative(view, at - 1):
            return True
        plural = self._words.noun(before)
        agrees = view.is_punct(at - 1) or at - 1 in view.covering or (plural is not None and plural[1])
        agrees = agrees or form.endswith("ة") == before.endswith(("ة", "ات"))
        return form.endswith(_NISBA) and agrees

    def is_name_in_marks(self, view: TextView, at: int) -> bool:
        """Whether the mark opens a name: a few words, or some more after the noun for an outlet or a body."""
        quote = view.quote_from.get(at)
        if quote is None or not quote.closed:
            return False
        if quote.is_short or at == 0:
            return quote.is_short
        nouns = [n for i in (at - 1, at - 2) if i >= 0 and (n := self._words.noun(view.forms[i])) is not None]
        outlet = any(
            noun.role in ("agency", "outlet", "body") and not any(p.endswith(_SOUND_PLURALS) for p in noun.plural)
            for noun, _ in nouns
        )
        return quote.words <= _LONGEST_NAME and outlet

    def is_addressee(self, view: TextView, index: int) -> bool:
        """Whether a word after ل or إلى is someone spoken to: reporters, an agency, a paper."""
        if self._names_addressee(view.forms[index]):
            return True
        placed = view.names.get(index)
        role = placed.entity.role if placed and placed.entity else None
        return role in ("agency", "outlet")

    def _is_addressee(self, form: str) -> bool:
        for split in proclitic_splits(form):
            if self._words.is_exactly("addressee", split.stem):
                return True
            noun = self._words.noun(split.stem)
            if noun and noun[0].role in ("agency", "outlet"):
                return True
        return False

    def is_part_of_head(self, view: TextView, at: int, floor: int) -> bool:
        """Whether the bare head of a name stands before, so that a first letter is no preposition: «شركة براند»."""
        before = view.forms[at - 1] if at > floor else ""
        return self._words.is_head(before) and not view.is_definite(at - 1)

    def _stops(self, form: str) -> bool:
        words = self._words
        kinds = ("relative", "negation", "auxiliary", "preposition", "clause_opener", "shift", "saying", "by_saying")
        bare = form[1:] if form[:1] in ("و", "ف") else form
        return words.that(form) is not None or words.that(bare) is not None or any(words.is_(k, form) for k in kinds)

    def _is_verb(self, form: str) -> bool:
        bare = form[1:] if form[:1] in ("و", "ف") else form
        return form in self._words.past_verbs or bare in self._words.past_verbs or self.is_cue_verb(form)

    def _is_cue_verb(self, form: str) -> bool:
        readings = self._cues.read(form)
        return any((r.kind == "verb" and not r.pronoun) or (r.kind == "masdar" and r.pronoun) for r in readings)
