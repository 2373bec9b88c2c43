"""How words deny, what short denials point to, and denials that no statement holds."""

from __future__ import annotations

import re
from typing import Any

import pytest

from musnad.arabic.orthography import fold
from musnad.corpus.evidence import evidence_of
from musnad.model import Document, Span, Statement
from musnad.model.annotations import ChainLink
from musnad.model.evidence import Evidence, Teller
from support import make_doc, named_layers, span_of

OUTLET = Teller(key="outlet:النهار", name="النهار", role="outlet")


def terms_of(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), fold(m.group()).removeprefix("ال")) for m in re.finditer(r"\w+", text)]


def told(doc: Document) -> tuple[Evidence, ...]:
    return evidence_of(doc, document=7, terms_of=terms_of, outlet=OUTLET)


def says(text: str, who: str, cue: str, content: str, **fields: Any) -> Statement:
    link = ChainLink(source=span_of(text, who), cue=span_of(text, cue), origin="test")
    start = text.index(content)
    return Statement(
        id=f"s{start}", content=(Span(start, start + len(content)),), chain=(link,), kind="indirect", origin="test",
        **{"stance": "neutral", **fields},
    )  # fmt: skip


def denies(text: str, who: str, cue: str, content: str) -> Statement:
    return says(text, who, cue, content, stance="deny", polarity=-1)


def denial_in(doc: Document) -> Evidence:
    (found,) = [one for one in told(doc) if one.polarity < 0]
    return found


def words_at(doc: Document, spans: tuple[Span, ...]) -> str:
    return " … ".join(doc.text[span.start : span.end].strip() for span in spans)


def test_denial_that_names_what_it_denies_has_its_words() -> None:
    text = "نفت وزارة الدفاع قصف المستشفى القديم."
    found = denial_in(make_doc(text, statements=(denies(text, "وزارة الدفاع", "نفت", "قصف المستشفى القديم"),)))

    assert (found.denial, found.about) == ("said", ())
    assert found.terms == ("قصف", "مستشفي", "قديم")


def test_denial_that_points_takes_up_what_another_told_before() -> None:
    text = "قال ناشطون إن طائرات قصفت المستشفى القديم. لكن الجيش نفى ذلك."
    said = says(text, "ناشطون", "قال", "طائرات قصفت المستشفى القديم")
    doc = make_doc(text, statements=(said, denies(text, "الجيش", "نفى", "ذلك")))
    found = denial_in(doc)

    assert (found.denial, words_at(doc, found.about)) == ("pointing", "طائرات قصفت المستشفى القديم")
    assert found.terms == ("طاءرات", "قصفت", "مستشفي", "قديم") or "قصفت" in found.terms
    assert words_at(doc, found.spans) == "ذلك"


def test_denied_accusations_are_the_last_that_were_raised() -> None:
    text = (
        "اتهمت النيابة المدير باختلاس أموال المدرسة. وقال الطبيب إن المرض انحسر في القرى. ومثل المدير أمس أمام القضاء. "
        "ونفى المدير جميع الاتهامات."
    )
    accused = says(text, "النيابة", "اتهمت", "اختلاس أموال المدرسة", stance="condemn")
    other = says(text, "الطبيب", "قال", "المرض انحسر في القرى")
    doc = make_doc(text, statements=(accused, other, denies(text, "المدير أمس", "نفى", "جميع الاتهامات")))
    found = denial_in(doc)

    assert (found.denial, words_at(doc, found.about)) == ("accusation", "اختلاس أموال المدرسة")


def test_without_a_statement_a_denial_takes_up_the_sentence_before() -> None:
    text = "وقتل تسعة أشخاص في غارة على السوق. ونفى الجيش هذه المعلومات."
    doc = make_doc(text, statements=(denies(text, "الجيش", "نفى", "هذه المعلومات"),))

    assert words_at(doc, denial_in(doc).about) == "وقتل تسعة أشخاص في غارة على السوق."


def test_first_sentence_points_to_what_is_told_next() -> None:
    text = "نفى المدير هذه التهم. وقالت النيابة إنه اختلس أموال المدرسة."
    said = says(text, "النيابة", "قالت", "اختلس أموال المدرسة", stance="condemn")
    doc = make_doc(text, statements=(denies(text, "المدير", "نفى", "هذه التهم"), said))

    assert words_at(doc, denial_in(doc).about) == "اختلس أموال المدرسة"


def test_clause_of_words_that_point_is_what_is_denied() -> None:
    text = "اتهمت النيابة المدير باختلاس أموال. وينفي المدير تلك الاتهامات، السجن عشرين عاما في حال إدانته."
    accused = says(text, "النيابة", "اتهمت", "اختلاس أموال", stance="condemn")
    denial = denies(text, "المدير تلك", "ينفي", "تلك الاتهامات، السجن عشرين عاما في حال إدانته")

    assert "سجن" not in denial_in(make_doc(text, statements=(accused, denial))).terms


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("الأنباء عن قصف المستشفى لا أساس لها من الصحة", "refuted"),
        ("حصار البلدة مجرد دعاية", "refuted"),
        ("قواته لم تقصف المستشفى", "negated"),
        ("قواته قصفت المستشفى", None),
        ("قواته ستقصف البلدة إذا لم تستسلم", None),
        ("الحصار لم يعد خطرا على السكان", None),
    ],
    ids=["no basis", "propaganda", "did not", "did", "if not", "no longer"],
)
def test_words_that_refute_or_negate_deny(content: str, kind: str | None) -> None:
    text = f"قال الجيش إن {content}."
    (found,) = told(make_doc(text, statements=(says(text, "الجيش", "قال", content),)))

    assert found.denial == kind
    assert found.polarity == (-1 if kind else 1)


def test_wish_that_something_be_not_done_is_no_denial() -> None:
    text = "طالب الوزير بأن لم يقصف الجيش المستشفى."
    said = says(text, "الوزير", "طالب", "لم يقصف الجيش المستشفى", stance="request")
    (found,) = told(make_doc(text, statements=(said,)))

    assert found.denial is None


def test_denial_after_what_is_told_is_evidence_of_its_own() -> None:
    text = "وقتل تسعة أشخاص في غارة على السوق القديم، الأمر الذي نفاه الجيش."
    doc = make_doc(text, statements=(), **named_layers(text, ORG=["الجيش"]))
    voice, denial = told(doc)

    assert (voice.kind, voice.polarity) == ("voice", 1)
    assert denial.origin is not None and denial.origin.name == "الجيش"
    assert words_at(doc, denial.about).startswith("وقتل تسعة أشخاص في غارة")


def test_denial_whose_object_is_far_from_its_verb_is_read() -> None:
    text = "لكن الجيش نفى في تغريدة قصف المستشفى القديم في البلدة."
    found = denial_in(make_doc(text, statements=(), **named_layers(text, ORG=["الجيش"])))

    assert found.origin is not None and found.origin.name == "الجيش"
    assert {"قصف", "مستشفي", "قديم"} <= set(found.terms)


@pytest.mark.parametrize(
    "text",
    ["ولم ينف الجيش قصف المستشفى القديم.", "وعاش الشاعر في المنفى عشرين سنة كاملة."],
    ids=["not denied", "exile"],
)
def test_words_like_a_denial_are_none(text: str) -> None:
    doc = make_doc(text, statements=(), **named_layers(text, ORG=["الجيش"]))

    assert all(one.polarity > 0 for one in told(doc))


def test_name_alone_is_nothing_that_is_denied() -> None:
    text = "وأنكر المنتج سالم مراد، أمام المحكمة، سرقة الفيلم القديم."
    names = named_layers(text, PER=["سالم مراد"])
    misread = denies(text, "المنتج", "أنكر", "سالم مراد")
    found = denial_in(make_doc(text, statements=(misread,), **names))

    assert found.origin is not None and found.origin.name == "سالم مراد"
    assert "سرقة" in found.terms or "سرقه" in found.terms
