"""The files of a bundle that are of one document: its text, what was found in it as people left it, and its page.

What comes in are documents of a case; what goes out are files in a zip. Originals are beside them, each once, however
many documents came from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

import msgspec

from musnad.case.folder import Case
from musnad.case.judging import corrected, judgements
from musnad.case.naming import text_hash
from musnad.case.store import read_document
from musnad.exports.bundle.redacting import Withholding
from musnad.exports.bundle.viewing import (
    PER_PAGE,
    ArticlePage,
    ArticleRow,
    CaseLine,
    article_page,
    file_name,
    index_page,
    load_words,
)
from musnad.exports.bundle.zipping import ZipWriter
from musnad.model import Document
from musnad.model.codec import PrintedDocument, printed

__all__ = ["BundledDocument", "originals", "write_document", "write_lists", "write_originals"]

_SIGHTINGS = """
SELECT raw, min(media) FROM (
    SELECT raw, media FROM sighting UNION SELECT raw, '' FROM quarantine
    WHERE raw IS NOT NULL AND raw NOT IN (SELECT raw FROM sighting)
) GROUP BY raw ORDER BY raw
"""
_OTHER = ".bin"


class BundledDocument(PrintedDocument, frozen=True, kw_only=True):
    """A printed document with the article and version that it is, and the SHA-256 of its text."""

    article: int
    version: int
    sha256: str


def originals(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the SHA-256 of every original, and the path under which a bundle holds it."""
    for raw, media in connection.execute(_SIGHTINGS):
        yield raw, _original_path(raw, media)


def write_originals(case: Case, bundle: ZipWriter, withholding: Withholding) -> Iterator[int]:
    """Write the originals; yield after each how many are done. Raises CaseError where one is missing or changed."""
    for done, (raw, path) in enumerate(originals(case.connection), 1):
        if withholding.has_original(raw) and withholding.passes(raw, data := case.raw.get(raw)):
            bundle.put(path, data)
        yield done


def write_document(case: Case, number: int, bundle: ZipWriter, withholding: Withholding, *, name: str) -> None:
    """Write the text of a document, what was found in it, and its page."""
    connection = case.connection
    doc = corrected(read_document(connection, number), judgements(connection, number))
    doc = withholding.document(number, doc)
    article, version, sha256 = connection.execute(
        "SELECT article, version, sha256 FROM document WHERE id = ?", (number,)
    ).fetchone()
    if withholding.touches(number):
        sha256 = text_hash(doc.text)
    bundle.put(f"texts/{number}.txt", doc.text.encode())
    bundle.put(f"annotations/{number}.json", _annotation(doc, article, version, sha256))
    raws = [raw for (raw,) in connection.execute(
        "SELECT DISTINCT raw FROM sighting WHERE document = ? ORDER BY 1", (number,))]  # fmt: skip
    shown = tuple(_path_of(connection, raw) for raw in raws if withholding.has_original(raw))
    versions = connection.execute("SELECT version, id FROM document WHERE article = ? ORDER BY 1", (article,))
    about = ArticlePage(number, version, sha256, tuple(versions), shown, len(shown) < len(raws))
    bundle.put(f"articles/{number}.html", article_page(doc, about, case=name))


def write_lists(case: Case, bundle: ZipWriter, withholding: Withholding, line: CaseLine) -> None:
    """Write the pages that list the current version of every article, by its number."""
    connection = case.connection
    (count,) = connection.execute("SELECT count(*) FROM article WHERE current IS NOT NULL").fetchone()
    pages = max(1, -(-count // PER_PAGE))
    rows = _rows(connection, withholding)
    for page in range(1, pages + 1):
        shown = tuple(islice(rows, PER_PAGE))
        bundle.put(file_name("index", page), index_page(line, shown, page=page, pages=pages))


def _rows(connection: sqlite3.Connection, withholding: Withholding) -> Iterator[ArticleRow]:
    query = (
        "SELECT d.id, coalesce(nullif(trim(title), ''), name), outlet, day FROM article JOIN document AS d "
        "ON d.id = current ORDER BY d.id"
    )
    for number, title, outlet, day in connection.execute(query):
        if withholding.touches(number):
            doc = withholding.document(number, read_document(connection, number, bare=True))
            yield ArticleRow(number, doc.title or doc.id, doc.outlet, day)
        else:
            yield ArticleRow(number, title, outlet, day)


def _annotation(doc: Document, article: int, version: int, sha256: str) -> bytes:
    found = printed(doc)
    fields = {name: getattr(found, name) for name in PrintedDocument.__struct_fields__}
    own = BundledDocument(**fields, article=article, version=version, sha256=sha256)
    return msgspec.json.encode(own) + b"\n"


def _path_of(connection: sqlite3.Connection, raw: str) -> str:
    (media,) = connection.execute("SELECT min(media) FROM sighting WHERE raw = ?", (raw,)).fetchone()
    return _original_path(raw, media)


def _original_path(raw: str, media: str) -> str:
    ending = load_words().endings.get(media.partition(";")[0].strip().lower(), _OTHER)
    return f"originals/{raw}{ending}"
