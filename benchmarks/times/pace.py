"""Measure how the reader's time grows with the text, and how many characters it reads in a second.

What comes in: the seen sentences, repeated, and articles of the ANT corpus. What goes out: tables of processor time,
so that other work on the machine matters little; whether what was read is right is not asked here.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from finders import Finder

__all__ = ["measure_growth", "measure_speed", "slope"]

SENTENCES = Path(__file__).resolve().parent / "sentences-seen.jsonl"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 5_000_000)
REPEAT_UP_TO = 100_000
MOST_SECONDS = 300.0
PUBLISHED = "2018-05-10"
RUNS = 5
OTHER_ARTICLES, OTHER_SECONDS = 20, 60.0


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


def slope(sizes: Sequence[int], seconds: Sequence[float], *, last: int | None = None) -> float:
    """Return the least-squares slope of log seconds over log sizes, of all points or the last so many.

    >>> round(slope((10, 100, 1000), (1.0, 10.0, 100.0)), 2)
    1.0
    """
    points = [(math.log(x), math.log(y)) for x, y in zip(sizes, seconds, strict=False)][-(last or len(sizes)) :]
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*points, strict=True)).slope


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
        curve.append(min(_seconds(read) for _ in range(3 if size <= REPEAT_UP_TO else 1)))
    return curve


def measure_speed(
    finders: Sequence[Finder], articles: Sequence[dict[str, Any]], calibrate: Callable[[], float]
) -> None:
    """Print characters per second on articles, of dateparser on a few of them, and the ratio on those few."""
    musnad, *others = finders
    print("\nSPEED  news articles of the ANT corpus, one process, processor time")
    print(f"  calibration: {calibrate():.1f} ns per turn of the loop of benchmarks/speed.py")
    _read(musnad, articles[:5])
    characters = sum(len(article["text"]) for article in articles)
    runs = [_read(musnad, articles) for _ in range(RUNS)]
    middle = statistics.median(runs)
    print(f"  {musnad.name:18} {characters / middle:10,.0f} characters per second", end="")
    print(f" ({characters / max(runs):,.0f} to {characters / min(runs):,.0f}; median of {RUNS} runs)", end="")
    print(f", {len(articles)} articles, {middle / len(articles) * 1000:.2f} ms each")
    step = max(1, len(articles) // OTHER_ARTICLES)
    for other in others:
        _print_ratio(musnad, other, articles[::step][:OTHER_ARTICLES])
    print(f"  calibration at the end: {calibrate():.1f} ns per turn")


def _print_ratio(musnad: Finder, other: Finder, articles: Sequence[dict[str, Any]]) -> None:
    """Print the pace of another reader, article by article beside musnad, as far as the time allows."""
    _read(other, articles[:1])
    theirs = ours = 0.0
    characters = done = 0
    for article in articles:
        theirs += _read(other, [article])
        ours += statistics.median(_read(musnad, [article]) for _ in range(RUNS))
        characters += len(article["text"])
        done += 1
        if theirs > OTHER_SECONDS:
            break
    print(f"  {other.name:18} {characters / theirs:10,.0f} characters per second, {done} of these articles; ", end="")
    print(f"beside it {musnad.name} read {characters / ours:,.0f}: {theirs / ours:.1f} times as many")


def _read(finder: Finder, articles: Sequence[dict[str, Any]]) -> float:
    def read() -> None:
        for article in articles:
            finder.find(article["text"], article["published"])

    return _seconds(read)


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return max(time.process_time() - start, 1e-6)
