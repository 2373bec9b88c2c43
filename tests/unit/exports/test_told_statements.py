"""Statements of reports, found by their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from case_kit import add, article, new_case, simple_pipeline
from export_kit import news_doc
from musnad.case.folder import Case
from musnad.case.preparing import prepare
from musnad.case.store import keep_prepared, read_document
from musnad.exports.told_statements import ToldStatements
from musnad.model import ChainLink, Span, Statement
from musnad.model.evidence import Evidence, EvidenceKind, Teller
from support import span_of

_TEXT = news_doc().text
_MINISTER = span_of(_TEXT, "الوزير سمير عون")
_SAID, _KILLED, _SENT = (span_of(_TEXT, word) for word in ("أعلن", "وقتل", "أرسلت"))
_CONTENT = (span_of(_TEXT, "وزارة الدفاع أرسلت"),)


def _statement(id: str, *cues: Span) -> Statement:
    chain = tuple(ChainLink(source=_MINISTER, cue=cue, origin="test") for cue in cues)
    return Statement(id=id, content=_CONTENT, chain=chain, kind="indirect", stance="assert", origin="test")


def _report(cue: Span | None, *, kind: EvidenceKind = "statement") -> Evidence:
    chain = (Teller(key="outlet:y", name="y"), Teller(key="PER:x", name="x", source=_MINISTER, cue=cue))
    return Evidence(id="a", document=1, kind=kind, spans=_CONTENT, chain=chain)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    told = (_statement("twice", _SAID, _KILLED), _statement("other", _SENT))
    doc = msgspec.structs.replace(news_doc(), statements=told, events=())
    with new_case(tmp_path / "case") as made:
        add(made, article(doc.text, id="1"), pipeline=simple_pipeline)
        with made.change() as connection:
            layers = {layer: getattr(doc, layer) for layer in ("mentions", "entities", "times", "statements", "events")}
            keep_prepared(connection, 1, prepare(msgspec.structs.replace(read_document(connection, 1), **layers)))
        yield made


@pytest.mark.parametrize(("cue", "id"), [(_SAID, "twice"), (_KILLED, "twice"), (_SENT, "other"), (None, "twice")],
                         ids=["first_cue", "last_cue", "other", "no_cue"])  # fmt: skip
def test_cue_tells_statements_of_the_same_places_apart(case: Case, cue: Span | None, id: str) -> None:
    assert ToldStatements(case).id_of(_report(cue)) == id


def test_report_in_its_own_voice_is_no_statement(case: Case) -> None:
    assert ToldStatements(case).id_of(_report(_SAID, kind="voice")) is None


def test_damaged_article_has_none(case: Case) -> None:
    with case.change() as connection:
        connection.execute("UPDATE layers SET value = x'00'")
    assert ToldStatements(case).id_of(_report(_SAID)) is None
