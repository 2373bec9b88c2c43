"""Networks as GraphML: read back with networkx and with igraph equal to the networks of the case."""

from __future__ import annotations

import io
from pathlib import Path

import igraph
import networkx
import pytest

from export_kit import exported_folder, sample_case, sample_subject
from graph_kit import HARD_GRAPH, HARD_NAME, told_of
from musnad.case.network import Networks
from musnad.exports.characters import Sieve
from musnad.exports.drawing.graph_files import XmlWriter
from musnad.exports.drawing.graphml import write_graph


class _Exported:
    def __init__(self, folder: Path, networks: Networks) -> None:
        self.folder, self.networks = folder, networks

    def networkx(self, name: str) -> networkx.MultiDiGraph:
        return networkx.read_graphml(self.folder / f"{name}.graphml", force_multigraph=True)

    def igraph(self, name: str) -> igraph.Graph:
        return igraph.Graph.Read_GraphML(str(self.folder / f"{name}.graphml"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> _Exported:
    folder = tmp_path_factory.mktemp("graphml")
    with sample_subject(sample_case(folder)) as subject:
        exported_folder("graphml", subject, folder / "out")
        return _Exported(folder / "out", subject.networks())


def _hard() -> bytes:
    file = io.StringIO()
    write_graph(XmlWriter(file, Sieve("xml")), HARD_GRAPH, "a & b")
    return file.getvalue().encode()


def test_networkx_reads_the_events(exported: _Exported) -> None:
    graph, networks = exported.networkx("events"), exported.networks
    nodes = {told["key"]: (told["name"], told["acts"], told["receives"]) for _, told in graph.nodes(data=True)}
    assert nodes == {n.key: (n.name, n.acts.weight, n.receives.weight) for n in networks.events.nodes}
    key = networkx.get_node_attributes(graph, "key")
    read = {(key[a], key[b], told["event_type"], told["status"]): told for a, b, told in graph.edges(data=True)}
    assert len(read) == graph.number_of_edges() == len(networks.events.ties)
    for tie in networks.events.ties:
        expected = {**told_of(networks, tie.support), "weight": tie.support.weight, "mutual": tie.mutual}
        told = read[tie.start, tie.end, tie.type, tie.status]
        assert {name: told[name] for name in expected} == expected


def test_networkx_reads_the_citations(exported: _Exported) -> None:
    graph, networks = exported.networkx("citations"), exported.networks
    nodes = {told["key"]: (told["name"], told["unnamed"], told["claims"]) for _, told in graph.nodes(data=True)}
    assert nodes == {n.key: (n.name, n.is_unnamed, n.tells) for n in networks.citations.nodes}
    key = networkx.get_node_attributes(graph, "key")
    read = {(key[a], key[b], told["citing"]): told["weight"] for a, b, told in graph.edges(data=True)}
    assert read == {(tie.start, tie.end, tie.kind): tie.support.weight for tie in networks.citations.ties}


@pytest.mark.parametrize("name", ["events", "citations"])
def test_igraph_reads_the_same(exported: _Exported, name: str) -> None:
    graph, network = exported.igraph(name), getattr(exported.networks, name)
    assert graph.is_directed()
    assert graph.vs["key"] == [node.key for node in network.nodes]
    assert graph.vs["name"] == [node.name for node in network.nodes]
    keys = graph.vs["key"]
    assert [(keys[e.source], keys[e.target]) for e in graph.es] == [(tie.start, tie.end) for tie in network.ties]
    assert graph.es["weight"] == [tie.support.weight for tie in network.ties]
    assert graph.es["claim_ids"] == [" ".join(tie.support.claims) for tie in network.ties]


def test_names_come_back_but_for_what_xml_cannot_hold(tmp_path: Path) -> None:
    (tmp_path / "hard.graphml").write_bytes(_hard())
    read = networkx.read_graphml(tmp_path / "hard.graphml")
    expected = [HARD_NAME.replace("\x0b", ""), "=1+1"]
    assert [told["name"] for _, told in read.nodes(data=True)] == expected
    assert igraph.Graph.Read_GraphML(str(tmp_path / "hard.graphml")).vs["name"] == expected


def test_what_is_not_known_stays_out(tmp_path: Path) -> None:
    (tmp_path / "hard.graphml").write_bytes(_hard())
    read = networkx.read_graphml(tmp_path / "hard.graphml", force_multigraph=True)
    assert all("note" not in told for _, told in read.nodes(data=True))
    assert [told.get("count") for _, _, told in read.edges(data=True)] == [1, None]
    assert [told["known"] for _, told in read.nodes(data=True)] == [True, False]
