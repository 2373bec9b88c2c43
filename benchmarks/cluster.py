"""Put an engine to the test: how runs end, what killed workers and killed runs leave, what an engine costs.

    python dev.py run python benchmarks/cluster.py exits --engine dask --times 50     exit statuses of a small run
    python dev.py run python benchmarks/cluster.py kills --engine dask --times 20     processes killed at random moments
    python dev.py run python benchmarks/cluster.py drivers --engine dask --times 10   the whole run killed, begun anew
    python dev.py run python benchmarks/cluster.py beside --engine dask               beside the local pool, at once
    ... --articles 2000 --seed 11

Articles are those of the ANT corpus, for `beside` of both corpora, under MUSNAD_SHARED or `../shared`. What a run wrote
is compared with what the local pool wrote, file by file. Exit status 0 where all is the same.
"""

from __future__ import annotations

import argparse
import filecmp
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
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from processes import fresh_environment, run_fresh, watch
from run_files import write_files

ROOT = Path(__file__).resolve().parent.parent
MARK = "MUSNAD_CLUSTER_RUN"
SHARD = 40
LIMIT_SECONDS = 900
SHOWN = 20  # names of files
SAID = 4000  # characters shown of what a run said that did not end well


def main() -> int:
    """Run the chosen part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("exits", "kills", "drivers", "beside"))
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
        if args.part == "beside":
            return beside(Path(folder), args.engine, args.articles)
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

    def start(self, out: Path, engine: str | None = None, *options: str) -> tuple[subprocess.Popen[bytes], str]:
        """Start a run with two workers; return it with the mark of all its processes."""
        mark = uuid.uuid4().hex
        words = ["run", str(self.source), "-o", str(out), "--engine", engine or self.engine, "--workers", "2",
                 "--articles", str(SHARD), *options]  # fmt: skip
        env = {**os.environ, MARK: mark}
        with self.said(out).open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "musnad", *words], env=env, stdout=subprocess.DEVNULL, stderr=said
            )
        return process, mark

    def said(self, out: Path) -> Path:
        """Return the file of what the runs into a folder said of what went wrong."""
        return out.with_suffix(".said.txt")

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
        if status != 0:
            print(f"run {runs} ended with {status}:", bench.said(out).read_text("utf-8", "replace")[-SAID:], flush=True)
        while status != 0 and runs < times:  # taken up again, as a person would
            process, mark = bench.start(out, None, "--retry")  # an article that two kills met is put down
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


def beside(folder: Path, engine: str, articles: int) -> int:
    """Let an engine and the local pool read so many articles at once, with one worker each; compare what they take.

    Side by side, so that what disturbs one disturbs the other. Each is watched from a process of its own.
    """
    count, env = write_files(folder / "news", articles), fresh_environment(folder / "kept")
    if run_fresh(("-m", "musnad", "doctor"), env).status:  # modules are compiled and caches made
        raise RuntimeError("musnad doctor found something wrong")
    outs = {name: folder / f"out-{name}" for name in ("local", engine)}
    with ProcessPoolExecutor(len(outs)) as watchers:
        words = {name: ("-m", "musnad", "run", str(folder / "news"), "--out", str(out), "--engine", name,
                        "--workers", "1") for name, out in outs.items()}  # fmt: skip
        watched = {name: watchers.submit(watch, command, env) for name, command in words.items()}
        ran = {name: future.result() for name, future in watched.items()}
    other_files = differing(*outs.values())
    for name, one in ran.items():
        peaks = ", ".join(f"{peak:.0f}" for peak in one.peaks)
        print(f"{name}: status {one.status}, {one.wall:.0f} s by the wall, {one.processor:.0f} s of processor, "
              f"MiB of its processes at most: {peaks} {one.message}")  # fmt: skip
    local, other = ran["local"], ran[engine]
    print(f"{engine} / local pool, {count:,} articles: {other.wall / local.wall:.2f} by the wall, "
          f"{other.processor / local.processor:.2f} by the processor; "
          f"files that differ: {len(other_files)} {', '.join(other_files[:SHOWN])}")  # fmt: skip
    return 1 if other_files else 0


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that two runs did not write alike; they may be too many to be held."""
    names = [{str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} for out in (one, other)]
    in_both = sorted(names[0] & names[1])
    return sorted(names[0] ^ names[1]) + [
        name for name in in_both if not filecmp.cmp(one / name, other / name, shallow=False)
    ]


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
