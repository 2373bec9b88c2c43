"""What reading a source gives: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.errors import ReadError
from musnad.model import Document, Failure

__all__ = ["MAX_BYTES", "Read", "Reading", "Unread"]

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and the source that messages about it name: a file, or `file:line` for a record."""

    source: str
    document: Document


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that gave no document.

    `id` is set where it was a record of a JSONL file: such a record is printed all the same, with its failure.
    """

    error: ReadError
    id: str | None = None

    @property
    def source(self) -> str:
        """What could not be read, as messages name it."""
        return self.error.source

    @property
    def document(self) -> Document | None:
        """The empty document that stands for a failed record; None where the source is no record."""
        if self.id is None:
            return None
        return Document(id=self.id, text="", failures=(Failure("read", str(self.error)),))


Reading = Read | Unread
