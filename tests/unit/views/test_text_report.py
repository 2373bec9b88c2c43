"""The report for the terminal."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Document, Span
from musnad.views.bidi import width_of
from musnad.views.text_report import render_text
from unit.views.view_docs import bare_doc, full_doc, undated_doc

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


def _plain(doc: Document, width: int = 80) -> str:
    return render_text(doc, width=width).translate(ISOLATES)


def test_render_text_shows_every_teller_cue_and_content() -> None:
    doc = full_doc()
    report = " ".join(_plain(doc).split())
    for statement in doc.statements or ():
        for place in (*statement.content, *(p for link in statement.chain for p in (link.source, link.cue) if p)):
            assert doc.slice(place) in report


def test_render_text_draws_a_chain_from_the_outlet_to_the_originator() -> None:
    assert "وكالة الأمثلة «نقلت» ← مصدر مقرب «قوله»" in _plain(full_doc())


def test_render_text_gives_each_teller_a_line_where_the_chain_is_too_long() -> None:
    lines = [line.strip() for line in _plain(full_doc(), width=50).splitlines()]
    assert "وكالة الأمثلة «نقلت»" in lines
    assert "← مصدر مقرب «قوله» (مصدر غير مسمّى)" in lines


def test_render_text_marks_unnamed_sources_and_carried_tellers() -> None:
    report = _plain(full_doc())
    assert report.count("UNNAMED SOURCE") == 3
    assert "محمول على ما سبق" in report


def test_render_text_orders_events_and_names_who_tells_them() -> None:
    report = _plain(full_doc())
    assert report.index("2018-05-09 ") < report.index("undated")
    assert "told by مصدر مقرب [1]" in report
    assert "CONSULT تشاور «زار» · happened" in report
    assert "by سامي  at عمّان" in report


def test_render_text_names_failures_and_warnings() -> None:
    report = _plain(full_doc())
    assert "guess: could not guess" in report
    assert "no author found" in report


def test_render_text_tells_a_layer_not_made_from_an_empty_one() -> None:
    assert _plain(bare_doc()).count("this layer was not made") == 3
    empty = msgspec.structs.replace(bare_doc(), entities=(), statements=(), events=())
    assert _plain(empty).count("none found") == 3


def test_render_text_says_when_the_date_is_unknown() -> None:
    assert "published       unknown" in _plain(bare_doc())
    assert "2018-05-10 (from the page's metadata)" in _plain(full_doc())


def test_render_text_names_the_days_that_fit_and_the_words_for_them() -> None:
    rows = [" ".join(row.split()) for row in _plain(undated_doc()).splitlines()]
    at = rows.index("published unknown; one of 2018-05-03, 2018-05-10")
    assert rows[at + 1 : at + 3] == ["because weekday Thursday أمس", "in office 2018-01-01 – 2018-12-31 سامي"]
    assert "because" not in _plain(full_doc())


def test_render_text_shows_the_words_for_an_inferred_day() -> None:
    doc = msgspec.structs.replace(undated_doc(), published="2018-05-10", published_basis="inferred")
    report = _plain(doc)
    assert "published       2018-05-10 (inferred)" in report
    assert "because         weekday Thursday أمس" in report


def test_render_text_counts_reasons_beyond_a_dozen() -> None:
    doc = undated_doc()
    assert doc.dating is not None
    many = msgspec.structs.replace(doc, dating=msgspec.structs.replace(doc.dating, reasons=doc.dating.reasons * 10))
    assert _plain(many).count("Thursday") == 6
    assert "                and 8 more" in _plain(many)


def test_render_text_uses_escapes_only_for_colour() -> None:
    doc = full_doc()
    assert "\x1b" not in render_text(doc)
    coloured = render_text(doc, colour=True)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")


def test_render_text_lets_no_escape_of_the_article_through() -> None:
    doc = full_doc()
    statement = msgspec.structs.replace(doc.statements[0], content=(Span(0, 8),))  # type: ignore[index]  # it has some
    bad = msgspec.structs.replace(
        doc, text="\x1b]0;own\x07" + doc.text[8:], outlet="\x9b2J", title="\x1b[2J", statements=(statement,)
    )
    report = render_text(bad)
    assert not {"\x1b", "\x07", "\x9b"} & set(report)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 132])
def test_render_text_keeps_to_the_width(width: int) -> None:
    rows = render_text(full_doc(), width=width).splitlines()
    assert max(width_of(row) for row in rows) <= max(width, 60)


def test_render_text_closes_every_isolate_in_its_line() -> None:
    for row in render_text(full_doc(), width=50, colour=True).splitlines():
        assert row.count("\u2067") + row.count("\u2068") == row.count("\u2069")


@given(st.text(), st.text())
def test_render_text_takes_any_string(text: str, title: str) -> None:
    render_text(Document(id="x", text=text, title=title, outlet=text)).encode("utf-8")


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        pytest.param(
            ("name", "role:x.minister.2010", "role:y.2012"), "known by the name, an office given to it", id="office"
        ),
        pytest.param(("name",), None, id="name-alone-is-not-worth-a-line"),
        pytest.param((), None, id="unknown"),
    ],
)
def test_render_text_says_why_somebody_is_known(reasons: tuple[str, ...], shown: str | None) -> None:
    doc = full_doc()
    first, *rest = doc.entities or ()
    doc = msgspec.structs.replace(doc, entities=(msgspec.structs.replace(first, reasons=reasons), *rest))
    report = " ".join(_plain(doc, width=200).split())
    assert (shown in report) if shown else ("known by" not in report)


def test_render_text_gives_a_latin_form_where_no_english_name_is_known() -> None:
    doc = full_doc()
    first, *rest = doc.entities or ()
    named = msgspec.structs.replace(first, name_en=None, name_latin="Samir al-Zafarani")
    assert "Samir al-Zafarani" in _plain(msgspec.structs.replace(doc, entities=(named, *rest)), width=200)
