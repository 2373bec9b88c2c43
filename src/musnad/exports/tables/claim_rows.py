"""The rows of claims in the tables of an export: claims with their counts, the reports that tell them, what is against.

What comes in is the subject of an export that has a case; what goes out are rows. Claims are read a few at a time, and
of the articles that they point at the last few hundred are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from musnad.corpus.counting import Counts
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.exports.manner import Language
from musnad.exports.subject import Subject, Told
from musnad.exports.tables.rows import day_of, in_article, words_at
from musnad.exports.told_statements import ToldStatements
from musnad.model import Span
from musnad.model.evidence import Evidence, Opposition

__all__ = ["ClaimRow", "OppositionRow", "ReportRow", "claim_rows"]

_KEPT = 200  # texts
_CHANCE_DIGITS = 3


class ClaimRow(NamedTuple):
    """A thing that several articles tell, with what is counted of it."""

    claim: str
    articles: int
    outlets: int
    origins_lower: int
    origins_upper: int
    witnesses: int
    repeats: int
    unplaced: int
    doubting: int
    origins: tuple[str, ...]
    narrowest_basis: str
    narrowest: int
    narrowest_most: int
    narrowest_names: tuple[str, ...]
    across_sides: bool | None
    against: int
    first_day: date | None
    last_day: date | None
    words: str | None
    summary: str


class ReportRow(NamedTuple):
    """A report of a claim: where an article tells it, and on whose word."""

    claim: str
    report: str
    place: int
    article: str | None
    number: int
    statement: str | None
    kind: str
    standing: str | None
    outlet: str
    origin: str | None
    origin_key: str | None
    unnamed: bool
    tellers: tuple[str, ...]
    stance: str
    polarity: int
    denial: str | None
    published: str | None
    spans: tuple[Span, ...]
    words: str | None


class OppositionRow(NamedTuple):
    """A report that may be against one of a claim."""

    claim: str
    report: str
    kind: str
    other: str
    other_article: str | None
    other_number: int
    other_outlet: str
    other_published: str | None
    other_spans: tuple[Span, ...]
    other_words: str | None
    first: str | None
    why: str
    chance: float


class _Reports(NamedTuple):
    """What is looked up of the articles that reports are in; `text` is None where nothing can be handed over."""

    written: Collection[int]
    statements: ToldStatements
    text: Callable[[int], str | None]


def claim_rows(
    subject: Subject, written: Collection[int], language: Language
) -> Iterator[ClaimRow | ReportRow | OppositionRow]:
    """Yield the rows of each claim; `written` are the numbers of the articles that the export holds."""
    case = subject.case
    if case is None:
        return
    reports = _Reports(written, ToldStatements(case), lru_cache(_KEPT)(partial(_text, subject)))
    for told in subject.claims():
        yield _claim(told, reports, language)
        yield from _rows(told, reports)
        for opposition in told.weighed.against:
            yield _opposition(told, opposition, reports)


def _claim(told: Told, reports: _Reports, language: Language) -> ClaimRow:
    claim, counts = told.weighed.claim, told.weighed.counts
    days = sorted(day for piece in claim.evidence if (day := day_of(piece.published)) is not None)
    first = claim.evidence[0]
    return ClaimRow(
        claim=claim.id, articles=counts.articles.value, outlets=counts.outlets.value,
        origins_lower=counts.origins_lower.value, origins_upper=counts.origins_upper.value,
        witnesses=counts.witnesses.value, repeats=counts.repeats.value, unplaced=counts.unplaced.value,
        doubting=counts.doubting.value, origins=tuple(origin.name for origin in counts.origins),
        narrowest_basis=counts.narrowest.basis, narrowest=counts.narrowest.size,
        narrowest_most=counts.narrowest.most,
        narrowest_names=tuple(member.name for member in counts.narrowest.members),
        across_sides=counts.across_sides, against=len(told.weighed.against),
        first_day=days[0] if days else None, last_day=days[-1] if days else None,
        words=_words(reports, first), summary=summarise(counts, language),
    )  # fmt: skip


def _rows(told: Told, reports: _Reports) -> Iterator[ReportRow]:
    standing = _standings(told.weighed.counts)
    for place, piece in enumerate(told.weighed.claim.evidence, 1):
        origin = piece.origin
        yield ReportRow(
            claim=told.weighed.claim.id, report=piece.id, place=place,
            article=_article(piece, reports), number=piece.document,
            statement=_statement(piece, reports), kind=piece.kind, standing=standing.get(piece.id),
            outlet=piece.outlet.name, origin=origin.name or None if origin else None,
            origin_key=origin.key if origin and not origin.anonymous else None,
            unnamed=any(teller.anonymous for teller in piece.chain),
            tellers=tuple(teller.name for teller in piece.chain), stance=piece.stance, polarity=piece.polarity,
            denial=piece.denial, published=piece.published, spans=piece.spans, words=_words(reports, piece),
        )  # fmt: skip


def _opposition(told: Told, opposition: Opposition, reports: _Reports) -> OppositionRow:
    weighing: Weighing = told.weighing
    own = {piece.id for piece in told.weighed.claim.evidence}
    is_one = opposition.one in own
    mine, theirs = (opposition.one, opposition.other) if is_one else (opposition.other, opposition.one)
    other = weighing.evidence[theirs]
    return OppositionRow(
        claim=told.weighed.claim.id, report=mine, kind=opposition.kind, other=theirs,
        other_article=_article(other, reports), other_number=other.document, other_outlet=other.outlet.name,
        other_published=other.published, other_spans=other.spans, other_words=_words(reports, other),
        first=opposition.first, why=opposition.words, chance=round(opposition.chance, _CHANCE_DIGITS),
    )  # fmt: skip


def _standings(counts: Counts) -> dict[str, str]:
    """Return by report whether it brings a named origin first, repeats, or has an unknown origin."""
    named = {"witness": counts.witnesses, "repeat": counts.repeats, "unplaced": counts.unplaced}
    return {report: standing for standing, number in named.items() for report in number.evidence}


def _article(piece: Evidence, reports: _Reports) -> str | None:
    return str(piece.document) if piece.document in reports.written else None


def _words(reports: _Reports, piece: Evidence) -> str | None:
    text = reports.text(piece.document)
    return None if text is None else words_at(text, piece.spans)


def _statement(piece: Evidence, reports: _Reports) -> str | None:
    if piece.document not in reports.written:
        return None
    return in_article(str(piece.document), reports.statements.id_of(piece))


def _text(subject: Subject, number: int) -> str | None:
    """Return the text of an article; None where it is damaged, of which was told when the subject came to it."""
    try:
        return subject.text(number)
    except CaseError:
        return None
