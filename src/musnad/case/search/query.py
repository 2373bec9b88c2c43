"""The language of searches: what a person types, as a tree.

What comes in is a query such as `"وزير الدفاع" AND (حفتر OR Haftar*) -قطر outlet:BBC`; what goes out are its parts with
the places where they stand. What a word may look like in texts is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, NoReturn

from musnad.case.search.latin import ARTICLES
from musnad.case.search.words import Term, index_terms
from musnad.errors import QueryError

__all__ = ["FIELDS", "And", "Field", "Filter", "Near", "Node", "Not", "Or", "Query", "Words", "filter_words", "parse"]

Field = Literal["outlet", "date", "actor", "speaker", "place", "event", "stance"]
FIELDS: tuple[Field, ...] = ("outlet", "date", "actor", "speaker", "place", "event", "stance")
_QUOTES = ('""', "“”", "«»")
_DISTANCE = 10
_MOST_WORDS = 64
_DEEPEST = 50

_TOKEN = re.compile(
    r"""
    (?P<space> \s+ )
    | (?P<near> NEAR\s*\( )                                # NEAR(نفى وزير, 5), not near
    | (?P<bracket> [()] )
    | (?P<field> [+-]? (?:outlet|date|actor|speaker|place|event|stance) : )
    | (?P<phrase> [+-]? =? (?: "(?P<straight>[^"]*)" | “(?P<curly>[^”]*)” | «(?P<guillemets>[^»]*)» ) \*? )
    | (?P<open> [+-]? =? ["“«] )                           # a quotation that nothing closes
    | (?P<or> \|+ | OR(?=[\s(]|$) )
    | (?P<and> &+ | AND(?=[\s(]|$) | \+(?=\s) )
    | (?P<not> NOT(?=[\s(]|$) | [+-](?=[(N]) | !(?=\S) )
    | (?P<comma> [,،] )
    | (?P<word> [+-]? =? [^\s()"“«»”|,،&]+ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several side by side; `query[start:end]` is where they stand.

    With `is_exact` they are looked for as they are written; with `is_prefix` the last one is the beginning of a word.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    is_exact: bool = False
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most `distance` words between them, in any order."""

    parts: tuple[Words, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles without the part."""

    part: Node


Node = Words | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article has to be, or with `is_not` must not be: `outlet:BBC`, `-place:ليبيا`."""

    field: Field
    value: str
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed, what it looks for (None where it only filters), and its filters."""

    text: str
    root: Node | None
    filters: tuple[Filter, ...]


def filter_words(field: Field, value: str) -> str:
    """Return a filter as a query writes it; what the value has of every kind of quotation marks is left out.

    >>> filter_words("actor", "PER:خليفة حفتر"), filter_words("date", "2018-05")
    ('actor:"PER:خليفة حفتر"', 'date:"2018-05"')
    """
    marks = next((pair for pair in _QUOTES if not set(pair) & set(value)), _QUOTES[0])
    return f"{field}:{marks[0]}{''.join(c for c in value if c not in marks)}{marks[1]}"


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def parse(text: str, *, strict: bool = False) -> Query:
    """Return the parts of a query; with `strict` every word is looked for as it is written.

    Raises QueryError, which names the place in the query as a count of characters from 1.

    >>> parse('وزير OR "رئيس الوزراء"').root.parts[1].terms[1].exact
    'الوزراء'
    """
    return _Parser(text, strict).query()


class _Parser:
    def __init__(self, text: str, strict: bool) -> None:
        self._text, self._strict = text, strict
        self._tokens = tuple(_tokens(text))
        self._at = self._depth = self._words = 0
        self._filters: list[Filter] = []

    def query(self) -> Query:
        root = self._either() if self._tokens else None
        if self._kind() is not None:
            self._fail("this bracket was not opened", "take it out, or open one before it")
        if root is None and not self._filters:
            raise QueryError(self._text or '""', "there is no word to look for", "write one, as in: وزير")
        if root is not None and not _finds(root):
            reason = "it only says what is not wanted, at least on one side of an OR"
            raise QueryError(self._text, reason, "say with AND what is wanted beside it, as in: وزير -قطر")
        return Query(self._text, root, tuple(self._filters))

    def _kind(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _next(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is_bracket(self, mark: str) -> bool:
        return self._kind() == "bracket" and self._tokens[self._at].text == mark

    def _either(self) -> Node | None:
        parts, filters = [self._all()], len(self._filters)
        while self._kind() == "or":
            sign = self._next()
            if parts[-1] is None or (part := self._all()) is None:
                self._fail("OR needs words on both sides", "write them, or take OR out; filters go beside it", sign)
            parts.append(part)
            if filters and len(self._filters) > filters:
                self._fail("a filter cannot be one side of OR", "set it beside the brackets", sign)
        if len(parts) == 1:
            return parts[0]
        if self._filters and (self._depth or len(self._filters) > filters):
            self._fail("a filter cannot be one side of OR", "set it beside brackets, as in: (a OR b) outlet:BBC")
        return Or(tuple(part for part in parts if part is not None))

    def _all(self) -> Node | None:
        parts: list[Node] = []
        sign: _Token | None = None
        while (kind := self._kind()) not in (None, "or") and not self._is_bracket(")"):
            if kind in ("comma",):
                self._next()
                continue
            if kind == "and":
                sign = self._next()
                if self._kind() in (None, "or", "and") or self._is_bracket(")") or self._at == 1:
                    self._fail("AND needs something on both sides", "write it, or take AND out", sign)
                continue
            part = self._one()
            if part is not None:
                parts.append(part)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node | None:
        token = self._next()
        if token.kind == "not":
            if token.text == "+":
                return self._one()
            if self._kind() in (None, "or", "and") or self._is_bracket(")"):
                self._fail("NOT needs something after it", "write it, or take NOT out", token)
            before = len(self._filters)
            part = self._one()
            self._filters[before:] = [Filter(f.field, f.value, not f.is_not) for f in self._filters[before:]]
            return None if part is None else _not(part)
        if token.kind == "bracket":
            return self._inside(token)
        if token.kind == "near":
            return self._near(token)
        if token.kind == "field":
            self._filter(token)
            return None
        if token.kind == "open":
            self._fail("this quotation is not closed", "close it", token)
        return self._leaf(token)

    def _inside(self, opening: _Token) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._fail("the brackets are too deep", "use fewer", opening)
        part = self._either()
        self._close(opening)
        self._depth -= 1
        return part

    def _close(self, opening: _Token) -> None:
        if not self._is_bracket(")"):
            self._fail("this bracket is not closed", "close it", opening)
        self._next()

    def _near(self, opening: _Token) -> Node:
        parts: list[Words] = []
        distance = _DISTANCE
        while self._kind() in ("word", "phrase", "comma"):
            token = self._next()
            if token.kind == "comma":
                if self._kind() == "word":
                    number = index_terms(self._tokens[self._at].text)
                    if len(number) == 1 and number[0].exact.isdecimal():
                        self._next()
                        distance = int(number[0].exact[:4])
                continue
            leaf = self._leaf(token)
            if isinstance(leaf, Words):
                parts.append(leaf)
        if len(parts) < 2:
            self._fail("NEAR needs two words or phrases", "write it as: NEAR(وزير قطر, 5)", opening)
        self._close(opening)
        return Near(tuple(parts), distance)

    def _filter(self, token: _Token) -> None:
        name = token.text.strip("+-:")
        if self._kind() not in ("word", "phrase") or self._tokens[self._at].start != token.end:
            self._fail(f"{name}: needs a value", f'write it as {name}:VALUE or {name}:"TWO WORDS"', token)
        value = self._next().text.strip('"“”«»').strip()
        if not value:
            self._fail(f"{name}: needs a value", f'write it as {name}:VALUE or {name}:"TWO WORDS"', token)
        self._filters += [Filter(field, value, token.text[0] == "-") for field in FIELDS if field == name]

    def _leaf(self, token: _Token) -> Node | None:
        is_not = token.text[0] == "-" and token.kind in ("word", "phrase")
        body = token.text.lstrip("+-") if token.kind == "phrase" else token.text.removeprefix("-").removeprefix("+")
        is_exact = body.startswith("=") or self._strict
        is_prefix = body.endswith("*")
        start = token.end - len(body)
        terms = tuple(
            term._replace(start=term.start + start, end=term.end + start)
            for term in index_terms(body)
            if is_exact or not (term.exact in ARTICLES and body[term.end : term.end + 1] == "-")  # al-Assad
        )
        self._words += len(terms)
        if self._words > _MOST_WORDS:
            self._fail(f"there are more than {_MOST_WORDS} words in it", "look for fewer at a time", token)
        if not terms:
            if token.kind == "phrase" or is_prefix or is_not:
                self._fail("there is no word in it", "write one with letters or digits, or take it out", token)
            return None
        if is_prefix and len(terms[-1].exact) < 2:
            self._fail("so short a beginning fits too many words", "write two letters before the * at least", token)
        words = Words(start, token.end, terms, is_exact, is_prefix)
        return _not(words) if is_not else words

    def _fail(self, reason: str, remedy: str, token: _Token | None = None) -> NoReturn:
        if token is None:
            token = self._tokens[min(self._at, len(self._tokens) - 1)]
        where = f"at character {token.start + 1}, {token.text}"
        raise QueryError(self._text, f"{where}: {reason}", remedy)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            at += 1  # a mark that means nothing by itself, such as a closing quotation mark
            continue
        at = match.end()
        kind = match.lastgroup or ""
        if match["phrase"] is not None:
            kind = "phrase"
        if kind != "space":
            yield _Token(kind, match.group(), *match.span())


def _not(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def _finds(node: Node) -> bool:
    """Whether a node says what is wanted, so that articles can be looked up by it."""
    if isinstance(node, Not):
        return False
    if isinstance(node, And):
        wanted = [part.part if isinstance(part, Not) else part for part in node.parts]
        return not all(isinstance(part, Not) for part in node.parts) and all(map(_finds, wanted))
    if isinstance(node, Or):
        return all(map(_finds, node.parts))
    return True
