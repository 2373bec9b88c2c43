"""What follows for an annotation, and for others, when a part of one is changed."""

from __future__ import annotations

import pytest

from musnad.case.judging import Change
from musnad.case.revising import entity_in, free_id, given_to, is_time_value, new_entity, revised_time, without
from musnad.model import Entity, Interval, Span, TimeExpression, TimeType
from support import make_doc, named_layers, span_of

ONE = Entity(id="e", type="PER", name="سمير", mentions=(Span(0, 4), Span(9, 13)), origin="test")


def test_place_is_taken_from_somebody_and_given_to_him() -> None:
    assert given_to(ONE, Span(0, 4), Span(20, 24)).mentions == (Span(9, 13), Span(20, 24))
    assert given_to(ONE, None, Span(0, 4)) == ONE


def test_somebody_without_a_place_goes() -> None:
    last = Entity(id="e", type="PER", name="سمير", mentions=(Span(0, 4),), origin="test")
    assert without(last, Span(0, 4)) == Change("entities", "remove", last)
    kept = without(ONE, Span(0, 4)).value
    assert isinstance(kept, Entity) and kept.mentions == (Span(9, 13),)


def test_somebody_new_has_an_id_of_his_own_and_his_words_for_a_name() -> None:
    text = "قال سمير\nعون"
    doc = make_doc(text, entities=(Entity(id="per-4-12", type="PER", name="x", mentions=(Span(0, 3),), origin="test"),))
    made = new_entity(doc, "PER", Span(4, 12))
    assert (made.id, made.name, made.mentions) == ("per-4-12-2", "سمير عون", (Span(4, 12),))


def test_id_is_the_wanted_one_where_it_is_free() -> None:
    assert free_id("a", ["b"]) == "a" and free_id("a", ["a", "a-2"]) == "a-2-2"


def test_teller_is_the_longest_name_in_his_words() -> None:
    text = "وزير الدفاع في بيروت قال"
    doc = make_doc(text, **named_layers(text, LOC=["بيروت"], ORG=["الدفاع في بيروت"]))
    assert entity_in(doc, span_of(text, "وزير الدفاع في بيروت")) == "ORG-0"
    assert entity_in(doc, span_of(text, "قال")) is None


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [("DATE", "2018-05", True), ("DATE", "XXXX-WXX-2", True), ("DATE", "P3D", False), ("DURATION", "PXY", True),
     ("DURATION", "3D", False), ("SET", "P1D", True), ("SET", "2018-W40", True), ("TIME", "soon", False)],
)  # fmt: skip
def test_value_fits_the_type_of_a_time(kind: TimeType, value: str, fits: bool) -> None:
    assert is_time_value(kind, value) is fits


def test_days_follow_from_the_value_of_a_time() -> None:
    made = revised_time(None, Span(0, 4), "DATE", "2018-05", None, "stated")
    assert made.interval == Interval("2018-05-01", "2018-05-31", "month") and made.basis == "stated"


def test_time_that_is_only_moved_keeps_what_was_known() -> None:
    before = TimeExpression(
        start=0, end=4, type="DATE", value="2018-05", basis="publication", hijri="1439-08", origin="t"
    )
    after = revised_time(before, Span(1, 4), "DATE", "2018-05", None, "publication")
    assert (after.start, after.hijri, after.basis) == (1, "1439-08", "publication")
