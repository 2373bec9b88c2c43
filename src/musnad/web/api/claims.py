"""Claims: lists, one with everything that is counted of it, what falls without somebody, and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from fastapi import Query

from musnad.case.claim_marks import mark as mark_claim
from musnad.case.claim_marks import marks_in
from musnad.case.notes import notes
from musnad.case.source_file import ratings_in
from musnad.case.weighing import Listed, claim_with, list_claims, weigh_listed
from musnad.corpus.sources import Judged
from musnad.corpus.weighing import Weighed, Weighing
from musnad.corpus.what_if import keys_of_side
from musnad.errors import CaseError, QueryError
from musnad.views.claim_brief import briefs_of
from musnad.views.claims_json import circle_records, claim_record, difference_record
from musnad.views.sources_json import note_record
from musnad.web.api.articles import chosen_documents, told_most
from musnad.web.api.asking import Claims, Key, MarkAsked, WhatIf
from musnad.web.api.calls import Answer, Call, Way, sought

__all__ = ["WAYS"]


def claims(call: Call, asked: Annotated[Claims, Query()]) -> object:
    """List the claims that several articles tell, those that most outlets tell first, each in brief."""
    listed = _listed(call, asked)
    weighing = weigh_listed(call.case, listed, start=asked.start, most=asked.limit)
    marks = marks_in(call.case.connection, (one.claim for one in weighing.claims))
    entries: list[Any] = [msgspec.to_builtins(brief) for brief in briefs_of(weighing, call.text, marks)]
    return call.page("claims", entries, total=len(listed.firsts), start=asked.start, limit=asked.limit,
                     articles=listed.articles, alone=listed.alone)  # fmt: skip


def claim(call: Call, key: Key) -> object:
    """Give a claim: its reports with their chains, what joins them, counts, faults, what is against it, changes.

    The key is the id of the claim, or of any report in it.
    """
    weighed, weighing = claim_with(call.case, key)
    judged = Judged(ratings_in(call.case.connection), marks_in(call.case.connection, [weighed.claim]))
    return {
        **claim_record(weighed, weighing, call.text, judged=judged),
        "claim": msgspec.to_builtins(weighed.claim),
        "circles": list(circle_records(weighing)),
    }


def mark(call: Call, key: Key, given: MarkAsked) -> object:
    """Give a claim a number from 1 to 6, beside those that others gave."""
    with sought():
        found = claim_with(call.case, key)[0].claim
    note = mark_claim(call.case, found, given.number, who=given.who, reason=given.reason, day=given.day)
    made = next(one for one in notes(call.case.connection) if one.id == note)
    return Answer(note_record(made), 201, {"Location": f"/api/v1/notes/{note}"})


def claim_what_if(call: Call, key: Key, without: Annotated[list[str], Query(min_length=1, max_length=20)]) -> object:
    """Say what a claim loses when some of those in its chains are left out, by their keys or names."""
    weighed, weighing = claim_with(call.case, key)
    return _lost(weighing, frozenset(_named(weighing, without)), (weighed,))


def what_if(call: Call, asked: Annotated[WhatIf, Query()]) -> object:
    """Say which claims lose something when somebody, or a side, is left out of all chains."""
    if not asked.without and not asked.side:
        raise QueryError("without", "nobody is left out", "give without=NAME or side=NAME")
    weighing = told_most(call, asked, claims=asked.claims)
    keys = frozenset([*_named(weighing, asked.without), *_on_sides(weighing, asked.side)])
    return _lost(weighing, keys, weighing.claims)


def _listed(call: Call, asked: Claims) -> Listed:
    documents = chosen_documents(call, asked)
    if documents is not None:
        return list_claims(call.case, documents, against=asked.against)
    return call.room.remembered(
        call.case, ("api claims", asked.against), lambda: list_claims(call.case, against=asked.against)
    )


def _lost(weighing: Weighing, keys: frozenset[str], claims: tuple[Weighed, ...]) -> dict[str, Any]:
    nodes = (node for weighed in claims for node in weighed.graph.nodes)
    differences = weighing.without(keys)
    return {
        "left_out": {node.key: node.name or node.key for node in nodes if node.key in keys},
        "claims": len(claims),
        "more": weighing.more,
        "lose": len(differences),
        "differences": [difference_record(difference) for difference in differences],
    }


def _named(weighing: Weighing, names: list[str]) -> Iterator[str]:
    for name in names:
        if not (found := weighing.keys_of(name)):
            raise CaseError(name, "nobody in these chains is called so", "take a name or a key that a claim gives")
        yield from found


def _on_sides(weighing: Weighing, sides: list[str]) -> Iterator[str]:
    stated = weighing.sides
    for side in sides:
        called = {named for named in stated.values() if named.casefold() == side.casefold()}
        if not (found := [key for named in called for key in keys_of_side(named, stated)]):
            there = ", ".join(f"{name} ({number})" for name, number in Counter(stated.values()).most_common(20))
            raise CaseError(side, "nobody in these chains stands there", f"sides that there are: {there or 'none'}")
        yield from found


WAYS = (
    Way("GET", "/claims", claims, "ClaimPage", "Claims"),
    Way("GET", "/claims/{key}", claim, "WholeClaim", "Claims"),
    Way("GET", "/claims/{key}/what-if", claim_what_if, "WhatIf", "Claims"),
    Way("POST", "/claims/{key}/marks", mark, "Note", "Claims", "writing", status=201),
    Way("GET", "/what-if", what_if, "WhatIf", "Claims"),
)
