"""Choosing parties: traits add up to chances, what patterns name stays, nobody unlikely is chosen."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Event, Span
from musnad.stages.events.choosing import PartyChooser

WEIGHTS = {"bias": (-2.0, -2.0), "subject": (4.0, 0.0), "object": (0.0, 4.0), "far": (-1.0, -1.0)}
CHOOSER = PartyChooser(Lexicon(), WEIGHTS)
BARE = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", origin="test")


@pytest.mark.parametrize(
    ("candidates", "actors", "recipients"),
    [
        ({"a": {"subject"}, "b": {"object"}}, ("a",), ("b",)),
        ({"a": {"far"}, "b": {"unheard of"}}, (), ()),
        ({"a": {"subject"}, "c": {"subject"}}, ("a", "c"), ()),
        ({}, (), ()),
    ],
    ids=["both-sides", "nobody", "two-of-them", "no-candidates"],
)
def test_sides_are_filled(
    candidates: dict[str, set[str]], actors: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    event = CHOOSER.choose(BARE, candidates)

    assert (event.actors, event.recipients) == (actors, recipients)
    assert set(event.inferred) == {*actors, *recipients}


def test_what_a_pattern_names_stays_whatever_its_traits() -> None:
    named = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", actors=("a",), origin="test")

    event = CHOOSER.choose(named, {"a": {"far"}, "b": {"subject"}, "c": {"object"}})

    assert (event.actors, event.recipients, event.inferred) == (("a",), ("c",), ("c",))


def test_nobody_stands_on_both_sides() -> None:
    event = CHOOSER.choose(BARE, {"a": {"subject", "object"}})

    assert (event.actors, event.recipients) == (("a",), ())


def test_the_shipped_weights_are_there() -> None:
    rows = Lexicon().party_traits

    assert rows[0].key < rows[-1].key
    assert "bias" in {row.key for row in rows}
    assert len(rows) > 1000
