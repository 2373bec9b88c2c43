"""Groups grow by the average, do not depend on order, and follow what people decided."""

from __future__ import annotations

from itertools import permutations

import pytest

from musnad.corpus.grouping import Decision, group
from support import done_within

TOGETHER = Decision(frozenset("abc"))
APART = Decision(frozenset("a"), frozenset("bc"))


def test_groups_need_the_average() -> None:
    chain = [("a", "b", 0.9), ("b", "c", 0.9)]

    assert group("abc", chain, (), least=0.65) == (("a", "b"), ("c",))
    assert group("abc", [*chain, ("a", "c", 0.5)], (), least=0.65) == (("a", "b", "c"),)


def test_groups_do_not_depend_on_the_order_of_chances() -> None:
    chances = [("a", "b", 0.8), ("b", "c", 0.8), ("c", "d", 0.8), ("a", "c", 0.7), ("b", "d", 0.4)]

    assert len({group("abcd", order, [("a", "d")], least=0.3) for order in permutations(chances)}) == 1


def test_what_contradicts_a_member_stays_out_of_the_whole_group() -> None:
    chances = [("a", "b", 0.9), ("b", "c", 0.8), ("a", "c", 0.8)]

    assert group("abc", chances, [("c", "a")]) == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ((), (("a", "b"), ("c",))),
        ((TOGETHER,), (("a", "b", "c"),)),
        ((APART,), (("a",), ("b",), ("c",))),
        ((TOGETHER, APART), (("a",), ("b", "c"))),
        ((APART, TOGETHER), (("a", "b", "c"),)),
    ],
    ids=["none", "together against a contradiction", "apart against a chance", "the later parts", "the later joins"],
)
def test_decisions_win_and_the_later_over_the_earlier(
    decisions: tuple[Decision, ...], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert group("abc", [("a", "b", 0.9)], [("a", "c")], decisions=decisions) == expected


def test_decision_on_what_is_gone_does_no_harm() -> None:
    assert group("ab", [], [], decisions=[Decision(frozenset("xa")), Decision(frozenset("a"), frozenset("y"))]) == (
        ("a",),
        ("b",),
    )


def test_integers_are_keys_as_well() -> None:
    assert group([3, 1, 2], [(3, 1, 0.9)], ()) == ((1, 3), (2,))


def test_many_of_one_kind_are_grouped_fast() -> None:
    number = 600
    chances = [(a, b, 0.9) for a in range(number) for b in range(a + 1, number)]
    with done_within(20):
        assert len(group(range(number), chances, [])) == 1
