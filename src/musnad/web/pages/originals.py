"""Originals and copies: the saved page, inert, and what differs between two texts."""

from __future__ import annotations

from starlette.responses import Response

from musnad.case.copies import copies_of
from musnad.case.sightings import Sighting, sightings
from musnad.case.store import read_document
from musnad.errors import CaseError, QueryError
from musnad.views.original_page import inert_page, is_page
from musnad.views.outline import headline
from musnad.views.text_difference import difference
from musnad.web.ask import Ask, Edit, Page
from musnad.web.pages.asked_article import asked_number, checked

__all__ = ["EDITS", "PAGES"]

_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
_ENDINGS = {"text/html": "html", "application/json": "json", "text/csv": "csv", "application/rss+xml": "xml",
            "application/atom+xml": "xml"}  # fmt: skip


def original(ask: Ask) -> Response:
    """Show the page that an article was read from, in a frame of its own, and where its bytes were met."""
    number = asked_number(ask)
    met = sightings(ask.case.connection, number)
    chosen = _chosen(ask, number)
    doc = read_document(ask.case.connection, number, bare=True)
    return ask.render(
        "original.html.j2", number=number, doc=doc, title=headline(doc), met=met, chosen=chosen,
        size=len(ask.case.raw.get(chosen.raw)), is_page=is_page(chosen.media),
    )  # fmt: skip


def show_raw(ask: Ask) -> Response:
    """Give the saved page, made inert, under a policy that forbids everything it could do."""
    chosen = _chosen(ask, asked_number(ask))
    page = inert_page(ask.case.raw.get(chosen.raw), chosen.media)
    headers = {"Content-Security-Policy": _POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return Response(page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8", headers=headers)


def save_file(ask: Ask) -> Response:
    """Give the untouched bytes, to be saved and not to be shown."""
    number = asked_number(ask)
    chosen = _chosen(ask, number)
    ending = _ENDINGS.get(chosen.media.partition(";")[0].strip().lower(), "txt")
    name = f"musnad-{number}-{chosen.raw[:12]}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _POLICY}
    data = ask.case.raw.get(chosen.raw)
    return Response(data, media_type="application/octet-stream", headers=headers)


def copies(ask: Ask) -> Response:
    """Show which articles repeat this one or are repeated by it, the earliest first."""
    number = asked_number(ask)
    connection = ask.case.connection
    group = copies_of(connection, number)
    doc = read_document(connection, number, bare=True)
    outlets = {document: work.outlet for work in (group.works if group else ()) for document in work.documents}
    return ask.render(
        "copies.html.j2", number=number, doc=doc, title=headline(doc), group=group, outlets=outlets,
        own=group.work_of(number) if group else None,
    )  # fmt: skip


def texts(ask: Ask) -> Response:
    """Show two texts side by side with the words by which they differ."""
    if not ask.one("one") or not ask.one("other"):
        raise QueryError("one, other", "two texts are needed", "go to the copies of an article and choose there")
    connection = ask.case.connection
    one, other = (checked(ask, ask.one(name)) for name in ("one", "other"))
    docs = [read_document(connection, number, bare=True) for number in (one, other)]
    return ask.render(
        "texts.html.j2", numbers=(one, other), docs=docs, titles=[headline(doc) for doc in docs],
        found=difference(docs[0].text, docs[1].text),
    )  # fmt: skip


def _chosen(ask: Ask, number: int) -> Sighting:
    """Return the bytes that are asked for by their hash among those of a document, else the first met."""
    met = sightings(ask.case.connection, number)
    wanted = ask.one("raw")
    found = next((one for one in met if wanted in ("", one.raw)), None)
    if found is None:
        raise CaseError(f"document {number}", "it has no original of this hash", "see which it has: the page Original")
    return found


PAGES: tuple[Page, ...] = (
    Page("/articles/{document:int}/original", original, "original"),
    Page("/articles/{document:int}/original/raw", show_raw, "original_raw"),
    Page("/articles/{document:int}/original/file", save_file, "original_file"),
    Page("/articles/{document:int}/copies", copies, "copies"),
    Page("/texts", texts, "texts"),
)
EDITS: tuple[Edit, ...] = ()
