"""A bundle as one of the formats of an export."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from export_kit import MADE, sample_case
from musnad.case.called import call
from musnad.case.choosing import Chosen
from musnad.case.deleting import delete_article
from musnad.case.folder import open_case
from musnad.case.identity import merge
from musnad.case.naming import text_hash
from musnad.case.weighing import weigh_pending
from musnad.errors import ExportError
from musnad.exports.bundle import verify_bundle
from musnad.exports.handing import hand_over_case
from musnad.exports.manner import Manner
from musnad.exports.running import ExportNote, wanted_format

if TYPE_CHECKING:
    from typing_extensions import Buffer


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


def test_log_of_a_redacted_bundle_holds_no_hash_of_a_name(tmp_path: Path) -> None:
    case = sample_case(tmp_path)
    with open_case(case, writable=True) as opened:
        call(opened, "actors:per.barham_salih", "الرئيس", who="", reason="test")
        merge(opened, "actors:per.barham_salih", "named:الرييس", reason="test")
        hand_over_case(opened, wanted_format("bundle"), tmp_path / "a.zip", Manner(MADE), redact=["برهم صالح"],
                       reason="test")  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.zip") as bundle:
        log = bundle.read("log.jsonl").decode()
    names = ("برهم صالح", "actors:per.barham_salih", "الرئيس", "named:الرييس")
    assert not [name for name in names if text_hash(name) in log]
    assert log.count('"withheld":true') == 3
    assert not list(verify_bundle(tmp_path / "a.zip"))


def test_article_deleted_while_a_case_is_handed_over_is_told(tmp_path: Path) -> None:
    case = sample_case(tmp_path)

    class Meddling(io.BytesIO):
        def write(self, data: Buffer) -> int:
            if not self.tell():
                with open_case(case, writable=True) as other:
                    other.connection.execute("PRAGMA busy_timeout = 0")  # its overwriting does not wait for the reader
                    delete_article(other, 13, reason="asked for")
            return super().write(data)

    with open_case(case) as opened, pytest.raises(ExportError, match="was deleted while the bundle was written"):
        hand_over_case(opened, wanted_format("bundle"), Meddling(), Manner(MADE))
