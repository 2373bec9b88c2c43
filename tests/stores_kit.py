"""What the tests of cases on real processes and disks share."""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import musnad
from case_kit import content
from musnad.case.folder import open_case
from musnad.case.verifying import verify

__all__ = [
    "content_of",
    "faults_of",
    "give_up_rights",
    "mounted",
    "remount",
    "run_musnad",
    "start_musnad",
    "write_articles",
]

_HERE = Path(__file__).parent
_NAMES = ("لافروف", "ميركل", "ماكرون")
_CAPBSET_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2  # of Linux (prctl.h, capability.h)
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def start_musnad(
    *words: str | Path, stages: str = "1", prepare: Callable[[], object] | None = None
) -> subprocess.Popen[str]:
    """Start the quick musnad in a process of its own, in which `prepare` is called first."""
    path = os.pathsep.join((str(Path(musnad.__file__).parents[1]), str(_HERE)))
    return subprocess.Popen(
        [sys.executable, str(_HERE / "quick_musnad.py"), *map(str, words)],
        env={**os.environ, "PYTHONPATH": path, "MUSNAD_STAGES": stages},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=prepare,  # noqa: PLW1509 - it takes no lock
    )


def run_musnad(
    *words: str | Path, stages: str = "1", status: int = 0, prepare: Callable[[], object] | None = None
) -> tuple[str, str]:
    """Run the quick musnad to its end and return what it printed; its exit status has to be this."""
    process = start_musnad(*words, stages=stages, prepare=prepare)
    out, errors = process.communicate(timeout=120)
    assert process.returncode == status, (out, errors)
    return out, errors


def give_up_rights() -> None:
    """Let the program that comes next read and write only what the permissions of files allow, though root runs it."""
    system = ctypes.CDLL(None, use_errno=True)
    for right in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        if os.geteuid() == 0 and system.prctl(_CAPBSET_DROP, right, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "a right of root cannot be given up")


def write_articles(path: Path, count: int, *, letters: int = 0) -> Path:
    """Write so many articles into a file of JSONL, each with so many letters that no compression makes fewer."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            names = " و".join(chance.sample(_NAMES, 2))
            filling = "".join(chance.choices(_LETTERS, k=letters))
            text = f"قال {names} في اليوم {number} إن {filling} انتهى."
            file.write(json.dumps({"id": f"a{number}", "text": text}, ensure_ascii=False) + "\n")
    return path


def content_of(folder: Path) -> dict[str, Any]:
    """Return everything of a case that does not depend on when and in how many runs it was filled."""
    with open_case(folder) as case:
        return content(case)


def faults_of(folder: Path) -> list[str]:
    """Return the faults of a case."""
    with open_case(folder) as case:
        return [str(fault) for fault in verify(case)]


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """Mount a file system of this size at a new folder; the test is skipped where none can be mounted."""
    mount, end = shutil.which("mount"), shutil.which("umount")
    if mount is None or end is None:
        pytest.skip("there is no mount here")
    folder.mkdir()
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no file system can be mounted here, which takes the rights of root")
    try:
        yield folder
    finally:
        subprocess.run([end, "--lazy", folder], check=True)


def remount(folder: Path, option: str) -> None:
    """Mount a mounted file system anew with another option, such as `ro` or `size=64m`."""
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)
