"""Claims as reports for the terminal: who tells them, on whose word, and what is counted.

Values in, text out; no I/O. Labels stand in English at the left, Arabic words in isolates of their own (see
`musnad.views.bidi`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from musnad.case.weighing import ClaimDecision
from musnad.corpus.circles import Circle
from musnad.corpus.counting import Counts, Origin
from musnad.corpus.faults import FaultKind
from musnad.corpus.likeness import Reason
from musnad.corpus.sources import Judged
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighed, Weighing
from musnad.model.evidence import Evidence, Opposition
from musnad.views.bidi import isolate
from musnad.views.claim_changes import Texts, change_lines
from musnad.views.counted import cut, passage, plural, told_by
from musnad.views.page import BOLD, DIM, Page, joined
from musnad.views.sources_report import letters, numbers

__all__ = ["render_claim", "render_claims", "render_decisions"]

_NOTHING = Judged()
_FAULTS: dict[FaultKind, str] = {
    "cited_before_published": "cites somebody before he published it",
    "happened_after_publication": "dates what it tells after its own day",
    "said_after_publication": "dates the saying after its own day",
    "cites_itself": "names itself as the source",
    "nobody_named": "it was said, nobody is named",
    "unnamed": "the source is unnamed",
    "no_source": "names no source",
    "byline_alone": "an agency in the byline, nobody in the text",
}
_MOST_AGAINST = 3
_OPPOSITIONS = {"denial": "may be denied", "figure": "may have another figure", "date": "may have another day"}


def render_claims(
    weighing: Weighing, texts: Texts, *, judged: Judged = _NOTHING, width: int = 80, colour: bool = False
) -> str:
    """Return the claims that several articles tell as a report that ends in a line feed."""
    return joined(_list(Page(width, colour), weighing, texts, judged))


def render_decisions(decisions: Iterable[ClaimDecision]) -> str:
    """Return what people decided on claims as a report that ends in a line feed."""
    return joined(_decisions(decisions))


def render_claim(
    weighed: Weighed,
    weighing: Weighing,
    texts: Texts,
    *,
    judged: Judged = _NOTHING,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return one claim with every report of it, its chain and words, as a report that ends in a line feed.

    What people `judged` stands beside: the letters of origins, and the claim's mark.
    """
    return joined(_claim(Page(width, colour), weighed, weighing, texts, judged))


def _decisions(decisions: Iterable[ClaimDecision]) -> Iterator[str]:
    decided = False
    for one in decisions:
        decided = True
        what = " + ".join(one.these) if one.kind == "join" else f"{' '.join(one.these)} | {' '.join(one.those)}"
        lost = f" ({one.lost} reports are not in the case any more)" if one.lost else ""
        undone = f", taken back {one.undone}" if one.undone else ""
        yield f"{one.id}  {one.made}  {one.kind}: {what}{lost}{undone}"
        yield f"   {isolate(one.reason)}"
    if not decided:
        yield "nothing was decided on claims"


def _list(page: Page, weighing: Weighing, texts: Texts, judged: Judged) -> Iterator[str]:
    yield (
        f"{plural(weighing.articles, 'article')}: {plural(len(weighing.claims) + weighing.more, 'claim')} "
        f"that several tell, {plural(weighing.alone, 'thing')} told once"
    )
    for weighed in weighing.claims:
        yield ""
        yield page.paint(_head(weighed, judged), BOLD)
        yield from page.right(cut(_words(weighed.claim.evidence[0], texts)))
        yield f"  narrowest: {_narrowest(weighed.counts)}"
        if weighed.against:
            yield f"  against it: {_opposed(weighed)}"
    if weighing.more:
        yield ""
        yield f"and {weighing.more} more: --limit 0 shows all"
    yield from _circles(weighing, weighing.circles)


def _claim(page: Page, weighed: Weighed, weighing: Weighing, texts: Texts, judged: Judged) -> Iterator[str]:
    counts = weighed.counts
    yield page.paint(_head(weighed, judged), BOLD)
    yield from page.right(summarise(counts, "ar"))
    yield f"  {summarise(counts, 'en')}"
    numbers = counts.witnesses.value, counts.repeats.value, counts.unplaced.value
    yield "  witnesses {}, repeats {}, of unknown origin {}".format(*numbers)
    if counts.across_sides is not None:
        yield f"  told across sides: {'yes' if counts.across_sides else 'no'}"
    for origin in counts.origins:
        yield f"  origin: {_origin(origin, judged)}"
    for unknown in counts.unknown:
        why = unknown.why.replace("_", " ")
        yield f"  unknown origin: {isolate(unknown.name)} ({why}) · {plural(len(unknown.evidence), 'report')}"
    yield ""
    reasons = {one: join for join in weighed.joins for one in (join.one, join.other)}
    faults = {id: [f.kind for f in weighed.faults if f.evidence == id] for id in (e.id for e in weighed.claim.evidence)}
    for piece in weighed.claim.evidence:
        yield page.paint("  ".join([f"#{piece.document}", piece.published or "no date", _chain(piece)]), DIM)
        yield from page.right(_words(piece, texts))
        if piece.id in reasons and (why := _told(reasons[piece.id].reasons)):
            yield f"  taken for the same by: {why}"
        for kind in faults[piece.id]:
            yield f"  mark: {_FAULTS[kind]}"
    yield from change_lines(weighed.claim, texts)
    yield from _against(page, weighed, weighing, texts)
    yield from _circles(weighing, [circle for circle in weighing.circles if weighed.claim.id in circle.claims])


def _against(page: Page, weighed: Weighed, weighing: Weighing, texts: Texts) -> Iterator[str]:
    own = {piece.id: piece for piece in weighed.claim.evidence}
    likeliest = sorted(weighed.against, key=lambda opposition: -opposition.chance)
    for opposition in likeliest[:_MOST_AGAINST]:
        mine, theirs = _sides(opposition, own)
        found = weighing.evidence.get(theirs)
        yield ""
        how = f"{_how(opposition, own[mine])}, of #{own[mine].document}"
        yield page.paint(f"against: {how} · chance {opposition.chance:.2f}", BOLD)
        if found is not None:
            yield page.paint("  ".join([f"#{found.document}", found.published or "no date", _chain(found)]), DIM)
            yield from page.right(_words(found, texts))
    if len(likeliest) > _MOST_AGAINST:
        yield ""
        yield f"and {len(likeliest) - _MOST_AGAINST} less likely against it: --format json has them"


def _how(opposition: Opposition, mine: Evidence) -> str:
    """Return in what something is against a report, and whether it was told before or after."""
    when = "" if opposition.first is None else ", later" if opposition.first == mine.id else ", earlier"
    if opposition.kind == "denial":
        return f"{'may tell what is denied here' if mine.polarity < 0 else 'may deny it'}{when}"
    return f"{_OPPOSITIONS[opposition.kind]} ({opposition.words}){when}"


def _sides(opposition: Opposition, own: Collection[str]) -> tuple[str, str]:
    """Return the report of the claim, and what is against it."""
    return (opposition.one, opposition.other) if opposition.one in own else (opposition.other, opposition.one)


def _circles(weighing: Weighing, circles: Iterable[Circle]) -> Iterator[str]:
    names = {node.key: node.name or node.key for weighed in weighing.claims for node in weighed.graph.nodes}
    for circle in circles:
        yield ""
        yield "they have it from each other: " + " ← ".join(isolate(names[step.start]) for step in circle.steps)
        for step in circle.steps:
            places = ", ".join(f"#{words.document} {words.published or 'no date'}" for words in step.words)
            yield f"  {isolate(names[step.start])} from {isolate(names[step.end])}: {places}"


def _head(weighed: Weighed, judged: Judged) -> str:
    marks = judged.marks.get(weighed.claim.id)
    return f"{weighed.claim.id} · {told_by(weighed.counts)}{f' · marked {numbers(marks)}' if marks else ''}"


def _origin(origin: Origin, judged: Judged) -> str:
    parts = [isolate(origin.name), plural(len(origin.evidence), "report")]
    if origin.side:
        parts.append(f"side {isolate(origin.side)}")
    if rated := judged.ratings.get(origin.key):
        parts.append(f"rated {letters(rated)}")
    return " · ".join(parts)


def _narrowest(counts: Counts) -> str:
    layer = counts.narrowest
    if not layer.members:
        return "nobody is named"
    names = "، ".join(isolate(member.name or "?") for member in layer.members)
    through = f"{layer.articles} of {counts.articles.value} articles pass through"
    return f"{through} {names}" if layer.size == 1 else f"{through} one of {names}"


def _opposed(weighed: Weighed) -> str:
    likeliest: dict[str, float] = {}
    for opposition in weighed.against:
        likeliest[opposition.kind] = max(opposition.chance, likeliest.get(opposition.kind, 0.0))
    return ", ".join(f"{_OPPOSITIONS[kind]} (chance {chance:.2f})" for kind, chance in sorted(likeliest.items()))


def _chain(piece: Evidence) -> str:
    return " ← ".join(isolate(teller.name or "?") for teller in piece.chain)


def _told(reasons: Sequence[Reason]) -> str:
    """Return what spoke for a join, what several traits have in common once."""
    told: dict[tuple[str, ...] | str, str] = {}
    for reason in reasons:
        what = "words in common" if "words" in reason.trait else reason.trait
        told.setdefault(reason.shared or what, f"{what} {isolate('، '.join(reason.shared))}" if reason.shared else what)
    return "; ".join(told.values())


def _words(piece: Evidence, texts: Texts) -> str:
    return passage(texts(piece.document), piece.spans)
