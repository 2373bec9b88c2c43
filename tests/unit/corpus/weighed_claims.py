"""Claims made by hand and weighed, with events and days in their reports."""

from __future__ import annotations

from typing import Any

from claim_kit import claim_of
from musnad.corpus.weighing import Weighed, weigh_claims
from musnad.model import EventStatus, EventType, Interval, Span
from musnad.model.evidence import Claim, Evidence, Opposition, ToldEvent

__all__ = ["day", "event", "month", "weigh", "weighed", "year"]


def day(value: str) -> Interval:
    """Return a day, or the hour of one."""
    return Interval(value, value, "clock" if "T" in value else "day")


def month(value: str, last: str) -> Interval:
    """Return a month, `2018-10`, with the number of its last day."""
    return Interval(f"{value}-01", f"{value}-{last}", "month")


def year(value: str) -> Interval:
    """Return a year."""
    return Interval(f"{value}-01-01", f"{value}-12-31", "year")


def event(
    parties: str = "a > b",
    *,
    on: str | Interval | None = None,
    type: EventType = "ASSAULT",
    status: EventStatus = "happened",
    at: int = 1,
) -> ToldEvent:
    """Return an event of `actors > recipients`, keys parted by spaces; its trigger stands at `at`."""
    actors, _, recipients = parties.partition(">")
    return ToldEvent(
        type=type,
        trigger=Span(at, at + 1),
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        days=day(on) if isinstance(on, str) else on,
        status=status,
    )


def weigh(*claims: Claim, against: tuple[Opposition, ...] = (), **given: Any) -> tuple[Weighed, ...]:
    """Return claims with all that is counted of them."""
    evidence = {piece.id: piece for claim in claims for piece in claim.evidence}
    fields = {"joins": (), "copies": {}, "credits": {}, **given}
    return weigh_claims(claims, oppositions=against, evidence=evidence, **fields).claims


def weighed(*chains: str | Evidence, id: str = "c", **given: Any) -> Weighed:
    """Return one claim of chains, as `claim_of` makes it, weighed."""
    (found,) = weigh(claim_of(*chains, id=id), **given)
    return found
