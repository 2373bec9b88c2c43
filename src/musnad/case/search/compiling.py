"""From a parsed query to what SQLite is asked, and to what its words may be in a text.

What comes in is a tree and the database whose vocabulary it is for; what goes out is an expression of FTS5 and the
patterns by which matches are found again in the text of a hit.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import NamedTuple, TypeGuard

from musnad.arabic.orthography import is_arabic
from musnad.arabic.stems import stem_form
from musnad.case.search.compounds import joined
from musnad.case.search.expanding import Alternative, Rule, expand, expand_names
from musnad.case.search.index import EXACT
from musnad.case.search.query import And, Near, Node, Not, Or, Words
from musnad.case.search.words import Term

__all__ = ["Compiled", "Leaf", "Pattern", "Step", "compile_query"]

_MOST_PHRASES = 48  # ways to read a phrase whose words have other spellings
_ARTICLE = "ال"
_LATIN = re.compile(r"[^\W\d_]+")


class Step(NamedTuple):
    """One word to be met in a text: a stem, or with `is_exact` letters as written; `typed` is the query's word."""

    word: str
    is_exact: bool
    is_prefix: bool
    rule: Rule
    typed: Term


Pattern = tuple[Step, ...]
"""Words to be met side by side."""


class Leaf(NamedTuple):
    """A word or phrase of the query, where it stands in it, and everything it may be in a text."""

    start: int
    end: int
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What FTS5 is asked, and the leaves that a hit may hold."""

    expression: str
    leaves: tuple[Leaf, ...]


def compile_query(connection: sqlite3.Connection, root: Node) -> Compiled:
    """Return what to ask of the index for a query."""
    compiler = _Compiler(connection)
    return Compiled(compiler.node(root, is_wanted=True), tuple(compiler.leaves))


class _Compiler:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.leaves: list[Leaf] = []

    def node(self, node: Node, *, is_wanted: bool) -> str:
        match node:
            case Words():
                return self._words(node, is_wanted)
            case Near():
                return self._near(node, is_wanted)
            case Or():
                return f"({' OR '.join(self.node(part, is_wanted=is_wanted) for part in node.parts)})"
            case And():
                return self._all(node, is_wanted)
            case Not():  # only beside something wanted, see `_all`
                return self.node(node.part, is_wanted=False)

    def _all(self, node: And, is_wanted: bool) -> str:
        wanted = [self.node(part, is_wanted=is_wanted) for part in node.parts if not isinstance(part, Not)]
        unwanted = [self.node(part, is_wanted=False) for part in node.parts if isinstance(part, Not)]
        expression = f"({' AND '.join(wanted)})"
        for names, patterns in self._runs(node):
            if patterns and is_wanted:
                self.leaves.append(Leaf(names[0].start, names[-1].end, patterns))
            if patterns:
                others = [
                    self.node(p, is_wanted=False) for p in node.parts if p not in names and not isinstance(p, Not)
                ]
                expression = f"({expression} OR {' AND '.join([_either(patterns), *others])})"
        return f"({expression} NOT ({' OR '.join(unwanted)}))" if unwanted else expression

    def _runs(self, node: And) -> Iterator[tuple[tuple[Words, ...], tuple[Pattern, ...]]]:
        """Yield words side by side that are one name too, with what that may be: Khalifa Haftar, عبد الله."""
        for names in _latin_runs(node):
            yield names, self._named(names)
        for one, other in pairwise(node.parts):
            if _is_plain(one) and _is_plain(other) and (stem := joined(one.terms[0], other.terms[0])) is not None:
                yield (one, other), ((Step(stem, False, False, Rule.SPELLING, one.terms[0]),),)

    def _named(self, names: tuple[Words, ...]) -> tuple[Pattern, ...]:
        typed = " ".join(words.terms[0].exact for words in names)
        return tuple(_pattern(name, names[0].terms[0]) for name in expand_names(typed))

    def _words(self, words: Words, is_wanted: bool) -> str:
        patterns = self._patterns(words)
        if is_wanted:
            self.leaves.append(Leaf(words.start, words.end, patterns))
        return _either(patterns)

    def _near(self, near: Near, is_wanted: bool) -> str:
        found = [self._patterns(words) for words in near.parts]
        if is_wanted:
            self.leaves += [Leaf(w.start, w.end, patterns) for w, patterns in zip(near.parts, found, strict=True)]
        ways = [" ".join(map(_phrase, way)) for way in islice(product(*found), _MOST_PHRASES)]
        return f"({' OR '.join(f'NEAR({way}, {near.distance})' for way in ways)})"

    def _patterns(self, words: Words) -> tuple[Pattern, ...]:
        if words.is_exact:
            last = len(words.terms) - 1
            return (
                tuple(
                    Step(term.written, True, words.is_prefix and at == last, _prefix_rule(words, at, Rule.EXACT), term)
                    for at, term in enumerate(words.terms)
                ),
            )
        ways = [tuple(self._ways(words, at)) for at in range(len(words.terms))]
        found = [tuple(step for way in chosen for step in way) for chosen in islice(product(*ways), _MOST_PHRASES)]
        for at, (first, second) in enumerate(pairwise(words.terms)):
            if (stem := joined(first, second)) is not None and not (words.is_prefix and at + 2 == len(words.terms)):
                one = (Step(stem, False, False, Rule.SPELLING, first),)
                shorter = product(*ways[:at], (one,), *ways[at + 2 :])
                found += [tuple(step for way in chosen for step in way) for chosen in islice(shorter, _MOST_PHRASES)]
        if len(words.terms) > 1 and not is_arabic(words.terms[0].exact):
            typed = " ".join(term.exact for term in words.terms)
            found += [_pattern(name, words.terms[0]) for name in expand_names(typed)]
        return tuple(found)

    def _ways(self, words: Words, at: int) -> Iterator[Pattern]:
        """Yield what one word of a phrase may be."""
        term = words.terms[at]
        if words.is_prefix and at == len(words.terms) - 1:
            for beginning in _beginnings(term.exact):
                yield (Step(beginning, False, True, Rule.PREFIX, term),)
            return
        for alternative in expand(self._connection, term):
            yield _pattern(alternative, term)


def _pattern(alternative: Alternative, typed: Term) -> Pattern:
    return tuple(Step(stem, False, False, alternative.rule, typed) for stem in alternative.stems)


def _prefix_rule(words: Words, at: int, other: Rule) -> Rule:
    return Rule.PREFIX if words.is_prefix and at == len(words.terms) - 1 else other


def _beginnings(form: str) -> tuple[str, ...]:
    """Return what a stem may begin with that is typed as the beginning of a word: stems have no article.

    >>> _beginnings("الوزا")
    ('الوزا', 'وزا')
    """
    found = [stem_form(form)]
    if form.startswith(_ARTICLE) and len(form) > len(_ARTICLE) + 1:
        found.append(stem_form(form[len(_ARTICLE) :]))
    return tuple(found)


def _latin_runs(node: And) -> list[tuple[Words, ...]]:
    """Return the words in Latin letters that stand side by side, two and more: Khalifa Haftar."""
    runs: list[list[Words]] = [[]]
    for part in node.parts:
        if _is_plain(part):
            word = part.terms[0].exact
            if _LATIN.fullmatch(word) and not is_arabic(word):
                runs[-1].append(part)
                continue
        runs.append([])
    return [tuple(run) for run in runs if len(run) > 1]


def _is_plain(part: Node) -> TypeGuard[Words]:
    """Whether a part is one word, in any form."""
    return isinstance(part, Words) and len(part.terms) == 1 and not part.is_exact and not part.is_prefix


def _either(patterns: tuple[Pattern, ...]) -> str:
    return f"({' OR '.join(dict.fromkeys(map(_phrase, patterns)))})"


def _phrase(pattern: Pattern) -> str:
    """Return a pattern as FTS5 writes a phrase. Words hold letters and digits only, so there is nothing to escape."""
    words = " ".join(EXACT + step.word if step.is_exact else step.word for step in pattern)
    return f'"{words}"' + (" *" if pattern[-1].is_prefix else "")
