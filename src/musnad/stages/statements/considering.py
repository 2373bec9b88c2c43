"""What the grammar weighed and left aside for a statement: other tellers near its cue, other readings of the cue.

What comes in is a document with its statements; what goes out, for each of them, are `Considered`s. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from musnad.model import Document, Sentence, Span, Statement
from musnad.stages.statements.clauses import ClauseReader
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.identity import Teller
from musnad.stages.statements.reports import ReportFinder
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView

__all__ = ["Considered", "Considerer"]

Why = Literal["after the cue", "before the cue", "subject of the clause", "of the medium", "told before", "reading"]

_EARLIER = 3


class Considered(NamedTuple):
    """A teller not taken, with where it stands, or a rule by which the cue can be read as well."""

    why: Why
    words: Span
    rule: str | None = None


class Considerer:
    """Says what was weighed. Immutable once built."""

    def __init__(self, cues: CueBook, tellers: TellerFinder, clauses: ClauseReader, finder: ReportFinder) -> None:
        self._cues = cues
        self._tellers = tellers
        self._clauses = clauses
        self._finder = finder

    def consider(self, view: TextView, doc: Document) -> dict[str, tuple[Considered, ...]]:
        """Return, by the id of each statement, what else its originator and its cue might have been."""
        found: dict[str, tuple[Considered, ...]] = {}
        earlier: list[Statement] = []
        for statement in sorted(doc.statements or (), key=_place):
            found[statement.id] = tuple(self._of(view, doc, statement, earlier))
            earlier.append(statement)
        return found

    def _of(
        self, view: TextView, doc: Document, statement: Statement, earlier: list[Statement]
    ) -> Iterator[Considered]:
        link = statement.chain[-1]
        if link.cue is None:
            return
        at = view.token_range(link.cue)[0]
        sentence = next(s for s in view.sentences if s.first <= at < s.last)
        places = [link.source] if link.source is not None else []
        entities = {link.entity} - {None}
        candidates: list[tuple[Why, Span | None, str | None]] = list(self._tellers_near(view, at, sentence))
        if link.carried or link.source is None:
            last = (statement.chain[-1] for statement in reversed(earlier[-_EARLIER:]))
            candidates += [("told before", other.source, other.entity) for other in last]
        for why, place, entity in candidates:
            if place is None or entity in entities or any(_same(doc, place, other) for other in places):
                continue
            places.append(place)
            entities |= {entity} - {None}
            yield Considered(why, place)
        for reading in self._cues.read(view.forms[at]):
            if (rule := f"cues:{reading.row.key}") != link.origin:
                yield Considered("reading", link.cue, rule)

    def _tellers_near(self, view: TextView, at: int, sentence: Sentence) -> Iterator[tuple[Why, Span, str | None]]:
        near: tuple[tuple[Why, Teller | None], ...] = (
            ("after the cue", self._tellers.after(view, at + 1, sentence.last)),
            ("before the cue", self._tellers.before(view, at, sentence.first, relative=False)),
            ("subject of the clause", self._clauses.subject(view, sentence.first, at)),
            ("of the medium", self._finder.issuer(view, sentence.first, at)),
        )
        for why, teller in near:
            if teller is not None:
                yield why, teller.span, teller.entity


def _place(statement: Statement) -> int:
    cue = statement.chain[-1].cue
    return cue.start if cue is not None else statement.content[0].start


def _same(doc: Document, one: Span, other: Span) -> bool:
    overlap = one.start < other.end and other.start < one.end
    return overlap or doc.slice(one) == doc.slice(other)
