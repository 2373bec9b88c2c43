"""The subject of a clause, read from its head: «لكن كبير المفاوضين في الوفد قال», «نفى السائق هذه الأقوال».

What comes in are the tokens of a clause; what goes out is the `Teller` that is its subject.
"""

from __future__ import annotations

from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["ClauseReader"]

_LONGEST_CLAUSE = 30
_LONGEST_DESCRIPTION = 14
_LONGEST_DATELINE = 14
_COMMAS = frozenset("،,")
_PRESENT_PREFIXES = ("ي", "ت")
_DASHES = frozenset(("-", "–", "—", "--"))
_CLOSING = frozenset((")", "-", "–", "—"))
_CLAUSE_MARKS = frozenset("؛;:.؟?!")
_IN_PHRASE = frozenset('"“”«»()#_')
_HASH = "#"
_POSSESSED_ENDS = ("ه", "ها", "هم")


class ClauseReader:
    """Reads clauses. Immutable once built."""

    def __init__(self, words: ReportingWords, phrases: NounPhraseReader, tellers: TellerFinder) -> None:
        self._words = words
        self._phrases = phrases
        self._tellers = tellers

    def subject_at_head(self, view: TextView, index: int, floor: int) -> Teller | None:
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
            self._words.is_("preposition", view.forms[first]) or self._phrases.is_verb(view.forms[first])
        ):
            return None
        teller = self._tellers.after(view, first, index)
        if teller is None or not self._tellers.is_clear(view, teller) or view.forms[first][:1] in _PRESENT_PREFIXES:
            return None
        if self._tellers.bearer(view, teller, index) == index:
            return self._tellers.named(view, teller, index)
        shift = next((i for i in range(teller.last, index) if self._words.starts("shift", view.forms, i)), index)
        if shift == teller.last:
            return teller
        return self._tellers.widen(view, teller, shift) if self._is_description(view, teller, shift) else None

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
            (view.is_punct(i) and not self._is_inside(view, i, rest.stop))
            or self._words.that(view.forms[i]) is not None
            or (not relative and self._phrases.is_verb(view.forms[i]))
            for i in rest
        )

    def _is_inside(self, view: TextView, at: int, limit: int) -> bool:
        """Whether a mark can stand inside a noun phrase: quotation marks, a comma before another description."""
        if view.forms[at] not in _COMMAS:
            return view.forms[at] in _IN_PHRASE
        return at + 1 < limit and (view.is_definite(at + 1) or self._words.is_exactly("relative", view.forms[at + 1]))

    def subject(self, view: TextView, first: int, limit: int) -> Teller | None:
        """Return the subject of the clause that begins at token `first`: «نفى السائق …», «بعد ساعات، رد القصر …».

        None where the clause begins neither with a verb nor with a phrase that can speak on its face.
        """
        at = self._past_opening(view, self._past_dateline(view, first, limit), limit)
        if at >= limit:
            return None
        if at in view.covering or not self._opens_with_verb(view, at, limit):
            teller = self._tellers.after(view, at, limit)
            speaks = teller is not None and self._tellers.is_clear(view, teller) and not view.is_place(at, teller.last)
            return teller if speaks else None
        begin = at + 1
        while begin < limit and (begin in view.in_time or self._words.is_exactly("adverb", view.forms[begin])):
            begin += 1
        teller = self._tellers.after(view, begin, limit, object_follows=True)
        if teller is None or self._tellers.is_clear(view, teller):
            return teller
        return teller if self._has_object(view, teller.last, limit) else None

    def _opens_with_verb(self, view: TextView, at: int, limit: int) -> bool:
        """Whether a clause begins with a verb: a known one, or a bare word of no other use right before a name."""
        form = view.forms[at]
        if self._phrases.is_verb(form):
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
