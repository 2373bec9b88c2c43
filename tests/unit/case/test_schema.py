"""The tables of a case's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.case.schema import LATEST, MIGRATIONS, connect, migrate, version_of
from musnad.errors import CaseError


def test_fresh_database_gets_every_migration(tmp_path: Path) -> None:
    connection = connect(tmp_path / "case.db", writable=True)
    assert version_of(connection) == 0
    assert migrate(connection, tmp_path) == tuple(number for number, _ in MIGRATIONS)
    assert version_of(connection) == LATEST
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"article", "document", "layers", "sighting", "quarantine", "term", "fact", "judgement", "note"} <= tables


def test_migrating_again_does_nothing(tmp_path: Path) -> None:
    connection = connect(tmp_path / "case.db", writable=True)
    migrate(connection, tmp_path)
    assert migrate(connection, tmp_path) == ()


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in MIGRATIONS] == list(range(1, LATEST + 1))


def test_database_of_a_later_musnad_is_refused(tmp_path: Path) -> None:
    connection = connect(tmp_path / "case.db", writable=True)
    migrate(connection, tmp_path)
    connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(CaseError, match=rf"a later musnad \(schema {LATEST + 1}, this one knows {LATEST}\); update"):
        migrate(connection, tmp_path)


@pytest.mark.parametrize("writable", [True, False])
def test_file_that_is_no_database_is_refused(tmp_path: Path, writable: bool) -> None:
    path = tmp_path / "case.db"
    path.write_text("هذا نص وليس قاعدة بيانات " * 50, encoding="utf-8")
    with pytest.raises(CaseError, match=r"file is not a database.*restore the folder from a copy"):
        connect(path, writable=writable)


def test_reading_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be opened"):
        connect(tmp_path / "case.db", writable=False)
    assert list(tmp_path.iterdir()) == []


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    migrate(connect(path, writable=True), tmp_path)
    reader = connect(path, writable=False)
    with pytest.raises(Exception, match="readonly"):
        reader.execute("DELETE FROM article")


def test_references_are_watched(tmp_path: Path) -> None:
    connection = connect(tmp_path / "case.db", writable=True)
    migrate(connection, tmp_path)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        connection.execute("INSERT INTO fact (term, document) VALUES (1, 1)")
