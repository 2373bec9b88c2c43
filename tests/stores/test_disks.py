"""Cases on disks that are full or may not be written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.case.folder import SETTINGS, open_case
from musnad.cli.main import app
from stores_kit import content_of, faults_of, give_up_rights, mounted, remount, run_musnad, write_articles

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="file systems are mounted in another way here")

ARTICLES = 160


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("articles") / "a.jsonl", ARTICLES, letters=9000)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, articles: Path) -> Path:
    """Return a case with all the articles in it."""
    folder = tmp_path_factory.mktemp("whole") / "c"
    run_musnad("add", folder, articles, "--workers", "1")
    return folder


@pytest.mark.parametrize(
    ("size", "workers", "least"),
    [("16k", 0, None), ("120k", 0, None), ("800k", 1, 0), ("2m", 0, 0), ("8m", 1, 1)],
    ids=["no-database", "half-a-database", "no-original", "first-batch", "second-batch"],
)
def test_full_disk_is_told_and_leaves_a_case_that_can_be_finished(
    tmp_path: Path, articles: Path, whole: Path, size: str, workers: int, least: int | None
) -> None:
    with mounted(tmp_path / "disk", size) as disk:
        case = disk / "c"
        _, errors = run_musnad("add", case, articles, "--workers", str(workers), status=1)
        assert "make room on the disk" in errors
        assert (case / SETTINGS).exists() == (least is not None)
        remount(disk, "size=64m")
        if least is not None:
            left = [fault for fault in faults_of(case) if "mends it" not in fault]  # the log may lack a line
            assert left == []
            assert least <= len(content_of(case)["documents"]) < ARTICLES
        run_musnad("add", case, articles, "--workers", str(workers))
        assert faults_of(case) == []
        assert content_of(case) == content_of(whole)


def test_files_that_may_not_grow_are_told_and_the_case_can_be_finished(
    tmp_path: Path, articles: Path, whole: Path
) -> None:
    """A quota or a limit of the system, which needs no rights to try."""
    import resource  # Windows has none

    case = tmp_path / "c"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    _, errors = run_musnad("add", case, articles, "--workers", "0", status=1, prepare=limit)
    assert "make room on the disk" in errors
    assert faults_of(case) == []
    run_musnad("add", case, articles, "--workers", "0")
    assert faults_of(case) == []
    assert content_of(case) == content_of(whole)


READING = (
    ("info",),
    ("show", "1"),
    ("verify",),
    ("quarantine",),
    ("corrections",),
    ("delete", "1", "--reason", "test"),
)
WRITING = (
    ("add", str(Path(__file__))),
    ("reread", "--all", "--workers", "0"),
    ("correct", "1", "mentions", "--at", "4:10", "--reason", "test"),
    ("quarantine", "--release"),
    ("delete", "1", "--reason", "test", "--yes"),
)


def _run(words: tuple[str, ...], folder: Path, *, status: int = 0) -> tuple[str, str]:
    """Run a command in this process, which is sooner begun."""
    result = CliRunner().invoke(app, [*map(str, _command(words, folder))])
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


def _command(words: tuple[str, ...], folder: Path) -> list[str | Path]:
    name, *rest = words
    return ["case", name, folder, *rest] if name in ("info", "quarantine") else [name, folder, *rest]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a case of three articles, closed, with nothing beside its database."""
    folder = tmp_path / "small"
    run_musnad("add", folder, write_articles(tmp_path / "s.jsonl", 3), "--workers", "0")
    for name in ("case.db-wal", "case.db-shm"):
        (folder / name).unlink(missing_ok=True)
    return folder


def _left_by_a_killed_writer(case: Path, to: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Copy a case whose last change, a new outlet, stands in the WAL alone."""
    with open_case(case, writable=True) as writer:
        with writer.change() as connection:
            connection.execute("UPDATE document SET outlet = 'in the WAL' WHERE id = 1")
        shutil.copytree(case, to)
    for name in without:
        (to / name).unlink()
    return to


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "8m") as folder:
        yield folder


def test_case_on_a_read_only_disk_is_read_and_not_written(disk: Path, small: Path) -> None:
    case = disk / "c"
    shutil.copytree(small, case)
    remount(disk, "ro")
    for words in READING:
        out, errors = _run(words, case)
        assert out and not errors, words
    for words in WRITING:
        _, errors = _run(words, case, status=1)
        assert "check that the folder" in errors and "may be written" in errors, words


def test_log_of_changes_beside_a_database_is_read_on_a_read_only_disk(disk: Path, small: Path) -> None:
    case = _left_by_a_killed_writer(small, disk / "c")
    remount(disk, "ro")
    assert "in the WAL" in run_musnad("show", case, "1", "--format", "json")[0]
    assert run_musnad("verify", case)


def test_log_of_changes_without_its_index_is_told_on_a_read_only_disk(disk: Path, small: Path) -> None:
    case = _left_by_a_killed_writer(small, disk / "c", without=("case.db-shm",))
    remount(disk, "ro")
    _, errors = run_musnad("show", case, "1", status=1)
    assert "copy the folder to a disk that may be written" in errors


def test_empty_log_of_changes_hinders_no_reading_on_a_read_only_disk(disk: Path, small: Path) -> None:
    case = disk / "c"
    shutil.copytree(small, case)
    (case / "case.db-wal").touch()
    remount(disk, "ro")
    assert run_musnad("verify", case)


def test_case_on_a_full_disk_is_read(disk: Path, small: Path) -> None:
    case = disk / "c"
    shutil.copytree(small, case)
    with (disk / "filling").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 4096)
    for words in READING:
        out, errors = _run(words, case)
        assert out and not errors, words
    for words in WRITING:
        _, errors = _run(words, case, status=1)
        assert "make room on the disk" in errors, words


def test_case_that_may_not_be_written_is_read(small: Path) -> None:
    for place in (*small.rglob("*"), small):
        place.chmod(0o555 if place.is_dir() else 0o444)
    for words in READING[:2]:
        out, errors = run_musnad(*_command(words, small), prepare=give_up_rights)
        assert out and not errors, words
    for words in WRITING[:2]:
        _, errors = run_musnad(*_command(words, small), prepare=give_up_rights, status=1)
        assert "check that the folder" in errors and "may be written" in errors, words
    for place in (small, *small.rglob("*")):
        place.chmod(0o755)
