"""The sentences of an article made ready for reading: their words, the names in them, the dates.

What comes in is a document; what goes out are views of its sentences. What depends on the whole article (where tokens
begin, which mentions stand for whom) is worked out once, and each sentence finds its part by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from musnad.arabic.orthography import fold
from musnad.model import ChainLink, Document, EntityType, Mention, Sentence, Statement, TimeExpression, Token
from musnad.stages.events.kinds import CLAUSE
from musnad.stages.events.triggers import Known, Trigger, read_words
from musnad.stages.events.vocabulary import VerbReading
from musnad.stages.events.word_forms import WordForm, WordForms

if TYPE_CHECKING:
    from musnad.stages.events.phrases import Phrase

__all__ = ["Cue", "Named", "View", "Views"]

_Found = TypeVar("_Found")


class Cue(NamedTuple):
    """A statement and a link of its chain whose cue stands in the text."""

    statement: Statement
    link: ChainLink


class Named(NamedTuple):
    """A mention that stands for an entity: tokens `first:last`, and the clitics that stand before it in the first."""

    first: int
    last: int
    start: int
    entity: str
    type: EntityType
    form: str
    prefix: str


class View:
    """One sentence: its tokens, the mentions by the token they begin in, and the tokens mentions cover.

    `marks` are the tokens that are marks, `dated` those in dates and other times, `stops` those where a phrase ends;
    `triggers` are its triggers in text order. `stretches` remembers by its first token which phrases a stretch holds,
    and where it ends (see `musnad.stages.events.phrases`). `times` begin in the sentence, the content of `statements`
    and the cues of `cues` lie in it wholly or in part; all in the order of the document.
    """

    __slots__ = (
        "covered", "cues", "dated", "marks", "named", "sentence", "statements", "stops", "stretches", "times", "tokens",
        "triggers", "verbs", "words",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, tokens: Sequence[Token], words: Sequence[WordForm]) -> None:
        self.sentence, self.tokens, self.words = sentence, tokens, words
        self.times: Sequence[TimeExpression] = ()
        self.statements: Sequence[Statement] = ()
        self.cues: Sequence[Cue] = ()
        self.named: Mapping[int, Named] = {}
        self.covered: Set[int] = frozenset()
        self.dated: Set[int] = frozenset()
        self.verbs: Mapping[int, VerbReading] = {}
        self.triggers: Sequence[Trigger] = ()
        self.marks = {at for at, token in enumerate(tokens) if token.kind == "punct"}
        self.stops: Set[int] = frozenset()
        self.stretches: dict[int, tuple[Sequence[Phrase], int]] = {}


class Views:
    """Makes views of the sentences of one document; `mentions` are in order of beginning, each with its entity."""

    def __init__(self, doc: Document, forms: WordForms, mentions: Sequence[tuple[Mention, str]]) -> None:
        assert doc.segments is not None
        self._doc, self._mentions = doc, mentions
        self._tokens = doc.segments.tokens
        self.words = [forms[token.form] for token in self._tokens]
        self._begins = [mention.start for mention, _ in mentions]
        self._starts = list(map(attrgetter("start"), self._tokens))
        self._ends = list(map(attrgetter("end"), self._tokens))
        self._sentences = [sentence.start for sentence in doc.segments.sentences]
        self._times = self._by_sentence((time, time.start, time.start + 1) for time in doc.times or ())
        statements = doc.statements or ()
        self._statements = self._by_sentence((s, part.start, part.end) for s in statements for part in s.content)
        links = ((s, link, link.cue) for s in statements for link in s.chain)
        self._cues = self._by_sentence((Cue(s, link), cue.start, cue.end) for s, link, cue in links if cue is not None)

    def of(self, sentence: Sentence, number: int) -> View:
        """Return the view of a sentence, the one of that number, with its verbs and triggers."""
        first, last = sentence.first, sentence.last
        view = View(sentence, self._tokens[first:last], self.words[first:last])
        view.times = self._times.get(number, ())
        view.statements = self._statements.get(number, ())
        view.cues = self._cues.get(number, ())
        view.named = named = self._named(sentence)
        view.covered = {at for one in named.values() for at in range(one.first, one.last)}
        view.dated = self._dated(view)
        places = frozenset(at for at, one in named.items() if one.type == "LOC")
        view.verbs, view.triggers = read_words(view.tokens, view.words, Known(view.covered, view.dated, places))
        view.stops = {at for at, word in enumerate(view.words) if word.kinds & CLAUSE}.union(view.verbs)
        return view

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether a word of the sentence may tell an event."""
        return any(word.tells for word in self.words[sentence.first : sentence.last])

    def _by_sentence(self, found: Iterable[tuple[_Found, int, int]]) -> Mapping[int, list[_Found]]:
        """Return what has a start and an end by the number of each sentence that it lies in."""
        sentences: dict[int, list[_Found]] = defaultdict(list)
        for one, start, end in found:
            first = max(bisect_right(self._sentences, start) - 1, 0)
            for number in range(first, bisect_left(self._sentences, end)):
                if not sentences[number] or sentences[number][-1] is not one:
                    sentences[number].append(one)
        return sentences

    def _named(self, sentence: Sentence) -> dict[int, Named]:
        """Return the outermost linked mentions of a sentence by the token they begin in, counted from the sentence."""
        mentions, skip = self._mentions, sentence.first
        found: dict[int, Named] = {}
        reached = -1
        at = bisect_left(self._begins, sentence.start)
        while at and mentions[at - 1][0].end > sentence.start:
            at -= 1
        for mention, entity in mentions[at : bisect_left(self._begins, sentence.end, lo=at)]:
            if mention.end <= sentence.start or mention.start < reached:
                continue
            first = max(bisect_right(self._ends, mention.start) - skip, 0)
            last = min(bisect_left(self._starts, mention.end), sentence.last) - skip
            if last > first and first not in found:
                prefix = fold(self._doc.text[self._starts[first + skip] : mention.start])
                found[first] = Named(first, last, mention.start, entity, mention.type, mention.form, prefix)
                reached = mention.end
        return found

    def _dated(self, view: View) -> Set[int]:
        """Return the tokens of a sentence that dates and other times cover, counted from the sentence."""
        first, last = view.sentence.first, view.sentence.last
        found: set[int] = set()
        for time in view.times:
            low, high = bisect_left(self._starts, time.start), min(bisect_left(self._starts, time.end), last)
            found.update(range(low - first, high - first))
        return found
