"""ACLED's columns: what took place on a known day and has a type there; the rest is counted."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from export_kit import bare_doc, exported_bytes, hard_doc, sample_case, sample_subject, subject_of
from musnad.exports.events.acled import ACLED_COLUMNS, OUR_COLUMNS
from musnad.model import ChainLink, Document, Event, Span, Statement
from support import ROOT
from table_kit import event_doc, read_sheet

_COLUMNS = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp"
)
_RUSSIA = {"name": "قوات", "name_en": "Russian Army", "country": "RUS", "sectors": ("MIL",)}


def _row(doc: Document) -> dict[str, str]:
    written, _ = exported_bytes("acled", subject_of(doc))
    (row,) = read_sheet(written)
    return row


def _lost(doc: Document) -> dict[str, int]:
    written, note = exported_bytes("acled", subject_of(doc))
    assert read_sheet(written) == []
    return {one.what: one.times for one in note.lost if one.times}


def test_columns_are_acleds_then_ours() -> None:
    assert ", ".join(ACLED_COLUMNS) == _COLUMNS
    assert tuple(_row(event_doc())) == ACLED_COLUMNS + OUR_COLUMNS


def test_row_says_what_the_document_says() -> None:
    row = _row(event_doc(actor=_RUSSIA, recipient={"name_en": "Villagers", "sectors": ("CVL",)}))
    assert (row["event_id_cnty"], row["event_date"], row["year"], row["time_precision"]) == (
        "doc:e1", "2018-05-05", "2018", "1",
    )  # fmt: skip
    assert (row["event_type"], row["sub_event_type"], row["disorder_type"]) == (
        "Explosions/Remote violence", "Air/drone strike", "Political violence",
    )  # fmt: skip
    assert (row["actor1"], row["inter1"]) == ("Russian Army", "External/Other forces")
    assert (row["actor2"], row["inter2"]) == ("Villagers", "Civilians")
    assert (row["interaction"], row["civilian_targeting"]) == (
        "Civilians-External/Other forces", "Civilian targeting",
    )  # fmt: skip
    assert (row["iso"], row["country"], row["location"], row["geo_precision"]) == ("760", "Syria", "أعزاز", "1")
    assert (row["source"], row["timestamp"]) == ("صحيفة الغد", "1767225600")
    assert row["tags"] == "told by=the article itself; status=happened"


def test_notes_are_the_sentence_as_it_stands_with_the_apostrophe_counted() -> None:
    doc = event_doc()
    written, note = exported_bytes("acled", subject_of(doc))
    (row,) = read_sheet(written)
    assert row["notes"] == "'-شنت الطائرات غارة على أعزاز وقتل 12 شخصا."
    assert {one.what: one.times for one in note.lost}["formulas"] == 1


def test_notes_are_there_for_documents_without_segments() -> None:
    doc = event_doc()
    assert _row(msgspec.structs.replace(doc, segments=None))["notes"] == _row(doc)["notes"] != ""


def test_trigger_stands_at_its_offsets() -> None:
    doc = event_doc()
    row = _row(doc)
    assert doc.text[int(row["musnad_trigger_start"]) : int(row["musnad_trigger_end"])] == "غارة"


@pytest.mark.parametrize(
    ("fields", "loss"),
    [
        pytest.param({"status": "planned"}, "status", id="planned"),
        pytest.param({"status": "denied"}, "status", id="denied"),
        pytest.param({"status": "hypothetical", "time": None}, "status", id="supposed-without-date"),
        pytest.param({"type": "CONSULT", "mode": None}, "no_type", id="talks"),
        pytest.param({"mode": None, "time": None}, "no_type", id="no-type-nor-date"),
        pytest.param({"time": None}, "no_date", id="no-date"),
        pytest.param({"time": "2018"}, "no_date", id="a-year"),
    ],
)
def test_event_that_acled_would_not_list_is_counted_once(fields: dict[str, object], loss: str) -> None:
    assert _lost(event_doc(**fields)) == {loss: 1}  # type: ignore[arg-type]  # tests pass fields by name


def test_ongoing_event_is_listed() -> None:
    assert "status=ongoing" in _row(event_doc(status="ongoing"))["tags"]


def test_month_stands_at_its_middle_with_the_days_meant() -> None:
    row = _row(event_doc(time="2018-02"))
    assert (row["event_date"], row["time_precision"]) == ("2018-02-14", "3")
    assert (row["musnad_first_day"], row["musnad_last_day"]) == ("2018-02-01", "2018-02-28")


@pytest.mark.parametrize(
    ("figures", "fatalities", "lost"),
    [
        pytest.param((), "", 0, id="none-told-is-not-0"),
        pytest.param((("killed", 12),), "12", 0, id="one"),
        pytest.param((("killed", 12), ("killed", 9)), "9", 0, id="the-least"),
        pytest.param((("killed", 0),), "0", 0, id="none-killed"),
        pytest.param((("killed", None),), "", 1, id="vague"),
        pytest.param((("wounded", 30),), "", 1, id="wounded-alone"),
    ],
)
def test_fatalities_are_those_told(figures: tuple[tuple[str, int | None], ...], fatalities: str, lost: int) -> None:
    doc = event_doc(figures=figures)
    assert _row(doc)["fatalities"] == fatalities
    _, note = exported_bytes("acled", subject_of(doc))
    assert {one.what: one.times for one in note.lost}["figures"] == lost


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param("afg.badakhshan", ("Afghanistan", "Badakhshan", "2", True), id="province"),
        pytest.param("syr", ("Syria", "", "3", True), id="country"),
        pytest.param("nowhere", ("", "", "", False), id="not-in-the-lexicon"),
        pytest.param(None, ("", "", "", False), id="none"),
    ],
)
def test_place_is_what_the_lexicon_knows(place: str | None, expected: tuple[str, str, str, bool]) -> None:
    row = _row(event_doc(place=place))
    assert (row["country"], row["admin1"], row["geo_precision"], bool(row["latitude"])) == expected
    assert bool(row["longitude"]) == bool(row["latitude"])
    assert not row["region"] + row["admin2"] + row["admin3"]


def test_coordinate_south_of_the_equator_is_a_number() -> None:
    row = _row(event_doc(place="bra"))
    assert float(row["latitude"]) < 0 and float(row["longitude"]) < 0


def test_protesters_are_so_by_the_type() -> None:
    row = _row(event_doc(type="PROTEST", mode="demo", actor={"sectors": ("LAB",)}))
    assert (row["event_type"], row["sub_event_type"], row["inter1"]) == ("Protests", "", "Protesters")
    assert row["civilian_targeting"] == ""


@pytest.mark.parametrize(
    ("outlet", "scale"),
    [
        pytest.param("سانا", "National", id="agency-of-the-country"),
        pytest.param("رويترز", "International", id="agency-of-another"),
        pytest.param("صحيفة الغد المجهولة", "", id="unknown"),
        pytest.param(None, "", id="none"),
    ],
)
def test_scale_of_the_source_follows_its_country(outlet: str | None, scale: str) -> None:
    assert _row(event_doc(outlet=outlet))["source_scale"] == scale


def test_tags_tell_the_chain_and_who_is_unnamed() -> None:
    doc = event_doc()
    chain = (ChainLink(source=Span(0, 5), cue=None, anonymous=True, origin="test"),)
    statement = Statement(id="s1", content=(Span(12, 30),), chain=chain, kind="indirect", stance="assert", origin="t")
    (event,) = doc.events or ()
    told = msgspec.structs.replace(event, statement="s1")
    row = _row(msgspec.structs.replace(doc, statements=(statement,), events=(told,)))
    assert row["tags"] == "told by=عنوان; status=happened; unnamed source"


@pytest.mark.parametrize("doc", [bare_doc(), hard_doc()], ids=["layers-not-made", "no-events"])
def test_article_without_events_has_no_row(doc: Document) -> None:
    assert _lost(doc) == {}


def test_what_was_not_lost_is_counted_as_0() -> None:
    _, note = exported_bytes("acled", subject_of(bare_doc()))
    assert {one.what for one in note.lost if one.times == 0} == {"status", "no_type", "no_date", "figures", "formulas"}


def test_missing_metadata_stay_empty() -> None:
    event = Event(id="e1", trigger=Span(0, 1), type="ASSAULT", mode="aerial", time="2018-05-05", origin="test")
    row = _row(bare_doc(events=(event,)))
    assert (row["source"], row["musnad_url"], row["musnad_published"], row["actor1"]) == ("", "", "", "")


def test_every_event_of_a_case_is_listed_or_counted(tmp_path: Path) -> None:
    with sample_subject(sample_case(tmp_path)) as subject:
        written, note = exported_bytes("acled", subject)
    with sample_subject(tmp_path / "case") as subject:
        events = sum(len(article.document.events or ()) for article in subject.articles())
    lost = {one.what: one.times or 0 for one in note.lost}
    assert len(read_sheet(written)) + lost["status"] + lost["no_type"] + lost["no_date"] == events > 30


def test_the_page_names_every_column_of_ours() -> None:
    page = (ROOT / "docs" / "exports" / "acled.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert named.issuperset((*ACLED_COLUMNS, *OUR_COLUMNS))
