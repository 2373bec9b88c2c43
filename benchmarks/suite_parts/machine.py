"""The machine, the programs and the code that a run was made with, as names and values.

What comes in: the system's own files, where it has them. What goes out: no host name, no path, no user.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from news import ROOT

from suite_parts.rows import version_of

__all__ = ["describe", "loaded"]

PACKAGES = ("trafilatura", "lxml", "numpy", "dateparser", "spacy", "python-crfsuite", "tantivy", "ray", "daft", "dask")


def describe() -> dict[str, str]:
    """Return what a reader of the figures should know of where they were made."""
    versions = (f"{name} {found}" for name in PACKAGES if (found := version_of(name)))
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}",
        "machine": f"{_processor()}, {_cores()} cores, {_memory()} of memory, {_system()}",
        "programs": ", ".join((f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", *versions)),
    }


def loaded() -> str:
    """Return how many processes ran or waited on average in the last minute, as the system tells it."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    match = re.search(r"^model name\s*:\s*(.+)$", file.read_text(), re.MULTILINE) if file.is_file() else None
    return match[1].strip() if match else platform.processor() or platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 0


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        return "an unknown amount"


def _system() -> str:
    kernel = f"{platform.system()} {platform.release()}, {platform.machine()}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except (OSError, AttributeError, KeyError):
        return kernel


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "benchmarks", "pyproject.toml")
        return git("rev-parse", "--short=10", "HEAD") + (" with changes that are not committed" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
