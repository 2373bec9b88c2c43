"""Web annotations, read as RDF: each points at its words by quotation and by place, and keeps the order of chains."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.exports.linked.web_annotation import CONTEXT
from musnad.model import Document, TimeExpression

OA = Namespace("http://www.w3.org/ns/oa#")
OWN = Namespace("urn:musnad:terms:")
DCTERMS = Namespace("http://purl.org/dc/terms/")
_NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_CLASSES = ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "identifying",
            "tagging", "describing", "classifying", "exact", "prefix", "suffix")  # fmt: skip
_STREAMS = "http://www.w3.org/ns/activitystreams#"
# What the words of the standard mean, as far as they are used: with it nothing has to be fetched.
TERMS: dict[str, object] = {
    "id": "@id", "type": "@type",
    **{name: f"{OA}{name}" for name in _CLASSES},
    "AnnotationCollection": f"{_STREAMS}OrderedCollection", "AnnotationPage": f"{_STREAMS}OrderedCollectionPage",
    "Software": f"{_STREAMS}Application",
    **{name: {"@id": f"{OA}has{name.capitalize()}", "@type": "@id"}
       for name in ("body", "target", "source", "selector", "state")},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "items": {"@id": f"{_STREAMS}items", "@type": "@id", "@container": "@list"},
    "first": {"@id": f"{_STREAMS}first", "@type": "@id"}, "partOf": {"@id": f"{_STREAMS}partOf", "@type": "@id"},
    "generator": {"@id": f"{_STREAMS}generator", "@type": "@id"},
    **{name: {"@id": f"{OA}{name}", "@type": _NUMBER} for name in ("start", "end")},
    "total": {"@id": f"{_STREAMS}totalItems", "@type": _NUMBER},
    "startIndex": {"@id": f"{_STREAMS}startIndex", "@type": _NUMBER},
    "value": str(RDF.value), "name": "http://xmlns.com/foaf/0.1/name",
    "language": "http://purl.org/dc/elements/1.1/language", "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "created": f"{DCTERMS}created",
}  # fmt: skip


def collection(*documents: Document) -> dict[str, Any]:
    written, _ = exported_bytes("web-annotation", subject_of(*documents))
    return dict(json.loads(written))


def items(*documents: Document) -> list[dict[str, Any]]:
    return list(collection(*documents)["first"]["items"])


def graph_of(record: dict[str, Any]) -> Graph:
    assert record["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    graph = Graph()
    graph.parse(data=json.dumps({**record, "@context": [TERMS, record["@context"][1]]}), format="json-ld")
    return graph


def targets(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def pointed_at(annotation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for target in targets(annotation):
        by_type = {selector["type"]: selector for selector in target["selector"]}
        yield by_type["TextQuoteSelector"], by_type["TextPositionSelector"]


@pytest.mark.parametrize("doc", [news_doc(), hard_doc()], ids=["news", "hard"])
def test_quote_is_found_once_and_at_its_place(doc: Document) -> None:
    found = items(doc)
    assert found
    for annotation in found:
        for quote, place in pointed_at(annotation):
            assert doc.text[place["start"] : place["end"]] == quote["exact"]
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert doc.text.count(whole) == 1
            assert doc.text.index(whole) + len(quote["prefix"]) == place["start"]


def test_rdf_has_the_annotations_that_the_articles_have() -> None:
    documents = (news_doc(), hard_doc())
    graph = graph_of(collection(*documents))
    made = sum(len(layer or ()) for doc in documents for layer in (doc.mentions, doc.times, doc.statements, doc.events))
    assert len(list(graph.subjects(RDF.type, OA.Annotation))) == made
    assert {str(value) for value in graph.objects(None, URIRef(f"{_STREAMS}totalItems"))} == {str(made)}


def test_rdf_has_no_word_that_is_neither_of_the_standard_nor_ours() -> None:
    graph = graph_of(collection(news_doc(), hard_doc()))
    known = tuple({str(OA), str(OWN), _STREAMS, str(RDF), str(DCTERMS), "http://purl.org/dc/elements/1.1/",
                   "http://xmlns.com/foaf/0.1/", "http://www.w3.org/2000/01/rdf-schema#"})  # fmt: skip
    used = {str(predicate) for predicate in graph.predicates()} | {str(kind) for kind in graph.objects(None, RDF.type)}
    assert used and all(word.startswith(known) for word in used)


def test_rdf_keeps_the_chain_in_order() -> None:
    doc = hard_doc()
    graph = graph_of(collection(doc))
    (head,) = graph.objects(None, OWN.chain)
    chain = Collection(graph, head)
    assert [str(graph.value(link, OWN.words)) for link in chain] == ["مصدر", "الوَزيــرُ سَميرُ"]
    assert [graph.value(link, OWN.anonymous).toPython() for link in chain] == [True, False]
    assert graph.value(chain[0], OWN.identity) is None and graph.value(chain[1], OWN.identity) is not None


def test_statement_in_pieces_has_a_target_for_each() -> None:
    doc = hard_doc()
    (annotation,) = [one for one in items(doc) if one["motivation"] == "describing"]
    assert [quote["exact"] for quote, _ in pointed_at(annotation)] == ["إنّ الوفدَ\tوصل", "غادر"]
    assert annotation["body"][0]["pieces"] == 2
    assert (annotation["body"][0]["polarity"], annotation["body"][0]["stance"]) == (-1, "deny")


def test_mention_is_identified_by_wikidata_where_it_is_known(tmp_path: Path) -> None:
    with sample_subject(sample_case(tmp_path)) as subject:
        written, _ = exported_bytes("web-annotation", subject)
    found = [one for one in json.loads(written)["first"]["items"] if one["motivation"] == "identifying"]
    places = [one for one in found if one["target"]["selector"][0]["exact"] == "السعودية"]
    assert places and all(
        {"type": "SpecificResource", "source": "http://www.wikidata.org/entity/Q851", "purpose": "identifying"}
        in one["body"] for one in places
    )  # fmt: skip


def test_mention_without_wikidata_is_identified_by_our_own_name() -> None:
    found = [one for one in items(hard_doc()) if one["motivation"] == "identifying"]
    assert found and all(one["body"][0]["source"].startswith("urn:musnad:actor:") for one in found)


def test_mention_of_nobody_known_is_tagged_alone() -> None:
    doc = news_doc()
    (annotation, *_) = items(type(doc)(id="x", text=doc.text, mentions=doc.mentions))
    assert annotation["motivation"] == "tagging"
    assert annotation["body"] == [{"type": "Mention", "entityType": "PER", "form": "name"}]


def test_time_has_its_value_and_one_without_has_none() -> None:
    text = "وصل يوم 31 فبراير."
    lost = TimeExpression(start=8, end=17, type="DATE", value=None, notes=("no_such_day",), origin="test")
    (known,) = [one for one in items(news_doc()) if "#t" in one["id"]]
    assert known["body"][0]["value"] == "2018-05-05"
    (unknown,) = items(bare_doc(text, times=(lost,)))
    assert unknown["body"] == [{"type": "Time", "timeType": "DATE"}]


def test_event_has_its_parties_and_who_tells_it() -> None:
    sent, killed = [one["body"][1] for one in items(news_doc()) if one["motivation"] == "classifying"]
    assert (sent["eventType"], sent["mode"], len(sent["actor"]), len(sent["recipient"])) == ("MOBILIZE", "troops", 1, 1)
    assert sent["toldBy"].endswith("#s1") and "toldBy" not in killed
    assert killed["figures"] == [{"of": "killed", "value": 12, "words": "12"}]


def test_target_is_the_address_or_else_the_name_of_the_article_with_the_hash_of_its_text() -> None:
    (with_address, *_), (without, *_) = items(news_doc()), items(hard_doc())
    assert with_address["target"]["source"] == "https://news.example/1?a=1&b=2"
    assert without["target"]["source"] == without["target"]["state"]["article"]
    assert without["target"]["source"] == f"urn:sha256:{without['target']['state']['sha256']}"


def test_our_words_take_none_of_the_standard_s_place() -> None:
    own = CONTEXT[1]
    assert isinstance(own, dict)
    # words of the standard that are not used here, and that a reader of the file would take for its own
    others = {"last", "next", "prev", "scope", "refinedBy", "creator", "rights", "modified", "generated", "audience",
              "accessibility", "via", "canonical", "cached", "homepage", "Text", "Person", "Choice"}  # fmt: skip
    assert not own.keys() & (TERMS.keys() | others)


def test_layers_that_were_not_made_and_no_articles_give_no_annotations() -> None:
    assert items(bare_doc()) == [] and items() == []
    assert collection()["total"] == 0
