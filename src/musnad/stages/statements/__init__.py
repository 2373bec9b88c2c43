"""The statements layer: what is told on whose word, each with its content and its whole chain of attribution.

Cues (`cuebook`) open reports (`reports`: verbs, participles, verbal nouns; `phrases`: fixed phrases) where content
follows (`openings`). Tellers are noun phrases around them (`extents`, `tellers`, `identity`) or subjects of their
clauses (`clauses`, `subjects`). Contents end where the next report or clause begins (`contents`, `settling`), and
chains join nested, relayed, retold and carried tellers (`carriers`, `retellings`, `chains`).
"""

from __future__ import annotations

from musnad.lexicon import Lexicon
from musnad.model import Document, Layer, Statement
from musnad.stages.statements.chains import ChainBuilder
from musnad.stages.statements.clauses import ClauseReader
from musnad.stages.statements.considering import Considered, Considerer
from musnad.stages.statements.contents import ContentReader
from musnad.stages.statements.cuebook import CueBook
from musnad.stages.statements.extents import NounPhraseReader
from musnad.stages.statements.reports import ReportFinder
from musnad.stages.statements.settling import Settler
from musnad.stages.statements.tellers import TellerFinder
from musnad.stages.statements.textview import TextView
from musnad.stages.statements.words import ReportingWords

__all__ = ["Considered", "StatementsStage"]


class StatementsStage:
    """Finds who tells what; needs segments, mentions, entities and times."""

    name = "statements"
    version = "4"
    requires: frozenset[Layer] = frozenset({"segments", "mentions", "entities", "times"})
    provides: Layer = "statements"

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = ReportingWords(lexicon)
        self._cues = CueBook(lexicon)
        phrases = NounPhraseReader(self._words, self._cues)
        self._tellers = TellerFinder(self._words, self._cues, phrases)
        self._clauses = ClauseReader(self._words, phrases, self._tellers)
        self._finder = ReportFinder(self._words, self._cues, phrases, self._tellers, self._clauses)
        self._contents = ContentReader(self._words)
        self._settler = Settler(self._words, self._contents)

    def find(self, doc: Document) -> tuple[Statement, ...]:
        """Return the statements, sorted by where their contents begin."""
        if doc.segments is None:
            raise ValueError("the statements stage needs the segments layer")
        view = TextView(doc, doc.segments, self._cues.is_verb)
        return ChainBuilder(
            view, self._words, self._finder, self._contents, self._settler, self._tellers, self._clauses
        ).build()

    def consider(self, doc: Document) -> dict[str, tuple[Considered, ...]]:
        """Return what else was weighed for each statement of a document that has been read, by the statement's id."""
        if doc.segments is None:
            raise ValueError("what was considered cannot be told without the segments layer")
        considerer = Considerer(self._cues, self._tellers, self._clauses, self._finder)
        return considerer.consider(TextView(doc, doc.segments, self._cues.is_verb), doc)
