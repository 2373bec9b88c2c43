"""Copies and related articles as text: what stands in a line, and how it is cut and painted."""

from __future__ import annotations

import pytest

from musnad.case.copies import copies_of, copy_groups
from musnad.case.related import Reason, Related
from musnad.views.copies_report import render_copies, render_groups, render_related
from unit.case.copies.copy_cases import BUDGET, HARBOUR, SmallCase, joined


def related(days: int | None, *, copies: tuple[int, ...] = ()) -> Related:
    reasons = (Reason("place", "صور", 1.0),)
    return Related(7, "n", None, None, None, 1.5, days, reasons, copies)


@pytest.mark.parametrize(
    ("days", "told"),
    [(None, ""), (0, "; the same day"), (1, "; 1 day apart"), (9, "; 9 days apart")],
    ids=["unknown", "same", "one", "several"],
)
def test_days_between_related_articles_are_told(days: int | None, told: str) -> None:
    last = render_related([related(days)]).splitlines()[-1]

    assert last.startswith("    shares place") and last.endswith(f"صور\u2069{told}")


def test_related_article_without_metadata_says_so() -> None:
    lines = render_related([related(None, copies=(8, 9))]).splitlines()

    assert lines[0] == "#7  no date  no outlet  score 1.50  and 2 of its copies"


def test_nothing_found_is_told() -> None:
    assert render_groups([], str) == "no copies found\n"
    assert render_copies(None, 3, str) == "no copies of 3 found\n"
    assert render_related([]) == "no related articles found\n"


def case_with(other: str) -> tuple[SmallCase, dict[int, str]]:
    case, texts = SmallCase(), {1: joined(HARBOUR, BUDGET), 2: other}
    for text in texts.values():
        case.add(text)
    return case, texts


def test_report_fits_its_width_and_cuts_long_changes() -> None:
    long = " ".join(f"كلمة{n}" for n in range(300))
    case, texts = case_with(joined(HARBOUR, BUDGET, long))

    told = render_copies(copies_of(case.connection, 1), 1, texts.__getitem__, width=60)

    assert "(260)" in told
    assert all(len(line.strip("\u2067\u2069")) <= 62 for line in told.splitlines())


def test_colour_is_given_only_where_asked_for() -> None:
    case, texts = case_with(joined(HARBOUR, BUDGET.replace("قرض", "منحة")))
    groups = copy_groups(case.connection)

    assert "\x1b[" not in render_groups(groups, texts.__getitem__)
    assert "\x1b[1m" in render_groups(groups, texts.__getitem__, colour=True)
    assert "\x1b[31m" in render_copies(groups[0], 1, texts.__getitem__, colour=True)
