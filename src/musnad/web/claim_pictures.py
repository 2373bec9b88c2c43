"""The pictures of a claim's page, with their words in the language of the page and links to its other parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from markupsafe import Markup

from musnad.corpus.chains import UnknownKind
from musnad.corpus.claim_figures import FiguresTold, FigureTold
from musnad.corpus.weighing import Weighed
from musnad.views.claim_brief import who_tells
from musnad.views.claim_page import way_anchor
from musnad.views.claim_reports import places
from musnad.views.drawing.chain_graph import GraphWords, draw_chains
from musnad.views.drawing.chain_shape import Knot, Shape, Way
from musnad.views.drawing.figures_chart import draw_figures, said
from musnad.web.ask import Ask

__all__ = ["chains_picture", "figures_picture", "knot_name"]

_MILLION = 1_000_000


def chains_picture(ask: Ask, weighed: Weighed, shape: Shape, groups: Mapping[str, str]) -> Markup:
    """Return the chains as a picture; `groups` has by the key of an origin where its reports stand on the page."""

    def knot_href(knot: Knot) -> str:
        if len(knot.nodes) > 1:
            return f"#{knot.key}"
        node = knot.nodes[0]
        who = who_tells(None, {node.key} if node.is_media else (), key=node.key, name=node.name)
        if who.page is not None and who.page in ask.known:
            return ask.url(who.page, key=who.key)
        return f"#{groups.get(node.key, 'reports')}"

    return draw_chains(
        shape, _words(ask, weighed), mirrored=ask.manner.direction == "rtl", knot_href=knot_href,
        way_href=lambda way: f"#{way_anchor(way, shape)}",
    )  # fmt: skip


def figures_picture(ask: Ask, figures: FiguresTold) -> Markup:
    """Return figures that count the same thing as a picture."""
    _ = ask.speech.gettext

    def href(one: FigureTold) -> str:
        return ask.url("article", document=one.evidence.document, at=places((one.counted.span,))) + "#at"

    return draw_figures(
        figures, label=_("Who gives which figure, over time"), undated=_("undated"),
        mirrored=ask.manner.direction == "rtl", name_of=lambda one: _row(ask, one), href=href,
        number_of=lambda one: _number(ask, one), digits=ask.speech.digits,
    )  # fmt: skip


def _row(ask: Ask, figure: FigureTold) -> str:
    """Return who gives a figure; of somebody unnamed, who is another in every article, the outlet too."""
    teller, outlet = figure.teller, figure.evidence.outlet
    name = teller.name or ask.speech.gettext("unnamed")
    return f"{name} · {outlet.name}" if teller.anonymous and outlet.name else name


def _number(ask: Ask, figure: FigureTold) -> str:
    """Return a figure in short: thousands of millions in a word."""
    low, high = figure.counted.low, figure.counted.high
    if max(low, high or 0) < _MILLION:
        return ask.speech.digits(said(low, high))
    first, last = (ask.speech.short(value) for value in (low, low if high is None else high))
    return f"{first}+" if high is None else first if first == last else f"{first}–{last}"


def knot_name(ask: Ask, knot: Knot) -> str:
    """Return what one in the chains is called on the page, or how many it stands for."""
    count = len(knot.nodes)
    if count > 1:
        return _folded(ask, knot)
    if knot.unknown is not None:
        name = knot.name if knot.unknown == "unnamed" else ""
        return name or ask.speech.label("unknown", knot.unknown)
    return knot.name or knot.key.removeprefix("outlet:")


def _words(ask: Ask, weighed: Weighed) -> GraphWords:
    _, many, label = ask.speech.gettext, ask.speech.many, ask.speech.label
    layer, articles = weighed.counts.narrowest, weighed.counts.articles.value

    def reports(count: int) -> str:
        return many("%(n)s report", "%(n)s reports", count)

    def way(start: str, end: str, way: Way) -> str:
        how = "، ".join(label("way", kind) for kind in sorted(way.kinds))
        return _("%(one)s has it from %(other)s") % {"one": start, "other": end} + "".join(
            f" · {part}" for part in (reports(len(way.reports)), how) if part
        )

    passes = _("%(some)s of %(all)s articles pass here") % {
        "some": ask.speech.number(layer.articles), "all": ask.speech.number(articles),
    }  # fmt: skip
    return GraphWords(
        label=_("The chains of this claim, from outlets to origins"),
        outlets=_("Outlets"),
        relays=_("Pass it on"),
        origins=_("Origins"),
        narrowest=_("narrowest link"),
        passes=passes,
        reports=reports,
        folded=lambda knot: _folded(ask, knot),
        unknown={why: label("unknown", why) for why in get_args(UnknownKind)},
        way=way,
        digits=ask.speech.digits,
    )


def _folded(ask: Ask, knot: Knot) -> str:
    count, many = len(knot.nodes), ask.speech.many
    if knot.kind == "outlet":
        return many("%(n)s more outlet", "%(n)s more outlets", count)
    if knot.kind == "unknown":
        return many("%(n)s unknown", "%(n)s unknown", count)
    return many("%(n)s more alike", "%(n)s more alike", count)
