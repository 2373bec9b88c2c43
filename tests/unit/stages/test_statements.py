"""The statements stage on sentences of our own, with mentions and entities given."""

from __future__ import annotations

import pytest

from musnad.lexicon import Lexicon
from musnad.model import Document, Mention, Statement
from musnad.stages.statements import StatementsStage
from support import make_doc, named_layers

STAGE = StatementsStage(Lexicon())


def read(text: str, **names: list[str]) -> tuple[Document, tuple[Statement, ...]]:
    doc = make_doc(text, times=(), **named_layers(text, **names))
    return doc, STAGE.find(doc)


def told(doc: Document, statement: Statement) -> str:
    return " … ".join(doc.slice(span) for span in statement.content)


def tellers(doc: Document, statement: Statement) -> list[str | None]:
    return [doc.slice(link.source) if link.source else None for link in statement.chain]


@pytest.mark.parametrize(
    ("text", "names", "chain", "content", "kind", "stance"),
    [
        pytest.param(
            "قال سامر حداد إن المعبر سيفتح الأحد.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "المعبر سيفتح الأحد",
            "indirect",
            "neutral",
            id="indirect",
        ),
        pytest.param(
            'قال سامر حداد: "لن نغادر هذه المدينة أبدا".',
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "لن نغادر هذه المدينة أبدا",
            "direct",
            "neutral",
            id="direct-straight-marks",
        ),
        pytest.param(
            "«لن نغادر هذه المدينة أبدا»، قال سامر حداد.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "لن نغادر هذه المدينة أبدا",
            "direct",
            "neutral",
            id="direct-before-cue",
        ),
        pytest.param(
            "وأكد سامر حداد أن الاتفاق «خطوة أولى فقط» نحو السلام.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "الاتفاق «خطوة أولى فقط» نحو السلام",
            "mixed",
            "assert",
            id="mixed",
        ),
        pytest.param(
            "نقلت صحيفة النهضة عن مصدر أمني قوله إن المسلحين غادروا.",
            {"ORG": ["النهضة"]},
            ["صحيفة النهضة", "مصدر أمني"],
            "المسلحين غادروا",
            "indirect",
            "neutral",
            id="relay-verb",
        ),
        pytest.param(
            "وذكرت صحيفة النهضة، نقلا عن سامر حداد، أن المسلحين غادروا.",
            {"ORG": ["النهضة"], "PER": ["سامر حداد"]},
            ["صحيفة النهضة", "سامر حداد"],
            "المسلحين غادروا",
            "indirect",
            "neutral",
            id="relay-phrase",
        ),
        pytest.param(
            "قالت صحيفة النهضة إن سامر حداد كشف أنه وقع العقد.",
            {"ORG": ["النهضة"], "PER": ["سامر حداد"]},
            ["صحيفة النهضة", "سامر حداد"],
            "وقع العقد",
            "indirect",
            "reveal",
            id="nested-becomes-one-chain",
        ),
        pytest.param(
            "أغلق الجسر مساء السبت، بحسب سامر حداد.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "أغلق الجسر مساء السبت",
            "indirect",
            "neutral",
            id="according-at-the-end",
        ),
        pytest.param(
            "نفى سامر حداد صحة الأنباء عن استقالته.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "صحة الأنباء عن استقالته",
            "indirect",
            "deny",
            id="denial-of-a-noun-phrase",
        ),
        pytest.param(
            "أشاد سامر حداد بالدور الذي تلعبه المدينة.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "الدور الذي تلعبه المدينة",
            "indirect",
            "praise",
            id="praise-content-without-its-clitic",
        ),
        pytest.param(
            "وكان سامر حداد قد أعلن أن الجسر مغلق.",
            {"PER": ["سامر حداد"]},
            ["سامر حداد"],
            "الجسر مغلق",
            "indirect",
            "assert",
            id="subject-before-auxiliary",
        ),
        pytest.param("قيل إن الجسر مغلق.", {}, [None], "الجسر مغلق", "indirect", "neutral", id="passive-has-no-source"),
    ],
)
def test_find_reads_one_statement(
    text: str, names: dict[str, list[str]], chain: list[str | None], content: str, kind: str, stance: str
) -> None:
    doc, found = read(text, **names)

    assert [told(doc, s) for s in found] == [content]
    assert tellers(doc, found[0]) == chain
    assert (found[0].kind, found[0].stance) == (kind, stance)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("حوكم الرجل وفقا للقانون.", id="compliance"),
        pytest.param("لم يؤكد سامر حداد أن الجسر مغلق.", id="negated-cue"),
        pytest.param("من المقرر أن يعلن سامر حداد أن الجسر مغلق.", id="not-yet-told"),
        pytest.param("جرت المباراة بين الفريقين أمس.", id="preposition-between"),
        pytest.param("أضاف الطاهي الملح إلى الحساء.", id="literal-adding"),
        pytest.param("مصر: انتخابات جديدة في الربيع\n\nبدأت الانتخابات.", id="topic-headline"),
    ],
)
def test_find_leaves_narration_alone(text: str) -> None:
    _, found = read(text, PER=["سامر حداد"] if "سامر" in text else [], LOC=["مصر"] if "مصر" in text else [])

    assert found == ()


def test_headline_of_a_person_is_a_statement() -> None:
    doc, found = read("حداد: الجسر مغلق حتى الربيع\n\nبدأت الأشغال.", PER=["حداد"])

    assert tellers(doc, found[0]) == ["حداد"]
    assert told(doc, found[0]) == "الجسر مغلق حتى الربيع"


def test_null_subject_carries_the_whole_relay() -> None:
    doc, found = read("نقلت صحيفة النهضة عن مصدر أمني قوله إن المسلحين غادروا. وأضاف أن الطريق مفتوح.", ORG=["النهضة"])

    assert tellers(doc, found[1]) == ["صحيفة النهضة", "مصدر أمني"]
    assert found[1].chain[1].carried
    assert found[1].chain[1].anonymous


def test_participle_takes_the_teller_that_agrees_with_it() -> None:
    doc, found = read(
        "قالت صحيفة النهضة إن سامر حداد كشف أنه وقع العقد، مشيرة إلى أن البنود سرية.",
        ORG=["النهضة"],
        PER=["سامر حداد"],
    )

    assert tellers(doc, found[1]) == ["صحيفة النهضة"]


def test_coordinated_clauses_are_statements_of_their_own() -> None:
    doc, found = read("قال سامر حداد إن الجسر مغلق وأن الطريق مفتوح.", PER=["سامر حداد"])

    assert [told(doc, s) for s in found] == ["الجسر مغلق", "الطريق مفتوح"]
    assert len({s.id for s in found}) == 2


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'قال سامر حداد: "لن نغادر هذه المدينة أبدا.\nوصل الوفد مساء.'
    doc, found = read(text, PER=["سامر حداد"])

    assert told(doc, found[0]) == "لن نغادر هذه المدينة أبدا"


def test_mid_clause_attribution_gives_two_ranges() -> None:
    doc, found = read(
        "وجه القائد، حسب صحيفة النهضة، رسالتين إلى الرئيس الجديد.",
        ORG=["النهضة"],
    )

    assert told(doc, found[0]) == "وجه القائد … رسالتين إلى الرئيس الجديد"


def test_spokesman_of_a_named_body_is_not_anonymous() -> None:
    doc, found = read("قال متحدث باسم النهضة إن الجسر مغلق.", ORG=["النهضة"])

    assert tellers(doc, found[0]) == ["متحدث باسم النهضة"]
    assert found[0].chain[0].entity == "ORG-0"
    assert not found[0].chain[0].anonymous


def test_cue_span_leaves_the_conjunction_out() -> None:
    doc, found = read("وأكد سامر حداد أن الجسر مغلق.", PER=["سامر حداد"])

    cue = found[0].chain[0].cue
    assert cue is not None
    assert doc.slice(cue) == "أكد"


def test_addressee_is_no_link_of_the_chain() -> None:
    doc, found = read("قال سامر حداد للصحفيين إن الجسر مغلق.", PER=["سامر حداد"])

    assert tellers(doc, found[0]) == ["سامر حداد"]
    assert found[0].addressee is not None
    assert doc.slice(found[0].addressee) == "صحفيين"


def test_role_phrase_before_the_cue_keeps_the_body_it_names() -> None:
    text = "قالت صحيفة النهضة إن القائد العام للجيش السوداني كشف أنه وقع العقد."
    layers = named_layers(text, ORG=["النهضة", "جيش السوداني"])
    start = text.index("القائد")
    role = Mention(start=start, end=text.index(" كشف"), type="PER", form="nominal", origin="test")
    doc = make_doc(text, times=(), mentions=tuple(sorted((*layers["mentions"], role))), entities=layers["entities"])
    found = STAGE.find(doc)

    assert tellers(doc, found[0]) == ["صحيفة النهضة", "القائد العام للجيش السوداني"]
