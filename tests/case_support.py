"""Cases for tests: made of texts, without running the pipeline."""

from __future__ import annotations

from pathlib import Path

from musnad.case.copies.signature import signature
from musnad.case.facts import Fact
from musnad.case.folder import Case, create_case
from musnad.case.indexes import Indexes
from musnad.case.naming import text_hash
from musnad.case.preparing import Bundle, Origin, Prepared
from musnad.case.search.index import indexed
from musnad.case.store import Kept, keep
from musnad.model import Document

__all__ = ["AT", "case_of", "put"]

AT = "2020-01-01T00:00:00Z"


def case_of(path: Path, *texts: str, **fields: str) -> Case:
    """Return a new case with an article for each text; their numbers are 1, 2, and so on."""
    case = create_case(path / "case", clock=lambda: AT)
    for text in texts:
        put(case, text, **fields)
    return case


def put(case: Case, text: str, *, key: str | None = None, facts: tuple[Fact, ...] = (), **fields: str | None) -> Kept:
    """Put an article into a case; a second one with the same key is a new version."""
    published = fields.get("published")
    doc = Document(id=key or text[:20], text=text, title=fields.get("title"), outlet=fields.get("outlet"),
                   author=fields.get("author"), url=fields.get("url"), published=published)  # fmt: skip
    digest = text_hash(text)
    origin = Origin(item=digest, raw=digest, media="text/plain", source="test", locator="", extra="{}")
    prepared = Prepared(stages="{}", layers=b"", facts=facts)
    bundle = Bundle(origin, key or digest, doc, digest, prepared, signature(doc.text), indexed(doc.title, doc.text))
    with case.change() as connection:
        kept = keep(connection, bundle, at=AT)
        if not kept.is_known:
            Indexes(connection).add(kept.document, bundle, replaces=kept.replaces)
    return kept
