"""What cannot be taken in from brat: it is told by its line, and nothing else is touched."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from brat_edits import TEXT, edit, line_at, names_of, problems, replace, take_in
from musnad.case.folder import Case
from musnad.case.judging import judgements, read_corrected
from musnad.errors import ExportError
from musnad.imports.brat import import_brat


def test_text_that_differs_is_refused_and_says_where(case: Case, folder: Path) -> None:
    replace(folder, "سمير عون", "سمير  عون", "1.txt")
    replace(folder, "T1\tPER", "T1\tORG")
    found = take_in(case, folder)
    (problem,) = found.problems
    assert (problem.source, found.corrections) == ("1.txt", ())
    assert f"code point {TEXT.index('عون')} (line 1)" in problem.reason


def test_newlines_changed_by_an_editor_are_refused(case: Case, folder: Path) -> None:
    edit(folder, lambda text: text.replace("\n", "\r\n"), "2.txt")
    assert "(line 1)" in problems(case, folder)["2.txt"]


def test_line_that_cannot_be_read_leaves_the_article_alone(case: Case, folder: Path) -> None:
    edit(
        folder,
        lambda text: (
            text.replace("T1\tPER", "T1\tORG") + "T30 PER 0 4\nT31\tPER 0 4\tكلمة\nR9\tTold_by Arg1:T6 Arg2:T99\n"
        ),
    )
    lines = (folder / "1.ann").read_text(encoding="utf-8").count("\n")
    found = problems(case, folder)
    assert list(found) == [f"1.ann:{lines - 2}", f"1.ann:{lines - 1}"]
    assert "its words are not those of the text" in found[f"1.ann:{lines - 1}"]
    assert judgements(case.connection) == ()


def test_line_that_points_nowhere_is_told(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"T2\tORG.*\n", "", text))
    (reason,) = problems(case, folder).values()
    assert reason == "it points at T2, which is not there"


_ODD = {
    "type": (line_at("جنودا", "Protein", "T20"), "musnad has no Protein"),
    "pieces": ("T20\tPER 0 4;5 11\tأعلن الوزير\n", "in several pieces"),
    "party in pieces": ("T20\tPER 0 4;5 11\tأعلن الوزير\nT21\tAID 0 4\tأعلن\nE20\tAID:T21 Actor:T20\n", "means nobody"),
    "trigger": (line_at("جنودا", "AID", "T20"), "no event has this word"),
    "relation": ("R20\tTold_by Arg1:T1 Arg2:T2\n", "musnad has no Told_by between these"),
    "second": (line_at("الوزير", "Source", "T20") + "R20\tTold_by Arg1:T6 Arg2:T20\n", "another Told_by"),
    "attribute": ("A20\tStance T1 deny\n", "no attribute Stance here"),
    "value": ("A20\tStatus E1 gone\n", "Status cannot be gone"),
    "note": ("#20\tAnnotatorNotes T1\tليس هو\n", "this note says nothing"),
    "fact": ("#20\tAnnotatorNotes E2\ttime=soon\n", "time cannot be soon"),
    "count": ("#20\tAnnotatorNotes T11\tvalue=" + "9" * 5000 + "\n", "value cannot be 9"),
    "role": (line_at("أعلن", "AID", "T20") + "E20\tAID:T20 Actor:T6\n", "no role Actor for T6"),
    "equiv": ("*\tEquiv T1 T2\n", "joins names of several"),
    "reference": ("N1\tReference T1 Wikidata:Q42\tسمير\n", "chosen in the reading room"),
    "loose": (line_at("الوزير", "Source", "T20"), "leads to this Source"),
    "content": (line_at("قتل 12", "Content", "T20"), "nobody tells this"),
    "figure": (line_at("2018", "Figure", "T20"), "leads to this Figure"),
    "twin": (line_at("بيروت", "PER", "T20"), "has just these words"),
}  # fmt: skip


@pytest.mark.parametrize("name", _ODD)
def test_what_cannot_be_expressed_is_told_by_its_line_and_the_rest_is_taken_in(
    case: Case, folder: Path, name: str
) -> None:
    lines, reason = _ODD[name]
    edit(folder, lambda text: text.replace("T2\tORG", "T2\tLOC") + lines)
    report = take_in(case, folder)
    assert any(reason in one.reason and re.fullmatch(r"1\.ann:\d+", one.source) for one in report.problems)
    doc = read_corrected(case.connection, 1)
    assert names_of(doc)[1] == ("وزارة الدفاع", "LOC")
    assert take_in(case, folder).corrections == ()


def test_name_under_a_type_that_musnad_has_not_stays(case: Case, folder: Path) -> None:
    replace(folder, "T1\tPER", "T1\tProtein")
    assert list(problems(case, folder).values()) == ["musnad has no Protein"]
    assert names_of(read_corrected(case.connection, 1))[0] == ("سمير عون", "PER")


def test_equiv_taken_away_is_told(case: Case, folder: Path) -> None:
    edit(folder, lambda text: re.sub(r"\*\tEquiv.*\n", "", text))
    (reason,) = problems(case, folder).values()
    assert "no longer joins" in reason and judgements(case.connection) == ()


def test_chain_that_goes_round_is_told(case: Case, folder: Path) -> None:
    edit(folder, lambda text: text + "R9\tHad_it_from Arg1:T4 Arg2:T6\n", "2.ann")
    (reason,) = problems(case, folder).values()
    assert "no chain" in reason and judgements(case.connection) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [("3.ann", "there is none of this number"), ("one.ann", "no number of an article"), ("0٣.ann", "no number")],
)
def test_file_of_no_article_is_told(case: Case, folder: Path, name: str, said: str) -> None:
    (folder / name).write_text("", encoding="utf-8")
    assert said in problems(case, folder)[name]


def test_article_without_its_text_is_told(case: Case, folder: Path) -> None:
    (folder / "1.txt").unlink()
    assert "it cannot be read" in problems(case, folder)["1.txt"]


def test_ann_file_that_is_no_utf8_is_told(case: Case, folder: Path) -> None:
    (folder / "1.ann").write_bytes("T1\tPER 12 20\tسمير عون\n".encode("cp1256"))
    assert "no UTF-8" in problems(case, folder)["1.ann"]


def test_emptied_file_takes_nothing_away(case: Case, folder: Path) -> None:
    (folder / "1.ann").write_bytes(b"\n")
    assert "would take every annotation of the article away" in problems(case, folder)["1.ann"]
    assert judgements(case.connection) == ()


def test_folder_without_annotations_is_refused(case: Case, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ExportError, match=r"no \.ann file"):
            take_in(case, folder)


def test_folder_of_another_case_is_refused(case: Case, folder: Path) -> None:
    note: dict[str, Any] = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    (folder / "export.json").write_text(json.dumps({**note, "case": "another"}), encoding="utf-8")
    with pytest.raises(ExportError, match="another case"):
        take_in(case, folder)


def test_reason_must_be_given(case: Case, folder: Path) -> None:
    with pytest.raises(ExportError, match="no reason"):
        import_brat(case, folder, reason=" ")
