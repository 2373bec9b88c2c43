"""The statements stage on texts that no editor would pass: no punctuation, runaway marks, lists, verse, endless words.

Each text is read by the stage alone, with mentions given, and by the whole pipeline.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
import pytest

from musnad.api import read_text
from musnad.lexicon import Lexicon
from musnad.model import Document, Statement
from musnad.stages.statements import StatementsStage
from support import done_within, grows_at_most, make_doc, named_layers, places

STAGE = StatementsStage(Lexicon())
NAMES = {"PER": ["سامر حداد"], "ORG": ["النهضة"]}
Reader = Callable[[str], Document]


def stage_alone(text: str) -> Document:
    names = {kind: [name for name in given if name in text] for kind, given in NAMES.items()}
    doc = make_doc(text, times=(), **named_layers(text, **names))
    return doc.with_layer("statements", STAGE.find(doc), stage=STAGE.name, version=STAGE.version)


def whole_pipeline(text: str) -> Document:
    return read_text(text, published="2018-05-10")


READERS = pytest.mark.parametrize("reader", [stage_alone, whole_pipeline], ids=["stage", "pipeline"])


def statements(doc: Document) -> tuple[Statement, ...]:
    """Return the statements after the checks that hold for every text."""
    assert doc.failures == ()
    assert doc.statements is not None
    for place in places(doc.statements):
        assert 0 <= place.start < place.end <= len(doc.text), place
    return doc.statements


def told(doc: Document) -> list[str]:
    return [" … ".join(doc.slice(span) for span in s.content) for s in statements(doc)]


def tellers(doc: Document) -> list[list[str | None]]:
    return [[doc.slice(link.source) if link.source else None for link in s.chain] for s in statements(doc)]


# -- no punctuation ----------------------------------------------------------------------------------------------

UNPUNCTUATED = (
    "قال سامر حداد إن المعبر سيفتح صباح الأحد أمام الشاحنات",
    "وأضاف أن العمال أنهوا إصلاح البوابة الشرقية",
    "وذكرت صحيفة النهضة أن السائقين ينتظرون منذ ليلتين قرب السوق القديم",
    "وأكد مصدر أمني أن الطريق آمن",
)


@READERS
@pytest.mark.parametrize("joint", [" ", "\n"], ids=["one-line", "lines"])
def test_article_without_punctuation_is_read(reader: Reader, joint: str) -> None:
    doc = reader(joint.join(UNPUNCTUATED))

    assert tellers(doc) == [["سامر حداد"], ["سامر حداد"], ["صحيفة النهضة"], ["مصدر أمني"]]
    assert told(doc) == [
        "المعبر سيفتح صباح الأحد أمام الشاحنات",
        "العمال أنهوا إصلاح البوابة الشرقية",
        "السائقين ينتظرون منذ ليلتين قرب السوق القديم",
        "الطريق آمن",
    ]


# -- quotation marks ---------------------------------------------------------------------------------------------

MARKS = '"“”«»'
MARK_TEXTS = {
    "mixed": MARKS * 400,
    "reversed": MARKS[::-1] * 400,
    "spaced": " ".join(MARKS * 400),
    "lines": "\n".join(MARKS * 400),
    "straight": '"' * 2000,
    "opening": "«" * 2000,
    "closing": "»" * 2000,
    "halves": "«" * 1000 + "»" * 1000,
}


@READERS
@pytest.mark.parametrize("text", MARK_TEXTS.values(), ids=MARK_TEXTS.keys())
def test_text_of_marks_holds_no_statement(reader: Reader, text: str) -> None:
    assert statements(reader(text)) == ()


CUED = "قال سامر حداد إن الجسر مغلق حتى الربيع"
DEEP = 300


@READERS
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("«" * DEEP + CUED + ".", id="open"),
        pytest.param("«" * DEEP + CUED + "»" * DEEP + ".", id="closed"),
        pytest.param("« " * DEEP + CUED + " »" * DEEP + ".", id="closed-spaced"),
    ],
)
def test_sentence_in_nested_marks_is_read_quickly(reader: Reader, text: str) -> None:
    reader(CUED)  # the tables are read once
    with done_within(1):
        doc = reader(text)

    assert tellers(doc) == [["سامر حداد"]]
    assert told(doc) == ["الجسر مغلق حتى الربيع"]


@READERS
@pytest.mark.parametrize("closing", ["", "»"], ids=["open", "closed"])
@pytest.mark.parametrize("depth", [5, 50])
def test_speech_in_nested_marks_is_read(reader: Reader, depth: int, closing: str) -> None:
    doc = reader("قال سامر حداد: " + "«" * depth + "الجسر مغلق حتى الربيع" + closing * depth + ".")

    assert tellers(doc) == [["سامر حداد"]]
    assert told(doc) == ["الجسر مغلق حتى الربيع"]


@READERS
@pytest.mark.parametrize("closing", ["", "»"], ids=["open", "closed"])
def test_speech_behind_more_marks_than_a_sentence_holds_does_no_harm(reader: Reader, closing: str) -> None:
    """The cut of overlong sentences parts the cue from its content, so whether it is found is left open."""
    reader(CUED)
    with done_within(1):
        doc = reader("قال سامر حداد: " + "«" * DEEP + "الجسر مغلق حتى الربيع" + closing * DEEP + ".")

    assert all(content == "الجسر مغلق حتى الربيع" for content in told(doc))


# -- interviews and lists ----------------------------------------------------------------------------------------

INTERVIEW = (
    ("س", "متى يفتح الجسر أمام السيارات؟"),
    ("ج", "سيفتح الجسر بعد انتهاء الأشغال في الربيع."),
    ("س", "ومن يدفع كلفة الإصلاح؟"),
    ("ج", "تدفعها بلدية الميناء من صندوقها."),
    ("س", "هل قال سامر حداد إن العمل تأخر؟"),
    ("ج", "نعم، قال سامر حداد إن الأمطار أخرت العمل، وأكد أن «الجسر سيفتح في موعده»."),
)


@READERS
@pytest.mark.parametrize("after", [": ", " : ", "- ", " - ", ") ", "/ "])
@pytest.mark.parametrize("joint", ["\n", "\n\n", " "], ids=["lines", "paragraphs", "one-line"])
def test_letters_of_an_interview_tell_nothing(reader: Reader, after: str, joint: str) -> None:
    doc = reader(joint.join(letter + after + words for letter, words in INTERVIEW))

    assert [chain for chain in tellers(doc) if {"س", "ج"} & set(chain)] == []
    assert "الأمطار أخرت العمل" in told(doc)


@READERS
@pytest.mark.parametrize("pattern", ["«{}»: {}", "«{}: {}»", '"{}": {}'])
def test_letters_of_an_interview_in_marks_tell_nothing(reader: Reader, pattern: str) -> None:
    doc = reader("\n".join(pattern.format(letter, words) for letter, words in INTERVIEW))

    assert [chain for chain in tellers(doc) if {"س", "ج"} & set(chain)] == []


@READERS
@pytest.mark.parametrize("bullet", ["• ", "- ", "– ", "* ", "● ", "1. ", "١) ", "\t• "])
def test_items_of_a_list_are_read_each_for_itself(reader: Reader, bullet: str) -> None:
    items = (
        "قال سامر حداد إن الجسر مغلق حتى الربيع",
        "وصول الشاحنات إلى الميناء",
        "أكد سامر حداد أن العمال بخير",
        "توزيع المياه على السكان",
    )
    doc = reader("أبرز ما جاء في الاجتماع:\n" + "\n".join(bullet + item for item in items))

    assert tellers(doc) == [["سامر حداد"], ["سامر حداد"]]
    assert told(doc) == ["الجسر مغلق حتى الربيع", "العمال بخير"]


# -- verse -------------------------------------------------------------------------------------------------------

VERSES = {
    "silent": (
        ("يا دار ليلى على شط الفرات سلام", "هل عاد للنخل بعد الراحلين غمام"),
        ("مر الربيع على أبوابنا خجلا", "والورد فوق تراب البيت أحلام"),
    ),
    "speaking": (
        ("قالت لي الريح والأمواج ساهرة", "يا صاحب الحزن هل للحزن إبحار"),
        ("فقلت يا ريح إن القلب مرتحل", "وكل درب بلا الأحباب أسفار"),
    ),
}


@READERS
@pytest.mark.parametrize("between", ["\t", "\t\t", " * ", "\t*\t", " *** ", " ... ", "     "])
@pytest.mark.parametrize("verse", VERSES.values(), ids=VERSES.keys())
def test_verse_tells_nothing(reader: Reader, verse: tuple[tuple[str, str], ...], between: str) -> None:
    assert told(reader("\n".join(between.join(halves) for halves in verse))) == []


# -- endless sentences -------------------------------------------------------------------------------------------

LENGTH, STEP, SLACK = 1250, 4, 1.8
PEOPLE = ("سامر حداد", "ليلى نصار", "كريم عواد", "هالة زيدان", "نادر شمس")
CUE_OF_TEN_WORDS = "وأكد مصدر أمني أن العمال وصلوا صباحا إلى السوق القديم"
TEN_WORDS = "ثم وصل العمال صباح اليوم إلى السوق القديم قرب النهر"


def document(kind: str, words: int) -> Document:
    """Return one stretch without a stop of so many words, or names; the segmenter cuts it every 300 tokens."""
    text = {
        "cue-every-ten-words": " ".join([CUE_OF_TEN_WORDS] * (words // 10)),
        "no-cue": " ".join([TEN_WORDS] * (words // 10)),
        "cues-only": " ".join(["قال"] * words),
        "names-after-cue": "قال " + "، ".join(PEOPLE[i % len(PEOPLE)] for i in range(words)),
    }[kind]
    people = list(PEOPLE) if kind == "names-after-cue" else []
    return make_doc(text + ".", times=(), **named_layers(text, PER=people))


def uncut(doc: Document) -> Document:
    """Return the document with all its tokens in one sentence, as the segmenter never makes it."""
    assert doc.segments is not None
    first, last = doc.segments.sentences[0], doc.segments.sentences[-1]
    whole = msgspec.structs.replace(first, end=last.end, last=last.last)
    return msgspec.structs.replace(doc, segments=msgspec.structs.replace(doc.segments, sentences=(whole,)))


KINDS = ("cue-every-ten-words", "no-cue", "cues-only", "names-after-cue")


@pytest.mark.parametrize("kind", KINDS)
def test_growth_with_an_endless_sentence_is_linear(kind: str) -> None:
    """Squared growth would take sixteen times as long."""
    docs = document(kind, LENGTH), document(kind, LENGTH * STEP)
    STAGE.find(docs[0])
    grows_at_most(STEP * SLACK, [partial(STAGE.find, doc) for doc in docs])


@pytest.mark.parametrize("kind", KINDS)
def test_growth_is_linear_without_the_cut_of_endless_sentences(kind: str) -> None:
    """The stage leans on the cut as little as it can: other segments may be given to it."""
    docs = uncut(document(kind, LENGTH)), uncut(document(kind, LENGTH * STEP))
    STAGE.find(docs[0])
    grows_at_most(STEP * SLACK, [partial(STAGE.find, doc) for doc in docs])


def test_endless_sentence_with_cues_gives_a_statement_for_each() -> None:
    doc = document("cue-every-ten-words", LENGTH * STEP)
    found = STAGE.find(doc)

    assert len(found) == LENGTH * STEP // 10
    assert {doc.slice(link.source) for s in found for link in s.chain if link.source} == {"مصدر أمني"}


# -- cut off -----------------------------------------------------------------------------------------------------

WHOLE = (
    "قال سامر حداد لصحيفة النهضة إن المعبر سيفتح الأحد، متهما خصومه بـ«الكذب»، "
    "ونقلت الصحيفة عن سامر حداد قوله: «لا عودة». وأثار اتهامه منتقديه بـ«الخيانة» جدلا، "
    "ووصف السلطات الأحداث بـ«المؤسفة»، بحسب النهضة، التي وصفت الاتهامات بأنها باطلة"
)


@pytest.mark.parametrize("tail", ["", " بـ«", ' بـ"', " «", ":", " عن", " أن"])
@READERS
def test_text_that_is_cut_off_anywhere_is_read(reader: Reader, tail: str) -> None:
    words = WHOLE.split()
    for count in range(1, len(words) + 1):
        statements(reader(" ".join(words[:count]) + tail))
