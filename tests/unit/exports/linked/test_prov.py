"""Provenance, asked in SPARQL: chains in order, tellers, originals, and only words that PROV-O has."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import PROV, RDF, RDFS, Graph, Namespace, URIRef

from export_kit import MADE, bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.case.folder import open_case
from musnad.exports.handing import hand_over_case
from musnad.exports.linked.prov import PREFIXES
from musnad.exports.manner import Manner
from musnad.exports.running import wanted_format
from musnad.model import ChainLink, Document, Statement
from support import make_doc, named_layers, span_of

OWN = Namespace(PREFIXES["musnad"])
_CHAIN = """
SELECT ?link ?name WHERE {
  ?statement prov:wasDerivedFrom+ ?telling .
  ?telling musnad:link ?link ; prov:wasAttributedTo ?teller .
  ?teller rdfs:label ?name .
} ORDER BY ?link
"""


def read(*documents: Document) -> Graph:
    graph = Graph()
    graph.parse(data=exported_bytes("prov", subject_of(*documents))[0], format="turtle")
    return graph


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("prov"))


@pytest.fixture(scope="module")
def graph(case: Path) -> Graph:
    graph = Graph()
    with sample_subject(case) as subject:
        graph.parse(data=exported_bytes("prov", subject)[0], format="turtle")
    return graph


def three_links() -> Document:
    text = 'نقلت وكالة الغد عن صحيفة الأمس عن المتحدث باسم وزارة الدفاع سمير عون قوله: "وصل الوفد".'
    layers = named_layers(text, PER=["سمير عون"], ORG=["وكالة الغد", "صحيفة الأمس", "وزارة الدفاع"])
    ids = {entity.name: entity.id for entity in layers["entities"]}
    chain = (
        ChainLink(source=span_of(text, "وكالة الغد"), cue=span_of(text, "نقلت"), entity=ids["وكالة الغد"],
                  role="agency", strength="reported", origin="test"),
        ChainLink(source=span_of(text, "صحيفة الأمس"), cue=None, entity=ids["صحيفة الأمس"], role="outlet",
                  origin="test"),
        ChainLink(source=span_of(text, "المتحدث باسم وزارة الدفاع سمير عون"), cue=span_of(text, "قوله"),
                  entity=ids["سمير عون"], role="spokesman", origin="test"),
    )  # fmt: skip
    said = Statement(id="s1", content=(span_of(text, "وصل الوفد"),), chain=chain, kind="direct", stance="neutral",
                     origin="test")  # fmt: skip
    return make_doc(text, outlet="موقع اليوم", statements=(said,), stages={"statements": "3"}, **layers)


def statement_in(graph: Graph) -> URIRef:
    (found,) = graph.subjects(RDF.type, OWN.Statement)
    assert isinstance(found, URIRef)
    return found


def test_chain_of_three_links_can_be_asked_for_in_order() -> None:
    graph = read(three_links())
    rows = graph.query(_CHAIN, initNs={**PREFIXES}, initBindings={"statement": statement_in(graph)})
    assert [(row[0].toPython(), str(row[1])) for row in rows] == [
        (1, "وكالة الغد"), (2, "صحيفة الأمس"), (3, "سمير عون"),
    ]  # fmt: skip


def test_chain_of_a_case_can_be_asked_for_with_its_article(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?title ?outlet (COUNT(?telling) AS ?links) WHERE { ?s a musnad:Statement ; dcterms:isPartOf ?article ; "
        "prov:wasDerivedFrom+ ?telling . ?article dcterms:title ?title ; prov:wasAttributedTo/rdfs:label ?outlet } "
        "GROUP BY ?s ?title ?outlet",
        initNs={**PREFIXES},
    )
    links = [row[2].toPython() for row in rows]
    assert len(links) == 45 and max(links) >= 2


def test_quoted_words_are_quoted_from_each_teller_and_have_a_source() -> None:
    graph = read(three_links())
    statement = statement_in(graph)
    assert len(list(graph.transitive_objects(statement, PROV.wasQuotedFrom))) == 4
    (source,) = graph.objects(statement, PROV.hadPrimarySource)
    assert graph.value(source, OWN.link).toPython() == 3


def test_indirect_words_are_derived_and_not_quoted() -> None:
    graph = read(news_doc())
    assert not list(graph.objects(None, PROV.wasQuotedFrom))
    assert len(list(graph.objects(statement_in(graph), PROV.wasDerivedFrom))) == 1


def test_agency_named_last_is_no_primary_source() -> None:
    doc = three_links()
    (said,) = doc.statements or ()
    short = Statement(id="s1", content=said.content, chain=said.chain[:1], kind="direct", stance="neutral",
                      origin="test")  # fmt: skip
    graph = read(type(doc)(id=doc.id, text=doc.text, entities=doc.entities, statements=(short,)))
    assert not list(graph.objects(None, PROV.hadPrimarySource))


def test_spokesman_acts_on_behalf_of_whom_he_speaks_for() -> None:
    graph = read(three_links())
    ((agent, client),) = graph.subject_objects(PROV.actedOnBehalfOf)
    assert (str(graph.value(agent, RDFS.label)), str(graph.value(client, RDFS.label))) == ("سمير عون", "وزارة الدفاع")
    assert (agent, RDF.type, PROV.Person) in graph and (client, RDF.type, PROV.Organization) in graph


def test_reading_has_the_versions_of_the_stages() -> None:
    graph = read(three_links())
    (reading,) = graph.objects(statement_in(graph), PROV.wasGeneratedBy)
    assert (reading, RDF.type, PROV.Activity) in graph
    assert [str(stage) for stage in graph.objects(reading, OWN.stage)] == ["statements 3"]


def test_unnamed_teller_is_an_agent_who_is_unnamed() -> None:
    graph = read(hard_doc())
    unnamed = [agent for agent, value in graph.subject_objects(OWN.unnamed) if value.toPython()]
    assert [str(graph.value(agent, RDFS.label)) for agent in unnamed] == ["مصدر"]


def test_articles_come_from_their_saved_originals(graph: Graph, case: Path) -> None:
    articles = set(graph.subjects(RDF.type, OWN.Article))
    assert len(articles) == 13
    with sample_subject(case) as subject:
        assert subject.case is not None
        kept = {f"urn:sha256:{key}" for key in subject.case.raw.keys()}  # noqa: SIM118 - no mapping
    for article in articles:
        assert {str(original) for original in graph.objects(article, PROV.wasDerivedFrom)} <= kept
        assert list(graph.objects(article, PROV.wasDerivedFrom))


def test_claims_are_collections_of_reports_that_are_statements(graph: Graph) -> None:
    claims = set(graph.subjects(RDF.type, OWN.Claim))
    assert len(claims) == 9
    reports = set(graph.subjects(RDF.type, OWN.Report))
    statements = set(graph.subjects(RDF.type, OWN.Statement))
    for claim in claims:
        members = set(graph.objects(claim, PROV.hadMember))
        assert len(members) > 1 and members <= reports
    same = set(graph.objects(None, PROV.alternateOf))
    assert same and same <= statements
    assert set(graph.objects(None, OWN.opposedBy)) <= reports and list(graph.objects(None, OWN.opposedBy))


def test_report_has_the_words_of_its_statement(graph: Graph) -> None:
    for report, statement in graph.subject_objects(PROV.alternateOf):
        assert graph.value(report, PROV.value) == graph.value(statement, PROV.value)


def test_words_are_those_of_prov_or_ours(graph: Graph) -> None:
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    theirs = {word for word in used if str(word).startswith(str(PROV))}
    assert len(theirs) > 8 and all(word in PROV for word in theirs)


def test_hard_articles_are_read_back_with_their_words() -> None:
    doc = hard_doc()
    graph = read(doc, bare_doc(), bare_doc(url="ملف", published="أمس"))
    assert str(graph.value(statement_in(graph), PROV.value)) == "إنّ الوفدَ\tوصل … غادر"
    titles = {str(title) for title in graph.objects(None, URIRef(f"{PREFIXES['dcterms']}title"))}
    assert titles == {doc.title}


def test_nothing_to_hand_over_is_a_file_without_articles() -> None:
    assert not list(read().subjects(RDF.type, OWN.Article))


def test_no_original_is_told_of_where_somebody_is_blacked_out(case: Path, tmp_path: Path) -> None:
    with open_case(case, writable=True) as opened:
        note = hand_over_case(opened, wanted_format("prov"), tmp_path / "a.ttl", Manner(MADE), redact=["برهم صالح"],
                              reason="test")  # fmt: skip
    found = Graph().parse(tmp_path / "a.ttl")
    assert not list(found.subjects(RDF.type, OWN.Original))
    assert {one.what: one.times for one in note.lost}["originals"] == 13
