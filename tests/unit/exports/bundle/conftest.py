"""A case in which everything was done, and its bundle: made once for all tests of bundles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle_kit import bundle_of, rich_case


@pytest.fixture(scope="package")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_case(tmp_path_factory.mktemp("rich") / "c")


@pytest.fixture(scope="package")
def bundle(rich: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle_of(rich, tmp_path_factory.mktemp("bundle") / "b.zip")
