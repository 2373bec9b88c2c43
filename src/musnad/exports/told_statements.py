"""Which statement of an article a report of a claim is.

What comes in are reports of the claims of a case; what goes out are the ids of statements, which tell nobody and so
are never masked. Of the articles that were read again for it the last few hundred are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.errors import CaseError
from musnad.model import Span, Statement
from musnad.model.evidence import Evidence

__all__ = ["ToldStatements"]

_KEPT = 200  # articles
_Place = tuple[tuple[Span, ...], Span | None]


class ToldStatements:
    """Finds the statements of a case by the places of what is told and of the last teller.

    A report has one of the cues of a teller who comes twice in a chain; it tells statements of the same places apart.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._of = lru_cache(_KEPT)(self._read)

    def id_of(self, piece: Evidence) -> str | None:
        """Return the id of a statement within its article.

        None where the article tells it in its own voice, or is damaged, of which others tell.
        """
        if piece.kind != "statement":
            return None
        last = piece.chain[-1]
        found = self._of(piece.document).get((piece.spans, last.source), ())
        with_cue = (one.id for one in found if any(link.cue == last.cue for link in one.chain))
        return next(with_cue, found[0].id if found else None)

    def _read(self, document: int) -> Mapping[_Place, Sequence[Statement]]:
        try:
            doc = read_corrected(self._case.connection, document)
        except CaseError:
            return {}
        found: dict[_Place, list[Statement]] = {}
        for one in doc.statements or ():
            found.setdefault((tuple(sorted(one.content)), one.chain[-1].source), []).append(one)
        return found
