"""Mask the names of persons in texts, and in everything that was found in them.

What comes in are documents or any frozen values of the model; what goes out are the same with names masked, code point
for code point. A name is found as the layers have it, and wherever else its words stand, in any spelling that folds to
the same, with letters written onto it. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TypeVar
from urllib.parse import unquote

import msgspec

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold_offset
from musnad.arabic.segmentation import tokenize
from musnad.arabic.stems import stem_form
from musnad.corpus.evidence import entity_key
from musnad.exports.redaction.persons import Form, Person, form_of
from musnad.exports.redaction.walking import with_strings
from musnad.model import Document, Entity, Segments, Span, Token
from musnad.model.evidence import Evidence

__all__ = ["BLOCK", "Redactor", "masked"]

_Value = TypeVar("_Value")

BLOCK = "\u2588"
_APART = re.compile(r"[\s\u200b-\u200f\u061c\-\u2010-\u2015_'’ʿʾ.]*")
_SIGN = "redacted"


class Redactor:
    """Masks some persons; remembers the documents that name them (`touched`) and the numbers of those named (`met`)."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = tuple(persons)
        self._of_key = {key: person for person in self.persons for key in person.keys}
        self._finder = _Finder(form for person in self.persons for form in person.forms)
        self._finder_of = {person.number: _Finder(person.forms) for person in self.persons}
        self.touched: set[int | str] = set()
        self.met: set[int] = set()

    def document(self, number: int | str, doc: Document) -> Document:
        """Return a document with the persons masked; `number` is how it is remembered where it names one."""
        own = self._own(doc)
        finder = self._finder_for(doc, own)
        ids = {id: f"{_SIGN}-{person.number}" for id, person in own.items()}
        found: Document = with_strings(_without(doc, own), self._saying(finder, ids))
        url = None if doc.url and finder.is_in(_spoken(doc.url)) else doc.url
        own_id = f"{_SIGN}-{number}" if finder.is_in(_spoken(doc.id)) else doc.id
        text = _text(doc, own, finder)
        shown = msgspec.structs.replace(found, text=text, url=url, id=own_id, segments=_segments(doc, text))
        if shown == doc:
            return doc
        self.touched.add(number)
        self.met |= {person.number for person in own.values()}
        self._meet(
            doc.text, doc.title or "", doc.author or "", doc.outlet or "", _spoken(doc.url or ""), _spoken(doc.id)
        )
        return shown

    def text(self, doc: Document) -> str:
        """Return the text of a document with the persons masked."""
        own = self._own(doc)
        return _text(doc, own, self._finder_for(doc, own))

    def name(self, said: str) -> str:
        """Return words with the names in them masked."""
        return masked(said, self._finder.spans(said))

    def called(self, key: str) -> str | None:
        """Return what stands for the name of a person, by the key that stands for his; None for any other key."""
        return next((_called(one) for one in self.persons if key == f"{_SIGN}:{one.number}"), None)

    def finding(self, docs: Iterable[Document] = ()) -> Callable[[str], Iterator[Span]]:
        """Return what finds the names in any text, also as these documents call the persons for short."""
        short = {form for doc in docs for form in self._finder_for(doc, self._own(doc)).forms}
        return self._finder.with_forms(short).spans

    def value(self, value: _Value) -> _Value:
        """Return any frozen value with names and keys of the persons masked."""
        shown: _Value = with_strings(value, self._saying(self._finder, {}), change=self._bare)
        return shown

    def _meet(self, *told: str) -> None:
        """Remember whose names stand in words that are masked."""
        for number, finder in self._finder_of.items():
            if number not in self.met and any(map(finder.is_in, told)):
                self.met.add(number)

    def _own(self, doc: Document) -> dict[str, Person]:
        """Return by the ids of its entities those who are to be masked in a document."""
        return {entity.id: person for entity in doc.entities or () if (person := self._person(entity)) is not None}

    def _person(self, entity: Entity) -> Person | None:
        known = self._of_key.get(entity_key(entity))
        if known is not None:
            return known
        form = form_of(entity.name)
        return next((person for person in self.persons if form in person.forms), None)

    def _finder_for(self, doc: Document, own: Mapping[str, Person]) -> _Finder:
        """Return what finds the names, and the shorter ones by which this document calls the same persons."""
        here = {form_of(doc.slice(span)) for span in _named(doc, own)}
        return self._finder.with_forms(here - {()}) if here - self._finder.forms else self._finder

    def _saying(self, finder: _Finder, ids: Mapping[str, str]) -> Callable[[str], str]:
        def say(said: str) -> str:
            if (known := ids.get(said)) is not None:
                return known
            if (person := self._of_key.get(said)) is not None:
                self.met.add(person.number)
                return f"{_SIGN}:{person.number}"
            shown = masked(said, finder.spans(said)) if said else said
            if shown is not said:
                self._meet(said)
            return shown

        return say

    def _bare(self, value: object) -> object:
        """Take the stems of the names out of evidence, and the names of what has a person's key."""
        key, name = getattr(value, "key", None), getattr(value, "name", None)
        if isinstance(value, msgspec.Struct) and isinstance(key, str) and isinstance(name, str):
            person = self._of_key.get(key)
            return value if person is None else msgspec.structs.replace(value, name=_called(person))
        if not isinstance(value, Evidence):
            return value
        stems = self._finder.stems
        terms = tuple(term for term in value.terms if term not in stems)
        return msgspec.structs.replace(value, terms=terms, names=tuple(n for n in value.names if n not in stems))


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return a text with every letter of some spans blacked out; it has as many code points as before."""
    letters: list[str] | None = None
    for span in spans:
        letters = letters if letters is not None else list(text)
        for at in range(span.start, span.end):
            if not letters[at].isspace():
                letters[at] = BLOCK
    return text if letters is None else "".join(letters)


class _Finder:
    """Finds forms of names in texts."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = frozenset(forms)
        self._by_first: defaultdict[str, list[Form]] = defaultdict(list)
        for form in sorted(self.forms, key=len, reverse=True):
            self._by_first[form[0]].append(form)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words of the forms and their stems."""
        words = {word for form in self.forms for word in form}
        return frozenset(words | {stem_form(word) for word in words})

    def with_forms(self, more: Iterable[Form]) -> _Finder:
        """Return one that finds more forms."""
        return _Finder(self.forms | set(more))

    def is_in(self, text: str) -> bool:
        """Whether a form stands in a text."""
        return next(self.spans(text), None) is not None

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where forms stand in a text, without what is written onto their first words."""
        words = [token for token in tokenize(text) if token.kind == "word"]
        for at, token in enumerate(words):
            for split in proclitic_splits(token.form):
                for form in self._by_first.get(split.stem, ()):
                    if self._stands(text, words, at, form):
                        start = token.start + fold_offset(text[token.start : token.end], split.skip)
                        yield Span(start, words[at + len(form) - 1].end)
                        break

    def _stands(self, text: str, words: list[Token], at: int, form: Form) -> bool:
        following = words[at : at + len(form)]
        if tuple(token.form for token in following[1:]) != form[1:]:
            return False
        return all(_APART.fullmatch(text, one.end, other.start) for one, other in pairwise(following))


def _text(doc: Document, own: Mapping[str, Person], finder: _Finder) -> str:
    """Return the text of a document without the names that its layers have and those that stand elsewhere in it."""
    return masked(doc.text, (*_named(doc, own), *finder.spans(doc.text)))


def _named(doc: Document, own: Mapping[str, Person]) -> set[Span]:
    """Return where a document names some of its entities."""
    return {span for entity in doc.entities or () if entity.id in own for span in _names(doc, entity)}


def _names(doc: Document, entity: Entity) -> Iterator[Span]:
    """Yield where an entity is named, not only spoken of by a role."""
    nominal = {mention.span for mention in doc.mentions or () if mention.form != "name"}
    yield from (span for span in entity.mentions if span not in nominal)


def _without(doc: Document, own: Mapping[str, Person]) -> Document:
    """Return a document whose entities say nothing of some persons but that they are there."""
    entities = tuple(
        entity
        if (person := own.get(entity.id)) is None
        else Entity(
            id=entity.id, type=entity.type, name=_called(person), mentions=entity.mentions,
            role=entity.role, origin=f"{_SIGN}:{person.number}",
        )
        for entity in doc.entities or ()
    )  # fmt: skip
    names = {span for entity in doc.entities or () if entity.id in own for span in entity.mentions}
    mentions = tuple(
        msgspec.structs.replace(mention, known=()) if mention.span in names else mention
        for mention in doc.mentions or ()
    )
    return msgspec.structs.replace(
        doc,
        entities=None if doc.entities is None else entities,
        mentions=None if doc.mentions is None else mentions,
    )


def _segments(doc: Document, text: str) -> Segments | None:
    """Return how a text is cut up, the words that are masked in another without their spelling."""
    if doc.segments is None:
        return None
    tokens = tuple(
        token if (own := text[token.start : token.end]) == doc.text[token.start : token.end]
        else msgspec.structs.replace(token, form=own)
        for token in doc.segments.tokens
    )  # fmt: skip
    return msgspec.structs.replace(doc.segments, tokens=tokens)


def _called(person: Person) -> str:
    return f"{BLOCK * 3} {person.number}"


def _spoken(address: str) -> str:
    """Return an address or a file's name as words."""
    return re.sub(r"[-_+/.%]", " ", unquote(address))
