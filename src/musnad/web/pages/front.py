"""The front page: what is in the case, what is new, the busiest claims and actors, the days as a strip."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from starlette.responses import Response

from musnad.case.actor_items import ActorItem, busiest_actors
from musnad.case.claim_marks import marks_in
from musnad.case.folder import Case
from musnad.case.overview import Arrivals, Overview, last_arrivals, overview
from musnad.case.store import read_text
from musnad.case.weighing import weigh_most
from musnad.case.weighing.pieces import has_tables
from musnad.corpus.periods import Periods, periods_of
from musnad.views.claim_brief import ClaimBrief, briefs_of
from musnad.web.ask import Ask, Edit, Page
from musnad.web.asked import saved_in
from musnad.web.strips import strip_of

__all__ = ["EDITS", "PAGES"]

_CLAIMS, _REPORTS, _ACTORS, _ARRIVALS, _OUTLETS = 6, 600, 16, 6, 12


class _Glance(NamedTuple):
    """What the page shows of a case, made once for each state of it."""

    summary: Overview
    periods: Periods
    arrivals: Arrivals | None
    claims: tuple[ClaimBrief, ...]
    actors: tuple[ActorItem, ...]


def front(ask: Ask) -> Response:
    """Show what the case holds."""
    seen = ask.room.remembered(ask.case, "front", partial(_glance, ask.case))
    strip = strip_of(
        ask, seen.periods, lambda name: ask.url("search", date=name),
        label=ask.speech.gettext("Articles by day of publication"),
    )  # fmt: skip
    is_weighable = has_tables(ask.case.connection)
    to_weigh = ask.room.waiting(ask.case) if is_weighable else seen.summary.articles
    return ask.render(
        "front.html.j2", summary=seen.summary, strip=strip, arrivals=seen.arrivals, claims=seen.claims,
        actors=seen.actors, pending=to_weigh, saved=saved_in(ask), most_outlets=_OUTLETS,
    )  # fmt: skip


def _glance(case: Case) -> _Glance:
    connection = case.connection
    summary = overview(connection)
    claims: tuple[ClaimBrief, ...] = ()
    if has_tables(connection):
        weighing = weigh_most(case, claims=_CLAIMS, reports=_REPORTS)
        marks = marks_in(connection, (weighed.claim for weighed in weighing.claims))
        claims = briefs_of(weighing, partial(read_text, connection), marks)
    return _Glance(
        summary=summary,
        periods=periods_of(summary.days),
        arrivals=last_arrivals(connection, most=_ARRIVALS),
        claims=claims,
        actors=busiest_actors(connection, most=_ACTORS),
    )


PAGES: tuple[Page, ...] = (Page("/", front, "front", lasting=False),)  # weighing goes on without a word in the log
EDITS: tuple[Edit, ...] = ()
