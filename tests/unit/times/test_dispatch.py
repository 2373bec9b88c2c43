"""Which rules are tried at an atom: at least all that match there."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.times.dispatch import HeadReader
from musnad.times.grammar import BY_START, PATTERNS, STARTS, Rule
from musnad.times.vocabulary import Vocabulary
from support import make_doc
from unit.times.test_rules import ROWS

CHARACTERS = {"a": "a", "b": "bc", "d": "d"}
PIECES = {"P": "(?:{a}|{b})"}
CASES = [
    ("one_after_another", "{a}{b}", ("ab", "ac"), ("a", "aa", "ba", "b")),
    ("may_be_left_out", "{a}?{d}", ("ad", "d", "db"), ("aa", "b")),
    ("again_and_again", "{a}*{d}", ("aa", "ad", "d"), ("ab", "b")),
    ("so_many_times", "{a}{0,2}{d}", ("aa", "ad", "d"), ("ab",)),
    ("either", "(?:{a}{d}|{b})", ("ad", "ba", "c"), ("ab", "d")),
    ("group_with_name", "(?P<x>{a}|{b}){d}", ("ad", "cd"), ("ab", "d")),
    ("lookahead_is_not_read", "{a}(?!{b}){d}", ("ad",), ("ab", "b")),
    ("any", "{a}.", ("aa", "ad"), ("a", "b")),
    ("piece", "<P>{d}", ("ad", "bd", "cd"), ("ab", "d")),
]


@pytest.mark.parametrize(("pattern", "allowed", "refused"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_heads_allow_what_a_match_may_begin_with(
    pattern: str, allowed: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    heads = HeadReader(PIECES, CHARACTERS.__getitem__).read(pattern)
    assert [start for start in (*allowed, *refused) if heads.allow(start)] == list(allowed)


@pytest.mark.parametrize("pattern", ["{a})", "x", "{a}["], ids=["closed_once_more", "letter", "class"])
def test_heads_refuse_a_pattern_that_they_cannot_read(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern: unread from"):
        HeadReader(PIECES, CHARACTERS.__getitem__).read(pattern)


def test_every_rule_that_matches_is_tried() -> None:
    vocabulary = Vocabulary(Lexicon())
    every = HeadReader({}, lambda _: "").read(".")
    rules = [Rule(name, text, every) for name, text in PATTERNS]
    missed = set()
    for text in {row.text for row in ROWS} | {row.counterexample for row in ROWS}:
        segments = make_doc(text, published=None).segments
        assert segments is not None
        kinds = vocabulary.read(segments, text).kinds
        for at in range(len(kinds)):
            tried = {rule.name for rule in BY_START[kinds[at : at + 2]]}
            found = {r.name for r in rules if (m := r.pattern.match(kinds, at)) is not None and m.end() > at}
            missed |= found - tried
            assert STARTS.match(kinds, at) or not found
    assert not missed
