"""Programs started anew and watched: what they take of the wall, the processor and memory, children and all.

What comes in: the words of a command for this Python. What goes out: figures. Compiled modules and caches go to a
folder of their own, so that a first start is a first start and nothing is left in the clone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CAN_WATCH", "Ran", "fresh_environment", "peak_mib", "run_fresh", "watch"]

CAN_WATCH = Path("/proc/self/status").is_file()
"""Whether processes can be watched one by one: only where there is a /proc."""
_MARK = "MUSNAD_SUITE_RUN"
_INTERVAL = 0.1
_TAIL = 300


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: `peaks` are MiB of each of its processes at most, the one that was started first."""

    wall: float
    processor: float
    status: int
    message: str
    peaks: tuple[float, ...] = ()


def fresh_environment(caches: Path) -> dict[str, str]:
    """Return the environment of a process whose compiled modules and caches lie in a folder, as a user's would."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPYCACHEPREFIX": str(caches / "modules"), "XDG_CACHE_HOME": str(caches / "cache")}


def run_fresh(command: Sequence[str], env: Mapping[str, str] | None = None) -> Ran:
    """Run a fresh Python to its end; its output goes nowhere."""
    start, before = time.perf_counter(), _children_seconds()
    done = subprocess.run(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, check=False
    )
    wall = time.perf_counter() - start
    return Ran(wall, _children_seconds() - before, done.returncode, _last_words(done.stderr))


def watch(command: Sequence[str], env: Mapping[str, str]) -> Ran:
    """Run a fresh Python and look at all processes that descend from it, however they were started, until it ends.

    Memory is what the system noted as each one's peak, read ten times a second, so that one that lives shorter may be
    missed; shared pages count for each. Processor time is that of all that were waited for, or the sum of what was last
    seen of each, whichever is more. A process that outlives the command is looked at no further.
    """
    mark = uuid.uuid4().hex
    seen: dict[int, tuple[float, float]] = {}
    with tempfile.TemporaryFile() as out:  # no pipe: a process that goes on in the background would keep it open
        start, before = time.perf_counter(), _children_seconds()
        started = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=out, env={**env, _MARK: mark}
        )
        ended = threading.Event()
        watcher = threading.Thread(target=_look, args=(mark, seen, ended))
        watcher.start()
        started.wait()
        wall = time.perf_counter() - start
        ended.set()
        watcher.join()
        out.seek(0)
        errors = out.read()
    first = seen.pop(started.pid, (0.0, 0.0))
    peaks = (first[0], *sorted((peak for peak, _ in seen.values()), reverse=True))
    processor = max(_children_seconds() - before, first[1] + sum(spent for _, spent in seen.values()))
    return Ran(wall, processor, started.returncode, _last_words(errors), peaks)


def peak_mib(words: Sequence[str], env: Mapping[str, str] | None = None) -> float:
    """Return the peak memory of one run of musnad. Only where Python has the module resource."""
    # A middle process starts musnad as its only child, so that the largest child is musnad.
    script = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'musnad', *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, *words]
    found = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=env)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024  # Linux tells KiB, macOS bytes
    return int(found.stdout) / unit


def _look(mark: str, seen: dict[int, tuple[float, float]], ended: threading.Event) -> None:
    """Note peak MiB and processor seconds of the processes whose environment has the mark."""
    others: set[int] = set()
    needle = f"{_MARK}={mark}".encode()
    while not ended.wait(_INTERVAL):
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit() or int(folder.name) in others:
                continue
            pid = int(folder.name)
            try:
                if pid not in seen and needle not in (folder / "environ").read_bytes():
                    # One that has just been forked has its parent's environment until it has one of its own.
                    if time.time() - folder.stat().st_mtime > 1:
                        others.add(pid)
                    continue
                found = _memory(folder), _processor(folder)
            except (OSError, ValueError, IndexError):
                continue  # it has ended, or is another user's
            if found[0]:
                seen[pid] = found


def _memory(folder: Path) -> float:
    for line in (folder / "status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0  # a process that has ended and is not yet waited for


def _processor(folder: Path) -> float:
    parts = (folder / "stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def _children_seconds() -> float:
    try:
        import resource
    except ImportError:  # no such module on this system; os.times tells hundredths
        return os.times().children_user + os.times().children_system
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _last_words(errors: bytes) -> str:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:_TAIL] if lines else ""
