"""Footnotes: one for each place, with the exact words, their sentence and their offsets."""

from __future__ import annotations

import hashlib

import pytest
from markupsafe import Markup

from musnad.exports.report.book import Article, Book, Quoted, Ref
from musnad.model import Span

TEXT = "سطر أول قبله.\nقال الوَزيــرُ 👩🏽‍🚀 𐡀 إنه «غادر» اليوم. وأضاف شيئًا.\nسطر آخر."


def _book(text: str = TEXT, **fields: object) -> Book:
    return Book(lambda number: Article(number, text, **fields))  # type: ignore[arg-type]  # tests pass fields by name


def _quoted(book: Book, number: int = 1) -> Quoted:
    about = book.notes[number - 1].about
    assert isinstance(about, Quoted)
    return about


def _words(book: Book) -> str:
    return "|".join(part.words for part in _quoted(book).parts if part.span is not None)


def test_words_are_those_at_the_offsets_beyond_astral_letters() -> None:
    book, start = _book(), TEXT.index("غادر")
    book.cite(7, (Span(start, start + 4),))
    assert _words(book) == "غادر" == TEXT[start : start + 4]


def test_the_line_stands_around_where_no_sentences_are_known() -> None:
    book, start = _book(), TEXT.index("غادر")
    book.cite(7, (Span(start, start + 4),))
    assert "".join(part.words for part in _quoted(book).parts) == TEXT.split("\n")[1]


def test_the_sentence_stands_around_where_it_is_known() -> None:
    first, last = TEXT.index("قال"), TEXT.index(" وأضاف")
    book, start = _book(sentences=(Span(first, last),)), TEXT.index("غادر")
    book.cite(7, (Span(start, start + 4),))
    assert "".join(part.words for part in _quoted(book).parts) == TEXT[first:last]


def test_long_surroundings_are_cut_and_the_words_are_not() -> None:
    text = "كلمة " * 300 + "الهدف" + " كلمة" * 300
    book, start = _book(text), text.index("الهدف")
    book.cite(1, (Span(start, start + 5),))
    before, words, after = _quoted(book).parts
    assert words.words == "الهدف" and before.words.startswith("… ") and after.words.endswith(" …")
    assert len(before.words) < 300 and len(after.words) < 300


def test_same_place_is_one_note_cited_twice() -> None:
    book = _book()
    refs = [book.cite(7, (Span(0, 3),)), book.cite(8, (Span(0, 3),)), book.cite(7, (Span(0, 3),))]
    assert refs == [Ref(1, 1), Ref(2, 1), Ref(1, 2)]
    assert [(note.number, note.cited) for note in book.notes] == [(1, 2), (2, 1)]


def test_discontinuous_places_keep_their_order_and_nested_ones_are_one() -> None:
    book = _book()
    book.cite(7, (Span(8, 12), Span(0, 3), Span(9, 11)))
    assert _quoted(book).spans == (Span(0, 3), Span(8, 12))
    assert _words(book) == f"{TEXT[0:3]}|{TEXT[8:12]}"


@pytest.mark.parametrize("spans", [(), (Span(0, len(TEXT) + 1),)], ids=["none", "outside"])
def test_no_words_are_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(ValueError, match="document 7"):
        _book().cite(7, spans)


def test_cite_all_says_how_many_it_leaves() -> None:
    book = _book()
    refs = book.cite_all([(number, (Span(0, 3),)) for number in (1, 2, 1, 3, 4)], most=2)
    assert ([ref.note for ref in refs.refs], refs.more) == ([1, 2], 2)
    assert len(book.notes) == 2


def test_record_is_a_note_without_an_article() -> None:
    book = _book()
    assert book.record(Markup("دوّنه أحد")) == Ref(1, 1)
    assert book.articles == ()


def test_digest_is_of_the_text_in_utf_8() -> None:
    assert Article(1, TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_digest_takes_half_of_a_pair() -> None:
    assert len(Article(1, "\ud83d").sha256) == 64
