"""Copies and related articles as reports for the terminal.

Values in, text out; no I/O. Labels stand in English at the left, Arabic words in isolates of their own (see
`musnad.views.bidi`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from musnad.case.copies import (
    Change,
    Difference,
    Group,
    Link,
    Work,
    pairs_with,
    shared_passages,
    word_diff,
)
from musnad.case.related import Related
from musnad.model import Span
from musnad.views.bidi import isolate
from musnad.views.page import BOLD, DIM, Page, joined

__all__ = ["render_copies", "render_groups", "render_related"]

_Texts = Callable[[int], str]
_MOST_CHANGES = 40
_MOST_WORDS = 40  # of one change
_MOST_SHARED = 16  # of one shared passage
_GREEN, _RED = "32", "31"
_SIGNS = {Change.ADDED: "added", Change.REMOVED: "removed", Change.REPLACED: "replaced"}


def render_groups(groups: Sequence[Group], texts: _Texts, *, width: int = 80, colour: bool = False) -> str:
    """Return the groups as a report that ends in a line feed."""
    page = Page(width, colour)
    if not groups:
        return "no copies found\n"
    return joined(_groups(page, groups, texts))


def render_copies(
    group: Group | None, document: int, texts: _Texts, *, width: int = 80, colour: bool = False
) -> str:  # fmt: skip
    """Return what each copy of a document shares with it and what changed, as a report that ends in a line feed."""
    if group is None:
        return f"no copies of {document} found\n"
    return joined(_copies(Page(width, colour), group, document, texts))


def render_related(found: Sequence[Related], *, width: int = 80, colour: bool = False) -> str:
    """Return related articles with their reasons, as a report that ends in a line feed."""
    page = Page(width, colour)
    if not found:
        return "no related articles found\n"
    return joined(_related(page, found))


def _groups(page: Page, groups: Sequence[Group], texts: _Texts) -> Iterator[str]:
    for number, group in enumerate(groups, 1):
        if number > 1:
            yield ""
        yield page.paint(f"GROUP {number} · {_count(group)}", BOLD)
        yield from _order(group)
        for work in group.works:
            yield from _work(page, work, is_first=work.document == group.first)
            if work.link is not None:
                yield "    " + _shared(work.link) + "; " + _told(_changed(work.link, texts))


def _count(group: Group) -> str:
    outlets = len(group.outlets)
    return f"{len(group.works)} articles" + (f" in {outlets} outlet{'s' if outlets != 1 else ''}" if outlets else "")


def _order(group: Group) -> Iterator[str]:
    if group.first is None:
        yield "  which came first is not known: their dates do not tell"
    elif group.basis == "added":
        yield "  no dates: the first is the one that was added to the case first"
    undated = sum(1 for work in group.works if work.day is None)
    if undated and undated < len(group.works):
        yield f"  {undated} without a date, which may be earlier"


def _work(page: Page, work: Work, *, is_first: bool) -> Iterator[str]:
    facts = [f"#{work.document}", work.published or "no date", isolate(work.outlet) if work.outlet else "no outlet"]
    if is_first:
        facts.append("first")
    if len(work.documents) > 1:
        facts.append(f"met {len(work.documents)} times")
    yield "  " + page.paint("  ".join(facts), DIM)
    yield from page.right(work.title or work.name)


def _shared(link: Link) -> str:
    return (f"{link.kind.value}: {link.words} words shared with #{link.other}, "
            f"{link.share:.0%} of this, {link.share_of_other:.0%} of that")  # fmt: skip


def _changed(link: Link, texts: _Texts) -> tuple[Difference, ...]:
    return word_diff(texts(link.other), texts(link.document))


def _told(differences: Iterable[Difference]) -> str:
    counts = Counter(difference.kind for difference in differences)
    told = ", ".join(f"{counts[kind]} {sign}" for kind, sign in _SIGNS.items() if counts[kind])
    places = counts.total()
    return f"differs in {places} place{'s' if places != 1 else ''} ({told})" if told else "no word differs"


def _copies(page: Page, group: Group, document: int, texts: _Texts) -> Iterator[str]:
    asked = group.work_of(document)
    yield page.paint(_count(group), BOLD)
    yield from _order(group)
    yield from _work(page, asked, is_first=asked.document == group.first)
    for earlier, later, work in pairs_with(group, document):
        yield ""
        yield from _work(page, work, is_first=work.document == group.first)
        a, b = texts(earlier), texts(later)
        yield from _passages(page, a, b)
        differences = word_diff(a, b)
        yield f"    from #{earlier} to #{later}: {_told(differences)}"
        for difference in differences[:_MOST_CHANGES]:
            yield from _change(page, difference, a, b)
        if len(differences) > _MOST_CHANGES:
            yield f"    and {len(differences) - _MOST_CHANGES} more"


def _passages(page: Page, a: str, b: str) -> Iterator[str]:
    """Yield the passages that both texts share, each as the first text has it."""
    found = shared_passages(a, b)
    if not found:
        yield "    no passage is shared straight: others of the group join them"
    for passage in found[:_MOST_CHANGES]:
        yield f"    shared passage of {passage.words} words:"
        yield from page.right(_words(a, passage.a, _MOST_SHARED), sign="  = ")
    if len(found) > _MOST_CHANGES:
        yield f"    and {len(found) - _MOST_CHANGES} passages more"


def _change(page: Page, difference: Difference, a: str, b: str) -> Iterator[str]:
    if difference.a is not None:
        yield from page.right(_words(a, difference.a), _RED, "  - ")
    if difference.b is not None:
        yield from page.right(_words(b, difference.b), _GREEN, "  + ")


def _words(text: str, span: Span, most: int = _MOST_WORDS) -> str:
    words = text[span.start : span.end].split()
    if len(words) <= most:
        return " ".join(words)
    half = most // 2
    return " ".join((*words[:half], f"… ({len(words) - 2 * half}) …", *words[-half:]))


def _related(page: Page, found: Sequence[Related]) -> Iterator[str]:
    for related in found:
        facts = [f"#{related.document}", related.day or "no date",
                 isolate(related.outlet) if related.outlet else "no outlet", f"score {related.score:.2f}"]  # fmt: skip
        if related.copies:
            facts.append(f"and {len(related.copies)} of its copies")
        yield page.paint("  ".join(facts), DIM)
        yield from page.right(related.title or related.name)
        shared = ", ".join(f"{reason.kind} {isolate(reason.label)}" for reason in related.reasons)
        yield f"    shares {shared}{_apart(related.days)}"


def _apart(days: int | None) -> str:
    if days is None:
        return ""
    return f"; {days} day{'s' if days != 1 else ''} apart" if days else "; the same day"
