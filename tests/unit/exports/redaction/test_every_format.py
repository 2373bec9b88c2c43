"""No format tells the name of a person who is to be blacked out, in any script that the case or the lexicon knows."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest

from export_kit import MADE, sample_case
from musnad.arabic.orthography import fold
from musnad.case.folder import open_case
from musnad.exports.catalogue import formats
from musnad.exports.handing import hand_over_case
from musnad.exports.manner import Manner

_REDACTED = ("برهم صالح", "السعودية")
_NAMES = ("برهم صالح", "barham salih", "per.barham_salih", "السعودية", "saudi arabia", "q851")
_TELLS_NONE = {"acled"}  # no event of the sample case has a type there


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("redacted"))


def _exported(case: Path, name: str, out: Path, redact: tuple[str, ...]) -> str:
    """Export the case, and return everything that was written as one folded text."""
    form = formats()[name]
    out.parent.mkdir()
    target = out if form.shape == "folder" else out.with_suffix(form.suffix)
    with open_case(case, writable=True) as opened:
        hand_over_case(opened, form, target, Manner(MADE, most=20), redact=redact, reason="test")
    files = sorted(path for path in target.parent.rglob("*") if path.is_file())  # the note too
    return fold("\n".join(text for file in files for text in (file.name, *_texts(file)))).replace("\r\n ", "")


def _texts(file: Path) -> Iterator[str]:
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as bundle:
            for name in bundle.namelist():
                yield name
                yield bundle.read(name).decode("utf-8", "replace")
    elif file.suffix == ".parquet":
        yield str(pyarrow.parquet.read_table(file).to_pylist())
    elif file.suffix == ".spacy":
        yield zlib.decompress(file.read_bytes()).decode("utf-8", "replace")
    else:
        yield file.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("name", [name for name in formats() if name != "pdf"])
def test_format_tells_the_person_only_where_nobody_is_blacked_out(case: Path, tmp_path: Path, name: str) -> None:
    told = _exported(case, name, tmp_path / "told" / "out", ())
    shown = _exported(case, name, tmp_path / "shown" / "out", _REDACTED)
    words = [fold(one) for one in _NAMES]
    assert name in _TELLS_NONE or any(one in told for one in words)
    assert not [one for one in words if one in shown]
