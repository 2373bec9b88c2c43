"""Measure musnad beside the programs that people would use instead: one command, one table.

    python dev.py run python benchmarks/suite.py                    everything
    python dev.py run python benchmarks/suite.py PART...            some parts
    ... --quick                         little of everything, in a minute: shows that it runs, the figures tell nothing
    ... --write docs/benchmarks.md      also put the table into that page
    ... shards --articles N --engine E  `musnad run` over so many articles (1,000), with an engine beside the local pool

Parts: pages dates names search stages growth lists cold memory shards. All but a few rows need the corpora under
MUSNAD_SHARED or `../shared`, and some a program of the dependency group `benchmarks`. What is missing is skipped with
its reason. The exit status is 1 where a part failed. `benchmarks/README.md` says how it counts.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where this is imported

from measuring import calibrate
from news import shared_folder
from suite_parts.dates import DATES
from suite_parts.finding import SEARCH
from suite_parts.lists import LISTS
from suite_parts.machine import describe, loaded
from suite_parts.names import NAMES
from suite_parts.pages import PAGES
from suite_parts.rows import Asked
from suite_parts.running import run_part
from suite_parts.shards import SHARDS
from suite_parts.stages import GROWTH, STAGES
from suite_parts.starts import COLD, MEMORY
from suite_parts.table import put_between, render

from musnad.collecting import collect_seldom

PARTS = (PAGES, DATES, NAMES, SEARCH, STAGES, GROWTH, LISTS, COLD, MEMORY, SHARDS)
QUICK = "this was a quick run, which shows that the suite runs; its figures tell nothing"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the chosen parts and print the table; return the exit status."""
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="little of everything")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page that has the marks for the table")
    parser.add_argument("--articles", type=int, default=1000, help="how many `musnad run` reads (1000)")
    parser.add_argument("--engine", help="an engine of `musnad run` to measure beside the local pool")
    asked = parser.parse_args(argv)
    if unknown := set(asked.parts) - set(names):
        parser.error(f"no part {', '.join(sorted(unknown))}; the parts are {', '.join(names)}")
    chosen = [part for part in PARTS if part.name in asked.parts] or list(PARTS)
    page = asked.write.read_text(encoding="utf-8") if asked.write else None
    if page is not None:
        put_between(page, "")  # says before the work, not after it, that the page has no marks
    collect_seldom()  # as the commands of musnad do; the others here have as much of it
    how = Asked(shared_folder(), quick=asked.quick, articles=asked.articles, engine=asked.engine)
    repeats = how.pick(7, 1)
    before, load = calibrate(repeats), loaded()
    results = [run_part(part, how) for part in chosen]
    machine = {
        **describe(),
        "pace": f"{before:.1f} ns a turn of a loop of pure Python before, {calibrate(repeats):.1f} after; "
        f"{load} processes at work when it began",
        "run": f"{sum(result.seconds for result in results):.0f} s for {', '.join(part.name for part in chosen)}",
        **({"quick": QUICK} if asked.quick else {}),
    }
    text = render(results, machine)
    print(text)
    if page is not None:
        asked.write.write_text(put_between(page, text), encoding="utf-8")
    return int(any(result.failed is not None for result in results))


if __name__ == "__main__":
    warnings.filterwarnings("ignore", module=r"dateparser|dateutil|regex")
    sys.exit(main())
