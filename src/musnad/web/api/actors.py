"""Actors: lists, dossiers, pairs that may be one, and what people decided on them."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import Query

from musnad.case.actor_items import actor_items, found_items
from musnad.case.actor_pairs import pairs
from musnad.case.actor_search import key_lines
from musnad.case.called import call as call_actor
from musnad.case.called import names_given, take_back_name
from musnad.case.dossier import MOST_WEIGHED, dossier
from musnad.case.identity import decisions, merge, split, undo
from musnad.case.key_names import names_of
from musnad.case.search.filters import day_range
from musnad.views.identity_json import decision_record, dossier_record, pair_record
from musnad.web.api.asking import ActorDecision, Actors, Dossier, Key, NameAsked, Number, Pairs, Reason
from musnad.web.api.calls import Answer, Call, Way, numbered

__all__ = ["WAYS"]


def actors(call: Call, asked: Annotated[Actors, Query()]) -> object:
    """List the actors that a name may mean, the surest first; without a name those that most articles name."""
    case, kind, start, limit = call.case, asked.type, asked.start, asked.limit
    if asked.name.strip():
        lines = call.room.remembered(case, "key lines", lambda: key_lines(case.connection))
        everybody = found_items(case, asked.name, kind, lines=lines)
        found, total = everybody[start : start + limit], len(everybody)
    else:
        found, total = call.room.remembered(
            case, ("api actors", kind, start, limit), lambda: actor_items(case, kind, start=start, size=limit)
        )
    return call.page("actors", [item._asdict() for item in found], total=total, start=start, limit=limit)


def actor(call: Call, key: Key, asked: Annotated[Dossier, Query()]) -> object:
    """Give the dossier on an actor: names, roles, offices, what he said, did and had done to him, what is said of him.

    The latest 300 articles that name him are read; `left_out` counts the others.
    """
    first = day_range(asked.since)[0] if asked.since else None
    last = day_range(asked.until)[1] if asked.until else None
    made, left_out = dossier(call.case, key, since=first, until=last, most=MOST_WEIGHED)
    return dossier_record(made, left_out=left_out, limit=asked.limit)


def actor_pairs(call: Call, asked: Annotated[Pairs, Query()]) -> object:
    """List the pairs of actors that may be one, the likeliest first, with what speaks for it and against it."""
    connection = call.case.connection

    def make() -> tuple[Any, ...]:
        return pairs(call.case, asked.key, limit=asked.limit, least=asked.least)

    found = call.room.remembered(call.case, ("api pairs", asked.key, asked.limit, asked.least), make)
    names = names_of(connection, (key for pair in found for key in (pair.one, pair.other)))
    return {"pairs": [pair_record(pair) for pair in found], "names": names}


def actor_decisions(call: Call) -> object:
    """List what was decided on actors, what was taken back too."""
    return {"decisions": [decision_record(one) for one in decisions(call.case.connection, undone=True)]}


def decide(call: Call, given: ActorDecision) -> object:
    """Decide that two actors are one, for all articles, or that they never are."""
    if given.action == "merge":
        number = merge(call.case, given.one, given.other, reason=given.reason, unnamed=given.unnamed)
    else:
        number = split(call.case, given.one, given.other, reason=given.reason)
    return Answer(_decision(call, number), 201)


def take_back(call: Call, number: Number, reason: Reason) -> object:
    """Take a decision on actors back."""
    _decision(call, number)
    undo(call.case, number, reason=reason)
    return _decision(call, number)


def actor_names(call: Call) -> object:
    """List the names that people gave to actors, what was taken back too."""
    return {"names": [dataclasses.asdict(one) for one in names_given(call.case.connection, undone=True)]}


def name_actor(call: Call, key: Key, given: NameAsked) -> object:
    """Call an actor by a name, wherever the case shows him."""
    return Answer(_name(call, call_actor(call.case, key, given.name, who=given.who, reason=given.reason)), 201)


def take_name_back(call: Call, number: Number, reason: Reason) -> object:
    """Take a name back."""
    _name(call, number)
    take_back_name(call.case, number, reason=reason)
    return _name(call, number)


def _name(call: Call, number: int) -> dict[str, Any]:
    found = ((one.id, one) for one in names_given(call.case.connection, undone=True))
    return dataclasses.asdict(numbered(found, number, what="name", look="see the list of names"))


def _decision(call: Call, number: int) -> dict[str, Any]:
    found = ((one.number, one) for one in decisions(call.case.connection, undone=True))
    return decision_record(numbered(found, number, what="decision", look="see the list of decisions"))


WAYS = (
    Way("GET", "/actors", actors, "ActorPage", "Actors"),
    Way("POST", "/actors/{key:path}/names", name_actor, "GivenName", "Actors", "writing", status=201),
    Way("GET", "/actors/{key:path}", actor, "DossierRecord", "Actors"),
    Way("GET", "/actor-pairs", actor_pairs, "Pairs", "Actors"),
    Way("GET", "/actor-names", actor_names, "GivenNames", "Actors"),
    Way("DELETE", "/actor-names/{number}", take_name_back, "GivenName", "Actors", "writing"),
    Way("GET", "/decisions/actors", actor_decisions, "ActorDecisions", "Decisions"),
    Way("POST", "/decisions/actors", decide, "IdentityDecision", "Decisions", "writing", status=201),
    Way("DELETE", "/decisions/actors/{number}", take_back, "IdentityDecision", "Decisions", "writing"),
)
