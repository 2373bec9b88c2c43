"""How many a text tells of: ranges, what is counted, and whether two figures fit."""

from __future__ import annotations

import pytest

from musnad.arabic.segmentation import tokenize
from musnad.corpus.figures import contrary_figures, count_the_same, fit
from musnad.corpus.quantities import Quantities, find_quantities
from musnad.corpus.text_words import TextWords
from musnad.lexicon.quantities import quantity_words
from musnad.model import Span, TimeExpression
from musnad.model.evidence import Counted
from support import make_doc, span_of

WORDS = quantity_words()


def found(words: str) -> list[tuple[float, float | None, str, str]]:
    """Return the ends, the noun and the kind of each quantity."""
    tokens = tokenize(words)
    return [
        (q.low, q.high, "" if q.noun is None else tokens[q.noun].form, q.kind) for q in find_quantities(tokens, WORDS)
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("مقتل 14 شخصا وإصابة أكثر من ألف عامل", [(14, 14, "شخصا", "killed"), (1000, None, "عامل", "wounded")]),
        ("غادر 15 ألف شخص على الأقل المدينة", [(15000, None, "شخص", "displaced")]),
        ("ما لا يقل عن 17 قتيلا", [(17, None, "قتيلا", "killed")]),
        ("أقل من عشرين موظفا", [(0, 20, "موظفا", "")]),
        ("نحو 100 سفينة", [(90, 110, "سفينة", "")]),
        ("بيعت مئات السيارات", [(200, 1999, "السيارات", "")]),
        ("عشرات الآلاف من العمال", [(20000, 199999, "العمال", "")]),
        ("مئات آلاف النسخ", [(200000, 1999999, "النسخ", "")]),
        ("أكثر من نصف مليون كتاب", [(500000, None, "كتاب", "")]),
        ("ما بين 12 ألفا و16 ألف كتاب", [(12000, 16000, "كتاب", "")]),
        ("بين ثلاثة وستة أشهر", [(3, 6, "اشهر", "")]),
        ("مئتي ألف كتاب", [(200000, 200000, "كتاب", "")]),
        ("انخفض السعر 35 في المئة", [(35, 35, "", "")]),
        ("قتل 5 من الجنود", [(5, 5, "الجنود", "killed")]),
        ("قتل 43 شخصا بينهم 16 في السوق", [(43, 43, "شخصا", "killed"), (16, 16, "", "killed")]),
        ("وزار الوفد المدينة", []),
    ],
    ids=["killed and wounded", "at least after", "no fewer", "fewer in words", "about", "hundreds", "tens of thousands",
         "hundreds of thousands", "half a million", "range", "range in words", "two hundred thousand", "percent",
         "of the soldiers", "among them", "none"],
)  # fmt: skip
def test_numbers_are_read_as_ranges(words: str, expected: list[tuple[float, float | None, str, str]]) -> None:
    assert found(words) == expected


def test_numbers_of_dates_are_no_quantities_and_places_are_those_of_the_text() -> None:
    text = "في 12 آذار قتل 16 جنديا"
    date = span_of(text, "12 آذار")
    times = (TimeExpression(start=date.start, end=date.end, type="DATE", value="XXXX-03-12", origin="test"),)
    words = TextWords(text, lambda text: [(t.start, t.end, t.form) for t in tokenize(text)])
    (only,) = Quantities(make_doc(text, times=times), words, WORDS).counted_in(Span(0, len(text)))

    assert text[only.span.start : only.span.end] == "16"
    assert (only.noun, only.kind, only.persons) == ("جنديا", "killed", True)


def many(low: float, high: float | None = -1, **fields: object) -> Counted:
    given = {"noun": "كتاب", **fields}
    return Counted(span=Span(0, 1), low=low, high=low if high == -1 else high, **given)  # type: ignore[arg-type]  # tests pass fields by name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (many(16), many(16), True),
        (many(16), many(17), False),
        (many(16, None), many(20), True),
        (many(16, None), many(9), False),
        (many(20, 199), many(30), True),
        (many(90, 110), many(95), True),
        (many(150_000, None), many(200_000, None), False),
        (many(150_000, None), many(160_000, None), True),
    ],
    ids=["same", "other", "at least, above", "at least, below", "dozens", "about", "two without end", "near ones"],
)
def test_figures_fit_where_some_number_may_be_meant_by_both(one: Counted, other: Counted, expected: bool) -> None:
    assert fit(one, other) is fit(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (many(1), many(2), True),
        (many(1, noun="كتاب"), many(2, noun="سفينه"), False),
        (many(1, kind="killed", persons=True), many(2, kind="wounded", persons=True), False),
        (many(1, kind="killed", persons=True, noun="طفلا"), many(2, persons=True, noun="مدنيا"), True),
        (many(1, persons=True), many(2), False),
        (many(1, unit="percent"), many(2, unit="percent"), True),
        (many(1, unit="percent"), many(2), False),
    ],
    ids=["noun", "other noun", "killed, wounded", "people", "people, books", "shares", "share, number"],
)
def test_only_the_same_is_compared(one: Counted, other: Counted, expected: bool) -> None:
    assert count_the_same(one, other) is expected


def test_figure_that_the_other_gives_too_is_no_contradiction() -> None:
    assert list(contrary_figures([many(16)], [many(43)])) == [(0, 0)]
    assert list(contrary_figures([many(16)], [many(43), many(16)])) == []
