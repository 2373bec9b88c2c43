"""What falls without somebody, as a report for the terminal.

Values in, text out; no I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from musnad.corpus.weighing import Weighing
from musnad.corpus.what_if import Difference
from musnad.views.bidi import isolate
from musnad.views.counted import cut, passage, plural, told_by
from musnad.views.page import BOLD, Page, joined

__all__ = ["render_differences"]

_Texts = Callable[[int], str]
_MOST_NAMES = 5


def render_differences(
    differences: Sequence[Difference],
    weighing: Weighing,
    texts: _Texts,
    *,
    left_out: Mapping[str, str],
    limit: int | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return what falls without somebody as a report that ends in a line feed, what falls wholly first.

    `left_out` has the names of those who are left out, by key.
    """
    return joined(_report(Page(width, colour), differences, weighing, texts, left_out, limit))


def _report(
    page: Page,
    differences: Sequence[Difference],
    weighing: Weighing,
    texts: _Texts,
    left_out: Mapping[str, str],
    limit: int | None,
) -> Iterator[str]:
    claims = {weighed.claim.id: weighed for weighed in weighing.claims}
    gone = sum(difference.is_gone for difference in differences)
    bare = sum(difference.loses_its_last_origin and not difference.is_gone for difference in differences)
    yield f"without {_names(sorted(set(left_out.values())))}:"
    yield (
        f"of {plural(len(claims), 'claim')}, {len(differences)} lose something: "
        f"{gone} fall wholly, {bare} are left without a named origin"
    )
    for difference in differences[:limit]:
        weighed = claims[difference.claim]
        names = {node.key: node.name for node in weighed.graph.nodes}
        first = weighed.graph.evidence[0]
        yield ""
        yield page.paint(difference.claim, BOLD)
        yield from page.right(cut(passage(texts(first.document), first.spans)))
        yield f"  before: {told_by(difference.before)}"
        yield f"  after:  {'nothing is left' if difference.is_gone else told_by(difference.after)}"
        if difference.lost:
            yield f"  no longer named: {_names([names[key] for key in difference.lost])}"
        if difference.loses_its_last_origin and not difference.is_gone:
            yield "  no named origin is left"
    if limit is not None and len(differences) > limit:
        yield ""
        yield f"and {len(differences) - limit} more: --limit 0 shows all"


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return "، ".join(isolate(name) for name in names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
