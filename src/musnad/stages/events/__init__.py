"""The events layer: political events in PLOVER terms.

What comes in is a document with all layers before; what goes out are events in the order of their triggers. Triggers
and frames come from the lexicon's event patterns; no event is made up from a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.model import Document, Entity, Event, EventBasis, EventType, Layer, Span
from musnad.stages.events.candidates import Candidates, is_cue
from musnad.stages.events.choosing import PartyChooser
from musnad.stages.events.circumstances import status_of, telling_statement, time_of
from musnad.stages.events.date_choosing import DateChooser
from musnad.stages.events.dates import Candidate, Dates
from musnad.stages.events.figures import find_figures
from musnad.stages.events.kinds import kinds
from musnad.stages.events.parties import PartyFinder
from musnad.stages.events.party_traits import Traits, spelt
from musnad.stages.events.phrases import Reader
from musnad.stages.events.places import place_beside, sort_places
from musnad.stages.events.repeats import is_demanded, repeats
from musnad.stages.events.roles import Parties
from musnad.stages.events.surroundings import RECENT, Case, Surroundings
from musnad.stages.events.triggers import Trigger, trigger_span
from musnad.stages.events.views import View, Views
from musnad.stages.events.vocabulary import Vocabulary
from musnad.stages.events.word_forms import WordForms

__all__ = ["EventsStage"]

_ATTACK: EventType = "ASSAULT"
_AND, _AND_REACH = "و", 4
_ARTICLE, _FEMININE = "ال", "ة"
_COUNTING: Mapping[str, frozenset[EventType]] = {
    "killed": frozenset({"ASSAULT", "PROTEST"}),
    "wounded": frozenset({"ASSAULT", "PROTEST"}),
    "arrested": frozenset({"COERCE"}),
}
_COUNTED = frozenset().union(*_COUNTING.values())
_SOMEWHERE: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "PROTEST", "CONSULT", "AID", "MOBILIZE", "RETREAT", "COOPERATE"}
)
_FORCE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_FIGURE_BEFORE, _FIGURE_AFTER = 2, 4
_LEAST_SPORT, _SPORT_SHARE = 4, 0.02
_FEW = 2  # so few events, none with a known party, are the small change of other news
_DESCRIPTION_REACH = 4
_TOLD_AGAIN: frozenset[EventType] = frozenset({"PROTEST", "SANCTION"})  # their definite nouns mostly tell
_LENDING = frozenset({"light", "avow", "suffer"})
_SPORT, _FIGURATIVE, _DESCRIBING = kinds("sport"), kinds("figurative"), kinds("relative", "future_adjective")


class EventsStage:
    """Finds events with one lexicon."""

    name = "events"
    version = "5"
    requires: frozenset[Layer] = frozenset({"segments", "mentions", "entities", "times", "statements"})
    provides: Layer = "events"

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._chooser = PartyChooser(lexicon)
        self._date_chooser = DateChooser(lexicon)

    @cached_property
    def words(self) -> Vocabulary:
        """The look-up tables, made when first needed."""
        return Vocabulary(self._lexicon)

    @cached_property
    def forms(self) -> WordForms:
        """The forms of words seen lately."""
        return WordForms(self.words)

    def find(self, doc: Document) -> tuple[Event, ...]:
        """Return the events of a document in text order."""
        return tuple(self._date_chooser.choose(event, dates) for event, dates in self.dates(doc))

    def candidates(self, doc: Document) -> list[tuple[Event, dict[str, set[str]]]]:
        """Return each event with the parties that its pattern names, and the candidates for its sides."""
        article = _Article(doc, self.words, self.forms)
        article.read()
        found = article.candidates()
        return [(case.event, {entity: spelt(its) for entity, its in traits.items()}) for case, traits in found]

    def dates(self, doc: Document) -> list[tuple[Event, dict[str, Candidate]]]:
        """Return each event with its parties, dated by rule where it can be, and the dates it may have."""
        article = _Article(doc, self.words, self.forms)
        if not article.read():
            return []
        chosen = self._chooser.choose([(case.event, traits) for case, traits in article.candidates()])
        events = article.settled(article.joined(chosen))
        dates = Dates(doc, article.events_as_read(events), self.words)
        return [(event, dates.find(index)) for index, event in enumerate(events)]


class _Article:
    """One document being read."""

    def __init__(self, doc: Document, words: Vocabulary, forms: WordForms) -> None:
        self.doc, self.words = doc, words
        ids = {(span.start, span.end): entity.id for entity in doc.entities or () for span in entity.mentions}
        mentions = [(m, ids[m.start, m.end]) for m in doc.mentions or () if (m.start, m.end) in ids]
        mentions.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        self.views = Views(doc, forms, mentions)
        places = sort_places(doc.entities or (), mentions, words)
        self.finder = PartyFinder(Reader(words, places.states), places, _genders(doc.entities or ()))
        self.persons = frozenset(e.id for e in doc.entities or () if e.type == "PER")
        self.subject: tuple[str, ...] = ()
        self.found: list[Event] = []
        self.cases: list[Case] = []
        self.place: tuple[int, str | None] = (-1, None)

    def read(self) -> bool:
        """Read every sentence; return whether there are events."""
        segments = self.doc.segments
        assert segments is not None
        if self._is_sport():
            return False
        telling = [at for at, sentence in enumerate(segments.sentences) if self.views.may_tell(sentence)]
        views = [self.views.of(segments.sentences[at], at) for at in range(telling[-1] + 1 if telling else 0)]
        while views and not views[-1].triggers:
            views.pop()
        for view in views:
            self._read(view)
        few = len(self.found) <= _FEW and bool(self.doc.entities)
        if few and not any(event.actors or event.recipients for event in self.found):
            self.found.clear()
        return bool(self.found)

    def candidates(self) -> Iterator[tuple[Case, Traits]]:
        """Yield each event where it was read, with the candidates for its sides."""
        cases = self.events_as_read(self.found)
        around = Surroundings(self.doc, self.finder.places, cases)
        finder = Candidates(self.doc, self.finder.reader, self.finder.genders, around)
        before: Case | None = None
        for case in cases:
            yield case, finder.find(case, before)
            before = case

    def events_as_read(self, events: Iterable[Event]) -> list[Case]:
        """Return each event where it was read."""
        return [case._replace(event=event) for case, event in zip(self.cases, events, strict=False)]

    def joined(self, chosen: Sequence[Event]) -> list[Event]:
        """Return the events with those whom و joins to the one who acts, where the patterns do not name that one."""
        return [self._joined(case, event) for case, event in zip(self.cases, chosen, strict=True)]

    def _joined(self, case: Case, event: Event) -> Event:
        if len(event.actors) != 1 or event.actors[0] not in event.inferred:
            return event
        company = self.finder.company(case.view, case.trigger.at, event.actors[0])
        more = tuple(e for e in company if e not in event.recipients)
        return msgspec.structs.replace(event, actors=event.actors + more, inferred=event.inferred + more)

    def settled(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Return the events with what the article as a whole says of them."""
        self.found = list(events)
        return tuple(self._dated(event) for event in self.found)

    def _is_sport(self) -> bool:
        """Whether so many words are of sport that attack and defence are no politics."""
        words = self.views.words
        sport = len([word for word in words if word.kinds & _SPORT])
        return sport >= max(_LEAST_SPORT, len(words) * _SPORT_SHARE)

    def _dated(self, event: Event) -> Event:
        """Give an event of the headline the date under which the text tells it again."""
        headline = self.doc.segments.headline if self.doc.segments else None
        if event.time or headline is None or not headline.contains(event.trigger):
            return event
        again = next((e for e in self.found if e.type == event.type and e.trigger.start > headline.end), None)
        if again is None or not again.time:
            return event
        return msgspec.structs.replace(event, time=again.time, time_basis="passage")

    def _read(self, view: View) -> None:
        verbs = view.verbs
        triggers = {t.at: t for t in view.triggers if not _is_figurative(view, t)}
        known = len(self.found)
        victims: list[str] = []
        lent: dict[int, tuple[str, ...]] = {}
        beside = (-_AND_REACH, Parties())
        silent: set[int] = set()
        topics = self.finder.topics(view)
        for at in sorted(verbs.keys() | triggers.keys() | topics.keys()):
            if at in topics:
                self.subject = topics[at]
                self.finder.remember(self.subject)
                continue
            trigger = triggers.get(at)
            told_beside = trigger is not None and repeats(view, trigger, triggers, silent)
            if at in verbs:
                has_object = trigger.has_object if trigger else False
                last = self._speaker(view, at) if trigger and verbs[at].form.person == 1 else self.subject
                parties, subject = self.finder.of_verb(view, at, verbs[at], has_object=has_object, last=last)
                lent[at] = parties.recipients if _is_accusing(trigger) else subject
                self.subject = subject or self.subject
                self.finder.remember(subject)
                if trigger and not told_beside:
                    self._add(view, trigger, parties, triggers, None)
                elif trigger and trigger.pattern.row.type == _ATTACK:
                    victims += parties.recipients
            elif trigger and not told_beside and not is_demanded(view, trigger, triggers):
                governor = self.finder.governor(view, at)
                if governor is not None and verbs[governor].kind == "result" and trigger.pattern.is_result:
                    continue
                last = self._speaker(view, at) if trigger.is_ours else self.subject
                parties = self.finder.of_noun(view, trigger, last, lent)
                if trigger.clitics.startswith(_AND) and at - beside[0] < _AND_REACH and not parties.actors:
                    parties = parties._replace(actors=beside[1].actors, acting="beside")
                beside = (at, parties)
                if _tells_anew(view, trigger, parties, governor):
                    self._add(view, trigger, parties, triggers, governor)
                else:
                    silent.add(at)
        self._add_victims(known, victims)
        self._add_figures(view, known)

    def _speaker(self, view: View, at: int) -> tuple[str, ...]:
        """Return whom "we" and "our" mean at a token: who tells it, or the last subject where nobody is known to."""
        statement = telling_statement(view.tokens[at].span, view.statements)
        teller = statement.chain[-1].entity if statement is not None else None
        return (teller,) if teller is not None else self.subject

    def _add_victims(self, known: int, victims: Sequence[str]) -> None:
        """Make those whom words beside an attack name as hit the recipients of the first attack without any."""
        attacks = (at for at in range(known, len(self.found)) if self.found[at].type == _ATTACK)
        bare = next((at for at in attacks if not self.found[at].recipients), None)
        if victims and bare is not None:
            event = self.found[bare]
            hit = tuple(dict.fromkeys(v for v in victims if v not in event.actors))
            self.found[bare] = msgspec.structs.replace(event, recipients=hit)

    def _add_figures(self, view: View, known: int) -> None:
        """Give each count of the sentence to the nearest event it may belong to, among those found since `known`."""
        if all(event.type not in _COUNTED for event in self.found[known:]):
            return
        for figure in find_figures(view, self.words):
            fitting = [i for i in range(known, len(self.found)) if self.found[i].type in _COUNTING[figure.of]]
            if fitting:
                near = min(fitting, key=lambda i: abs(self.found[i].trigger.start - figure.start))
                event = self.found[near]
                self.found[near] = msgspec.structs.replace(event, figures=(*event.figures, figure))

    def _goes_somewhere(self, parties: Parties) -> bool:
        """Whether a person is the actor, and a place or somebody is where they go."""
        people = (self.persons & {*parties.actors}) != set()
        return people and bool(parties.places or parties.recipients)

    def _with_teller(self, view: View, span: Span, trigger: Trigger, parties: Parties) -> Parties:
        """Give an event whose trigger is the cue of a statement the one who tells it: accused, called for."""
        if trigger.pattern.frame.subject != "actor":
            return parties
        link = next((cue.link for cue in view.cues if is_cue(cue.link, span)), None)
        if link is None or link.entity is None:
            return parties
        teller = self.finder.places.capitals.get(link.entity, link.entity)
        others = tuple(e for e in parties.actors if e != teller) if trigger.pattern.frame.object == "recipient" else ()
        recipients = tuple(e for e in parties.recipients if e != teller) or others
        return parties._replace(actors=(teller,), recipients=recipients, acting="teller")

    def _place(self, view: View, trigger: Trigger, parties: Parties) -> tuple[str | None, EventBasis | None]:
        """Return where it was, and where that is said: in the clause, in the sentence, before in the paragraph."""
        if parties.places:
            self.place = (view.sentence.paragraph, parties.places[0])
            return parties.places[0], "clause"
        if trigger.pattern.row.type not in _SOMEWHERE:
            return None, None
        beside = place_beside(view, trigger.at)
        if beside is not None:
            self.place = (view.sentence.paragraph, beside)
            return beside, "sentence"
        paragraph, place = self.place
        return (place, "passage") if place and paragraph == view.sentence.paragraph else (None, None)

    def _add(
        self, view: View, trigger: Trigger, parties: Parties, triggers: Iterable[int], governor: int | None
    ) -> None:
        row = trigger.pattern.row
        span = trigger_span(view.tokens[trigger.at], trigger, self.doc.text)
        parties = self._with_teller(view, span, trigger, parties)
        if trigger.pattern.is_of_person and not self._goes_somewhere(parties):
            return
        statement = telling_statement(span, view.statements)
        headline = self.doc.segments is not None and self.doc.segments.headline is not None
        lent = governor if governor is not None and view.verbs[governor].kind in _LENDING else None
        in_headline = headline and view.sentence.paragraph == 0
        place, place_basis = self._place(view, trigger, parties)
        time = time_of(view, trigger, triggers, lent)
        self.found.append(
            Event(
                id=f"e{len(self.found) + 1}",
                trigger=span,
                type=row.type,
                mode=row.mode,
                contexts=row.contexts,
                actors=parties.actors,
                recipients=parties.recipients,
                place=place,
                place_basis=place_basis,
                time=time,
                time_basis="clause" if time else None,
                status=status_of(view, trigger, statement, governor=governor, headline=in_headline),
                statement=statement.id if statement else None,
                origin=f"event_patterns:{row.key}",
            )
        )
        self.cases.append(
            Case(self.found[-1], view, trigger, self.subject, self.finder.recent(RECENT), governor, parties)
        )


def _genders(entities: Iterable[Entity]) -> dict[str, str]:
    """Return the gender of each entity as its words show it: a name or title with the feminine ending, a country."""
    found = {}
    for entity in entities:
        first = fold(entity.name).split()[:1] or [""]
        titles = [fold(role).split()[0] for role in entity.roles if role.split()]
        feminine = first[0].endswith(_FEMININE) if entity.type == "ORG" else any(t.endswith(_FEMININE) for t in titles)
        if entity.type == "LOC":
            feminine = not first[0].startswith(_ARTICLE) or first[0].endswith((_FEMININE, "ا"))
        found[entity.id] = "f" if feminine else "m"
    return found


def _is_figurative(view: View, trigger: Trigger) -> bool:
    """Whether weather, illness or prices do what armies do: the storm pounded the coast."""
    if trigger.pattern.row.type not in _FORCE:
        return False
    near = view.words[max(0, trigger.at - _FIGURE_BEFORE) : trigger.at + _FIGURE_AFTER]
    return any(word.kinds & _FIGURATIVE for word in near)


def _is_accusing(trigger: Trigger | None) -> bool:
    """Whether the recipient of a verb is who did what follows it: accused them of shelling."""
    return trigger is not None and trigger.pattern.row.type == "ACCUSE"


def _is_described(view: View, at: int) -> bool:
    """Whether a clause tells which one is meant, or that it lies ahead: the sanctions that it imposed."""
    for word in view.words[at + 1 : at + 1 + _DESCRIPTION_REACH]:
        if word.kinds & _DESCRIBING:
            return True
        if not word.form.startswith(_ARTICLE):
            return False
    return False


def _tells_anew(view: View, trigger: Trigger, parties: Parties, governor: int | None) -> bool:
    """Whether a noun tells an event, and does not just point back: a definite one needs parties of its own."""
    noun = trigger.noun
    if noun is None or not noun.definite or trigger.pattern.row.type in _TOLD_AGAIN:
        return True
    if _is_described(view, trigger.at):
        return True
    if trigger.pattern.row.type == "CONSULT":
        return governor is not None and view.verbs[governor].kind in _LENDING
    return parties.told
