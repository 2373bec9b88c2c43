"""Groups of copies: what is one work, which came first, and what is compared with what."""

from __future__ import annotations

import pytest

from musnad.case.copies import Group, Kind, copied_among, copies_of, copy_groups, pairs_with
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, LIBRARY, ORCHARD, PROTEST, SmallCase, joined

TEXT = joined(HARBOUR, BUDGET)


def only(case: SmallCase) -> Group:
    (group,) = copy_groups(case.connection)
    return group


def dated(*published: str | None) -> Group:
    case = SmallCase()
    for number, moment in enumerate(published):
        case.add(TEXT, outlet=f"صحيفة {number}", published=moment, added=f"2026-01-0{number + 1}T00:00:00Z")
    return only(case)


@pytest.mark.parametrize(
    ("published", "first", "basis"),
    [
        (("2026-01-02", "2026-01-01"), 2, "published"),
        (("2026-01-01T10:00:00+03:00", "2026-01-01T08:30:00+00:00"), 1, "published"),
        (("2026-01-01", "2026-01-01"), None, None),
        (("2026-01-01", "2026-01-01T08:30:00"), None, None),
        (("2026-01-01T08:30:00", "2026-01-01T08:30:00+00:00"), None, None),
        ((None, "2026-01-05"), 2, "published"),
        ((None, None), 1, "added"),
    ],
    ids=["day", "hour-with-zone", "same-day", "hour-of-one", "zone-of-one", "one-undated", "undated"],
)
def test_first_is_told_by_dates(published: tuple[str | None, ...], first: int | None, basis: str | None) -> None:
    group = dated(*published)

    assert (group.first, group.basis) == (first, basis)


def test_works_stand_by_their_days_with_undated_ones_last() -> None:
    assert dated("2026-01-03", None, "2026-01-01").documents == (3, 1, 2)


def test_recrawls_are_versions_of_one_work() -> None:
    case = SmallCase()
    case.add(TEXT, outlet="الساحل", title="توسعة الميناء", published="2026-01-01")
    case.add(joined(TEXT, PROTEST), outlet="الساحل", title="توسعة الميناء", published="2026-01-02")
    case.add(TEXT, outlet="الوادي", title="الميناء يتوسع", published="2026-01-03")

    group = only(case)

    assert [work.documents for work in group.works] == [(1, 2), (3,)]
    assert group.outlets == ("الساحل", "الوادي")
    assert group.work_of(2) is group.works[0]


def test_recrawls_alone_are_no_group() -> None:
    case = SmallCase()
    for _ in range(3):
        case.add(TEXT, outlet="الساحل", title="توسعة الميناء")

    assert copy_groups(case.connection) == ()
    assert copies_of(case.connection, 1) is None


def test_link_leads_to_the_first_else_to_the_nearest() -> None:
    case = SmallCase()
    case.add(joined(LIBRARY, ORCHARD), published="2026-01-01")
    case.add(joined(ORCHARD, CHESS), published="2026-01-02")
    case.add(joined(CHESS, HARBOUR), published="2026-01-03")

    first, second, third = only(case).works

    assert first.link is None
    assert second.link is not None and (second.link.other, second.link.kind) == (1, Kind.EDITED)
    assert third.link is not None and third.link.other == 2
    assert 0 < third.link.share < 1


def test_group_of_a_document_is_found_through_others() -> None:
    case = SmallCase()
    for paragraphs in ((LIBRARY, ORCHARD), (ORCHARD, CHESS), (CHESS, HARBOUR), (BUDGET, PROTEST)):
        case.add(joined(*paragraphs))

    group = copies_of(case.connection, 3)

    assert group is not None and set(group.documents) == {1, 2, 3}
    assert copies_of(case.connection, 4) is None
    assert (group,) == copy_groups(case.connection)


def test_copied_among_names_each_by_the_least_of_its_group() -> None:
    case = SmallCase()
    for paragraphs in ((LIBRARY, ORCHARD), (ORCHARD, CHESS), (CHESS, HARBOUR), (BUDGET, PROTEST)):
        case.add(joined(*paragraphs))

    assert copied_among(case.connection, [1, 2, 3, 4]) == {1: 1, 2: 1, 3: 1}
    assert copied_among(case.connection, [3]) == {3: 1}


def test_copied_among_leaves_out_recrawls_alone() -> None:
    case = SmallCase()
    for _ in range(3):
        case.add(TEXT, outlet="الساحل", title="توسعة الميناء")

    assert copied_among(case.connection, [1, 2, 3]) == {}


def test_larger_groups_come_first_and_small_ones_can_be_left_out() -> None:
    case = SmallCase()
    for text, times in ((HARBOUR, 2), (LIBRARY, 3)):
        for _ in range(times):
            case.add(text)

    assert [len(group.works) for group in copy_groups(case.connection)] == [3, 2]
    assert [len(group.works) for group in copy_groups(case.connection, least=3)] == [3]
    assert len(copy_groups(case.connection, limit=1)) == 1


def test_pairs_go_from_the_earlier_to_the_later() -> None:
    group = dated("2026-01-02", "2026-01-01", "2026-01-03")

    assert [(earlier, later, work.document) for earlier, later, work in pairs_with(group, 1)] == [(2, 1, 2), (1, 3, 3)]


def test_document_outside_a_group_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="document 9 is not in the group"):
        dated("2026-01-02", "2026-01-01").work_of(9)
