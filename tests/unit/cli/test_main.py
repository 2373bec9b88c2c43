"""The command line: forms, messages, exit status. The pipeline is cut down to segments: stages have their own tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad.pipeline
from musnad.cli.main import app
from musnad.pipeline import Pipeline
from musnad.stages.segments import SegmentsStage

RUNNER = CliRunner()
ARABIC = "قال الوزير إن اللجنة أنهت عملها.\n"


@pytest.fixture(autouse=True)
def _short_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline((SegmentsStage(),))
    monkeypatch.setattr(musnad.pipeline, "default_pipeline", lambda: pipeline)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARABIC, encoding="utf-8")
    return path


def test_read_prints_one_line_per_document(article: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), str(article), "--format", "jsonl", "--published", "2020-01-02"])
    assert result.exit_code == 0
    docs = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(d["id"], d["text"], d["published"], d["published_basis"]) for d in docs] == [
        ("a", ARABIC, "2020-01-02", "given"),
        ("a-2", ARABIC, "2020-01-02", "given"),
    ]
    assert result.stderr == ""


def test_read_json_is_indented(article: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), "--format", "json"])
    assert json.loads(result.stdout)["schema"] == "musnad.document/1"
    assert result.stdout.startswith('{\n  "schema"')


def test_read_text_is_the_default(article: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article)])
    assert result.exit_code == 0
    assert "\x1b[" not in result.stdout and result.stdout.endswith("\n")


def test_read_names_what_failed_and_does_the_others(article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    result = RUNNER.invoke(app, ["read", str(tmp_path / "no.txt"), str(tmp_path), "--format", "jsonl"])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a"]
    assert "no.txt: there is no such file" in result.stderr and "b.pdf: this is a PDF" in result.stderr


def test_read_prints_a_line_for_a_failed_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id":"x"}\n{"id":"y","text":"قال نعم","published":"2020-01-01"}\n', encoding="utf-8"
    )
    result = RUNNER.invoke(app, ["read", str(tmp_path / "a.jsonl"), "--format", "jsonl"])
    docs = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [d["id"] for d in docs] == ["x", "y"]
    assert docs[0]["failures"][0]["stage"] == "read" and docs[0]["text"] == ""
    assert docs[0]["statements"] is None and docs[1]["failures"] == []


@pytest.mark.parametrize(
    "options",
    [["--published", "1/2/2020"], ["--published", "2020-02-30"], ["--format", "xml"], ["--nonsense"]],
    ids=["order", "no_day", "format", "option"],
)
def test_bad_usage(article: Path, options: list[str]) -> None:
    result = RUNNER.invoke(app, ["read", str(article), *options])
    assert result.exit_code == 2
    assert result.stdout == "" and options[-1] in result.stderr


def test_read_without_a_path_is_bad_usage() -> None:
    assert RUNNER.invoke(app, ["read"]).exit_code == 2


def test_html_of_several_goes_to_a_folder(article: Path, tmp_path: Path) -> None:
    paths = [str(article), str(article)]
    refused = RUNNER.invoke(app, ["read", *paths, "--format", "html"])
    assert refused.exit_code == 2 and "--out FOLDER" in refused.stderr and refused.stdout == ""
    result = RUNNER.invoke(app, ["read", *paths, "--format", "html", "--out", str(tmp_path / "pages")])
    assert result.exit_code == 0
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["a-2.html", "a.html", "index.html"]
    assert 'href="a-2.html"' in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_html_names_are_safe_on_every_system(tmp_path: Path) -> None:
    records = "".join(json.dumps({"id": i, "text": ARABIC}) + "\n" for i in ("../x", "con", "a:b?", "index", "A", "a"))
    (tmp_path / "r.jsonl").write_text(records, encoding="utf-8")
    result = RUNNER.invoke(app, ["read", str(tmp_path / "r.jsonl"), "-f", "html", "-o", str(tmp_path / "o")])
    assert result.exit_code == 0
    names = {p.stem.casefold() for p in (tmp_path / "o").iterdir()}
    assert names == {"_.._x", "_con", "a_b_", "index-2", "a", "a-2", "index"}


def test_out_writes_the_file(article: Path, tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), "-f", "jsonl", "-o", str(tmp_path / "o.jsonl")])
    assert result.exit_code == 0 and result.stdout == ""
    assert json.loads((tmp_path / "o.jsonl").read_text(encoding="utf-8"))["text"] == ARABIC


def test_out_that_cannot_be_written_is_bad_usage(article: Path, tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(article), "-f", "jsonl", "-o", str(tmp_path / "no" / "o.jsonl")])
    assert result.exit_code == 2 and "cannot be written" in result.stderr


def test_schema_is_json() -> None:
    assert json.loads(RUNNER.invoke(app, ["schema"]).stdout)["$id"] == "musnad.document/1"


def test_version() -> None:
    assert RUNNER.invoke(app, ["--version"]).stdout == f"musnad {musnad.__version__}\n"


def _musnad(*args: str, data: bytes = b"", encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    code = (
        "import musnad.pipeline as p; from musnad.stages.segments import SegmentsStage as S;"
        "one = p.Pipeline((S(),)); p.default_pipeline = lambda: one;"
        "from musnad.cli.main import run; run()"
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, "-c", code, *args], input=data, capture_output=True, env=environment, check=False
    )


def test_stdin_and_utf8_whatever_the_locale() -> None:
    result = _musnad("read", "-", "-f", "jsonl", data=ARABIC.encode("cp1256"), encoding="ascii")
    assert result.returncode == 0
    assert json.loads(result.stdout.decode("utf-8"))["text"] == ARABIC


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": ARABIC, "published": "2020-01-01"}) + "\n", encoding="utf-8")
    many = (tmp_path / "r.jsonl").read_text(encoding="utf-8") * 3000
    (tmp_path / "r.jsonl").write_text(many, encoding="utf-8")
    code = (
        "from musnad.cli.main import run; import musnad.pipeline as p;p.default_pipeline = lambda: (lambda d: d); run()"
    )
    command = [sys.executable, "-c", code, "read", str(tmp_path / "r.jsonl"), "-f", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema"')
        process.stdout.close()
        messages = process.stderr.read()
    assert messages == b""


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from musnad.cli.main import app; from typer.testing import CliRunner;"
        "r = CliRunner().invoke(app, ['--help']); assert r.exit_code == 0, r.output;"
        "heavy = ('trafilatura', 'lxml', 'msgspec', 'resiliparse', 'jinja2', 'rich', 'numpy');"
        "print([m for m in heavy if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"


def test_import_musnad_is_light_and_lists_its_names() -> None:
    code = "import sys, musnad; print('msgspec' in sys.modules, all(hasattr(musnad, n) for n in musnad.__all__))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.split() == [b"False", b"True"]


def test_stdin_record_ids() -> None:
    result = RUNNER.invoke(app, ["read", "-", "-f", "jsonl"], input='{"id":"k","text":"نعم"}\n{x\n')
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["k", "stdin-2"]
    assert result.exit_code == 1 and "standard input:2" in result.stderr
