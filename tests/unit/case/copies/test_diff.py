"""What changed between two texts, and what they share: spans of words in either."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.orthography import fold
from musnad.case.copies import Change, Difference, shared_passages, word_diff
from musnad.case.copies.words import word_spans
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, LIBRARY, PARAGRAPHS, joined

WORDS = ("قال", "الوزير", "إنّ", "الجسر", "مغلق", "اليوم", "ومفتوح", "أمس", "١٢", "F16")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def told(a: str, b: str) -> list[tuple[str, str | None, str | None]]:
    def cut(text: str, d: object) -> str | None:
        return None if d is None else text[d.start : d.end]  # type: ignore[attr-defined]  # a span

    return [(d.kind.value, cut(a, d.a), cut(b, d.b)) for d in word_diff(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "changes"),
    [
        ("قال الوزير اليوم", "قال الوزير أمس", [("replaced", "اليوم", "أمس")]),
        ("قال الوزير", "قال معالي الوزير", [("added", None, "معالي")]),
        ("قال معالي الوزير", "قال الوزير", [("removed", "معالي", None)]),
        ("أكّد إلى الجهة،", "اكد الى الجهة", []),
        ("وقال الوزير", "قال الوزير", [("replaced", "وقال", "قال")]),
        ("", "", []),
        ("", "خبر عاجل", [("added", None, "خبر عاجل")]),
        ("خبر عاجل", "", [("removed", "خبر عاجل", None)]),
        ("خبر", "نبأ", [("replaced", "خبر", "نبأ")]),
        ("بلغ 12 قتيلا", "بلغ ١٣ قتيلا", [("replaced", "12", "١٣")]),
        ("بلغ 12 قتيلا", "بلغ ١٢ قتيلا", []),
        ("قال 😀 الوزير", "قال الوزير", []),
    ],
    ids=["replaced", "added", "removed", "spelling", "and", "empty", "from-nothing", "to-nothing", "one-word", "figure",
         "eastern-digits", "emoji"],
)  # fmt: skip
def test_diff_tells_words(a: str, b: str, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert told(a, b) == changes


def test_diff_of_a_moved_paragraph_removes_and_adds_it() -> None:
    found = told(joined(HARBOUR, BUDGET, LIBRARY), joined(HARBOUR, LIBRARY, BUDGET))

    assert sorted(kind for kind, *_ in found) == ["added", "removed"]


def test_diff_joins_changes_around_a_word_that_stayed_by_chance() -> None:
    a = "بدأت اللجنة عملها في المدينة القديمة"
    b = "زارت الوزيرة السوق في جولة قصيرة"

    assert told(a, b) == [("replaced", a, b)]


def test_diff_of_long_texts_with_nothing_in_common_is_one_change() -> None:
    a, b = " ".join(f"كلمة{n}" for n in range(900)), " ".join(f"لفظ{n}" for n in range(900))

    assert told(a, b) == [("replaced", a, b)]


@given(TEXTS, TEXTS)
def test_diff_slices_to_whole_words_and_leaves_the_same_words(a: str, b: str) -> None:
    rest = []
    for text, spans in ((a, [d.a for d in word_diff(a, b)]), (b, [d.b for d in word_diff(a, b)])):
        taken = [span for span in spans if span is not None]
        assert all(one.end < other.start for one, other in pairwise(taken))
        words = word_spans(text)
        assert {s.start for s in taken} <= {start for start, _ in words}
        assert {s.end for s in taken} <= {end for _, end in words}
        rest.append([fold(text[s:e]) for s, e in words if not any(t.start <= s < t.end for t in taken)])

    assert rest[0] == rest[1]


@given(TEXTS)
def test_diff_of_a_text_with_itself_is_empty(text: str) -> None:
    assert word_diff(text, text) == ()


def test_difference_needs_words() -> None:
    with pytest.raises(ValueError, match="words on one side"):
        Difference(None, None)
    assert Change("added") is Change.ADDED


def test_passage_inside_other_articles_is_found_where_it_stands() -> None:
    a, b = joined(LIBRARY, HARBOUR), joined(HARBOUR, CHESS, BUDGET)

    (passage,) = shared_passages(a, b)

    assert (passage.a.start, passage.b.start) == (a.index(HARBOUR), 0)
    assert a[passage.a.start : passage.a.end] == b[passage.b.start : passage.b.end] == HARBOUR.rstrip(".")
    assert passage.words == len(word_spans(HARBOUR))


def test_passages_in_another_order_are_found() -> None:
    found = shared_passages(joined(HARBOUR, LIBRARY, BUDGET), joined(BUDGET, CHESS, HARBOUR))

    assert [(p.words > 30) for p in found] == [True, True]
    assert found[0].b.start > found[1].b.start


@pytest.mark.parametrize("text", ["", "خبر", "خبر " * 500, HARBOUR], ids=["empty", "word", "one-word-again", "other"])
def test_no_passage_is_shared_with_another_story(text: str) -> None:
    assert shared_passages(text, LIBRARY) == ()
    assert shared_passages(LIBRARY, text) == ()


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=4), st.lists(st.sampled_from(PARAGRAPHS), max_size=4))
def test_passages_of_one_text_do_not_overlap(one: list[str], other: list[str]) -> None:
    a, b = joined(*one), joined(*other)
    found = shared_passages(a, b)

    for spans in ([p.a for p in found], sorted(p.b for p in found)):
        assert all(s.end <= t.start for s, t in pairwise(spans))
    assert bool(found) == bool(set(one) & set(other))
