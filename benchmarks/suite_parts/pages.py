"""All layers of an article, and the reader of pages, against trafilatura's cleaning of the same page.

What comes in: articles of about 300 words in pages of twelve templates of our own, and the saved pages of real sites.
Each made page is read once by each contender. What goes out: rows.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from measuring import Ratio, Rounds, compare, figure, take_turns
from news import Page, documents, made_pages, middling, rounds_of, saved_pages

from musnad.model import LAYERS, Document
from musnad.pipeline import default_pipeline
from suite_parts.rows import Asked, Part, Row, need

__all__ = ["PAGES", "all_layers", "ratio_of_sum"]

_WARM = 20
_OTHERS = 1_000
_SAVED_ROUNDS = 3
_WORD = re.compile(r"\w+")
_Work = tuple[bytes, Document]


def all_layers(doc: Document) -> Document:
    """Return the document with every layer there, whether it is made at once or when first asked for.

    Raises RuntimeError where a layer could not be made: its time would count for nothing.
    """
    read = default_pipeline()(doc)
    missing = [layer for layer in LAYERS if getattr(read, layer) is None]
    if missing or read.failures:
        told = "; ".join(failure.message for failure in read.failures)
        raise RuntimeError(f"{doc.id}: the layers {', '.join(missing)} could not be made: {told}")
    return read


def ratio_of_sum(costs: Rounds, ours: Sequence[str], theirs: str) -> tuple[float, float, Ratio]:
    """Return the medians of what several contenders cost together and of another's cost, and the ratio."""
    together = tuple(sum(found) for found in zip(*(costs[name] for name in ours), strict=True))
    return statistics.median(together), statistics.median(costs[theirs]), compare(together, costs[theirs])


def _measure(asked: Asked) -> Iterator[Row]:
    trafilatura = need("trafilatura")
    contenders = {
        "layers": lambda work: all_layers(work[1]),
        "reader": lambda work: tuple(documents(work[0], ".html")),
        "trafilatura": lambda work: trafilatura.bare_extraction(work[0], with_metadata=True),
        "fast": lambda work: trafilatura.extract(work[0], fast=True, include_comments=False),
    }
    records, rounds, size = middling(asked.records), asked.pick(5, 3), asked.pick(48, 12)
    both = [made_pages(some) for some in rounds_of(records, 2 * rounds, size)]
    drawn, later = both[::2], both[1::2]
    warm = [_work(page.html) for page in made_pages(records[1 :: max(1, len(records) // _WARM)])]
    take_turns(contenders, [warm])
    _load_date_parser()
    costs = take_turns(contenders, [[_work(page.html) for page in pages] for pages in drawn])
    of = f"{rounds * size} made pages"
    yield _row("all layers of an article", costs, ("layers",), "trafilatura", f"{of}: the layers, the page's cleaning")
    yield _row("a page to a document", costs, ("reader",), "trafilatura", f"{of}: the same bytes")
    yield _row("a page to all layers", costs, ("reader", "layers"), "trafilatura", f"{of}: reader and layers together")
    yield _row(
        "a page to all layers, beside its fast mode",
        costs,
        ("reader", "layers"),
        "fast",
        f"{of}: its cheapest, no metadata",
    )
    yield _seasoned(asked, contenders, later)
    yield _kept([page for pages in drawn for page in pages])
    saved = [_work(page) for page in saved_pages(asked.shared)] if not asked.quick else []
    if saved:
        costs = take_turns(contenders, [saved] * _SAVED_ROUNDS)
        of = f"{len(saved)} saved pages, {_SAVED_ROUNDS} times"
        yield _row("all layers, real pages", costs, ("layers",), "trafilatura", of)
        yield _row("a page to a document, real pages", costs, ("reader",), "trafilatura", of)


def _seasoned(asked: Asked, contenders: dict[str, Callable[[_Work], object]], drawn: Sequence[list[Page]]) -> Row:
    """Return the row of articles read after many others, as in a run: what is remembered of words is there by then."""
    titles = {page.title for pages in drawn for page in pages}
    others = [one for one in asked.records if one["title"] not in titles]
    count = asked.pick(_OTHERS, 100)
    for page in made_pages(others[:: max(1, len(others) // count)][:count]):
        all_layers(_work(page.html)[1])
    costs = take_turns(contenders, [[_work(page.html) for page in pages] for pages in drawn])
    of = f"as many other made pages, after {count:,} articles"
    return _row("all layers, within a long run", costs, ("layers",), "trafilatura", of)


def _load_date_parser() -> None:
    """Have trafilatura load its parser of dates, which takes seconds and which it does at the first page that needs it.

    A process that reads many pages pays for it once; here it would fall on one round, to musnad's favour.
    """
    try:
        from htmldate.extractors import external_date_parser
    except ImportError:
        return  # another htmldate; then one round may show a ratio far under the others
    external_date_parser("2.3 of no month 2018", "%Y-%m-%d")  # no date, so that it tries all its languages


def _work(html: bytes) -> _Work:
    found = tuple(documents(html, ".html"))
    if len(found) != 1:
        raise RuntimeError("a page of the benchmark gave no article")
    return html, found[0]


def _row(task: str, costs: Rounds, ours: Sequence[str], theirs: str, compared: str) -> Row:
    cost, other, ratio = ratio_of_sum(costs, ours, theirs)
    return Row(task, f"{figure(cost)} ms", f"{figure(other)} ms", str(ratio), compared)


def _kept(pages: Sequence[Page]) -> Row:
    """Return what each keeps of the article's words, and how many of its words are the article's."""
    import trafilatura

    sets = [(page, _body_of_trafilatura(trafilatura, page.html)) for page in pages]
    ours = _shares([(page, next(documents(page.html, ".html")).text) for page in pages])
    return Row(
        "words kept / of the article", ours, _shares(sets), "", "of the body's words; of those given, title's too"
    )


def _body_of_trafilatura(trafilatura: object, html: bytes) -> str:
    found = trafilatura.bare_extraction(html, with_metadata=True)  # type: ignore[attr-defined]
    return (found.text or "") if found is not None else ""


def _shares(pairs: Sequence[tuple[Page, str]]) -> str:
    kept = wanted = right = given = 0
    for page, text in pairs:
        found, body = _words(text), _words(page.body)
        kept += (found & body).total()
        wanted += body.total()
        right += (found & (body + _words(page.title))).total()
        given += found.total()
    return f"{kept / wanted:.3f} / {right / max(1, given):.3f}"


@cache
def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


PAGES = Part(
    "pages",
    "an article of 285–315 words",
    (
        "Cleaning a page and reading its article are different work: the first says how much musnad adds to what",
        "everybody does. musnad's reader calls trafilatura for the body, with less to look for, and finds metadata",
        "itself; trafilatura runs with its defaults and metadata. The pages are ours and small (twelve habits of",
        "sites, synthetic); real pages are larger, so that the layers cost less beside them, but there are few and",
        "they are read several times.",
    ),
    _measure,
)
