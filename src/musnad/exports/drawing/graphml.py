"""Networks as GraphML, which igraph, networkx, yEd and Cytoscape open: one file for events, one for citations.

Every tie is directed, since most programs read no graph with both kinds; what two do with each other has `mutual`. Days
are values, for GraphML knows no time. What the graphs hold, `musnad.exports.drawing.graphs` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.exports.characters import token
from musnad.exports.drawing.graph_files import XmlWriter, printed, write_graphs
from musnad.exports.drawing.graphs import Field, Graph, Value
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["write", "write_graph"]

_KINDS = {"string": "string", "integer": "int", "boolean": "boolean"}
_WEIGHT = Field("weight", "integer")


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write both networks of a case."""
    write_graphs(subject, out, ".graphml", lambda xml, graph: write_graph(xml, graph, subject.name), most=manner.most)


def write_graph(xml: XmlWriter, graph: Graph, name: str) -> None:
    """Write one graph; `name` is that of the case."""
    edge_fields = (_WEIGHT, *graph.edge_fields)
    xml.begin("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    xml.element("desc", {}, f"{name}. {graph.about}")
    _write_keys(xml, "node", graph.node_fields)
    _write_keys(xml, "edge", edge_fields)
    xml.begin("graph", {"id": graph.name, "edgedefault": "directed"})
    for node in graph.nodes:
        xml.begin("node", {"id": token(node.key)})
        _write_values(xml, "node", graph.node_fields, node.values)
        xml.end("node")
    for number, edge in enumerate(graph.edges):
        xml.begin("edge", {"id": f"t{number}", "source": token(edge.start), "target": token(edge.end)})
        _write_values(xml, "edge", edge_fields, (edge.weight, *edge.values))
        xml.end("edge")
    xml.end("graph")
    xml.end("graphml")


def _write_keys(xml: XmlWriter, kind: str, fields: Iterable[Field]) -> None:
    for field in fields:
        own = {"id": f"{kind}_{field.name}", "for": kind, "attr.name": field.name, "attr.type": _KINDS[field.kind]}
        xml.element("key", own)


def _write_values(xml: XmlWriter, kind: str, fields: Iterable[Field], values: Iterable[Value]) -> None:
    for field, value in zip(fields, values, strict=True):
        if said := printed(value):
            xml.element("data", {"key": f"{kind}_{field.name}"}, said)
