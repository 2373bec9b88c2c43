"""Fields of forms as annotations: what stands is shown, what is changed is made, and all problems are told."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from musnad.case.judging import LAYER_TYPES, Annotation, Change
from musnad.lexicon.names import ActorRow
from musnad.model import ChainLink, Document, Entity, Event, Mention, Span, Statement, TimeExpression
from musnad.times.intervals import interval_of
from musnad.web.corrections.making import Asked, fields_of, read_changes, removal
from musnad.web.corrections.reading import Fields
from musnad.web.corrections.standing import annotations_at, around, digest_of, find_standing
from musnad.web.corrections.statements import rearranged
from support import span_of

TEXT = "قال لافروف أمس إن روسيا قصفت سوريا، ونفى ماكرون ذلك.\nوزار لافروف طهران."
ROW = ActorRow("per.macron", "PER", "إيمانويل ماكرون", "Emmanuel Macron", ("ماكرون",), "FRA", ("GOV",), "official",
               False, "Q3052772", ("test",))  # fmt: skip


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def named(words: str, kind: Any = "PER") -> Mention:
    at = span_of(TEXT, words)
    return Mention(start=at.start, end=at.end, type=kind, origin="test")


LAVROV = Entity(id="e1", type="PER", name="لافروف", mentions=(span("لافروف"), span("لافروف", 1)),
                origin="actors:per.lavrov", reasons=("name",), country="RUS", role="official")  # fmt: skip
RUSSIA = Entity(id="e2", type="LOC", name="روسيا", mentions=(span("روسيا"),), origin="places:rus")
SYRIA = Entity(id="e3", type="LOC", name="سوريا", mentions=(span("سوريا"),), origin="places:syr")
LINK = ChainLink(source=span("لافروف"), cue=span("قال"), entity="e1", role="official", origin="cues:qala")
SAID = Statement(id="s1", content=(span("روسيا قصفت سوريا"),), chain=(LINK,), kind="indirect", stance="neutral",
                 origin="cues:qala")  # fmt: skip
YESTERDAY = TimeExpression(start=11, end=14, type="DATE", value="2018-05-09", basis="publication", offset="-P1D",
                           interval=interval_of("2018-05-09"), origin="times:day")  # fmt: skip
BOMBED = Event(id="x1", trigger=span("قصفت"), type="ASSAULT", actors=("e2",), recipients=("e3",), place="e3",
               place_basis="clause", statement="s1", inferred=("e2",), origin="test")  # fmt: skip
DOC = Document(
    id="a", text=TEXT, mentions=(named("لافروف"), named("روسيا", "LOC"), named("سوريا", "LOC")),
    entities=(LAVROV, RUSSIA, SYRIA), times=(YESTERDAY,), statements=(SAID,), events=(BOMBED,),
)  # fmt: skip
FOUND: dict[str, Annotation] = {
    "mentions": named("لافروف"), "entities": LAVROV, "times": YESTERDAY, "statements": SAID, "events": BOMBED,
}  # fmt: skip


def changed(layer: str, target: Annotation | None, at: Span | None = None, doc: Document = DOC, **given: Any) -> Asked:
    """Return what is asked for when some fields of a form are filled in otherwise."""
    fields = dict(fields_of(doc, layer, target, at))
    for name, value in given.items():
        fields[name.replace("__", "-")] = (value,) if isinstance(value, str) else tuple(value)
    return read_changes(doc, layer, target, fields, row_of={"actors:per.macron": ROW}.get)


def value_of(asked: Asked, nth: int = 0) -> Any:
    assert not asked.problems
    return asked.changes[nth].value


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_form_left_as_it_is_asks_for_nothing(layer: str) -> None:
    asked = changed(layer, FOUND[layer])
    assert asked.changes == ()
    assert [problem.field for problem in asked.problems] == [""]


@pytest.mark.parametrize("layer", LAYER_TYPES)
def test_form_for_something_new_adds_it(layer: str) -> None:
    given = {"value": "2018-05-08"} if layer == "times" else {}
    given |= {"source-n0-words": "ماكرون", "cue-n0-words": "ونفى"} if layer == "statements" else {}
    asked = changed(layer, None, span("ماكرون"), **{name.replace("-", "__"): one for name, one in given.items()})
    made = next(change for change in asked.changes if change.layer == layer)
    assert (made.action, made.target) == ("add", None)
    assert isinstance(made.value, LAYER_TYPES[layer])


# Names


def test_name_keeps_its_place_among_those_of_whom_it_means() -> None:
    asked = changed("mentions", FOUND["mentions"], place__words="لافروف أمس")
    assert [c.layer for c in asked.changes] == ["mentions", "entities"]
    assert value_of(asked, 1).mentions == (Span(4, 14), span("لافروف", 1))


def test_name_moves_to_somebody_else_with_the_chains_that_name_him_so() -> None:
    asked = changed("mentions", FOUND["mentions"], entity="e2")
    assert [(c.layer, c.action) for c in asked.changes] == [
        ("entities", "replace"), ("statements", "replace"), ("entities", "replace"),
    ]  # fmt: skip
    assert span("لافروف") in value_of(asked).mentions
    assert value_of(asked, 1).chain[0].entity == "e2"
    assert value_of(asked, 2).mentions == (span("لافروف", 1),)


def test_who_has_no_other_name_goes_with_it() -> None:
    asked = changed("mentions", DOC.mentions[1], entity="")  # type: ignore[index]  # the document has names
    assert asked.changes == (Change("entities", "remove", RUSSIA),)


def test_name_means_somebody_new() -> None:
    asked = changed("mentions", None, span("ماكرون"))
    assert value_of(asked, 1).name == "ماكرون"
    assert value_of(asked, 1).mentions == (span("ماكرون"),)


def test_name_taken_away_goes_from_those_of_whom_it_means() -> None:
    gone = removal(DOC, "mentions", FOUND["mentions"])
    assert [(c.layer, c.action) for c in gone] == [("mentions", "remove"), ("entities", "replace")]


# Who somebody is


def test_correction_of_a_name_keeps_who_it_is() -> None:
    made = value_of(changed("entities", LAVROV, name="سيرغي لافروف"))
    assert (made.name, made.origin, made.reasons) == ("سيرغي لافروف", LAVROV.origin, LAVROV.reasons)


def test_somebody_is_said_to_be_a_row_of_the_lexicon() -> None:
    made = value_of(changed("entities", LAVROV, known="actors:per.macron"))
    assert (made.origin, made.name, made.wikidata, made.country) == (
        "actors:per.macron", ROW.name, ROW.wikidata, "FRA",
    )  # fmt: skip


def test_somebody_is_said_to_be_nobody_known() -> None:
    assert value_of(changed("entities", LAVROV, known="")).origin == "judgement"


def test_place_that_was_another_s_is_taken_from_him() -> None:
    asked = changed("entities", LAVROV, more__words="روسيا")
    assert [(c.layer, c.action) for c in asked.changes] == [("entities", "replace"), ("entities", "remove")]
    assert asked.changes[1].target == RUSSIA


def test_place_without_a_name_gets_one() -> None:
    asked = changed("entities", SYRIA, more__words="طهران")
    assert [(c.layer, c.action) for c in asked.changes] == [("mentions", "add"), ("entities", "replace")]


def test_place_left_out_is_none_of_his() -> None:
    assert value_of(changed("entities", LAVROV, mention=["4-10"])).mentions == (span("لافروف"),)


# Dates


def test_value_of_a_date_brings_its_days() -> None:
    made = value_of(changed("times", YESTERDAY, value="٢٠١٨-٠٥"))
    assert (made.value, made.offset) == ("2018-05", None)
    assert made.interval == interval_of("2018-05")


def test_words_of_a_date_alone_keep_its_value() -> None:
    made = value_of(changed("times", YESTERDAY, place__words="لافروف أمس"))
    assert (made.value, made.offset, made.start) == ("2018-05-09", "-P1D", 4)


def test_open_value_has_no_basis() -> None:
    made = value_of(changed("times", YESTERDAY, value="XXXX-WXX-2"))
    assert (made.value, made.basis, made.interval) == ("XXXX-WXX-2", None, None)


@pytest.mark.parametrize(
    ("kind", "value"), [("DATE", "2018-13-01"), ("DATE", "yesterday"), ("DURATION", "P"), ("DURATION", "2018")]
)
def test_value_that_is_none_is_told(kind: str, value: str) -> None:
    assert [p.field for p in changed("times", YESTERDAY, type=kind, value=value).problems] == ["value"]


# Statements


def test_stance_is_corrected() -> None:
    made = value_of(changed("statements", SAID, stance="assert"))
    assert made == msgspec.structs.replace(SAID, stance="assert")


def test_denial_turns_what_is_told_around() -> None:
    assert value_of(changed("statements", SAID, stance="deny")).polarity == -1


def test_words_of_a_teller_bring_who_it_is() -> None:
    link = value_of(changed("statements", SAID, source__0__words="سوريا")).chain[0]
    assert (link.source, link.entity, link.cue, link.origin) == (span("سوريا"), "e3", LINK.cue, LINK.origin)


def test_several_stretches_are_told() -> None:
    made = value_of(changed("statements", SAID, content__words="روسيا قصفت\nذلك"))
    assert made.content == (span("روسيا قصفت"), span("ذلك"))


def test_chain_is_put_in_the_order_of_its_slots() -> None:
    given: dict[str, Any] = {**fields_of(DOC, "statements", SAID), "link": ("n0", "0")}
    fields: Fields = {**(rearranged(given, "add") or {}), "link": ("n0", "0"), "source-n0-words": ("ماكرون",),
                      "source-n0": ("",), "cue-n0": ("",), "cue-n0-words": ("ونفى",), "entity-n0": ("=",),
                      "role-n0": ("",), "strength-n0": ("reported",)}  # fmt: skip
    made = value_of(read_changes(DOC, "statements", SAID, fields, row_of=lambda _: None))
    assert [link.source for link in made.chain] == [span("ماكرون"), span("لافروف")]
    assert made.chain[1] == LINK


@pytest.mark.parametrize(
    ("do", "links"),
    [("up:1", ("1", "0")), ("down:0", ("1", "0")), ("up:0", ("0", "1")), ("gone:0", ("1",)), ("add", ("0", "1", "n0")),
     ("gone:7", ("0", "1"))],
)  # fmt: skip
def test_links_are_rearranged(do: str, links: tuple[str, ...]) -> None:
    assert (rearranged({"link": ("0", "1")}, do) or {})["link"] == links


def test_sending_rearranges_nothing() -> None:
    assert rearranged({"link": ("0",)}, "send") is None


def test_statement_is_told_by_somebody() -> None:
    assert "link" in {p.field for p in changed("statements", SAID, link=[]).problems}


def test_all_problems_are_told_at_once() -> None:
    asked = changed("statements", SAID, content__words="لا يوجد", stance="x", source__0="9-3", role__0="king")
    assert {p.field for p in asked.problems} == {"content", "stance", "source-0", "role-0"}


# Events


def test_parties_and_place_of_an_event() -> None:
    made = value_of(changed("events", BOMBED, actors=["e1"], where="", when="2018-05-09"))
    assert (made.actors, made.inferred, made.place, made.place_basis) == (("e1",), (), None, None)
    assert (made.time, made.time_basis) == ("2018-05-09", "sentence")


def test_event_moves_to_another_word() -> None:
    assert value_of(changed("events", BOMBED, place__words="ونفى")).trigger == span("ونفى")


def test_event_is_told_in_a_statement_of_the_article() -> None:
    assert [p.field for p in changed("events", BOMBED, statement="s9").problems] == ["statement"]


# What stands at a place


def test_annotation_stands_where_most_of_its_words_are() -> None:
    assert find_standing(DOC, "mentions", at=Span(3, 10)) == FOUND["mentions"]
    assert find_standing(DOC, "mentions", at=Span(0, 30)) is None
    assert find_standing(DOC, "events", id="x1") == BOMBED


def test_all_that_stands_at_words_is_found_the_narrowest_first() -> None:
    found = [layer for layer, _ in annotations_at(DOC, span("قصفت"))]
    assert found == ["events", "statements"]


def test_digest_tells_of_a_change() -> None:
    assert digest_of(SAID) != digest_of(msgspec.structs.replace(SAID, stance="deny"))


def test_sentences_around_are_whole_and_in_lines() -> None:
    shown = around(DOC, [(span("طهران"), "lit")], beside=0)
    assert ["".join(DOC.slice(piece.span) for piece in line.pieces) for line in shown] == ["وزار لافروف طهران."]
