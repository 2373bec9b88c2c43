"""Claims of a case, those that most outlets tell first."""

from __future__ import annotations

from functools import partial

from starlette.responses import Response

from musnad.case.choosing import documents_of
from musnad.case.claim_marks import marks_in
from musnad.case.store import read_text
from musnad.case.weighing import Listed, list_alone, list_claims, weigh_listed
from musnad.corpus.weighing import Weighing
from musnad.errors import QueryError
from musnad.model.evidence import OppositionKind
from musnad.views.claim_brief import ClaimBrief, briefs_of
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]

_SIZE = 20  # claims of a page
_LOOKED_AT = 60  # claims of a page that shows only those among them that are narrow or circle
_ONLY = ("", "denial", "figure", "narrow", "circle", "alone")
_AGAINST: dict[str, OppositionKind] = {"denial": "denial", "figure": "figure"}


def claims(ask: Ask) -> Response:
    """List the claims of the chosen articles."""
    only = ask.one("only")
    if only not in _ONLY:
        raise QueryError(f"only={only}", "there is no such choice", "take one of the list")
    start = ask.number("start", otherwise=0)
    size = _LOOKED_AT if only in ("narrow", "circle") else _SIZE
    asked = (ask.one("q"), ask.one("from"), ask.one("to"), ask.one("about"))
    listed = ask.room.remembered(ask.case, ("claims", asked, only), lambda: _listed(ask, only))
    briefs = ask.room.remembered(
        ask.case, ("claims page", asked, only, start), lambda: _briefs(ask, listed, only=only, start=start, size=size)
    )
    waiting = ask.room.waiting(ask.case)
    total = listed.alone if only == "alone" else len(listed.firsts)
    return ask.render(
        "claims.html.j2", listed=listed, briefs=briefs, only=only, start=start, size=size, total=total, waiting=waiting,
        whole=not any(asked),
    )  # fmt: skip


def _listed(ask: Ask, only: str) -> Listed:
    documents = documents_of(ask.case, ask.chosen())
    return list_claims(ask.case, documents, against=_AGAINST.get(only))


def _briefs(ask: Ask, listed: Listed, *, only: str, start: int, size: int) -> tuple[ClaimBrief, ...]:
    if only == "alone":
        weighing: Weighing = list_alone(ask.case, documents_of(ask.case, ask.chosen()), start=start, most=size)
    else:
        weighing = weigh_listed(ask.case, listed, start=start, most=size)
    connection = ask.case.connection
    marks = marks_in(connection, (weighed.claim for weighed in weighing.claims))
    briefs = briefs_of(weighing, partial(read_text, connection), marks)
    if only == "narrow":
        return tuple(brief for brief in briefs if brief.is_narrow)
    return tuple(brief for brief in briefs if brief.circles) if only == "circle" else briefs


PAGES: tuple[Page, ...] = (Page("/claims", claims, "claims"),)
EDITS: tuple[Edit, ...] = ()
