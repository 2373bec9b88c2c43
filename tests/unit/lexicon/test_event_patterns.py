"""The tables of events are sound, and every pattern finds its example and leaves its counterexample."""

from __future__ import annotations

import pytest
from tests.support import make_doc

from musnad.lexicon import Lexicon
from musnad.lexicon.event_patterns import EventPatternRow, EventVerbRow, EventWordRow
from musnad.lexicon.tables import DATA, check_table
from musnad.model import Document
from musnad.pipeline import default_pipeline
from musnad.stages.events import EventsStage

LEXICON = Lexicon()
STAGE = EventsStage(LEXICON)
PATTERNS = LEXICON.event_patterns
REQUIRED = {"CONSULT", "REQUEST", "SUPPORT", "REJECT", "AID", "AGREE", "ACCUSE", "ASSAULT"}
ALSO = {"CONCEDE", "COOPERATE", "RETREAT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE"}


def keys(text: str, *, named: bool = False) -> set[str]:
    """Return the patterns that a text fits; with its names read where a pattern asks for a person."""
    if named:
        return {
            event.origin.partition(":")[2] for event in default_pipeline()(Document(id="x", text=text)).events or ()
        }
    doc = make_doc(text, mentions=(), entities=(), times=(), statements=())
    return {event.origin.partition(":")[2] for event in STAGE.find(doc)}


@pytest.mark.parametrize(
    ("table", "row"),
    [("event_patterns", EventPatternRow), ("event_verbs", EventVerbRow), ("event_words", EventWordRow)],
)
def test_table_is_sound(table: str, row: type) -> None:
    assert check_table(DATA / f"{table}.tsv", row) == ()


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.key)
def test_pattern_finds_its_example(pattern: EventPatternRow) -> None:
    assert pattern.key in keys(pattern.example, named="person" in pattern.traits)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.key)
def test_pattern_leaves_its_counterexample(pattern: EventPatternRow) -> None:
    assert pattern.counterexample
    assert pattern.key not in keys(pattern.counterexample, named="person" in pattern.traits)


def test_patterns_cover_every_type() -> None:
    assert {p.type for p in PATTERNS} == REQUIRED | ALSO
