"""Joining and splitting claims, marking them, and taking that back."""

from __future__ import annotations

import re

import msgspec
from starlette.responses import Response

from musnad.case.claim_marks import mark, take_back_mark
from musnad.case.store import read_text
from musnad.case.weighing import claim_with, join_claims, split_claim, take_back_decision
from musnad.case.weighing.nearby import near_claims
from musnad.corpus.sources import Mark, MarkNumber
from musnad.errors import QueryError
from musnad.views.counted import passage
from musnad.web.ask import Ask, Edit, Page
from musnad.web.signing import reason_of, signed_reason, who_of

__all__ = ["EDITS", "PAGES"]

_ID = re.compile(r"(?:^|[/\s])(?P<id>[0-9a-f]{16})(?=$|[/?#\s])")  # aaaa… or http://…/claims/aaaa…?x; not aaaabbbb


def choose(ask: Ask) -> Response:
    """Show the claims that one may be joined with."""
    claim = claim_with(ask.case, ask.path("claim"))[0].claim
    near = [
        (one, passage(read_text(ask.case.connection, one.report.document), one.report.spans))
        for one in near_claims(ask.case.connection, claim)
    ]
    first = claim.evidence[0]
    words = passage(read_text(ask.case.connection, first.document), first.spans)
    return ask.render("claim_join.html.j2", claim=claim, words=words, near=near)


def join(ask: Ask) -> Response:
    """Join a claim with others, given by ids or by links to them."""
    key, reason = ask.path("claim"), signed_reason(ask)
    given = " ".join(value for value in ask.form.getlist("with") if isinstance(value, str))
    others = [match["id"] for match in _ID.finditer(given)]
    if not others:
        raise QueryError("with", "it names no other claim", "paste the address or the number of the other claim")
    with ask.room.writing() as case:
        join_claims(case, (key, *others), reason=reason)
        claim = claim_with(case, key)[0].claim.id
    return ask.go(ask.url("claim", claim=claim), said="joined")


def split(ask: Ask) -> Response:
    """Split reports off a claim, and go to what is left of it."""
    key, reason = ask.path("claim"), signed_reason(ask)
    gone = [value for value in ask.form.getlist("report") if isinstance(value, str)]
    if not gone:
        raise QueryError("reports", "no report is chosen", "tick the reports that tell something else")
    with ask.room.writing() as case:
        left = [piece.id for piece in claim_with(case, key)[0].claim.evidence if piece.id not in gone]
        split_claim(case, gone, claim=key, reason=reason)
        claim = claim_with(case, left[0])[0].claim.id
    return ask.go(ask.url("claim", claim=claim), said="split")


def give_mark(ask: Ask) -> Response:
    """Give a claim a number of one's own, beside those of others."""
    key, who, reason, number = ask.path("claim"), who_of(ask), reason_of(ask), _number(ask)
    with ask.room.writing() as case:
        claim = claim_with(case, key)[0].claim
        mark(case, claim, number, who=who, reason=reason)
    return ask.go(ask.url("claim", claim=claim.id) + "#marks", said="noted")


def undo_mark(ask: Ask) -> Response:
    """Take a mark back."""
    reason = signed_reason(ask)
    try:
        given = Mark(number=_number(ask), day=ask.field("day"), who=ask.field("of"), reason=ask.field("for"))
    except ValueError as error:
        raise QueryError("mark", str(error), "take it back from the page of its claim") from error
    with ask.room.writing() as case:
        claim = claim_with(case, ask.path("claim"))[0].claim
        take_back_mark(case, claim, given, reason=reason)
    return ask.go(ask.url("claim", claim=claim.id) + "#marks", said="undone")


def undo(ask: Ask) -> Response:
    """Take a decision on claims back, and return to the page it was taken back from."""
    reason = signed_reason(ask)
    with ask.room.writing() as case:
        take_back_decision(case, int(ask.path("decision")), reason=reason)
    return ask.go(ask.field("back") or ask.url("history"), said="undone")


def _number(ask: Ask) -> MarkNumber:
    given = ask.field("number", most=2)
    try:
        number: MarkNumber = msgspec.convert(given, MarkNumber, strict=False)
    except msgspec.ValidationError:
        raise QueryError(f"number={given}", "it is no number of a claim", "give one from 1 to 6") from None
    return number


PAGES: tuple[Page, ...] = (Page("/claims/{claim}/join", choose, "claim-join"),)
EDITS: tuple[Edit, ...] = (
    Edit("/claims/{claim}/join", join, "claim-join-send"),
    Edit("/claims/{claim}/split", split, "claim-split"),
    Edit("/claims/{claim}/mark", give_mark, "claim-mark"),
    Edit("/claims/{claim}/mark/undo", undo_mark, "claim-mark-undo"),
    Edit("/claim-decisions/{decision:int}/undo", undo, "claim-undo"),
)
