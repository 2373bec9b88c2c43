"""A report on a claim: what is told and by whom, its chains, its reports in time, what is against it, figures, faults.

What comes in is a weighed claim and what the report is written with; what goes out are sections. Values in, values out.
Nothing here says whether it is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain as joined
from typing import get_args

from markupsafe import Markup

from musnad.corpus.chains import Words as Place
from musnad.corpus.counting import CountName
from musnad.corpus.faults import FaultKind
from musnad.corpus.moments import order_key
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed, Weighing
from musnad.exports.report.book import Book, Refs
from musnad.exports.report.parts import (
    Block,
    Draft,
    Line,
    Lines,
    Remark,
    Row,
    Section,
    Table,
    iso,
    name,
    quote,
    soft,
)  # fmt: skip
from musnad.exports.report.pictures import chains_picture, knot_name
from musnad.exports.report.telling import chain_said, day_said, who_said
from musnad.model.evidence import Evidence
from musnad.views.claim_brief import first_words, who_tells
from musnad.views.claim_page import way_anchor
from musnad.views.drawing.chain_shape import Shape, shape_of

__all__ = ["MOST_REFS", "MOST_REPORTS", "chains_section", "cite_places", "faults_section", "report_line",
           "reports_section", "summary_lines", "summary_section"]  # fmt: skip

MOST_REPORTS = 120
MOST_REFS = 12  # footnotes of one line
_MOST_WAYS, _MOST_FAULTS = 60, 12
_COUNTED: tuple[CountName, ...] = tuple(one for one in get_args(CountName) if one != "narrowest")
_BROKEN: tuple[FaultKind, ...] = ("nobody_named", "unnamed", "no_source", "byline_alone")
_Texts = Callable[[int], str]


def cite_places(book: Book, places: Iterable[Place], *, most: int = MOST_REFS) -> Refs:
    """Cite words that something rests on."""
    return book.cite_all(((one.document, one.spans) for one in places), most=most)


def summary_section(draft: Draft, weighed: Weighed, weighing: Weighing) -> Section:
    """Return what stands behind a claim, in words and as a table of its counts."""
    words, counts = draft.words, weighed.counts
    lines = Lines(summary_lines(draft, weighed, weighing))
    rows = [
        Row((Markup.escape(words.label("count", one)), Markup(counted)), cite_places(draft.book, counts.opens(one)))
        for one in _COUNTED
        if (counted := getattr(counts, one).value)
    ]
    none = [words.label("count", one) for one in _COUNTED if not getattr(counts, one).value]
    blocks: list[Block] = [lines]
    blocks.append(Table(words.say("counts"), (words.say("what"), words.say("how_many")), tuple(rows)))
    if none:
        blocks.append(Remark(words.say("counted_none", names=words.join(none))))
    if not weighed.against:
        blocks.append(Remark(words.say("nothing_against")))
    return Section("summary", words.say("summary"), (*blocks, Remark(words.say("no_verdict"))))


def summary_lines(draft: Draft, weighed: Weighed, weighing: Weighing) -> tuple[Line, ...]:
    """Return the summary of a claim: its counts in words, its narrowest link, who is unnamed, what is against it."""
    words, book, counts = draft.words, draft.book, weighed.counts
    told = summarise(counts, words.language, narrowest=False)
    found = [Line(Markup.escape(told), cite_places(book, counts.opens("articles")))]
    layer = counts.narrowest
    if layer.members:
        media = {node.key for node in weighed.graph.nodes if node.is_media}
        names = words.join(who_said(words, who_tells(None, media, key=m.key, name=m.name)) for m in layer.members[:3])
        if len(layer.members) > 3:
            names = words.say("and_more", names=names, more=len(layer.members) - 3)
        said = words.say("narrowest", names=names, some=layer.articles, all=counts.articles.value)
        found.append(Line(said, cite_places(book, counts.words_of(layer.evidence))))
    by_why: defaultdict[str, list[str]] = defaultdict(list)
    for unknown in counts.unknown:
        by_why[unknown.why] += unknown.evidence
    for why, evidence in sorted(by_why.items()):
        places = counts.words_of(evidence)
        said = words.say("ends_unknown", why=words.label("unknown", why), reports=words.count("reports", len(places)))
        found.append(Line(said, cite_places(book, places)))
    for kind in dict.fromkeys(one.kind for one in weighed.against):
        others = _others(weighed, weighing, kind)
        said = words.say(
            "against", kind=words.label("opposition", kind), reports=words.count("reports", len(others))
        )  # fmt: skip
        found.append(Line(said, book.cite_all(((one.document, one.spans) for one in others), most=MOST_REFS)))
    return tuple(line for line in found if line.refs)


def _others(weighed: Weighed, weighing: Weighing, kind: str) -> Sequence[Evidence]:
    """Return the reports of others that may be against a claim."""
    own = {piece.id for piece in weighed.claim.evidence}
    ids = dict.fromkeys(o.other if o.one in own else o.one for o in weighed.against if o.kind == kind)
    return [piece for id in ids if (piece := weighing.evidence.get(id)) is not None]


def chains_section(draft: Draft, weighed: Weighed, weighing: Weighing) -> Section:
    """Return who has it from whom: the picture, and the same as a table with the words of each step."""
    words, counts = draft.words, weighed.counts
    shape = shape_of(weighed.graph, counts, circles=weighing.circles)
    shown = {piece.id for piece in _chosen(weighed)}
    first: dict[str, str] = {}
    for route in weighed.graph.routes:
        for node in route.nodes if route.evidence in shown else ():
            first.setdefault(node, f"r-{route.evidence}")
    rows = _way_rows(draft, weighed, shape)
    head = tuple(words.say(one) for one in ("who_has_it", "from_whom", "how_known", "reports"))
    picture = chains_picture(words, weighed, shape, first)
    table = [Table(words.say("chains_table"), head, rows)] if rows else [Remark(words.say("no_ways"))]
    return Section("chains", words.say("chains"), (picture, *table))


def _way_rows(draft: Draft, weighed: Weighed, shape: Shape) -> tuple[Row, ...]:
    """Return the ways of the chains; a step that no words tell cites the reports that go by it."""
    words = draft.words
    said: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for edge in weighed.graph.edges:
        said[edge.start, edge.end] += edge.words
    knots = {knot.key: name(knot_name(words, knot)) for knot in shape.knots}
    ways = sorted(shape.ways, key=lambda way: -len(way.reports))
    rows = []
    for way in draft.most(ways, _MOST_WAYS, words.say("chains_table")):
        places = [one for pair in way.pairs for one in said[pair]] or weighed.counts.words_of(way.reports)
        kinds = [words.label("way", kind) for kind in sorted(way.kinds)] or [words.say("inferred")]
        refs = cite_places(draft.book, places, most=4)
        if refs:
            cells = (knots[way.start], knots[way.end], words.join(kinds), Markup(len(way.reports)))
            rows.append(Row(cells, refs, anchor=way_anchor(way, shape)))
    return tuple(rows)


def reports_section(draft: Draft, weighed: Weighed, texts: _Texts) -> Section:
    """Return the reports of a claim in the order of time; of very many those with words of their own first."""
    words = draft.words
    chosen = _chosen(weighed)
    draft.most(weighed.graph.evidence, MOST_REPORTS, words.say("reports"))
    joining = {route.evidence: route.joining for route in weighed.graph.routes}
    faults: defaultdict[str, dict[FaultKind, None]] = defaultdict(dict)
    for fault in weighed.faults:
        if fault.kind not in _BROKEN:
            faults[fault.evidence][fault.kind] = None
    lines = []
    for piece in chosen:
        signs = [words.label("joining", how)] if (how := joining.get(piece.id, "own")) != "own" else []
        signs += [words.label("fault", kind) for kind in faults[piece.id]]
        lines.append(report_line(draft, piece, texts, signs=signs))
    return Section("reports", words.say("reports_in_time"), (Lines(tuple(lines)),))


def report_line(draft: Draft, piece: Evidence, texts: _Texts, *, signs: Iterable[str] = ()) -> Line:
    """Return a report: when, its words as many as a card shows, on whose word, and what is to be said of it."""
    words = draft.words
    stances = [words.say("denies")] if piece.polarity < 0 else []
    if not stances and piece.stance != "neutral":
        stances = [Markup.escape(words.label("stance", piece.stance))]
    return Line(
        quote(first_words(piece, texts)), Refs((draft.book.cite(piece.document, piece.spans),)),
        Markup("{} · {}").format(day_said(words, piece.published), chain_said(words, piece.chain)),
        (*stances, *map(Markup.escape, signs)), anchor=f"r-{piece.id}",
    )  # fmt: skip


def _chosen(weighed: Weighed) -> Sequence[Evidence]:
    """Return the reports that are listed, by time: of more than are, those that copy nothing go first."""
    evidence = weighed.graph.evidence
    if len(evidence) <= MOST_REPORTS:
        return evidence
    own = {route.evidence for route in weighed.graph.routes if route.joining == "own"}
    taken = sorted(evidence, key=lambda piece: (piece.id not in own, order_key(piece.published)))[:MOST_REPORTS]
    ids = {piece.id for piece in taken}
    return [piece for piece in evidence if piece.id in ids]


def faults_section(draft: Draft, weighed: Weighed, weighing: Weighing) -> Section:
    """Return what is amiss: circles, and faults by kind, those of broken chains last."""
    words, book = draft.words, draft.book
    nodes = {node.key: node for node in weighed.graph.nodes}
    media = {node.key for node in weighed.graph.nodes if node.is_media}
    blocks: list[Block] = []
    own = [circle for circle in weighing.circles if circle.claims == (weighed.claim.id,)]
    for circle in own:
        rows = []
        for step in circle.steps:
            ends = (who_tells(None, media, key=key, name=nodes[key].name if key in nodes else key)
                    for key in (step.start, step.end))  # fmt: skip
            kind = Markup.escape(words.label("way", step.kind))
            rows.append(Row((*(who_said(words, who) for who in ends), kind), cite_places(book, step.words, most=4)))
        head = tuple(words.say(one) for one in ("who_has_it", "from_whom", "how_known"))
        blocks.append(Table(words.say("in_circle"), head, tuple(row for row in rows)))
    lines = [_fault_line(draft, kind, weighed) for kind in dict.fromkeys(fault.kind for fault in weighed.faults)]
    blocks += [Lines(tuple(lines))] if lines else []
    return Section("faults", words.say("faults"), tuple(blocks) or (Remark(words.say("no_faults")),))


def _fault_line(draft: Draft, kind: FaultKind, weighed: Weighed) -> Line:
    words = draft.words
    some = [fault for fault in weighed.faults if fault.kind == kind]
    places = tuple(joined.from_iterable(fault.words for fault in some))
    reports = words.count("reports", len({fault.evidence for fault in some}))
    said = Markup("{}: {}").format(words.label("fault", kind), reports)
    names = _about(weighed, [fault.about for fault in some if fault.kind not in _BROKEN])
    if names:
        said += Markup(" ({})").format(words.join(names))
    return Line(said, cite_places(draft.book, places, most=_MOST_FAULTS))


def _about(weighed: Weighed, keys: Iterable[str]) -> Sequence[Markup]:
    """Return whom faults are about, by name, or the days they are about."""
    nodes: Mapping[str, str] = {node.key: node.name for node in weighed.graph.nodes}
    return [
        name(nodes[key]) if nodes.get(key) else iso(key) if key[:1].isdigit() else soft(name(key))
        for key in dict.fromkeys(keys)
        if key
    ]
