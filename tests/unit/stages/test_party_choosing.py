"""Choosing parties: on each side the likeliest, or nobody; what was chosen at first counts when read again."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Event, Span
from musnad.stages.events.candidates import NOBODY
from musnad.stages.events.choosing import PartyChooser, look_again, sides_of
from musnad.stages.events.party_traits import Traits, spelt

WEIGHTS = {"subject": (4.0, 0.0), "object": (0.0, 4.0), "far": (-3.0, -3.0), "nobody": (1.0, 1.0)}
CHOOSER = PartyChooser(Lexicon(), WEIGHTS)
BARE = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", origin="test")


def choose(event: Event, candidates: Traits, chooser: PartyChooser = CHOOSER) -> Event:
    (chosen,) = chooser.choose([(event, {**candidates, NOBODY: {"nobody"}})])
    return chosen


@pytest.mark.parametrize(
    ("candidates", "actors", "recipients"),
    [
        ({"a": {"subject"}, "b": {"object"}}, ("a",), ("b",)),
        ({"a": {"far"}, "b": {"unheard of"}}, (), ()),
        ({"a": {"subject"}, "c": {"subject"}}, ("a",), ()),
        ({}, (), ()),
    ],
    ids=["both-sides", "nobody", "one-of-two", "no-candidates"],
)
def test_sides_are_filled(candidates: Traits, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    event = choose(BARE, candidates)

    assert (event.actors, event.recipients) == (actors, recipients)
    assert set(event.inferred) == {*actors, *recipients}


def test_whom_a_pattern_names_beside_somebody_chosen_comes_along() -> None:
    named = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", actors=("a", "b"), origin="test")

    event = choose(named, {"a": {"subject"}, "b": {"far"}, "c": {"object"}})

    assert (event.actors, event.recipients, event.inferred) == (("a", "b"), ("c",), ("c",))


def test_somebody_likelier_than_whom_a_pattern_names_is_inferred() -> None:
    named = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", actors=("a",), origin="test")

    event = choose(named, {"a": {"far"}, "b": {"subject"}})

    assert (event.actors, event.inferred) == (("b",), ("b",))


def test_nobody_stands_on_both_sides() -> None:
    event = choose(BARE, {"a": {"subject", "object"}})

    assert sorted((*event.actors, *event.recipients)) == ["a"]


def test_who_acts_before_counts_when_the_article_is_read_again() -> None:
    chooser = PartyChooser(Lexicon(), {**WEIGHTS, "again acts before|here": (5.0, 0.0)})
    cases = [(BARE, {"a": {"subject"}, NOBODY: {"nobody"}}), (BARE, {"a": set(), NOBODY: {"nobody"}})]

    assert [event.actors for event in chooser.choose(cases)] == [("a",), ("a",)]
    assert [event.actors for event in CHOOSER.choose(cases)] == [("a",), ()]


def test_traits_of_reading_again_do_not_count_the_event_itself() -> None:
    cases = [(BARE, {"a": {"subject"}, NOBODY: {"nobody"}})]
    first = [sides_of(event, CHOOSER.odds(found)) for event, found in cases]

    (more,) = look_again(cases, first)

    assert "again acted0|received0|here" in spelt(more["a"])


def test_the_shipped_weights_are_there() -> None:
    rows = Lexicon().party_traits

    assert rows[0].key < rows[-1].key
    assert "nobody" in {row.key for row in rows}
    assert len(rows) > 1000
