"""Which entries of a timeline are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from claim_kit import claim_of, tell
from musnad.corpus.timeline import unit_for
from musnad.corpus.timeline_choice import Placed, Wanted, choose, place, within
from unit.corpus.weighed_claims import event, month, weigh


def placed() -> tuple[Placed, ...]:
    day = "2018-10-10"
    return place(
        weigh(
            claim_of(tell("out1 minister", 1, day=day, events=(event("a > b", on="2018-10-02"),)),
                     tell("out2 minister", 2, day=day, events=(event("a > b", on="2018-10-02"),)), id="two"),
            claim_of(tell("out1 general", 3, day=day,
                          events=(event("c > b", on=month("2018-10", "31"), status="denied"),
                                  event("c > d", type="ACCUSE"))),
                     id="denied"),
            claim_of(tell("out3", 4, day=None), id="undated"),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Wanted(), ["denied", "two", "undated"], id="everything"),
        pytest.param(Wanted(several=True), ["two"], id="several outlets"),
        pytest.param(Wanted(keys=frozenset(("a",))), ["two"], id="party"),
        pytest.param(Wanted(keys=frozenset(("general",))), ["denied"], id="teller"),
        pytest.param(Wanted(keys=frozenset()), [], id="nobody"),
        pytest.param(Wanted(type="ACCUSE"), ["denied"], id="type"),
        pytest.param(Wanted(status="denied"), ["denied"], id="status"),
        pytest.param(Wanted(type="ACCUSE", status="denied"), [], id="type and status of two events"),
        pytest.param(Wanted(type="<script>"), [], id="no type"),
    ],
)
def test_choose_keeps_what_is_wanted(wanted: Wanted, expected: list[str]) -> None:
    found = choose(placed(), wanted)

    assert [entry.claim for entry in (*found.entries, *found.undated)] == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param("2018-10-02", "2018-10-02", ["denied", "two"], id="a month may be any of its days"),
        pytest.param("2018-10-20", None, ["denied"], id="from"),
        pytest.param(None, "2018-09-30", [], id="until"),
    ],
)
def test_within_keeps_what_may_lie_in_the_days(since: str | None, until: str | None, expected: list[str]) -> None:
    days = [None if day is None else date.fromisoformat(day) for day in (since, until)]
    found = within([one.entry for one in placed()], days[0], days[1])

    assert [entry.claim for entry in found] == expected


def test_unit_is_the_finest_with_few_periods() -> None:
    claims = [claim_of(tell("out1 x", n, events=(event(on=f"2018-{n:02}-05"),)), id=f"c{n}") for n in range(1, 13)]
    entries = [one.entry for one in place(weigh(*claims))]

    assert unit_for(entries) == "day"
    assert unit_for(entries, most=11) == "year"
    assert unit_for([]) == "day"
