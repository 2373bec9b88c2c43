"""What reading a source gives: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.errors import ReadError
from musnad.model import Document, Failure

__all__ = ["MAX_BYTES", "Read", "Reading", "Unread"]

MAX_BYTES = 20_000_000

Extra = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and the source that messages about it name: a file, or `file:line` for a record.

    `raw` holds the document's own bytes as they stood in the source, None where it has none; `media` is their type.
    `extra` holds what else the source says of it, names and values as given; a name may come more than once.
    `locator` says where within the source it stands: `line 12`, `record urn:uuid:...`, `member a/b.html`; empty where
    the source is the document. `is_named` says that the id came with the document and was not made up here.
    """

    source: str
    document: Document
    raw: bytes | None = None
    media: str = "text/plain"
    extra: Extra = ()
    locator: str = ""
    is_named: bool = False


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
