"""Set up, show, test and check musnad from a clone; needs nothing but Python 3.11 or later and a package index.

    python dev.py demo      read the sample article, print its report and write it as an HTML page;
                            with --serve, open the sample case in the reading room
    python dev.py test      run the tests
    python dev.py lint      check format, style, types, layers and lexicon
    python dev.py check     lint, then test: what a change has to pass
    python dev.py format    rewrite the Python files in the agreed format
    python dev.py run ...   run any program of the environment (run musnad read FILE, run python SCRIPT)

The first command makes a virtual environment in `.venv` and installs musnad there; later ones use it again until
`pyproject.toml` changes. Nothing is written outside the clone. Words after the command are handed on, as in
`python dev.py test tests/unit -k times`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "musnad-stamp.json"
PAGE = ROOT / "out" / "musnad-demo.html"
LEAST_PYTHON = (3, 11)
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
OVER_PROCESSORS = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadscope")  # a module's tests share what they made
LINT = (
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("lint", ("ruff", "check", "--quiet", ".")),
    ("types", ("mypy", "--no-error-summary")),
    ("layers", ("lint-imports",)),
    ("lexicon", ("python", "-m", "pytest", "-q", "tests/unit/lexicon/test_tables.py")),
)


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def main(argv: list[str]) -> int:
    """Run one command and return its exit status."""
    commands = {"demo": demo, "test": test, "lint": lint, "check": check, "format": format_files, "run": run}
    if not argv or argv[0] not in commands:
        print(__doc__, file=sys.stdout if argv[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    try:
        set_up(dev=argv[0] != "demo")
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    return commands[argv[0]](argv[1:])


def demo(words: list[str]) -> int:
    """Run `musnad demo`; its page goes to `out/` unless the words say otherwise. With --serve it opens the room."""
    if not any(word.startswith(("--out", "-o", "--serve")) for word in words):
        PAGE.parent.mkdir(exist_ok=True)
        words = ["--out", str(PAGE), *words]
    return call("musnad", "demo", *words)


def test(words: list[str]) -> int:
    """Run the tests, all of them over the processors; the reasons of skipped ones stand before the closing line."""
    return call("python", "-m", "pytest", "-rs", *(words or OVER_PROCESSORS))


def lint(_: list[str]) -> int:
    """Run the checks one after the other, up to the first that fails."""
    for name, command in LINT:
        print(f"== {name}", flush=True)
        if status := call(*command):
            print(f"dev.py: {name} failed ({' '.join(command)})", file=sys.stderr)
            return status
    return 0


def check(words: list[str]) -> int:
    """Run the checks, then the tests."""
    return lint([]) or test(words)


def format_files(_: list[str]) -> int:
    """Rewrite the Python files: order of imports, then layout."""
    return call("ruff", "check", "--select", "I", "--fix", "--quiet", ".") or call("ruff", "format", ".")


def run(words: list[str]) -> int:
    """Run a program of the environment."""
    return call(*words) if words else 2


def set_up(*, dev: bool) -> None:
    """Make sure that `.venv` holds musnad and, for `dev`, the tools; do nothing when it already does."""
    if sys.version_info < LEAST_PYTHON:
        least = ".".join(map(str, LEAST_PYTHON))
        raise SetupError(f"this is Python {sys.version.split()[0]}; run dev.py with Python {least} or later")
    # Another interpreter, or a clone that was moved, needs a new environment; another pyproject.toml a new install.
    base = {"python": sys.version, "root": str(ROOT)}
    wanted = {**base, "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()}
    found = _read_stamp()
    if all(found.get(key) == value for key, value in wanted.items()) and (found["dev"] or not dev):
        return
    print(f"Setting up {VENV} (about a minute, once) ...", file=sys.stderr, flush=True)
    if any(found.get(key) != value for key, value in base.items()):
        _make_venv()
    STAMP.unlink(missing_ok=True)
    _install(dev=dev or bool(found.get("dev")))
    STAMP.write_text(json.dumps({**wanted, "dev": dev or bool(found.get("dev"))}), encoding="utf-8")


def call(program: str, *words: str) -> int:
    """Run a program of the environment in the root of the clone; return its exit status."""
    path = shutil.which(program, path=str(PROGRAMS)) or program
    try:
        return subprocess.run([path, *words], cwd=ROOT, env=_environment(), check=False).returncode
    except FileNotFoundError:
        print(f"dev.py: no program {program!r} here", file=sys.stderr)
        return 127
    except KeyboardInterrupt:
        return 130


def _make_venv() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    python = getattr(sys, "_base_executable", sys.executable)  # not the one of the environment that has just gone
    made = subprocess.run(
        [python, "-m", "venv", str(VENV)], env=_environment(), capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            f"no virtual environment could be made:\n{(made.stdout + made.stderr).strip()}\n"
            "On Debian and Ubuntu the part that is missing is: sudo apt install python3-venv"
        )


def _install(*, dev: bool) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]
    command += ["--no-input", "--editable", str(ROOT), *(_dev_requirements() if dev else ())]
    installed = subprocess.run(
        command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if installed.returncode:
        raise SetupError(
            f"pip could not install musnad and what it needs:\n{installed.stdout.strip()}\n"
            "It needs a package index: look at the network, or name another index in PIP_INDEX_URL, and run this again."
        )


def _dev_requirements() -> tuple[str, ...]:
    import tomllib  # here, so that an older Python gets as far as the message that names the right one

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(project["dependency-groups"]["dev"])


def _read_stamp() -> dict[str, object]:
    if not PYTHON.exists():
        return {}
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _environment() -> dict[str, str]:
    """The caller's environment, in UTF-8, without what would mix another Python's packages in."""
    away = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in away}
    return {**kept, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PIP_USER": "0"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
