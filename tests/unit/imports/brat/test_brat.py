"""Corrections made in brat: exported, edited as brat would, taken in, read back, and exported again."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from brat_edits import TEXT, edit, line_at, names_of, replace, take_in
from brat_kit import read_standoff
from export_kit import exported_folder, hard_doc, news_doc
from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.judging import judge, judgements, read_corrected
from musnad.exports.subject import CaseSubject
from musnad.imports.brat import BratReport, is_collection
from musnad.model import Document, Span
from support import span_of

NEWS, HARD = news_doc(), hard_doc()


def taken(case: Case, folder: Path) -> Document:
    """Take a folder in twice, check that all of it was taken in and stays so, and return the news as corrected."""
    report = take_in(case, folder)
    assert report.problems == () and report.corrected == (1,) and report.corrections
    again = take_in(case, folder)
    assert (again.problems, again.corrected, again.corrections) == ((), (), ())
    return read_corrected(case.connection, 1)


def test_nothing_changed_is_no_correction(case: Case, folder: Path) -> None:
    assert take_in(case, folder) == BratReport(2, (), (), ())
    assert judgements(case.connection) == ()


def test_collection_is_known_by_its_settings_and_annotations(folder: Path, tmp_path: Path) -> None:
    assert is_collection(folder) and not is_collection(tmp_path) and not is_collection(folder / "1.ann")


def test_type_of_a_name_is_changed(case: Case, folder: Path, tmp_path: Path) -> None:
    replace(folder, "T1\tPER", "T1\tORG")
    doc = taken(case, folder)
    assert names_of(doc)[0] == ("سمير عون", "ORG")
    assert [one.type for one in doc.entities or ()] == ["ORG", "ORG", "LOC"]
    (first, *_) = judgements(case.connection, 1)
    assert (first.layer, first.action, first.reason) == ("mentions", "replace", "seen in brat")
    exported_folder("brat", CaseSubject.of(case, Chosen()), tmp_path / "again")
    assert read_standoff(tmp_path / "again", "1").words["T1"][0] == "ORG"


def test_name_is_removed_with_its_place_in_an_event(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"T2\tORG.*\n", "", text).replace(" Actor:T2", ""))
    doc = taken(case, folder)
    assert names_of(doc) == [("سمير عون", "PER"), ("بيروت", "LOC"), ("بيروت", "LOC")]
    assert [one.id for one in doc.entities or ()] == ["PER-0", "LOC-0"]
    assert (doc.events or ())[0].actors == ()


def test_one_name_of_several_is_removed(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"T4\tLOC.*\n|\*\tEquiv.*\n", "", text).replace("Place:T4 ", ""))
    doc = taken(case, folder)
    place = doc.entity("LOC-0")
    assert place is not None and place.mentions == (span_of(TEXT, "بيروت"),)
    assert (doc.events or ())[1].place is None


def test_name_is_added_and_means_somebody_new(case: Case, folder: Path) -> None:
    edit(folder, lambda text: text + line_at("جنودا", "ORG", "T20"))
    doc = taken(case, folder)
    assert ("جنودا", "ORG") in names_of(doc)
    (entity,) = (one for one in doc.entities or () if one.name == "جنودا")
    assert (entity.type, entity.mentions) == ("ORG", (span_of(TEXT, "جنودا"),))


def test_name_is_added_to_those_of_somebody_by_equiv(case: Case, folder: Path) -> None:
    edit(folder, lambda text: text + line_at("الوزير", "PER", "T20") + "*\tEquiv T1 T20\n")
    doc = taken(case, folder)
    person = doc.entity("PER-0")
    assert person is not None and person.mentions == (span_of(TEXT, "الوزير"), span_of(TEXT, "سمير عون"))


def test_name_is_moved(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"T1\t.*\n", line_at("الوزير سمير عون", "PER", "T1"), text))
    doc = taken(case, folder)
    person = doc.entity("PER-0")
    assert names_of(doc)[0] == ("الوزير سمير عون", "PER")
    assert person is not None and person.mentions == (span_of(TEXT, "الوزير سمير عون"),)


def test_ids_do_not_matter(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"\b([TEAR])(\d+)\b", lambda one: f"{one[1]}{int(one[2]) + 40}", text))
    edit(folder, lambda text: "".join(sorted(text.splitlines(keepends=True))))
    assert take_in(case, folder).corrections == ()


def test_value_of_a_time_is_changed(case: Case, folder: Path) -> None:
    replace(folder, "value=2018-05-05", "value=2018-05")
    (time,) = taken(case, folder).times or ()
    assert time.value == "2018-05" and time.interval is not None and time.interval.last == "2018-05-31"


def test_time_is_added_and_another_removed(case: Case, folder: Path) -> None:
    new = line_at("يوم", "SET", "T20") + "#20\tAnnotatorNotes T20\tvalue=P1D; mod=APPROX\n"
    edit(folder, lambda text: re.sub(r"T5\tDATE.*\n|.*\tAnnotatorNotes T5\t.*\n", "", text) + new)
    (time,) = taken(case, folder).times or ()
    assert (time.span, time.type, time.value, time.mod) == (span_of(TEXT, "يوم"), "SET", "P1D", "APPROX")


def test_stance_of_a_statement_is_changed(case: Case, folder: Path) -> None:
    replace(folder, "Stance T6 assert\n", "Stance T6 deny\nA20\tDenied T6\n")
    (told,) = taken(case, folder).statements or ()
    assert (told.stance, told.polarity, told.id) == ("deny", -1, "s1")
    assert msgspec.structs.replace(told, stance="assert", polarity=1, origin="test") == (NEWS.statements or ())[0]


def test_content_of_a_statement_is_cut_in_two(case: Case, folder: Path) -> None:
    one, other = span_of(TEXT, "وزارة الدفاع أرسلت جنودا"), span_of(TEXT, "يوم 5 مايو 2018")
    line = f"T6\tContent {one.start} {one.end};{other.start} {other.end}\t{NEWS.slice(one)} {NEWS.slice(other)}\n"
    edit(folder, lambda text: re.sub(r"T6\t.*\n", line, text))
    (told,) = taken(case, folder).statements or ()
    assert told.content == (one, other)


def test_teller_is_added_behind_another(case: Case, folder: Path) -> None:
    new = line_at("وزارة الدفاع", "Source", "T20") + "A20\tRole T20 body\nR20\tHad_it_from Arg1:T7 Arg2:T20\n"
    edit(folder, lambda text: text + new)
    (told,) = taken(case, folder).statements or ()
    first, second = told.chain
    assert msgspec.structs.replace(first, origin="test") == (NEWS.statements or ())[0].chain[0]
    assert (second.source, second.cue, second.role, second.entity) == (
        span_of(TEXT, "وزارة الدفاع"),
        None,
        "body",
        "ORG-0",
    )


def test_order_of_a_chain_is_turned(case: Case, folder: Path) -> None:
    led = {
        "Had_it_from Arg1:T6 Arg2:T4": "Had_it_from Arg1:T4 Arg2:T6",
        "Told_by Arg1:T3 Arg2:T6": "Told_by Arg1:T3 Arg2:T4",
    }
    for old, new in led.items():
        replace(folder, old, new, "2.ann")
    report = take_in(case, folder)
    assert report.corrected == (2,) and report.problems == ()
    (told,) = read_corrected(case.connection, 2).statements or ()
    assert [link.source for link in told.chain] == [link.source for link in reversed((HARD.statements or ())[0].chain)]


def test_statement_is_added(case: Case, folder: Path) -> None:
    new = line_at("قتل 12 شخصا", "Content", "T20") + line_at("الوزير", "Source", "T21")
    edit(folder, lambda text: text + new + "A20\tStance T20 warn\nR20\tTold_by Arg1:T20 Arg2:T21\n")
    doc = taken(case, folder)
    told = (doc.statements or ())[-1]
    assert (told.content, told.stance, told.kind) == ((span_of(TEXT, "قتل 12 شخصا"),), "warn", "indirect")
    assert told.chain[0].source == span_of(TEXT, "الوزير")


def test_statement_is_removed_and_its_event_stays(case: Case, folder: Path) -> None:
    def without(text: str) -> str:
        text = re.sub(r"T[678]\t.*\n|R[12]\t.*\n|A[12]\t.*\n", "", text)
        return text.replace(" Told_in:T6", "")

    edit(folder, without)
    doc = taken(case, folder)
    assert doc.statements == () and (doc.events or ())[0].statement is None


def test_type_and_trigger_of_an_event_are_changed(case: Case, folder: Path) -> None:
    edit(
        folder, lambda text: re.sub(r"T9\t.*\n", line_at("أرسلت جنودا", "AID", "T9"), text).replace("MOBILIZE:", "AID:")
    )
    event = (taken(case, folder).events or ())[0]
    assert (event.type, event.trigger, event.mode, event.id) == ("AID", span_of(TEXT, "أرسلت جنودا"), "troops", "e1")


def test_parties_of_an_event_are_changed(case: Case, folder: Path) -> None:
    replace(folder, "Actor:T2 Recipient:T3 Place:T3", "Actor:T2 Actor2:T1 Place:T4")
    event = (taken(case, folder).events or ())[0]
    assert (event.actors, event.recipients, event.place) == (("ORG-0", "PER-0"), (), "LOC-0")
    assert event.time_basis == "clause" and event.place_basis == "clause"


def test_event_is_added_with_a_party_that_was_added(case: Case, folder: Path) -> None:
    new = line_at("جنودا", "ORG", "T20") + line_at("أعلن", "CONSULT", "T21")
    edit(folder, lambda text: text + new + "E20\tCONSULT:T21 Actor:T20\nA20\tStatus E20 planned\n")
    doc = taken(case, folder)
    event = next(one for one in doc.events or () if one.trigger == span_of(TEXT, "أعلن"))
    party = doc.entity(event.actors[0])
    assert (event.type, event.status) == ("CONSULT", "planned") and party is not None and party.name == "جنودا"


def test_event_is_removed(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"(T10|T11|E2|#3)\t.*\n", "", text))
    assert [one.id for one in taken(case, folder).events or ()] == ["e1"]


def test_figure_of_an_event_is_changed(case: Case, folder: Path) -> None:
    replace(folder, "of=killed; value=12", "of=wounded; value=12; mod=MORE_THAN")
    (figure,) = (taken(case, folder).events or ())[1].figures
    assert (figure.of, figure.value, figure.mod) == ("wounded", 12, "MORE_THAN")


def test_later_corrections_stay_beside_those_of_brat(case: Case, folder: Path) -> None:
    time = (NEWS.times or ())[0]
    judge(
        case,
        1,
        layer="times",
        action="replace",
        target=time,
        value=msgspec.structs.replace(time, mod="APPROX"),
        reason="x",
    )
    exported_folder("brat", CaseSubject.of(case, Chosen()), folder.parent / "two")
    replace(folder.parent / "two", "T1\tPER", "T1\tORG")
    doc = taken(case, folder.parent / "two")
    assert (doc.times or ())[0].mod == "APPROX" and names_of(doc)[0][1] == "ORG"


def test_span_over_the_end_of_a_line_is_one_place(case: Case, folder: Path) -> None:
    one, other = span_of(HARD.text, "غادر</b>"), span_of(HARD.text, "وأضاف مصدر")
    line = f"T20\tContent {one.start} {one.end};{other.start} {other.end}\t{HARD.slice(one)} {HARD.slice(other)}\n"
    edit(folder, lambda text: text + line + "R20\tTold_by Arg1:T20 Arg2:T4\n", "2.ann")
    assert take_in(case, folder).problems == ()
    told = (read_corrected(case.connection, 2).statements or ())[-1]
    assert told.content == (Span(one.start, other.end),)
