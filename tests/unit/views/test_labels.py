"""Every word of the model has a name in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from musnad.model import (
    DatingKind,
    EntityType,
    EventStatus,
    EventType,
    Layer,
    LinkRole,
    PublishedBasis,
    Stance,
    StatementKind,
    Strength,
    TimeBasis,
    TimeMod,
    TimeNote,
    TimePrecision,
    TimeType,
)
from musnad.views.labels import load_labels

GROUPS = {
    "event": EventType,
    "stance": Stance,
    "kind": StatementKind,
    "role": LinkRole,
    "strength": Strength,
    "status": EventStatus,
    "entity": EntityType,
    "time_type": TimeType,
    "mod": TimeMod,
    "basis": TimeBasis,
    "precision": TimePrecision,
    "time_note": TimeNote,
    "dating": DatingKind,
    "published_basis": PublishedBasis,
    "layer": Layer,
}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_labels_cover_exactly_the_words_of_the_model(group: str) -> None:
    assert set(load_labels().groups[group]) == set(get_args(GROUPS[group]))


@pytest.mark.parametrize(
    "group", ["event", "stance", "kind", "role", "status", "precision", "time_note", "dating", "weekday"]
)
def test_labels_of_a_group_differ_in_arabic(group: str) -> None:
    names = [label.ar for label in load_labels().groups[group].values()]
    assert len(set(names)) == len(names)


def test_labels_name_every_weekday_by_its_iso_number() -> None:
    assert list(load_labels().groups["weekday"]) == [str(number) for number in range(1, 8)]


def test_of_gives_an_unknown_word_back() -> None:
    assert load_labels().of("role", "weaver").ar == "weaver"


def test_ui_refuses_an_unknown_key() -> None:
    with pytest.raises(KeyError):
        load_labels().ui("no such label")
