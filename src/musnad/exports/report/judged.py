"""What people decided and wrote: marks of claims, letters of sources, decisions, names given, notes on articles.

What comes in are values as the case keeps them; what goes out are sections. Numbers of claims and letters of sources
stand in tables of their own and are never put together. musnad itself rates nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.case.article_notes import ArticleNote
from musnad.case.called import GivenName
from musnad.case.weighing import ClaimDecision
from musnad.corpus.merging import IdentityDecision
from musnad.corpus.sources import Mark, Rating
from musnad.exports.report.book import Refs
from musnad.exports.report.parts import Block, Draft, Line, Lines, Remark, Row, Section, Table, iso, name
from musnad.exports.report.words import Words
from musnad.model import Span

__all__ = ["Judgements", "judged_section"]

_MOST_NOTES = 60


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people gave; `ratings` are letters with the source each is of, `notes` with where their words stand."""

    marks: tuple[Mark, ...] = ()
    ratings: tuple[tuple[str, Rating], ...] = ()
    claims: tuple[ClaimDecision, ...] = ()
    actors: tuple[tuple[IdentityDecision, str, str], ...] = ()
    names: tuple[GivenName, ...] = ()
    notes: tuple[tuple[ArticleNote, int, Span | None], ...] = ()


def judged_section(draft: Draft, given: Judgements, *, of_claim: bool) -> Section:
    """Return what people decided and wrote."""
    words = draft.words
    blocks: list[Block] = []
    if given.marks:
        head = tuple(words.say(one) for one in ("mark", "who", "day", "reason"))
        blocks.append(Table(words.say("marks"), head, tuple(_mark(draft, mark) for mark in given.marks)))
    elif of_claim:
        blocks.append(Remark(words.say("no_marks")))
    if given.ratings:
        head = tuple(words.say(one) for one in ("source", "letter", "who", "day", "reason"))
        rows = tuple(_rating(draft, source, rating) for source, rating in given.ratings)
        blocks.append(Table(words.say("letters"), head, rows))
    else:
        blocks.append(Remark(words.say("no_letters")))
    if given.marks or given.ratings:
        blocks.append(Remark(words.say("kept_apart")))
    lines = [*_decisions(draft, given)]
    blocks += [Lines(tuple(lines))] if lines else []
    blocks += _notes(draft, given.notes)
    return Section("judged", words.say("judged"), tuple(blocks))


def _mark(draft: Draft, mark: Mark) -> Row:
    cells = (Markup("<b>{}</b>").format(mark.number), name(mark.who), iso(mark.day), name(mark.reason))
    return Row(cells, _record(draft, "mark_record", mark.who, mark.day, mark.reason, about=mark.number))


def _rating(draft: Draft, source: str, rating: Rating) -> Row:
    letter = Markup("<b>{}</b> {}").format(rating.letter, draft.words.label("letter", rating.letter))
    cells = (name(source), letter, name(rating.who), iso(rating.day), name(rating.reason))
    about = Markup("{} {}").format(rating.letter, name(source))
    return Row(cells, _record(draft, "letter_record", rating.who, rating.day, rating.reason, about=about))


def _record(draft: Draft, key: str, who: str, day: str, reason: str, *, about: object) -> Refs:
    said = draft.words.say(key, about=about, who=name(who), day=iso(day), reason=name(reason))
    return Refs((draft.book.record(said),))


def _decisions(draft: Draft, given: Judgements) -> Iterable[Line]:
    """Yield the decisions of people on claims and actors, and the names they gave."""
    words = draft.words
    for one in given.claims:
        said = words.say(f"claim_{one.kind}", these=words.count("reports", len(one.these)))
        yield _decided(draft, said, one.made, "", one.reason, one.id)
    for decision, mine, other in given.actors:
        said = words.say(f"actor_{decision.action}", one=name(mine), other=name(other))
        yield _decided(draft, said, decision.made, decision.who, decision.reason, decision.number)
    for called in given.names:
        said = words.say("called", name=name(called.name))
        yield _decided(draft, said, called.made, called.who, called.reason, called.id)


def _decided(draft: Draft, said: Markup, made: str, who: str, reason: str, number: int) -> Line:
    words: Words = draft.words
    by = words.say("by_whom", who=name(who)) if who else Markup("")
    record = words.say("decision_record", number=number, said=said, by=by, day=iso(made), reason=name(reason))
    return Line(said, Refs((draft.book.record(record),)), signs=(by,) if by else ())


def _notes(draft: Draft, notes: Sequence[tuple[ArticleNote, int, Span | None]]) -> list[Block]:
    """Return what people wrote on the articles; where a note is about words, these are its footnote."""
    words = draft.words
    lines = []
    for note, document, span in draft.most(notes, _MOST_NOTES, words.say("article_notes")):
        said = name(note.words) if note.kind == "note" else words.say("picked")
        head = Markup("{} · {}").format(iso(note.made), name(note.who))
        if span is not None:
            ref = draft.book.cite(document, (span,))
        else:
            article = draft.book.article_of(document)
            about = name(article.title or words.say("no_headline"))
            record = words.say("note_record", about=about, number=document, who=name(note.who), day=iso(note.made))
            ref = draft.book.record(record)
        lines.append(Line(said, Refs((ref,)), head))
    return [Remark(words.say("article_notes_are")), Lines(tuple(lines))] if lines else []
