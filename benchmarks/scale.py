"""Weigh a run step by step: what each step costs, what lies between steps, what one text in many outlets does.

    python dev.py run python benchmarks/scale.py days --articles 2000                      articles of days in a row
    python dev.py run python benchmarks/scale.py skew --copies 10000 --others 2000         one text among others
    ... --workers 2      steps over the local pool; memory is then that of the first process and of the largest worker

Articles are those of the ANT corpus, under MUSNAD_SHARED or `../shared`. The copied text is one of about 205 words;
half its copies are word for word, half have one to five words left out, put in or put in another's place. It and the
others appear on one day, each in one of 5,000 outlets. What comes out: a table of the steps, bytes they leave, rows.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from measuring import calibrate
from news import load_records, shared_folder

from musnad.engine import run
from musnad.engine.engines import open_engine
from musnad.engine.weighing import weigh_run
from musnad.engine.weighing.components import put_down
from musnad.engine.weighing.plan import weighed_plan
from musnad.engine.weighing.weigh import HELD, MOST_SAME

Record = dict[str, Any]
OUTLETS = 5_000
WORDS = 205
MOST_EDITS = 5
SINCE = "2018-04-01"
_KIB_TO_MB = 1024 / 1e6


def main(argv: Sequence[str] | None = None) -> int:
    """Make the articles, read them, weigh them, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("days", "skew"))
    parser.add_argument("--articles", type=int, default=2000, help="of days")
    parser.add_argument("--copies", type=int, default=10_000, help="of skew")
    parser.add_argument("--others", type=int, default=2000, help="of skew")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--held", type=int, default=HELD, help="documents whose evidence a task holds")
    parser.add_argument("--most-same", type=int, default=MOST_SAME, help="of the very same words: each pair is written")
    parser.add_argument("--seed", type=int, default=11)
    asked = parser.parse_args(argv)
    try:
        records = load_records(shared_folder())
    except OSError as error:
        print(f"{error}; name the corpora's folder in MUSNAD_SHARED", file=sys.stderr)
        return 1
    records = sorted((r for r in records if (r.get("published") or "") >= SINCE), key=lambda r: r["published"])
    draw = random.Random(asked.seed)
    made = records[: asked.articles] if asked.part == "days" else skewed(records, asked.copies, asked.others, draw)
    print(f"{len(made):,} articles; {calibrate():.1f} ns a turn of a loop of pure Python")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "news.jsonl")
        source.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in made), encoding="utf-8")
        steps = Steps(len(made), Path(folder, "run"), workers=asked.workers)
        with open_engine(workers=None) as engine:
            report = run([source], steps.folder, engine=engine, articles=1000)
        print(f"read, as {dict(report.counts)}")
        steps.begin()
        with open_engine(workers=asked.workers) as engine:
            weighed = weigh_run(
                steps.folder, engine, held_documents=asked.held, most_same=asked.most_same, progress=steps
            )
        steps.end()
        print(f"{weighed.documents:,} current articles, {len(weighed.failed)} not weighed; rows {weighed.rows}")
        print(f"largest component: {largest_component(steps.folder, asked.held):,} pieces")
    return 0


def skewed(records: Sequence[Record], copies: int, others: int, draw: random.Random) -> list[Record]:
    """Return so many copies of one text among so many other articles, all of one day, in drawn order."""
    copied = min(records, key=lambda record: abs(len(record["text"].split()) - WORDS))
    rest = [record for record in records if record["id"] != copied["id"]][:others]
    texts = [record["text"] for record in rest]
    texts += [copied["text"] if number % 2 else edited(copied["text"], draw) for number in range(copies)]
    draw.shuffle(texts)
    return [
        {"id": f"a{number}", "outlet": f"جريدة {draw.randrange(OUTLETS)}", "published": SINCE, "text": text}
        for number, text in enumerate(texts)
    ]


def edited(text: str, draw: random.Random) -> str:
    """Return a text with a few words changed by others of it, left out or put in."""
    words = text.split(" ")
    for _ in range(draw.randint(1, MOST_EDITS)):
        at, what = draw.randrange(len(words)), draw.randrange(3)
        words[at : at + (what != 1)] = [] if what == 0 else [draw.choice(words)]
    return " ".join(words)


class Steps:
    """Notes what each step of a weighing takes, and prints it when the next begins."""

    def __init__(self, articles: int, folder: Path, *, workers: int) -> None:
        self.folder, self._articles = folder, articles
        self._looked_at = (resource.RUSAGE_SELF, *([resource.RUSAGE_CHILDREN] if workers else ()))
        self._name, self._spent, self._all = "", 0.0, 0.0

    def begin(self) -> None:
        """Start the table."""
        self._spent = _processor()
        print("\n| step | CPU s | to 1,000 articles | memory at most by then, MB | bytes left, to an article |")
        print("|---|---|---|---|---|")

    def __call__(self, step: str, done: int, tasks: int) -> None:
        """Be told of a step, as `weigh_run` does."""
        if step != self._name:
            self._put()
            self._name = step

    def end(self) -> None:
        """Finish the table."""
        self._put()
        print(f"| all | {self._all:.1f} | {self._all / self._articles * 1000:.1f} | {self._memory():.0f} | |\n")

    def _put(self) -> None:
        spent = _processor()
        took, self._spent = spent - self._spent, spent
        if self._name:
            left = sum(file.stat().st_size for file in _files(self.folder / "weighing" / self._name))
            print(
                f"| {self._name} | {took:.1f} | {took / self._articles * 1000:.1f} | {self._memory():.0f} "
                f"| {left / self._articles:,.0f} |",
                flush=True,
            )
            self._all += took

    def _memory(self) -> float:
        """Return megabytes at most so far: of this process, or of the largest worker, if that is more."""
        return max(resource.getrusage(of).ru_maxrss for of in self._looked_at) * _KIB_TO_MB


def largest_component(folder: Path, held: int) -> int:
    """Return how many pieces stand in the largest component of likely joins; 0 where nothing is joined."""
    plan = weighed_plan(folder, held=held)
    assert plan is not None  # it was weighed just now
    _, labels = put_down(plan, "components")
    return max(np.unique(labels, return_counts=True)[1].tolist(), default=0)


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file())


def _processor() -> float:
    """Return the processor seconds of this process and of the workers that have ended."""
    used = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    sys.exit(main())
