"""Statements gathered by who said them."""

from __future__ import annotations

from musnad.lexicon import Lexicon
from musnad.lexicon.rules import telling_rule
from musnad.model import Document
from musnad.stages.statements import Considered
from musnad.views.labels import load_labels
from musnad.views.sayings_report import Reasons, render_sayings
from musnad.views.speakers import by_speaker
from musnad.views.text_page import visible_width
from unit.views.view_docs import bare_doc, full_doc

LABELS = load_labels()


def test_every_statement_stands_under_one_speaker() -> None:
    doc = full_doc()

    told = [number for speaker in by_speaker(doc, LABELS) for number, _ in speaker.statements]

    assert sorted(told) == list(range(1, len(doc.statements or ()) + 1))


def test_speakers_with_most_statements_come_first_and_nobody_last() -> None:
    speakers = by_speaker(full_doc(), LABELS)
    named = [s for s in speakers if s.entity is not None or s.statements[0][1].chain[-1].source is not None]

    assert list(speakers[: len(named)]) == named
    assert [len(s.statements) for s in named] == sorted((len(s.statements) for s in named), reverse=True)


def test_a_document_without_statements_has_no_speakers() -> None:
    assert by_speaker(Document(id="x", text=""), LABELS) == ()
    assert "STATEMENTS AND CHAINS" in render_sayings(bare_doc())


def test_rules_name_the_rows_they_come_from() -> None:
    lexicon = Lexicon()
    rules = {origin: telling_rule(lexicon, origin) for origin in ("cues:qala", "cue_phrases:bihasab", "x:y", "cues:no")}

    assert rules["cues:qala"] is not None
    assert "that" in rules["cues:qala"].frames
    assert rules["cue_phrases:bihasab"] is not None
    assert rules["cue_phrases:bihasab"].words == "بحسب"
    assert (rules["x:y"], rules["cues:no"]) == (None, None)


def test_lines_keep_to_the_width() -> None:
    lexicon = Lexicon()
    doc = full_doc()
    assert doc.statements is not None
    place = doc.statements[0].content[0]
    passed_over = (Considered("told before", place), Considered("reading", place, "cues:dhakara"))
    considered = {statement.id: passed_over for statement in doc.statements}
    reasons = Reasons(lambda origin: telling_rule(lexicon, origin), lambda _: considered)
    report = render_sayings(doc, width=60, reasons=reasons)

    assert "rule" in report
    assert "told before" in report
    assert "cues:dhakara reads it too" in report
    assert max(visible_width(line) for line in report.splitlines()) <= 60
