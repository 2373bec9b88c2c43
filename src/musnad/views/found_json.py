"""What a search finds as records for JSON: hits with where they match and why, counts, saved searches.

Values in, values out; no I/O. What the fields mean: docs/search.md.
"""

from __future__ import annotations

from typing import Any

from musnad.case.search.find import Found, Hit
from musnad.case.search.matching import Match
from musnad.case.search.saved import SavedSearch

__all__ = ["found_record", "hit_record", "saved_record"]


def found_record(found: Found) -> dict[str, Any]:
    """Return what is to be said of a search as a whole; its hits are records of their own."""
    facets = found.facets
    return {
        "query": found.query.text,
        "total": found.total,
        "notes": list(found.notes),
        "facets": None if facets is None else {kind: [c._asdict() for c in counts] for kind, counts in facets.items()},
    }


def hit_record(hit: Hit, found: Found) -> dict[str, Any]:
    """Return a hit with every place where it matches, in code points of its text or its title."""
    return {
        "document": hit.document, "article": hit.article, "version": hit.version, "name": hit.name,
        "title": hit.title, "outlet": hit.outlet, "published": hit.published, "url": hit.url, "score": hit.score,
        "title_matches": [_match(m, hit.title or "", 0, found) for m in hit.title_matches],
        "snippet": {
            "start": hit.snippet.start, "end": hit.snippet.end, "text": hit.excerpt,
            "matches": [_match(m, hit.excerpt, hit.snippet.start, found) for m in hit.snippet.matches],
        },
        "matches": [{"start": m.span.start, "end": m.span.end, "word": _word(m, found), "rule": m.rule.value}
                    for m in hit.matches],
    }  # fmt: skip


def saved_record(saved: SavedSearch, *, new: int) -> dict[str, Any]:
    """Return a saved search, with how many articles came in for it since it was last marked as seen."""
    filters = [{"field": one.field, "value": one.value, "is_not": one.is_not} for one in saved.filters]
    return {"name": saved.name, "query": saved.query, "filters": filters, "strict": saved.strict, "new": new}


def _match(match: Match, text: str, start: int, found: Found) -> dict[str, Any]:
    low, high = match.span.start, match.span.end
    written = text[low - start : high - start]
    return {"start": low, "end": high, "written": written, "word": _word(match, found), "rule": match.rule.value}


def _word(match: Match, found: Found) -> str:
    """Return the part of the query that a match is of."""
    if found.compiled is None:
        return ""
    leaf = found.compiled.leaves[match.leaf]
    return found.query.text[leaf.start : leaf.end]
