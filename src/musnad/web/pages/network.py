"""Who does what to whom, and who has it from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from markupsafe import Markup
from starlette.responses import Response

from musnad.case.key_names import keys_called
from musnad.case.network import Networks, networks_of, quadrants
from musnad.case.store import read_text
from musnad.corpus.bonds import (
    UNNAMED,
    Bond,
    Picked,
    Report,
    citing_bonds,
    event_bonds,
    pick,
    stands_between,
)
from musnad.corpus.network import Voice
from musnad.model import EventStatus, EventType
from musnad.views.bidi import isolate
from musnad.views.counted import cut, passage
from musnad.views.days import days_written
from musnad.views.drawing.days_strip import draw_days
from musnad.views.drawing.network_graph import Line, Spot, draw_columns, draw_graph
from musnad.views.pointing import at_of
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]

_MOST, _MOST_AT_ALL = {"events": 60, "citations": 44}, 100
_REPORTS, _REPORTS_OF_TWO = 2, 60
_REPEATED = 3  # times as many are looked at, for copies repeat their words
_MIDDLE = 6
_NO_OUTLET = "outlet:?"  # and the number of an article whose outlet is not known
_NOT_NAMED = ("unnamed:", "unknown:", "circle:", _NO_OUTLET)  # begin the keys of those who are nobody by name
_REAL: tuple[EventStatus, ...] = ("happened", "ongoing")


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


@dataclass(frozen=True, slots=True)
class _Row:
    """A bond with its number, the first of its reports with their words, and how many more there are."""

    number: int
    bond: Bond
    reports: tuple[tuple[Report, str], ...]
    more: int


def network(ask: Ask) -> Response:
    """Show one of the two networks: as a picture, as tables, and the words behind each bond."""
    chosen, kind = ask.chosen(), "citations" if ask.one("kind") == "citations" else "events"
    told = ask.room.remembered(ask.case, ("networks", chosen), lambda: networks_of(ask.case, chosen))
    since, until = ask.day("since"), ask.day("until")
    every = _bonds(ask, told, kind, ())
    bonds = _bonds(ask, told, kind, (since or date.min, until or date.max)) if since or until else every
    keys = _keys(ask)
    most = ask.number("most", otherwise=_MOST[kind], least=1, most=_MOST_AT_ALL)
    picked = pick(_between_two(ask, bonds, keys), most=most, keys=keys)
    names = _names(ask, told, kind)
    rows = _rows(ask, told.reports, picked.bonds)
    counts = Counter[date]()
    for bond in every:
        counts.update(dict(bond.days))
    first = min(counts, default=None)
    between = () if keys else stands_between(picked.bonds)[:_MIDDLE]  # whoever is asked for is between all
    voices = {node.key: node for node in told.citations.nodes} if kind == "citations" else {}
    return ask.render(
        "network.html.j2", kind=kind, told=told, picked=picked, names=names, rows=rows, voices=voices,
        picture=_picture(ask, told, kind, picked, names, first), strip=_strip(ask, counts, since, until),
        first=first, last=max(counts, default=None), since=since, until=until, between=between,
        narrow=_narrow(told, kind), most=most, most_at_all=_MOST_AT_ALL, at_of=at_of, unnamed=UNNAMED,
        hidden_ties=_hidden(ask, told, kind), types=get_args(EventType), statuses=get_args(EventStatus),
        actor=names.get(ask.one("actor"), ask.one("actor")), other=names.get(ask.one("with"), ask.one("with")),
    )  # fmt: skip


def _keys(ask: Ask) -> frozenset[str] | None:
    actor = ask.one("actor")
    return keys_called(ask.case.connection, actor) | {actor} if actor else None


def _bonds(ask: Ask, told: Networks, kind: str, days: tuple[date, ...] | tuple[()]) -> tuple[Bond, ...]:
    if kind == "citations":
        return citing_bonds(told.citations, told.reports, days=days)
    type_, status, quads = ask.one("type"), ask.one("status"), quadrants()
    ties = (
        tie for tie in told.events.ties
        if type_ in ("", tie.type) and (status in ("all", tie.status) or (not status and tie.status in _REAL))
    )  # fmt: skip
    return event_bonds(ties, told.reports, quad_of=quads.__getitem__, days=days)


def _hidden(ask: Ask, told: Networks, kind: str) -> int:
    """Return how many ties of events are left out because they did not happen, or not yet."""
    if kind == "citations" or ask.one("status"):
        return 0
    return sum(ask.one("type") in ("", tie.type) and tie.status not in _REAL for tie in told.events.ties)


def _between_two(ask: Ask, bonds: tuple[Bond, ...], keys: frozenset[str] | None) -> tuple[Bond, ...]:
    other = ask.one("with")
    if not other or keys is None:
        return bonds
    return tuple(bond for bond in bonds if other in (bond.start, bond.end))


def _names(ask: Ask, told: Networks, kind: str) -> dict[str, str]:
    nodes: Iterable[tuple[str, str]] = (
        ((node.key, node.name) for node in told.citations.nodes)
        if kind == "citations"
        else ((node.key, node.name) for node in told.events.nodes)
    )
    no_outlet = ask.speech.gettext(_("an article of no outlet"))
    found = {key: no_outlet if key.startswith(_NO_OUTLET) else name or key for key, name in nodes}
    return found | {UNNAMED: ask.speech.gettext(_("sources not named"))}


def _rows(ask: Ask, reports: Mapping[str, Report], bonds: Iterable[Bond]) -> tuple[_Row, ...]:
    most = _REPORTS_OF_TWO if ask.one("with") else _REPORTS
    texts: dict[int, str] = {}

    def words_of(report: Report) -> str:
        document = report.words.document
        if document not in texts:
            texts[document] = read_text(ask.case.connection, document)
        return cut(passage(texts[document], report.words.spans))

    rows = []
    for number, bond in enumerate(bonds, 1):
        looked_at = [reports[piece] for piece in bond.support.evidence[: most * _REPEATED]]
        by_words = {words_of(report): report for report in reversed(looked_at)}  # the earliest of the same words
        shown = list(reversed(by_words.items()))[:most]
        said = tuple((report, words) for words, report in shown)
        rows.append(_Row(number, bond, said, len(bond.support.evidence) - len(said)))
    return tuple(rows)


def _narrow(told: Networks, kind: str) -> tuple[tuple[str, int], ...]:
    """Return those who are named through whom alone most claims pass."""
    found = ((key, support.weight) for key, support in told.narrow.items() if not key.startswith(_NOT_NAMED))
    return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:_MIDDLE]) if kind == "citations" else ()


def _picture(
    ask: Ask, told: Networks, kind: str, picked: Picked, names: Mapping[str, str], first: date | None
) -> Markup | None:
    """Return the picture, kept while the case stays as it is; None where there is nobody in it."""
    if not picked.bonds:
        return None
    key = ("network picture", ask.here(), ask.manner)
    return ask.room.remembered(ask.case, key, lambda: _drawn(ask, told, kind, picked, names, first))


def _drawn(ask: Ask, told: Networks, kind: str, picked: Picked, names: Mapping[str, str], first: date | None) -> Markup:
    speech = ask.speech
    label = speech.gettext(_("The network as a picture; the tables below have the same."))
    voices = {node.key: node for node in told.citations.nodes}
    focus = _keys(ask) or ()
    spots = [
        Spot(
            key=key, name=names.get(key, key), weight=weight,
            title=f"{names.get(key, key)}: " + speech.many("%(n)s claim", "%(n)s claims", weight),
            href="#ties" if key == UNNAMED else ask.here(actor=key, **{"with": None}),
            kind=" ".join(filter(None, ("unnamed" if key == UNNAMED else "", "focus" if key in focus else ""))),
            ring=told.narrow[key].weight if kind == "citations" and key in told.narrow else 0,
            column=_column(voices.get(key)),
        ) for key, weight in picked.weights.items()
    ]  # fmt: skip
    lines = [_line(ask, number, bond, names, first) for number, bond in enumerate(picked.bonds, 1)]
    if kind == "events":
        return draw_graph(spots, lines, label=label)
    heads = [speech.gettext(head) for head in (_("Outlets"), _("Pass it on"), _("Origins"))]
    return draw_columns(spots, lines, heads=heads, label=label, is_rtl=ask.manner.direction == "rtl")


def _column(voice: Voice | None) -> int:
    """Return in which column one stands: of those who publish, who pass it on, or who are the origin."""
    if voice is None:
        return 2
    counts = (voice.publishes.weight, voice.passes_on.weight, voice.says.weight)
    return counts.index(max(counts))


def _line(ask: Ask, number: int, bond: Bond, names: Mapping[str, str], first: date | None) -> Line:
    arrow = "↔" if bond.mutual else "←" if ask.manner.direction == "rtl" else "→"
    group = "citing" if bond.sign in ("told", "concealed") else "event"
    what = ", ".join(ask.speech.label(group, kind) for kind, _n in bond.what)
    claims = ask.speech.many("%(n)s claim", "%(n)s claims", bond.support.weight)
    days = " ".join(str((day - first).days) for day, _n in bond.days) if first else ""
    return Line(
        start=bond.start, end=bond.end, weight=bond.support.weight, kind=bond.sign, mutual=bond.mutual,
        title=f"{isolate(names[bond.start])} {arrow} {isolate(names[bond.end])} · {what} · {claims}",
        href=f"#edge-{number}", marks=(("days", days), ("edge", str(number))),
    )  # fmt: skip


def _strip(ask: Ask, counts: Mapping[date, int], since: date | None, until: date | None) -> Markup | None:
    """Return how many reports tell it on each day, as a picture; None where no day is known."""
    if not counts:
        return None
    speech = ask.speech

    def said(start: date, end: date, count: int) -> str:
        days = speech.digits(days_written(start.isoformat(), end.isoformat()))
        return f"{days}: " + speech.many("%(n)s report", "%(n)s reports", count)

    return draw_days(
        counts, label=speech.gettext(_("Reports by day")), is_rtl=ask.manner.direction == "rtl", said=said,
        href=lambda start, end: ask.here(since=start.isoformat(), until=end.isoformat()), digits=speech.digits,
        lit=(since, until),
    )  # fmt: skip


PAGES: tuple[Page, ...] = (Page("/network", network, "network"),)
EDITS: tuple[Edit, ...] = ()
