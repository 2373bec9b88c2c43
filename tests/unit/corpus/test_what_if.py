"""What falls when somebody is left out."""

from __future__ import annotations

from typing import Any

from claim_kit import claim_of
from musnad.corpus.what_if import Difference, keys_of_side, leave_out


def without(key: str, *chains: str, same: tuple[int, ...] = (), **given: Any) -> tuple[Difference, ...]:
    return leave_out([claim_of(*chains)], [key], same_text={f"e{n}": "t" for n in same}, **given)


def test_source_takes_its_evidence_along() -> None:
    (change,) = without("minister", "out1 minister", "out2 general", "out3 minister")

    assert (change.fallen, change.lost) == (("e1", "e3"), ("minister",))
    assert (change.before.origins_lower.value, change.after.origins_lower.value) == (2, 1)
    assert not change.loses_its_last_origin and not change.is_gone


def test_agency_takes_along_all_that_passed_through_it() -> None:
    (change,) = without("afp", "out1 afp minister", "out2 afp general", "out3 ?army")

    assert change.fallen == ("e1", "e2")
    assert change.loses_its_last_origin and not change.is_gone


def test_claim_with_nothing_left_is_gone() -> None:
    (change,) = without("afp", "out1 afp minister", "out2 afp")

    assert change.is_gone and change.after.articles.value == 0


def test_outlet_takes_its_concealed_copies_along() -> None:
    (change,) = without("out1", "out1 minister", "out2", "out3 general", same=(1, 2))

    assert change.fallen == ("e1", "e2")


def test_copy_that_has_it_from_the_agency_stays_without_the_other_outlet() -> None:
    (change,) = without("out1", "out1 afp minister", "out2 afp minister", same=(1, 2))

    assert (change.fallen, change.after.origins_lower.value) == (("e1",), 1)


def test_agency_does_not_become_an_origin_when_its_source_is_left_out() -> None:
    (change,) = without("minister", "out1 afp", "out2 afp minister")

    assert change.is_gone


def test_circle_does_not_become_an_origin_when_an_outlet_of_it_is_left_out() -> None:
    (change,) = without("out2", "out1 out2", "out2 out1", "out3 out1")

    assert change.is_gone


def test_side_is_left_out_with_all_its_keys() -> None:
    sides = {"minister": "a", "general": "a", "rebel": "b"}
    claims = [
        claim_of("out1 minister", "out2 rebel", id="x"),
        claim_of("out1 general", id="y"),
        claim_of("o p", id="z"),
    ]
    changes = leave_out(claims, keys_of_side("a", sides), sides=sides)

    assert [(change.claim, change.is_gone) for change in changes] == [("y", True), ("x", False)]


def test_of_claims_that_fall_alike_the_one_most_articles_tell_comes_first() -> None:
    claims = [claim_of("out1 afp", id="x"), claim_of("out1 afp", "out2 afp", id="y")]

    assert [change.claim for change in leave_out(claims, ["afp"])] == ["y", "x"]


def test_other_name_of_the_one_left_out_counts_as_he() -> None:
    (change,) = without("fp", "out1 afp", "out2 minister", same_teller={"fp": "afp"})

    assert change.fallen == ("e1",)


def test_leaving_out_nobody_changes_nothing() -> None:
    assert leave_out([claim_of("out1 minister")], []) == ()
