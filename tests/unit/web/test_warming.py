"""Pages that are made before anybody asks."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from musnad.web.app import make_app
from musnad.web.room import Settings
from musnad.web.warming import warm
from support import awaited
from web_kit import made_case


def test_the_pages_of_the_whole_case_are_made_ahead_and_remembered(tmp_path: Path) -> None:
    made_case(tmp_path / "case").close()
    app = make_app(Settings(case=tmp_path / "case"))
    awaited(warm(app))
    made = len(app.state.room._made)
    assert made > 3
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/").status_code == 200
        assert len(app.state.room._made) == made
