"""The running text as markup: marks nest whatever way they overlap, and the words stay as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from musnad.model import Span
from musnad.views.article_page import cards, ends_of, lay_out
from musnad.views.article_text import TextWriter, asked_spans, lit_marks, note_marks
from musnad.views.cutting import Mark, cut
from musnad.views.labels import load_labels
from musnad.views.marking import Look, marks_of, whole_letters
from unit.views.view_docs import TEXT, full_doc

_TEXT = "قال الوزير <b> إن «الوفد» & الضيف وصلا 😀 أمس"
_SPANS = st.tuples(st.integers(0, len(_TEXT) - 1), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))
_LOOKS = st.builds(
    Look, st.just(("x",)), st.integers(0, 3), href=st.sampled_from((None, "#y")), anchor=st.sampled_from((None, "a"))
)


def _written(text: str, marks: list[Mark[Look]]) -> str:
    return str(TextWriter(text, {}, str).write(cut(Span(0, len(text)), marks)))


@given(st.lists(st.builds(Mark, _SPANS, _LOOKS), max_size=8))
def test_marked_text_is_the_text_and_well_formed(marks: list[Mark[Look]]) -> None:
    written = _written(_TEXT, marks)
    tree = html.fragment_fromstring(written, create_parent="p")
    assert tree.text_content() == _TEXT
    assert html.tostring(tree, encoding="unicode") == html.tostring(
        html.fragment_fromstring(html.tostring(tree, encoding="unicode")), encoding="unicode"
    )
    assert not tree.xpath("//a//a")
    assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))


def test_marks_of_a_document_keep_its_words_and_their_places() -> None:
    doc = full_doc()
    shown = cards(doc, load_labels())
    writer = TextWriter(doc.text, ends_of(doc.text, shown), str)
    rows = lay_out(doc, marks_of(doc, load_labels(), "en"), shown)
    tree = html.fragment_fromstring("".join(f"<p>{writer.write(row.pieces)}</p>" for row in rows), create_parent="div")
    for ref in tree.xpath("//a[@class='ref']"):
        ref.drop_tree()
    assert "".join(tree.text_content().split()) == "".join(TEXT.split())
    for mark in tree.xpath("//*[@data-layer='times']"):
        assert doc.text[int(mark.get("data-start")) : int(mark.get("data-end"))].startswith(mark.text_content())


def test_words_asked_for_lie_around_every_other_mark() -> None:
    written = _written("قال سامي", [Mark(Span(0, 8), Look(("content",), 0)), *lit_marks([Span(2, 6)])])
    assert '<mark id="at" class="at"><span class="content">' in written


def test_words_of_notes_have_an_anchor_and_lead_to_the_note() -> None:
    assert _written("قال سامي", list(note_marks({7: Span(4, 8)}))).endswith(
        '<a id="w7" href="#note7" class="noted" data-g="note7">سامي</a>'
    )


def test_no_more_places_are_taken_than_a_page_can_show() -> None:
    assert len(asked_spans(",".join(f"{i}-{i + 1}" for i in range(500)), 1000)) == 100


def test_no_mark_cuts_a_lam_alef_in_two() -> None:
    text = "وصل لِأنقرة"
    (mark,) = whole_letters(text, [Mark(Span(6, 11), Look(("name",), 3, layer="mentions"))])
    assert text[mark.span.start : mark.span.end] == "لِأنقرة"
    assert 'data-start="6" data-end="11"' in _written(text, [mark])
    (end,) = whole_letters("قالا", [Mark(Span(0, 3), Look(("cue",), 1))])
    assert end.span == Span(0, 4)


def test_marks_that_begin_elsewhere_stay_as_they_are() -> None:
    marks = [Mark(Span(1, 4), Look(("name",), 3)), Mark(Span(0, 4), Look(("name",), 3))]
    assert list(whole_letters("بأنقرة", marks)) == marks
