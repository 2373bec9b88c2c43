"""Corrections: made in every layer, laid over what the machine finds, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import Case
from musnad.case.judging import (
    LAYER_TYPES,
    Annotation,
    judge,
    judgements,
    read_corrected,
    take_back,
)
from musnad.case.log import entries
from musnad.case.preparing import prepare
from musnad.case.store import keep_prepared, read_document
from musnad.case.verifying import verify
from musnad.errors import CaseError
from musnad.model import ChainLink, Entity, Event, Mention, Span, Statement, TimeExpression
from support import span_of

TEXT = "قال لافروف أمس إن روسيا قصفت سوريا، ونفى ماكرون ذلك."
SAID = Span(18, 35)


def entity(words: str, id: str, **fields: Any) -> Entity:
    return Entity(
        id=id, type=fields.pop("type", "PER"), name=words, mentions=(span_of(TEXT, words),), origin="test", **fields
    )


def mention(words: str, type: Any = "PER") -> Mention:
    span = span_of(TEXT, words)
    return Mention(start=span.start, end=span.end, type=type, origin="test")


def time(words: str, value: str) -> TimeExpression:
    span = span_of(TEXT, words)
    return TimeExpression(start=span.start, end=span.end, type="DATE", value=value, origin="test")


def statement(id: str, content: str, cue: str, speaker: str | None, **fields: Any) -> Statement:
    link = ChainLink(source=span_of(TEXT, "لافروف"), cue=span_of(TEXT, cue), entity=speaker, origin="test")
    return Statement(id=id, content=(span_of(TEXT, content),), chain=(link,), kind="indirect",
                     stance=fields.pop("stance", "neutral"), origin="test", **fields)  # fmt: skip


def event(id: str, trigger: str, **fields: Any) -> Event:
    return Event(id=id, trigger=span_of(TEXT, trigger), type=fields.pop("type", "ASSAULT"), origin="test", **fields)


FOUND: dict[str, tuple[Any, ...]] = {
    "mentions": (mention("لافروف"), mention("روسيا", "LOC"), mention("سوريا", "LOC")),
    "entities": (entity("لافروف", "e1"), entity("روسيا", "e2", type="LOC"), entity("سوريا", "e3", type="LOC")),
    "times": (time("أمس", "2018-05-09"),),
    "statements": (statement("s1", "روسيا قصفت سوريا", "قال", "e1"),),
    "events": (
        event("x1", "قصفت", actors=("e2",), recipients=("e3",), place="e3", place_basis="clause", statement="s1"),
    ),
}
ADDED: dict[str, Any] = {
    "mentions": mention("ماكرون"),
    "entities": entity("ماكرون", "e4"),
    "times": time("ذلك", "2018-05-08"),
    "statements": statement("s2", "ذلك", "نفى", "e1", stance="deny"),
    "events": event("x2", "نفى", type="REJECT", actors=("e1",)),
}
CHANGED: dict[str, dict[str, Any]] = {
    "mentions": {"type": "ORG"}, "entities": {"name": "سيرغي لافروف"}, "times": {"value": "2018-05-01"},
    "statements": {"stance": "assert"}, "events": {"type": "COERCE"},
}  # fmt: skip


def put(case: Case, **layers: tuple[Any, ...]) -> None:
    """Put layers in the place of what the machine found in the first document."""
    doc = read_document(case.connection, 1)
    with case.change() as connection:
        keep_prepared(connection, 1, prepare(msgspec.structs.replace(doc, **layers)))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "c")
    add(made, article(TEXT), pipeline=simple_pipeline)
    put(made, **FOUND)
    return made


def layer_of(case: Case, layer: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(read_corrected(case.connection, 1), layer)
    return found


def unsigned(annotations: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return annotations as they were before a correction put its name to them."""
    return tuple(msgspec.structs.replace(a, origin="test") for a in annotations)


def facts(case: Case) -> set[tuple[str, str]]:
    return set(case.connection.execute("SELECT kind, key FROM fact JOIN term ON term.id = term WHERE document = 1"))


def correct(case: Case, layer: str, *, target: Annotation | None = None, value: Annotation | None = None) -> int:
    action: Any = "add" if target is None else "remove" if value is None else "replace"
    return judge(case, 1, layer=layer, action=action, target=target, value=value, reason="because")


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_annotation_is_added_in_its_place(case: Case, layer: str) -> None:
    number = correct(case, layer, value=ADDED[layer])
    found = layer_of(case, layer)
    assert unsigned(found) == (*FOUND[layer], ADDED[layer])
    assert found[-1].origin == f"judgement:{number}"


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_annotation_is_removed(case: Case, layer: str) -> None:
    correct(case, layer, target=FOUND[layer][0])
    assert layer_of(case, layer) == FOUND[layer][1:]


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_annotation_is_replaced(case: Case, layer: str) -> None:
    value = msgspec.structs.replace(FOUND[layer][0], **CHANGED[layer])
    correct(case, layer, target=FOUND[layer][0], value=value)
    assert unsigned(layer_of(case, layer)) == (value, *FOUND[layer][1:])


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_correction_is_taken_back(case: Case, layer: str) -> None:
    before = read_corrected(case.connection, 1), facts(case)
    numbers = [correct(case, layer, target=FOUND[layer][0]), correct(case, layer, value=ADDED[layer])]
    for number in numbers:
        take_back(case, number, reason="it was right")
    assert (read_corrected(case.connection, 1), facts(case)) == before
    assert judgements(case.connection, 1) == ()
    assert [j.undone is not None for j in judgements(case.connection, 1, undone=True)] == [True, True]


def test_what_the_machine_found_stays_as_it_was(case: Case) -> None:
    before = read_document(case.connection, 1)
    correct(case, "events", target=FOUND["events"][0])
    assert read_document(case.connection, 1) == before


def test_added_annotation_stands_where_its_words_do(case: Case) -> None:
    correct(case, "mentions", target=FOUND["mentions"][0])
    correct(case, "mentions", value=FOUND["mentions"][0])
    assert unsigned(layer_of(case, "mentions")) == FOUND["mentions"]


def test_added_annotation_takes_the_place_of_one_at_the_same_words(case: Case) -> None:
    correct(case, "times", value=time("أمس", "2018-05-01"))
    assert [t.value for t in layer_of(case, "times")] == ["2018-05-01"]


def test_correction_is_corrected_again(case: Case) -> None:
    correct(case, "times", target=FOUND["times"][0], value=time("أمس", "2018-05-01"))
    correct(case, "times", target=layer_of(case, "times")[0], value=time("أمس", "2018-05-02"))
    assert [t.value for t in layer_of(case, "times")] == ["2018-05-02"]


def test_correction_wins_over_a_machine_that_finds_something_else_at_the_same_words(case: Case) -> None:
    correct(case, "times", target=FOUND["times"][0], value=time("أمس", "2018-05-01"))
    put(case, times=(time("أمس", "2011-11-11"),))
    assert [t.value for t in layer_of(case, "times")] == ["2018-05-01"]


def test_removed_annotation_stays_away_when_the_machine_finds_it_again(case: Case) -> None:
    correct(case, "events", target=FOUND["events"][0])
    put(case, events=(event("x7", "قصفت", type="COERCE"), event("x8", "نفى", type="REJECT")))
    assert [e.id for e in layer_of(case, "events")] == ["x8"]


@pytest.mark.parametrize(
    ("content", "left"),
    [("روسيا قصفت سوريا", []), ("قصفت سوريا", []), ("إن روسيا قصفت سوريا", []), ("سوريا", ["s9"]), ("ذلك", ["s9"])],
    ids=["same", "shorter", "longer", "little", "elsewhere"],
)
def test_correction_follows_an_annotation_that_moved_a_little(case: Case, content: str, left: list[str]) -> None:
    correct(case, "statements", target=FOUND["statements"][0])
    put(case, statements=(statement("s9", content, "قال", None),), events=())
    assert [s.id for s in layer_of(case, "statements")] == left


def test_correction_of_something_the_machine_finds_no_more_still_stands(case: Case) -> None:
    correct(case, "events", target=FOUND["events"][0], value=event("x1", "قصفت", type="COERCE", actors=("e2",)))
    put(case, events=())
    assert [(e.type, e.actors) for e in layer_of(case, "events")] == [("COERCE", ("e2",))]


def test_speaker_of_a_corrected_statement_is_found_again_under_another_id(case: Case) -> None:
    value = msgspec.structs.replace(FOUND["statements"][0], stance="deny")
    correct(case, "statements", target=FOUND["statements"][0], value=value)
    put(case, entities=(entity("لافروف", "e77"), *FOUND["entities"][1:]))
    assert [link.entity for s in layer_of(case, "statements") for link in s.chain] == ["e77"]


def test_references_to_a_removed_entity_are_let_go(case: Case) -> None:
    for target in FOUND["entities"]:
        correct(case, "entities", target=target)
    doc = read_corrected(case.connection, 1)
    assert (doc.entities, doc.mentions) == ((), FOUND["mentions"])
    [told], [happened] = doc.statements or (), doc.events or ()
    assert told.chain[0].entity is None and told.chain[0].source is not None
    assert (happened.actors, happened.recipients, happened.place, happened.place_basis) == ((), (), None, None)
    assert happened.statement == "s1"


def test_references_to_a_removed_statement_are_let_go(case: Case) -> None:
    correct(case, "statements", target=FOUND["statements"][0])
    assert [e.statement for e in layer_of(case, "events")] == [None]


def test_layers_that_were_never_made_stay_unmade(case: Case) -> None:
    put(case, events=None, statements=None)  # type: ignore[arg-type]  # as where a stage failed
    correct(case, "mentions", target=FOUND["mentions"][0])
    doc = read_corrected(case.connection, 1)
    assert (doc.events, doc.statements) == (None, None)


def test_facts_follow_corrections(case: Case) -> None:
    assert {("event", "ASSAULT"), ("stance", "neutral"), ("actor", "PER:لافروف"), ("speaker", "PER:لافروف")} <= facts(
        case
    )
    made = correct(case, "events", target=FOUND["events"][0], value=event("x1", "قصفت", type="COERCE"))
    assert ("event", "COERCE") in facts(case) and ("event", "ASSAULT") not in facts(case)
    correct(case, "entities", target=FOUND["entities"][0])
    assert not {("actor", "PER:لافروف"), ("speaker", "PER:لافروف")} & facts(case)
    take_back(case, made, reason="it was right")
    assert ("event", "ASSAULT") in facts(case) and ("event", "COERCE") not in facts(case)


def test_judgements_tell_what_was_done_and_when(case: Case) -> None:
    value = time("أمس", "2018-05-01")
    number = correct(case, "times", target=FOUND["times"][0], value=value)
    [made] = judgements(case.connection)
    assert (made.id, made.document, made.layer, made.action, made.reason) == (number, 1, "times", "replace", "because")
    assert (made.target, made.words, made.value) == ((span_of(TEXT, "أمس"),), "أمس", value)
    assert (made.made[:10], made.undone) == ("2026-01-01", None)
    assert judgements(case.connection, 2) == ()


def test_log_tells_of_corrections_without_the_words(case: Case) -> None:
    number = correct(case, "times", target=FOUND["times"][0])
    take_back(case, number, reason="it was right")
    made, undone = list(entries(case.connection))[-2:]
    assert made.what == {"judgement": 1, "layer": "times", "action": "remove", "document": 1, "reason": "because"}
    assert (undone.kind, undone.what) == ("take back", {"judgement": 1, "document": 1, "reason": "it was right"})


def test_corrected_case_is_whole(case: Case) -> None:
    for layer in LAYER_TYPES:
        correct(case, layer, value=ADDED[layer])
    for layer in LAYER_TYPES:
        correct(case, layer, target=layer_of(case, layer)[0])
    assert list(verify(case)) == []


@pytest.mark.parametrize(
    ("layer", "value", "told"),
    [
        ("mentions", Mention(start=50, end=99, type="PER", origin="test"), "50-99 lies outside its text of 52"),
        ("mentions", Mention(start=3, end=4, type="PER", origin="test"), "3-4 holds no words"),
        (
            "entities",
            Entity(id="e9", type="PER", name="x", mentions=(), origin="test"),
            "it stands nowhere in the text",
        ),
        ("entities", entity("ماكرون", "e1"), "another of its entities has the id e1"),
        ("events", event("x1", "نفى"), "another of its events has the id x1"),
        ("events", event("x9", "نفى", actors=("e9",)), "nothing in it has the id e9"),
        ("events", event("x9", "نفى", statement="s9"), "nothing in it has the id s9"),
        ("statements", statement("s9", "ذلك", "نفى", "e9"), "nothing in it has the id e9"),
    ],
    ids=["outside", "space", "nowhere", "entity-id", "event-id", "actor", "statement", "speaker"],
)
def test_value_that_does_not_fit_is_refused(case: Case, layer: str, value: Annotation, told: str) -> None:
    with pytest.raises(CaseError, match=f"^document 1: {told}"):
        correct(case, layer, value=value)
    assert judgements(case.connection) == ()


def test_target_that_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="no such annotation stands in its times; read the document again"):
        correct(case, "times", target=time("أمس", "1999-01-01"))


@pytest.mark.parametrize("layer", ["segments", "dating", "nonsense"])
def test_layer_that_cannot_be_corrected_is_refused(case: Case, layer: str) -> None:
    with pytest.raises(CaseError, match=f"no layer '{layer}' to correct; the layers are mentions, entities"):
        correct(case, layer, value=ADDED["mentions"])


def test_correction_of_no_document_is_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="document 7: there is none"):
        judge(case, 7, layer="times", action="add", value=ADDED["times"], reason="because")


def test_taking_back_what_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(CaseError, match="judgement 7: there is none of this number"):
        take_back(case, 7, reason="because")


def test_taking_back_twice_is_refused(case: Case) -> None:
    number = correct(case, "times", target=FOUND["times"][0])
    take_back(case, number, reason="it was right")
    with pytest.raises(CaseError, match="it was taken back on 2026-01-01"):
        take_back(case, number, reason="again")


def test_wrong_arguments_are_a_mistake_of_the_program(case: Case) -> None:
    with pytest.raises(ValueError, match="add needs a value"):
        judge(case, 1, layer="times", action="add", reason="because")
    with pytest.raises(TypeError, match="the layer times holds TimeExpression, not Mention"):
        correct(case, "times", value=ADDED["mentions"])
