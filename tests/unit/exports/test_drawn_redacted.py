"""Exports that draw, with a person blacked out: nothing that tells the name is in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from export_kit import exported_bytes, exported_folder, news_doc, sample_case, sample_subject, subject_of
from musnad.arabic.orthography import fold
from musnad.exports.catalogue import formats
from musnad.exports.redaction import RedactedSubject, Redactor, persons_in
from musnad.exports.redaction.masking import BLOCK
from musnad.exports.subject import CaseSubject, FileSubject, Subject

_PERSON = "actors:per.barham_salih"
_PLACE = "places:gbr"
_SPELT = ("برهم", "صالح", "barham", "salih")


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSubject]:
    with sample_subject(sample_case(tmp_path_factory.mktemp("redacted"))) as opened:
        yield opened


def _written(name: str, subject: Subject, folder: Path) -> str:
    if formats()[name].shape == "folder":
        folder.mkdir(exist_ok=True)
        exported_folder(name, subject, folder / name)
        found = b"".join(path.read_bytes() for path in sorted((folder / name).iterdir()))
    else:
        found = exported_bytes(name, subject)[0].replace(b"\r\n ", b"")
    return fold(unquote(found.decode("utf-8"))).lower()


def _redacted(subject: Subject, *names: str) -> RedactedSubject:
    return RedactedSubject(subject, Redactor(persons_in(subject.case, names)))


def _placed_news() -> FileSubject:
    """Return an article that Samir Aoun tells of, at a place with a point."""
    doc = news_doc()
    entities = [msgspec.structs.replace(one, origin=_PLACE) if one.id == "LOC-0" else one for one in doc.entities or ()]
    return subject_of(msgspec.structs.replace(doc, title="سمير عون في بيروت", entities=tuple(entities)))


@pytest.mark.parametrize("name", ["gexf", "graphml", "timelinejs"])
def test_export_of_a_case_does_not_tell_who_was_blacked_out(subject: CaseSubject, tmp_path: Path, name: str) -> None:
    whole = _written(name, subject, tmp_path / "whole")
    masked = _written(name, _redacted(subject, _PERSON), tmp_path / "masked")
    assert all(fold(one) in whole for one in _SPELT[:2])
    assert [one for one in _SPELT if fold(one) in masked] == []


@pytest.mark.parametrize("name", ["geojson", "ics", "timelinejs"])
def test_export_of_files_does_not_tell_who_was_blacked_out(tmp_path: Path, name: str) -> None:
    whole = _written(name, _placed_news(), tmp_path)
    masked = _written(name, _redacted(_placed_news(), "سمير عون"), tmp_path)
    assert all(one in whole and one not in masked for one in ("سمير", "عون"))


def test_title_and_address_of_the_first_article_are_masked(subject: CaseSubject) -> None:
    number = next(number for number in subject.numbers if subject.source(number).title)
    title = str(subject.source(number).title)
    first, second = title.split()[:2]
    masked = _redacted(subject, f"{first} {second}").source(number)
    assert masked.title == title.replace(first, BLOCK * len(first), 1).replace(second, BLOCK * len(second), 1)


def test_name_that_the_lexicon_has_is_masked(subject: CaseSubject) -> None:
    redacted = _redacted(subject, "Saudi Arabia")
    assert "saudi" not in redacted.said("King of Saudi Arabia").lower()


def test_masked_key_has_a_name_of_its_own(subject: CaseSubject) -> None:
    redacted = _redacted(subject, _PERSON)
    assert redacted.names(("redacted:1", "places:sau")) == {"redacted:1": f"{BLOCK * 3} 1", "places:sau": "السعودية"}


def test_place_that_is_called_after_somebody_has_no_key() -> None:
    told = msgspec.json.decode(exported_bytes("geojson", _redacted(_placed_news(), "United Kingdom"))[0])["features"][
        0
    ]["properties"]
    assert (told["place_en"], told["place_key"], told["place_wikidata"]) == (f"{BLOCK * 6} {BLOCK * 7}", None, None)
