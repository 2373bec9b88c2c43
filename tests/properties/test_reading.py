"""What holds for every text: it is accepted, kept as it is, read the same twice, and all spans lie in it."""

from __future__ import annotations

import time
from functools import cache

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from musnad.model import LAYERS, Document
from musnad.model.codec import PrintedDocument, encode, schema
from musnad.pipeline import default_pipeline
from support import places

# Pieces that the rules look for, so that random texts reach deep into every stage.
PIECES = (
    *("قال", "وأضاف", "نفى", "مشيرا إلى", "نقلا عن", "بحسب", "وفقا ل", "أعلنت", "يُزعم", "قوله", "أن", "إن", "بأنه"),
    *("وزير الخارجية", "الرئيس", "سيرغي لافروف", "أحمد بن علي", "موسكو", "ولدمشق", "للسعودية", "الأمم المتحدة"),
    *("مصدر مقرب", "المتحدث باسم", "وكالة رويترز", "البيان", "وبالقوات", "الجيش", "مسؤولون رفضوا كشف أسمائهم"),
    *("أمس الثلاثاء", "10 مايو 2018", "الشهر الماضي", "قبل يومين", "منذ ٣ أشهر", "12/3/2018", "مساء", "رمضان 1439"),
    *("قصفت", "التقى", "طالب", "اتهم", "هدد", "شن غارات", "محادثات", "مظاهرة", "عقوبات", "لم", "لن", "إذا"),
    *("«", "»", '"', "“", "”", "'", ":", "،", ".", "؟", "!", "-", "(", ")", "\n", "\n\n", " ", "\t", "\u2028", "\x85"),
    *(
        "و",
        "ب",
        "ل",
        "ال",
        "ـ",
        "\u064b",
        "\u0651",
        "\u200f",
        "\u200d",
        "\ufeff",
        "ﷲ",
        "ﻻ",
        "ی",
        "٢",
        "۵",
        "½",
        "²",
        "①",
    ),
    *("CNN", "F-16", "@name", "https://example.org/a?b=ج", "😀", "🇸🇦", "\x00", "\ud7ff", "𐍈", "a\u0301", "İ", "ß", "ŉ"),
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join),
)
DATES = st.one_of(st.none(), st.dates().map(str), st.sampled_from(("", "2016-13-01", "2018-06-22T23:24:34+04:00")))


def read(text: str, published: str | None = "2018-05-10") -> Document:
    return default_pipeline()(Document(id="any", text=text, published=published))


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


@given(text=TEXTS, published=DATES)
@example(text="", published=None)
@example(text="\ud800 قال \udfff", published=None)
@example(text="\n\n.\n\n", published="0001-01-01")
@example(text="التقى الوزير ـ الرئيس في \u200f موسكو. قال \u064b إن ـ: «ـ» نقلا عن ـ أمس ـ", published="2018-05-10")
@example(text="بعد مئة سنة قال إن قبل ألف سنة", published="9999-12-31")
def test_any_text_is_accepted_and_kept(text: str, published: str | None) -> None:
    doc = read(text, published)
    assert doc.text == text
    assert doc.failures == ()
    assert [layer for layer in LAYERS if getattr(doc, layer) is None] == []


@given(text=TEXTS)
def test_every_span_lies_in_the_text(text: str) -> None:
    doc = read(text)
    for place in places(doc):
        assert 0 <= place.start < place.end <= len(text), place


@given(text=TEXTS)
def test_names_and_statements_cover_words(text: str) -> None:
    doc = read(text)
    named = (*(doc.mentions or ()), *(doc.times or ()), *(span for s in doc.statements or () for span in s.content))
    for place in named:
        assert any(character.isalnum() for character in doc.slice(place)), (place, doc.slice(place))


@given(text=TEXTS)
def test_reading_twice_is_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(text=TEXTS)
def test_ids_point_to_something(text: str) -> None:
    doc = read(text)
    entities, statements = {e.id for e in doc.entities or ()}, {s.id for s in doc.statements or ()}
    linked = {link.entity for s in doc.statements or () for link in s.chain}
    acting = {party for e in doc.events or () for party in (*e.actors, *e.recipients, e.place)}
    telling = {e.statement for e in doc.events or ()}
    assert linked | acting <= entities | {None}
    assert telling <= statements | {None}
    assert len(entities) == len(doc.entities or ()) and len(statements) == len(doc.statements or ())


@given(text=TEXTS, published=DATES)
def test_printed_json_fits_its_schema_and_comes_back(text: str, published: str | None) -> None:
    line = encode(read(text, published))
    printed = msgspec.json.decode(line, type=PrintedDocument)
    assert msgspec.json.encode(printed) == line
    assert printed.text == text
    validator().validate(msgspec.json.decode(line))


def stage_seconds(text: str) -> float:
    """Return the least processor time of three readings."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        assert read(text).failures == ()
        seconds.append(time.process_time() - start)
    return min(seconds)


@pytest.mark.parametrize(
    "phrase",
    [
        *("قال ", "« ", "و", "نقلا عن ", "1/", "بحسب ", '"قال" ', "قال إن الوزير "),
        *("وأضاف أن أحمد علي قال: ", "التقى الرئيس في موسكو أمس الثلاثاء ", "اتهم وزير الخارجية الروسي أوكرانيا بقصف "),
    ],
    ids=["cue", "mark", "letter", "relay", "digits", "according", "straight", "nested", "colon", "events", "accusing"],
)
def test_time_grows_with_the_length_of_a_sentence(phrase: str) -> None:
    """A sentence four times as long takes about four times as long; squared growth would take sixteen times."""
    words = max(1, len(phrase.split()))
    short, long = phrase * (1000 // words), phrase * (4000 // words)
    assert stage_seconds(long) < 10 * max(stage_seconds(short), 0.02)
