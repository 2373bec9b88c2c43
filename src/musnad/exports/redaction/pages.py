"""Mask the names of persons in a finished HTML page of ours, also where marks cut a name in pieces. Pure.

What comes in is a page whose texts are escaped and whose attributes stand in double quotes, as the views make them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

from musnad.exports.redaction.masking import masked
from musnad.model import Span

__all__ = ["mask_page"]

Spans = Callable[[str], Iterable[Span]]

_TAG = re.compile(r"(<(?:!--.*?--|[^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>)", re.DOTALL)
_NAME = re.compile(r"</?(?P<name>[a-zA-Z][\w:-]*)")
_ATTRIBUTE = re.compile(r'(?P<before>\s[\w:-]+=")(?P<value>[^"]*)(?=")')
_INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "em", "i", "mark", "q", "small", "span", "strong", "sub",
                     "sup", "time", "tspan", "u", "wbr"})  # fmt: skip
_UNSEEN = frozenset({"style", "script"})


def mask_page(page: str, spans: Spans) -> str:
    """Return a page with the names that `spans` finds blacked out, in its texts and in the values of attributes."""
    pieces = _TAG.split(page)
    seen = _seen(pieces)
    run: list[int] = []
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if at in seen:
                run.append(at)
            continue
        pieces[at] = _ATTRIBUTE.sub(lambda match: match["before"] + _masked_value(match["value"], spans), piece)
        name = _NAME.match(piece)
        if name is not None and name["name"].lower() not in _INLINE:
            _mask_run(pieces, run, spans)
            run = []
    _mask_run(pieces, run, spans)
    return "".join(pieces)


def _seen(pieces: list[str]) -> frozenset[int]:
    """Return the places of the pieces that are text to read."""
    found, hidden = set(), ""
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if not hidden:
                found.add(at)
            continue
        name = _NAME.match(piece)
        if name is not None and name["name"].lower() in _UNSEEN:
            hidden = "" if piece.startswith("</") else name["name"]
    return frozenset(found)


def _mask_run(pieces: list[str], run: list[int], spans: Spans) -> None:
    """Mask pieces of text that are read as one."""
    texts = [html.unescape(pieces[at]) for at in run]
    whole = "".join(texts)
    shown, start = masked(whole, spans(whole)), 0
    for at, text in zip(run, texts, strict=True):
        own = shown[start : start + len(text)]
        start += len(text)
        pieces[at] = pieces[at] if own == text else html.escape(own, quote=True)


def _masked_value(value: str, spans: Spans) -> str:
    text = html.unescape(value)
    shown = masked(text, spans(text))
    return value if shown == text else html.escape(shown, quote=True)
