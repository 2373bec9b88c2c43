"""What a long article tells is taken out in time that grows as its text does."""

from __future__ import annotations

import re
from functools import partial

import msgspec
import pytest

from musnad.corpus.evidence import evidence_of
from musnad.model import Document, Event, Span, Statement, TimeExpression
from musnad.model.annotations import ChainLink, Figure
from musnad.model.evidence import Teller
from support import grows_at_most, make_doc, named_layers, span_of

OUTLET = Teller(key="outlet:النهار", name="النهار", role="outlet")
# The minister said the epidemic killed 12 in the city on 3 May; the army denied accusing it. A sentence of its own
# follows with a figure, and «…, which the army denied».
PARAGRAPH = (
    "قال وزير الصحة إن الوباء قتل 12 شخصا في 3 مايو. ونفى الجيش هذه الاتهامات. "
    "وافتتحت البلدية 40 حديقة جديدة قرب النهر القديم في 7 مايو، الأمر الذي نفاه الجيش. "
)
KINDS = ("all", "statements", "voice")
START, STEP, SLACK = 40, 4, 1.8


def terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+", text)]


def document(kind: str, count: int) -> Document:
    """Return an article of so many paragraphs, with all layers, with no statements, or without what is beside them."""
    text = PARAGRAPH * count
    offsets = range(0, len(text), len(PARAGRAPH))
    layers = {"statements": (), "events": (), "times": (), **named_layers(text, ORG=["الجيش"])}
    if kind != "voice":
        layers["statements"] = tuple(each for at in offsets for each in _said(at))
    if kind != "statements":
        layers["times"] = tuple(
            TimeExpression(start=at, end=at + 6, type="DATE", value="2018-05-03", origin="test")
            for offset in offsets for at in (offset + span_of(PARAGRAPH, day).start for day in ("3 مايو", "7 مايو"))
        )  # fmt: skip
        layers["events"] = tuple(_event(at) for at in offsets)
    return make_doc(text, **layers)


def _said(offset: int) -> tuple[Statement, Statement]:
    link = ChainLink(source=_at(offset, "وزير الصحة"), cue=_at(offset, "قال"), origin="test")
    denial = ChainLink(source=_at(offset, "الجيش"), cue=_at(offset, "ونفى"), entity="ORG-0", origin="test")
    told = Statement(
        id=f"s{offset}", content=(_at(offset, "الوباء قتل 12 شخصا في 3 مايو"),), chain=(link,), kind="indirect",
        stance="condemn", origin="test",
    )  # fmt: skip
    return told, msgspec.structs.replace(
        told, id=f"d{offset}", content=(_at(offset, "هذه الاتهامات"),), chain=(denial,), stance="deny", polarity=-1
    )


def _event(offset: int) -> Event:
    where = _at(offset, "قتل")
    figure = Figure(start=where.end + 1, end=where.end + 3, of="killed", value=12)
    return Event(id=f"e{offset}", trigger=where, type="ASSAULT", figures=(figure,), origin="test")


def _at(offset: int, words: str) -> Span:
    where = span_of(PARAGRAPH, words)
    return Span(offset + where.start, offset + where.end)


@pytest.mark.parametrize("kind", KINDS)
def test_growth_is_linear(kind: str) -> None:
    """Squared growth would take sixteen times as long."""
    docs = [document(kind, START * STEP**n) for n in range(3)]
    works = [partial(evidence_of, doc, document=1, terms_of=terms_of, outlet=OUTLET) for doc in docs]
    found = [work() for work in works]
    assert len(found[1]) >= STEP * len(found[0]) - STEP > 100
    grows_at_most(STEP * SLACK, works)
