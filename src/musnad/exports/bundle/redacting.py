"""What a bundle leaves out where names are withheld: which texts, rows, originals and lines of the log.

What comes in is a `Redaction`, which knows the names; what goes out are the same things without them, or None where
nothing of a thing can be told. Which names are withheld, and what stands in their place, the redaction says.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Protocol
from urllib.parse import unquote

import msgspec

from musnad.errors import ExportError
from musnad.model import Document
from musnad.readers import decode

__all__ = ["Redaction", "Withheld", "Withholding"]

_OF_DOCUMENT = frozenset({"judgement"})  # rows that hold words of the document they are of
_OF_ARTICLE = frozenset({"article_note"})
_OF_PEOPLE = frozenset({"note", "identity", "actor_name", "saved_search", "claim_decision", "fetched"})
_HEAD = 4096
# matches \u0644 in JSON; not \n
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
# Kinds of entries that quote what nobody has read, or hold hashes of names, which whoever has a list of names can tell.
_TELLING = frozenset({"quarantine", "redact", "call actor", "merge actors", "split actors"})


class Redaction(Protocol):
    """Names that are withheld, and how.

    `is_touched` says of a document (of any version) whether it holds one. `text` and `document` return it without
    them, the text with the same number of code points. `name` returns any other words with the names replaced.
    """

    def text(self, document: int, text: str) -> str:
        """Return the text of a document without the names, code point for code point."""

    def document(self, number: int, document: Document) -> Document:
        """Return a document without the names: text, metadata and layers."""

    def is_touched(self, number: int) -> bool:
        """Whether a document holds one of the names."""

    def name(self, words: str) -> str:
        """Return some words with the names in them replaced; the same words where there is none."""


class Withheld(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is not in the bundle: an original by its SHA-256, or so many rows of a table."""

    what: str
    sha256: str | None = None
    rows: int = 0


class Withholding:
    """Takes out of a case what a redaction withholds, and keeps account of it. Without one everything is passed on."""

    def __init__(self, redaction: Redaction | None, connection: sqlite3.Connection) -> None:
        self._redaction = redaction
        self._connection = connection
        self._rows: Counter[str] = Counter()
        self._originals: set[str] = set()
        self._articles: frozenset[int] = frozenset()
        self._urls: frozenset[str] = frozenset()
        if redaction is not None:
            self._look(redaction)

    @property
    def is_on(self) -> bool:
        """Whether anything is withheld."""
        return self._redaction is not None

    def touches(self, document: int) -> bool:
        """Whether something of a document is withheld."""
        return self._redaction is not None and self._redaction.is_touched(document)

    def document(self, number: int, doc: Document) -> Document:
        """Return a document as it is handed over. Raises ExportError where its text would get another length."""
        if self._redaction is None or not self._redaction.is_touched(number):
            return doc
        text = self._redaction.text(number, doc.text)
        if len(text) != len(doc.text):
            what = f"its redacted text has {len(text)} characters, not {len(doc.text)}"
            raise ExportError(f"document {number}", what, "replace names by as many characters")
        return msgspec.structs.replace(self._redaction.document(number, doc), text=text)

    def text(self, number: int, text: str) -> str:
        """Return the text of a document as it is handed over."""
        return text if self._redaction is None or not self.touches(number) else self._redaction.text(number, text)

    def words(self, words: str) -> str:
        """Return other words as they are handed over."""
        return words if self._redaction is None else self._redaction.name(words)

    def passes(self, sha256: str, data: bytes) -> bool:
        """Whether an original may be handed over; one that holds a name, plain or escaped, is withheld from now on."""
        if self._redaction is not None and any(self.words(form) != form for form in _forms(data)):
            self._originals.add(sha256)
        return self.has_original(sha256)

    def has_original(self, sha256: str) -> bool:
        """Whether an original is handed over, as far as it was asked about."""
        return sha256 not in self._originals

    def row(self, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
        """Return a row as it is handed over, None where it is not."""
        if self._redaction is None:
            return row
        if (table in _OF_DOCUMENT and self.touches(row["document"])) or (
            table in _OF_ARTICLE and row["article"] in self._articles
        ):
            self._rows[table] += 1
            return None
        if table == "article" and row["id"] in self._articles:
            return {**row, "key": f"withheld:{row['id']}"}
        if table == "sighting" and self.touches(row["document"]):
            return {**row, "source": "", "locator": "", "extra": "[]"}
        if table == "quarantine":
            return {**row, "source": "", "locator": "", "reason": ""}
        if table in _OF_PEOPLE | _OF_ARTICLE | _OF_DOCUMENT and self._names_somebody(row):
            self._rows[table] += 1
            return None
        return {name: self.words(value) if isinstance(value, str) else value for name, value in row.items()}

    def line(self, line: str) -> str:
        """Return a line of the log: itself, or its number and links alone where it holds what is withheld."""
        if self._redaction is None:
            return line
        record = json.loads(line)
        if record["kind"] not in _TELLING and self._redaction.name(line) == line:
            return line
        self._rows["log"] += 1
        kept = {"before": record["before"], "hash": record["hash"], "n": record["n"], "withheld": True}
        return json.dumps(kept, sort_keys=True, separators=(",", ":"))

    def count(self, table: str) -> None:
        """Take account of something more that is not in the bundle."""
        self._rows[table] += 1

    def account(self) -> tuple[Withheld, ...]:
        """Return what is not in the bundle."""
        originals = (Withheld("original", sha256=one) for one in sorted(self._originals))
        return (*originals, *(Withheld(table, rows=count) for table, count in sorted(self._rows.items())))

    def _look(self, redaction: Redaction) -> None:
        """Find what touched documents have with them."""
        rows = self._connection.execute("SELECT id, article, url FROM document ORDER BY id")
        touched = [row for row in rows if redaction.is_touched(row[0])]
        self._articles = frozenset(article for _, article, _ in touched)
        self._urls = frozenset(url for _, _, url in touched if url)
        raws = self._connection.execute(
            "SELECT raw FROM sighting WHERE document IN (SELECT value FROM json_each(?)) "
            "UNION SELECT raw FROM quarantine WHERE raw IS NOT NULL",  # nobody knows what stands in these
            (json.dumps([number for number, *_ in touched]),),
        )
        self._originals = {raw for (raw,) in raws}

    def _names_somebody(self, row: Mapping[str, Any]) -> bool:
        texts = [value for value in row.values() if isinstance(value, str)]
        return any(text in self._urls or self.words(text) != text for text in texts)


def _forms(data: bytes) -> Iterator[str]:
    """Yield what bytes say: as they are, and with the escapes of HTML, JSON and addresses resolved."""
    text = decode(data, is_html=b"<" in data[:_HEAD]).text
    yield text
    yield unescape(text)
    yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    yield unquote(text)
