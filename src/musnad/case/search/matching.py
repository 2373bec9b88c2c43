"""Where the words of a query stand in the text of a hit, and why each counts.

What comes in are the leaves of a compiled query and a text; what goes out are matches with spans in code points of that
text. The index only says which articles match; this finds the words again as they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.case.search.compiling import Leaf, Pattern, Step
from musnad.case.search.expanding import Rule
from musnad.case.search.words import Term, terms_around
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
    if not leaves:
        return ()
    openings: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
    prefixes: list[tuple[int, Pattern]] = []
    longest = 1
    for number, leaf in enumerate(leaves):
        for pattern in leaf.patterns:
            longest = max(longest, len(pattern))
            if pattern[0].is_prefix:
                prefixes.append((number, pattern))
            else:
                openings[pattern[0].word].append((number, pattern))
    beginnings = tuple(pattern[0].word for _, pattern in prefixes)

    found: dict[tuple[int, int], Match] = {}
    for terms in terms_around(text, openings, beginnings, longest):
        opening = terms[0]
        keys = dict.fromkeys((opening.stem, opening.written))
        possible = [pair for key in keys for pair in openings.get(key, ())]
        for number, pattern in (*possible, *prefixes):
            match = _match(terms, number, pattern)
            known = found.get((opening.start, number))
            if match is not None and (known is None or _rank(match) < _rank(known)):
                found[opening.start, number] = match
    return tuple(found.values())


def _match(terms: Sequence[Term], number: int, pattern: Pattern) -> Match | None:
    """Return the match of a pattern at the first of the terms."""
    if len(pattern) > len(terms):
        return None
    rules = []
    for step, term in zip(pattern, terms, strict=False):
        rule = _rule(step, term)
        if rule is None:
            return None
        rules.append(rule)
    span = Span(terms[0].start, terms[len(pattern) - 1].end)
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
