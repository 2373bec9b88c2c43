"""What several articles say of one thing comes back once, and in order."""

from __future__ import annotations

from musnad.exports.linked.gathering import gathering


def test_things_come_in_order_with_each_fact_once() -> None:
    with gathering() as gathered:
        for thing, name, value in (
            ("b", "name", "ب"), ("a", "name", "ثان"), ("a", "name", "أول"), ("a", "x", "1"), ("a", "name", "ثان"),
        ):  # fmt: skip
            gathered.add(thing, name, value)
        assert list(gathered.things()) == [("a", {"name": ["أول", "ثان"], "x": ["1"]}), ("b", {"name": ["ب"]})]


def test_a_fact_is_kept_once_beyond_what_is_remembered() -> None:
    with gathering() as gathered:
        for round_ in range(2):
            for number in range(60_000 - round_):
                gathered.add(str(number), "name", "x")
        things = list(gathered.things())
    assert len(things) == 60_000 and all(facts == {"name": ["x"]} for _, facts in things)


def test_has_knows_what_was_added() -> None:
    with gathering() as gathered:
        gathered.add("a", "name", "x")
        assert gathered.has("a") and not gathered.has("b")
        assert list(gathered.things())
