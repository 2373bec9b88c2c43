"""Which words of a sentence tell an event.

What comes in are the words of a sentence; what goes out are its verbs, and triggers with the pattern each one fits. A
form that may be a verb or a noun (قصف, shelled or shelling) is settled by the word before it. Whether a bare noun only
points back to an event told before is decided later, when its parties are known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import attrgetter
from typing import NamedTuple

from musnad.arabic.orthography import fold_offset
from musnad.model import Span, Token
from musnad.stages.events.kinds import CLAUSE, COMMA, NO_EVENT_AFTER, STOP, kinds
from musnad.stages.events.vocabulary import NounReading, Pattern, VerbReading
from musnad.stages.events.word_forms import PURPOSE, VERB_CLITICS, VerbAt, WordForm

__all__ = ["Known", "Trigger", "read_words", "trigger_span"]

_TOWARDS = "الي"  # إلى, folded
_ARTICLE = "ال"
_NEAR_AFTER_VERB, _NEAR_AFTER_NOUN, _NEAR_BEFORE = 11, 5, 7
_RIGHT_AFTER = 2
_NEAR_TAKEN = 4  # how far after a verb stands the place that was taken
_NEAR_MEANT = 5  # how far before a pronoun stands what it means
_PREPOSITION, _PLACE, _NEGATION = kinds("preposition"), kinds("place_preposition"), kinds("negation")
_NOUN_AFTER = kinds("preposition", "complementizer", "negation", "passive_auxiliary")
_Written = Callable[[WordForm], Collection[str]]  # how a word that a pattern asks for may be written
_AS_IT_IS: _Written = attrgetter("alike")
_BOUND: _Written = attrgetter("stems")
_DEFINITE: _Written = attrgetter("named")
_VERB_AFTER = COMMA | STOP | CLAUSE | kinds("was")


class Trigger(NamedTuple):
    """Token `at` tells an event of this pattern, as a verb or as a noun; `clitics` stand before it."""

    at: int
    pattern: Pattern
    verb: VerbReading | None
    noun: NounReading | None
    clitics: str
    has_object: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether it is a noun with a pronoun of the first person: our talks."""
        return self.noun is not None and self.noun.ours


class Known(NamedTuple):
    """What is known of the tokens of a sentence: which names cover, which lie in dates, where names of places begin."""

    covered: Collection[int]
    dated: Collection[int]
    places: Collection[int]


def read_words(
    tokens: Sequence[Token], words: Sequence[WordForm], known: Known
) -> tuple[dict[int, VerbReading], list[Trigger]]:
    """Return the known verbs of a sentence by token, and its triggers in text order.

    The tokens that names cover are neither; a word of a date before a noun says nothing of it.
    """
    verbs: dict[int, VerbReading] = {}
    found: list[Trigger] = []
    for at, word in enumerate(words):
        if (word.verb is None and not word.tells) or at in known.covered or tokens[at].kind != "word":
            continue
        seen = word.verb or _jussive_at(words, at)
        if seen is None or _reads_as_noun(tokens, words, at, seen):
            trigger = _noun_trigger(words, at, known) if word.nouns else None
        else:
            reading = _fitting(words, at, seen, known)
            verbs[at] = reading or _suffering(words, at, seen.readings) or _last(seen.readings)
            pattern = reading.pattern if reading else None
            trigger = Trigger(at, pattern, reading, None, seen.clitics, seen.has_object) if pattern else None
        if trigger is not None:
            found.append(trigger)
    return verbs, found


def trigger_span(token: Token, trigger: Trigger, text: str) -> Span:
    """Return the trigger without the clitics before it."""
    skip = len(trigger.clitics)
    start = token.start + fold_offset(text[token.start : token.end], skip) if skip else token.start
    return Span(start, token.end) if start < token.end else token.span


def _fitting(words: Sequence[WordForm], at: int, seen: VerbAt, known: Known) -> VerbReading | None:
    """Return the first reading whose pattern fits, better one whose words stand there as the table writes them."""
    for written in (_AS_IT_IS, _DEFINITE):
        for reading in seen.readings:
            pattern = reading.pattern
            if pattern and _fits(pattern, words, at, written, known, verb=True, bound=seen.has_object):
                return reading
    return None


def _suffering(words: Sequence[WordForm], at: int, readings: Sequence[VerbReading]) -> VerbReading | None:
    """Return the reading as a verb of suffering where what was suffered follows: تعرض لهجوم, not تعرض فيلما."""
    reading = next((r for r in readings if r.kind == "suffer"), None)
    if reading is None:
        return None
    after = [word.form for word in words[at + 1 : at + 1 + _NEAR_AFTER_NOUN]]
    return reading if any(f[:1] == PURPOSE or f == _TOWARDS for f in after) else None


def _last(readings: Sequence[VerbReading]) -> VerbReading:
    """Return the last reading, better one that is not in the first person: ألقي القبض (was arrested)."""
    return next((r for r in reversed(readings) if r.form.person != 1), readings[-1])


def _jussive_at(words: Sequence[WordForm], at: int) -> VerbAt | None:
    """Return the verb whose weak letter a negation before it has cut: لم يزر (did not visit)."""
    readings = words[at].jussives
    if not readings or at == 0 or not words[at - 1].kinds & _NEGATION:
        return None
    return VerbAt(readings, "", False, "present")


def _reads_as_noun(tokens: Sequence[Token], words: Sequence[WordForm], at: int, seen: VerbAt) -> bool:
    """Whether a form that may also be a noun is one, by the word before it."""
    if seen.sense == "dual":
        return True
    if at == 0:
        return False
    before = words[at - 1]
    if seen.sense == "present":
        return bool(before.kinds & _PREPOSITION)
    if seen.sense == "verb":
        return bool(before.kinds & _PLACE)
    if before.kinds & _NOUN_AFTER:
        return True
    if before.kinds & _VERB_AFTER:
        return False
    form = before.form
    if seen.clitics:
        return before.verb is None and not form.endswith(("ا", "ه", "ها", "ة"))
    return tokens[at - 1].kind == "word" and len(form) > 2 and not form.startswith(_ARTICLE)


def _fits(
    pattern: Pattern,
    words: Sequence[WordForm],
    at: int,
    written: _Written,
    known: Known,
    *,
    verb: bool,
    bound: bool,
) -> bool:
    """Whether a trigger has the words of its pattern around it.

    `bound` says that it has a pronoun: what that means may stand before it.
    """
    if pattern.unless and (_holds(words, at + 1, at + 3, pattern.unless) or _holds(words, at - 1, at, pattern.unless)):
        return False
    if pattern.needs:
        reach = _RIGHT_AFTER if pattern.is_close else _NEAR_AFTER_VERB if verb else _NEAR_AFTER_NOUN
        after = _holds(words, at + 1, at + 1 + reach, pattern.needs, written)
        if pattern.is_of_place and not after:
            after = any(k in known.places for k in range(at + 1, at + 1 + (_NEAR_TAKEN if verb else 1)))
        before = bound or (verb and pattern.is_around)
        if not after and not (before and _holds(words, at - _NEAR_MEANT, at, pattern.needs)):
            return False
    return not pattern.before or _holds(words, at - _NEAR_BEFORE, at, pattern.before)


def _holds(
    words: Sequence[WordForm], first: int, last: int, forms: frozenset[str], written: _Written = _AS_IT_IS
) -> bool:
    """Whether one of the forms stands in `words[first:last]`; `written` says how."""
    for word in words[max(first, 0) : max(last, 0)]:
        if not forms.isdisjoint(written(word)):
            return True
        if word.kinds & STOP:
            return False
    return False


def _noun_trigger(words: Sequence[WordForm], at: int, known: Known) -> Trigger | None:
    if at and words[at - 1].kinds & NO_EVENT_AFTER and at - 1 not in known.dated:
        return None
    for loose in (False, True):
        for clitics, reading in words[at].nouns:
            if reading.participle and not _is_circumstance(words, at, clitics):
                continue
            written = _AS_IT_IS if not loose else _DEFINITE if reading.definite else _BOUND
            verb, pattern = reading.participle, reading.pattern
            if _fits(pattern, words, at, written, known, verb=verb, bound=reading.possessed):
                return Trigger(at, pattern, None, reading, clitics)
    return None


def _is_circumstance(words: Sequence[WordForm], at: int, clitics: str) -> bool:
    """A participle of circumstance follows a comma or another clause: "..., demanding that"."""
    if clitics not in VERB_CLITICS:
        return False
    if at == 0 or words[at].form.endswith("ا"):
        return words[at].form.endswith("ا")
    before = words[at - 1]
    return bool(before.kinds & COMMA or clitics) or before.form in '"»”)'
