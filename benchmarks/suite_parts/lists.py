"""What a long list of the user's own actors costs: loading, memory, and the time of an article.

What comes in: made-up names, put together from given names, last words of known names and the nouns that open
institutions' names, all of the shipped lexicon, by a fixed seed. What goes out: rows. The figures are made in a process
of their own (`list_cost.py`), which has the lists beside each other.
"""

from __future__ import annotations

import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import compare, figure
from news import ROOT, jsonl, middling, spread

from musnad.lexicon import Lexicon
from suite_parts.rows import Asked, Part, Row

__all__ = ["LISTS", "made_up_actors"]

_SEED = 11
_EVERY_ORGANISATION = 5


def made_up_actors(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield so many rows of id, type and name, all different: four people, then an organisation, and so on."""
    lexicon, chance = Lexicon(), random.Random(_SEED)
    given = sorted({row.form for row in lexicon.given_names})
    family = sorted({row.name.split()[-1] for row in lexicon.actors if row.type == "PER"})
    heads = sorted({row.form for row in lexicon.organisation_heads})
    taken: set[str] = set()
    while len(taken) < count:
        number = len(taken)
        if number % _EVERY_ORGANISATION:
            kind, parts = "PER", (chance.choice(given), chance.choice(given), chance.choice(family))
        else:
            kind, parts = "ORG", (chance.choice(heads), chance.choice(given), chance.choice(family))
        name = " ".join(parts)
        if name not in taken:
            taken.add(name)
            yield f"made.{number}", kind, name


def _measure(asked: Asked) -> Iterator[Row]:
    sizes = asked.pick_sizes((10_000, 100_000), (1_000,))
    count = asked.pick(60, 9)
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.jsonl")
        news.write_text(jsonl(spread(middling(asked.records), count)), encoding="utf-8")
        lists = [_write(Path(folder, f"{size}.csv"), size) for size in sizes]
        path = os.pathsep.join(filter(None, (str(ROOT / "benchmarks"), os.environ.get("PYTHONPATH"))))
        done = subprocess.run(
            [sys.executable, "-m", "suite_parts.list_cost", str(news), *map(str, lists)],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    nobody, *others = json.loads(done.stdout)
    yield Row(
        "no list: load, memory",
        f"{nobody['load']:.2f} s, {nobody['memory']:.0f} MiB",
        "",
        "",
        "the shipped lexicon alone",
    )
    for size, found in zip(sizes, others, strict=True):
        yield Row(
            f"load {size:,} actors",
            f"{found['load']:.2f} s, {found['memory']:.0f} MiB",
            f"{nobody['load']:.2f} s, {nobody['memory']:.0f} MiB",
            f"{figure(found['load'] / nobody['load'])}",
            "shipped lexicon and list; the other: no list. Ratio of the seconds",
        )
        yield Row(
            f"an article, {size:,} actors",
            f"{figure(statistics.median(found['rounds']))} ms",
            f"{figure(statistics.median(nobody['rounds']))} ms",
            str(compare(found["rounds"], nobody["rounds"])),
            f"all layers of {count} articles with the list; the other: without",
        )


def _write(file: Path, size: int) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "type", "name"))
        writer.writerows(made_up_actors(size))
    return file


LISTS = Part(
    "lists",
    "actors of the user's own",
    (
        "musnad beside itself. The names are put together at random, so that they hold words that articles are full",
        "of more often than a real list would. Load: reading the list, checking it, and the first article; memory:",
        "what the process grew by.",
    ),
    _measure,
)
