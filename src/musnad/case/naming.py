"""What makes an article the same one: keys from its address, its outlet's own number, or its words.

What comes in is a document as read; what goes out are keys that do not depend on when or from where it came in.
"""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from musnad.model import Document

__all__ = ["address_key", "article_key", "item_key", "text_hash"]

# Parameters that tell how a reader came to a page, not which page it is.
_TRAILS = ("utm_", "fbclid", "gclid", "ocid", "ns_", "at_", "ref", "source", "share", "cmpid", "xtor", "_ga", "amp")
_PORTS = {"http": 80, "https": 443}


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def article_key(doc: Document, *, named: bool) -> str:
    """Return what identifies an article: its address, else its outlet's own id for it, else its words.

    `named` says that the id was given with the article and not made up by the reader.
    """
    if doc.url and (address := address_key(doc.url)):
        return f"url:{address}"
    if named:
        return f"id:{doc.outlet or ''}:{doc.id}"
    return f"text:{text_hash(doc.text)}"


def item_key(raw: str, doc: Document | None, *, locator: str) -> str:
    """Return what identifies bytes as they were read: their hash, their place in the file, the date they were given.

    The same bytes read from a second file are another sighting of one article, not another article.
    """
    given = doc.published if doc is not None and doc.published_basis == "given" else None
    return hashlib.sha256("\n".join((raw, locator, given or "")).encode()).hexdigest()


def address_key(url: str) -> str | None:
    """Return an address without what does not tell pages apart; None where it names no page.

    >>> address_key("https://www.Example.com/news/5/?utm_source=x&id=7#top")
    'example.com/news/5?id=7'
    >>> address_key("HTTP://example.com:80/") is None
    True
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return None
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~").rstrip("/")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query) if not k.lower().startswith(_TRAILS))
    if not host or not (path or kept):
        return None
    where = host if port in (None, _PORTS.get(parts.scheme.lower())) else f"{host}:{port}"
    return f"{where}{path}{'?' + urlencode(kept) if kept else ''}"
