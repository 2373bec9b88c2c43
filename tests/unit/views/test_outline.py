"""What both reports pick out of a document."""

from __future__ import annotations

import pytest

from musnad.model import ChainLink, Document, Event, Span
from musnad.views.labels import load_labels
from musnad.views.outline import event_order, headline, teller_words
from support import make_doc


def _event(id_: str, start: int, time: str | None) -> Event:
    return Event(id=id_, trigger=Span(start, start + 1), type="AID", time=time, origin="t:1")


def test_event_order_goes_by_date_then_text_and_leaves_undated_last() -> None:
    times = [None, "2016-06-27", "2016-W22", "2016", "2016-06", "2016-09-26TEV", "PXD", "2016-06-27"]
    events = tuple(_event(str(i), i, time) for i, time in enumerate(times))
    order = [e.id for e in event_order(Document(id="d", text="x" * 9, events=events))]
    assert order == ["3", "2", "4", "1", "7", "5", "0", "6"]


@pytest.mark.parametrize("time", ["2016-13-45", "2016-W99", "0000", "9999-12-31", "٢٠١٦", "XXXX-WXX-7", ""])
def test_event_order_takes_any_value(time: str) -> None:
    doc = Document(id="d", text="xx", events=(_event("a", 0, time), _event("b", 1, "2016-01-01")))
    assert {e.id for e in event_order(doc)} == {"a", "b"}


def test_headline_prefers_the_title() -> None:
    assert headline(make_doc("عنوان\n\nنص هنا.", title=" اسم ")) == "اسم"


def test_headline_falls_back_to_the_id() -> None:
    assert headline(Document(id="d", text="")) == "d"


def test_teller_words_name_a_source_over_two_lines_in_one() -> None:
    link = ChainLink(source=Span(0, 9), cue=None, origin="t:1")
    assert teller_words(Document(id="d", text="وزير\n الدفاع"), link, load_labels()) == "وزير الد"


def test_teller_words_say_so_when_nobody_is_named() -> None:
    link = ChainLink(source=None, cue=None, origin="t:1")
    assert teller_words(Document(id="d", text="x"), link, load_labels()) == load_labels().ui("no_source").ar
