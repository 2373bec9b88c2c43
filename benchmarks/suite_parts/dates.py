"""The reader of times against dateparser's search, on news articles; how much each finds, on labelled sentences.

What comes in: articles of the ANT corpus and the unseen sentences of `benchmarks/times`. What goes out: rows.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import compare, figure, take_turns
from news import Record, rounds_of

from suite_parts.rows import Asked, Part, Row, SkipError

_FOLDER = Path(__file__).resolve().parent.parent / "times"
sys.path.insert(0, str(_FOLDER))

from finders import Finder, dateparser_finder, musnad_finder  # noqa: E402 - they lie in the folder of that name
from scoring import Labelled, Tally, score  # noqa: E402

__all__ = ["DATES"]


def _measure(asked: Asked) -> Iterator[Row]:
    other = dateparser_finder()
    if other is None:
        raise SkipError("dateparser is not installed here; to measure it too: pip install dateparser")
    ours = musnad_finder()
    yield _right(ours, other)

    def reading(finder: Finder) -> object:
        return lambda record: finder.find(record["text"], record["published"])

    contenders = {"musnad": reading(ours), "other": reading(other)}
    rounds: list[list[Record]] = rounds_of(asked.records, asked.pick(5, 3), asked.pick(20, 4))
    take_turns(contenders, [asked.records[1:3]])
    costs = take_turns(contenders, rounds)
    middle = {name: statistics.median(found) for name, found in costs.items()}
    yield Row(
        "all times of an article",
        f"{figure(middle['musnad'])} ms",
        f"{figure(middle['other'])} ms",
        str(compare(costs["musnad"], costs["other"])),
        f"{sum(map(len, rounds))} ANT articles: `musnad.times.find`, `{other.name}` search_dates",
    )


def _right(ours: Finder, other: Finder) -> Row:
    lines = (_FOLDER / "sentences-unseen.jsonl").read_text(encoding="utf-8").split("\n")
    records = [json.loads(line) for line in lines if line.strip()]
    sentences = [Labelled.of(record, family=record["family"]) for record in records]
    told = [sum((score(sentence, finder) for sentence in sentences), Tally()) for finder in (ours, other)]
    shown = [f"{tally.value} right, {tally.spurious} spurious" for tally in told]
    return Row("values in unseen sentences", *shown, "", f"{told[0].wanted} expressions in {len(sentences)} sentences")


DATES = Part(
    "dates",
    "expressions of time",
    (
        "dateparser gives words and a date-time, without span, type or exactness; it is told that the language is",
        "Arabic, the day of publication, and to prefer the past. Its values are compared only as exactly as the gold",
        "ones are, which favours it; durations and recurring times it cannot give count as not right. The sentences",
        "are ours. More by `benchmarks/times.py`.",
    ),
    _measure,
)
