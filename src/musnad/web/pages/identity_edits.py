"""Deciding that two actors are one, or never are, what one is called, and taking that back."""

from __future__ import annotations

from starlette.responses import Response

from musnad.case.actor_items import found_items, items_of, kind_of
from musnad.case.actor_pairs import pair_between, pairs
from musnad.case.called import call, take_back_name
from musnad.case.dossier import keys_of
from musnad.case.identity import check_actor, decisions, merge, split, undo
from musnad.case.key_names import names_of
from musnad.corpus.actor_names import NATION
from musnad.corpus.identity import Pair
from musnad.errors import QueryError
from musnad.views.states import states_called
from musnad.web.ask import Ask, Edit, Page
from musnad.web.pages.actors import lines_of_keys, search_for
from musnad.web.signing import signed_reason

__all__ = ["EDITS", "PAGES"]

_MOST_PAIRS, _MOST_FOUND = 8, 30
_LEAST = 0.2


def identity(ask: Ask) -> Response:
    """Show who else an actor may be: suggestions, those whom a name may mean, or one with all the reasons."""
    case, given, other = ask.case, ask.one("key"), ask.one("other")
    if not given:
        raise QueryError("key", "no actor is given", "take one from the list of actors")
    key, keys = keys_of(case, given)
    name = ask.one("name")[:200]
    found: tuple[Pair, ...] = ()
    is_compared = "LOC" not in (kind_of(key), kind_of(other))
    if not is_compared:
        for one in filter(None, (key, other)):
            check_actor(case.connection, one)
    elif other:
        pair = pair_between(case, key, other, lines=lines_of_keys(ask))
        found = (pair,) if pair is not None else ()
    elif not name:
        found = ask.room.remembered(
            case, ("pairs", key), lambda: pairs(case, key, limit=_MOST_PAIRS, least=_LEAST, lines=lines_of_keys(ask))
        )
    named = found_items(case, name, lines=lines_of_keys(ask)) if name and not other else ()
    told = [pair.other if pair.one == key else pair.one for pair in found] + ([other] if other and not found else [])
    decided = [one for one in decisions(case.connection, undone=True) if {one.one, one.other} & {*keys, given}]
    some = {word for pair in found for reason in (*pair.reasons, *pair.against) for word in reason.words if ":" in word}
    some |= {end for one in decided for end in (one.one, one.other)}
    return ask.render(
        "identity.html.j2", key=key, mine=items_of(case.connection, (key,))[0], name=name, other=other,
        pairs=dict(zip(told, (*found, None), strict=False)), items=items_of(case.connection, told), decided=decided,
        found=[item for item in named if item.key != key][:_MOST_FOUND],
        names={**_nations(ask), **names_of(case.connection, some)},
        search_for=search_for, is_compared=is_compared,
    )  # fmt: skip


def _nations(ask: Ask) -> dict[str, str]:
    """Return what nations are called by their codes, and by the words that stand for them in names."""
    called = states_called(ask.manner.lang)
    return {**called, **{f"{NATION}{code.lower()}": name for code, name in called.items()}}


def join(ask: Ask) -> Response:
    """Decide that two actors are one."""
    one, other = ask.field("one"), ask.field("other")
    with ask.room.writing() as case:
        merge(case, one, other, reason=ask.field("reason"), who=ask.field("who"))
    return ask.go(ask.url("actor", key=one), said="merged")


def part(ask: Ask) -> Response:
    """Decide that two actors never are one."""
    one, other = ask.field("one"), ask.field("other")
    with ask.room.writing() as case:
        split(case, one, other, reason=ask.field("reason"), who=ask.field("who"))
    return ask.go(ask.url("identity", key=one), said="parted")


def take_back(ask: Ask) -> Response:
    """Take a decision on two actors back."""
    with ask.room.writing() as case:
        undo(case, _number(ask), reason=ask.field("reason"), who=ask.field("who"))
    return ask.go(ask.field("back") or ask.url("actors"), said="undone")


def call_so(ask: Ask) -> Response:
    """Call an actor by a name."""
    with ask.room.writing() as case:
        call(case, ask.field("key"), ask.field("name"), who=ask.field("who"), reason=ask.field("reason"))
    return ask.go(ask.url("actor", key=ask.field("key")), said="corrected")


def call_no_more(ask: Ask) -> Response:
    """Take a name back."""
    reason = signed_reason(ask)
    with ask.room.writing() as case:
        take_back_name(case, _number(ask), reason=reason)
    return ask.go(ask.field("back") or ask.url("actors"), said="undone")


def _number(ask: Ask) -> int:
    given = ask.field("number", most=12)
    if not given.isascii() or not given.isdecimal():
        raise QueryError(f"number={given}", "this is no number", "take it back on the page that shows it")
    return int(given)


PAGES: tuple[Page, ...] = (Page("/identity", identity, "identity"),)
EDITS: tuple[Edit, ...] = (
    Edit("/identity/merge", join, "identity_merge"),
    Edit("/identity/split", part, "identity_split"),
    Edit("/identity/undo", take_back, "identity_undo"),
    Edit("/identity/call", call_so, "identity_call"),
    Edit("/identity/uncall", call_no_more, "identity_uncall"),
)
