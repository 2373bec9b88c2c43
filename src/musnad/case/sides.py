"""On which side those in the chains of claims stand, as far as the lexicon states it.

What comes in is a weighing; what goes out are sides by key. A side is a country: that of a state's body
(`musnad.corpus.sources`), or the state that is named itself. Nothing is concluded from nationality or ownership.
"""

from __future__ import annotations

from musnad.case.search.words import lexicon
from musnad.corpus.sources import Source, sides_of, source_of
from musnad.corpus.weighing import Weighing

__all__ = ["sides_in"]


def sides_in(weighing: Weighing) -> dict[str, str]:
    """Return the side of each teller that has one, by its key: a code of ISO 3166 such as SAU."""
    actors = {f"actors:{row.key}": row for row in lexicon().actors}
    states = {f"places:{row.key}": row for row in lexicon().places if row.kind in ("state", "capital")}
    found: list[Source] = []
    for node in (node for weighed in weighing.claims for node in weighed.graph.nodes):
        if node.key in states:
            found.append(Source(key=node.key, names=(node.name,), kind="state", country=states[node.key].country))
        else:
            found.append(source_of(node.key, node.name, actors.get(node.key)))
    return sides_of(found, {})
