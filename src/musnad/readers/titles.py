"""Choose a page's headline among its headings, its fields and its title element, without the name of the site.

What comes in are strings; what goes out is one of them, as the page writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from musnad.arabic.orthography import fold, is_arabic

__all__ = ["choose_title", "letters", "strip_site"]

_NO_LETTER = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"\s+(?:[|\-–—«»•·]|::|-{2,})\s+|\s*\|\s*")
_LEAST_LETTERS = 8
_LEAST_WORDS = 3
_SITE_WORDS = 6


def letters(text: str) -> str:
    """Return the folded letters and digits of a text alone, by which two prints of a headline are the same.

    >>> letters("«نعم»، أجاب") == letters("نعم: اجاب")
    True
    """
    return _NO_LETTER.sub("", fold(text))


def choose_title(
    *, headings: Sequence[str], named: Iterable[str | None], page_title: str | None, sites: Sequence[str]
) -> str | None:
    """Return the headline: a heading that the other fields repeat, else a field or title without the site's name."""
    fields = [text for text in named if text]
    whole = [letters(text) for text in (*fields, page_title or "")]
    shared = [h for h in headings if _is_headline(h) and any(letters(h) in text for text in whole)]
    if shared:
        return max(shared, key=len)
    for text in (*fields, *([page_title] if page_title else [])):
        if stripped := strip_site(text, sites):
            return stripped
    return next((h for h in headings if _is_headline(h)), None)


def strip_site(title: str, sites: Sequence[str]) -> str | None:
    """Return a title without the site's name before or after it; None when nothing else is there.

    >>> strip_site("الوزير يزور العاصمة غدا | BBC", ())
    'الوزير يزور العاصمة غدا'
    """
    rest = title.strip()
    while match := _last(rest):
        left, right = rest[: match.start()].strip(), rest[match.end() :].strip()
        if not _is_site(right, left, sites, bar="|" in match.group()):
            break
        rest = left
    if (first := _SEPARATOR.search(rest)) and _names_site(rest[: first.start()], sites):
        rest = rest[first.end() :].strip()
    return None if not rest or _names_site(rest, sites) else rest


def _is_headline(heading: str) -> bool:
    return len(letters(heading)) >= _LEAST_LETTERS and len(heading.split()) >= _LEAST_WORDS


def _last(title: str) -> re.Match[str] | None:
    found = None
    for match in _SEPARATOR.finditer(title):
        found = match
    return found


def _is_site(right: str, left: str, sites: Sequence[str], *, bar: bool) -> bool:
    if not right or _names_site(right, sites):
        return True
    if len(right.split()) > _SITE_WORDS or len(left.split()) < _LEAST_WORDS:
        return False
    return bar or (is_arabic(left) and not is_arabic(right))


def _names_site(part: str, sites: Sequence[str]) -> bool:
    own = letters(part)
    return len(own) >= 3 and any(own in (name := letters(site)) or (len(name) >= 4 and name in own) for site in sites)
