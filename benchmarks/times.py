"""Measure the reader of dates, `musnad.times.find`, beside dateparser where that is installed.

    python dev.py run python benchmarks/times.py              everything
    python dev.py run python benchmarks/times.py PART...      of sentences, recognizers, articles, growth, speed
    ... --wrong                                               also list what is wrong (seen sentences, recognizers)

The sentences lie in `benchmarks/times`; the cases of Recognizers-Text, the ANT corpus and the gold articles under
MUSNAD_SHARED or `../shared`. A part whose corpus is not there is skipped. `benchmarks/README.md` says what is counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from news import ANT, load_records, shared_folder, spread

sys.path.insert(0, str(Path(__file__).resolve().parent / "times"))

from finders import Finder, dateparser_finder, musnad_finder
from pace import measure_growth, measure_speed
from recognizers import measure_recognizers
from sets import measure_articles, measure_sentences

PARTS = ("sentences", "recognizers", "articles", "growth", "speed")
SPEED_ARTICLES = 300


def main() -> int:
    """Run the chosen parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong (seen sentences, recognizers)")
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    shared = shared_folder()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors")
    finders = _finders()
    chosen = args.parts or PARTS
    if "sentences" in chosen:
        measure_sentences(finders, wrong=args.wrong)
    if "recognizers" in chosen:
        measure_recognizers(finders, shared, wrong=args.wrong)
    if "articles" in chosen:
        measure_articles(finders, shared)
    if "growth" in chosen:
        measure_growth(finders[0])
    if "speed" in chosen:
        _measure_speed(finders[0], shared)
    return 0


def _finders() -> list[Finder]:
    """Return musnad's reader and, where it is installed, dateparser's."""
    other = dateparser_finder()
    if other is None:
        print("dateparser is not installed here; to measure it too: pip install dateparser")
    return [musnad_finder(), *([other] if other else [])]


def _measure_speed(musnad: Finder, shared: Path) -> None:
    if not (shared / ANT).is_file():
        print(f"\nSPEED\nskipped, {shared} has no {ANT}; name the corpora's folder in MUSNAD_SHARED")
        return
    measure_speed(musnad, spread(load_records(shared), SPEED_ARTICLES))


if __name__ == "__main__":
    sys.exit(main())
