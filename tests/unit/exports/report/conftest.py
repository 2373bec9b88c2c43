"""The sample case, made once for the tests of reports, and a case with hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from export_kit import sample_case
from musnad.case.folder import Case, open_case
from web_kit import made_case


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample case, which no test changes."""
    return sample_case(tmp_path_factory.mktemp("report"))


@pytest.fixture
def sample(sample_folder: Path) -> Iterator[Case]:
    """The sample case, open for reading."""
    with open_case(sample_folder) as case:
        yield case


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Case]:
    """A case with an undated article, and one whose title, outlet and words are markup."""
    with made_case(tmp_path / "case") as case:
        yield case
