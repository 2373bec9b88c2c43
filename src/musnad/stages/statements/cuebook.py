"""The cues, compiled to a look-up by folded form.

What comes in are the cue tables; what goes out is, for a token, the readings it may have as a cue. Whether a reading
holds is for the grammar around it to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from musnad.arabic.clitics import proclitic_splits, pronoun_splits
from musnad.arabic.inflection import Form, inflect_participle, inflect_verb
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.forms import ByForm
from musnad.lexicon.matcher import Match, PhraseMatcher, phrase_forms
from musnad.lexicon.reporting import CuePhraseRow, CueRow

if TYPE_CHECKING:
    from musnad.stages.statements.textview import TextView

__all__ = ["PLAIN_FORM", "CueBook", "Reading"]

_CONJUNCTIONS = ("و", "ف")
_PRESENT_PREFIXES = ("ي", "ت")
_FEMININE, _BEFORE_PRONOUN = "ة", "ت"
PLAIN_FORM = Form("", "past", 3, "m", "s")


class Reading(NamedTuple):
    """One way to read a token as a cue.

    `letters` is how many folded letters of conjunction stand before it; `pronoun` is an object or possessor written
    onto it.
    """

    row: CueRow
    kind: Literal["verb", "participle", "masdar"]
    form: Form
    letters: int = 0
    pronoun: str = ""

    @property
    def passes_on(self) -> bool:
        """Whether it says that someone published or relayed what the pronoun on it stands for: نشرته, نقلتها."""
        return self.kind == "verb" and bool(self.pronoun) and self.row.strength == "reported"

    @property
    def judges(self) -> bool:
        """Whether it says what somebody holds the pronoun on it to be: «اعتبرها مراقبون تصعيدا»."""
        return self.kind == "verb" and bool(self.pronoun) and "own+np" in self.row.frames


class CueBook:
    """Finds readings by form. Immutable once built; remembers what is said of single forms.

    `read` gives the readings of a form, `may_tell` whether it has any or may begin a fixed phrase.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._readings: dict[str, list[Reading]] = {}
        self.rows = {row.key: row for row in lexicon.cues}
        for row in lexicon.cues:
            for form in _verb_forms(row):
                self._add(form.form, Reading(row, "verb", form))
                if form.form.endswith("وا") and form.tense == "past":
                    self._add(form.form[:-1], Reading(row, "verb", form))
            if row.participle:
                for form in inflect_participle(fold(row.participle)):
                    self._add(form.form, Reading(row, "participle", form))
            for noun in row.masdar:
                self._add(fold(noun), Reading(row, "masdar", PLAIN_FORM))
        self.read: Callable[[str], tuple[Reading, ...]] = ByForm(self._read).__getitem__
        self._phrases: PhraseMatcher[CuePhraseRow] = PhraseMatcher(_phrases(lexicon))
        self._first_words = frozenset(forms[0] for phrase, _ in _phrases(lexicon) if (forms := phrase_forms(phrase)))
        self._opens_phrase = ByForm(self._may_open_phrase)
        self.may_tell: Callable[[str], bool] = ByForm(
            lambda form: bool(self._read(form)) or self._may_open_phrase(form)
        ).__getitem__
        self._passing_on: Callable[[str], Reading | None] = ByForm(
            lambda form: next((reading for reading in self._read(form) if reading.passes_on), None)
        ).__getitem__

    def _add(self, form: str, reading: Reading) -> None:
        known = self._readings.setdefault(form, [])
        if all(r.row.key != reading.row.key or r.kind != reading.kind for r in known):
            known.append(reading)

    def phrase(self, view: TextView, at: int) -> Match[CuePhraseRow] | None:
        """Return the longest fixed phrase that begins at token `at`."""
        if not self._opens_phrase[view.forms[at]]:
            return None
        if at not in view.phrases:
            view.phrases[at] = self._phrases.at(view.tokens, at, view.text)
        return view.phrases[at]

    def places(self, view: TextView, first: int, last: int) -> Iterator[int]:
        """Yield the tokens of `first:last` that may be a cue or begin a fixed phrase; few do."""
        return compress(range(first, last), map(self.may_tell, view.forms[first:last]))

    def carriers(self, view: TextView, first: int, last: int) -> Iterator[tuple[int, Reading]]:
        """Yield the tokens of `first:last` that may say who passed something on, each with its reading."""
        for at in compress(range(first, last), map(self._passing_on, view.forms[first:last])):
            reading = self._passing_on(view.forms[at])
            if reading is not None:
                yield at, reading

    def _may_open_phrase(self, form: str) -> bool:
        return any(split.stem in self._first_words for split in proclitic_splits(form))

    def is_verb(self, form: str) -> bool:
        """Whether a form can be a verb of telling, bare or after a conjunction."""
        return any(reading.kind == "verb" for reading in self.read(form))

    def _read(self, form: str) -> tuple[Reading, ...]:
        """Return the readings of a folded form, those without clitics first; `read` remembers them."""
        found = list(self._readings.get(form, ()))
        if form[:1] in _CONJUNCTIONS:
            found += [r._replace(letters=1) for r in self._readings.get(form[1:], ())]
        if found:
            return tuple(found)
        for stem, pronoun in pronoun_splits(form)[1:]:
            found += [r._replace(pronoun=pronoun) for r in self._readings.get(stem, ())]
            if stem[:1] in _CONJUNCTIONS:
                found += [r._replace(pronoun=pronoun, letters=1) for r in self._readings.get(stem[1:], ())]
            if stem[:1] == "ب" and stem[1:] in self._readings:
                found += [
                    r._replace(pronoun=pronoun, letters=1) for r in self._readings[stem[1:]] if r.kind == "masdar"
                ]
            if stem.endswith(_BEFORE_PRONOUN):
                found += self._possessed(stem[:-1] + _FEMININE, pronoun)
        return tuple(found)

    def _possessed(self, noun: str, pronoun: str) -> list[Reading]:
        """The readings of a verbal noun whose ة became ت before a pronoun: «إشارته إلى أن», «بإدانتها الهجوم»."""
        bare = noun[1:] if noun[:1] in (*_CONJUNCTIONS, "ب") else ""
        found = [(r, 0) for r in self._readings.get(noun, ())] + [(r, 1) for r in self._readings.get(bare, ())]
        return [r._replace(pronoun=pronoun, letters=n) for r, n in found if r.kind == "masdar"]


def _phrases(lexicon: Lexicon) -> list[tuple[str, CuePhraseRow]]:
    """A phrase that ends in a clitic is matched without it; the grammar asks for the clitic itself."""
    return [(row.phrase.removesuffix(" ل").removesuffix(" ب"), row) for row in lexicon.cue_phrases]


def _verb_forms(row: CueRow) -> tuple[Form, ...]:
    """The third-person forms of a row, without the future: what will be said has not been told."""
    past, present = fold(row.past), fold(row.present)
    forms = inflect_verb(past or present[1:], present or f"ي{past}") if past or present else ()
    kept = ("past",) * bool(past) + ("present",) * bool(present)
    return tuple(f for f in forms if f.person == 3 and f.tense in kept and not _is_future(f))


def _is_future(form: Form) -> bool:
    return form.tense == "present" and form.form[0] not in _PRESENT_PREFIXES
