"""POLECAT's columns, read by programs that know quotes and by programs that only count tabs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest
from pyarrow import csv as arrow_csv

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.exports.events.polecat import COLUMNS, OUR_COLUMNS, POLECAT_COLUMNS
from musnad.model import Document
from table_kit import event_doc

_PUBLISHED = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def _rows(*documents: Document) -> list[dict[str, str]]:
    written, _ = exported_bytes("polecat", subject_of(*documents))
    return list(csv.DictReader(io.StringIO(written.decode(), newline=""), dialect="excel-tab", strict=True))


def test_columns_are_those_that_polecat_publishes_then_ours() -> None:
    assert "|".join(POLECAT_COLUMNS) == _PUBLISHED
    written, _ = exported_bytes("polecat", subject_of(news_doc()))
    table = arrow_csv.read_csv(io.BytesIO(written), parse_options=arrow_csv.ParseOptions(delimiter="\t"))
    assert tuple(table.column_names) == COLUMNS == POLECAT_COLUMNS + OUR_COLUMNS
    assert table.num_rows == 2


def test_event_has_its_codes_parties_place_and_chain() -> None:
    sent, killed = _rows(news_doc())
    assert (sent["Event ID"], sent["Event Date"], sent["Event Type"]) == ("news:e1", "2018-05-05", "MOBILIZE")
    assert (sent["Actor Name"], sent["Recipient Name Raw"], sent["Raw Placename"]) == (
        "وزارة الدفاع", "بيروت", "بيروت",
    )  # fmt: skip
    assert (sent["Source"], sent["Publication Date"], sent["Language"]) == ("صحيفة الغد", "2018-05-10", "ar")
    assert (sent["Chain"], sent["Statement ID"]) == ("الوزير سمير عون", "s1")
    assert (killed["Event Date"], killed["Chain"], killed["Killed"]) == ("", "", "12")


def test_trigger_stands_at_its_offsets() -> None:
    doc = news_doc()
    for row in _rows(doc):
        assert doc.text[int(row["Trigger Start"]) : int(row["Trigger End"])] == row["Trigger"]


def test_place_of_the_lexicon_has_its_town_and_coordinates() -> None:
    (row,) = _rows(event_doc(place="syr.azaz"))
    assert (row["City"], row["Province"], row["Country"], row["District"]) == ("Azaz", "", "SYR", "")
    assert (round(float(row["Latitude"])), round(float(row["Longitude"]))) == (37, 37)


def test_place_that_the_lexicon_does_not_know_has_no_coordinates() -> None:
    sent, _ = _rows(news_doc())
    assert (sent["Placename"], sent["City"], sent["Latitude"], sent["GeoNames ID"]) == ("بيروت", "", "", "")


def test_tabs_and_line_breaks_become_spaces_and_are_counted() -> None:
    doc = msgspec.structs.replace(news_doc(), outlet="صحيفة\tالغد\r\nأ\u2028ب")
    written, note = exported_bytes("polecat", subject_of(doc))
    lines = written.decode().split("\n")
    assert [len(line.split("\t")) for line in lines[:-1]] == [len(COLUMNS)] * 3 and lines[-1] == ""
    assert _rows(doc)[0]["Source"] == "صحيفة الغد  أ ب"
    assert {one.what: one.times for one in note.lost}["breaks"] == 2


def test_quotes_are_kept() -> None:
    assert _rows(msgspec.structs.replace(news_doc(), outlet='"الغد" اليوم'))[0]["Source"] == '"الغد" اليوم'


def test_vague_count_is_empty_and_counted() -> None:
    doc = event_doc(figures=(("killed", None),))
    written, note = exported_bytes("polecat", subject_of(doc))
    assert _rows(doc)[0]["Killed"] == ""
    assert {one.what: one.times for one in note.lost}["vague"] == 1
    assert note.written == {"articles": 1, "events": 1} and written


@pytest.mark.parametrize("doc", [bare_doc(), hard_doc()], ids=["layers-not-made", "no-events"])
def test_article_without_events_has_no_line(doc: Document) -> None:
    assert _rows(doc) == []


def test_ids_in_a_case_are_its_own_and_unique(tmp_path: Path) -> None:
    with sample_subject(sample_case(tmp_path)) as subject:
        written, note = exported_bytes("polecat", subject)
    rows = list(csv.DictReader(io.StringIO(written.decode(), newline=""), dialect="excel-tab", strict=True))
    assert len({row["Event ID"] for row in rows}) == len(rows) == note.written["events"]
    assert all(row["Event ID"].partition(":")[0] == row["Document ID"] for row in rows)
    assert {row["Document ID"] for row in rows} <= {str(number) for number in range(1, 14)}
