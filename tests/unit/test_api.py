"""The functions a program calls."""

from __future__ import annotations

from pathlib import Path

import pytest

import musnad
import musnad.api
from musnad.errors import ReadError
from musnad.pipeline import Pipeline
from musnad.stages.segments import SegmentsStage

ARABIC = "قال الوزير إن اللجنة أنهت عملها.\n"


@pytest.fixture(autouse=True)
def _short_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline((SegmentsStage(),))
    monkeypatch.setattr(musnad.api, "default_pipeline", lambda: pipeline)


def test_read_takes_a_path_and_a_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-8")
    for source in (tmp_path / "a.txt", str(tmp_path / "a.txt")):
        doc = musnad.read(source, published="2016-12-01")
        assert (doc.text, doc.published, doc.published_basis, doc.stages) == (
            ARABIC,
            "2016-12-01",
            "given",
            {"segments": "1"},
        )


def test_read_raises_what_went_wrong(tmp_path: Path) -> None:
    with pytest.raises(musnad.ReadError, match="no such file"):
        musnad.read(tmp_path / "no.txt")
    with pytest.raises(musnad.ReadError, match="is no date"):
        musnad.read(tmp_path / "no.txt", published="soon")


def test_read_refuses_several_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARABIC, encoding="utf-8")
    with pytest.raises(musnad.ReadError, match="read_all"):
        musnad.read(tmp_path)


def test_read_text_keeps_the_text() -> None:
    doc = musnad.read_text(ARABIC, published="2016-12-01", title="عنوان")
    assert (doc.text, doc.title, doc.published) == (ARABIC, "عنوان", "2016-12-01")


def test_read_all_hands_errors_over_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARABIC, encoding="utf-8")
    errors: list[musnad.ReadError] = []
    docs = list(musnad.read_all([tmp_path / "no.txt", tmp_path / "a.txt"], on_error=errors.append))
    assert [doc.id for doc in docs] == ["a"]
    assert errors[0].source == str(tmp_path / "no.txt")
    with pytest.warns(UserWarning, match="no such file"):
        list(musnad.read_all(tmp_path / "no.txt"))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        musnad.nonsense  # noqa: B018


def test_read_text_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(ReadError, match="code point 4"):
        musnad.read_text("قال \ud800")
