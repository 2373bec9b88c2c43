"""Blacked-out persons: no form of the name is left in what is handed over, and every offset stays."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from export_kit import exported_bytes, news_doc, sample_case, sample_subject, subject_of
from musnad.arabic.orthography import fold
from musnad.case.folder import open_case
from musnad.case.problems import Problem
from musnad.errors import ExportError
from musnad.exports.catalogue import formats
from musnad.exports.handing import hand_over_documents
from musnad.exports.manner import Manner
from musnad.exports.redaction import Person, RedactedSubject, Redactor, log_redaction, persons_in
from musnad.exports.redaction.masking import BLOCK
from musnad.exports.redaction.pages import mask_page
from musnad.exports.redaction.persons import form_of
from support import make_doc, named_layers, places


def _redactor(*names: str) -> Redactor:
    return Redactor(persons_in(None, names))


def _masked(text: str, name: str = "سمير عون") -> str:
    return _redactor(name).document("a", make_doc(text)).text


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("سمير عون", id="plain"),
        pytest.param("سَمِير عَوْن", id="vowel-signs"),
        pytest.param("سمـــير عون", id="tatweel"),
        pytest.param("وسمير عون", id="conjunction"),
        pytest.param("ولسمير عون", id="two-clitics"),
        pytest.param("سمير\u200f عون", id="direction-mark"),
        pytest.param("سمير\nعون", id="over-two-lines"),
        pytest.param("سمير-عون", id="hyphen"),
    ],
)
def test_name_is_blacked_out_however_it_is_written(written: str) -> None:
    text = f"قال {written} كلمة"
    masked = _masked(text)
    assert "سمير" not in fold(masked) and "عون" not in fold(masked)
    assert len(masked) == len(text) and masked.startswith("قال ") and masked.endswith(" كلمة")


@pytest.mark.parametrize("other", ["سمير وعون", "سميرة عون", "عون سمير", "تسمير عونا", "سمير، عون"])
def test_other_words_stay(other: str) -> None:
    assert _masked(f"قال {other} كلمة") == f"قال {other} كلمة"


def test_short_form_is_blacked_out_where_the_article_means_the_person() -> None:
    text = "قال سمير عون كلمة. وأضاف عون أن"
    layers = named_layers(text, PER=["سمير عون"])
    entity = layers["entities"][0]
    short = text.rindex("عون")
    mentions = (*entity.mentions, msgspec.structs.replace(entity.mentions[0], start=short, end=short + 3))  # type: ignore[attr-defined]  # an entity
    doc = make_doc(text, mentions=layers["mentions"], entities=(msgspec.structs.replace(entity, mentions=mentions),))
    masked = _redactor("سمير عون").document("a", doc)
    assert "عون" not in masked.text
    assert _masked("وأضاف عون أن") == "وأضاف عون أن"


def test_offsets_stay_and_entity_says_nothing() -> None:
    doc = news_doc()
    redactor = _redactor("سمير عون")
    masked = redactor.document("news", doc)
    assert [(p.start, p.end) for p in places(masked)] == [(p.start, p.end) for p in places(doc)]
    entity = masked.entities[0]  # type: ignore[index]  # it has entities
    assert (entity.name_en, entity.wikidata, entity.roles, entity.country) == (None, None, (), None)
    assert entity.id == "redacted-1" and masked.statements[0].chain[0].entity == "redacted-1"  # type: ignore[index]
    assert redactor.touched == {"news"}
    left = msgspec.json.encode(masked).decode()
    assert "سمير" not in left and "عون" not in left


def test_article_without_the_person_is_the_same() -> None:
    doc = news_doc()
    redactor = _redactor("كريم سالم")
    assert redactor.document("news", doc) is doc and not redactor.touched


def test_address_and_file_name_that_spell_the_name_go() -> None:
    url = "https://a.example/%D8%B3%D9%85%D9%8A%D8%B1-%D8%B9%D9%88%D9%86.html"
    doc = make_doc("نص", url=url, title="سمير عون يعود")
    masked = _redactor("سمير عون").document(7, msgspec.structs.replace(doc, id="سمير-عون"))
    assert masked.url is None and masked.id == "redacted-7"
    assert masked.title == f"{BLOCK * 4} {BLOCK * 3} يعود"


def test_hash_is_that_of_the_text_handed_over() -> None:
    import hashlib

    subject = RedactedSubject(subject_of(news_doc()), _redactor("سمير عون"))
    written, _ = exported_bytes("jsonl", subject)
    record = json.loads(written)
    assert record["sha256"] == hashlib.sha256(record["text"].encode()).hexdigest()


def test_case_key_finds_all_names_of_a_person(tmp_path: Path) -> None:
    path = sample_case(tmp_path)
    with open_case(path) as case:
        (label, key), *_ = case.connection.execute(
            "SELECT label, key FROM term WHERE kind = 'actor' AND key LIKE 'PER:%' ORDER BY articles DESC, key"
        )
        persons = persons_in(case, [key])
    assert form_of(label) in persons[0].forms
    with sample_subject(path) as subject:
        redactor = Redactor(persons)
        shown = RedactedSubject(subject, redactor)
        written = "".join(msgspec.json.encode(article.document).decode() for article in shown.articles())
        claims = [msgspec.json.encode(told.weighed).decode() for told in shown.claims()]
    assert redactor.touched and claims
    for told in (written, *claims):
        assert label not in told and key not in told


def test_redaction_goes_into_the_log_without_names(tmp_path: Path) -> None:
    path = sample_case(tmp_path)
    persons = [Person(1, frozenset({"PER:سمير عون"}), frozenset({("سمير", "عون")}))]
    with open_case(path) as case, pytest.raises(ExportError, match="reading only"):
        log_redaction(case, "jsonl", persons, reason="minor")
    with open_case(path, writable=True) as case:
        with pytest.raises(ExportError, match="without a reason"):
            log_redaction(case, "jsonl", persons, reason=" ")
        log_redaction(case, "jsonl", persons, reason="minor")
    last = (path / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(last)["kind"] == "redact" and "سمير" not in last


def test_page_is_masked_across_marks_and_in_attributes() -> None:
    page = (
        '<p title="سمير عون">قال <mark>سمير <b>ع</b></mark>ون &amp; غيره</p>'
        "<p>سمير</p><p>عون</p><style>سمير عون</style>"
    )
    masked = mask_page(page, _redactor("سمير عون").finding())
    b = BLOCK
    assert masked == (
        f'<p title="{b * 4} {b * 3}">قال <mark>{b * 4} <b>{b}</b></mark>{b * 2} &amp; غيره</p>'
        "<p>سمير</p><p>عون</p><style>سمير عون</style>"
    )


def test_note_names_nobody_in_files_that_could_not_be_read(tmp_path: Path) -> None:
    problems = [Problem("news/سمير_عون.html", "no text is found in سمير-عون")]
    note = hand_over_documents(
        "سمير-عون.txt", (), formats()["jsonl"], tmp_path / "a.jsonl", Manner("2026-01-01T00:00:00Z"),
        redact=["سمير عون"], problems=problems,
    )  # fmt: skip
    written = (tmp_path / "a.jsonl.export.json").read_text(encoding="utf-8")
    assert "سمير" not in written and "عون" not in written
    assert note.problems == ({"source": f"news/{BLOCK * 8}.html", "reason": f"no text is found in {BLOCK * 8}"},)
