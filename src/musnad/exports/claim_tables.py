"""The rows of claims in the tables of an export: claims with their counts, the reports that tell them, what is against.

What comes in is the subject of an export that has a case; what goes out are rows. Claims are read a few at a time, and
of the articles that they point at the last few hundred are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.corpus.counting import Counts
from musnad.corpus.summary import summarise
from musnad.corpus.weighing import Weighing
from musnad.errors import CaseError
from musnad.exports.manner import Language
from musnad.exports.subject import Subject, Told
from musnad.exports.tables import day_of, in_article, words_at
from musnad.model import Span
from musnad.model.evidence import Evidence, Opposition

__all__ = ["ClaimRow", "OppositionRow", "ReportRow", "claim_rows"]

_KEPT = 200  # articles of which the text and the statements are kept
_CHANCE_DIGITS = 3
_Place = tuple[tuple[Span, ...], Span | None, Span | None]


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


class _Read(NamedTuple):
    """What is read again of an article: its text, None where it is damaged, and its statements by their places."""

    text: str | None
    statements: Mapping[_Place, str]


_Reading = Callable[[int], _Read]


def claim_rows(
    subject: Subject, written: Collection[int], language: Language
) -> Iterator[ClaimRow | ReportRow | OppositionRow]:
    """Yield the rows of each claim; `written` are the numbers of the articles that the export holds."""
    case = subject.case
    if case is None:
        return
    reading = lru_cache(_KEPT)(lambda number: _read(subject, case, number))
    for told in subject.claims():
        yield _claim(told, reading, language)
        yield from _reports(told, reading, written)
        for opposition in told.weighed.against:
            yield _opposition(told, opposition, reading, written)


def _claim(told: Told, reading: _Reading, language: Language) -> ClaimRow:
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
        words=_words(reading, first), summary=summarise(counts, language),
    )  # fmt: skip


def _reports(told: Told, reading: _Reading, written: Collection[int]) -> Iterator[ReportRow]:
    standing = _standings(told.weighed.counts)
    for place, piece in enumerate(told.weighed.claim.evidence, 1):
        origin = piece.origin
        yield ReportRow(
            claim=told.weighed.claim.id, report=piece.id, place=place,
            article=_article(piece, written), number=piece.document,
            statement=_statement(piece, reading, written), kind=piece.kind, standing=standing.get(piece.id),
            outlet=piece.outlet.name, origin=origin.name or None if origin else None,
            origin_key=origin.key if origin and not origin.anonymous else None,
            unnamed=any(teller.anonymous for teller in piece.chain),
            tellers=tuple(teller.name for teller in piece.chain), stance=piece.stance, polarity=piece.polarity,
            denial=piece.denial, published=piece.published, spans=piece.spans, words=_words(reading, piece),
        )  # fmt: skip


def _opposition(told: Told, opposition: Opposition, reading: _Reading, written: Collection[int]) -> OppositionRow:
    weighing: Weighing = told.weighing
    own = {piece.id for piece in told.weighed.claim.evidence}
    is_one = opposition.one in own
    mine, theirs = (opposition.one, opposition.other) if is_one else (opposition.other, opposition.one)
    other = weighing.evidence[theirs]
    return OppositionRow(
        claim=told.weighed.claim.id, report=mine, kind=opposition.kind, other=theirs,
        other_article=_article(other, written), other_number=other.document, other_outlet=other.outlet.name,
        other_published=other.published, other_spans=other.spans, other_words=_words(reading, other),
        first=opposition.first, why=opposition.words, chance=round(opposition.chance, _CHANCE_DIGITS),
    )  # fmt: skip


def _standings(counts: Counts) -> dict[str, str]:
    """Return by report whether it brings a named origin first, repeats, or has an unknown origin."""
    named = {"witness": counts.witnesses, "repeat": counts.repeats, "unplaced": counts.unplaced}
    return {report: standing for standing, number in named.items() for report in number.evidence}


def _article(piece: Evidence, written: Collection[int]) -> str | None:
    return str(piece.document) if piece.document in written else None


def _words(reading: _Reading, piece: Evidence) -> str | None:
    text = reading(piece.document).text
    return None if text is None else words_at(text, piece.spans)


def _statement(piece: Evidence, reading: _Reading, written: Collection[int]) -> str | None:
    last = piece.chain[-1]
    if piece.kind != "statement" or piece.document not in written:
        return None
    own = reading(piece.document).statements.get((piece.spans, last.source, last.cue))
    return in_article(str(piece.document), own)


def _read(subject: Subject, case: Case, number: int) -> _Read:
    """Read an article again: its text as the subject hands it over, and the ids of its statements, which tell nobody.

    A damaged one was told of when the subject came to it.
    """
    try:
        doc, text = read_corrected(case.connection, number), subject.text(number)
    except CaseError:
        return _Read(None, {})
    places = {
        (tuple(sorted(one.content)), one.chain[-1].source, one.chain[-1].cue): one.id for one in doc.statements or ()
    }
    return _Read(text, places)
