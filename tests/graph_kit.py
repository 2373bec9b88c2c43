"""What the tests of networks share: a graph that is hard to write, and what the networks of a case must give back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from musnad.case.network import Networks
from musnad.corpus.bonds import Report
from musnad.corpus.support import Support
from musnad.exports.drawing.graphs import Field, Graph, GraphEdge, GraphNode

__all__ = ["HARD_GRAPH", "HARD_NAME", "told_of"]

HARD_NAME = 'الوَزيــرُ "سَميرُ" & <عون>\t👩🏽‍🚀 𐡀\x0b'
_ONE, _OTHER = "PER:سمير عون", "PER:سمير\tعون"
HARD_GRAPH = Graph(
    "hard", "Who <does> what.", (Field("name"), Field("note"), Field("claims", "integer"), Field("known", "boolean")),
    (Field("said"), Field("count", "integer")),
    (
        GraphNode(_ONE, HARD_NAME, (HARD_NAME, None, 3, True), date(2018, 5, 5), date(2018, 5, 7)),
        GraphNode(_OTHER, "", ("=1+1", "", 0, False), None, None),
    ),
    (
        GraphEdge(_ONE, _OTHER, "ASSAULT", False, 2, ("a\nb", 1), date(2018, 5, 5), date(2018, 5, 5)),
        GraphEdge(_ONE, _OTHER, "CONSULT planned", True, 1, ("", None), None, None),
    ),
)  # fmt: skip


def told_of(networks: Networks, support: Support) -> Mapping[str, object]:
    """Return what is to be told of a tie: its claims, articles, reports and days, from the reports behind it."""
    reports: list[Report] = [networks.reports[piece] for piece in support.evidence]
    days = sorted(report.day for report in reports if report.day is not None)
    found: dict[str, object] = {
        "claim_ids": " ".join(support.claims),
        "articles": len({report.words.document for report in reports}),
        "reports": len(reports),
    }
    return {**found, "first_told": str(days[0]), "last_told": str(days[-1])} if days else found
