"""The bundle among the formats of an export: the whole case, with the persons blacked out that are to be."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.weighing import pending
from musnad.case.weighing.overtaking import overtaken
from musnad.errors import ExportError
from musnad.exports.bundle.writing import write_bundle
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.redaction import RedactedSubject, Redactor
from musnad.exports.subject import CaseSubject, Subject
from musnad.model import Document

__all__ = ["write"]

_KEPT = 8
_COUNTED = ("articles", "documents", "originals", "judgements", "claims")


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the case of a subject as a bundle. Raises ExportError where only some of its articles are chosen."""
    whole = subject.whole if isinstance(subject, RedactedSubject) else subject
    if not isinstance(whole, CaseSubject):
        raise ValueError("a bundle is of a case")
    if not whole.is_whole:
        reason = "a bundle holds a whole case, and only some of its articles are chosen"
        raise ExportError(whole.name, reason, "leave the search and the days out, or take another format")
    out.lose("waiting", len({*pending(whole.case.connection), *overtaken(whole.case.connection)}))
    redaction = _Redaction(whole.case, subject.redactor) if isinstance(subject, RedactedSubject) else None
    with out.binary() as file:
        header = write_bundle(
            whole.case, file, progress=_hearing(whole), redact=redaction, clock=lambda: manner.made
        )  # fmt: skip
    for what in _COUNTED:
        out.wrote(what, header.counts.get(what, 0))


def _hearing(subject: CaseSubject) -> Callable[[str, int, int], object]:
    """Return what hears how far a bundle is, and tells it of the articles."""

    def hear(part: str, done: int, total: int) -> None:
        if part == "documents":
            subject.progress(done * subject.total // max(total, 1))

    return hear


class _Redaction:
    """What a redactor masks, by the numbers of documents."""

    def __init__(self, case: Case, redactor: Redactor) -> None:
        self._case, self._redactor = case, redactor
        self._known: dict[int, bool] = {}
        self._masked = lru_cache(_KEPT)(self._mask)

    def text(self, document: int, text: str) -> str:
        """Return the text of a document, masked."""
        return self._masked(document).text if self.is_touched(document) else text

    def document(self, number: int, document: Document) -> Document:
        """Return a document, masked; with its layers as they are given."""
        return self._redactor.document(number, document)

    def is_touched(self, number: int) -> bool:
        """Whether a document holds one of the names."""
        if number not in self._known:
            self._masked(number)
            self._known[number] = number in self._redactor.touched
        return self._known[number]

    def name(self, words: str) -> str:
        """Return words with the names and keys in them masked."""
        return self._redactor.value(words)

    def _mask(self, number: int) -> Document:
        return self._redactor.document(number, read_corrected(self._case.connection, number))
