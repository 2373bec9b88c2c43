"""Put an engine to the test: how runs end, what killed workers and killed runs leave, what an engine costs.

    python dev.py run python benchmarks/cluster.py exits --engine dask --times 50     exit statuses of a small run
    python dev.py run python benchmarks/cluster.py kills --engine dask --times 20     processes killed at random moments
    python dev.py run python benchmarks/cluster.py drivers --engine dask --times 10   the whole run killed, begun anew
    ... --articles 2000 --seed 11

Articles are those of the ANT corpus, under MUSNAD_SHARED or `../shared`. What a run wrote is compared with what the
local pool wrote, file by file. Exit status 0 where all is the same.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "MUSNAD_CLUSTER_RUN"
SHARD = 40
LIMIT_SECONDS = 900


def main() -> int:
    """Run the chosen part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("exits", "kills", "drivers"))
    parser.add_argument("--engine", default="dask")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    shared = Path(os.environ.get("MUSNAD_SHARED", ROOT.parent / "shared"))
    corpus = shared / "data/news/ant.jsonl.gz"
    if not corpus.is_file():
        print(f"{corpus}: no such corpus; name its folder in MUSNAD_SHARED", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "news.jsonl")
        with gzip.open(corpus, "rb") as lines:
            source.write_bytes(b"".join(islice(lines, args.articles)))
        bench = Bench(Path(folder), source, args.engine)
        return {"exits": exits, "kills": kills, "drivers": drivers}[args.part](bench, args.times, args.seed)


class Bench:
    """A source, and runs over it into folders of their own."""

    def __init__(self, folder: Path, source: Path, engine: str) -> None:
        self.folder, self.source, self.engine = folder, source, engine
        self.runs = 0

    def start(self, out: Path, engine: str | None = None) -> tuple[subprocess.Popen[bytes], str]:
        """Start a run with two workers; return it with the mark of all its processes."""
        mark = uuid.uuid4().hex
        words = ["run", str(self.source), "-o", str(out), "--engine", engine or self.engine, "--workers", "2",
                 "--articles", str(SHARD)]  # fmt: skip
        env = {**os.environ, MARK: mark}
        process = subprocess.Popen(
            [sys.executable, "-m", "musnad", *words], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return process, mark

    def new(self) -> Path:
        """Return a folder for a run."""
        self.runs += 1
        return self.folder / f"out{self.runs}"

    def reference(self) -> dict[str, bytes]:
        """Return what the local pool writes."""
        out = self.new()
        process, _ = self.start(out, "local")
        if process.wait() != 0:
            raise RuntimeError(f"the local run ended with {process.returncode}")
        return content(out)


def exits(bench: Bench, times: int, _seed: int) -> int:
    """Print the exit statuses of so many runs, and how many wrote what the local pool does."""
    wanted, statuses, same = bench.reference(), Counter[int](), 0
    for _ in range(times):
        out = bench.new()
        process, _ = bench.start(out)
        statuses[process.wait()] += 1
        same += content(out) == wanted
    print(f"{bench.engine}: {times} runs, exit statuses {dict(statuses)}, {same} with the bytes of the local pool")
    return 0 if statuses == {0: times} and same == times else 1


def kills(bench: Bench, times: int, seed: int) -> int:
    """Kill so many workers and readers of runs, one at a time at random moments; compare what the runs wrote."""
    wanted, moments = bench.reference(), random.Random(seed)
    killed = runs = same = 0
    statuses = Counter[int]()
    while killed < times:
        out, runs = bench.new(), runs + 1
        process, mark = bench.start(out)
        began = time.monotonic()
        while process.poll() is None and killed < times and time.monotonic() - began < LIMIT_SECONDS:
            time.sleep(moments.uniform(2.0, 8.0))
            if victims := [pid for pid in marked(mark) if pid != process.pid and not is_tracker(pid)]:
                killed += kill(moments.choice(victims))
        status = finish(process, mark, began)
        statuses[status] += 1
        while status != 0 and runs < times:  # taken up again, as a person would
            process, mark = bench.start(out)
            status = finish(process, mark, time.monotonic())
        same += content(out) == wanted
    print(f"{bench.engine}: {killed} processes killed in {runs} runs, which ended with {dict(statuses)} at first; "
          f"{same} have the bytes of the local pool")  # fmt: skip
    return 0 if same == runs else 1


def drivers(bench: Bench, times: int, seed: int) -> int:
    """Kill a run and all its processes so many times, begin it anew each time; compare the bytes at the end."""
    wanted, moments, out = bench.reference(), random.Random(seed), bench.new()
    for _ in range(times):
        process, mark = bench.start(out)
        time.sleep(moments.uniform(2.0, 12.0))
        kill(process.pid)
        process.wait()
        time.sleep(1.0)
        left = marked(mark)
        for pid in left:
            kill(pid)
    process, mark = bench.start(out)
    status = finish(process, mark, time.monotonic())
    same = content(out) == wanted
    print(
        f"{bench.engine}: begun anew {times} times, then status {status}; the bytes are {'' if same else 'not '}those"
    )
    return 0 if same and status == 0 else 1


def finish(process: subprocess.Popen[bytes], mark: str, began: float) -> int:
    """Return the exit status of a run; one that takes too long is killed, and is -9."""
    try:
        return process.wait(max(1.0, LIMIT_SECONDS - (time.monotonic() - began)))
    except subprocess.TimeoutExpired:
        for pid in marked(mark):
            kill(pid)
        return process.wait()


def marked(mark: str) -> list[int]:
    """Return the processes of a run, in order; only where there is a /proc."""
    needle, found = f"{MARK}={mark}".encode(), []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if needle in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue  # it has ended, or is another user's
    return sorted(found)


def is_tracker(pid: int) -> bool:
    """Whether a process is Python's own that counts what others share, and does none of the work."""
    try:
        return b"resource_tracker" in Path("/proc", str(pid), "cmdline").read_bytes()
    except OSError:
        return True


def kill(pid: int) -> bool:
    """Kill a process; say whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def content(out: Path) -> dict[str, bytes]:
    """Return the files of a run by their paths, but for the lock."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*"))
            if path.is_file() and path.name != "running.lock"}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
