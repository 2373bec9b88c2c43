"""The page on the tables of a run names the columns that they have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyarrow import parquet

from musnad.engine.engines.local import Here
from musnad.engine.weighing import weigh_run
from support import ROOT
from weighed_run_kit import make_run, stories

PAGE = ROOT / "docs" / "run-tables.md"
TABLES = ("documents", "originals", "failures", "pieces", "claims", "joins", "oppositions", "copies")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_run(tmp_path_factory.mktemp("run"), stories(6), articles=40)
    weigh_run(made, Here())
    return made


@pytest.mark.parametrize("name", TABLES)
def test_page_names_every_column(made: Path, name: str) -> None:
    (section,) = re.findall(rf"^### `{name}/`\n(.*?)(?=^##|\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    named = [column for cell in cells for column in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(parquet.read_schema(made / name / "000000.parquet").names)


def test_page_names_every_step(made: Path) -> None:
    steps = {path.name for path in (made / "weighing").iterdir() if path.is_dir()}
    rows = re.findall(r"^\| (`.*?) \|", PAGE.read_text("utf-8").rpartition("## What lies in")[2], re.MULTILINE)
    assert {step for row in rows for step in re.findall(r"`(\w+)`", row)} == steps
