"""The words of events made ready for look-up: every inflected form with what it may be.

What comes in is the lexicon; what goes out are dictionaries by folded form. Which reading is right in a sentence is
for `musnad.stages.events.triggers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from musnad.arabic.clitics import LI_ARTICLE, PRONOUNS
from musnad.arabic.inflection import Form, Number, inflect_passive, inflect_verb
from musnad.arabic.numerals import NumberWord
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.event_patterns import EventPatternRow, EventWordKind
from musnad.stages.events.kinds import AFTER_LETTER, COUNTING, MARKS, kinds

__all__ = ["Frame", "NounReading", "Pattern", "VerbKind", "VerbReading", "Vocabulary", "bare_stems", "without_article"]

VerbKind = Literal["trigger", "light", "avow", "suffer", "result", "cue", "plain"]
_ARTICLE = "ال"  # the definite article
_ARTICLES = (_ARTICLE, LI_ARTICLE)
_OWNERS, _LEAST_BARE = tuple(p for p in PRONOUNS if p not in "يك"), 4
_FEMININE, _OPEN_FEMININE = "ة", "ت"  # ta marbuta, and how it is written before a pronoun
_PLURAL = "ين"
_HAMZA, _SEATED_HAMZA = "اء", ("ائ", "اؤ")  # final hamza, and how it is written before a pronoun
_TANWIN = "ا"
_CONJUNCTIONS = ("و", "ف")
_WE = "نا"  # the ending of the first person plural of the past
_SOON, _SHE = "س", "ت"  # the letter of the future, the first of a feminine present
_PAST_PLURAL, _PAST_DUAL, _PAST_FEMININE = "وا", "تا", ("ت", "تا")
_PRESENT_PLURAL, _PRESENT_DUAL = ("ون", "وا"), "ان"
_WEAK, _HOLLOW = frozenset("اوي"), 3  # letters a jussive drops; a stem with one in its middle has three
_THIRD_PERSON = tuple(p for p in PRONOUNS if p[0] == "ه")
_HARM = ("killed", "wounded", "arrested")
_ORGAN_SECTORS = frozenset({"GOV", "MIL", "COP"})
_ORGAN_KINDS = frozenset({"office", "rank", "spokesman"})


class Frame(NamedTuple):
    """Who stands where beside a trigger; `places` maps a preposition to the part that follows it."""

    subject: str
    object: str | None
    places: Mapping[str, str]


class Pattern(NamedTuple):
    """A row of event patterns made ready: folded words, its frame, its place in the table."""

    row: EventPatternRow
    frame: Frame
    needs: frozenset[str]
    unless: frozenset[str]
    before: frozenset[str]

    @property
    def is_passive(self) -> bool:
        """Whether news often writes the verb in the passive."""
        return "passive" in self.row.traits

    @property
    def is_casualty(self) -> bool:
        """Whether the words only tell what an attack did."""
        return "casualty" in self.row.traits

    @property
    def is_of_person(self) -> bool:
        """Whether the words tell an event only of a person and where or to whom that person goes."""
        return "person" in self.row.traits

    @property
    def is_around(self) -> bool:
        """Whether the words that a verb needs may stand before it."""
        return "around" in self.row.traits

    @property
    def is_of_place(self) -> bool:
        """Whether the name of a place does for the words that a trigger needs."""
        return "place" in self.row.traits

    @property
    def is_close(self) -> bool:
        """Whether the words that a trigger needs stand right after it, or behind one adjective."""
        return "close" in self.row.traits

    @property
    def is_negated(self) -> bool:
        """Whether a negation belongs to the words themselves."""
        return "negated" in self.row.traits

    @property
    def is_result(self) -> bool:
        """Whether the noun is no event of its own after a verb of result."""
        return bool({"result", "casualty"} & set(self.row.traits))


class VerbReading(NamedTuple):
    """A verb form: `pattern` is None for verbs that tell no event; `passive` says that the letters show a passive."""

    kind: VerbKind
    pattern: Pattern | None
    form: Form
    passive: bool = False


class NounReading(NamedTuple):
    """A noun form of a pattern; `possessed` says that a pronoun hangs on it, `bare` that it has no ending of its own.

    `participle` marks the circumstantial participle (مطالبا, demanding), `ours` a pronoun of the first person.
    """

    pattern: Pattern
    definite: bool = False
    possessed: bool = False
    bare: bool = True
    participle: bool = False
    ours: bool = False


class Vocabulary:
    """Look-up tables for one lexicon; nothing in it changes after construction."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, set[str]] = defaultdict(set)
        for row in lexicon.event_words:
            words[row.kind].update(map(fold, row.forms))
        self.words: Mapping[str, frozenset[str]] = {kind: frozenset(forms) for kind, forms in words.items()}
        self._kinds = _kinds(self.words)
        self.bound: Mapping[str, str] = {
            fold(form): fold(row.forms[0])
            for row in lexicon.event_words
            if row.kind == "bound"
            for form in row.forms[1:]
        }
        self.agents: Mapping[tuple[str, ...], str] = {tuple(p.split()): p for p in words["agent"]}
        self.agent_heads = frozenset(phrase[0] for phrase in self.agents)
        self.agent_phrases = frozenset(self.agents.values())
        self.patterns = tuple(map(_ready, lexicon.event_patterns))
        self.nouns: Mapping[str, tuple[NounReading, ...]] = _nouns(self.patterns)
        self.verbs: Mapping[str, tuple[VerbReading, ...]] = _verbs(self.patterns, self.nouns, lexicon)
        self.jussives = _jussives(self.patterns)
        self.cardinals = {
            fold(form): NumberWord(row.value, row.kind) for row in lexicon.numbers for form in row.cardinal
        }
        self.demonyms = lexicon.demonyms
        self.states = frozenset(row.key for row in lexicon.places if row.kind == "state")
        self.place_kinds = {row.key: row.kind for row in lexicon.places}
        self.place_names = {
            fold(name): row.key for row in reversed(lexicon.places) for name in (row.name, *row.aliases)
        }
        self.peoples = frozenset(_ARTICLE * n + fold(p) for row in lexicon.places for p in row.people for n in (0, 1))
        self.role_heads = _role_heads(lexicon)
        self.organs = _organs(lexicon) | self.words["organ"]

    def kinds_of(self, form: str) -> int:
        """Return the bits of the kinds of small words and marks that a form is."""
        own, after = self._kinds.get(form, 0), self._kinds.get(form[1:], 0)
        return own | after & (AFTER_LETTER | COUNTING)


def _kinds(words: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for kind in get_args(EventWordKind):
        for form in words.get(kind, ()):
            found[form] |= kinds(kind) | (AFTER_LETTER if kind == "was" else COUNTING if kind in _HARM else 0)
    for bit, marks in MARKS.items():
        for mark in marks:
            found[mark] |= bit
    return dict(found)


def bare_stems(form: str) -> Iterator[str]:
    """Yield a noun without a pronoun or an accusative ending that its letters may hold."""
    for pronoun in _OWNERS:
        stem = form.removesuffix(pronoun)
        if len(form) > len(stem) >= _LEAST_BARE:
            yield stem
            if stem[-1] == _OPEN_FEMININE:
                yield stem[:-1] + _FEMININE
    if form.endswith(_TANWIN) and len(form) > _LEAST_BARE:
        yield form[:-1]


def without_article(form: str) -> Iterator[str]:
    """Yield a definite noun without its article."""
    yield from (form[len(article) :] for article in _ARTICLES if form.startswith(article))


def _ready(row: EventPatternRow) -> Pattern:
    places: dict[str, str] = {}
    for cell in row.frame:
        place, _, part = cell.partition("=")
        places[fold(place)] = part
    frame = Frame(places.pop("subject", "actor"), places.pop("object", None), places)
    return Pattern(row, frame, *(frozenset(map(fold, forms)) for forms in (row.needs, row.unless, row.before)))


def _verbs(
    patterns: Iterable[Pattern], nouns: Mapping[str, object], lexicon: Lexicon
) -> Mapping[str, tuple[VerbReading, ...]]:
    found: dict[str, list[VerbReading]] = defaultdict(list)
    for pattern in patterns:
        past, present = fold(pattern.row.past), fold(pattern.row.present)
        if pattern.frame.object is not None or not pattern.frame.places:
            for form in inflect_passive(past or present[1:]):
                found[form.form].append(VerbReading("trigger", pattern, form, passive=True))
        for form in _forms(past, present):
            found[form.form].append(VerbReading("trigger", pattern, form))
    others: list[tuple[VerbKind, str, str]] = [
        (row.kind, fold(row.past), fold(row.present)) for row in lexicon.event_verbs
    ]
    others += [("cue", fold(row.past), fold(row.present)) for row in lexicon.cues if row.past and row.present]
    for kind, past, present in others:
        for form in _forms(past, present):
            if kind == "suffer" or all(reading.kind == "trigger" for reading in found[form.form]):
                found[form.form].append(VerbReading(kind, None, form))
    for tenses in lexicon.verb_tenses:
        for written in tenses.forms:
            if written not in nouns and not any(stem in found for stem in _stems(written)):
                found[written].append(VerbReading("plain", None, _mined(written, past=tenses.kind == "past")))
    return {form: tuple(sorted(r, key=_specific) if len(r) > 1 else r) for form, r in found.items()}


def _stems(written: str) -> Iterable[str]:
    """Yield a form, and what is left of it without a conjunction or a pronoun: ودعت may be و with دعت."""
    yield written
    if written[:1] in _CONJUNCTIONS:
        yield written[1:]
    if written.endswith(_THIRD_PERSON):
        yield from (written[: -len(p)] for p in _THIRD_PERSON if written.endswith(p))


def _mined(written: str, *, past: bool) -> Form:
    """Return what the letters of a verb show of its grammar: ذهبت, يذهبون, ستذهب."""
    if past:
        number: Number = "p" if written.endswith(_PAST_PLURAL) else "d" if written.endswith(_PAST_DUAL) else "s"
        return Form(written, "past", 3, "f" if written.endswith(_PAST_FEMININE) else "m", number)
    bare = written.removeprefix(_SOON)
    number = "p" if bare.endswith(_PRESENT_PLURAL) else "d" if bare.endswith(_PRESENT_DUAL) else "s"
    return Form(written, "present", 3, "f" if bare.startswith(_SHE) else "m", number)


def _specific(reading: VerbReading) -> tuple[bool, bool]:
    """Patterns that ask for more come first."""
    return reading.pattern is None, not (reading.pattern and (reading.pattern.needs or reading.pattern.before))


def _forms(past: str, present: str) -> Iterable[Form]:
    if not past and not present:
        return ()
    both = inflect_verb(past or present[1:], present or "ي" + past)
    found = [f for f in both if (past or f.tense == "present") and (present or f.tense == "past")]
    if past and past[-1] not in _WEAK:
        found.append(Form(past + _WE, "past", 1, "m", "p"))
    return found


def _jussives(patterns: Iterable[Pattern]) -> Mapping[str, tuple[VerbReading, ...]]:
    """Return the forms that weak verbs take after لم only."""
    found: dict[str, list[VerbReading]] = defaultdict(list)
    for pattern in patterns:
        for form in _jussive(fold(pattern.row.present)[1:]):
            found[form.form].append(VerbReading("trigger", pattern, form))
    return {form: tuple(readings) for form, readings in found.items()}


def _jussive(stem: str) -> list[Form]:
    """Return how a weak present is written after لم: يزور loses its middle, يلتقي its end."""
    if len(stem) == _HOLLOW and stem[1] in _WEAK:
        short = stem[0] + stem[2]
    elif len(stem) > _HOLLOW and stem[-1] in _WEAK:
        short = stem[:-1]
    else:
        return []
    return [Form("ي" + short, "present", 3, "m", "s"), Form("ت" + short, "present", 3, "f", "s")]


def _nouns(patterns: Iterable[Pattern]) -> Mapping[str, tuple[NounReading, ...]]:
    found: dict[str, list[NounReading]] = defaultdict(list)
    for pattern in patterns:
        for noun in map(fold, pattern.row.nouns):
            definite = noun.startswith(_ARTICLE)
            found[noun].append(NounReading(pattern, definite=definite))
            if definite:
                continue
            found[_ARTICLE + noun].append(NounReading(pattern, definite=True))
            if noun[-1] not in (_FEMININE, _TANWIN) and not noun.endswith(_HAMZA):
                found[noun + _TANWIN].append(NounReading(pattern, bare=False))
            for stem in _before_pronoun(noun):
                for pronoun in (*_THIRD_PERSON, _WE):
                    found[stem + pronoun].append(NounReading(pattern, possessed=True, ours=pronoun == _WE))
        if pattern.row.participle:
            stem = fold(pattern.row.participle)
            found[stem + _TANWIN].append(NounReading(pattern, participle=True))
            found[stem + _FEMININE].append(NounReading(pattern, participle=True))
            found[stem + _PLURAL].append(NounReading(pattern, participle=True))
    order = lambda r: (not (r.pattern.needs or r.pattern.before), r.participle)  # noqa: E731
    return {form: tuple(sorted(readings, key=order)) for form, readings in found.items()}


def _before_pronoun(noun: str) -> tuple[str, ...]:
    if noun.endswith(_FEMININE):
        return (noun[:-1] + _OPEN_FEMININE,)
    if noun.endswith(_HAMZA):
        return (noun, *(noun[:-2] + seat for seat in _SEATED_HAMZA))
    return (noun,) if noun[-1] != _TANWIN else ()


def _role_heads(lexicon: Lexicon) -> frozenset[str]:
    found = {fold(form).split()[0] for row in lexicon.titles for form in (row.form, *row.feminine, *row.plural)}
    return frozenset(found | {fold(row.form).split()[0] for row in lexicon.organisation_heads})


def _organs(lexicon: Lexicon) -> frozenset[str]:
    """Nouns that speak for a state when its nationality follows: the Russian minister, the Russian forces."""
    found = {
        fold(form).split()[0]
        for row in lexicon.titles
        if row.kind in _ORGAN_KINDS and _ORGAN_SECTORS & set(row.sector)
        for form in (row.form, *row.feminine, *row.plural)
    }
    return frozenset(found)
