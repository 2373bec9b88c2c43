"""The figures that reports of a claim give: who told which number of what, and when.

What comes in are reports, those of the claim and those that another figure sets against it; what goes out are rows of
numbers that count the same thing, in the order of time. Numbers of which it is not told what they count are left out.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.corpus.figures import count_the_same
from musnad.corpus.moments import order_key
from musnad.corpus.routes import in_order
from musnad.model.evidence import Counted, Evidence, Teller

__all__ = ["FigureTold", "FiguresTold", "figures_told"]


class FigureTold(msgspec.Struct, frozen=True, kw_only=True):
    """A number of one report, and whether the report is of another claim that may be against this one."""

    evidence: Evidence
    counted: Counted
    is_against: bool = False

    @property
    def teller(self) -> Teller:
        """Who is named last as knowing it; the outlet where nobody is."""
        return self.evidence.origin or self.evidence.outlet


class FiguresTold(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers that count the same thing, in the order of time; `differ` says whether they are not all one number."""

    told: tuple[FigureTold, ...]

    @property
    def first(self) -> Counted:
        """The first that says most of what is counted."""
        return max((one.counted for one in self.told), key=lambda c: (bool(c.kind), c.persons, bool(c.noun)))

    @property
    def differ(self) -> bool:
        """Whether two of them are not the same number."""
        return len({(one.counted.low, one.counted.high) for one in self.told}) > 1


def figures_told(reports: Iterable[Evidence], against: Iterable[Evidence] = ()) -> tuple[FiguresTold, ...]:
    """Return the figures of some reports by what they count, those that differ and that most give first.

    Of reports `against` only figures of what the others count are taken.
    """
    groups: list[list[FigureTold]] = []
    for is_against, pieces in ((False, in_order(reports)), (True, in_order(against))):
        for piece in pieces:
            for counted in piece.quantities:
                _put(groups, FigureTold(evidence=piece, counted=counted, is_against=is_against))
    found = (FiguresTold(told=tuple(sorted(group, key=_order))) for group in groups)
    return tuple(sorted(found, key=lambda figures: (not figures.differ, -len(figures.told))))


def _put(groups: list[list[FigureTold]], figure: FigureTold) -> None:
    """Put a figure with those that count the same; the same number of one report counts once."""
    counted = figure.counted
    if not (counted.noun or counted.persons or counted.unit):
        return
    group = next((group for group in groups if count_the_same(group[0].counted, counted)), None)
    if group is None:
        if not figure.is_against:
            groups.append([figure])
        return
    said = (figure.evidence.id, counted.low, counted.high)
    if all((one.evidence.id, one.counted.low, one.counted.high) != said for one in group):
        group.append(figure)


def _order(figure: FigureTold) -> tuple[tuple[bool, float], str, float]:
    return order_key(figure.evidence.published), figure.evidence.id, figure.counted.low
