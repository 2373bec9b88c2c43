"""Networks as GEXF 1.3: by the schema's facts, and read back with networkx equal to the networks of the case."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import networkx
import pytest
from lxml import etree

from export_kit import MADE, exported_folder, sample_case, sample_subject, subject_of
from graph_kit import HARD_GRAPH, HARD_NAME, told_of
from musnad.case.network import Networks
from musnad.errors import ExportError
from musnad.exports.characters import Sieve
from musnad.exports.drawing.gexf import write_graph
from musnad.exports.drawing.graph_files import XmlWriter
from musnad.exports.manner import Manner
from musnad.exports.running import ExportNote, export, wanted_format

_NS = "http://gexf.net/1.3"
_READ_NS = "http://www.gexf.net/1.2draft"  # the last that networkx knows; what stands in it is the same for us
# The part of the GEXF 1.3 schema that our files use: which elements, in which order, with which values of attributes.
_SCHEMA = f"""
<grammar ns="{_NS}" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <start><element name="gexf"><attribute name="version"><value>1.3</value></attribute>
  <element name="meta"><attribute name="lastmodifieddate"><data type="date"/></attribute>
   <element name="creator"><text/></element><element name="description"><text/></element></element>
  <element name="graph">
   <attribute name="defaultedgetype"><choice><value>directed</value><value>undirected</value><value>mutual</value>
   </choice></attribute>
   <attribute name="idtype"><choice><value>string</value><value>integer</value></choice></attribute>
   <optional><attribute name="mode"><choice><value>static</value><value>dynamic</value></choice></attribute>
    <attribute name="timeformat"><value>date</value></attribute>
    <attribute name="timerepresentation"><value>interval</value></attribute></optional>
   <zeroOrMore><element name="attributes">
    <attribute name="class"><choice><value>node</value><value>edge</value></choice></attribute>
    <attribute name="mode"><value>static</value></attribute>
    <zeroOrMore><element name="attribute"><attribute name="id"/><attribute name="title"/>
     <attribute name="type"><choice><value>string</value><value>integer</value><value>boolean</value></choice>
     </attribute></element></zeroOrMore></element></zeroOrMore>
   <element name="nodes"><attribute name="count"><data type="nonNegativeInteger"/></attribute>
    <zeroOrMore><element name="node"><attribute name="id"/><attribute name="label"/><ref name="days"/>
     <ref name="values"/></element></zeroOrMore></element>
   <element name="edges"><attribute name="count"><data type="nonNegativeInteger"/></attribute>
    <zeroOrMore><element name="edge"><attribute name="id"/><attribute name="source"/><attribute name="target"/>
     <attribute name="kind"/><attribute name="label"/><attribute name="weight"><data type="double"/></attribute>
     <optional><attribute name="type"><choice><value>directed</value><value>undirected</value><value>mutual</value>
     </choice></attribute></optional><ref name="days"/><ref name="values"/></element></zeroOrMore></element>
  </element></element></start>
 <define name="days"><optional><attribute name="start"><data type="date"/></attribute>
  <attribute name="end"><data type="date"/></attribute></optional></define>
 <define name="values"><element name="attvalues"><zeroOrMore><element name="attvalue"><attribute name="for"/>
  <attribute name="value"/></element></zeroOrMore></element></define>
</grammar>"""


class _Exported:
    def __init__(self, folder: Path, networks: Networks, note: ExportNote) -> None:
        self.folder, self.networks, self.note = folder, networks, note

    def graph(self, name: str) -> networkx.MultiDiGraph:
        return _read((self.folder / f"{name}.gexf").read_bytes())


def _read(written: bytes) -> networkx.MultiDiGraph:
    found = networkx.read_gexf(io.BytesIO(written.replace(_NS.encode(), _READ_NS.encode())))
    return networkx.MultiDiGraph(found)


def _hard() -> tuple[bytes, Sieve]:
    file, sieve = io.StringIO(), Sieve("xml")
    write_graph(XmlWriter(file, sieve), HARD_GRAPH, "a & b", "2026-01-01")
    return file.getvalue().encode(), sieve


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> _Exported:
    folder = tmp_path_factory.mktemp("gexf")
    with sample_subject(sample_case(folder)) as subject:
        return _Exported(folder / "out", subject.networks(), exported_folder("gexf", subject, folder / "out"))


@pytest.mark.parametrize("name", ["events", "citations", "hard"])
def test_file_follows_the_schema(exported: _Exported, name: str) -> None:
    written = _hard()[0] if name == "hard" else (exported.folder / f"{name}.gexf").read_bytes()
    schema = etree.RelaxNG(etree.XML(_SCHEMA))
    root = etree.XML(written)
    assert schema.validate(root), schema.error_log
    for kind in ("node", "edge"):
        (declared,) = root.iterfind(f".//{{{_NS}}}attributes[@class='{kind}']")
        known = {one.get("id") for one in declared}
        elements = list(root.iter(f"{{{_NS}}}{kind}"))
        used = [value.get("for") for one in elements for value in one.iter(f"{{{_NS}}}attvalue")]
        assert elements and set(used) <= known and len({one.get("id") for one in elements}) == len(elements)


def test_nodes_are_those_of_the_event_network(exported: _Exported) -> None:
    read = {told["key"]: told for _, told in exported.graph("events").nodes(data=True)}
    networks = exported.networks.events.nodes
    assert {key: (one["name"], one["acts"], one["receives"]) for key, one in read.items()} == {
        node.key: (node.name, node.acts.weight, node.receives.weight) for node in networks
    }


def test_ties_are_those_of_the_event_network(exported: _Exported) -> None:
    graph, networks = exported.graph("events"), exported.networks
    key = networkx.get_node_attributes(graph, "key")
    read = Counter(
        (key[start], key[end], told["event_type"], told["status"], told["weight"], told["claim_ids"])
        for start, end, told in graph.edges(data=True)
    )
    expected: Counter[tuple[object, ...]] = Counter()
    for tie in networks.events.ties:  # networkx reads a mutual tie as one each way
        own = (tie.type, tie.status, float(tie.support.weight), " ".join(tie.support.claims))
        expected[tie.start, tie.end, *own] += 1
        if tie.mutual:
            expected[tie.end, tie.start, *own] += 1
    assert read == expected


def test_ties_are_those_of_the_citation_network(exported: _Exported) -> None:
    graph, networks = exported.graph("citations"), exported.networks
    key = networkx.get_node_attributes(graph, "key")
    read = {(key[start], key[end], told["citing"]): told for start, end, told in graph.edges(data=True)}
    ties = {(tie.start, tie.end, tie.kind): tie for tie in networks.citations.ties}
    assert read.keys() == ties.keys()
    for which, tie in ties.items():
        expected = {**told_of(networks, tie.support), "weight": float(tie.support.weight)}
        assert {name: read[which][name] for name in expected} == expected
        assert (read[which]["start"], read[which]["end"]) == (expected["first_told"], expected["last_told"])


def test_nodes_are_those_of_the_citation_network(exported: _Exported) -> None:
    read = {told["key"]: told for _, told in exported.graph("citations").nodes(data=True)}
    names = ("publishes", "passes_on", "says")
    for voice in exported.networks.citations.nodes:
        told = read.pop(voice.key)
        assert tuple(told[name] for name in names) == tuple(getattr(voice, name).weight for name in names)
        assert (told["name"], told["unnamed"], told["claims"]) == (voice.name, voice.is_unnamed, voice.tells)
    assert not read


def test_names_come_back_but_for_what_xml_cannot_hold() -> None:
    written, sieve = _hard()
    names = [told.get("name") for _, told in _read(written).nodes(data=True)]
    assert names == [HARD_NAME.replace("\x0b", ""), "=1+1"]
    assert sieve.removed == 1


def test_line_feed_in_a_value_comes_back() -> None:
    told = [told.get("said") for _, _, told in _read(_hard()[0]).edges(data=True)]
    assert told == ["a\nb", None, None]


def test_ties_of_two_kinds_between_the_same_two_stay_two() -> None:
    edges = etree.XML(_hard()[0]).findall(f".//{{{_NS}}}edge")
    assert [(edge.get("kind"), edge.get("type")) for edge in edges] == [
        ("ASSAULT", None),
        ("CONSULT planned", "mutual"),
    ]


def test_note_counts_what_was_written_and_left_out(exported: _Exported) -> None:
    networks = exported.networks
    nodes = len(networks.events.nodes) + len(networks.citations.nodes)
    assert exported.note.written == {"nodes": nodes, "ties": len(networks.events.ties) + len(networks.citations.ties)}
    assert {lost.what: lost.times for lost in exported.note.lost}["more"] == networks.more


def test_claims_beyond_those_looked_at_are_counted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setattr("musnad.case.network.MOST_CLAIMS", 2)
    with sample_subject(sample_case(tmp_path_factory.mktemp("few"))) as subject:
        every = sum(1 for _ in subject.claims())
        note = exported_folder("gexf", subject, tmp_path / "out")
    assert {lost.what: lost.times for lost in note.lost}["more"] == every - 2


def test_files_without_a_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="gexf is made of a case"):
        exported_folder("gexf", subject_of(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_day_of_the_export_is_told(exported: _Exported) -> None:
    root = etree.parse(exported.folder / "events.gexf").getroot()
    assert root.find(f"{{{_NS}}}meta").get("lastmodifieddate") == MADE[:10]


def test_networks_are_of_as_many_claims_as_asked_for(tmp_path: Path) -> None:
    path = sample_case(tmp_path)
    more = []
    for most in (1, None):
        with sample_subject(path) as subject:
            note = export(subject, wanted_format("gexf"), tmp_path / f"out{most}", Manner(MADE, most=most))
        more.append(next(lost.times for lost in note.lost if lost.what == "more"))
    assert more[1] == 0 and more[0] and more[0] > 0
