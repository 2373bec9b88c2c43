"""Commands in fresh processes: how long they take to start and read one article, and what memory they come to.

What comes in: one article of the ANT corpus as text and as a page, and many as JSON lines. What goes out: rows, by the
wall, since that is what somebody waits for, with the processor's time beside it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from measuring import compare, figure
from news import jsonl, made_pages, middling, spread
from processes import Ran, fresh_environment, peak_mib, run_fresh

from suite_parts.rows import Asked, Part, Row, SkipError

__all__ = ["COLD", "MEMORY"]

_NOTHING = "python -c pass"


def _measure_cold(asked: Asked) -> Iterator[Row]:
    record = middling(asked.records)[0]
    with tempfile.TemporaryDirectory() as folder:
        text, page = Path(folder, "one.txt"), Path(folder, "one.html")
        text.write_text(record["text"], encoding="utf-8")
        page.write_bytes(made_pages([record])[0].html)
        commands = {
            _NOTHING: ("-c", "pass"),
            "musnad --help": ("-m", "musnad", "--help"),
            "musnad read one.txt": ("-m", "musnad", "read", str(text), "--published", record["published"][:10]),
            "musnad read one.html": ("-m", "musnad", "read", str(page)),
        }
        env = fresh_environment(Path(folder, "kept"))
        firsts = {name: _run(command, env) for name, command in commands.items()}
        runs: dict[str, list[Ran]] = {name: [] for name in commands}
        for _ in range(asked.pick(9, 3)):
            for name, command in commands.items():
                runs[name].append(_run(command, env))
        for name in commands:
            if name == _NOTHING:
                continue
            yield Row(
                f"`{name}`",
                _shown(runs[name]),
                _shown(runs[_NOTHING]),
                str(compare([ran.processor for ran in runs[name]], [ran.processor for ran in runs[_NOTHING]])),
                f"median of {len(runs[name])} by the wall, processor in brackets and as ratio; the other: {_NOTHING}",
            )
        first, later = firsts["musnad read one.txt"], runs["musnad read one.txt"]
        yield Row(
            "`musnad read one.txt`, first of all",
            _shown([first]),
            _shown(later),
            figure(first.processor / statistics.median(ran.processor for ran in later)),
            "once, after `--help`: modules not compiled yet and no caches; the other: the same command later",
        )


def _run(command: tuple[str, ...], env: Mapping[str, str]) -> Ran:
    ran = run_fresh(command, env)
    if ran.status:
        raise RuntimeError(f"python {' '.join(command[:3])} ended with {ran.status}: {ran.message}")
    return ran


def _shown(runs: list[Ran]) -> str:
    wall, processor = (
        statistics.median(found) * 1000 for found in zip(*((r.wall, r.processor) for r in runs), strict=True)
    )
    return f"{wall:.0f} ms ({processor:.0f})"


def _measure_memory(asked: Asked) -> Iterator[Row]:
    if os.name != "posix":
        raise SkipError("Python has no module resource on this system")
    with tempfile.TemporaryDirectory() as folder:
        env = fresh_environment(Path(folder, "kept"))
        peaks, count = [], asked.pick(1000, 40)
        for number in (1, count):
            file = Path(folder, f"{number}.jsonl")
            file.write_text(jsonl(spread(asked.records, number)), encoding="utf-8")
            peaks.append(peak_mib(["read", str(file), "--format", "jsonl"], env))
    yield Row(
        f"`musnad read` of {count} articles",
        f"{peaks[1]:.0f} MiB",
        f"{peaks[0]:.0f} MiB",
        figure(peaks[1] / peaks[0]),
        "peak of a fresh process; the other: the same of one article",
    )


COLD = Part(
    "cold",
    "fresh processes",
    (
        "By the wall, so that other work on the machine lengthens it: of an unquiet run the least is not even a",
        "bound. Compiled modules and caches are kept from one command to the next, files are in the system's cache.",
        "python -c pass is what no program in Python is under.",
    ),
    _measure_cold,
)
MEMORY = Part("memory", "peak memory", ("musnad beside itself.",), _measure_memory)
