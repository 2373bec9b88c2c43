"""Events at places as GeoJSON: by the models of geojson-pydantic, with the points of the lexicon."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from geojson_pydantic import FeatureCollection

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.case.places import known_places, place_points
from musnad.exports.drawing.geojson import PRECISIONS
from musnad.exports.running import ExportNote
from musnad.exports.subject import CaseSubject, Subject
from musnad.model import Document

_BEIRUT = "places:lbn.beirut"


def _exported(subject: Subject) -> tuple[list[Mapping[str, Any]], ExportNote]:
    written, note = exported_bytes("geojson", subject)
    FeatureCollection.model_validate_json(written)
    return json.loads(written)["features"], note


def _at(key: str, doc: Document | None = None) -> Document:
    """Return the article with its place taken for a row of the lexicon."""
    doc = doc or news_doc()
    entities = [msgspec.structs.replace(one, origin=key) if one.id == "LOC-0" else one for one in doc.entities or ()]
    return msgspec.structs.replace(doc, entities=tuple(entities))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSubject]:
    with sample_subject(sample_case(tmp_path_factory.mktemp("geojson"))) as subject:
        yield subject


def test_point_is_that_of_the_place_longitude_first() -> None:
    features, note = _exported(subject_of(_at(_BEIRUT)))
    point = place_points()[_BEIRUT]
    assert [feature["geometry"] for feature in features] == [
        {"type": "Point", "coordinates": [point.longitude, point.latitude]}
    ] * 2
    assert 35 < point.longitude < 36 and 33 < point.latitude < 34.5
    assert note.written == {"features": 2}


def test_feature_tells_the_event_its_day_and_its_parties() -> None:
    (sent, killed), _ = _exported(subject_of(_at(_BEIRUT)))
    told = sent["properties"]
    assert (told["event_type"], told["mode"], told["status"]) == ("MOBILIZE", "troops", "happened")
    assert (told["date"], told["date_first"], told["date_last"], told["date_precision"], told["date_basis"]) == (
        "2018-05-05", "2018-05-05", "2018-05-05", "day", "clause",
    )  # fmt: skip
    assert (told["actors"], told["recipients"]) == (["وزارة الدفاع"], ["بيروت"])
    assert killed["properties"]["figures"] == [{"of": "killed", "value": 12, "mod": None, "words": "12"}]


def test_feature_tells_who_tells_it_and_where_it_stands() -> None:
    doc = _at(_BEIRUT)
    (sent, killed), _ = _exported(subject_of(doc))
    told = sent["properties"]
    assert (told["tellers"], told["unnamed_source"], told["statement"]) == (["الوزير سمير عون"], False, "s1")
    assert (killed["properties"]["tellers"], killed["properties"]["statement"]) == ([], None)
    assert doc.text[told["trigger_start"] : told["trigger_end"]] == told["trigger"] == "أرسلت"
    assert (told["title"], told["outlet"], told["url"]) == ("عنوان", "صحيفة الغد", doc.url)


@pytest.mark.parametrize(
    ("key", "precision"),
    [("places:lbn", "country"), (_BEIRUT, "town"), ("places:afg.badakhshan", "region"), ("places:afg.bagram", "site")],
)
def test_precision_says_what_kind_of_place_it_is(key: str, precision: str) -> None:
    (feature, _), _ = _exported(subject_of(_at(key)))
    told, row = feature["properties"], known_places()[key]
    assert (told["precision"], told["place"], told["place_en"], told["country"]) == (
        precision, row.name, row.name_en, row.country or None,
    )  # fmt: skip
    assert told["place_words"] == "بيروت"


def test_every_kind_of_place_has_a_precision() -> None:
    assert {row.kind for row in known_places().values()} <= set(PRECISIONS)


def test_events_without_a_place_or_a_point_are_counted() -> None:
    doc = news_doc()
    events = doc.events or ()
    without = msgspec.structs.replace(doc, events=(msgspec.structs.replace(events[0], place=None), events[1]))
    features, note = _exported(subject_of(without))
    lost = {one.what: one.times for one in note.lost}
    assert features == [] and (lost["no_place"], lost["no_point"]) == (1, 1)


def test_articles_without_layers_have_no_features() -> None:
    features, note = _exported(subject_of(bare_doc(), hard_doc()))
    assert features == [] and note.written == {}


def test_what_is_not_known_is_null() -> None:
    doc = msgspec.structs.replace(_at(_BEIRUT), title=None, outlet=None, url=None, published=None)
    (_, killed), _ = _exported(subject_of(doc))
    told = killed["properties"]
    unknown = ("outlet", "url", "published", "date", "date_first", "date_precision", "mode", "article_version")
    assert [told[name] for name in unknown] == [None] * len(unknown)
    assert (told["actors"], told["recipients"]) == ([], [])


def test_hard_words_come_back_but_for_half_a_character() -> None:
    title = '=1+1\t"قالَ" 👩🏽‍🚀 𐡀\x0b\n<b>'
    (feature, _), note = _exported(subject_of(msgspec.structs.replace(_at(_BEIRUT), title=f"{title}\ud800")))
    assert feature["properties"]["title"] == title
    assert {one.what: one.times for one in note.lost}["controls"] == 2  # one in each feature


def test_case_gives_the_events_of_every_article(case: CaseSubject) -> None:
    features, note = _exported(case)
    expected = [
        (f"{article.urn}#{event.id}", event.type, article.number)
        for article in case.articles()
        for event in article.document.events or ()
        if (place := article.document.entity(event.place)) is not None and place.origin in place_points()
    ]
    found = [(one["id"], one["properties"]["event_type"], int(one["properties"]["article"])) for one in features]
    assert found == expected and expected
    events = sum(len(article.document.events or ()) for article in case.articles())
    lost = {one.what: one.times or 0 for one in note.lost}
    assert events == len(features) + lost["no_place"] + lost["no_point"]


def test_file_has_one_feature_on_a_line(case: CaseSubject) -> None:
    written, note = exported_bytes("geojson", case)
    lines = written.decode("utf-8").splitlines()
    assert len(lines) == note.written["features"] + 2
