"""Measure the exports of a case: seconds, memory and size of each format.

What comes in is a case (benchmarks/case.py makes one of any size); what goes out is a table on standard output. Each
format is written by a process of its own, whose memory at most is that of all it did.

    python benchmarks/exports.py CASE [--format NAME ...] [--claim ID] [--actor NAME] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from musnad.exports.catalogue import Format, formats


def main() -> None:
    """Measure the formats asked for, all without any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--format", action="append", choices=tuple(formats()))
    parser.add_argument("--claim")
    parser.add_argument("--actor")
    parser.add_argument("--out", type=Path, help="keep the exports in this folder")
    asked = parser.parse_args()
    print("format\tarticles\tseconds\tMB of memory\tMB written\twritten\tlost")
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.format or formats():
            measure(formats()[name], asked.case, asked.out or Path(folder), about(asked))


def about(asked: argparse.Namespace) -> list[str]:
    """Return what reports are about, as options of the command."""
    given = {"--claim": asked.claim, "--actor": asked.actor}
    return [word for option, value in given.items() if value for word in (option, value)]


def measure(form: Format, case: Path, folder: Path, options: list[str]) -> None:
    """Export once and print a line of the table."""
    out = folder / (form.name + (form.suffix if form.shape == "file" else ""))
    words = options if form.of == "one" else []
    command = [sys.executable, "-m", "musnad", "export", str(case), "--to", form.name, "-o", str(out), *words]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read().decode() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        print(f"{form.name}\tfailed: {told.strip().splitlines()[-1] if told.strip() else status}", flush=True)
        return
    beside = out / "export.json" if form.shape == "folder" else out.with_name(f"{out.name}.export.json")
    note = json.loads(beside.read_bytes())
    written = note["written"]
    lost = ", ".join(f"{one['what']} {one['times']}" for one in note["lost"] if one["times"])
    files = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    others = ", ".join(f"{what} {count}" for what, count in written.items() if what != "articles")
    memory = usage.ru_maxrss / (1 << 10 if sys.platform != "darwin" else 1 << 20)
    cells = (
        form.name,
        written.get("articles", ""),
        f"{seconds:.1f}",
        f"{memory:.0f}",
        f"{size / 1e6:.1f}",
        others,
        lost,
    )
    print("\t".join(map(str, cells)), flush=True)


if __name__ == "__main__":
    main()
