"""Measure how the reader's time grows with the text, and how many characters it reads in a second.

What comes in: the seen sentences, repeated, and articles of the ANT corpus. What goes out: tables of processor time,
so that other work on the machine matters little; whether what was read is right is not asked here.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from finders import Finder
from measuring import calibrate, processor_ms, slope

__all__ = ["measure_growth", "measure_speed"]

SENTENCES = Path(__file__).resolve().parent / "sentences-seen.jsonl"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 5_000_000)
REPEAT_UP_TO = 100_000
MOST_SECONDS = 300.0
PUBLISHED = "2018-05-10"
RUNS = 5


def measure_growth(finder: Finder) -> None:
    """Print the seconds for texts of growing size, and the exponent of the growth (1: in step with the text)."""
    print(
        f"\nGROWTH  processor seconds of {finder.name} by the characters of the text; exponent: the slope, log to log"
    )
    if not SENTENCES.is_file():
        print(f"skipped, there is no {SENTENCES}")
        return
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").split("\n") if line.strip()]
    texts = [json.loads(line)["text"] for line in lines]
    shapes = {
        "sentences": "\n".join(texts) + "\n",
        "one line": " ".join(texts) + " ",  # the same words without a single line end
        "one number": "1234567890",
        "numbers": "12 3456 7 2017 890 31 ",
    }
    curves = {name: _curve(finder, unit) for name, unit in shapes.items()}
    print(f"{'characters':>12}" + "".join(f"{name:>14}" for name in shapes))
    for number, size in enumerate(SIZES):
        cells = (f"{curve[number]:14.4f}" if number < len(curve) else f"{'not run':>14}" for curve in curves.values())
        print(f"{size:12,}" + "".join(cells))
    print(f"{'exponent':>12}" + "".join(f"{slope(SIZES, curve):14.2f}" for curve in curves.values()))
    print(f"{'last step':>12}" + "".join(f"{slope(SIZES, curve, last=2):14.2f}" for curve in curves.values()))
    if any(len(curve) < len(SIZES) for curve in curves.values()):
        print(f"  not run: by the steps before, it would take more than {MOST_SECONDS:.0f} seconds")


def _curve(finder: Finder, unit: str) -> list[float]:
    """Return the seconds for each size, as far as the time allows."""
    finder.find(unit[:1000], PUBLISHED)  # what is loaded once is not counted
    curve: list[float] = []
    for number, size in enumerate(SIZES):
        if len(curve) >= 2:
            growth = max(1.0, slope(SIZES[:number], curve, last=2))
            if curve[-1] * (size / SIZES[number - 1]) ** growth > MOST_SECONDS:
                break
        text = (unit * (size // len(unit) + 1))[:size]
        read = partial(finder.find, text, PUBLISHED)
        curve.append(min(processor_ms(read) / 1000 for _ in range(3 if size <= REPEAT_UP_TO else 1)))
    return curve


def measure_speed(musnad: Finder, articles: Sequence[dict[str, Any]]) -> None:
    """Print characters per second on articles. What dateparser takes beside it is in `benchmarks/suite.py dates`."""
    print("\nSPEED  news articles of the ANT corpus, one process, processor time")
    print(f"  calibration: {calibrate():.1f} ns per turn of a loop of pure Python")

    def read(some: Sequence[dict[str, Any]]) -> None:
        for article in some:
            musnad.find(article["text"], article["published"])

    read(articles[:5])
    characters = sum(len(article["text"]) for article in articles)
    runs = [processor_ms(partial(read, articles)) / 1000 for _ in range(RUNS)]
    middle = statistics.median(runs)
    print(f"  {musnad.name:18} {characters / middle:10,.0f} characters per second", end="")
    print(f" ({characters / max(runs):,.0f} to {characters / min(runs):,.0f}; median of {RUNS} runs)", end="")
    print(f", {len(articles)} articles, {middle / len(articles) * 1000:.2f} ms each")
    print(f"  calibration at the end: {calibrate():.1f} ns per turn")
