"""Noun phrases around a trigger, each with the preposition before it and the entities it names.

What comes in is a sentence with its mentions; what goes out are phrases in order. Without a parser: a phrase ends
where a definite noun or a name is followed by an indefinite word, a preposition, a verb or a mark. Which part a
phrase plays is for `musnad.stages.events.parties`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold
from musnad.model import Document, EntityType, Mention, Sentence, Token
from musnad.stages.events.vocabulary import VerbReading, Vocabulary

__all__ = ["COMMA", "Named", "Phrase", "Reader", "View", "dated_tokens", "is_closing", "named_mentions"]

COMMA = "،"
_COMMAS = frozenset("،,")
_SOFT = frozenset("«»“”\"'()[]-ـ#‟„‹›*_")
_AND = ("و", "ف")
_PREPOSITION_LETTERS = ("ب", "ل", "ك")
_ARTICLE = "ال"
_CLOSING_ENDINGS = ("ون", "ين", "ان", "ا")  # an indefinite noun with such an ending takes no genitive
_POSSESSED_ENDINGS, _LEAST_POSSESSED = ("ه", "ها", "هم", "هما"), 5  # nor does one with a pronoun
_OPEN_ENDING = "يا"  # but nouns like ميليشيا do
_LONGEST_ASIDE = 14
_LONGEST_QUANTITY = 2
_LEAST = 4


def is_closing(form: str) -> bool:
    """Whether an indefinite noun with this ending takes no genitive after it."""
    if len(form) >= _LEAST_POSSESSED and form.endswith(_POSSESSED_ENDINGS):
        return True
    return form.endswith(_CLOSING_ENDINGS) and not form.endswith(_OPEN_ENDING)


class Named(NamedTuple):
    """A mention that stands for an entity: tokens `first:last`, and whether the entity is a state."""

    first: int
    last: int
    start: int
    entity: str
    type: EntityType
    form: str


class Phrase:
    """A noun phrase, tokens `first:last`, after the preposition `prep` (empty: none); `pronoun` is all of some."""

    __slots__ = ("closed", "first", "groups", "last", "prep", "pronoun", "states")

    def __init__(self, prep: str, first: int) -> None:
        self.prep, self.first, self.last = prep, first, first + 1
        self.groups: list[list[Named]] = [[]]
        self.states: list[str] = []
        self.closed = False
        self.pronoun = ""

    def entities(self) -> tuple[str, ...]:
        """The entity of each coordinated member: a person before an institution, the first one on a tie."""
        found = []
        for group in self.groups:
            if group:
                person = next((n for n in group if n.type == "PER"), group[0])
                found.append(person.entity)
        return tuple(dict.fromkeys(found or self.states))

    def names_person(self) -> bool:
        """Whether a person is named in it."""
        return any(n.type == "PER" for group in self.groups for n in group)

    def add(self, named: Named, *, apart: bool) -> None:
        """Add a mention to the last member, or as a member of its own."""
        if apart and self.groups[-1]:
            self.groups.append([])
        self.groups[-1].append(named)
        self.last, self.closed = named.last, True


class View(NamedTuple):
    """One sentence: its tokens, the mentions by the token they begin in, and the tokens mentions cover."""

    doc: Document
    sentence: Sentence
    tokens: Sequence[Token]
    named: Mapping[int, Named]
    covered: frozenset[int]
    verbs: Mapping[int, VerbReading]
    dated: frozenset[int]


class Reader:
    """Reads phrases with one vocabulary; `states` gives the entity of a state by the key of its place."""

    def __init__(self, words: Vocabulary, states: Mapping[str, str]) -> None:
        self.words, self.states = words, states

    def phrases(self, view: View, start: int, stop: int | None = None) -> list[Phrase]:
        """Return the phrases from token `start` to the next verb, clause or strong mark."""
        return _Reading(self, view, start, len(view.tokens) if stop is None else stop).run()

    def state_of(self, form: str) -> str | None:
        """Return the entity of the state a nationality word means, where the article names that state."""
        key = self.words.demonyms.get(form)
        return self.states.get(key) if key else None


class _Reading:
    """One pass over a stretch of tokens."""

    def __init__(self, reader: Reader, view: View, start: int, stop: int) -> None:
        self.reader, self.words, self.view = reader, reader.words, view
        self.at, self.stop = start, stop
        self.found: list[Phrase] = []
        self.current: Phrase | None = None
        self.prep = ""

    def run(self) -> list[Phrase]:
        while self.at < self.stop:
            token = self.view.tokens[self.at]
            named = self.view.named.get(self.at)
            if self.at in self.view.dated:
                self._skip_date()
            elif named is not None:
                self._take_named(token, named)
            elif token.kind == "punct":
                if not self._take_mark(token):
                    break
            elif self.at in self.view.verbs or token.form in self.words.clause_words:
                if not self._opens_agent():
                    break
            elif not self._take_preposition(token):
                self._take_word(token)
        return self.found

    def _take_mark(self, token: Token) -> bool:
        self.at += 1
        if token.form == "(":
            self._skip_aside()
        if token.form in _SOFT:
            return True
        if token.form not in _COMMAS:
            return False
        if self.at not in self.view.dated:
            self.prep = COMMA
        return True

    def _skip_aside(self) -> None:
        for at in range(self.at, min(self.stop, self.at + _LONGEST_ASIDE)):
            if self.view.tokens[at].form == ")":
                self.at = at + 1
                return

    def _skip_date(self) -> None:
        """A date between commas does not part what stands around it."""
        while self.at < self.stop and self.at in self.view.dated:
            self.at += 1
        if self.at < self.stop and self.view.tokens[self.at].form in _COMMAS:
            self.at += 1

    def _opens_agent(self) -> bool:
        """من قبل (by) begins with a word that may also open a clause."""
        return self._take_preposition(self.view.tokens[self.at])

    def _take_preposition(self, token: Token) -> bool:
        plain = (
            token.form[1:]
            if token.form[0] in _AND and token.form[1:] in self.words.words["preposition"]
            else token.form
        )
        if plain in self.words.agent_heads and (agent := self._agent(plain)):
            self._open(agent, self.at + len(agent.split()))
            return True
        if bound := self.words.bound.get(plain):
            self._take_bound(bound, plain)
            return True
        if plain in self.words.words["partitive"] and self.current is not None and self._is_quantity(self.current):
            self.at += 1
            self.current.closed = False
            return True
        if plain in self.words.words["preposition"] or token.form in _PREPOSITION_LETTERS:
            self._open(plain, self.at + 1)
            return True
        letter = self._clitic(token.form)
        if letter:
            self._open(letter, self.at)
            self._place(token, token.form.lstrip("و"), apart=False)
            return True
        return False

    def _agent(self, head: str) -> str | None:
        """Return the words for by that begin here: من قبل, برصاص."""
        following = tuple(t.form for t in self.view.tokens[self.at + 1 : self.at + 2])
        return self.words.agents.get((head, *following)) or self.words.agents.get((head,))

    def _take_bound(self, prep: str, form: str) -> None:
        """A preposition with its pronoun is a phrase of its own; what follows stands apart from it."""
        phrase = Phrase(prep, self.at)
        phrase.closed, phrase.pronoun = True, form
        self.found.append(phrase)
        self._open("", self.at + 1)

    def _clitic(self, form: str) -> str:
        bare = form[1:] if form[0] in _AND and len(form) > _LEAST else form
        if bare.startswith("لل") and len(bare) > _LEAST:
            return "ل"
        if bare.startswith(("بال", "كال")) and len(bare) > _LEAST + 1:
            return bare[0]
        if bare[0] in _PREPOSITION_LETTERS and bare not in self.words.role_heads:
            stem = bare[1:]
            if (
                stem in self.words.words["quantifier"]
                or stem in self.words.role_heads
                or stem in self.words.nouns
                or stem in self.words.organs
            ):
                return bare[0]
        return ""

    def _is_quantity(self, phrase: Phrase) -> bool:
        """Whether the phrase so far only says how many: a number of, each of."""
        if phrase.groups[-1] or phrase.states or phrase.last > phrase.first + _LONGEST_QUANTITY:
            return False
        head = self.view.tokens[phrase.last - 1 if phrase.groups[1:] else phrase.first].form
        return any(split.stem in self.words.words["quantifier"] for split in proclitic_splits(head))

    def _open(self, prep: str, after: int) -> None:
        self.prep, self.current, self.at = prep, None, after

    def _phrase(self) -> Phrase:
        phrase = Phrase(self.prep, self.at)
        self.found.append(phrase)
        self.current = phrase
        return phrase

    def _take_named(self, token: Token, named: Named) -> None:
        prefix = fold(self.view.doc.text[token.start : named.start])
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

    def _take_word(self, token: Token) -> None:
        form = token.form
        joined = form[0] in _AND and len(form) > _LEAST and form not in self.words.role_heads
        stem = form[1:] if joined else form
        definite = stem.startswith(_ARTICLE)
        current = self.current
        if current is None:
            self._place(token, stem, apart=False)
        elif joined and (definite or stem in self.words.role_heads or not current.closed or self.prep == ""):
            current.groups.append([])
            current.closed = definite
            self.prep = current.prep
            self._extend(current, stem)
        elif self.prep == COMMA or (current.closed and not definite and self.reader.state_of(stem) is None):
            self.prep = self.prep if self.prep == COMMA else ""
            self._place(token, stem, apart=False)
        else:
            current.closed = current.closed or definite or self._closes(stem)
            self._extend(current, stem)

    def _place(self, token: Token, stem: str, *, apart: bool) -> None:
        phrase = self._phrase()
        bare = next((s.stem for s in proclitic_splits(stem) if s.stem.startswith(_ARTICLE)), stem)
        phrase.closed = bare.startswith(_ARTICLE) or self._closes(bare)
        self._extend(phrase, bare)

    def _closes(self, stem: str) -> bool:
        return stem not in self.words.organs and is_closing(stem)

    def _extend(self, phrase: Phrase, stem: str) -> None:
        state = self.reader.state_of(stem)
        if state is not None and (stem in self.words.peoples or self._speaks_for_state(phrase)):
            phrase.states.append(state)
            phrase.closed = True
        self.at += 1
        phrase.last = self.at

    def _speaks_for_state(self, phrase: Phrase) -> bool:
        heads = {self.view.tokens[phrase.first].form, self.view.tokens[max(phrase.first, self.at - 1)].form}
        return any(
            split.stem in self.words.organs or split.stem.removeprefix(_ARTICLE) in self.words.organs
            for head in heads
            for split in proclitic_splits(head)
        )


def named_mentions(doc: Document, sentence: Sentence, mentions: Sequence[tuple[Mention, str]]) -> dict[int, Named]:
    """Return the outermost linked mentions of a sentence by the token they begin in, counted from the sentence.

    `mentions` are in order of their beginnings.
    """
    tokens = doc.segments.tokens[sentence.first : sentence.last] if doc.segments else ()
    found: dict[int, Named] = {}
    reached = -1
    index = 0
    at = bisect_left(mentions, sentence.start, key=lambda pair: pair[0].start)
    while at and mentions[at - 1][0].end > sentence.start:
        at -= 1
    for mention, entity in islice(mentions, at, None):
        if mention.start >= sentence.end:
            break
        if mention.end <= sentence.start or mention.start < reached:
            continue
        while index < len(tokens) and tokens[index].end <= mention.start:
            index += 1
        last = index
        while last < len(tokens) and tokens[last].start < mention.end:
            last += 1
        if last > index and index not in found:
            found[index] = Named(index, last, mention.start, entity, mention.type, mention.form)
            reached = mention.end
    return found


def dated_tokens(doc: Document, sentence: Sentence) -> frozenset[int]:
    """Return the tokens of a sentence that dates and other times cover, counted from the sentence."""
    tokens = doc.segments.tokens[sentence.first : sentence.last] if doc.segments else ()
    times = [time for time in doc.times or () if sentence.start <= time.start < sentence.end]
    if not times:
        return frozenset()
    return frozenset(at for at, token in enumerate(tokens) for time in times if time.start <= token.start < time.end)
