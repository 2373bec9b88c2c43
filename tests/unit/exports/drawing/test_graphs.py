"""Graphs of a case: what its networks hold, with what the lexicon and the reports know of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from export_kit import news_doc, sample_case, sample_subject, subject_of
from musnad.exports.drawing.graphs import Graph, graphs_of
from musnad.exports.subject import CaseSubject


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSubject]:
    with sample_subject(_case(tmp_path_factory)) as opened:
        yield opened


@pytest.fixture(scope="module")
def graphs(subject: CaseSubject) -> tuple[Graph, ...]:
    return graphs_of(subject).graphs


def _case(factory: pytest.TempPathFactory) -> Path:
    return sample_case(factory.mktemp("graphs"))


def _node(graph: Graph, key: str) -> dict[str, object]:
    node = next(node for node in graph.nodes if node.key == key)
    return dict(zip((field.name for field in graph.node_fields), node.values, strict=True))


def test_somebody_of_the_lexicon_has_names_type_and_country(graphs: tuple[Graph, ...]) -> None:
    node = _node(graphs[0], "places:sau")
    assert (node["name"], node["name_en"], node["type"], node["country"]) == ("السعودية", "Saudi Arabia", "LOC", "SAU")


def test_somebody_unknown_to_the_lexicon_has_no_country(graphs: tuple[Graph, ...]) -> None:
    node = _node(graphs[1], "outlet:صحيفة المثال")
    assert (node["name_en"], node["type"], node["role"], node["country"]) == (None, None, None, None)


def test_unnamed_sources_stay_apart_and_have_no_latin_name(graphs: tuple[Graph, ...]) -> None:
    unnamed = [node for node in graphs[1].nodes if ":unnamed:" in node.key]
    fields = [field.name for field in graphs[1].node_fields]
    assert unnamed and all(node.values[fields.index("unnamed")] is True for node in unnamed)
    assert all(node.values[fields.index("name_latin")] is None for node in unnamed)


def test_bottlenecks_are_those_of_the_case_but_for_circles(subject: CaseSubject, graphs: tuple[Graph, ...]) -> None:
    place = [field.name for field in graphs[1].node_fields].index("bottleneck_claims")
    marked = {node.key: node.values[place] for node in graphs[1].nodes if node.values[place - 1]}
    narrow = {key: support.weight for key, support in subject.networks().narrow.items()}
    assert marked == {key: count for key, count in narrow.items() if not key.startswith("circle:")}


def test_citing_tells_how_near_the_cues_stand(graphs: tuple[Graph, ...]) -> None:
    fields = [field.name for field in graphs[1].edge_fields]
    told = [dict(zip(fields, edge.values, strict=True)) for edge in graphs[1].edges if edge.kind == "told"]
    assert told and all(str(one["strength"]).split()[0] in ("direct", "said", "reported", "hearsay") for one in told)


def test_days_of_a_node_hold_those_of_its_ties(graphs: tuple[Graph, ...]) -> None:
    for graph in graphs:
        nodes = {node.key: node for node in graph.nodes}
        for edge in graph.edges:
            for key in (edge.start, edge.end):
                node = nodes[key]
                assert edge.first is None or (node.first is not None and node.first <= edge.first)
                assert edge.last is None or (node.last is not None and node.last >= edge.last)


def test_files_without_a_case_have_no_networks() -> None:
    with pytest.raises(ValueError, match="of a case"):
        graphs_of(subject_of(news_doc()))
