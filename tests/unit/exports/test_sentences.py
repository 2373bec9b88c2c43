"""The sentence something stands in is found whether or not a document has its segments."""

from __future__ import annotations

import msgspec
import pytest

from musnad.exports.sentences import Sentences
from musnad.model import Span
from support import make_doc, span_of

_TEXT = "وصل الوفد. ثم غادر 👩🏽‍🚀 المدينة!\n\nوقال مصدر"


@pytest.mark.parametrize("has_segments", [True, False], ids=["segments", "none"])
@pytest.mark.parametrize(
    ("word", "number", "sentence"),
    [
        pytest.param("الوفد", 1, "وصل الوفد.", id="first"),
        pytest.param("المدينة", 2, "ثم غادر 👩🏽‍🚀 المدينة!", id="after-emoji"),
        pytest.param("مصدر", 3, "وقال مصدر", id="without-a-stop"),
    ],
)
def test_sentence_holds_its_words(word: str, number: int, sentence: str, has_segments: bool) -> None:
    doc = make_doc(_TEXT)
    sentences = Sentences(doc if has_segments else msgspec.structs.replace(doc, segments=None))
    found = sentences.at(span_of(_TEXT, word))
    assert found is not None and found[0] == number
    assert sentences.words_at(span_of(_TEXT, word)) == sentence


def test_span_over_two_sentences_has_none() -> None:
    assert Sentences(make_doc(_TEXT)).at(Span(0, 15)) is None
    assert Sentences(make_doc(_TEXT)).words_at(Span(0, 15)) == ""
