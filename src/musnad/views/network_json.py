"""Networks over many claims as records for JSON: nodes and ties, every number with its claims and evidence.

Values in, values out; no I/O. What the fields mean: docs/weighing.md.
"""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.corpus.network import CitationNetwork, EventNetwork

__all__ = ["network_record"]


def network_record(
    network: EventNetwork | CitationNetwork, *, articles: int, claims: int, limit: int | None = None
) -> dict[str, Any]:
    """Return a network: all of it, or at most `limit` ties, those of most claims, and whom they tie."""
    ties = network.ties[:limit]
    ends = {key for tie in ties for key in (tie.start, tie.end)}
    return {
        "articles": articles,
        "claims": claims,
        "nodes": [msgspec.to_builtins(node) for node in network.nodes if limit is None or node.key in ends],
        "ties": [{"weight": tie.support.weight, **msgspec.to_builtins(tie)} for tie in ties],
    }
