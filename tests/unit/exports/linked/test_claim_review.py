"""Drafts of ClaimReview: a claim with all that speaks for and against it, and no verdict anywhere."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph

from export_kit import MADE, exported_bytes, news_doc, sample_case, sample_subject, subject_of
from musnad.case.folder import open_case
from musnad.errors import ExportError
from musnad.exports.handing import hand_over_case
from musnad.exports.manner import Manner
from musnad.exports.running import export, wanted_format


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def written(case: Path) -> bytes:
    with sample_subject(case) as subject:
        return exported_bytes("claimreview", subject)[0]


@pytest.fixture(scope="module")
def drafts(written: bytes) -> list[dict[str, Any]]:
    return list(json.loads(written)["@graph"])


def test_every_claim_has_a_draft_that_says_that_it_is_one(case: Path, drafts: list[dict[str, Any]]) -> None:
    with sample_subject(case) as subject:
        told = [one.weighed.claim.id for one in subject.claims()]
    assert [draft["itemReviewed"]["@id"] for draft in drafts] == [f"urn:musnad:claim:{claim}" for claim in told]
    assert {draft["musnad:state"] for draft in drafts} == {"draft"}


def test_claim_that_is_asked_for_has_the_only_draft(case: Path, drafts: list[dict[str, Any]]) -> None:
    wanted = drafts[-1]["itemReviewed"]["@id"].removeprefix("urn:musnad:claim:")
    stream = io.BytesIO()
    with open_case(case) as opened:
        note = hand_over_case(opened, wanted_format("claimreview"), stream, Manner(MADE, claim=wanted))
    assert [draft["@id"] for draft in json.loads(stream.getvalue())["@graph"]] == [drafts[-1]["@id"]]
    assert note.written == {"drafts": 1}


def test_no_draft_has_a_verdict(written: bytes) -> None:
    graph = Graph()
    graph.parse(data=written, format="json-ld")
    reviews = list(graph.subjects(RDF.type, SDO.ClaimReview))
    assert len(reviews) > 5
    theirs = {SDO.reviewRating, SDO.reviewBody, SDO.author, SDO.datePublished, SDO.url, SDO.reviewAspect}
    for review in reviews:
        assert not theirs & set(graph.predicates(review))
        assert graph.value(review, SDO.claimReviewed) == graph.value(graph.value(review, SDO.itemReviewed), SDO.text)
    assert not list(graph.subjects(RDF.type, SDO.Rating)) and not list(graph.objects(None, SDO.ratingValue))


def test_claim_words_are_those_of_its_first_report(case: Path, drafts: list[dict[str, Any]]) -> None:
    with sample_subject(case) as subject:
        for draft, told in zip(drafts, subject.claims(), strict=True):
            first = told.weighed.claim.evidence[0]
            text = subject.text(first.document)
            assert draft["claimReviewed"] == " … ".join(text[span.start : span.end] for span in first.spans)


def test_appearances_can_be_opened(drafts: list[dict[str, Any]]) -> None:
    for draft in drafts:
        for article in draft["itemReviewed"]["appearance"]:
            assert article["url"].startswith("https://") and article["headline"] and article["publisher"]["name"]


def test_claim_tells_nobody_who_is_blacked_out(case: Path, tmp_path: Path) -> None:
    with open_case(case, writable=True) as opened:
        hand_over_case(opened, wanted_format("claimreview"), tmp_path / "x.jsonld", Manner(MADE), redact=("السعودية",),
                       reason="test")  # fmt: skip
    assert "السعودية" not in (tmp_path / "x.jsonld").read_text(encoding="utf-8")


def test_first_appearance_is_the_earliest(drafts: list[dict[str, Any]]) -> None:
    firsts = [draft["itemReviewed"] for draft in drafts if "firstAppearance" in draft["itemReviewed"]]
    assert firsts
    for claim in firsts:
        days = [article["datePublished"] for article in claim["appearance"]]
        assert claim["firstAppearance"]["datePublished"] == min(days)


def test_as_many_drafts_as_are_wanted(case: Path, drafts: list[dict[str, Any]]) -> None:
    stream = io.BytesIO()
    with sample_subject(case) as subject:
        export(subject, wanted_format("claimreview"), stream, Manner(MADE, "en", most=2))
    few = json.loads(stream.getvalue())["@graph"]
    assert [draft["@id"] for draft in few] == [draft["@id"] for draft in drafts[:2]]
    assert few[0]["itemReviewed"]["musnad:summary"] != drafts[0]["itemReviewed"]["musnad:summary"]


def test_files_without_a_case_have_no_claims() -> None:
    with pytest.raises(ExportError):
        exported_bytes("claimreview", subject_of(news_doc()))
