"""Actors of a case, and what is told of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import cast, get_args

from starlette.responses import Response

from musnad.case.actor_items import actor_items, found_items
from musnad.case.actor_search import KeyLines, key_lines
from musnad.case.called import names_given
from musnad.case.dossier_page import ActorFigures, Calling, actor_figures, callings, dossier_of, stands_beside
from musnad.case.identity import decisions
from musnad.case.key_names import names_of
from musnad.case.listing import listed
from musnad.case.search.query import filter_words
from musnad.case.source_file import source_with
from musnad.case.store import read_text
from musnad.corpus.dossier import Part
from musnad.corpus.merging import IdentityDecision
from musnad.model import EntityType
from musnad.views.dossier_lines import PARTS, lines_of
from musnad.views.drawing.month_strip import month_strip
from musnad.views.drawing.roles_chart import RoleBar, roles_chart
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES", "lines_of_keys", "search_for"]

_SIZE = 60
_ARTICLES = 15  # of an actor on one page
_MOST_BESIDE, _MOST_ROLES = 10, 12


def actors(ask: Ask) -> Response:
    """Show those whom most articles name, or those whom a name may mean."""
    kind = _kind(ask.one("type"))
    name, start = ask.one("name")[:200], ask.number("start", otherwise=0)
    if name:
        found = found_items(ask.case, name, kind, lines=lines_of_keys(ask))
        items, total = found[start : start + _SIZE], len(found)
    else:
        items, total = ask.room.remembered(
            ask.case, ("actors", kind, start), lambda: actor_items(ask.case, kind, start=start, size=_SIZE)
        )
    return ask.render(
        "actors.html.j2",
        items=items,
        total=total,
        start=start,
        size=_SIZE,
        kind=kind,
        name=name,
        search_for=search_for,
    )


def actor(ask: Ask) -> Response:
    """Show what is told of one: names, roles, what he said and did; of his articles so many at a time."""
    case, key = ask.case, ask.path("key")
    figures = ask.room.remembered(case, ("actor", key), lambda: actor_figures(case, key))
    calling = ask.room.remembered(case, ("callings", key), lambda: callings(case, figures))
    beside, counted = ask.room.remembered(
        case, ("beside", key), lambda: stands_beside(case, figures, most=_MOST_BESIDE)
    )
    told = ask.room.remembered(case, ("source", figures.key), lambda: source_with(case, figures.key))
    start = ask.number("start", otherwise=0)
    oldest = ask.one("order") == "oldest"
    dossier = dossier_of(case, figures, start=start, size=_ARTICLES, oldest_first=oldest)
    part = _part(ask.one("part"), {name: len(getattr(dossier, name)) for name in PARTS})
    lines = lines_of(dossier, part, partial(read_text, case.connection), order="oldest" if oldest else "newest")
    decided = [one for one in decisions(case.connection, undone=True) if {one.one, one.other} & {*figures.keys, key}]
    return ask.render(
        "actor.html.j2", figures=figures, calling=calling, beside=beside, counted=counted, start=start,
        size=_ARTICLES, oldest=oldest, part=part, counts={name: len(getattr(dossier, name)) for name in PARTS},
        lines=lines, read=len(dossier.documents),
        titles={one.document: one for one in listed(case.connection, dossier.documents)},
        names=_names(ask, decided), search_for=search_for,
        strip=_strip(ask, figures), chart=_chart(ask, figures, calling), roles=_roles(calling),
        query=search_for(figures.key), told_query=filter_words("speaker", figures.key),
        decided=decided, is_source=told is not None,
        called=[one for one in names_given(case.connection, undone=True) if one.about in figures.keys],
    )  # fmt: skip


def search_for(key: str) -> str:
    """Return the query that finds the articles of an actor."""
    return filter_words("place" if key.startswith(("places:", "LOC:")) else "actor", key)


def lines_of_keys(ask: Ask) -> KeyLines:
    """Return what looking for names needs of a case, kept as long as it stays as it is."""
    return ask.room.remembered(ask.case, "key lines", lambda: key_lines(ask.case.connection))


def _names(ask: Ask, decided: Iterable[IdentityDecision]) -> Mapping[str, str]:
    return names_of(ask.case.connection, {key for one in decided for key in (one.one, one.other)})


def _kind(asked: str) -> EntityType | None:
    return cast(EntityType, asked) if asked in get_args(EntityType) else None


def _part(asked: str, counts: dict[Part, int]) -> Part:
    """Return the part that is asked for, else the first of which there is something."""
    for part in PARTS:
        if part == asked:
            return part
    return next((part for part in PARTS if counts[part]), PARTS[0])


def _strip(ask: Ask, figures: ActorFigures) -> str | None:
    def href(month: str) -> str:
        return ask.url("search", q=f"{search_for(figures.key)} {filter_words('date', month)}")

    def say(month: str, count: int) -> str:
        return f"{ask.speech.digits(month)}: {ask.speech.many('%(n)s article', '%(n)s articles', count)}"

    label = ask.speech.gettext("Articles by month")
    return month_strip(figures.months, rtl=ask.manner.lang == "ar", label=label, say=say, href=href)


def _roles(calling: Calling) -> list[RoleBar]:
    """Return the offices, and what most articles call him, each in order of time."""
    offices = [RoleBar(term.role, "office", term.start, term.end) for term in calling.terms]
    most = sorted(calling.roles, key=lambda role: -len(role.places))[:_MOST_ROLES]
    return offices + [RoleBar(role.role, "called", role.first, role.last) for role in calling.roles if role in most]


def _chart(ask: Ask, figures: ActorFigures, calling: Calling) -> str | None:
    """Draw the roles up to the last article; offices that began later are in the table alone."""
    label = ask.speech.gettext("Offices and what articles call this actor, over time")
    shown = [bar for bar in _roles(calling) if (bar.first or "") <= (figures.last or "9")]
    return roles_chart(shown, rtl=ask.manner.lang == "ar", label=label, until=figures.last, digits=ask.speech.digits)


PAGES: tuple[Page, ...] = (
    Page("/actors", actors, "actors"),
    Page("/actor/{key:path}", actor, "actor"),
)
EDITS: tuple[Edit, ...] = ()
