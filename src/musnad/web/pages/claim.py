"""A claim: its chains with the bottleneck, what is for and against it, what falls without somebody."""

from __future__ import annotations

from functools import cache, partial

from starlette.responses import RedirectResponse, Response

from musnad.case.claim_marks import marks_in
from musnad.case.key_names import names_of
from musnad.case.store import read_text
from musnad.case.weighing import claim_id, claim_with, decisions_on
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed, Weighing
from musnad.errors import CaseError
from musnad.views import claim_page as values
from musnad.views.claim_brief import brief_of
from musnad.views.claim_figures import figures_of
from musnad.views.claim_reports import opposed_of, told_by_origin
from musnad.views.drawing.chain_shape import shape_of
from musnad.web.ask import Ask, Edit, Page
from musnad.web.claim_pictures import chains_picture, figures_picture, knot_name

__all__ = ["EDITS", "PAGES"]

_MOST_JOINED = 60  # reports of which it is told what joins them
_MOST_CHARTS = 4


def claim(ask: Ask) -> Response:
    """Show a claim, by its id or by that of a report that it holds."""
    asked = ask.path("claim")
    try:
        known = claim_id(ask.case, asked)
    except CaseError:
        return ask.render("claim_gone.html.j2", status=404, asked=asked)
    if known != asked:
        query = f"?{ask.request.url.query}" if ask.request.url.query else ""
        return RedirectResponse(f"{ask.url('claim', claim=known)}{query}#r-{asked.lower()}", 302)
    weighed, weighing = ask.room.remembered(
        ask.case, ("claim", known), lambda: claim_with(ask.case, known, most_joined=_MOST_JOINED)
    )
    return _shown(ask, weighed, weighing)


def _shown(ask: Ask, weighed: Weighed, weighing: Weighing) -> Response:
    texts = cache(partial(read_text, ask.case.connection))
    marks = marks_in(ask.case.connection, (weighed.claim,)).get(weighed.claim.id, ())
    what_if = values.what_if_of(weighed, weighing, without=ask.every("without"), sides=ask.every("side"))
    shape = shape_of(
        weighed.graph, weighed.counts, circles=weighing.circles, fallen=what_if.fallen, left_out=what_if.keys
    )
    told = told_by_origin(weighed, texts)
    changes, uncompared = values.changes_told(weighed, texts)
    groups = {key: f"o-{n}" for n, one in enumerate(told, 1) for key in one.keys}
    return ask.render(
        "claim.html.j2",
        claim=weighed,
        brief=brief_of(weighed, weighing, texts, marks=marks),
        marks=marks,
        summary=summarise(weighed.counts, ask.manner.lang, narrowest=False, digits=ask.speech.digits),
        opened=values.counted_words(weighed.counts, ask.one("open"), texts),
        picture=chains_picture(ask, weighed, shape, groups),
        kinds={kind for way in shape.ways for kind in way.kinds},
        name_of=partial(knot_name, ask),
        ways=values.ways_told(shape, weighed, texts),
        folds=values.folds_told(shape, weighed),
        told=told,
        opposed=opposed_of(weighed, weighing, texts),
        figures=[
            (one, figures_picture(ask, one.figures)) for one in figures_of(weighed, weighing, texts)[:_MOST_CHARTS]
        ],
        changes=changes,
        uncompared=uncompared,
        faults=values.faults_told(weighed, texts),
        rings=values.rings_told(weighed, weighing.circles, texts),
        what_if=what_if,
        names=_side_names(ask, what_if),
        decisions=decisions_on(ask.case.connection, (piece.id for piece in weighed.claim.evidence)),
    )


def _side_names(ask: Ask, what_if: values.WhatIf) -> dict[str, str]:
    """Return the names of the countries that are sides."""
    keys = {f"places:{side.lower()}": side for side, _ in what_if.sides}
    return {keys[key]: name for key, name in names_of(ask.case.connection, keys).items()}


PAGES: tuple[Page, ...] = (Page("/claims/{claim}", claim, "claim"),)
EDITS: tuple[Edit, ...] = ()
