"""Two outlets on one story: what both tell, what differs, who is cited, who carries a denial."""

from __future__ import annotations

import msgspec
import pytest

from claim_kit import tell
from musnad.corpus.comparing import Comparison, Given, compare_outlets
from musnad.model import Span
from musnad.model.evidence import Counted, Evidence, Opposition


def compared(*claims: tuple[Evidence, ...], **given: object) -> Comparison:
    """Compare out1 with out2 over claims numbered from 1."""
    made = [Given(claim=n, reports=reports, articles=len(reports)) for n, reports in enumerate(claims, 1)]
    return compare_outlets(made, "out1", "out2", **given)  # type: ignore[arg-type]


def killed(low: float, high: float | None = None) -> Counted:
    return Counted(span=Span(0, 2), low=low, high=high or low, kind="killed", persons=True)


def test_a_claim_of_both_stands_with_the_reports_of_each_in_the_order_of_time() -> None:
    late, early = tell("out1 ali", 1, day="2018-05-02"), tell("out1 ali", 2, day="2018-05-01")
    other = tell("out2 ali", 3, day="2018-05-01")
    (shared,) = compared((late, early, other)).both
    assert shared.one == (early, late)
    assert shared.other == (other,)
    assert shared.differs == ()


def test_a_claim_of_one_alone_is_listed_for_it_with_all_who_tell_it() -> None:
    found = compare_outlets([Given(claim=7, reports=(tell("out1 ali", 1),), articles=5, outlets=3)], "out1", "out2")
    assert [(lone.claim, lone.articles, lone.outlets) for lone in found.one_alone] == [(7, 5, 3)]
    assert found.both == found.other_alone == ()


def test_what_neither_tells_is_left_out() -> None:
    found = compared((tell("out3 ali", 1),))
    assert (found.both, found.one_alone, found.other_alone) == ((), (), ())


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("out1 ali", "out2 ali", ()),
        ("out1 ali", "out2 omar", ("source",)),
        ("out1 ali", "out2", ("source",)),
        ("out1", "out2", ()),
        ("out1 ?army", "out2", ("unnamed",)),
        ("out1 ?army", "out2 ?police", ()),
        ("out1 afp ali", "out2 ali", ()),
    ],
    ids=["same", "another source", "named by one alone", "own voice", "unnamed in one", "unnamed in both", "relay"],
)
def test_sources_that_differ_are_said(one: str, other: str, differs: tuple[str, ...]) -> None:
    (shared,) = compared((tell(one, 1), tell(other, 2))).both
    assert shared.differs == differs


def test_another_stance_is_said() -> None:
    (shared,) = compared((tell("out1 ali", 1, stance="doubt"), tell("out2 ali", 2))).both
    assert shared.differs == ("stance",)


def test_another_strength_of_the_same_teller_is_said() -> None:
    weak = tell("out2 ali", 2)
    weak = msgspec.structs.replace(
        weak, chain=(weak.chain[0], msgspec.structs.replace(weak.chain[1], strength="hearsay"))
    )
    (shared,) = compared((tell("out1 ali", 1), weak)).both
    assert shared.differs == ("strength",)


def test_figures_for_the_same_thing_stand_beside_each_other() -> None:
    (shared,) = compared((tell("out1", 1, quantities=(killed(12),)), tell("out2", 2, quantities=(killed(16),)))).both
    assert shared.differs == ("figure",)
    assert [(pair.one.low, pair.other.low) for pair in shared.figures] == [(12, 16)]


def test_a_figure_that_both_give_somewhere_does_not_differ() -> None:
    reports = (
        tell("out1", 1, quantities=(killed(12),)),
        tell("out2", 2, quantities=(killed(16),)),
        tell("out2", 3, quantities=(killed(12),)),
    )
    assert compared(reports).both[0].figures == ()


def test_everyone_cited_is_counted_for_each_and_the_unnamed_together() -> None:
    found = compared(
        (tell("out1 afp ali", 1), tell("out2 ali", 2)),
        (tell("out1 ?army", 3),),
        (tell("out1 ?police", 4), tell("out2", 5)),
    )
    assert {c.key: (len(c.one), len(c.other)) for c in found.cited} == {"ali": (1, 1), "afp": (1, 0), "": (2, 0)}


def test_parts_are_named_unnamed_and_own_voice() -> None:
    found = compared((tell("out1 ali", 1), tell("out1 ?army", 2), tell("out1", 3), tell("out2", 4)))
    assert [len(part) for part in (found.one.named, found.one.unnamed, found.one.own_voice)] == [1, 1, 1]
    assert len(found.other.own_voice) == 1


def opposition(one: Evidence, other: Evidence, **fields: object) -> tuple[Opposition, Evidence]:
    given = {"kind": "denial", "words": "x", **fields}
    return Opposition(one=one.id, other=other.id, **given), other  # type: ignore[arg-type]


def test_a_denial_that_one_carries_is_said_with_what_it_denies() -> None:
    told, denial = tell("out1 ali", 1), tell("out2 omar", 2, denial="said", polarity=-1)
    found = compared((told,), (denial,), against=[opposition(told, denial)], claim_of={denial.id: 2})
    (denied,) = found.denied
    assert (denied.told, denied.denial, denied.tells, denied.carries) == (told, denial, ("one",), ("other",))


def test_a_denial_of_a_third_outlet_is_carried_by_neither() -> None:
    told, denial = tell("out1 ali", 1), tell("out3 omar", 2, denial="said", polarity=-1)
    assert compared((told,), against=[opposition(told, denial)]).denied[0].carries == ()


def test_a_denial_is_listed_once_with_the_likeliest_of_what_it_denies() -> None:
    one, two = tell("out1 ali", 1), tell("out2 ali", 3)
    denial = tell("out1 omar", 2, denial="said", polarity=-1)
    against = [opposition(one, denial, chance=0.6), opposition(two, denial, chance=0.9)]
    found = compared((one,), (two,), (denial,), against=against, claim_of={denial.id: 3})
    assert [denied.told for denied in found.denied] == [two]


def test_what_is_denied_is_not_listed_as_the_denial_of_its_denial() -> None:
    told, denial = tell("out1 ali", 1), tell("out2 omar", 2, denial="said", polarity=-1)
    assert compared((denial,), (told,), against=[opposition(denial, told)]).denied == ()


def test_another_figure_is_no_denial() -> None:
    told, denial = tell("out1 ali", 1), tell("out2 omar", 2, denial="said", polarity=-1)
    assert compared((told,), against=[opposition(told, denial, kind="figure")]).denied == ()


def test_claims_that_most_articles_tell_come_first() -> None:
    found = compare_outlets(
        [
            Given(claim=1, reports=(tell("out1", 1), tell("out2", 2)), articles=2),
            Given(claim=2, reports=(tell("out1", 3), tell("out2", 4)), articles=9),
        ],
        "out1", "out2",
    )  # fmt: skip
    assert [shared.claim for shared in found.both] == [2, 1]
