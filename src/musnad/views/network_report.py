"""Networks over many claims as reports for the terminal: who does what to whom, and who has it from whom.

Values in, text out; no I/O. Names stand in isolates of their own, each tie in a line with the claims behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from musnad.corpus.network import CitationNetwork, EventNetwork
from musnad.corpus.support import Support
from musnad.views.bidi import isolate
from musnad.views.counted import plural
from musnad.views.page import BOLD, DIM, Page, joined
from musnad.views.text_page import joined as side_by_side

__all__ = ["render_citations", "render_events_network"]

_MOST_CLAIMS = 3
_HANG = 4
_CITING: Mapping[str, str] = {
    "told": "cites it",
    "byline": "has it in the byline",
    "translation": "translates it",
    "concealed": "same words, no credit",
}


def render_events_network(
    network: EventNetwork,
    *,
    articles: int,
    claims: int,
    limit: int | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return who does what to whom as a report that ends in a line feed, the ties of most claims first.

    `articles` were weighed and gave `claims`; at most `limit` ties are shown, and as many of those who take part.
    """
    return joined(_events(Page(width, colour), network, _head(articles, claims), limit))


def render_citations(
    network: CitationNetwork,
    *,
    articles: int,
    claims: int,
    limit: int | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return who has it from whom as a report that ends in a line feed, the ties of most claims first.

    Unnamed sources are counted with those who cite them; what is given is as in `render_events_network`.
    """
    return joined(_citations(Page(width, colour), network, _head(articles, claims), limit))


def _events(page: Page, network: EventNetwork, head: str, limit: int | None) -> Iterator[str]:
    names = {node.key: isolate(node.name) for node in network.nodes}
    yield f"{head}; {plural(len(network.ties), 'tie')} between {len(names)} who take part in events"
    if network.ties:
        yield ""
        yield page.paint("who does what to whom", BOLD)
    for tie in network.ties[:limit]:
        status = "" if tie.status == "happened" else f" ({tie.status})"
        ends = f"{names[tie.start]} {'↔' if tie.mutual else '→'} {names[tie.end]}"
        yield from _tie(page, f"{ends} · {tie.type}{status}", tie.support)
    yield from _more(len(network.ties), limit)
    if network.nodes:
        yield ""
        yield page.paint("who takes part, in how many claims", BOLD)
    for node in network.nodes[:limit]:
        yield f"  {names[node.key]} · acts in {node.acts.weight}, is acted on in {node.receives.weight}"
    yield from _more(len(network.nodes), limit)


def _citations(page: Page, network: CitationNetwork, head: str, limit: int | None) -> Iterator[str]:
    names = {node.key: isolate(node.name) for node in network.nodes}
    unnamed = {node.key for node in network.nodes if node.is_unnamed}
    ties = [tie for tie in network.ties if tie.end not in unnamed and tie.start not in unnamed]
    nodes = [node for node in network.nodes if not node.is_unnamed]
    yield f"{head}; {plural(len(ties), 'tie')} between {len(nodes)} who are named, {len(unnamed)} unnamed sources"
    if ties:
        yield ""
        yield page.paint("who has it from whom", BOLD)
    for tie in ties[:limit]:
        how = "" if tie.kind == "told" else f" · {_CITING[tie.kind]}"
        yield from _tie(page, f"{names[tie.start]} ← {names[tie.end]}{how}", tie.support)
    yield from _more(len(ties), limit)
    if nodes:
        yield ""
        yield page.paint("who tells, in how many claims", BOLD)
    for node in nodes[:limit]:
        counts = [(node.publishes, "publishes"), (node.says, "is the origin of"), (node.passes_on, "passes on")]
        facts = [f"{what} {support.weight}" for support, what in counts if support.weight]
        facts += [f"cited by {plural(len(node.cited_by), 'other')}"] if node.cited_by else []
        facts += [f"cites {plural(len(node.cites), 'other')}"] if node.cites else []
        facts += [f"has {node.unnamed.weight} from somebody unnamed"] if node.unnamed.weight else []
        yield from side_by_side(facts, ", ", page.width, hang=_HANG, lead=f"  {names[node.key]} · ")
    yield from _more(len(nodes), limit)


def _head(articles: int, claims: int) -> str:
    return f"{plural(articles, 'article')}, {plural(claims, 'claim')}"


def _tie(page: Page, words: str, support: Support) -> Iterator[str]:
    shown = list(support.claims[:_MOST_CLAIMS])
    more = support.weight - len(shown)
    yield f"  {support.weight:>3}  {words}"
    yield page.paint(f"       {' '.join(shown)}" + (f" and {more} more" if more else ""), DIM)


def _more(count: int, limit: int | None) -> Iterator[str]:
    if limit is not None and count > limit:
        yield f"  and {count - limit} more: --limit 0 shows all"
