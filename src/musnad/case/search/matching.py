"""Where the words of a query stand in the text of a hit, and why each counts.

What comes in are the leaves of a compiled query and a text; what goes out are matches with spans in code points of that
text. The index only says which articles match; this finds the words again as they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad.case.search.compiling import Leaf, Pattern, Step
from musnad.case.search.expanding import Rule
from musnad.case.search.words import Term, index_terms
from musnad.model import Span

__all__ = ["Match", "find_matches"]

_RULES = (Rule.EXACT, Rule.SPELLING, Rule.FORM, Rule.PREFIX, Rule.FOREIGN, Rule.LATIN, Rule.NAME)


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that match a leaf of the query: their span, the number of the leaf, and the loosest rule used."""

    span: Span
    leaf: int
    rule: Rule


def find_matches(text: str, leaves: Sequence[Leaf]) -> tuple[Match, ...]:
    """Return the matches in a text in order; of those of one leaf that begin at one word the longest."""
    terms = index_terms(text)
    openings: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
    prefixes: list[tuple[int, Pattern]] = []
    for number, leaf in enumerate(leaves):
        for pattern in leaf.patterns:
            if pattern[0].is_prefix:
                prefixes.append((number, pattern))
            else:
                openings[pattern[0].word].append((number, pattern))
    found: dict[tuple[int, int], Match] = {}
    for at, term in enumerate(terms):
        for number, pattern in _possible(term, openings, prefixes):
            match = _match(terms, at, number, pattern)
            if match is None:
                continue
            known = found.get((at, number))
            if known is None or _rank(match) < _rank(known):
                found[at, number] = match
    return tuple(found.values())


def _possible(
    term: Term, openings: dict[str, list[tuple[int, Pattern]]], prefixes: list[tuple[int, Pattern]]
) -> Iterator[tuple[int, Pattern]]:
    if term.stem in openings:
        yield from openings[term.stem]
    if term.written != term.stem and term.written in openings:
        yield from openings[term.written]
    yield from prefixes


def _match(terms: Sequence[Term], at: int, number: int, pattern: Pattern) -> Match | None:
    if at + len(pattern) > len(terms):
        return None
    rules = []
    for step, term in zip(pattern, terms[at : at + len(pattern)], strict=True):
        rule = _rule(step, term)
        if rule is None:
            return None
        rules.append(rule)
    span = Span(terms[at].start, terms[at + len(pattern) - 1].end)
    return Match(span, number, max(rules, key=_RULES.index))


def _rule(step: Step, term: Term) -> Rule | None:
    """Return why a written word is one that is looked for, None where it is not."""
    have = term.written if step.is_exact else term.stem
    if not (have.startswith(step.word) if step.is_prefix else have == step.word):
        return None
    if step.rule is not Rule.FORM:
        return step.rule
    if term.written == step.typed.written:
        return Rule.EXACT
    return Rule.SPELLING if _alike(term.exact) == _alike(step.typed.exact) else Rule.FORM


def _alike(form: str) -> str:
    return form.replace("ة", "ه").replace("ؤ", "ء").replace("ئ", "ء")


def _rank(match: Match) -> tuple[int, int]:
    return (-match.span.end, _RULES.index(match.rule))
