"""Articles, quotations and claims in words of schema.org, read as RDF: its words, chains in order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, Namespace, URIRef
from rdflib.collection import Collection

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.model import Document

OWN = Namespace("urn:musnad:terms:")


def written(*documents: Document) -> list[dict[str, Any]]:
    return list(json.loads(exported_bytes("schema-org", subject_of(*documents))[0])["@graph"])


def read(data: bytes) -> Graph:
    graph = Graph()
    graph.parse(data=data, format="json-ld")
    return graph


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == name]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with sample_subject(sample_case(tmp_path_factory.mktemp("schema"))) as subject:
        return exported_bytes("schema-org", subject)[0]


@pytest.fixture(scope="module")
def graph(sample: bytes) -> Graph:
    return read(sample)


def assert_words_are_known(graph: Graph) -> None:
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type, RDF.first, RDF.rest}
    strange = [word for word in used if not str(word).startswith(str(OWN)) and word not in SDO]
    assert used and not strange


def test_words_are_those_of_schema_org_or_ours(graph: Graph) -> None:
    assert_words_are_known(graph)


def test_words_of_hard_articles_too() -> None:
    assert_words_are_known(read(exported_bytes("schema-org", subject_of(news_doc(), hard_doc(), bare_doc()))[0]))


def test_direct_words_are_a_quotation_with_its_speaker() -> None:
    nodes = written(hard_doc())
    (quotation,) = of_type(nodes, "Quotation")
    assert quotation["text"] == "إنّ الوفدَ\tوصل … غادر"
    (speaker,) = [node for node in nodes if node["@id"] == quotation["spokenByCharacter"]["@id"]]
    assert (speaker["@type"], speaker["name"]) == ("Person", "سَميرُ")
    assert quotation["isPartOf"]["@id"] == of_type(nodes, "NewsArticle")[0]["@id"]


def test_indirect_words_are_no_quotation() -> None:
    nodes = written(news_doc())
    assert of_type(nodes, "Quotation") == []
    (statement,) = of_type(nodes, "musnad:Statement")
    assert "text" not in statement and statement["musnad:words"].startswith("وزارة الدفاع أرسلت")


def test_rdf_keeps_the_chain_in_order_and_its_links_apart_from_actors(graph: Graph) -> None:
    article = {str(number): str(title) for number, title in graph.subject_objects(SDO.headline)}
    assert len(article) == 13
    long = [Collection(graph, head) for head in graph.objects(None, OWN.chain)]
    chain = max(long, key=len)
    assert len(chain) == 3
    roles = [str(graph.value(link, OWN.role)) for link in chain]
    assert roles[0] in {"agency", "outlet"} and len(roles) == 3
    assert not any(graph.value(graph.value(link, OWN.who), OWN.role) for link in chain)


def test_article_says_what_is_known_of_it_and_no_more() -> None:
    news, bare = of_type(written(news_doc(), bare_doc("no Arabic")), "NewsArticle")
    assert (news["headline"], news["author"], news["inLanguage"]) == ("عنوان", {"name": "كاتب"}, "ar")
    assert news["url"] == "https://news.example/1?a=1&b=2" and news["datePublished"]
    assert bare.keys() == {"@id", "@type", "musnad:sha256"}


def test_each_actor_is_described_once(sample: bytes) -> None:
    nodes = json.loads(sample)["@graph"]
    ids = [node["@id"] for node in nodes]
    assert len(ids) == len(set(ids))
    named = {node["@id"] for node in nodes}
    mentioned = {one["@id"] for node in of_type(nodes, "NewsArticle") for one in node.get("mentions", ())}
    assert mentioned and mentioned <= named


def test_claim_has_its_appearances_and_what_denies_it(graph: Graph, sample: bytes) -> None:
    claims = of_type(json.loads(sample)["@graph"], "Claim")
    denied = [claim for claim in claims if claim.get("musnad:against")]
    assert claims and denied
    against = denied[0]["musnad:against"][0]
    assert against["musnad:kind"] == "denial" and against["musnad:by"]["text"]
    articles = set(graph.subjects(RDF.type, SDO.NewsArticle))
    for claim in graph.subjects(RDF.type, SDO.Claim):
        appearances = set(graph.objects(claim, SDO.appearance))
        assert len(appearances) > 1 and appearances <= articles
        assert set(graph.objects(claim, SDO.firstAppearance)) <= appearances
        assert list(graph.objects(claim, SDO.claimInterpreter)) == [URIRef("urn:musnad:program")]


def test_nothing_to_hand_over_is_an_empty_graph() -> None:
    assert written() == []


def test_address_that_is_no_iri_is_made_one() -> None:
    (article,) = of_type(written(bare_doc(url="https://news.example/a b<c>")), "NewsArticle")
    assert article["url"] == "https://news.example/a%20b%3Cc%3E"
    (other,) = of_type(written(bare_doc(url="ملف")), "NewsArticle")
    assert "url" not in other
