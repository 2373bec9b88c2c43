"""Those who tell: of what class they are, how people rated them, what they passed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, get_args

import msgspec
from starlette.responses import Response

from musnad.case.claims_told import told_first_by
from musnad.case.notes import take_back
from musnad.case.raters import diagonal_shares
from musnad.case.search.query import filter_words
from musnad.case.source_file import describe, find_source, rate, source_with
from musnad.case.source_list import KnownTellers, SourceFilter, known_tellers, source_items
from musnad.case.source_page import source_ties
from musnad.case.store import read_text
from musnad.case.tellers import outlet_names_by_key
from musnad.corpus.sources import Letter, SourceClass, newest_by_rater
from musnad.errors import CaseError, QueryError
from musnad.views.claim_brief import first_words
from musnad.views.states import state_names
from musnad.web.ask import Ask, Edit, Page
from musnad.web.signing import signed_reason

__all__ = ["EDITS", "PAGES"]

_SIZE = 50
_MOST_FIRST, _MOST_TIES = 10, 15
_CLASSES: tuple[SourceClass, ...] = get_args(SourceClass)
_LETTERS: tuple[Letter, ...] = get_args(Letter)
_UNLISTED = "named:"


def sources(ask: Ask) -> Response:
    """Show those who tell, those who stand in most articles first."""
    connection = ask.case.connection
    known: KnownTellers = ask.room.remembered(ask.case, "known tellers", lambda: known_tellers(connection))
    wanted, start = _wanted(ask), ask.number("start", otherwise=0)
    items, total = ask.room.remembered(
        ask.case, ("sources", wanted, start),
        lambda: source_items(connection, wanted, known, start=start, size=_SIZE),
    )  # fmt: skip
    return ask.render(
        "sources.html.j2", items=items, total=total, start=start, size=_SIZE, known=known, wanted=wanted,
        classes=_CLASSES, letters=_LETTERS, newest=newest_by_rater, raters=diagonal_shares(connection),
        told_by=partial(filter_words, "speaker"), own=_own_query(ask),
        country=partial(_country, ask), countries=_chosen_from(ask, known.countries),
        sides=_chosen_from(ask, known.sides),
    )  # fmt: skip


def source(ask: Ask) -> Response:
    """Show what is known and written of one who tells, what he told first, whom he cites and who cites him."""
    case, key = ask.case, ask.path("key")
    entry = ask.room.remembered(case, ("source", key), lambda: source_with(case, key))
    if entry is None and key.startswith(_UNLISTED):
        entry = find_source(case, key)
    if entry is None:
        raise CaseError(key, "nobody who tells in this case has this key", "look among the sources")
    ties = ask.room.remembered(case, ("ties", key), lambda: source_ties(case, key))
    first = ask.room.remembered(
        case, ("told first", key), lambda: told_first_by(case.connection, key, most=_MOST_FIRST)
    )
    texts = partial(read_text, case.connection)
    return ask.render(
        "source.html.j2", entry=entry, source=entry.source, key=key, ties=ties, most=_MOST_TIES,
        first=[(one, first_words(one.report, texts)) for one in first],
        newest=newest_by_rater(entry.source.ratings), classes=_CLASSES, letters=_LETTERS,
        told_by=filter_words("speaker", key), own=_own_query(ask),
        country=partial(_country, ask),
        written={note.field for note in entry.notes if note.undone is None},
    )  # fmt: skip


def give_letter(ask: Ask) -> Response:
    """Rate a source."""
    key, letter = ask.field("key"), ask.field("letter")
    if letter not in _LETTERS:
        raise QueryError(f"letter={letter}", "this is no letter from A to F", "choose one on the page of the source")
    with ask.room.writing() as case:
        rate(
            case, key, msgspec.convert(letter, Letter), who=ask.field("who"), reason=ask.field("reason"),
            day=ask.field("day") or None,
        )  # fmt: skip
    return ask.go(ask.url("source", key=key), said="noted")


def write(ask: Ask) -> Response:
    """Write down what is known of a source."""
    key, kind = ask.field("key"), ask.field("kind")
    told: dict[str, Any] = {name: ask.field(name) or None for name in ("country", "side", "descriptor")}
    if kind and kind not in _CLASSES:
        raise QueryError(f"kind={kind}", "this is no class of sources", "choose one on the page of the source")
    with ask.room.writing() as case:
        describe(
            case, key, kind=msgspec.convert(kind or None, SourceClass | None), **told,
            party_to=[ask.field("party_to")] if ask.field("party_to") else (),
            names=[ask.field("name")] if ask.field("name") else (), who=ask.field("who"), reason=ask.field("reason"),
        )  # fmt: skip
    return ask.go(ask.url("source", key=key), said="noted")


def withdraw(ask: Ask) -> Response:
    """Take something back that was written of a source."""
    number = ask.field("number", most=12)
    if not number.isascii() or not number.isdecimal():
        raise QueryError(f"number={number}", "this is no number", "take it back on the page that shows it")
    reason = signed_reason(ask)
    with ask.room.writing() as case:
        take_back(case, int(number), reason=reason)
    return ask.go(ask.field("back") or ask.url("sources"), said="undone")


def _wanted(ask: Ask) -> SourceFilter:
    kinds: dict[str, Any] = {**{kind: kind for kind in _CLASSES}, "unknown": "unknown"}
    rated = ask.one("rated")
    return SourceFilter(
        kind=kinds.get(ask.one("class")), country=ask.one("country")[:10] or None, side=ask.one("side")[:200] or None,
        rated=rated if rated in (*_LETTERS, "any", "none") else None, name=ask.one("name")[:100],
    )  # fmt: skip


def _own_query(ask: Ask) -> Callable[[str], str]:
    """Return what gives a search for the articles of an outlet, by its key: articles may have several names for it."""
    names = ask.room.remembered(ask.case, "outlet names", lambda: outlet_names_by_key(ask.case.connection))
    return lambda key: " ".join(filter_words("outlet", name) for name in names.get(key, ()))


def _country(ask: Ask, code: str) -> str:
    """Return what a country is called, or a side, which may be anything that a person wrote."""
    found = state_names().get(code)
    return (found.ar if ask.manner.lang == "ar" else found.en) if found else ask.speech.label("body", code)


def _chosen_from(ask: Ask, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what a filter may choose from, by its name."""
    return sorted(((code, _country(ask, code)) for code in counts), key=lambda pair: pair[1])


PAGES: tuple[Page, ...] = (
    Page("/sources", sources, "sources"),
    Page("/source/{key:path}", source, "source"),
)
EDITS: tuple[Edit, ...] = (
    Edit("/sources/rate", give_letter, "source_rate"),
    Edit("/sources/describe", write, "source_describe"),
    Edit("/sources/undo", withdraw, "source_undo"),
)
