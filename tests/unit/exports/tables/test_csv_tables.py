"""CSV tables read back by their own description give the documents and the claims again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from export_kit import bare_doc, exported_folder, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.case.choosing import Chosen
from musnad.corpus.summary import summarise
from musnad.exports.manner import Language
from musnad.exports.redaction import RedactedSubject, Redactor, persons_in
from musnad.exports.tables.rows import words_at
from musnad.model import Dating, Document, Failure, Mention, Span, TimeExpression
from support import make_doc, span_of
from table_kit import read_package, spans_of

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def sample(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("out") / "tables"
    with sample_subject(case) as subject:
        exported_folder("csv", subject, folder)
    return read_package(folder)


def _exported(folder: Path, *documents: Document) -> Tables:
    exported_folder("csv", subject_of(*documents), folder / "tables")
    return read_package(folder / "tables")


def test_articles_keep_their_texts_and_metadata(tmp_path: Path) -> None:
    documents = (news_doc(), hard_doc())
    rows = _exported(tmp_path, *documents)["articles"]
    for row, doc in zip(rows, documents, strict=True):
        assert (row["article"], row["text"], row["title"]) == (doc.id, doc.text, doc.title)
        assert (row["outlet"], row["author"], row["url"]) == (doc.outlet, doc.author, doc.url)
        assert row["characters"] == len(doc.text)


def test_layers_that_were_not_made_are_empty_and_those_without_findings_are_0(tmp_path: Path) -> None:
    made = bare_doc(id="made", mentions=(), entities=(), times=(), statements=(), events=())
    rows = _exported(tmp_path, bare_doc(), made)["articles"]
    layers = ("mentions", "entities", "times", "statements", "events")
    assert [rows[0][layer] for layer in layers] == [None] * 5
    assert [rows[1][layer] for layer in layers] == [0] * 5


def test_missing_metadata_stay_empty(tmp_path: Path) -> None:
    (row,) = _exported(tmp_path, bare_doc())["articles"]
    unknown = ("number", "version", "title", "outlet", "author", "url", "published", "published_basis", "day")
    assert [row[name] for name in unknown] == [None] * len(unknown)


def test_day_is_that_of_the_moment_in_its_zone(tmp_path: Path) -> None:
    (row,) = _exported(tmp_path, bare_doc(published="2018-05-10T00:30:00+03:00"))["articles"]
    assert (row["published"], str(row["day"])) == ("2018-05-10T00:30:00+03:00", "2018-05-10")


def test_dating_failures_and_stages_stand_with_the_article(tmp_path: Path) -> None:
    doc = bare_doc(
        dating=Dating(earliest="2016-05-01", latest=None), failures=(Failure("events", "a, \"b\""),),
        warnings=("one; two",), stages={"times": "4"},
    )  # fmt: skip
    (row,) = _exported(tmp_path, doc)["articles"]
    assert (str(row["dated_from"]), row["dated_to"]) == ("2016-05-01", None)
    assert (row["failures"], row["warnings"], row["stages"]) == (['events: a, "b"'], ["one; two"], ["times 4"])


@pytest.mark.parametrize("doc", [news_doc(), hard_doc()], ids=["news", "hard"])
def test_every_offset_gives_the_words_beside_it(doc: Document, tmp_path: Path) -> None:
    tables = _exported(tmp_path, doc)
    ends = ("", "source_", "cue_", "addressee_", "time_")
    words = {"": "words", "source_": "source", "cue_": "cue", "addressee_": "addressee", "time_": "time"}
    seen = 0
    for name in ("mentions", "times", "statements", "links", "events", "figures"):
        for row in tables[name]:
            for end in ends:
                own = "trigger" if (name, end) == ("events", "") else words[end]
                if name == "statements" and end == "":
                    assert row["words"] == words_at(doc.text, spans_of(row["spans"]))
                elif row.get(f"{end}start") is not None:
                    assert row[own] == doc.text[row[f"{end}start"] : row[f"{end}end"]]
                    seen += 1
    assert seen > 4


def test_statement_in_pieces_keeps_its_chain_in_order(tmp_path: Path) -> None:
    doc = hard_doc()
    tables = _exported(tmp_path, doc)
    (statement,) = tables["statements"]
    assert spans_of(statement["spans"]) == doc.statements[0].content  # type: ignore[index]  # it has one
    assert statement["words"] == "إنّ الوفدَ\tوصل … غادر"
    assert (statement["polarity"], statement["unnamed"], statement["links"]) == (-1, True, 2)
    links = tables["links"]
    assert [(row["link"], row["source"], row["cue"], row["anonymous"]) for row in links] == [
        (1, "مصدر", None, True), (2, "الوَزيــرُ سَميرُ", "قال", False),
    ]  # fmt: skip
    assert [row["entity"] for row in links] == [None, "hard:PER-0"]


def test_events_have_their_parties_places_days_and_figures(tmp_path: Path) -> None:
    tables = _exported(tmp_path, news_doc())
    sent, killed = tables["events"]
    assert (sent["event"], sent["type"], sent["mode"], sent["quad"]) == ("news:e1", "MOBILIZE", "troops", 4)
    assert (sent["place"], sent["statement"]) == ("news:LOC-0", "news:s1")
    assert (str(sent["first_day"]), str(sent["last_day"]), sent["precision"]) == ("2018-05-05", "2018-05-05", "day")
    assert (killed["time"], killed["first_day"], killed["statement"]) == (None, None, None)
    assert [(row["event"], row["side"], row["entity"]) for row in tables["parties"]] == [
        ("news:e1", "actor", "news:ORG-0"), ("news:e1", "recipient", "news:LOC-0"),
    ]  # fmt: skip
    (figure,) = tables["figures"]
    assert (figure["event"], figure["of"], figure["value"], figure["words"]) == ("news:e2", "killed", 12, "12")


def test_entities_and_mentions_are_those_of_the_document(tmp_path: Path) -> None:
    doc = news_doc()
    tables = _exported(tmp_path, doc)
    assert [(row["entity"], row["name"], row["type"], row["mentions"]) for row in tables["entities"]] == [
        (f"news:{one.id}", one.name, one.type, len(one.mentions)) for one in doc.entities or ()
    ]
    ids = doc.entity_ids()
    assert [(row["start"], row["end"], row["entity"]) for row in tables["mentions"]] == [
        (one.start, one.end, f"news:{ids[one.span]}") for one in doc.mentions or ()
    ]


def test_role_phrase_of_nobody_known_is_left_out(tmp_path: Path) -> None:
    phrase = Mention(start=0, end=3, type="PER", form="nominal", origin="test")
    tables = _exported(tmp_path, bare_doc(mentions=(phrase,), entities=()))
    assert (tables["mentions"], tables["articles"][0]["mentions"]) == ([], 0)


def test_offset_of_a_time_is_guarded_and_counted(tmp_path: Path) -> None:
    text = "قبل يومين"
    time = TimeExpression(start=0, end=9, type="DATE", value="2018-05-08", offset="-P2D", basis="publication",
                          origin="test")  # fmt: skip
    note = exported_folder("csv", subject_of(bare_doc(text, times=(time,))), tmp_path / "tables")
    assert read_package(tmp_path / "tables")["times"][0]["offset"] == "-P2D"
    assert "'-P2D" in (tmp_path / "tables" / "times.csv").read_text(encoding="utf-8")
    assert {one.what: one.times for one in note.lost}["formulas"] == 1


def test_formulas_in_texts_are_counted(tmp_path: Path) -> None:
    note = exported_folder("csv", subject_of(hard_doc()), tmp_path / "tables")
    assert {one.what: one.times for one in note.lost}["formulas"] == 2  # the text and the title


def test_note_counts_the_rows_of_each_table(tmp_path: Path) -> None:
    note = exported_folder("csv", subject_of(news_doc(), hard_doc(), bare_doc()), tmp_path / "tables")
    rows = {name: len(found) for name, found in read_package(tmp_path / "tables").items() if found}
    assert note.written == rows


def test_nothing_to_hand_over_has_tables_without_rows(tmp_path: Path) -> None:
    tables = _exported(tmp_path)
    assert tables["articles"] == [] and len(tables) == 9


def test_description_gives_units_and_keys(tmp_path: Path) -> None:
    exported_folder("csv", subject_of(news_doc()), tmp_path / "tables")
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    mentions = next(one for one in package["resources"] if one["name"] == "mentions")
    fields = {field["name"]: field for field in mentions["schema"]["fields"]}
    assert fields["start"] == {
        "name": "start", "type": "integer", "description": "Where it begins", "unit": "code points"
    }  # fmt: skip
    assert mentions["schema"]["primaryKey"] == ["article", "mention"]
    assert {"fields": ["entity"], "reference": {"resource": "entities", "fields": ["entity"]}} in mentions["schema"][
        "foreignKeys"
    ]


def test_keys_tell_all_rows_of_a_case_apart_and_every_reference_is_there(case: Path, tmp_path: Path) -> None:
    with sample_subject(case) as subject:
        exported_folder("csv", subject, tmp_path / "tables")
    tables = read_package(tmp_path / "tables")
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    for one in package["resources"]:
        rows, schema = tables[one["name"]], one["schema"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        assert not any(None in key for key in keys)
        for reference in schema.get("foreignKeys", ()):
            to = reference["reference"]
            there = {tuple(row[name] for name in to["fields"]) for row in tables[to["resource"]]}
            told = {tuple(row[name] for name in reference["fields"]) for row in rows}
            assert {key for key in told if None not in key} <= there


def test_claims_have_the_counts_of_the_case(case: Path, sample: Tables) -> None:
    with sample_subject(case) as subject:
        told = {one.weighed.claim.id: one.weighed for one in subject.claims()}
    assert {row["claim"] for row in sample["claims"]} == set(told)
    for row in sample["claims"]:
        counts = told[row["claim"]].counts
        for name in ("articles", "outlets", "origins_lower", "origins_upper", "witnesses", "repeats", "unplaced"):
            assert row[name] == getattr(counts, name).value
        assert row["narrowest"] == counts.narrowest.size
        assert row["origins"] == [origin.name for origin in counts.origins]
        reports = [one for one in sample["reports"] if one["claim"] == row["claim"]]
        assert [one["place"] for one in reports] == list(range(1, len(reports) + 1))
        assert {"witness", "repeat", "unplaced"} >= {one["standing"] for one in reports}
        assert sum(one["standing"] == "witness" for one in reports) == row["witnesses"]


def test_reports_point_at_the_statement_that_tells_them(sample: Tables) -> None:
    statements = {row["statement"]: row for row in sample["statements"]}
    texts = {row["article"]: row["text"] for row in sample["articles"]}
    told = [row for row in sample["reports"] if row["kind"] == "statement"]
    assert told and all(row["statement"] for row in told)
    for row in told:
        assert statements[row["statement"]]["spans"] == row["spans"]
        assert row["words"] == words_at(texts[row["article"]], spans_of(row["spans"]))
    assert all(row["statement"] is None for row in sample["reports"] if row["kind"] == "voice")


def test_oppositions_name_both_reports(case: Path, sample: Tables) -> None:
    with sample_subject(case) as subject:
        pairs = {
            frozenset((one.one, one.other)) for told in subject.claims() for one in told.weighed.against
        }  # fmt: skip
    assert {frozenset((row["report"], row["other"])) for row in sample["oppositions"]} == pairs
    assert sample["oppositions"] and all(row["other_words"] for row in sample["oppositions"])


def test_reports_of_articles_beyond_a_choice_keep_their_number(case: Path, tmp_path: Path) -> None:
    with sample_subject(case, Chosen(until="2021-04-18")) as subject:
        exported_folder("csv", subject, tmp_path / "tables")
    tables = read_package(tmp_path / "tables")
    here = {row["article"] for row in tables["articles"]}
    beyond = [row for row in tables["reports"] if row["article"] is None]
    assert beyond and all(str(row["number"]) not in here and row["statement"] is None for row in beyond)
    assert {row["article"] for row in tables["reports"]} - {None} <= here


@pytest.mark.parametrize("language", ["ar", "en"])
def test_summary_is_in_the_language_of_the_export(language: Language, case: Path, tmp_path: Path) -> None:
    with sample_subject(case) as subject:
        told = {one.weighed.claim.id: summarise(one.weighed.counts, language) for one in subject.claims()}
        exported_folder("csv", subject, tmp_path / "tables", language=language)
    assert {row["claim"]: row["summary"] for row in read_package(tmp_path / "tables")["claims"]} == told


def test_blacked_out_name_stands_in_no_file(case: Path, tmp_path: Path) -> None:
    name = "برهم صالح"
    with sample_subject(case) as subject:
        exported_folder("csv", subject, tmp_path / "whole")
    assert name in (tmp_path / "whole" / "reports.csv").read_text(encoding="utf-8")
    with sample_subject(case) as subject:
        masked = RedactedSubject(subject, Redactor(persons_in(subject.case, (name,))))
        exported_folder("csv", masked, tmp_path / "masked")
    files = list((tmp_path / "masked").iterdir())
    assert files and not any(name in file.read_text(encoding="utf-8") for file in files)


def test_article_of_every_hard_character_reads_back(tmp_path: Path) -> None:
    text = "".join(chr(code) for code in range(1, 0x80)) + "\u2028\u2029\ufeff\u202e𐡀👩🏽‍🚀ـَ\r\n'=1"
    doc = make_doc(text, title=text, mentions=(Mention(start=0, end=len(text), type="PER", origin=text),), entities=())
    tables = _exported(tmp_path, msgspec.structs.replace(doc, id="all"))
    assert (tables["articles"][0]["text"], tables["articles"][0]["title"]) == (text, text)
    assert (tables["mentions"][0]["words"], tables["mentions"][0]["origin"]) == (text, text)


def test_words_at_parts_pieces() -> None:
    text = "قال إنه وصل ثم غادر"
    assert words_at(text, (span_of(text, "إنه وصل"), span_of(text, "غادر"))) == "إنه وصل … غادر"
    assert words_at(text, (Span(0, 3),)) == "قال"
