"""A claim in brief, as the cards of the room show it: its first words, who told it first, and what it hangs on.

Values in, values out; no layout. Nothing here says what is true: whether something is against a claim is told beside
it and taken off nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from musnad.corpus.counting import NarrowestLayer
from musnad.corpus.sources import Mark, newest_by_rater
from musnad.corpus.weighing import Weighed, Weighing
from musnad.model import Span
from musnad.model.evidence import Evidence, OppositionKind, Teller
from musnad.views.counted import passage

__all__ = ["Against", "ClaimBrief", "Narrowest", "Who", "brief_of", "briefs_of", "first_words", "who_tells"]

_MOST_WORDS = 40
_UNKNOWN = ("unnamed:", "unknown:", "circle:", "outlet:?")
_SOURCES = ("outlet:", "named:")  # keys of those who tell and are no actors: outlets, and who is described alone
_STOPS = " \n\t,.:;-–،؛"  # left over where words were cut out of a sentence
_Texts = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Who:
    """One who tells: `page` is where his own page is, None for somebody who is not known by name."""

    key: str
    name: str
    page: Literal["actor", "source"] | None


@dataclass(frozen=True, slots=True)
class Narrowest:
    """The fewest through whom the chains pass: how many (0 where nobody is named), who, and how many articles pass."""

    size: int
    members: tuple[Who, ...]
    articles: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Against:
    """How many reports of a kind may be against a claim, and the chance of the likeliest."""

    kind: OppositionKind
    reports: int
    chance: float


@dataclass(frozen=True, slots=True)
class ClaimBrief:
    """A claim in brief.

    `words` are those of the first report, cut where they are long; they stand at `spans` of `document`. `first` is who
    published it, `chain` those it names behind it, the nearest first; `origins` are the names at the ends of all
    chains. `marks` are the newest of each who gave one.
    """

    id: str
    words: str
    document: int
    spans: tuple[Span, ...]
    first: Who
    chain: tuple[Who, ...]
    origins: tuple[Who, ...]
    articles: int
    outlets: int
    lower: int
    upper: int
    narrowest: Narrowest
    since: str | None
    until: str | None
    against: tuple[Against, ...]
    circles: int
    marks: tuple[Mark, ...] = ()

    @property
    def at(self) -> str:
        """Where the words stand, as the page of an article takes it."""
        return ",".join(f"{span.start}-{span.end}" for span in self.spans)

    @property
    def is_narrow(self) -> bool:
        """Whether several articles pass through one alone."""
        layer = self.narrowest
        return len(layer.members) == 1 and layer.articles == self.articles > 1


def brief_of(weighed: Weighed, weighing: Weighing, texts: _Texts, *, marks: Iterable[Mark] = ()) -> ClaimBrief:
    """Return a claim in brief; `texts` gives the text of a document by its number."""
    counts, first = weighed.counts, weighed.graph.evidence[0]
    media = {node.key for node in weighed.graph.nodes if node.is_media}
    days = sorted(piece.published[:10] for piece in weighed.claim.evidence if piece.published)
    return ClaimBrief(
        id=weighed.claim.id,
        words=_cut(passage(texts(first.document), first.spans)),
        document=first.document,
        spans=first.spans,
        first=who_tells(first.outlet, media),
        chain=tuple(who_tells(teller, media) for teller in first.chain[1:]),
        origins=tuple(who_tells(None, media, key=origin.key, name=origin.name) for origin in counts.origins),
        articles=counts.articles.value,
        outlets=counts.outlets.value,
        lower=counts.origins_lower.value,
        upper=counts.origins_upper.value,
        narrowest=_narrowest(counts.narrowest, media),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        against=_against(weighed),
        circles=sum(circle.claims == (weighed.claim.id,) for circle in weighing.circles),
        marks=newest_by_rater(marks),
    )


def briefs_of(weighing: Weighing, texts: _Texts, marks: dict[str, tuple[Mark, ...]]) -> tuple[ClaimBrief, ...]:
    """Return the claims of a weighing in brief, in their order; `marks` are those people gave, by claim."""
    return tuple(brief_of(w, weighing, texts, marks=marks.get(w.claim.id, ())) for w in weighing.claims)


def who_tells(teller: Teller | None, media: Collection[str], *, key: str = "", name: str = "") -> Who:
    """Return one with the page he has: that of a source for outlets and agencies, that of an actor for the rest.

    He is given as a teller, or by `key` and `name`; `media` are keys of outlets and agencies. Who is unknown has none.
    """
    if teller is not None:
        key, name = teller.key, teller.name
    unknown = teller is not None and teller.anonymous
    if unknown or key in {"", "outlet:"} or key.startswith(_UNKNOWN):
        return Who(key, name, None)
    return Who(key, name, "source" if key in media or key.startswith(_SOURCES) else "actor")


def _narrowest(layer: NarrowestLayer, media: set[str]) -> Narrowest:
    members = tuple(who_tells(None, media, key=member.key, name=member.name) for member in layer.members)
    return Narrowest(layer.size, members, layer.articles, layer.basis == "named")


def _against(weighed: Weighed) -> tuple[Against, ...]:
    kinds: dict[OppositionKind, list[float]] = {}
    for opposition in weighed.against:
        kinds.setdefault(opposition.kind, []).append(opposition.chance)
    return tuple(Against(kind, len(chances), max(chances)) for kind, chances in sorted(kinds.items()))


def first_words(evidence: Evidence, texts: _Texts) -> str:
    """Return as many words of a report as a card shows."""
    return _cut(passage(texts(evidence.document), evidence.spans))


def _cut(words: str) -> str:
    parts = words.lstrip(_STOPS).split()
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")
