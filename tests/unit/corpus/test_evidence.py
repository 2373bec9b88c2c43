"""What an article tells: statements with their chains, and stretches in its own voice."""

from __future__ import annotations

import re
from typing import Any

from musnad.arabic.orthography import fold
from musnad.corpus.evidence import evidence_of, outlet_keys, outlet_of
from musnad.model import Document, Event, Interval, Span, Statement, TimeExpression
from musnad.model.annotations import ChainLink, Figure
from musnad.model.evidence import Evidence, Teller
from support import make_doc, named_layers, span_of

OUTLET = Teller(key="outlet:النهار", name="النهار", role="outlet")
TEXT = "قال وزير الصحة إن الوباء انحسر في المدينة. وافتتحت البلدية حديقة جديدة قرب النهر القديم."
SAID = "الوباء انحسر في المدينة"


def terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), fold(m.group()).removeprefix("ال")) for m in re.finditer(r"\w+", text)]


def told(doc: Document) -> tuple[Evidence, ...]:
    return evidence_of(doc, document=7, terms_of=terms_of, outlet=OUTLET)


def link(text: str, source: str, cue: str, **fields: Any) -> ChainLink:
    return ChainLink(source=span_of(text, source), cue=span_of(text, cue), origin="test", **fields)


def statement(text: str, *chain: ChainLink, content: str = SAID, **fields: Any) -> Statement:
    return Statement(
        id="s1", content=(span_of(text, content),), chain=chain, kind="indirect", origin="test",
        **{"stance": "neutral", **fields},
    )  # fmt: skip


def minister(**fields: Any) -> Statement:
    return statement(TEXT, link(TEXT, "وزير الصحة", "قال"), **fields)


def test_statement_and_own_voice_are_apart() -> None:
    first, second = told(make_doc(TEXT, statements=(minister(),)))

    assert (first.kind, second.kind) == ("statement", "voice")
    assert TEXT[second.spans[0].start :].startswith("وافتتحت")
    assert [teller.name for teller in first.chain] == ["النهار", "وزير الصحة"]
    assert first.origin is not None and second.origin is None
    assert first.document == 7


def test_words_around_a_statement_are_no_evidence() -> None:
    text = "وفي لقاء عقد أمس مع نواب من أحزاب كثيرة في العاصمة قال وزير الصحة إن الوباء انحسر في المدينة."
    doc = make_doc(text, statements=(statement(text, link(text, "وزير الصحة", "قال")),))

    assert [one.kind for one in told(doc)] == ["statement"]


def test_words_between_teller_and_content_are_no_evidence() -> None:
    text = "قال وزير الصحة في مؤتمر عقده أمس مع رؤساء البلديات وقادة الشرطة في العاصمة إن الوباء انحسر في المدينة."
    meeting = Event(id="e1", trigger=span_of(text, "مؤتمر"), type="CONSULT", origin="test")
    doc = make_doc(text, statements=(statement(text, link(text, "وزير الصحة", "قال")),), events=(meeting,))

    assert [one.kind for one in told(doc)] == ["statement"]


def test_long_rest_with_an_event_is_own_voice() -> None:
    text = "هاجم مسلحون ليل الأحد قافلة تحمل القمح والدواء على طريق الساحل قرب الميناء الكبير وقال شاهد إنهم كثيرون."
    attack = Event(id="e1", trigger=span_of(text, "هاجم"), type="ASSAULT", origin="test")
    said = statement(text, link(text, "شاهد", "قال"), content="كثيرون")
    kinds = [one.kind for one in told(make_doc(text, statements=(said,), events=(attack,)))]

    assert kinds == ["voice", "statement"]
    assert [one.kind for one in told(make_doc(text, statements=(said,), events=()))] == ["statement"]


def test_unnamed_tellers_of_two_statements_differ() -> None:
    said = minister()
    hidden = statement(TEXT, link(TEXT, "وزير الصحة", "قال", anonymous=True))
    again = Statement(id="s2", content=hidden.content, chain=hidden.chain, kind="indirect", stance="deny", origin="t")
    origins = [one.origin for one in told(make_doc(TEXT, statements=(said, hidden, again))) if one.origin]

    assert len({teller.key for teller in origins}) == 3
    assert [teller.anonymous for teller in origins].count(True) == 2


def test_nobody_named_is_somebody_unnamed() -> None:
    said = statement(TEXT, ChainLink(source=None, cue=span_of(TEXT, "قال"), origin="test"))
    (origin, *_) = [one.origin for one in told(make_doc(TEXT, statements=(said,))) if one.kind == "statement"]

    assert origin is not None and origin.anonymous and origin.key.startswith("unnamed:")


def test_entities_have_keys_of_the_case() -> None:
    layers = named_layers(TEXT, ORG=["البلدية"], LOC=["المدينة"])
    first, second = told(make_doc(TEXT, statements=(minister(),), **layers))

    assert first.entities == (f"LOC:{fold('المدينة')}",)
    assert second.entities == (f"ORG:{fold('البلدية')}",)


def test_stems_of_names_are_told() -> None:
    text = "وزارت البلدية سوق المدينة القديم."
    (found,) = told(make_doc(text, **named_layers(text, ORG=["البلدية"])))

    assert found.names == (fold("البلدية").removeprefix("ال"),)


def test_numbers_leave_out_dates_and_take_values_of_figures() -> None:
    text = "وقتل ثلاثة جنود وأصيب 1,200 مدني يوم 4 مايو في معارك المدينة القديمة."
    figure = Figure(start=text.index("ثلاثة"), end=text.index("ثلاثة") + 5, of="جنود", value=3)
    event = Event(
        id="e1", trigger=span_of(text, "قتل"), type="ASSAULT", figures=(figure,), time="2018-05-04", origin="t"
    )
    day = span_of(text, "4 مايو")
    time = TimeExpression(
        start=day.start, end=day.end, type="DATE", value="2018-05-04", origin="test",
        interval=Interval("2018-05-04", "2018-05-04", "day"),
    )  # fmt: skip
    (found,) = told(make_doc(text, events=(event,), times=(time,)))

    assert found.numbers == ("1200", "3")
    assert [interval.first for interval in found.days] == ["2018-05-04"]
    assert found.events[0].days == Interval("2018-05-04", "2018-05-04", "day")


def test_ids_come_from_the_text() -> None:
    once, again = told(make_doc(TEXT)), told(make_doc(TEXT))

    assert [one.id for one in once] == [one.id for one in again]
    assert len({one.id for one in once}) == len(once)


def test_no_layers_give_no_evidence() -> None:
    assert told(Document(id="d", text=TEXT)) == ()


def test_outlet_is_the_row_that_has_its_name() -> None:
    keys = outlet_keys([("org.abc", ("إذاعة الساحل", "Sahel Radio"))])

    assert outlet_of(Document(id="d", text="", outlet="sahel radio"), keys).key == "actors:org.abc"
    assert outlet_of(Document(id="d", text="", outlet="Other"), keys).key == "outlet:other"
    assert outlet_of(Document(id="d", text="", url="https://www.example.org/a"), keys).key == "outlet:example.org"


def test_spans_lie_in_the_text() -> None:
    for one in told(make_doc(TEXT, statements=(minister(),))):
        assert all(Span(0, len(TEXT)).contains(span) for span in one.spans)


def test_word_that_begins_before_what_is_told_is_one_of_its_words() -> None:
    text = "أفاد المرصد بمقتل تسعة جنود في المدينة."
    said = statement(text, link(text, "المرصد", "أفاد"), content="مقتل تسعة جنود في المدينة")
    (found,) = told(make_doc(text, statements=(said,)))

    assert found.terms[0] == "بمقتل"


def test_denial_in_no_statement_is_no_telling_of_what_it_denies() -> None:
    text = "ونفت وزارة الصحة أمس انتشار الوباء في المدينة وفي قرى الساحل كلها."
    (found,) = told(make_doc(text, statements=(), **named_layers(text, ORG=["وزارة الصحة"])))

    assert (found.kind, found.polarity, found.denial) == ("statement", -1, "said")


def test_same_words_on_two_words_are_two_pieces() -> None:
    two = "قال وزير الصحة ومدير المستشفى إن الوباء انحسر في المدينة."
    both = (
        statement(two, link(two, "وزير الصحة", "قال")),
        statement(two, link(two, "مدير المستشفى", "قال")),
    )
    first, second = told(make_doc(two, statements=both))

    assert first.id != second.id and first.spans == second.spans
