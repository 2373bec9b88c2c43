"""Noun phrases around a trigger, each with the preposition before it and the entities it names.

What comes in is a sentence with its mentions; what goes out are phrases in order. Without a parser: a phrase ends
where a definite noun or a name is followed by an indefinite word, a preposition, a verb or a mark. Which part a
phrase plays is for `musnad.stages.events.parties`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from musnad.stages.events.phrase_parts import Noun, Opening, PhrasePart
from musnad.stages.events.views import Named, View
from musnad.stages.events.vocabulary import Vocabulary
from musnad.stages.events.word_forms import WordForm

__all__ = ["COMMA", "Phrase", "Reader"]

COMMA = "،"
_COMMAS = frozenset("،,")
_SOFT = frozenset("«»“”\"'()[]-ـ#‟„‹›*_")
_AND = ("و", "ف")
_PREPOSITION_LETTERS = ("ب", "ل", "ك")
_LONGEST_ASIDE = 14
_LONGEST_QUANTITY = 2


class Phrase:
    """A noun phrase, tokens `first:last`, after the preposition `prep` (empty: none); `pronoun` is all of some."""

    __slots__ = ("_entities", "closed", "first", "groups", "last", "prep", "pronoun", "states")

    def __init__(self, prep: str, first: int) -> None:
        self.prep, self.first, self.last = prep, first, first + 1
        self.groups: list[list[Named]] = [[]]
        self.states: list[str] = []
        self.closed = False
        self.pronoun = ""
        self._entities: tuple[str, ...] | None = None

    def entities(self) -> tuple[str, ...]:
        """The entity of each coordinated member: a person before an institution, the first one on a tie.

        To be asked for when the phrase is complete.
        """
        if self._entities is None:
            found = []
            for group in self.groups:
                if group:
                    person = next((n for n in group if n.type == "PER"), group[0])
                    found.append(person.entity)
            self._entities = tuple(dict.fromkeys(found or self.states))
        return self._entities

    def names_person(self) -> bool:
        """Whether a person is named in it."""
        return any(n.type == "PER" for group in self.groups for n in group)

    def add(self, named: Named, *, apart: bool) -> None:
        """Add a mention to the last member, or as a member of its own."""
        if apart and self.groups[-1]:
            self.groups.append([])
        self.groups[-1].append(named)
        self.last, self.closed = named.last, True


class Reader:
    """Reads phrases with one vocabulary; `states` gives the entity of a state by the key of its place."""

    def __init__(self, words: Vocabulary, states: Mapping[str, str]) -> None:
        self.words, self.states = words, states

    def phrases(self, view: View, start: int, stop: int | None = None) -> Sequence[Phrase]:
        """Return the phrases from token `start` to the next verb, clause or strong mark.

        The same stretch is read once: what a reading to the end of the sentence finds also holds up to any `stop` that
        it did not reach.
        """
        known = view.stretches.get(start)
        if known is not None and (stop is None or known[1] <= stop):
            return known[0]
        reading = _Reading(self, view, start, len(view.tokens) if stop is None else stop)
        found = reading.run()
        if stop is None or (reading.ended and not reading.clipped):
            view.stretches[start] = found, reading.at
        return found

    def state_of(self, form: str) -> str | None:
        """Return the entity of the state a nationality word means, where the article names that state."""
        key = self.words.demonyms.get(form)
        return self.states.get(key) if key else None


class _Reading:
    """One pass over a stretch of tokens.

    `ended` says that something in it ended it, at token `at`; `clipped` that `stop` may have kept an aside from being
    passed over.
    """

    def __init__(self, reader: Reader, view: View, start: int, stop: int) -> None:
        self.words, self.states, self.view = reader.words, reader.states, view
        self.forms: Sequence[WordForm] = view.words
        self.at, self.stop = start, stop
        self.found: list[Phrase] = []
        self.current: Phrase | None = None
        self.prep = ""
        self.ended = self.clipped = False

    def run(self) -> list[Phrase]:
        view, forms, stop = self.view, self.forms, self.stop
        dated, named, marks, stops = view.dated, view.named, view.marks, view.stops
        while (at := self.at) < stop:
            if at in dated:
                self._skip_date()
            elif at in named:
                self._take_named(named[at])
            elif at in marks:
                if not self._take_mark(forms[at].form):
                    break
            else:
                part = forms[at].part
                opening = part.opening
                # من قبل (by) begins with a word that may also open a clause.
                if opening is None or not self._take_preposition(opening):
                    if at in stops:
                        break
                    self._take_word(part)
        else:
            return self.found
        self.ended = True
        return self.found

    def _take_mark(self, form: str) -> bool:
        self.at += 1
        if form == "(":
            self._skip_aside()
        if form in _SOFT:
            return True
        if form not in _COMMAS:
            return False
        if self.at not in self.view.dated:
            self.prep = COMMA
        return True

    def _skip_aside(self) -> None:
        for at in range(self.at, min(self.stop, self.at + _LONGEST_ASIDE)):
            if self.forms[at].form == ")":
                self.at = at + 1
                return
        self.clipped = True

    def _skip_date(self) -> None:
        """A date between commas does not part what stands around it."""
        while self.at < self.stop and self.at in self.view.dated:
            self.at += 1
        if self.at < self.stop and self.forms[self.at].form in _COMMAS:
            self.at += 1

    def _take_preposition(self, opening: Opening) -> bool:
        if opening.opens_agent and (agent := self._agent(opening.plain)):
            self._open(agent, self.at + len(agent.split()))
            return True
        if opening.bound:
            self._take_bound(opening.bound, opening.plain)
            return True
        if opening.partitive and self.current is not None and self._is_quantity(self.current):
            self.at += 1
            self.current.closed = False
            return True
        if opening.preposition:
            self._open(opening.plain, self.at + 1)
            return True
        if opening.noun is not None:
            self._open(opening.letter, self.at)
            self._place(opening.noun)
            return True
        return False

    def _agent(self, head: str) -> str | None:
        """Return the words for by that begin here: من قبل, برصاص."""
        following = tuple(word.form for word in self.forms[self.at + 1 : self.at + 2])
        return self.words.agents.get((head, *following)) or self.words.agents.get((head,))

    def _take_bound(self, prep: str, form: str) -> None:
        """A preposition with its pronoun is a phrase of its own; what follows stands apart from it."""
        phrase = Phrase(prep, self.at)
        phrase.closed, phrase.pronoun = True, form
        self.found.append(phrase)
        self._open("", self.at + 1)

    def _is_quantity(self, phrase: Phrase) -> bool:
        """Whether the phrase so far only says how many: a number of, each of."""
        if phrase.groups[-1] or phrase.states or phrase.last > phrase.first + _LONGEST_QUANTITY:
            return False
        return self.forms[phrase.last - 1 if phrase.groups[1:] else phrase.first].part.quantifier

    def _open(self, prep: str, after: int) -> None:
        self.prep, self.current, self.at = prep, None, after

    def _phrase(self) -> Phrase:
        phrase = Phrase(self.prep, self.at)
        self.found.append(phrase)
        self.current = phrase
        return phrase

    def _take_named(self, named: Named) -> None:
        prefix = named.prefix
        letter = prefix[-1:] if prefix[-1:] in _PREPOSITION_LETTERS else ""
        joined = prefix[:1] in _AND and bool(prefix)
        if letter:
            self.prep, self.current = letter, None
        current = self.current
        if current is None:
            self._phrase().add(named, apart=False)
        elif joined:
            current.add(named, apart=True)
            self.prep = current.prep
        elif self._apposes(current, named):
            current.add(named, apart=False)
            self.prep = current.prep
        elif current.closed:
            self.prep = self.prep if self.prep == COMMA else ""
            self._phrase().add(named, apart=False)
        else:
            current.add(named, apart=False)
        self.at = named.last

    def _apposes(self, current: Phrase, named: Named) -> bool:
        """A name that says who the phrase before it is: the minister of Russia, X."""
        last = current.groups[-1]
        if any(n.entity == named.entity for n in last):
            return True
        if named.type != "PER" or any(n.type == "PER" for n in last):
            return False
        return not last or last[0].first > current.first or last[0].form == "nominal"

    def _take_word(self, part: PhrasePart) -> None:
        current, noun = self.current, part.noun
        if current is None:
            self._place(part.first)
        elif part.joined and (noun.definite or part.is_head or not current.closed or self.prep == ""):
            current.groups.append([])
            current.closed = noun.definite
            self.prep = current.prep
            self._extend(current, noun)
        elif self.prep == COMMA or (current.closed and not noun.definite and noun.demonym not in self.states):
            self.prep = self.prep if self.prep == COMMA else ""
            self._place(part.first)
        else:
            current.closed = current.closed or noun.closes
            self._extend(current, noun)

    def _place(self, noun: Noun) -> None:
        phrase = self._phrase()
        phrase.closed = noun.closes
        self._extend(phrase, noun)

    def _extend(self, phrase: Phrase, noun: Noun) -> None:
        if noun.demonym is not None:
            state = self.states.get(noun.demonym)
            if state is not None and (noun.is_people or self._speaks_for_state(phrase)):
                phrase.states.append(state)
                phrase.closed = True
        self.at += 1
        phrase.last = self.at

    def _speaks_for_state(self, phrase: Phrase) -> bool:
        return self.forms[phrase.first].part.organ or self.forms[max(phrase.first, self.at - 1)].part.organ
