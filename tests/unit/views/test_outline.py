"""What both reports pick out of a document."""

from __future__ import annotations

import pytest

from musnad.model import ChainLink, Document, Event, Interval, Span, TimeExpression
from musnad.views.labels import load_labels
from musnad.views.outline import days_beyond_value, event_order, headline, is_open, teller_words
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


@pytest.mark.parametrize(
    ("value", "interval", "shown"),
    [
        pytest.param("2018-05-09", ("2018-05-09", "2018-05-09", "day"), False, id="day"),
        pytest.param("2018-05-09TEV", ("2018-05-09", "2018-05-09", "day_part"), False, id="part_of_day"),
        pytest.param("2018-05", ("2018-05-01", "2018-05-31", "month"), False, id="month"),
        pytest.param("2018-05", ("2018-05-21", "2018-05-31", "month"), True, id="end_of_month"),
        pytest.param("2017-05", ("2017-05-27", "2017-06-24", "month"), True, id="hijri_month"),
        pytest.param("2018-W18", ("2018-04-30", "2018-05-06", "week"), True, id="week"),
        pytest.param("198", ("1980-01-01", "1989-12-31", "decade"), True, id="decade"),
        pytest.param("P5Y", ("2013-05-10", "2018-05-09", "day"), True, id="duration"),
        pytest.param("P5Y", None, False, id="duration_without_ends"),
    ],
)
def test_days_beyond_value(value: str, interval: tuple[str, str, str] | None, shown: bool) -> None:
    days = Interval(*interval) if interval else None  # type: ignore[arg-type]  # a precision
    time = TimeExpression(0, 1, type="DATE", value=value, basis="stated", interval=days, origin="t:1")
    assert days_beyond_value(time) == (interval[:2] if interval and shown else None)


def test_is_open_goes_by_the_basis() -> None:
    assert is_open(TimeExpression(0, 1, type="DATE", value="XXXX-WXX-2", origin="t:1"))
    assert not is_open(TimeExpression(0, 1, type="SET", value="XXXX-WXX-3", basis="stated", origin="t:1"))
