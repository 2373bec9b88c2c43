"""Find what a page says about itself: title, author, outlet, address, and when it was published.

What comes in is a parsed page; what goes out is `PageMetadata` with None for all that the page does not say. Sources
in order of trust: JSON-LD, meta elements, marked `<time>` elements, a date line near the headline, the address.
The article's text is for `musnad.readers.html`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from musnad.model import PublishedBasis
from musnad.readers.dates import date_in_line, date_in_url, metadata_date
from musnad.readers.furniture import Furniture
from musnad.readers.titles import choose_title, letters

__all__ = ["PageMetadata", "find_metadata"]

_ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Article",
                  "BlogPosting", "LiveBlogPosting", "Report", "WebPage")  # fmt: skip
_DATE_FIELDS = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "pubdate", "publishdate",
    "publish-date", "publish_date", "published", "publication_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "datecreated",
    "date",
)  # fmt: skip
# What is kept besides, by its name in `fields`: the names of meta elements, and those of the article's JSON-LD.
_KEPT_META = {
    "html.og_url": ("og:url",),
    "html.site_name": ("og:site_name",),
    "html.author": ("author", "article:author", "dc.creator", "parsely-author"),
    "html.publisher": ("publisher", "article:publisher", "dc.publisher"),
    "html.source": ("source", "original-source", "syndication-source", "dc.source", "article:source"),
    "html.copyright": ("copyright", "dc.rights"),
    "html.section": ("article:section", "section"),
    "html.tag": ("article:tag",),
    "html.keywords": ("news_keywords", "keywords"),
    "html.description": ("description", "og:description"),
    "html.published": ("article:published_time", "datepublished"),
    "html.modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
}
_KEPT_NODES = {
    "html.author": "author", "html.publisher": "publisher", "html.credit": "creditText",
    "html.source": "sourceOrganization", "html.copyright": "copyrightHolder", "html.section": "articleSection",
    "html.keywords": "keywords", "html.published": "datePublished", "html.modified": "dateModified",
}  # fmt: skip
_AUTHOR_FIELDS = ("author", "article:author", "dc.creator", "parsely-author", "twitter:creator")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(?P<url>https?://\S+)")
_LOOSE_DATE = re.compile(r'"datePublished"\s*:\s*"(?P<value>[^"]{8,40})"')
_SPACES = re.compile(r"\s+")
_TIME_TRAPS = frozenset({"a", "li", "aside", "nav", "footer"})
_LINES_NEAR_HEADLINE = 40
_DATE_LINE_WORDS = 14
_BYLINE_WORDS = 2


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; `fields` holds more of it as given: canonical link, credit, section."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    fields: tuple[tuple[str, str], ...] = ()


def find_metadata(tree: Any, source: str, furniture: Furniture) -> PageMetadata:
    """Return the metadata of a parsed page; `source` is the page's own text, for the note of where it was saved."""
    page = _Page(tree, source)
    outlet = page.outlet()
    url = page.url()
    published, basis = _published(page, url, furniture)
    title = choose_title(
        headings=page.headings,
        named=(page.article.get("headline"), page.meta("og:title"), page.meta("twitter:title")),
        page_title=page.page_title,
        sites=tuple(filter(None, (outlet, page.meta("og:site_name"), urlsplit(url or "").hostname))),
    )
    author = page.author()
    sites = (outlet, urlsplit(url or "").hostname, page.page_title)
    if author and any(_share_name(author, site) for site in sites if site):
        author = None
    return PageMetadata(title, author, outlet, url, published, basis, tuple(dict.fromkeys(page.fields())))


class _Page:
    """One page's fields, looked up by name."""

    def __init__(self, tree: Any, source: str) -> None:
        self.tree = tree
        self.source = source
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            value = _clean(element.get("content"))
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if value and (name := element.get(attribute)):
                    self._meta.setdefault(name.strip().lower(), []).append(value)

    def meta(self, name: str) -> str | None:
        """Return the first value of a meta element."""
        return next(iter(self._meta.get(name, ())), None)

    @cached_property
    def nodes(self) -> tuple[dict[str, Any], ...]:
        """The objects of the page's JSON-LD, those inside others too."""
        found: list[dict[str, Any]] = []
        for script in self.tree.iter("script"):
            if "ld+json" in (script.get("type") or "").lower() and script.text:
                found.extend(_objects(_lenient_json(script.text), 0))
        return tuple(found)

    @cached_property
    def article(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article, empty when there is none."""
        for wanted in _ARTICLE_TYPES:
            for node in self.nodes:
                if wanted in _as_list(node.get("@type")) and (node.get("headline") or node.get("datePublished")):
                    return node
        return {}

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The page's first-level headings."""
        return tuple(filter(None, (_clean(element.text_content()) for element in self.tree.iter("h1"))))

    @cached_property
    def page_title(self) -> str | None:
        """What the title element says."""
        return next((_clean(element.text_content()) for element in self.tree.iter("title")), None)

    @cached_property
    def canonical(self) -> tuple[str, ...]:
        """The addresses that the page calls its own."""
        links = [e for e in self.tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
        return tuple(filter(None, (_clean(link.get("href")) for link in links)))

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield what else the page says about itself, name and value."""
        for link in self.canonical:
            yield "html.canonical", link
        if language := _clean(self.tree.get("lang")):
            yield "html.language", language
        for name, metas in _KEPT_META.items():
            for meta in metas:
                for value in self._meta.get(meta, ()):
                    yield name, value
        for name, key in _KEPT_NODES.items():
            for node in _as_list(self.article.get(key)):
                if given := _name(self._resolved(node)):
                    yield name, given

    def outlet(self) -> str | None:
        """Return who publishes the page."""
        publisher = _name(self._resolved(self.article.get("publisher")))
        names = (publisher, *self._meta.get("og:site_name", ()), self.meta("publisher"))
        return next((name for name in names if name and not _is_address(name)), None)

    def author(self) -> str | None:
        """Return who wrote the article."""
        people = [_name(self._resolved(one)) for one in _as_list(self.article.get("author"))]
        joined = "، ".join(dict.fromkeys(person for person in people if person and not _is_address(person)))
        fields = (self.meta(field) for field in _AUTHOR_FIELDS)
        return joined or next((value for value in fields if value and not _is_address(value)), None)

    def url(self) -> str | None:
        """Return the page's own address."""
        saved = _SAVED_FROM.search(self.source[:2000])
        entity = self.article.get("mainEntityOfPage")
        own = entity.get("@id") if isinstance(entity, dict) else entity
        candidates = (
            *self.canonical,
            self.meta("og:url"),
            self.article.get("url"),
            own,
            saved["url"] if saved else None,
        )
        sound = [url for each in candidates if (url := _absolute(each))]
        return next((url for url in sound if urlsplit(url).path.strip("/")), sound[0] if sound else None)

    def dates(self) -> Iterator[str | None]:
        """Yield what the fields of the page give as its date, most trusted first."""
        yield self.article.get("datePublished")
        for node in self.nodes:
            if not self.article and "datePublished" in node:
                yield node["datePublished"]
        if not self.nodes and (loose := _LOOSE_DATE.search(self.source)):
            yield loose["value"]
        for field in _DATE_FIELDS:
            yield from self._meta.get(field, ())
        yield from self._marked_times()

    def lines_near_headline(self) -> Iterator[str]:
        """Yield the short lines that follow the headline, each the own text of one element."""
        headings = [e for e in self.tree.iter("h1") if len(letters(e.text_content())) >= 10]
        passed, seen = not headings, 0
        for element in self.tree.iter():
            if element in headings:
                passed = True
            if not passed or not isinstance(element.tag, str) or element.tag in ("script", "style"):
                continue
            own = _clean(" ".join((element.text or "", *(child.tail or "" for child in element))))
            if own and len(own) > 5:
                seen += 1
                if len(own.split()) <= _DATE_LINE_WORDS and element not in headings:
                    yield own
            if seen >= _LINES_NEAR_HEADLINE:
                return

    def _marked_times(self) -> Iterator[str | None]:
        times = [e for e in self.tree.iter("time") if not any(a.tag in _TIME_TRAPS for a in e.iterancestors())]
        marked = [e for e in times if "publish" in f"{e.get('itemprop')} {e.get('class')} {e.get('pubdate')}".lower()]
        for element in (*marked, *times[:1]):
            yield element.get("datetime")
            yield _clean(element.text_content())
        for element in self.tree.xpath("//*[@itemprop='datePublished'][not(self::meta)]")[:3]:
            yield element.get("datetime") or element.get("content") or _clean(element.text_content())

    def _resolved(self, node: Any) -> Any:
        """Return the object that a reference by @id stands for."""
        if isinstance(node, list):
            node = node[0] if node else None
        if not isinstance(node, dict) or "name" in node or "@id" not in node:
            return node
        return next((n for n in self.nodes if n.get("@id") == node["@id"] and "name" in n), None)


def _published(page: _Page, url: str | None, furniture: Furniture) -> tuple[str | None, PublishedBasis | None]:
    for value in page.dates():
        if isinstance(value, str) and (found := metadata_date(value)):
            return found, "metadata"
    updated = None
    for line in page.lines_near_headline():
        if not (found := date_in_line(line)) or not furniture.is_date_line(line, others=_BYLINE_WORDS):
            continue
        if not furniture.says_updated(line):
            return found, "dateline"
        updated = updated or found
    if url and (found := date_in_url(url)):
        return found, "url"
    return (updated, "inferred") if updated else (None, None)


def _lenient_json(text: str) -> Any:
    """Return the value of a script element; pages wrap it in comments or CDATA and leave raw line ends in strings."""
    body = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text.strip())
    try:
        return json.loads(body.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(inner, dict | list):
            yield from _objects(inner, depth + 1)


def _as_list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)


def _name(node: Any) -> str | None:
    found = node.get("name") if isinstance(node, dict) else node
    if isinstance(found, list):
        found = next(iter(found), None)
    return _clean(found) if isinstance(found, str) else None


def _clean(text: str | None) -> str | None:
    if not text:
        return None
    return _SPACES.sub(" ", unescape(unescape(text))).strip(" \u200b\ufeff") or None


def _share_name(author: str, site: str) -> bool:
    """Whether an author is only the site's own name: its desk, its address, the end of its page titles."""
    own, other = letters(author), letters(site)
    return not own or own in other or (len(other) >= 4 and other in own)


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith(("www.", "@")) or bool(re.fullmatch(r"[\w.-]+\.[a-z]{2,}", text))


def _absolute(url: Any) -> str | None:
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
