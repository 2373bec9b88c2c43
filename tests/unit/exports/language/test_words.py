"""A text as words: cut where an annotation begins inside a token, whole elsewhere."""

from __future__ import annotations

from musnad.exports.language.words import cut, mentions_of
from musnad.model import Mention, Span
from support import make_doc, named_layers

TEXT = "وقال لسمير: للقضاء والد."


def forms(text: str, *names: str) -> list[str]:
    doc = make_doc(text, **named_layers(text, PER=list(names)))
    return [text[word.start : word.end] for word in cut(doc).words]


def test_token_is_cut_where_a_name_begins_inside_it() -> None:
    assert forms(TEXT, "سمير", "قضاء") == ["وقال", "ل", "سمير", ":", "لل", "قضاء", "والد", "."]


def test_token_that_nothing_begins_in_stays_whole() -> None:
    assert forms(TEXT) == ["وقال", "لسمير", ":", "للقضاء", "والد", "."]


def test_words_know_their_token() -> None:
    found = cut(make_doc(TEXT, **named_layers(TEXT, PER=["سمير"])))
    assert [word.token for word in found.words] == [0, 1, 1, 2, 3, 4, 5]
    assert found.firsts == (0, 1, 3, 4, 5, 6)


def test_covered_takes_the_words_at_a_place_and_none_where_there_is_white_space() -> None:
    found = cut(make_doc("أب  جد"))
    assert found.covered(Span(0, 6)) == (0, 1)
    assert found.covered(Span(2, 5)) == (1, 1)
    assert found.covered(Span(2, 4)) is None


def test_role_phrase_that_stands_for_nobody_is_no_mention() -> None:
    layers = named_layers(TEXT, PER=["سمير"])
    phrase = Mention(start=12, end=18, type="PER", form="nominal", origin="test")
    doc = make_doc(TEXT, entities=layers["entities"], mentions=(*layers["mentions"], phrase))
    assert mentions_of(doc) == layers["mentions"]
    assert mentions_of(make_doc(TEXT, mentions=(phrase,))) == (phrase,)
