"""A dossier on an actor as a report for the terminal: names, roles over time, what he said and did, what others said.

Values in, text out; no I/O. Labels stand in English at the left, Arabic words in isolates of their own (see
`musnad.views.bidi`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from musnad.corpus.dossier import Deed, Dossier, Place, Saying
from musnad.views.bidi import isolate
from musnad.views.page import BOLD, DIM, Page, joined

__all__ = ["render_dossier"]

_Texts = Callable[[int], str]
_Entry = TypeVar("_Entry")
_MOST_WORDS = 24
_AROUND = 90  # letters around the word that tells an event


def render_dossier(
    dossier: Dossier, texts: _Texts, *, left_out: int = 0, limit: int | None = None, width: int = 80,
    colour: bool = False,
) -> str:  # fmt: skip
    """Return a dossier as a report that ends in a line feed, of each list at most `limit` entries."""
    return joined(_dossier(Page(width, colour), dossier, texts, left_out, limit))


def _dossier(page: Page, dossier: Dossier, texts: _Texts, left_out: int, limit: int | None) -> Iterator[str]:
    yield page.paint(" · ".join([dossier.key, _plural(len(dossier.documents), "article")]), BOLD)
    if left_out:
        yield f"  the latest ones; {left_out} earlier ones are left out: narrow the days with --from and --to"
    for key in dossier.keys:
        if key != dossier.key:
            yield f"  brought together with {isolate(key)}"
    yield from _section(page, "names", dossier.names, limit)
    for named in dossier.names[:limit]:
        yield f"  {isolate(named.name)} · {_plural(len(named.places), 'time')}"
    yield from _section(page, "offices by the lexicon", dossier.terms, limit)
    for term in dossier.terms[:limit]:
        yield f"  {term.start or '?'} to {term.end or '?'}  {isolate(term.role)} · {term.role_en}"
    yield from _section(page, "called in articles", dossier.roles, limit)
    for role in dossier.roles[:limit]:
        days = (
            "no date"
            if role.first is None
            else role.first
            if role.first == role.last
            else f"{role.first} to {role.last}"
        )
        yield f"  {days}  {isolate(role.role)} · {_plural(len(role.places), 'article')}"
    for title, sayings in (("said", dossier.said), ("passed on", dossier.passed_on)):
        yield from _section(page, title, sayings, limit)
        yield from _sayings(page, sayings[:limit], texts)
    for title, deeds in (("did", dossier.did), ("had done to him", dossier.suffered)):
        yield from _section(page, title, deeds, limit)
        yield from _deeds(page, deeds[:limit], texts)
    yield from _section(page, "said of him", dossier.said_of, limit)
    yield from _sayings(page, dossier.said_of[:limit], texts)


def _section(page: Page, title: str, entries: Sequence[_Entry], limit: int | None) -> Iterator[str]:
    if entries:
        more = "" if limit is None or len(entries) <= limit else f", {limit} of them shown: --limit 0 shows all"
        yield ""
        yield page.paint(f"{title}: {len(entries)}{more}", BOLD)


def _sayings(page: Page, sayings: Sequence[Saying], texts: _Texts) -> Iterator[str]:
    for saying in sayings:
        marks = [saying.stance] if saying.stance != "neutral" else []
        marks += ["denied"] if saying.polarity < 0 else []
        yield page.paint(_line(saying.place, saying.claim, [*marks, _chain(saying.tellers)]), DIM)
        text = texts(saying.place.document)
        yield from page.right(_cut(" … ".join(text[span.start : span.end] for span in saying.place.spans)))


def _deeds(page: Page, deeds: Sequence[Deed], texts: _Texts) -> Iterator[str]:
    for deed in deeds:
        parts = [deed.type, *([deed.status] if deed.status != "happened" else []),
                 *([f"when {deed.when}"] if deed.when else []),
                 *(["with " + "، ".join(map(isolate, deed.others))] if deed.others else []),
                 *(["by the word of " + _chain(deed.tellers)] if deed.tellers else [])]  # fmt: skip
        yield page.paint(_line(deed.place, deed.claim, parts), DIM)
        yield from page.right(_around(texts(deed.place.document), deed.place))


def _line(place: Place, claim: str | None, parts: Sequence[str]) -> str:
    told = [f"#{place.document}", place.day or "no date", *parts, *([f"claim {claim}"] if claim else [])]
    return "  ".join(told)


def _chain(tellers: Sequence[str]) -> str:
    return " ← ".join(isolate(name or "?") for name in tellers)


def _around(text: str, place: Place) -> str:
    """Return the words around the one that tells an event, cut at spaces."""
    start, end = place.spans[0].start, place.spans[-1].end
    first = text.rfind(" ", 0, max(start - _AROUND, 0)) + 1
    last = text.find(" ", min(end + _AROUND, len(text)))
    return ("… " if first else "") + text[first : last if last >= 0 else len(text)] + (" …" if last >= 0 else "")


def _cut(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")


def _plural(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
