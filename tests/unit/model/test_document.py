"""Documents: layers, failures and look-ups."""

from __future__ import annotations

import pytest

from musnad.model import ChainLink, Document, Entity, Failure, Span, Statement

TEXT = "قال لافروف نعم"
ENTITY = Entity(id="e1", type="PER", name="لافروف", mentions=(Span(4, 10),), origin="test:x")


def test_slice_gives_the_words_at_a_place() -> None:
    assert Document(id="a", text=TEXT).slice(Span(4, 10)) == "لافروف"


def test_with_layer_leaves_the_first_document_alone() -> None:
    before = Document(id="a", text=TEXT)
    after = before.with_layer("entities", (ENTITY,), stage="entities", version="3")
    assert (before.entities, before.stages) == (None, {})
    assert (after.entities, after.stages) == ((ENTITY,), {"entities": "3"})


def test_with_layer_refuses_an_unknown_layer() -> None:
    with pytest.raises(ValueError, match="is no layer"):
        Document(id="a", text=TEXT).with_layer("claims", (), stage="s", version="1")  # type: ignore[arg-type]  # the point


def test_with_failure_keeps_earlier_failures() -> None:
    doc = Document(id="a", text=TEXT).with_failure(Failure("one", "x")).with_failure(Failure("two", "y"))
    assert [f.stage for f in doc.failures] == ["one", "two"]


def test_entities_are_found_by_id_and_by_mention() -> None:
    doc = Document(id="a", text=TEXT, entities=(ENTITY,))
    assert doc.entity("e1") is ENTITY
    assert doc.entity("e2") is None
    assert doc.entity(None) is None
    assert doc.entity_ids() == {Span(4, 10): "e1"}


@pytest.mark.parametrize("missing", ["content", "chain"])
def test_statement_needs_content_and_chain(missing: str) -> None:
    parts = {"content": (Span(11, 14),), "chain": (ChainLink(source=None, cue=Span(0, 3), origin="test:x"),)}
    with pytest.raises(ValueError, match="needs content and a chain"):
        Statement(id="s1", kind="indirect", stance="neutral", origin="test:x", **{**parts, missing: ()})  # type: ignore[arg-type]  # one part is taken away
