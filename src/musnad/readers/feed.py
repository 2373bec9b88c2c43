"""Read a news feed, RSS of any version or Atom: each item is a document.

What comes in is the feed's bytes; what goes out is a `Read` for each item, an `Unread` for one that says nothing.
The XML is read without entities of its own and without a network; a broken feed is read as far as it goes, with a
warning. What an item says in HTML becomes lines by `musnad.readers.fragments`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import Any
from xml.sax.saxutils import escape

from musnad.errors import ReadError
from musnad.model import Document, PublishedBasis
from musnad.readers.charset import decode
from musnad.readers.dates import metadata_date
from musnad.readers.fragments import fragment_lines, has_markup, tidy
from musnad.readers.pages import FURNITURE, check_size
from musnad.readers.reading import FEED_MEDIA, Extra, Read, Reading, Unread
from musnad.readers.records import content_id
from musnad.readers.text import with_warnings
from musnad.readers.titles import letters

__all__ = ["read_feed"]

# <?xml version="1.0"?> and <!DOCTYPE rss [<!ENTITY a "b">]>: what a feed defines itself is not read.
_PROLOGUE = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_PROLOGUE_WITHIN = 16_384
_ENTITY = re.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]{1,30});")
# The number of a character that is half of a surrogate pair, which is none: &#xD800; and &#57343; not &#x6D8;
_HALF = re.compile(
    r"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));"
)
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ITEM_TAG = re.compile(rb"<(?P<end>/?)(?:\w{1,20}:)?(?:item|entry)(?:\s[^<>]{0,2000}?)?(?P<empty>/?)>", re.IGNORECASE)
# An author of RSS: desk@example.org (أحمد)
_MAIL_AUTHOR = re.compile(r"\S+@\S+\s+\((?P<name>[^)]+)\)")
_NAME_LENGTH = 200
_ITEMS = ("item", "entry")
_TEXTS = ("encoded", "content", "body", "description", "summary")
_DATES = ("pubdate", "published", "issued", "date", "created", "date_taken")
_CHANGED = ("updated", "modified")
_AUTHORS = ("creator", "author")
_WITH_PARTS = ("author", "contributor", "source")
_KEPT_OF_FEED = ("title", "link", "language", "copyright", "rights", "managingeditor", "publisher", "id")
_NOT_KEPT = frozenset({"title", "encoded", "body", "content"})
_SUMMARIES = frozenset({"description", "summary"})
_OTHER_VOCABULARIES = (("mrss", "media"), ("itunes", "itunes"))
_NO_TEXT = "the feed gives no text for this item; only its headline was read"


@dataclass(frozen=True, slots=True)
class _Feed:
    """What all the items of a feed share."""

    source: str
    damage: str | None
    media: str
    title: str | None
    fields: Extra


def read_feed(data: bytes, *, source: str) -> Iterator[Reading]:
    """Yield the items of a feed in their order. Raises ReadError where it is no feed, or holds no items."""
    check_size(data, source)
    decoded = decode(data, is_html=True)
    root, faults = _parse(decoded.text)
    if root is None:
        raise ReadError(source, "this XML is too broken to read", "get the feed again")
    elements = [element for element in root.iter() if _name(element) in _ITEMS]
    if not elements:
        raise ReadError(source, "the feed holds no items", "check that this is an RSS or Atom feed, and get it again")
    originals, charset = _originals(data, elements, decoded.charset)
    feed = _describe(root, source, decoded.warning, (("feed.charset", charset),))
    warned = _warnings(elements, faults)
    for number, element in enumerate(elements):
        yield _read_item(element, number + 1, feed, originals[number], warned.get(number, ()))


def _parse(text: str) -> tuple[Any, Sequence[tuple[int, str]]]:
    """Return the root of a feed, None where there is none, and the line and message of each fault in its XML."""
    from lxml import etree

    text = _CONTROLS.sub("", text).lstrip("\ufeff \t\r")
    text = _PROLOGUE.sub(_line_ends, text[:_PROLOGUE_WITHIN]) + text[_PROLOGUE_WITHIN:]
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring("".join(_mended(text)).encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, ()
    faults = [(entry.line, entry.message) for entry in parser.error_log if not _is_about_names(entry.message)]
    return root, faults


def _mended(text: str) -> Iterator[str]:
    """Yield a feed's text with HTML's entities as characters and single ampersands escaped, outside of CDATA."""
    at = 0
    while at < len(text):
        start = text.find(_CDATA, at)
        start = len(text) if start < 0 else start
        sound = _HALF.sub("\ufffd", text[at:start])
        yield _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(_character, sound))
        end = text.find(_CDATA_END, start)
        at = len(text) if end < 0 else end + len(_CDATA_END)
        yield text[start:at]


def _line_ends(match: re.Match[str]) -> str:
    """Return what takes the place of a prologue, so that faults keep their lines."""
    return "\n" * match[0].count("\n")


def _is_about_names(message: str) -> bool:
    """Whether a fault is a prefix that nobody declared: nothing is lost by it."""
    return message.startswith(("Namespace prefix", "xmlns"))


def _character(match: re.Match[str]) -> str:
    """Return the character of an HTML entity, which XML does not know; XML's own stay."""
    name = match["name"]
    return match[0] if name in _XML_ENTITIES else escape(html5.get(f"{name};", ""))


def _describe(root: Any, source: str, damage: str | None, fields: Extra) -> _Feed:
    head = next((element for element in root.iter() if _name(element) == "channel"), root)
    own = [child for child in head if _name(child) in _KEPT_OF_FEED]
    kept = [(f"feed.channel.{_name(child)}", value) for child in own if (value := _value(child))]
    title = next((tidy(value) for name, value in kept if name == "feed.channel.title"), None)
    is_atom = _name(root) == "feed"
    return _Feed(source, damage, FEED_MEDIA[is_atom], title or None, (*fields, *kept))


def _warnings(elements: Sequence[Any], faults: Sequence[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Return by item the warning that its part of the file is broken: the last item that begins before the fault."""
    found: dict[int, tuple[str, ...]] = {}
    starts = [element.sourceline or 0 for element in elements]
    for line, message in faults:
        at = max(0, bisect_right(starts, line) - 1)
        found.setdefault(at, (f"the feed's XML is broken in line {line} ({message}); this item may lack words",))
    return found


def _originals(data: bytes, elements: Sequence[Any], charset: str) -> tuple[Sequence[bytes], str]:
    """Return the bytes of each item as they stand in the feed, and their charset.

    Where they cannot be told apart there, each item is written as XML anew.
    """
    from lxml import etree

    found: list[bytes] = []
    start = None
    for tag in _ITEM_TAG.finditer(data):
        if tag["empty"] and start is None:
            found.append(tag[0])
        elif not tag["end"]:
            start = tag.start() if start is None else start
        elif start is not None:
            found.append(data[start : tag.end()])
            start = None
    if start is not None:
        found.append(data[start:])
    if len(found) == len(elements):
        return found, charset
    return [etree.tostring(element, encoding="utf-8", with_tail=False) for element in elements], "utf-8"


def _read_item(element: Any, number: int, feed: _Feed, raw: bytes, warnings: tuple[str, ...]) -> Reading:
    children = _children(element)
    place = f"{feed.source}:{element.sourceline or 1}"
    url = _link(children)
    guid = next((tidy(value) for child in _all(children, ("guid", "id")) if (value := _value(child))), "")
    title = next((line for child in children.get("title", ()) for line in _lines(child)), None)
    lines = FURNITURE.clean(_text(children))
    while lines and title and letters(lines[0]) == letters(title):
        lines = lines[1:]
    text = "\n\n".join(filter(None, (title, "\n".join(lines))))
    name = guid or url or content_id(text or raw)
    if not text:
        error = ReadError(place, f"item {number} of the feed has neither title nor text", "give the article's own page")
        return Unread(error, name)
    if feed.damage and "\ufffd" in text:
        warnings = (*warnings, feed.damage)
    published, basis, told = _published(children, place)
    doc = Document(
        id=name,
        text=text,
        title=title,
        outlet=_outlet(children) or feed.title,
        author=_author(children),
        url=url,
        published=published,
        published_basis=basis,
        warnings=(*warnings, *told, *(() if lines else (_NO_TEXT,))),
    )
    extra = (*_extra(children), *feed.fields)
    return Read(place, with_warnings(doc), raw, feed.media, extra, f"item {number}", is_named=bool(guid))


def _children(element: Any) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = {}
    for child in element:
        name = _name(child)
        if name and name not in _ITEMS:  # an item that is never closed holds the next one
            found.setdefault(name, []).append(child)
    return found


def _name(element: Any) -> str:
    """Return an element's name in small letters, without its namespace unless it is that of media; empty for a comment.

    The title and description of a picture are not those of the item.
    """
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    prefix, _, name = local.lower().rpartition(":")
    known = next((known for part, known in _OTHER_VOCABULARIES if part in space.lower() or known == prefix), None)
    return f"{known}.{name}" if known else name


def _all(children: Mapping[str, Sequence[Any]], names: Sequence[str]) -> Iterator[Any]:
    for name in names:
        yield from children.get(name, ())


def _value(element: Any) -> str:
    """Return what an element says, else the address or the term that it carries."""
    return _said(element) or (element.get("href") or element.get("term") or element.get("url") or "").strip()


def _said(element: Any) -> str:
    """Return the text of an element; markup inside it stays."""
    from lxml import etree

    inner = "".join(etree.tostring(c, encoding="unicode") for c in element if isinstance(c.tag, str))
    return (f"{element.text or ''}{inner}" if inner else "".join(element.itertext())).strip()


def _lines(element: Any) -> tuple[str, ...]:
    """Return the lines that an element shows; markup that was escaped twice is taken apart too."""
    lines = fragment_lines(_said(element))
    if any(map(has_markup, lines)):
        return tuple(inner for line in lines for inner in fragment_lines(line))
    return lines


def _text(children: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """Return the lines of the longest text that an item gives."""
    texts = [_lines(child) for child in _all(children, _TEXTS)]
    return max(texts, key=lambda lines: sum(map(len, lines)), default=())


def _link(children: Mapping[str, Sequence[Any]]) -> str | None:
    """Return an item's address: the link to the page itself, else an id that is a permanent link."""
    links = children.get("link", ())
    own = [link for link in links if (link.get("rel") or "alternate") == "alternate"]
    ids = [guid for guid in children.get("guid", ()) if (guid.get("isPermaLink") or "true").lower() == "true"]
    for element in (*children.get("origlink", ()), *own, *ids):
        address = (element.get("href") or "".join(element.itertext())).strip()
        if address.startswith(("http://", "https://")):
            return address
    return None


def _outlet(children: Mapping[str, Sequence[Any]]) -> str | None:
    """Return whom an item was taken from, where the feed gathers items of others."""
    for source in children.get("source", ()):
        titles = [child for child in source if _name(child) == "title"] or [source]
        if name := next((tidy(line) for title in titles for line in _lines(title)), None):
            return None if name.startswith(("http://", "https://")) else name
    return next((line for child in children.get("publisher", ()) for line in _lines(child)), None)


def _author(children: Mapping[str, Sequence[Any]]) -> str | None:
    names: list[str] = []
    for element in _all(children, _AUTHORS):
        inner = next((child for child in element if _name(child) == "name"), element)
        for line in _lines(inner)[:1]:
            match = _MAIL_AUTHOR.fullmatch(line[:_NAME_LENGTH])
            name = match["name"] if match else line
            names += [] if "@" in name else [name]
    return "، ".join(dict.fromkeys(names)) or None


def _published(
    children: Mapping[str, Sequence[Any]], place: str
) -> tuple[str | None, PublishedBasis | None, tuple[str, ...]]:
    """Return an item's date, what it rests on, and a warning where it gives one that is none."""
    given = [value for element in _all(children, _DATES) if (value := _value(element))]
    for value in given:
        if found := metadata_date(value):
            return found, "metadata", ()
    changed = next((d for e in _all(children, _CHANGED) if (d := metadata_date(_value(e)))), None)
    warnings = (f"{place}: the item's date {given[0]!r} is no date",) if given else ()
    return changed, "inferred" if changed else None, warnings


def _extra(children: Mapping[str, Sequence[Any]]) -> Extra:
    """Return what else an item says, under the names of its elements; of those with attributes, these too."""
    found: list[tuple[str, str]] = []
    left_out = _NOT_KEPT if _NOT_KEPT & children.keys() - {"title"} else _NOT_KEPT | _SUMMARIES
    for name, elements in children.items():
        for element in elements:
            value = _value(element)
            if name in _WITH_PARTS and any(map(_name, element)):
                found += [(f"feed.{name}.{_name(part)}", _value(part)) for part in element if _name(part)]
            elif value and name not in left_out:
                found.append((f"feed.{name}", value))
            pairs = ((str(key).rpartition("}")[2].lower(), value) for key, value in element.attrib.items())
            found += [(f"feed.{name}.{key}", given.strip()) for key, given in pairs if given.strip() != value]
    return tuple((name, value) for name, value in found if value)
