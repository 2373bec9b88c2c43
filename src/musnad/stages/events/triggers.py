"""Which words of a sentence tell an event.

What comes in are the tokens of a sentence; what goes out are triggers with the pattern each one fits. A form that may
be a verb or a noun (قصف, shelled or shelling) is settled by the word before it. Whether a bare noun only points back
to an event told before is decided later, when its parties are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.clitics import PRONOUNS, proclitic_splits
from musnad.arabic.orthography import fold_offset
from musnad.model import Span, Token
from musnad.stages.events.vocabulary import NounReading, Pattern, VerbReading, Vocabulary

__all__ = ["Trigger", "find_triggers", "find_verbs", "trigger_span"]

_VERB_CLITICS = frozenset({"", "و", "ف"})
_PURPOSE, _TOWARDS = "ل", "الي"  # the second is إلى, folded
_ARTICLE = "ال"
_NEAR_AFTER_VERB, _NEAR_AFTER_NOUN, _NEAR_BEFORE = 11, 5, 7
_NEAR_MEANT = 5  # how far before a pronoun stands what it means
_STRONG_MARKS = frozenset(".:؛;!?؟…")
_COMMAS = frozenset("،,")
_LEAST_STEM = 2
_FORMS_KEPT = 1 << 14  # whose readings are remembered
_THIRD_PERSON = tuple(p for p in PRONOUNS if p[0] == "ه")


class Trigger(NamedTuple):
    """Token `at` tells an event of this pattern, as a verb or as a noun; `clitics` stand before it."""

    at: int
    pattern: Pattern
    verb: VerbReading | None
    noun: NounReading | None
    clitics: str
    has_object: bool = False


class _VerbAt(NamedTuple):
    readings: tuple[VerbReading, ...]
    clitics: str
    has_object: bool


def find_verbs(tokens: Sequence[Token], covered: frozenset[int], words: Vocabulary) -> dict[int, VerbReading]:
    """Return the known verbs of a sentence by token; the tokens that names cover are no verbs."""
    found = {}
    for at, token in enumerate(tokens):
        if token.kind != "word" or at in covered:
            continue
        seen = _verb_at(token.form, words) or _jussive_at(tokens, at, words)
        if seen is None or _reads_as_noun(tokens, at, seen, words):
            continue
        bound = seen.has_object
        fitting = (r for r in seen.readings if r.pattern and _fits(r.pattern, tokens, at, verb=True, bound=bound))
        found[at] = next(fitting, None) or _suffering(tokens, at, seen.readings) or seen.readings[-1]
    return found


def _suffering(tokens: Sequence[Token], at: int, readings: Sequence[VerbReading]) -> VerbReading | None:
    """Return the reading as a verb of suffering where what was suffered follows: تعرض لهجوم, not تعرض فيلما."""
    reading = next((r for r in readings if r.kind == "suffer"), None)
    after = [t.form for t in tokens[at + 1 : at + 1 + _NEAR_AFTER_NOUN]]
    return reading if any(f[:1] == _PURPOSE or f == _TOWARDS for f in after) else None


def find_triggers(
    tokens: Sequence[Token], covered: frozenset[int], verbs: Mapping[int, VerbReading], words: Vocabulary
) -> list[Trigger]:
    """Return the triggers of a sentence in text order; `verbs` are its known verbs."""
    found = []
    for at, token in enumerate(tokens):
        if token.kind != "word" or at in covered:
            continue
        reading = verbs.get(at)
        if reading is not None:
            seen = _verb_at(token.form, words) or _jussive_at(tokens, at, words)
            if reading.pattern and seen and _fits(reading.pattern, tokens, at, verb=True, bound=seen.has_object):
                found.append(Trigger(at, reading.pattern, reading, None, seen.clitics, seen.has_object))
            continue
        trigger = _noun_trigger(tokens, at, words)
        if trigger is not None:
            found.append(trigger)
    return found


def trigger_span(token: Token, trigger: Trigger, text: str) -> Span:
    """Return the trigger without the clitics before it."""
    skip = len(trigger.clitics)
    start = token.start + fold_offset(text[token.start : token.end], skip) if skip else token.start
    return Span(start, token.end) if start < token.end else token.span


@lru_cache(maxsize=_FORMS_KEPT)
def _verb_at(form: str, words: Vocabulary) -> _VerbAt | None:
    for clitics, skip in (("", 0), (form[:1], 1)):
        if skip and (clitics not in _VERB_CLITICS and clitics != _PURPOSE):
            continue
        stem = form[skip:]
        readings = words.verbs.get(stem, ())
        if clitics == _PURPOSE:
            readings = tuple(r for r in readings if r.form.tense == "present")
        if readings:
            return _VerbAt(readings, clitics, has_object=False)
        for pronoun in _THIRD_PERSON:
            if not stem.endswith(pronoun) or len(stem) - len(pronoun) < _LEAST_STEM:
                continue
            bare = stem[: -len(pronoun)]
            readings = words.verbs.get(bare, ()) or words.verbs.get(_unbound(bare), ())
            if readings:
                return _VerbAt(readings, clitics, has_object=True)
    return None


def _jussive_at(tokens: Sequence[Token], at: int, words: Vocabulary) -> _VerbAt | None:
    """Return the verb whose weak letter a negation before it has cut: لم يزر (did not visit)."""
    readings = words.jussives.get(tokens[at].form)
    if not readings or at == 0 or tokens[at - 1].form not in words.words["negation"]:
        return None
    return _VerbAt(readings, "", has_object=False)


def _unbound(stem: str) -> str:
    """Return how a verb is written without its pronoun: التقا(ه) is التقى, قتلو(ه) is قتلوا."""
    return stem[:-1] + "ي" if stem[-1] == "ا" else stem + "ا" if stem[-1] == "و" else stem


def _reads_as_noun(tokens: Sequence[Token], at: int, seen: _VerbAt, words: Vocabulary) -> bool:
    """Whether a form that may also be a noun is one, by the word before it."""
    form = tokens[at].form
    stem = form.removeprefix(seen.clitics)
    if all(r.form.tense == "present" for r in seen.readings):
        return at > 0 and words.is_word(tokens[at - 1].form, "preposition")
    if stem not in words.nouns or all(r.participle for r in words.nouns[stem]):
        return at > 0 and words.is_word(tokens[at - 1].form, "place_preposition")
    if all(r.form.number == "d" for r in seen.readings):
        return True
    if at == 0:
        return False
    before = tokens[at - 1].form
    if words.is_word(before, "preposition", "complementizer", "negation", "passive_auxiliary"):
        return True
    if before in _COMMAS or before in _STRONG_MARKS or words.is_word(before, "was", "relative", "subordinator"):
        return False
    if seen.clitics:
        return _verb_at(before, words) is None and not before.endswith(("ا", "ه", "ها", "ة"))
    return tokens[at - 1].kind == "word" and len(before) > 2 and not before.startswith(_ARTICLE)


def _fits(pattern: Pattern, tokens: Sequence[Token], at: int, *, verb: bool, bound: bool) -> bool:
    """Whether a trigger has the words of its pattern around it; `bound`: with a pronoun, they may stand before it."""
    if pattern.unless and (
        _holds(tokens, at + 1, at + 3, pattern.unless) or _holds(tokens, at - 1, at, pattern.unless)
    ):
        return False
    if pattern.needs:
        reach = _NEAR_AFTER_VERB if verb else _NEAR_AFTER_NOUN
        after = _holds(tokens, at + 1, at + 1 + reach, pattern.needs)
        if not after and not (bound and _holds(tokens, at - _NEAR_MEANT, at, pattern.needs)):
            return False
    return not pattern.before or _holds(tokens, at - _NEAR_BEFORE, at, pattern.before)


def _holds(tokens: Sequence[Token], first: int, last: int, forms: frozenset[str]) -> bool:
    """Whether one of the forms stands in `tokens[first:last]`, with or without a clitic."""
    for token in tokens[max(first, 0) : max(last, 0)]:
        form = token.form
        if form in forms or (form[:1] in "وف" and form[1:] in forms) or (form[:1] in "بل" and form[1:] in forms):
            return True
        if form in _STRONG_MARKS:
            return False
    return False


def _noun_trigger(tokens: Sequence[Token], at: int, words: Vocabulary) -> Trigger | None:
    before = tokens[at - 1].form if at else ""
    if before in words.no_event_after:
        return None
    for clitics, reading in _nouns_at(tokens[at].form, words):
        if reading.participle and not _is_circumstance(tokens, at, clitics):
            continue
        if _fits(reading.pattern, tokens, at, verb=reading.participle, bound=reading.possessed):
            return Trigger(at, reading.pattern, None, reading, clitics)
    return None


@lru_cache(maxsize=_FORMS_KEPT)
def _nouns_at(form: str, words: Vocabulary) -> tuple[tuple[str, NounReading], ...]:
    """Return the readings of a form as a noun, each with the clitics before it."""
    return tuple(
        (split.clitics, reading) for split in proclitic_splits(form) for reading in words.nouns.get(split.stem, ())
    )


def _is_circumstance(tokens: Sequence[Token], at: int, clitics: str) -> bool:
    """A participle of circumstance follows a comma or another clause: "..., demanding that"."""
    if clitics not in _VERB_CLITICS:
        return False
    if at == 0:
        return tokens[at].form.endswith("ا")
    return (
        tokens[at - 1].form in _COMMAS
        or tokens[at - 1].form in '"»”)'
        or tokens[at].form.endswith("ا")
        or bool(clitics)
    )
