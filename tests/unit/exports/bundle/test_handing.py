"""A bundle as one of the formats of an export."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from export_kit import MADE, sample_case
from musnad.case.choosing import Chosen
from musnad.case.folder import open_case
from musnad.case.weighing import weigh_pending
from musnad.errors import ExportError
from musnad.exports.bundle import verify_bundle
from musnad.exports.handing import hand_over_case
from musnad.exports.manner import Manner
from musnad.exports.running import ExportNote, wanted_format


def _exported(case: Path, out: Path, chosen: Chosen | None = None) -> ExportNote:
    with open_case(case) as opened:
        return hand_over_case(opened, wanted_format("bundle"), out, Manner(MADE), chosen=chosen)


def test_bundle_is_counted_sound_and_made_at_the_moment_given(tmp_path: Path) -> None:
    case = sample_case(tmp_path)
    note = _exported(case, tmp_path / "a.zip")
    assert note.written == {"articles": 13, "claims": 9, "documents": 13, "judgements": 0, "originals": 13}
    assert not list(verify_bundle(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as bundle:
        assert f'"made":"{MADE}"' in bundle.read("manifest.json").decode().replace(": ", ":")


def test_articles_that_wait_to_be_weighed_are_counted(tmp_path: Path) -> None:
    case = sample_case(tmp_path)
    with open_case(case, writable=True) as opened, opened.change() as connection:
        connection.execute("UPDATE evidence SET stale = 1 WHERE document IN (1, 2)")
    lost = {one.what: one.times for one in _exported(case, tmp_path / "a.zip").lost}
    with open_case(case, writable=True) as opened:
        weigh_pending(opened)
    after = {one.what: one.times for one in _exported(case, tmp_path / "b.zip").lost}
    assert (lost["waiting"], after["waiting"]) == (2, 0)


def test_a_part_of_a_case_is_no_bundle(tmp_path: Path) -> None:
    case = sample_case(tmp_path)
    with pytest.raises(ExportError, match="only some of its articles are chosen"):
        _exported(case, tmp_path / "a.zip", Chosen("بغداد"))
    assert not (tmp_path / "a.zip").exists()
