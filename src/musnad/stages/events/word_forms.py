"""What a word may be by its letters alone: verb, noun of an event, small word, mark.

What comes in is a folded form; what goes out is everything that the tables say of it, worked out once. Few forms make
up most of a text, so the forms seen lately are remembered. What a word is in its sentence is for
`musnad.stages.events.triggers` and `musnad.stages.events.phrases`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from musnad.arabic.clitics import PRONOUNS, proclitic_splits
from musnad.stages.events.phrase_parts import PhrasePart, read_part
from musnad.stages.events.vocabulary import NounReading, VerbReading, Vocabulary, bare_stems, without_article

__all__ = ["PURPOSE", "VERB_CLITICS", "VerbAt", "WordForm", "WordForms"]

VERB_CLITICS = frozenset({"", "و", "ف"})
PURPOSE = "ل"
_LEAST_STEM = 2
_FORMS_KEPT = 1 << 14  # of one generation; there are two at most, about 15 MB together
_THIRD_PERSON = tuple(p for p in PRONOUNS if p[0] == "ه")
_BEFORE_PEOPLE = ("و", "ب", "ل")
_AND, _BY_OR_TO = frozenset("وف"), frozenset("بل")


class VerbAt(NamedTuple):
    """The readings of a form as a verb; `sense` says what else it may be.

    `present`: a form of the present only; `verb`: no noun of an event; `dual`: a noun too, and a verb in the dual only;
    `open`: the word before it settles whether it is a noun.
    """

    readings: tuple[VerbReading, ...]
    clitics: str
    has_object: bool
    sense: Literal["present", "verb", "dual", "open"]


class WordForm:
    """A form and what it may be; `kinds` are the bits of its kinds of small words (`musnad.stages.events.kinds`).

    `nouns` are its readings as a noun of an event, each with the clitics before it, `jussives` those after لم; `tells`
    says that a pattern knows it. `alike` is the form with and without a letter that may be a clitic, `stems` what both
    are without a pronoun or an ending, `named` also without an article. `demonyms` are the keys of the states that it
    means as a nationality, with or without such a letter.
    """

    __slots__ = (
        "_part",
        "alike",
        "demonyms",
        "form",
        "jussives",
        "kinds",
        "named",
        "nouns",
        "stems",
        "tells",
        "verb",
        "words",
    )

    def __init__(self, form: str, words: Vocabulary) -> None:
        self.form, self.words = form, words
        self.kinds = words.kinds_of(form)
        self.verb = _verb_of(form, words)
        self.jussives = words.jussives.get(form, ())
        self.nouns = tuple(_nouns_of(form, words))
        self.alike = _alike(form)
        self.stems = frozenset(stem for one in self.alike for stem in bare_stems(one))
        self.named = frozenset(stem for one in self.alike for stem in without_article(one)) | self.stems
        self.demonyms = _demonyms(form, words)
        self.tells = bool(self.nouns or self.jussives or (self.verb and any(r.pattern for r in self.verb.readings)))
        self._part: PhrasePart | None = None

    @property
    def part(self) -> PhrasePart:
        """What the word does in a noun phrase."""
        part = self._part
        if part is None:
            part = self._part = read_part(self.form, self.words)
        return part


class WordForms(dict[str, WordForm]):
    """The forms seen lately, by form; asking for one makes it.

    When a generation is full, it becomes the old one and the one before is forgotten: what is used stays. Threads
    may share it: at worst a form is made twice.
    """

    def __init__(self, words: Vocabulary, kept: int = _FORMS_KEPT) -> None:
        super().__init__()
        self._words, self._kept = words, kept
        self._old: dict[str, WordForm] = {}

    def __missing__(self, form: str) -> WordForm:
        found = self._old.get(form) or WordForm(form, self._words)
        if len(self) >= self._kept:
            self._old = dict(self)
            self.clear()
        self[form] = found
        return found


def _verb_of(form: str, words: Vocabulary) -> VerbAt | None:
    verbs = words.verbs
    for clitics, skip in (("", 0), (form[:1], 1)):
        if skip and clitics not in VERB_CLITICS and clitics != PURPOSE:
            continue
        stem = form[skip:]
        readings = verbs.get(stem, ())
        if clitics == PURPOSE:
            readings = tuple(r for r in readings if r.form.tense == "present")
        if readings:
            return VerbAt(readings, clitics, False, _sense(form, clitics, readings, words))
        for pronoun in _THIRD_PERSON:
            if not stem.endswith(pronoun) or len(stem) - len(pronoun) < _LEAST_STEM:
                continue
            bare = stem[: -len(pronoun)]
            readings = verbs.get(bare, ()) or verbs.get(_unbound(bare), ())
            if readings:
                return VerbAt(readings, clitics, True, _sense(form, clitics, readings, words))
    return None


def _unbound(stem: str) -> str:
    """Return how a verb is written without its pronoun: التقا(ه) is التقى, قتلو(ه) is قتلوا."""
    return stem[:-1] + "ي" if stem[-1] == "ا" else stem + "ا" if stem[-1] == "و" else stem


def _sense(
    form: str, clitics: str, readings: tuple[VerbReading, ...], words: Vocabulary
) -> Literal["present", "verb", "dual", "open"]:
    if all(r.form.tense == "present" for r in readings):
        return "present"
    if all(r.participle for r in words.nouns.get(form.removeprefix(clitics), ())):
        return "verb"
    return "dual" if all(r.form.number == "d" for r in readings) else "open"


def _nouns_of(form: str, words: Vocabulary) -> Iterable[tuple[str, NounReading]]:
    """Yield the readings of a form as a noun, each with the clitics before it."""
    for split in proclitic_splits(form):
        for reading in words.nouns.get(split.stem, ()):
            yield split.clitics, reading


def _alike(form: str) -> tuple[str, ...]:
    first = form[:1]
    return (form, form[1:]) if first in _AND or first in _BY_OR_TO else (form,)


def _demonyms(form: str, words: Vocabulary) -> tuple[str, ...]:
    keys = (words.demonyms.get(form), words.demonyms.get(form[1:]) if form[:1] in _BEFORE_PEOPLE else None)
    return tuple(key for key in keys if key)
