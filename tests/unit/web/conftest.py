"""What most tests of the room share: the small case of web_kit and its room, made once for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from web_kit import made_case, room_over


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the case; what a test changes there the others of its module see."""
    path = tmp_path_factory.mktemp("room") / "case"
    made_case(path).close()
    return path


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    """A browser of this machine in the room of the case."""
    with room_over(folder) as made:
        yield made
