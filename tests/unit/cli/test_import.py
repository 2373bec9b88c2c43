"""The commands that take in and verify bundles: what a user sees, and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bundle_kit import bundle_of, repacked
from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import open_case
from musnad.case.summary import summarise
from musnad.cli.main import app

RUNNER = CliRunner()


def run(*words: str | Path, status: int = 0) -> tuple[str, str]:
    """Run a command and return what it printed; its exit status has to be this."""
    result = RUNNER.invoke(app, [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    with new_case(tmp_path / "first", name="قضية") as case:
        add(case, article("قال لافروف نعم.", id="a"), article("قالت ميركل لا.", id="b"), pipeline=simple_pipeline)
    return bundle_of(tmp_path / "first", tmp_path / "b.zip")


@pytest.mark.parametrize("kept", [slice(0, -200), slice(-200, None)], ids=["beginning", "end"])
def test_bundle_that_is_cut_off_is_told_as_one(bundle: Path, tmp_path: Path, kept: slice) -> None:
    bundle.write_bytes(bundle.read_bytes()[kept])
    _, told = run("import", bundle, tmp_path / "new", status=1)
    assert "get the bundle once more from whoever made it" in told
    assert not (tmp_path / "new").exists()


def test_verify_takes_a_bundle(bundle: Path) -> None:
    out, _ = run("verify", bundle)
    first, second = out.splitlines()
    assert first.endswith("files, 2 texts, 4 lines of the log: all is well")
    assert second.startswith("SHA-256 of the manifest: ")


def test_verify_tells_what_is_wrong_with_a_bundle(bundle: Path, tmp_path: Path) -> None:
    spoilt = repacked(bundle, tmp_path / "c.zip", {"texts/1.txt": b"x"})
    out, _ = run("verify", spoilt, status=1)
    assert out.splitlines()[0].startswith("texts/1.txt: it has 1 bytes, and the manifest tells of 27; get the bundle")
    told = json.loads(run("verify", spoilt, "--format", "json", status=1)[0])
    assert told[0]["where"] == "texts/1.txt"


def test_verify_of_something_else_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "it is no zip file" in run("verify", tmp_path / "a.txt", status=1)[1]
    assert "there is no case here" in run("verify", tmp_path, status=1)[1]


def test_import_makes_a_case_of_a_bundle(bundle: Path, tmp_path: Path) -> None:
    out, _ = run("import", bundle, tmp_path / "c")
    assert out == "restored 'قضية': 2 articles, 2 texts, 4 lines of the log\n"
    with open_case(tmp_path / "c") as case:
        assert (case.name, summarise(case.connection).documents) == ("قضية", 2)


def test_import_takes_what_it_is_told_to(bundle: Path, tmp_path: Path) -> None:
    run("import", bundle, tmp_path / "c", "--from", "bundle")
    assert "there is no manifest.json" in run("import", tmp_path / "c", tmp_path / "d", "--from", "bundle", status=1)[1]


def test_import_into_a_case_that_is_there_is_refused(bundle: Path, tmp_path: Path) -> None:
    assert "the folder is not empty" in run("import", bundle, tmp_path / "first", status=1)[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing.zip", "c"), "there is no"),
        (("a.txt", "c"), "musnad add"),
        (("a.txt", "c", "--from", "x"), "is none of"),
    ],
    ids=["missing", "unknown", "odd-kind"],
)
def test_import_of_what_it_does_not_know_is_bad_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    errors = run("import", *words, status=2)[1]
    assert told in " ".join(errors.replace("│", " ").split())


def test_import_tells_the_first_problems_and_how_many_more_there_are(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "annotation.conf").touch()
    for number in range(53):
        (folder / f"x{number}.ann").touch()
    _, told = run("import", folder, tmp_path / "first", "--reason", "test", status=1)
    *first, last = [line for line in told.splitlines() if line.startswith("musnad: ")]
    assert len(first) == 50 and last == "musnad: and 3 more that could not be taken in"
