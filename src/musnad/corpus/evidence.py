"""What one read article brings to questions of many: each thing it tells, on whose word, with what it can be met by.

What comes in is a document with its layers, the stems of its words, and the outlet; what goes out are its evidence in
text order. A statement is one piece of evidence; so is each sentence, or long rest of one, that no statement covers:
there the article speaks in its own voice, and who knows the thing first-hand stays unknown. Which evidence of
different articles tells the same, `musnad.corpus.joining` says.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from musnad.arabic.numerals import read_digits
from musnad.arabic.orthography import fold
from musnad.corpus.denials import Denials, Denied, UnreadDenial
from musnad.corpus.placed import Placed, merged
from musnad.corpus.quantities import Quantities
from musnad.corpus.text_words import TermsOf, TextWords
from musnad.lexicon.denials import denial_words
from musnad.lexicon.quantities import quantity_words
from musnad.model import Document, Entity, Event, Figure, Interval, Span, Stance, Statement
from musnad.model.evidence import Evidence, EvidenceKind, Teller, ToldEvent

__all__ = ["TermsOf", "entity_key", "evidence_of", "outlet_keys", "outlet_of"]

LEAST_VOICE = 5  # words: a shorter rest of a sentence tells nothing of its own
_LEAST_REST = 8  # words: what is left of a sentence beside its statements, where an event is told in it
_LEAST_OPENING = 12  # words: before the first teller in a sentence, where shorter ones say when and where he spoke
_KNOWN = ("actors:", "places:")
_ID_LENGTH = 16
_WWW = "www."


def entity_key(entity: Entity) -> str:
    """Return what identifies an entity across documents, as far as its own document tells."""
    return entity.origin if entity.origin.startswith(_KNOWN) else f"{entity.type}:{fold(entity.name)}"


def outlet_keys(rows: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    """Return the key of the outlet that each name means, of rows of a lexicon: their key and their names.

    >>> outlet_keys([("org.gbr.bbc", ["بي بي سي", "BBC"])])["bbc"]
    'actors:org.gbr.bbc'
    """
    return {fold(name): f"actors:{key}" for key, names in rows for name in names}


def outlet_of(doc: Document, keys: Mapping[str, str]) -> Teller:
    """Return who published an article: its outlet, else the host of its address, else nobody known."""
    host = (urlsplit(doc.url).hostname or "") if doc.url else ""
    name = doc.outlet or host.removeprefix(_WWW)
    key = keys.get(fold(name)) or f"outlet:{fold(name)}"
    return Teller(key=key, name=name, role="outlet", strength="direct")


def evidence_of(doc: Document, *, document: int, terms_of: TermsOf, outlet: Teller) -> tuple[Evidence, ...]:
    """Return what an article tells, in the order of its text; empty where its layers were not made.

    An agency that it credits as a whole is no part of that: `musnad.corpus.bylines` reads it.
    """
    article = _Article(doc, document, terms_of, outlet)
    told = [
        article.told(statement) for statement in doc.statements or () if not article.denials.names_nothing(statement)
    ]
    voiced = [article.voiced(span) for span in article.uncovered()]
    denied = [article.denied(denial) for denial in article.unread]
    return tuple(sorted((*told, *voiced, *denied), key=lambda one: (one.spans[0], one.id)))


class _Article:
    """An article while its evidence is made."""

    def __init__(self, doc: Document, document: int, terms_of: TermsOf, outlet: Teller) -> None:
        self._doc, self._document, self._outlet = doc, document, outlet
        self._words = TextWords(doc.text, terms_of)
        self._entities = {entity.id: entity for entity in doc.entities or ()}
        self._places: Counter[str] = Counter()
        self._named = {word.start for mention in doc.mentions or () for word in self._words.between(mention.span)}
        self._keys_named = Placed((span, entity_key(e)) for e in doc.entities or () for span in e.mentions)
        self._events = Placed((event.trigger, event) for event in doc.events or ())
        self._times = Placed((time, time) for time in doc.times or ())
        tokens = doc.segments.tokens if doc.segments else ()
        self._numbers = Placed((token, token) for token in tokens if token.kind == "number")
        self._quantities = Quantities(doc, self._words, quantity_words())
        self.denials = Denials(doc, self._words, denial_words(), terms_of)
        self.unread = tuple(self.denials.unread())

    def told(self, statement: Statement) -> Evidence:
        """Return the evidence that a statement is."""
        tellers = [self._outlet]
        for number in range(len(statement.chain)):
            teller = self._teller(statement, number)
            if teller.key != tellers[-1].key:
                tellers.append(teller)
        spans = tuple(sorted(statement.content))
        denied = self.denials.read(statement)
        return self._evidence("statement", spans, tuple(tellers), denied, statement.stance)

    def voiced(self, span: Span) -> Evidence:
        """Return the evidence that a stretch in the article's own voice is."""
        return self._evidence("voice", (span,), (self._outlet,), self.denials.refuted((span,)))

    def denied(self, denial: UnreadDenial) -> Evidence:
        """Return the evidence that a denial is which no statement holds."""
        entity = denial.entity
        denier = Teller(
            key=entity_key(entity) if entity else f"unnamed:{self._doc.id}:denial:{denial.cue.start}",
            name=entity.name if entity else "", role=entity.role if entity else None, anonymous=entity is None,
            source=denial.source, cue=denial.cue,
        )  # fmt: skip
        denied = self.denials.denied(
            (denial.words,), denial.source, min(denial.places), denier=entity.id if entity else None,
            resumes=denial.resumes,
        )  # fmt: skip
        return self._evidence("statement", (denial.words,), (self._outlet, denier), denied, "deny")

    def uncovered(self) -> Iterator[Span]:
        """Yield the sentences, and the long rests of sentences, that no statement covers.

        What stands between a teller and what he told is no thing told («and said, in a meeting on Idlib, that …»).
        """
        statements = self._doc.statements or ()
        denials = [place for denial in self.unread if not denial.resumes for place in denial.places]
        said = merged([*denials, *(span for statement in statements for span in _said(statement))])
        covered = Placed((span, span) for span in said)
        frames = Placed((frame, None) for frame in map(_frame, statements) if frame is not None)
        for sentence in self._doc.segments.sentences if self._doc.segments else ():
            over = covered.overlapping(sentence)
            if not over and self._words.count(sentence.span) >= LEAST_VOICE:
                yield sentence.span
            for rest in _rests(sentence.span, over) if over else ():
                told = bool(self._events.within([rest]))
                least = _LEAST_OPENING if rest.end <= over[0].start else _LEAST_REST
                if told and self._words.count(rest) >= least and not frames.covers(rest):
                    yield rest

    def _teller(self, statement: Statement, number: int) -> Teller:
        link = statement.chain[number]
        entity = self._entities.get(link.entity or "")
        name = entity.name if entity else self._doc.slice(link.source) if link.source else ""
        anonymous = link.anonymous or not name
        if anonymous:
            key = f"unnamed:{self._doc.id}:{statement.id}:{number}"
        else:
            key = entity_key(entity) if entity else f"named:{fold(name)}"
        return Teller(
            key=key, name=name, role=link.role, anonymous=anonymous, source=link.source, cue=link.cue,
            strength=link.strength,
        )  # fmt: skip

    def _evidence(
        self,
        kind: EvidenceKind,
        spans: tuple[Span, ...],
        chain: tuple[Teller, ...],
        denied: Denied | None,
        stance: Stance = "neutral",
    ) -> Evidence:
        doc = self._doc
        words = "\n".join(doc.slice(span) for span in spans)
        place = f"{doc.id}\t{kind}\t{spans[0].start}\t{words}"
        if repeats := self._places[place]:  # the same words on another's word
            place += f"\t{repeats}"
        self._places[place] += 1
        about = denied.about if denied else ()
        read = (*spans, *about)
        events, times = self._events.within(read), self._times.within(read)
        told = [word for span in read for word in self._words.between(span)]
        return Evidence(
            id=hashlib.blake2b(place.encode(), digest_size=_ID_LENGTH // 2).hexdigest(),
            document=self._document,
            kind=kind,
            spans=spans,
            chain=chain,
            published=doc.published,
            stance=stance,
            polarity=-1 if denied else 1,
            terms=(*denied.terms, *self._words.stems(about)) if denied else tuple(word.stem for word in told),
            names=tuple(sorted({word.stem for word in told if word.start in self._named})),
            entities=tuple(sorted(set(self._keys_named.within(read)))),
            numbers=self._values(read, [time.span for time in times], events),
            days=tuple(dict.fromkeys(time.interval for time in times if time.interval is not None)),
            events=tuple(self._event(event, times) for event in events),
            quantities=tuple(found for span in spans for found in self._quantities.counted_in(span)),
            denial=denied.kind if denied else None,
            about=about,
        )

    def _event(self, event: Event, times: Iterable[object]) -> ToldEvent:
        days = Interval(event.time, event.time, "day") if event.time and _is_day(event.time) else None
        return ToldEvent(
            type=event.type, trigger=event.trigger, actors=self._keys(event.actors),
            recipients=self._keys(event.recipients), place=next(iter(self._keys((event.place or "",))), None),
            days=days, status=event.status, figures=event.figures,
        )  # fmt: skip

    def _keys(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({entity_key(self._entities[one]) for one in ids if one in self._entities}))

    def _values(self, spans: tuple[Span, ...], dated: Sequence[Span], events: Iterable[Event]) -> tuple[str, ...]:
        """Return the values given in words or digits, without those that are part of a date or a time."""
        figures: list[Figure] = [figure for event in events for figure in event.figures]
        found = {str(figure.value) for figure in figures if figure.value is not None and _within(figure.span, spans)}
        taken = Placed((span, None) for span in (*dated, *(figure.span for figure in figures)))
        for token in self._numbers.within(spans):
            value = None if taken.touches(token) else read_digits(token.form)
            if value is not None:
                found.add(f"{value:g}" if isinstance(value, float) else str(value))
        return tuple(sorted(found))


def _rests(sentence: Span, over: Sequence[Span]) -> Iterator[Span]:
    """Yield what of a sentence the spans leave."""
    at = sentence.start
    for span in over:
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < sentence.end:
        yield Span(at, sentence.end)


def _said(statement: Statement) -> Iterator[Span]:
    """Yield where a statement stands: what is told, who tells it, and the words that say so."""
    yield from statement.content
    for link in statement.chain:
        yield from (place for place in (link.source, link.cue) if place is not None and not link.carried)


def _frame(statement: Statement) -> Span | None:
    """Return the stretch from who tells it to the end of what is told; None where nobody is named beside it."""
    named = [link.source for link in statement.chain if link.source is not None and not link.carried]
    if not named or named[0].start > statement.content[0].start:
        return None
    return Span(named[0].start, max(statement.content[0].start, named[0].end))


def _within(place: Span, spans: Iterable[Span]) -> bool:
    return any(span.contains(place) for span in spans)


def _is_day(value: str) -> bool:
    return len(value) >= 10 and value[4] == value[7] == "-" and value[:4].isdigit() and value[8:10].isdigit()
