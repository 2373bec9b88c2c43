"""Bylines and notes of translation, and sentences that are none."""

from __future__ import annotations

import pytest

from musnad.corpus.bylines import credits_of, media_names
from musnad.lexicon import Lexicon
from musnad.model import Document
from musnad.model.evidence import Teller

NAMES = media_names(Lexicon().actors)
OUTLET = Teller(key="outlet:الغد", name="الغد", role="outlet")


def credited(text: str, *, author: str | None = None, outlet: Teller = OUTLET) -> list[tuple[str, str]]:
    doc = Document(id="x", text=text, author=author, title="عنوان")
    return [(credit.kind, credit.teller.name) for credit in credits_of(doc, outlet, NAMES)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("عنوان\n\nدبي (رويترز) - قال الوزير إن الميناء مغلق.", id="in-brackets"),
        pytest.param("عنوان\n\nرويترز- الرباط (المغرب): قال الوزير إن الميناء مغلق.", id="before-the-place"),
        pytest.param("رويترز: قال الوزير إن الميناء مغلق.", id="alone"),
        pytest.param("الغد – رويترز\nقال الوزير إن الميناء مغلق.", id="after-the-outlet"),
        pytest.param("قال الوزير إن الميناء مغلق منذ يومين بسبب العاصفة.\nالمصدر: رويترز", id="closing-line"),
        pytest.param("قال الوزير إن الميناء مغلق منذ يومين بسبب العاصفة.\n(رُويـترز)", id="vowelled"),
    ],
)
def test_agency_is_credited(text: str) -> None:
    assert credited(text) == [("byline", "رويترز")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("قالت رويترز: الميناء مغلق.", id="told-in-a-sentence"),
        pytest.param("دبي - قال الوزير لوكالة رويترز إن الميناء مغلق.", id="addressed"),
        pytest.param("قال الوزير إن الميناء مغلق.\nونفت رويترز - في بيان - ذلك.", id="in-the-last-line"),
        pytest.param("سكاي نيوز عربية - قال الوزير إن الميناء مغلق.", id="outlet-without-translation"),
        pytest.param("", id="empty"),
    ],
)
def test_sentence_credits_nobody(text: str) -> None:
    assert credited(text) == []


def test_agency_after_a_date_is_credited() -> None:
    text = "عنوان\n\nالرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس\nقال الوزير إن الميناء مغلق."

    assert credited(text) == [("byline", "واس")]


def test_author_is_read() -> None:
    assert credited("قال الوزير إن الميناء مغلق.", author="الوئام - رويترز:") == [("byline", "رويترز")]


def test_two_agencies_are_both_credited() -> None:
    assert [name for _, name in credited("قال الوزير.", author="رويترز، واس")] == ["رويترز", "واس"]


def test_outlet_does_not_credit_itself() -> None:
    reuters = Teller(key=NAMES["رويترز"].key, name="رويترز", role="outlet")

    assert credited("دبي (رويترز) - قال الوزير.", outlet=reuters) == []


def test_translated_outlet_is_credited() -> None:
    text = "قال الوزير إن الميناء مغلق منذ يومين بسبب العاصفة.\nترجمة عن سكاي نيوز عربية"

    assert credited(text) == [("translation", "سكاي نيوز عربية")]


def test_credit_has_its_place_in_the_text() -> None:
    doc = Document(id="x", text="دبي (رويترز) - قال الوزير.")
    (credit,) = credits_of(doc, OUTLET, NAMES)

    assert credit.teller.source is not None and doc.slice(credit.teller.source) == "رويترز"
