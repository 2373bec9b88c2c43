"""Turtle that a reader of Turtle takes: what stands in literals and IRIs comes back as it was."""

from __future__ import annotations

import io

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from export_kit import HARD_TEXT
from musnad.exports.linked.turtle import Iri, Name, Text, dated, write_prefixes, write_thing


def read(*values: Iri | Name | Text | int | bool, thing: str = "urn:x:1") -> Graph:
    file = io.StringIO()
    write_prefixes(file, {"x": "urn:x:", "xsd": str(XSD)})
    write_thing(file, Iri(thing), ["x:Thing", "x:Other"], [("x:says", values), ("x:nothing", [])])
    graph = Graph()
    graph.parse(data=file.getvalue(), format="turtle")
    return graph


@pytest.mark.parametrize(
    "text",
    [HARD_TEXT, "", "\"", "\\", "\\u0041", "a\r\nb", "\x00\x01\x7f", "\u202bعربي\u202c", "\u2028\u0085", "^^x"],
    ids=ascii,
)  # fmt: skip
def test_text_comes_back_as_it_was(text: str) -> None:
    assert list(read(Text(text)).objects(None, URIRef("urn:x:says"))) == [Literal(text)]


@pytest.mark.parametrize(
    ("iri", "read_as"),
    [
        ("https://a.example/x?y=1&z=%20#f", "https://a.example/x?y=1&z=%20#f"),
        ("https://a.example/خبر", "https://a.example/خبر"),
        ('https://a.example/<>" \n{}|\\^`', "https://a.example/%3C%3E%22%20%0A%7B%7D%7C%5C%5E%60"),
    ],
    ids=["plain", "arabic", "unfit"],
)
def test_iri_is_made_fit(iri: str, read_as: str) -> None:
    assert set(read(Iri(iri), thing=iri)) >= {(URIRef(read_as), URIRef("urn:x:says"), URIRef(read_as))}


def test_values_keep_their_kinds() -> None:
    found = set(read(Name("x:Word"), 3, -1, True, Text("2021-04-18", "xsd:date")).objects(None, URIRef("urn:x:says")))
    assert found == {
        URIRef("urn:x:Word"), Literal(3), Literal(-1), Literal(True), Literal("2021-04-18", datatype=XSD.date),
    }  # fmt: skip


def test_property_without_values_is_left_out_and_kinds_stay() -> None:
    graph = read()
    assert set(graph.objects(None, RDF.type)) == {URIRef("urn:x:Thing"), URIRef("urn:x:Other")}
    assert len(graph) == 2


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2021-04-18", XSD.date), ("2021-04-18T09:10:00+03:00", XSD.dateTime), ("2021-04-18T09:10Z", XSD.dateTime),
        ("2021-04", None), ("أمس", None),
    ],
    ids=["day", "zone", "minute", "month", "words"],
)  # fmt: skip
def test_dated_gives_each_date_its_datatype(value: str, datatype: URIRef | None) -> None:
    (found,) = read(dated(value)).objects(None, URIRef("urn:x:says"))
    assert isinstance(found, Literal) and found.datatype == datatype
    assert not found.ill_typed
