"""What the mentions stage knows about single words and about the phrases of the name tables.

What comes in is the lexicon; what goes out are flags by folded word, and a matcher for known names. Nothing here
looks at a text.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.inflection import inflect_participle, inflect_verb
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import PhraseMatcher
from musnad.lexicon.names import OrganisationHeadRow
from musnad.model import EntityType
from musnad.stages.mentions.flags import Flag
from musnad.stages.mentions.words import Readings

__all__ = ["NAMED_KINDS", "Flag", "KnownName", "NameKnowledge"]

NAMED_KINDS = frozenset({"media", "party", "armed", "business", "civil", "group", "coalition"})
_ARTICLE = "ال"
_PRONOUNS = ("", "ه", "ها", "هم")
_PAST_ENDINGS = ("", "ت", "وا")


_PART_FLAGS = {
    "particle": Flag.PARTICLE,
    "inner_particle": Flag.INNER,
    "compound_tail": Flag.TAIL,
    "place_head": Flag.PLACE_HEAD,
    "place_opening": Flag.PLACE_OPENING,
    "place_preposition": Flag.PLACE_PREPOSITION,
    "adjective": Flag.ADJECTIVE,
    "stop": Flag.STOP,
    "role_link": Flag.LINK,
    "purpose": Flag.PURPOSE,
    "that": Flag.THAT,
    "ministry": Flag.MINISTRY,
    "weak_head": Flag.WEAK_HEAD,
    "state_head": Flag.STATE_HEAD,
    "state_organ": 0,  # read by the entities stage, as the two after it
    "acting_head": 0,
    "acting_adjective": 0,
    "describing": Flag.DESCRIBING,
    "rebel": Flag.REBEL,
    "own_country": Flag.OWN_COUNTRY,
    "place_direction": Flag.PLACE_DIRECTION,
    "ordinal": Flag.ORDINAL,
    "naming_adjective": Flag.ADJECTIVE | Flag.NAMING,
    "whole_head": Flag.WHOLE_HEAD,
    "built_place": Flag.BUILT,
}
_HEAD_KINDS = frozenset({"weak_head", "state_head", "describing", "rebel"})
_WORD_FLAGS = {
    "common": Flag.COMMON,
    "given": Flag.PERSON | Flag.GIVEN,
    "person": Flag.PERSON,
    "person_likely": Flag.LIKELY,
    "place": Flag.PLACE,
    "place_likely": Flag.PLACE,
}


class KnownName(NamedTuple):
    """A row of a name table: `key` as `actors:haftar`."""

    key: str
    type: EntityType
    caution: bool


class NameKnowledge:
    """Flags of words, heads of organisations, known names; `own` are the keys of the user's rows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.flags: dict[str, int] = {}
        self.heads: dict[str, OrganisationHeadRow] = {}
        self._add_tables(lexicon)
        self._add_names(lexicon)
        self._add_heads(lexicon)
        settled = {flags: _settled(flags) for flags in set(self.flags.values()) if _settled(flags) != flags}
        for form in [form for form, flags in self.flags.items() if flags in settled]:
            self.flags[form] = settled[self.flags[form]]
        self.readings = Readings(self.flags)
        self.known = PhraseMatcher(_known_phrases(lexicon))
        self.own = frozenset(f"actors:{row.key}" for row in lexicon.actors if row.own)

    def _add(self, form: str, flag: int) -> None:
        self.flags[form] = self.flags.get(form, 0) | flag

    def _add_tables(self, lexicon: Lexicon) -> None:
        for words in lexicon.name_words:
            self.flags.update(dict.fromkeys(words.forms, _WORD_FLAGS[words.kind]))
        for part in lexicon.name_parts:
            self._add(fold(part.form), _PART_FLAGS[part.kind])
            if part.kind in _HEAD_KINDS:
                self._add(_ARTICLE + fold(part.form), _PART_FLAGS[part.kind])
        for weekday in lexicon.weekdays:
            for form in weekday.forms:
                self._add(fold(form), Flag.STOP)
        for form in lexicon.month_numbers:
            if " " not in form:
                self._add(form, Flag.STOP)
        for month in lexicon.months:
            if month.calendar != "gregorian":
                for form in month.forms:
                    self._add(fold(form), Flag.CAUTION)
        for cue in lexicon.cues:
            if cue.past and cue.present and " " not in cue.past:
                for verb in inflect_verb(fold(cue.past), fold(cue.present)):
                    if verb.person == 3:
                        self._add(verb.form, Flag.VERB | Flag.TELLS)
            elif cue.past and " " not in cue.past:
                for ending in _PAST_ENDINGS:
                    self._add(fold(cue.past) + ending, Flag.VERB | Flag.TELLS)
            if cue.participle:
                for participle in inflect_participle(fold(cue.participle)):
                    self._add(participle.form, Flag.COMMON)
            for masdar in cue.masdar:
                for pronoun in _PRONOUNS:
                    self._add(fold(masdar) + pronoun, Flag.COMMON)

    def _add_names(self, lexicon: Lexicon) -> None:
        for row in lexicon.given_names:
            self._add(fold(row.form), Flag.GIVEN | (Flag.CAUTION if row.caution else 0))
        for form in lexicon.demonyms:
            self._add(form, Flag.DEMONYM)
        for state in lexicon.places:
            if state.kind == "state":
                for form in state.people:
                    self._add(_ARTICLE + fold(form), Flag.PEOPLE)
        for place in lexicon.places:
            for name in (place.name, *place.aliases):
                if " " not in name:
                    self._add(fold(name), Flag.GAZETTEER)

    def _add_heads(self, lexicon: Lexicon) -> None:
        for title in lexicon.titles:
            for phrase in (title.form, *title.feminine, *title.plural):
                word = fold(phrase.split()[0])
                if len(word) > 2:
                    self._add(word, Flag.TITLE)
                    self._add(_ARTICLE + word, Flag.TITLE | Flag.DEFINITE)
        for head in lexicon.organisation_heads:
            word = fold(head.form)
            if " " in word:
                continue
            self._add(word, Flag.HEAD)
            self._add(_ARTICLE + word, Flag.HEAD | Flag.DEFINITE)
            self.heads.setdefault(word, head)
            self.heads.setdefault(_ARTICLE + word, head)


def _settled(flags: int) -> int:
    """Return the flags of a word where one reading rules out another."""
    if flags & Flag.VERB:
        return flags & ~(Flag.PERSON | Flag.LIKELY) if not flags & Flag.GIVEN else flags & ~Flag.VERB
    if flags & Flag.STOP:
        return flags & ~(Flag.NAME | Flag.TITLE | Flag.HEAD)
    if flags & (Flag.ADJECTIVE | Flag.THAT) or (flags & Flag.TITLE and flags & Flag.DEFINITE):
        return flags & ~Flag.NAME
    if flags & Flag.DEMONYM:
        return flags & ~Flag.LIKELY
    if flags & Flag.COMMON:
        return flags & ~Flag.LIKELY
    return flags


def _known_phrases(lexicon: Lexicon) -> list[tuple[str, KnownName]]:
    found: list[tuple[str, KnownName]] = []
    for actor in lexicon.actors:
        known = KnownName(f"actors:{actor.key}", actor.type, actor.caution)
        found += [(name, known) for name in (actor.name, *actor.aliases)]
    for place in lexicon.places:
        known = KnownName(f"places:{place.key}", "LOC", place.caution)
        found += [(name, known) for name in (place.name, *place.aliases)]
    return found
