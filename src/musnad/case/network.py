"""Networks over what the articles of a case tell: who does what to whom, and who has it from whom.

What comes in is an open case and which of its articles; what goes out are networks of the claims that most outlets
tell, at most so many, as values that may be kept while the case stays as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.key_names import names_of
from musnad.case.search.words import lexicon
from musnad.case.weighing import weigh_most
from musnad.corpus.bonds import Report, bottlenecks, reports_of
from musnad.corpus.network import CitationNetwork, EventNetwork, citation_network, event_network
from musnad.corpus.support import Support

__all__ = ["MOST_CLAIMS", "MOST_REPORTS", "MOST_REPORTS_CHOSEN", "Networks", "networks_of", "quadrants"]

MOST_CLAIMS = 500
MOST_REPORTS = 4_000  # of the whole case, which is looked at once
MOST_REPORTS_CHOSEN = 800  # of chosen articles, which are others each time: a quarter of a second


@dataclass(frozen=True, slots=True)
class Networks:
    """Both networks over the same claims, the reports behind them by evidence, and the bottlenecks by key.

    `articles` were asked about, `claims` looked at, and `more` claims of theirs left out.
    """

    events: EventNetwork
    citations: CitationNetwork
    reports: Mapping[str, Report]
    narrow: Mapping[str, Support]
    articles: int
    claims: int
    more: int


def networks_of(case: Case, chosen: Chosen, *, most: int | None = None) -> Networks:
    """Return the networks of what the chosen articles tell together; of the `most` told claims, however many reports.

    Raises CaseError and QueryError as `documents_of` does.
    """
    documents = documents_of(case, chosen)
    reports = MOST_REPORTS if documents is None else MOST_REPORTS_CHOSEN
    if most is None:
        weighing = weigh_most(case, documents, claims=MOST_CLAIMS, reports=reports)
    else:
        weighing = weigh_most(case, documents, claims=most, reports=sys.maxsize)
    claims = weighing.claims
    pieces = [piece for weighed in claims for piece in weighed.graph.evidence]
    parties = {key for piece in pieces for event in piece.events for key in event.parties}
    tellers = {node.key for weighed in claims for node in weighed.graph.nodes if node.unknown is None}
    names = names_of(case.connection, parties | tellers)
    return Networks(
        events=event_network(claims, names=names),
        citations=citation_network(claims, names=names),
        reports=reports_of(claims),
        narrow=bottlenecks(claims),
        articles=weighing.articles,
        claims=len(claims),
        more=weighing.more,
    )


def quadrants() -> dict[str, int]:
    """Return the quadrant of each type of event in PLOVER."""
    return {row.key: row.quad for row in lexicon().event_types}
