"""The table of times for the terminal, and the record of them."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Document, Span, TimeExpression
from musnad.times import find
from musnad.views.bidi import width_of
from musnad.views.times_json import encode_times
from musnad.views.times_report import render_times
from unit.views.view_docs import bare_doc, full_doc, spot, timed_doc, undated_doc

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def _plain(doc: Document, width: int = 80) -> str:
    return render_times(doc, width=width).translate(ISOLATES)


def _rows(doc: Document, width: int = 80) -> list[str]:
    return [" ".join(row.split()) for row in _plain(doc, width).splitlines()]


def test_render_times_heads_the_table_with_the_document_and_its_day() -> None:
    rows = _rows(timed_doc())
    assert rows[0] == "قمة منتظرة"
    assert "published 2018-05-10 (from the page's metadata)" in rows and "id full" in rows


def test_render_times_shows_each_expression_in_text_order() -> None:
    rows = _rows(timed_doc())
    at = rows.index("# value type days words")
    assert rows[at + 1 :] == [
        "1 2018-05-09 DATE 2018-05-09 أمس",
        "day · from the publication date · offset -P1D",
        "2 2018-W18 DATE 2018-04-30 – 2018-05-06 زار",
        "week · from the publication date · or 2018-05-03",
        "3 XXXX-WXX-2 DATE سامي",
        "unresolved",
        "4 — DATE عمّان",
        "unresolved · there is no such day",
    ]


def test_render_times_shows_the_rest_of_what_is_known() -> None:
    first = (timed_doc().times or ())[0]
    hangs = msgspec.structs.replace(
        first, basis="text", offset="P2D", anchor=spot("الوفد"), mod="END", hijri="1439-08-23"
    )
    often = TimeExpression(9, 12, type="SET", value="P1W", basis="stated", quant="EVERY", freq="2X", origin="t:1")
    rows = _rows(msgspec.structs.replace(full_doc(), times=(hangs, often)), width=120)
    assert "day · end of · from an earlier date in the text · offset P2D from الوفد · Hijri 1439-08-23" in rows
    assert "as stated · EVERY 2X" in rows


def test_render_times_puts_the_days_below_where_the_page_is_narrow() -> None:
    rows = _rows(timed_doc(), width=44)
    assert "# value type words" in rows
    assert "2018-04-30 – 2018-05-06 · week" in rows


def test_render_times_gives_long_words_a_line_of_their_own() -> None:
    times = (TimeExpression(0, 75, type="DATE", value="2018-05-09", basis="stated", origin="t:1"),)
    doc = msgspec.structs.replace(full_doc(), times=times)
    rows = _rows(doc, width=60)
    assert " ".join(rows[rows.index("1 2018-05-09 DATE") + 1 :]).startswith(" ".join(doc.text[:75].split()))


def test_render_times_names_the_days_that_fit_and_the_words_for_them() -> None:
    rows = _rows(undated_doc())
    assert "published unknown; one of 2018-05-03, 2018-05-10" in rows
    assert "because weekday Thursday أمس" in rows


def test_render_times_heads_words_without_a_headline_with_their_beginning() -> None:
    doc = Document(id="d", text="عاد الوفد\n" * 30)
    first = _rows(doc, width=50)[0]
    assert first.startswith("عاد الوفد عاد") and first.endswith("…")
    assert _rows(Document(id="d", text="عاد الوفد"))[0] == "عاد الوفد"


def test_render_times_tells_a_layer_not_made_from_an_empty_one() -> None:
    assert "this layer was not made" in _plain(bare_doc())
    assert "none found" in _plain(msgspec.structs.replace(bare_doc(), times=()))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 132])
def test_render_times_keeps_to_the_width(width: int) -> None:
    for doc in (timed_doc(), undated_doc()):
        assert max(map(width_of, render_times(doc, width=width).splitlines())) <= max(width, 42)


def test_render_times_closes_every_isolate_in_its_line() -> None:
    for row in render_times(timed_doc(), width=50, colour=True).splitlines():
        assert row.count("\u2067") + row.count("\u2068") == row.count("\u2069")


def test_render_times_uses_escapes_only_for_colour() -> None:
    assert "\x1b" not in render_times(timed_doc())
    coloured = render_times(timed_doc(), colour=True)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[") > 0


def test_render_times_lets_no_escape_of_the_article_through() -> None:
    times = (TimeExpression(0, 8, type="DATE", value="2018", basis="text", anchor=Span(0, 8), origin="t:1"),)
    bad = Document(id="d", text="\x1b]0;own\x07 " * 9, times=times)
    assert not {"\x1b", "\x07"} & set(render_times(bad))


@given(st.text())
def test_render_times_takes_any_string(text: str) -> None:
    render_times(Document(id="x", text=text, times=())).encode("utf-8")


def test_encode_times_has_every_field_and_the_words() -> None:
    doc = timed_doc()
    record = json.loads(encode_times(doc))
    assert list(record) == ["id", "published", "published_basis", "dating", "times", "failures"]
    assert (record["published"], record["published_basis"], record["dating"]) == ("2018-05-10", "metadata", None)
    assert {*TimeExpression.__struct_fields__, "words"} == set(record["times"][0])
    assert [time["words"] for time in record["times"]] == ["أمس", "زار", "سامي", "عمّان"]
    assert record["times"][1]["interval"] == {"first": "2018-04-30", "last": "2018-05-06", "precision": "week"}


def test_encode_times_gives_reasons_their_words() -> None:
    dating = json.loads(encode_times(undated_doc(), indent=2))["dating"]
    assert dating["candidates"] == ["2018-05-03", "2018-05-10"]
    assert [(reason["words"], reason["kind"]) for reason in dating["reasons"]] == [
        ("أمس", "weekday"),
        ("سامي", "office"),
    ]


def test_encode_times_prints_an_anchor_as_a_span() -> None:
    text = "افتتح المعرض في 3 مايو 2017، وأغلق بعد ذلك بيومين"
    times = json.loads(encode_times(Document(id="d", text=text, times=find(text, "2018-05-10"))))["times"]
    assert times[1]["anchor"] == {"start": times[0]["start"], "end": times[0]["end"]}
