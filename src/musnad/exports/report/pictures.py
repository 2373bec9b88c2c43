"""The pictures of a report, with their words in its language and links to its own parts.

What comes in are values that `musnad.views.drawing` draws; what goes out is SVG that needs nothing beside the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from markupsafe import Markup

from musnad.case.dossier_page import ActorFigures, Calling
from musnad.corpus.chains import UnknownKind
from musnad.corpus.claim_dates import Days
from musnad.corpus.claim_figures import FiguresTold, FigureTold
from musnad.corpus.timeline import Entry, Period, periods, unit_for
from musnad.corpus.weighing import Weighed
from musnad.exports.report.parts import Draft, Picture, soft
from musnad.exports.report.words import Words
from musnad.views.claim_page import way_anchor
from musnad.views.days import days_written
from musnad.views.drawing.chain_graph import GraphWords, draw_chains
from musnad.views.drawing.chain_shape import Knot, Shape, Way
from musnad.views.drawing.figures_chart import draw_figures, said
from musnad.views.drawing.month_strip import month_strip
from musnad.views.drawing.roles_chart import RoleBar, roles_chart
from musnad.views.drawing.timeline_chart import ChartWords, draw_timeline

__all__ = ["chains_picture", "figures_picture", "knot_name", "months_picture", "roles_picture", "timeline_picture"]

_SIGNS = ("told", "byline", "concealed", "shared")
_MOST_ROLES = 12


def chains_picture(words: Words, weighed: Weighed, shape: Shape, reports: Mapping[str, str]) -> Picture:
    """Return the chains of a claim; `reports` has by the key of one in them where a report of his stands."""
    svg = draw_chains(
        shape, _graph_words(words, weighed), mirrored=words.direction == "rtl",
        knot_href=lambda knot: f"#{reports.get(knot.nodes[0].key, 'reports')}",
        way_href=lambda way: f"#{way_anchor(way, shape)}",
    )  # fmt: skip
    kinds = {kind for way in shape.ways for kind in way.kinds}
    legend = [_sign("narrow", words.say("narrowest_link")), _sign("unknown", words.label("knot", "unknown"))]
    legend += [_sign(f"line {kind}", words.label("way", kind)) for kind in _SIGNS if kind in kinds]
    if any(way.in_circle for way in shape.ways):
        legend.append(_sign("line circle", words.say("in_circle")))
    return Picture(svg, (*legend, soft(words.say("thicker"))))


def knot_name(words: Words, knot: Knot) -> str:
    """Return what one in the chains is called, or how many he stands for."""
    if len(knot.nodes) > 1:
        noun = {"outlet": "more_outlets", "unknown": "unknowns"}.get(knot.kind, "more_alike")
        return words.count(noun, len(knot.nodes))
    if knot.unknown is not None:
        return (knot.name if knot.unknown == "unnamed" else "") or words.label("unknown", knot.unknown)
    return knot.name or knot.key.removeprefix("outlet:") or words.say("no_outlet")


def figures_picture(draft: Draft, figures: FiguresTold) -> Picture:
    """Return figures that count the same thing, over time."""
    words = draft.words

    def name_of(figure: FigureTold) -> str:
        teller, outlet = figure.teller, figure.evidence.outlet
        told = teller.name or words.label("unknown", "unnamed")
        return f"{told} · {outlet.name}" if teller.anonymous and outlet.name else told

    svg = draw_figures(
        figures, label=words.say("figures_picture"), undated=words.say("undated"), mirrored=words.direction == "rtl",
        name_of=name_of, href=lambda _: "#figures", digits=str,
        number_of=lambda one: said(one.counted.low, one.counted.high),
    )  # fmt: skip
    return Picture(svg)


def timeline_picture(words: Words, entries: Sequence[Entry], since: date | None, until: date | None) -> Picture | None:
    """Return claims in time, None where none has a place in it."""
    unit = unit_for(entries)
    found = periods(entries, unit)
    if not found:
        return None

    def period_said(period: Period) -> str:
        return f"{days_written(period.first, period.last)}: {words.count('claims', len(period.entries))}"

    def gap_said(days: Days) -> str:
        return words.say("gap", days=days_written(days.first.isoformat(), days.last.isoformat()))

    chart = ChartWords(
        label=words.say("timeline_picture"), period=period_said, gap=gap_said, digits=str, href=lambda _: "#timeline"
    )
    svg = draw_timeline(found, unit, said=chart, is_rtl=words.direction == "rtl", bounds=(since, until))
    legend = [_sign("bar", words.say("dated_by_event"))]
    if any(entry.basis == "told" for entry in entries):
        legend.append(_sign("hatched", words.say("dated_by_telling")))
    return Picture(svg, tuple(legend))


def months_picture(words: Words, figures: ActorFigures) -> Picture | None:
    """Return how many articles name an actor by month; None where all are of one month, or undated."""
    if len(figures.months) < 2:
        return None
    svg = month_strip(
        figures.months, rtl=words.direction == "rtl", label=words.say("articles_by_month"),
        say=lambda month, count: f"{month}: {words.count('articles', count)}", href=lambda _: "#summary",
    )  # fmt: skip
    return None if svg is None else Picture(svg)


def roles_picture(words: Words, figures: ActorFigures, calling: Calling) -> Picture | None:
    """Return offices and what articles call an actor, over time; None where none has a day."""
    most = sorted(calling.roles, key=lambda role: -len(role.places))[:_MOST_ROLES]
    bars = [RoleBar(term.role, "office", term.start, term.end) for term in calling.terms]
    bars += [RoleBar(role.role, "called", role.first, role.last) for role in calling.roles if role in most]
    shown = [bar for bar in bars if (bar.first or "") <= (figures.last or "9")]
    svg = roles_chart(shown, rtl=words.direction == "rtl", label=words.say("roles"), until=figures.last)
    if svg is None:
        return None
    return Picture(svg, (_sign("office", words.say("office_by_table")), _sign("called", words.say("called_so"))))


def _sign(kind: str, words: object) -> Markup:
    return Markup('<span class="sign {}"></span> {}').format(kind, words)


def _graph_words(words: Words, weighed: Weighed) -> GraphWords:
    layer, articles = weighed.counts.narrowest, weighed.counts.articles.value

    def way(start: str, end: str, way: Way) -> str:
        kinds = [words.label("way", kind) for kind in sorted(way.kinds)]
        told = Markup("{} · {}").format(
            words.say("has_it_from", one=start, other=end), words.count("reports", len(way.reports))
        )
        return _plain(Markup(" · ").join([told, *kinds]))

    return GraphWords(
        label=words.say("chains_picture"), outlets=words.say("outlets"), relays=words.say("relays"),
        origins=words.say("origins"), narrowest=words.say("narrowest_link"),
        passes=_plain(words.say("passes", some=layer.articles, all=articles)),
        reports=lambda count: words.count("reports", count), folded=lambda knot: knot_name(words, knot),
        unknown={why: words.label("unknown", why) for why in get_args(UnknownKind)}, way=way,
    )  # fmt: skip


def _plain(words: Markup) -> str:
    """Return a phrase as plain text, for the attributes and titles of a picture."""
    return words.unescape()
