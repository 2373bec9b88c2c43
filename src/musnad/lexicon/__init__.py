"""What musnad knows: tables with a schema, each row with a permanent key, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from musnad.arabic.foreign_letters import ForeignLetters
from musnad.arabic.orthography import fold
from musnad.lexicon.cache import kept_tables
from musnad.lexicon.calendar import (
    DatedEventRow,
    DayPartRow,
    MonthRow,
    NumberRow,
    TimeUnitRow,
    TimeWordRow,
    VerbTenseRow,
    WeekdayRow,
)
from musnad.lexicon.countries import CountryRow, country_codes
from musnad.lexicon.demonyms import demonym_places
from musnad.lexicon.event_patterns import (
    DateTraitRow,
    EventPatternRow,
    EventTypeRow,
    EventVerbRow,
    EventWordRow,
    PartyTraitRow,
)
from musnad.lexicon.identity_traits import IdentityTraitRow
from musnad.lexicon.joins import JoinTraitRow, OppositionTraitRow, StemRarity, StemRarityRow
from musnad.lexicon.name_parts import NamePartRow, NameWordRow
from musnad.lexicon.names import ActorRow, GivenNameRow, OrganisationHeadRow, PlacePointRow, PlaceRow, RoleRow, TitleRow
from musnad.lexicon.offices import Offices, nation_words
from musnad.lexicon.pages import PageFurnitureRow
from musnad.lexicon.reporting import CuePhraseRow, CueRow, ReportingWordRow, SourceNounRow
from musnad.lexicon.romanised import RomanisedWordRow, Romaniser
from musnad.lexicon.search_words import ForeignLettersRow, SearchWordRow, Stemmer
from musnad.lexicon.tables import DATA, read_table
from musnad.lexicon.user_actors.entries import UserActors
from musnad.lexicon.user_actors.overriding import Merged, merge

__all__ = ["Lexicon"]

Row = TypeVar("Row", bound=msgspec.Struct)


class Lexicon:
    """The tables that ship in the package; each is read once, when first used. Safe to share between stages.

    A list of the user's own actors goes over the shipped ones and stands before them.
    """

    def __init__(self, user: UserActors | None = None) -> None:
        self.user = user or UserActors()

    @cached_property
    def places(self) -> tuple[PlaceRow, ...]:
        """Places of the world, with their nationalities."""
        return _rows("places", PlaceRow)

    @cached_property
    def place_points(self) -> tuple[PlacePointRow, ...]:
        """Where places lie."""
        return read_table(DATA / "place_points.tsv", PlacePointRow)

    @cached_property
    def actors(self) -> tuple[ActorRow, ...]:
        """People and organisations, the user's first."""
        return self._merged.actors

    @cached_property
    def roles(self) -> tuple[RoleRow, ...]:
        """Offices and who held them when, the user's first."""
        return self._merged.roles

    @cached_property
    def _merged(self) -> Merged:
        actors = _rows("actors", ActorRow)
        return merge(actors, _rows("roles", RoleRow), self.user.entries)

    @property
    def overridden(self) -> Mapping[str, str]:
        """The key of the shipped actor by the key of the user's that goes over it."""
        return self._merged.over

    @cached_property
    def offices(self) -> Offices:
        """Who held which office when."""
        return Offices(self.roles, nation_words(self.demonyms, self.places))

    @cached_property
    def countries(self) -> tuple[CountryRow, ...]:
        """Codes of countries."""
        return read_table(DATA / "countries.tsv", CountryRow)

    @cached_property
    def country_codes(self) -> Mapping[str, str]:
        """The code that rows carry, by each folded code and name of a country (ru, روسيا → RUS)."""
        return country_codes(self.countries, self.places)

    @cached_property
    def titles(self) -> tuple[TitleRow, ...]:
        """Words before persons' names, and heads of role phrases."""
        return read_table(DATA / "titles.tsv", TitleRow)

    @cached_property
    def organisation_heads(self) -> tuple[OrganisationHeadRow, ...]:
        """Nouns that open an organisation's name."""
        return read_table(DATA / "organisation_heads.tsv", OrganisationHeadRow)

    @cached_property
    def given_names(self) -> tuple[GivenNameRow, ...]:
        """Given names, Arabic and foreign."""
        return _rows("given_names", GivenNameRow)

    @cached_property
    def name_words(self) -> tuple[NameWordRow, ...]:
        """Words mined from news: likely names, and words that are no names."""
        return read_table(DATA / "name_words.tsv", NameWordRow)

    @cached_property
    def name_parts(self) -> tuple[NamePartRow, ...]:
        """Words with a fixed part in names and role phrases."""
        return read_table(DATA / "name_parts.tsv", NamePartRow)

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        """The key of the place for each folded form of a nationality (الروسية → rus)."""
        known = kept_tables()
        return demonym_places(self.places) if known is None else known.demonyms()

    @cached_property
    def romanised_words(self) -> tuple[RomanisedWordRow, ...]:
        """Words of names in Latin letters."""
        return _rows("romanised_words", RomanisedWordRow)

    @cached_property
    def romaniser(self) -> Romaniser:
        """Writes names in Latin letters."""
        return Romaniser(self.romanised_words)

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        """Month names of every Arab country, and of the Hijri year."""
        return read_table(DATA / "months.tsv", MonthRow)

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """The number of each Gregorian month by its folded name."""
        return {fold(form): row.number for row in self.months if row.calendar == "gregorian" for form in row.forms}

    @cached_property
    def weekdays(self) -> tuple[WeekdayRow, ...]:
        """Days of the week."""
        return read_table(DATA / "weekdays.tsv", WeekdayRow)

    @cached_property
    def time_units(self) -> tuple[TimeUnitRow, ...]:
        """Seconds to centuries."""
        return read_table(DATA / "time_units.tsv", TimeUnitRow)

    @cached_property
    def numbers(self) -> tuple[NumberRow, ...]:
        """Number words, cardinal and ordinal."""
        return read_table(DATA / "numbers.tsv", NumberRow)

    @cached_property
    def day_parts(self) -> tuple[DayPartRow, ...]:
        """Parts of the day."""
        return read_table(DATA / "day_parts.tsv", DayPartRow)

    @cached_property
    def time_words(self) -> tuple[TimeWordRow, ...]:
        """Words that relate a time to another time."""
        return read_table(DATA / "time_words.tsv", TimeWordRow)

    @cached_property
    def dated_events(self) -> tuple[DatedEventRow, ...]:
        """Events whose day is known."""
        return read_table(DATA / "dated_events.tsv", DatedEventRow)

    @cached_property
    def verb_tenses(self) -> tuple[VerbTenseRow, ...]:
        """Verbs by tense, mined from news."""
        return read_table(DATA / "verb_tenses.tsv", VerbTenseRow)

    @cached_property
    def cues(self) -> tuple[CueRow, ...]:
        """Verbs of telling."""
        return read_table(DATA / "cues.tsv", CueRow)

    @cached_property
    def cue_phrases(self) -> tuple[CuePhraseRow, ...]:
        """Fixed phrases that attribute."""
        return read_table(DATA / "cue_phrases.tsv", CuePhraseRow)

    @cached_property
    def source_nouns(self) -> tuple[SourceNounRow, ...]:
        """Nouns for tellers."""
        return read_table(DATA / "source_nouns.tsv", SourceNounRow)

    @cached_property
    def reporting_words(self) -> tuple[ReportingWordRow, ...]:
        """Small words around a cue."""
        return read_table(DATA / "reporting_words.tsv", ReportingWordRow)

    @cached_property
    def event_patterns(self) -> tuple[EventPatternRow, ...]:
        """Words that tell political events."""
        return read_table(DATA / "event_patterns.tsv", EventPatternRow)

    @cached_property
    def event_types(self) -> tuple[EventTypeRow, ...]:
        """PLOVER's types of events with their quadrants and scores."""
        return read_table(DATA / "event_types.tsv", EventTypeRow)

    @cached_property
    def event_words(self) -> tuple[EventWordRow, ...]:
        """Small words around the trigger of an event."""
        return read_table(DATA / "event_words.tsv", EventWordRow)

    @cached_property
    def event_verbs(self) -> tuple[EventVerbRow, ...]:
        """Verbs around the trigger of an event."""
        return read_table(DATA / "event_verbs.tsv", EventVerbRow)

    @cached_property
    def party_traits(self) -> tuple[PartyTraitRow, ...]:
        """What traits of a candidate weigh when a party of an event is chosen."""
        return _rows("party_traits", PartyTraitRow)

    @cached_property
    def date_traits(self) -> tuple[DateTraitRow, ...]:
        """What traits of a date weigh when the date of an event is chosen."""
        return read_table(DATA / "date_traits.tsv", DateTraitRow)

    @cached_property
    def join_traits(self) -> tuple[JoinTraitRow, ...]:
        """What traits of a pair of reports weigh when it is decided whether both tell the same thing."""
        return read_table(DATA / "join_traits.tsv", JoinTraitRow)

    @cached_property
    def identity_traits(self) -> tuple[IdentityTraitRow, ...]:
        """What traits of a pair of actors weigh when it is suggested that both are one."""
        return read_table(DATA / "identity_traits.tsv", IdentityTraitRow)

    @cached_property
    def opposition_traits(self) -> tuple[OppositionTraitRow, ...]:
        """What traits of a pair of reports weigh when it is decided whether one is against the other."""
        return read_table(DATA / "opposition_traits.tsv", OppositionTraitRow)

    @cached_property
    def stem_rarity(self) -> StemRarity:
        """How rare stems are in Arabic news."""
        return StemRarity(read_table(DATA / "stem_rarity.tsv", StemRarityRow))

    @cached_property
    def page_furniture(self) -> tuple[PageFurnitureRow, ...]:
        """Phrases that pages set around an article."""
        return read_table(DATA / "page_furniture.tsv", PageFurnitureRow)

    @cached_property
    def search_words(self) -> tuple[SearchWordRow, ...]:
        """Stems of words and what they cost, mined from news."""
        return read_table(DATA / "search_words.tsv", SearchWordRow)

    @cached_property
    def foreign_letters(self) -> ForeignLetters:
        """Tells how foreign a word looks by its letters, mined from names and news."""
        rows = read_table(DATA / "foreign_letters.tsv", ForeignLettersRow)
        return ForeignLetters({group: row.weight for row in rows for group in row.groups})

    @cached_property
    def stemmer(self) -> Stemmer:
        """Gives every word the stem under which it is searched."""
        return Stemmer(self.search_words)


def _rows(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Return the rows of one of the large tables, which are kept compiled."""
    known = kept_tables()
    return read_table(DATA / f"{name}.tsv", row_type) if known is None else known.table(name, row_type)
