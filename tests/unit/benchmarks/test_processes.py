"""Programs that the benchmarks start are watched with all that descends from them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from support import ROOT

sys.path.append(str(ROOT / "benchmarks"))  # at the end, so that none of its modules hides one of the tests

from processes import CAN_WATCH, fresh_environment, run_fresh, watch

MIB = 2**20
HOLD = f"import time; held = bytearray(80 * {MIB}); time.sleep(0.6)"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {HOLD!r}], start_new_session=True)
child.wait()
"""


@pytest.mark.skipif(not CAN_WATCH, reason="processes are watched in /proc, and there is none here")
def test_memory_of_a_process_that_left_the_group_is_seen_and_not_taken_for_the_first_one() -> None:
    ran = watch(("-c", PARENT), os.environ)
    first, child = ran.peaks
    assert ran.status == 0
    assert first < 80 < child < 160
    assert ran.wall >= 0.6


@pytest.mark.skipif(not CAN_WATCH, reason="processes are watched in /proc, and there is none here")
def test_processor_time_is_of_children_too() -> None:
    burn = "import time\nwhile time.process_time() < 0.5: pass"
    ran = watch(("-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"), os.environ)
    assert 0.5 <= ran.processor < 1.5


def test_a_command_that_fails_tells_its_last_words() -> None:
    ran = run_fresh(("-c", "import sys; print('first', file=sys.stderr); sys.exit('no such thing')"))
    assert (ran.status, ran.message) == (1, "no such thing")


def test_compiled_modules_go_to_the_folder_given(tmp_path: Path) -> None:
    (tmp_path / "thing.py").write_text("", encoding="utf-8")
    env = {**fresh_environment(tmp_path / "kept"), "PYTHONPATH": str(tmp_path)}
    assert run_fresh(("-c", "import thing"), env).status == 0
    assert list((tmp_path / "kept").rglob("thing.*.pyc"))
    assert not (tmp_path / "__pycache__").exists()
