"""What follows from decisions on who is who."""

from __future__ import annotations

from musnad.corpus.merging import Action, IdentityDecision, contradiction_in, merged, parts, way_between


def made(number: int, action: Action, one: str, other: str, undone: str | None = None) -> IdentityDecision:
    return IdentityDecision(number=number, action=action, one=one, other=other, undone=undone)


MERGES = [made(1, "merge", "a", "b"), made(2, "merge", "b", "c"), made(3, "merge", "x", "y")]


def test_merged_keys_have_one_that_stands_for_them() -> None:
    assert merged(MERGES) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
    assert parts(reversed(MERGES)) == (("a", "b", "c"), ("x", "y"))


def test_row_of_the_lexicon_stands_for_names_and_a_long_name_for_a_short_one() -> None:
    assert merged([made(1, "merge", "PER:علي بن سعد الغامدي", "actors:z")])["PER:علي بن سعد الغامدي"] == "actors:z"
    assert merged([made(1, "merge", "PER:ا", "PER:ب ا")])["PER:ا"] == "PER:ب ا"
    assert merged([made(1, "merge", "PER:ا", "unnamed:d:s:0")])["unnamed:d:s:0"] == "PER:ا"


def test_decision_taken_back_says_nothing() -> None:
    assert merged([made(1, "merge", "a", "b", undone="2026-01-01T00:00:00Z")]) == {}
    taken_back = made(2, "split", "a", "b", undone="2026-01-01T00:00:00Z")
    assert contradiction_in([made(1, "merge", "a", "b"), taken_back]) is None


def test_way_between_keys_is_the_shortest() -> None:
    longer = [*MERGES, made(4, "merge", "a", "c")]
    assert [d.number for d in way_between(longer, "a", "c")] == [4]
    assert [d.number for d in way_between(MERGES, "c", "a")] == [1, 2]
    assert way_between(MERGES, "a", "x") == ()
    assert way_between(MERGES, "q", "a") == ()


def test_contradiction_names_the_split_and_the_merges() -> None:
    found = contradiction_in([*MERGES, made(4, "split", "a", "x"), made(5, "split", "a", "c")])
    assert found is not None
    assert (found.split.number, [d.number for d in found.merges]) == (5, [1, 2])
    assert contradiction_in([*MERGES, made(4, "split", "a", "x")]) is None


def test_no_decisions_merge_nothing() -> None:
    assert merged([]) == {}
    assert merged([made(1, "split", "a", "b")]) == {}
