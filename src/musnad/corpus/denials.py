"""What an article denies: how words deny, what short ones point to, and denials that no statement holds.

What comes in is a document with its layers, its words, and the words of denials; what goes out are denials and places
in the text. «The army denied that» names nothing that could be compared: what it denies stands before it. Which
reports a denial is against, `opposing` says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from musnad.arabic.clitics import pronoun_splits
from musnad.corpus.placed import Placed
from musnad.corpus.text_words import TermsOf, TextWords, Word
from musnad.lexicon.denials import DenialWords
from musnad.model import Document, Entity, Span, Statement, Token
from musnad.model.evidence import DenialKind

__all__ = ["Denials", "Denied", "UnreadDenial", "stems_of"]

_REACH_OF_SOURCE = 3  # tokens between a verb and who denies
_SENTENCES_BEFORE = 2
_LEAST_BEFORE = 5  # words before a denial in its sentence that tell what it denies
_LEAST_OWN, _LEAST_BESIDE = 2, 4  # words longer than two letters: fewer, alone or beside ones that point, name nothing
_REACH_OF_NEGATION = 4  # words from the beginning in which a statement is negated as a whole
_SHORT = 2
_ACCUSING = ("condemn", "doubt")
_PLAIN = ("neutral", "assert", "reveal", "deny")
_CONJUNCTIONS = ("و", "ف")
_COMMA = "،"
_CLAUSE_ENDS = frozenset((_COMMA, "؛", ":", "؟", "!", "."))


class Denied(NamedTuple):
    """How words deny, the stems that name what they deny, and where that stands if they only point to it."""

    kind: DenialKind
    terms: tuple[str, ...]
    about: tuple[Span, ...] = ()


class UnreadDenial(NamedTuple):
    """A denial that no statement holds: its verb, its own words, and who denies, where that is known.

    One that `resumes` takes up what stands before it: «…, which the army denied».
    """

    cue: Span
    words: Span
    source: Span | None
    entity: Entity | None
    resumes: bool

    @property
    def places(self) -> tuple[Span, ...]:
        """Where it stands."""
        return tuple(place for place in (self.cue, self.words, self.source) if place is not None)


class _Pointers(NamedTuple):
    """Stems of words that only point, of those that show that, and of those that point to an accusation."""

    pointing: frozenset[str]
    showing: frozenset[str]
    accusing: frozenset[str]


class Denials:
    """The denials of one document."""

    def __init__(self, doc: Document, text: TextWords, words: DenialWords, terms_of: TermsOf) -> None:
        self._doc, self._text, self._words = doc, text, words
        self._pointers = _pointers(terms_of, words.pointing, words.showing, words.accusing)
        self._tokens: Sequence[Token] = doc.segments.tokens if doc.segments else ()
        self._starts = [token.start for token in self._tokens]
        self._sentences = [sentence.span for sentence in doc.segments.sentences] if doc.segments else []
        self._beginnings = [sentence.start for sentence in self._sentences]
        mentions = sorted((span, entity) for entity in doc.entities or () for span in entity.mentions)
        self._mentions = Placed((span, (span, entity)) for span, entity in mentions)
        self._times = Placed((time, time) for time in doc.times or ())
        statements = sorted(doc.statements or (), key=_beginning)
        self._telling = [one for one in statements if one.polarity > 0]
        self._accusing = [one for one in self._telling if one.stance in _ACCUSING]
        self._told_at = sorted(place.start for one in statements for place in (*one.content, *_cues(one)))

    def read(self, statement: Statement) -> Denied | None:
        """Return what a statement denies: by its verb, words that refute or a negation. None where it does not."""
        spans = tuple(sorted(statement.content))
        if statement.polarity < 0:
            link = statement.chain[-1]
            places = (spans[0], link.cue, None if link.carried else link.source)
            start = min(place for place in places if place is not None)
            return self.denied(spans, link.source, start, denier=link.entity)
        if refuted := self.refuted(spans):
            return refuted
        negated = self._negated(spans[0]) if statement.stance in _PLAIN else None
        return Denied("negated", self._text.stems((negated, *spans[1:]))) if negated else None

    def refuted(self, spans: Sequence[Span]) -> Denied | None:
        """Return what is refuted by words beside it: «the siege is mere propaganda»."""
        if not any(self._refutes(at) for at in self._places(spans)):
            return None
        own = [word for span in spans for word in self._text.between(span)]
        return Denied("refuted", tuple(word.stem for word in own if word.stem not in self._pointers.pointing))

    def denied(
        self, spans: Sequence[Span], source: Span | None, start: Span, *, denier: str | None, resumes: bool = False
    ) -> Denied:
        """Return what the words of a denial at `spans` name, or where it stands what they point to.

        `start` is where the denial begins with its teller, `denier` the entity that denies.
        """
        words = [word for span in spans for word in self._text.between(span)]
        named = [word for word in words if source is None or not source.start <= word.start < source.end]
        named = self._pointing_clause(named) or named
        pointing, showing, accusing = self._pointers
        own = [word for word in named if word.stem not in pointing]
        telling = sum(len(word.stem) > _SHORT for word in own)
        shown = any(one.stem in showing and other.stem in pointing for one, other in pairwise(named))
        terms = tuple(word.stem for word in own)
        if not shown and telling >= (_LEAST_OWN if len(own) == len(named) else _LEAST_BESIDE):
            return Denied("said", terms)
        accused = any(word.stem in accusing for word in named)
        about = self._told_before(start, accused=accused, resumes=resumes, denier=denier)
        return Denied("accusation" if accused else "pointing", terms, about)

    def unread(self) -> Iterator[UnreadDenial]:
        """Yield the denials that no statement holds: «which the army denied», «he, who denies that, won»."""
        read = [s for s in self._doc.statements or () if s.polarity < 0 and not self.names_nothing(s)]
        cues = Placed((cue, cue) for one in read for cue in _cues(one))
        for at, token in enumerate(self._tokens):
            pronoun = self._denying(token.form)
            if pronoun is None or cues.touches(token):
                continue
            sentence = self._sentence(token)
            if sentence is None or (at and self._tokens[at - 1].form in self._words.undoing):
                continue
            source, entity = self._source(at, sentence, resumes=bool(pronoun))
            said = Span(token.start, max(token.end, source.end if source else 0))
            words = self._words_after(at, sentence, source) or said
            yield UnreadDenial(token.span, words, source, entity, bool(pronoun))

    def names_nothing(self, statement: Statement) -> bool:
        """Whether a denial is read with a name alone for what it denies: «the producer, X, denied, in court, …»."""
        return statement.polarity < 0 and all(map(self._mentions.covers, statement.content))

    def _told_before(self, denial: Span, *, accused: bool, resumes: bool, denier: str | None) -> tuple[Span, ...]:
        """Return where it stands what a denial points to.

        It is what somebody else told last before it, in its sentence or one of the two before; where `accused`, the
        last accusation in the article before it; else the words before it in its sentence; else the sentence before.
        Of the first sentence, it is what is told next.
        """
        at = bisect_right(self._beginnings, denial.start) - 1
        if at < 0:
            return ()
        sentence = self._sentences[at]
        earliest = 0 if accused else self._sentences[max(at - _SENTENCES_BEFORE, 0)].start
        before = (Span(sentence.start, denial.start),) if denial.start > sentence.start else ()
        tells = sum(map(self._text.count, before)) >= _LEAST_BEFORE
        if resumes and tells:
            return before
        if told := next(self._told(earliest, denial.start, accused=accused, denier=denier), None):
            return told
        if tells:
            return before
        if at == 0:
            following = self._told(denial.end, self._sentences[:3][-1].end, accused=accused, denier=denier)
            if first := list(following)[-1:]:
                return first[0]
        beside = [self._sentences[other] for other in (at - 1, at + 1) if 0 <= other < len(self._sentences)]
        return tuple(beside[:1])

    def _told(self, start: int, end: int, *, accused: bool, denier: str | None) -> Iterator[tuple[Span, ...]]:
        """Yield what others than the denier tell between two places, the last first: what accuses, else what is said.

        Where `accused`, only what accuses.
        """
        accusing = _between(self._accusing, start, end, denier)
        if (last := next(accusing, None)) is not None:
            yield last
            yield from accusing
        elif not accused:
            yield from _between(self._telling, start, end, denier)

    def _pointing_clause(self, words: Sequence[Word]) -> list[Word]:
        """Return the clause all of whose words point, among several: «(denies) the charges, prison of up to …»."""
        clauses: list[list[Word]] = [[]]
        for word, following in zip(words, [*words[1:], None], strict=True):
            clauses[-1].append(word)
            if following is not None and _COMMA in self._doc.text[word.end : following.start]:
                clauses.append([])
        pointing = self._pointers.pointing
        found = (c for c in clauses if all(w.stem in pointing or len(w.stem) <= _SHORT for w in c))
        return next(found, []) if len(clauses) > 1 else []

    def _negated(self, content: Span) -> Span | None:
        """Return what is denied by words that begin with a negated act: «she did not shell …».

        Not «if she does not release him», and not «it is no longer …», which denies nothing that was told.
        """
        first = bisect_left(self._starts, content.start)
        for token, following in pairwise(self._tokens[first : first + _REACH_OF_NEGATION + 1]):
            if token.form in self._words.supposing or following.end > content.end:
                return None
            if self._plain(token.form) in self._words.negating:
                lapsed = following.form in self._words.lapsing
                return None if lapsed else Span(following.start, content.end)
        return None

    def _denying(self, form: str) -> str | None:
        """Return the pronoun on a verb of denial, empty where there is none; None where it is no such verb."""
        for stem, pronoun in pronoun_splits(form):
            for bare in (stem, stem[1:]) if stem[:1] in _CONJUNCTIONS else (stem,):
                if bare in self._words.verbs or (pronoun and bare[-1:] == "ا" and f"{bare[:-1]}ي" in self._words.verbs):
                    return pronoun
        return None

    def _source(self, at: int, sentence: Span, *, resumes: bool) -> tuple[Span | None, Entity | None]:
        """Return who denies: he who is named just after the verb, else the last one named before it."""
        verb = self._tokens[at]
        reach = self._tokens[min(at + _REACH_OF_SOURCE, len(self._tokens) - 1)].end
        named = self._mentions.within([sentence])
        after = [(m, e) for m, e in named if verb.end <= m.start < reach]
        before = [(m, e) for m, e in named if m.end <= verb.start]
        found = after[:1] if after or resumes else before[-1:]
        return found[0] if found else (None, None)

    def _words_after(self, at: int, sentence: Span, source: Span | None) -> Span | None:
        """Return the words after a verb of denial that say what is denied: the first clause that says more than when.

        What another says after it is no part of them.
        """
        verb = self._tokens[at]
        start = max(verb.end, source.end if source else 0)
        after = bisect_right(self._told_at, start)
        end = min([sentence.end, *self._told_at[after : after + 1]])
        held: list[Token] = []
        set_off = False
        for token in self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if token.end > end:
                break
            if token.form in _CLAUSE_ENDS:
                if held and not (set_off and held[0].form in self._words.circumstances):
                    break
                held, set_off = [], True  # «, in court, »
            elif token.kind != "punct" and not self._times.touches(token):
                held.append(token)
        return Span(held[0].start, held[-1].end) if held else None

    def _places(self, spans: Sequence[Span]) -> Iterator[int]:
        for span in spans:
            yield from range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def _refutes(self, at: int) -> bool:
        """Whether a phrase that refutes begins at a token."""
        first = self._plain(self._tokens[at].form)
        return any(
            rest == tuple(token.form for token in self._tokens[at + 1 : at + 1 + len(rest)])
            for rest in self._words.refuting.get(first, ())
        )

    def _plain(self, form: str) -> str:
        return form[1:] if form[:1] in _CONJUNCTIONS and len(form) > _SHORT else form

    def _sentence(self, token: Token) -> Span | None:
        at = bisect_right(self._beginnings, token.start) - 1
        return self._sentences[at] if at >= 0 and self._sentences[at].contains(token) else None


def _beginning(statement: Statement) -> int:
    return statement.content[0].start


def _cues(statement: Statement) -> Iterator[Span]:
    return (link.cue for link in statement.chain if link.cue is not None)


def _between(statements: Sequence[Statement], start: int, end: int, denier: str | None) -> Iterator[tuple[Span, ...]]:
    """Yield the contents of those statements between two places that others than the denier tell, the last first."""
    for at in range(bisect_left(statements, end, key=_beginning) - 1, -1, -1):
        one = statements[at]
        if _beginning(one) < start:
            return
        if one.content[-1].end <= end and (denier is None or one.chain[-1].entity != denier):
            yield one.content


@cache
def _pointers(terms_of: TermsOf, *groups: tuple[str, ...]) -> _Pointers:
    return _Pointers(*(stems_of(terms_of, group) for group in groups))


def stems_of(terms_of: TermsOf, words: Sequence[str]) -> frozenset[str]:
    """Return the stems of some words."""
    return frozenset(stem for word in words for _, _, stem in terms_of(word))
