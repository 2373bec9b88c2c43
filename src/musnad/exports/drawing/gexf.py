"""Networks as GEXF 1.3, which Gephi opens: one file for events, one for citations.

What goes out follows the schema of http://gexf.net/1.3: a dynamic graph where days are known, with directed ties, those
of what two do with each other `mutual`. What the graphs hold, `musnad.exports.drawing.graphs` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from musnad import __version__
from musnad.exports.characters import token
from musnad.exports.drawing.graph_files import XmlWriter, printed, write_graphs
from musnad.exports.drawing.graphs import Field, Graph, GraphEdge, GraphNode, Value
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["write", "write_graph"]

_DAY = len("2018-05-10")
_DYNAMIC = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write both networks of a case."""
    write_graphs(
        subject, out, ".gexf", lambda xml, graph: write_graph(xml, graph, subject.name, manner.made[:_DAY]),
        most=manner.most,
    )  # fmt: skip


def write_graph(xml: XmlWriter, graph: Graph, name: str, day: str) -> None:
    """Write one graph; `name` is that of the case."""
    xml.begin("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    xml.begin("meta", {"lastmodifieddate": day})
    xml.element("creator", {}, f"musnad {__version__}")
    xml.element("description", {}, f"{name}. {graph.about}")
    xml.end("meta")
    is_dynamic = any(node.first for node in graph.nodes) or any(edge.first for edge in graph.edges)
    xml.begin("graph", {"defaultedgetype": "directed", "idtype": "string", **(_DYNAMIC if is_dynamic else {})})
    _write_fields(xml, "node", graph.node_fields)
    _write_fields(xml, "edge", graph.edge_fields)
    xml.begin("nodes", {"count": str(len(graph.nodes))})
    for node in graph.nodes:
        _write_node(xml, node, graph.node_fields)
    xml.end("nodes")
    xml.begin("edges", {"count": str(len(graph.edges))})
    for number, edge in enumerate(graph.edges):
        _write_edge(xml, number, edge, graph.edge_fields)
    xml.end("edges")
    xml.end("graph")
    xml.end("gexf")


def _write_fields(xml: XmlWriter, kind: str, fields: Iterable[Field]) -> None:
    xml.begin("attributes", {"class": kind, "mode": "static"})
    for field in fields:
        xml.element("attribute", {"id": field.name, "title": field.name, "type": field.kind})
    xml.end("attributes")


def _write_node(xml: XmlWriter, node: GraphNode, fields: Iterable[Field]) -> None:
    xml.begin("node", {"id": token(node.key), "label": " ".join(node.label.split()), **_days(node.first, node.last)})
    _write_values(xml, fields, node.values)
    xml.end("node")


def _write_edge(xml: XmlWriter, number: int, edge: GraphEdge, fields: Iterable[Field]) -> None:
    own = {"id": f"t{number}", "source": token(edge.start), "target": token(edge.end), "kind": edge.kind,
           "label": edge.kind, "weight": str(edge.weight), **_days(edge.first, edge.last)}  # fmt: skip
    xml.begin("edge", {**own, **({"type": "mutual"} if edge.mutual else {})})
    _write_values(xml, fields, edge.values)
    xml.end("edge")


def _write_values(xml: XmlWriter, fields: Iterable[Field], values: Iterable[Value]) -> None:
    xml.begin("attvalues", {})
    for field, value in zip(fields, values, strict=True):
        if said := printed(value):
            xml.element("attvalue", {"for": field.name, "value": said})
    xml.end("attvalues")


def _days(first: date | None, last: date | None) -> dict[str, str]:
    """Return the days of a node or tie, both ends included, as GEXF 1.3 counts them."""
    return {"start": first.isoformat(), "end": last.isoformat()} if first is not None and last is not None else {}
