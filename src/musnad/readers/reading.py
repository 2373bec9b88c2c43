"""What reading a source gives: a document, or the reason why there is none; and what was passed over on purpose.

A walk over sources gives texts and pages as `Unfinished`, bytes that `musnad.readers.finishing` makes a document of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from musnad.errors import ReadError
from musnad.model import Document, Failure, PublishedBasis

__all__ = ["FEED_MEDIA", "MAX_BYTES", "Extra", "Found", "OnSkip", "Read", "Reading", "Skipped", "Unfinished", "Unread"]

MAX_BYTES = 20_000_000
FEED_MEDIA = ("application/rss+xml", "application/atom+xml")

Extra = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and the source that messages about it name: a file, or `file:line` for a record.

    `raw` holds the document's own bytes as they stood in the source, None where it has none; `media` is their type.
    `extra` holds what else the source says of it, names and values as given; a name may come more than once.
    `locator` says where within the source it stands: `line 12`, `record urn:uuid:...`, `member a/b.html`; empty where
    the source is the document. `is_named` says that the id came with the document and was not made up here: the same id
    means the same article, from wherever it comes.
    """

    source: str
    document: Document
    raw: bytes | None = None
    media: str = "text/plain"
    extra: Extra = ()
    locator: str = ""
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The bytes of one text or page that were found and not read yet, with what is known of them.

    It can go to another process, to be finished there. `declared` is the charset that something around the bytes
    names, `url` the address they came from, for a page that names none; `extra` stands before what the page itself
    says, `warnings` after what reading it gives. `published` is the day given from outside.
    """

    source: str
    id: str
    raw: bytes
    is_html: bool
    declared: str | None = None
    url: str | None = None
    extra: Extra = ()
    locator: str = ""
    warnings: tuple[str, ...] = ()
    published: str | None = None

    @property
    def media(self) -> str:
        """The type of the bytes."""
        return "text/html" if self.is_html else "text/plain"

    @property
    def document(self) -> Document:
        """The document as far as it is known: without text, dated only from outside."""
        basis: PublishedBasis | None = "given" if self.published else None
        return Document(id=self.id, text="", published=self.published, published_basis=basis)


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that gave no document.

    `id` is set where it was a record (a line, a row, an item of a feed): it is printed all the same, with its failure.
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


@dataclass(frozen=True, slots=True)
class Skipped:
    """Parts of a source that hold no document and are no fault: the pictures and repeated pages of a web archive."""

    source: str
    what: str
    count: int


Reading = Read | Unread
Found = Read | Unfinished | Unread
OnSkip = Callable[[Skipped], object]
