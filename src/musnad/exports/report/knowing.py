"""What a case knows beside its articles, as a report needs it: of those who tell, and what people judged.

What comes in is an open case; what goes out are values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from musnad.case.article_notes import ArticleNote, article_notes, note_places
from musnad.case.called import names_given
from musnad.case.claim_marks import marks_in
from musnad.case.dossier_page import row_of
from musnad.case.folder import Case
from musnad.case.identity import decisions
from musnad.case.key_names import names_of
from musnad.case.source_file import ratings_in, source_with
from musnad.case.weighing import decisions_on
from musnad.corpus.sources import Rating, newest_by_rater
from musnad.exports.report.judged import Judgements
from musnad.exports.report.sources import Known, KnownOf
from musnad.exports.report.words import Words
from musnad.model import Span
from musnad.model.evidence import Claim

__all__ = ["judged_of_actor", "judged_of_claims", "known_of"]


def known_of(case: Case, words: Words) -> KnownOf:
    """Return what tells what the case knows of one who tells."""

    def known(key: str) -> Known:
        entry = source_with(case, key)
        if entry is None:
            return Known("", "")
        source = entry.source
        letters = tuple((one.letter, one.who) for one in newest_by_rater(source.ratings))
        kind = words.label("source_class", source.kind) if source.kind else ""
        return Known(kind, _country(source.country, words), letters)

    return known


def judged_of_claims(case: Case, claims: Sequence[Claim]) -> Judgements:
    """Return what people judged of some claims, of those who tell them, and wrote on their articles."""
    connection = case.connection
    evidence = [piece for claim in claims for piece in claim.evidence]
    keys = dict.fromkeys(teller.key for piece in evidence for teller in piece.chain if not teller.anonymous)
    marks = marks_in(connection, claims)
    return Judgements(
        marks=tuple(mark for claim in claims for mark in marks.get(claim.id, ())), ratings=_ratings(case, keys),
        claims=decisions_on(connection, (piece.id for piece in evidence)),
        notes=_notes(case, dict.fromkeys(piece.document for piece in evidence)),
    )  # fmt: skip


def judged_of_actor(case: Case, keys: Collection[str], documents: Iterable[int]) -> Judgements:
    """Return what people judged of an actor as a source and decided on who he is, and wrote on his articles."""
    connection = case.connection
    decided = [one for one in decisions(connection) if {one.one, one.other} & set(keys)]
    names = names_of(connection, {key for one in decided for key in (one.one, one.other)})
    return Judgements(
        ratings=_ratings(case, keys), notes=_notes(case, documents),
        actors=tuple((one, names.get(one.one, one.one), names.get(one.other, one.other)) for one in decided),
        names=tuple(one for one in names_given(connection) if one.about in keys),
    )  # fmt: skip


def _ratings(case: Case, keys: Iterable[str]) -> tuple[tuple[str, Rating], ...]:
    rated = ratings_in(case.connection)
    wanted = [key for key in keys if key in rated]
    entries = {key: source_with(case, key) for key in wanted}
    return tuple(
        (entry.source.names[0] if (entry := entries[key]) and entry.source.names else key, rating)
        for key in wanted
        for rating in rated[key]
    )


def _notes(case: Case, documents: Iterable[int]) -> tuple[tuple[ArticleNote, int, Span | None], ...]:
    """Return the notes on articles, each once, with the version it is shown on and where its words stand there."""
    found: dict[int, tuple[ArticleNote, int, Span | None]] = {}
    for document in documents:
        notes = article_notes(case.connection, document)
        places = note_places(case.connection, document, notes) if notes else {}
        for note in notes:
            found.setdefault(note.id, (note, document, places.get(note.id)))
    return tuple(found[number] for number in sorted(found))


def _country(code: str | None, words: Words) -> str:
    if not code:
        return ""
    row = row_of({f"places:{code.lower()}"})
    if row is None:
        return words.label("body", code)
    return row.name if words.language == "ar" else row.name_en or row.name
