"""Copies and related articles as records for JSON: numbers of documents, and offsets in code points.

Values in, values out; no I/O. What the fields mean: docs/copies.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from musnad.case.copies import Group, Link, Work, pairs_with, shared_passages, word_diff
from musnad.case.related import Related
from musnad.model import Span

__all__ = ["copies_record", "group_records", "related_records"]

_Texts = Callable[[int], str]
_SHARE_DIGITS = 3


def group_records(groups: Iterable[Group], texts: _Texts) -> Iterator[dict[str, Any]]:
    """Yield a record for each group with its works and what each changed."""
    for number, group in enumerate(groups, 1):
        works = [_work(work) | _changes(work.link, texts) for work in group.works]
        yield {"group": number, "first": group.first, "basis": group.basis, "outlets": list(group.outlets),
               "works": works}  # fmt: skip


def copies_record(group: Group | None, document: int, texts: _Texts) -> dict[str, Any]:
    """Return a document with each other work of its group: the shared passages, and the changes from the earlier."""
    if group is None:
        return {"document": document, "first": None, "basis": None, "copies": []}
    copies = [_compared(earlier, later, other, texts) for earlier, later, other in pairs_with(group, document)]
    return {"document": document, "first": group.first, "basis": group.basis, "copies": copies}


def _compared(earlier: int, later: int, other: Work, texts: _Texts) -> dict[str, Any]:
    a, b = texts(earlier), texts(later)
    passages = [{"from": _pair(p.a), "to": _pair(p.b), "words": p.words} for p in shared_passages(a, b)]
    changes = [
        {"kind": d.kind.value, "from": _pair(d.a), "to": _pair(d.b), "was": _words(a, d.a), "is": _words(b, d.b)}
        for d in word_diff(a, b)
    ]
    return {**_work(other), "from": earlier, "to": later, "passages": passages, "changes": changes}


def related_records(found: Iterable[Related]) -> Iterator[dict[str, Any]]:
    """Yield a record for each related article with its reasons."""
    for related in found:
        reasons = [
            {"kind": reason.kind, "label": reason.label, "weight": round(reason.weight, _SHARE_DIGITS)}
            for reason in related.reasons
        ]
        yield {"document": related.document, "name": related.name, "title": related.title, "outlet": related.outlet,
               "day": related.day, "days": related.days, "score": round(related.score, _SHARE_DIGITS),
               "reasons": reasons, "copies": list(related.copies)}  # fmt: skip


def _work(work: Work) -> dict[str, Any]:
    link = work.link
    shared = None
    if link is not None:
        shared = {"document": link.document, "with": link.other, "kind": link.kind.value, "words": link.words,
                  "share": round(link.share, _SHARE_DIGITS),
                  "share_of_other": round(link.share_of_other, _SHARE_DIGITS)}  # fmt: skip
    return {"documents": list(work.documents), "name": work.name, "title": work.title, "outlet": work.outlet,
            "published": work.published, "shared": shared}  # fmt: skip


def _changes(link: Link | None, texts: _Texts) -> dict[str, Any]:
    if link is None:
        return {"changes": None}
    counts = Counter(difference.kind.value for difference in word_diff(texts(link.other), texts(link.document)))
    return {"changes": {kind: counts[kind] for kind in ("added", "removed", "replaced")}}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]
