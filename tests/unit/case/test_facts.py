"""What documents can be found by."""

from __future__ import annotations

from musnad.case.facts import KINDS, Fact, entity_key, facts_of
from musnad.model import ChainLink, Document, Entity, Event, Span, Statement

SPAN = Span(0, 3)


def entity(id: str, name: str, **fields: object) -> Entity:
    given = {"type": "PER", "origin": "test:person", **fields}
    return Entity(id=id, name=name, mentions=(SPAN,), **given)  # type: ignore[arg-type]  # tests pass fields by name


def statement(*speakers: str | None, stance: str = "neutral") -> Statement:
    chain = tuple(ChainLink(source=SPAN, cue=SPAN, entity=speaker, origin="test") for speaker in speakers)
    return Statement(id="s1", content=(SPAN,), chain=chain, kind="direct", stance=stance, origin="test")  # type: ignore[arg-type]  # one of the stances


def doc(**layers: object) -> Document:
    return Document(id="a", text="قال لافروف نعم", **layers)  # type: ignore[arg-type]  # tests pass layers by name


def test_known_entity_has_the_key_of_its_row() -> None:
    assert entity_key(entity("e1", "لافروف", origin="actors:lavrov")) == "actors:lavrov"
    assert entity_key(entity("e1", "طهران", type="LOC", origin="places:tehran")) == "places:tehran"


def test_other_entity_has_the_key_of_its_type_and_folded_name() -> None:
    assert entity_key(entity("e1", "أحمَد")) == entity_key(entity("e2", "احمد")) == "PER:احمد"
    assert entity_key(entity("e1", "احمد", type="ORG")) == "ORG:احمد"
    assert entity_key(entity("e1", "x", origin="entities:rule")) == "PER:x"


def test_document_is_found_by_everything_in_it() -> None:
    found = facts_of(
        doc(
            entities=(
                entity("e1", "لافروف", origin="actors:lavrov"),
                entity("e2", "طهران", type="LOC", origin="places:tehran"),
                entity("e3", "مجلس", type="ORG"),
            ),
            statements=(statement("e1", stance="deny"),),
            events=(Event(id="x1", trigger=SPAN, type="CONSULT", origin="test"),),
        )
    )
    assert found == (
        Fact("actor", "actors:lavrov", "لافروف"),
        Fact("place", "places:tehran", "طهران"),
        Fact("actor", "ORG:مجلس", "مجلس"),
        Fact("stance", "deny", "deny"),
        Fact("speaker", "actors:lavrov", "لافروف"),
        Fact("event", "CONSULT", "CONSULT"),
    )
    assert {fact.kind for fact in found} == set(KINDS)


def test_fact_is_told_once() -> None:
    found = facts_of(doc(entities=(entity("e1", "لافروف"),), statements=(statement("e1"), statement("e1"))))
    assert [fact.kind for fact in found] == ["actor", "stance", "speaker"]


def test_every_teller_of_a_chain_is_a_speaker() -> None:
    found = facts_of(doc(entities=(entity("e1", "أ"), entity("e2", "ب")), statements=(statement("e1", "e2"),)))
    assert [fact.label for fact in found if fact.kind == "speaker"] == ["أ", "ب"]


def test_teller_who_is_nobody_known_is_no_speaker() -> None:
    found = facts_of(doc(statements=(statement(None, "e9"),)))
    assert [fact.kind for fact in found] == ["stance"]


def test_document_in_which_nothing_was_found_has_no_facts() -> None:
    assert facts_of(doc()) == facts_of(doc(entities=(), statements=(), events=())) == ()
