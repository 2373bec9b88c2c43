"""Measure how often the day of an undated article is inferred, and how often it is the right one.

What comes in are articles of the ANT corpus, drawn by a seed, without their date; what goes out are counts: a day
chosen (right to the day, within one day, wrong), several candidates, a stretch alone, nothing; the true day excluded;
and for each kind of reason how often it was given and how often it cannot hold of the true day.

    python dev.py run python benchmarks/dating.py [--count N] [--seed S] [--wrong]

`--wrong` lists each wrong day and each reason that excludes the true day and both days beside it: by ids, offsets and
values, never by the text. The corpus lies under MUSNAD_SHARED or `../shared`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from musnad.lexicon import Lexicon
from musnad.model import Dating, DatingReason, Document
from musnad.pipeline import Pipeline
from musnad.stages.dating import DatingStage
from musnad.stages.entities import EntitiesStage
from musnad.stages.mentions import MentionsStage
from musnad.stages.segments import SegmentsStage
from musnad.times.clues import Clue, find_clues, fits
from musnad.times.reader import TimeReader

ROOT = Path(__file__).resolve().parent.parent
ANT = Path("data/news/ant.jsonl.gz")
COUNT, SEED = 2000, 29
DAY = timedelta(1)
OUTCOMES = (
    ("exact", "a day chosen, the right one"),
    ("beside", "a day chosen, the one before or after"),
    ("wrong", "a day chosen, another"),
    ("several", "no day chosen, several candidates with the true day"),
    ("several_without", "no day chosen, several candidates without the true day"),
    ("contradiction", "no day chosen, a first day that lies after the last"),
    ("bounds", "no day chosen, bounds that hold the true day"),
    ("bounds_without", "no day chosen, bounds that leave the true day out"),
    ("some", "no day chosen and no bounds, but reasons"),
    ("none", "no reason found"),
)


class Reading(NamedTuple):
    """An article's true day, what was made of it, and the reasons that exclude the day: strictly, or beside it too."""

    id: str
    day: date
    dating: Dating
    excluding: tuple[DatingReason, ...]
    excluding_beside: tuple[DatingReason, ...]


def main() -> int:
    """Draw the articles, read them, print the counts; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help=f"articles to read ({COUNT})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the draw ({SEED})")
    parser.add_argument(
        "--wrong", action="store_true", help="list wrong days and the reasons that exclude the true one"
    )
    args = parser.parse_args()
    file = Path(os.environ.get("MUSNAD_SHARED", ROOT.parent / "shared")) / ANT
    if not file.is_file():
        print(f"there is no {file}; name the corpora's folder in MUSNAD_SHARED", file=sys.stderr)
        return 1
    records = list(load_records(file))
    drawn = random.Random(args.seed).sample(records, min(args.count, len(records)))
    print(f"{len(drawn)} of {len(records)} articles, seed {args.seed}")
    readings = [reading for record in drawn if (reading := read(record)) is not None]
    print_outcomes(readings)
    print_reasons(readings)
    if args.wrong:
        print_wrong(readings)
    return 0


def load_records(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the dated records of the corpus."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["published"] and record["text"].strip():
                yield record


@cache
def tables() -> tuple[Pipeline, TimeReader]:
    """Return the stages up to the dating, and the reader of dates for the clues behind its reasons."""
    lexicon = Lexicon()
    stages = SegmentsStage(), MentionsStage(lexicon), EntitiesStage(lexicon), DatingStage(lexicon)
    return Pipeline(stages), TimeReader(lexicon)


def read(record: Mapping[str, Any]) -> Reading | None:
    """Read an article without its date, the title and a blank line above it; None where a stage fails."""
    pipeline, reader = tables()
    doc = pipeline(Document(id=record["id"], text=f"{record['title']}\n\n{record['text']}"))
    if doc.dating is None:
        print(f"{doc.id} left out: {doc.failures[0].message}")
        return None
    day = date.fromisoformat(record["published"][:10])
    around = day - DAY, day, day + DAY
    clues = find_clues(reader, doc.segments, doc.text) if doc.segments else ()
    holds = {reason: tuple(_holds(reason, clues, d) for d in around) for reason in doc.dating.reasons}
    strictly = tuple(reason for reason, (_, here, _) in holds.items() if not here)
    return Reading(doc.id, day, doc.dating, strictly, tuple(r for r in strictly if not any(holds[r])))


def _holds(reason: DatingReason, clues: Sequence[Clue], day: date) -> bool:
    """Whether a reason lets an article have appeared on a day: a clue by its own test, the others by their stretch."""
    if reason.kind not in ("office", "event"):
        behind = (c for c in clues if (c.kind, c.start, c.end) == (reason.kind, reason.start, reason.end))
        return all(fits(clue, day) for clue in behind)
    stretches = (says.partition("/") for says in reason.says.split("|"))
    written = day.isoformat()
    return any(
        (not first or first <= written) and (not last or written[: len(last)] <= last) for first, _, last in stretches
    )


def outcome(reading: Reading) -> str:
    """Return what became of an article, by the key of `OUTCOMES`."""
    dating, day = reading.dating, reading.day.isoformat()
    if dating.published is not None:
        apart = abs(date.fromisoformat(dating.published) - reading.day)
        return "exact" if not apart else "beside" if apart <= DAY else "wrong"
    if dating.candidates:
        return "several" if day in dating.candidates else "several_without"
    if dating.earliest or dating.latest:
        if dating.earliest and dating.latest and dating.earliest > dating.latest:
            return "contradiction"
        inside = (dating.earliest or day) <= day <= (dating.latest or day)
        return "bounds" if inside else "bounds_without"
    return "some" if dating.reasons else "none"


def print_outcomes(readings: list[Reading]) -> None:
    """Print how many articles came out how, and how right the chosen days are."""
    counts = Counter(outcome(reading) for reading in readings)
    for key, name in OUTCOMES:
        print(f"{counts[key]:6} {counts[key] / len(readings):7.2%}  {name}")
    by_basis = Counter((r.dating.basis, outcome(r)) for r in readings if r.dating.basis)
    for basis in ("inferred", "dateline"):
        exact, beside, wrong = (by_basis[basis, key] for key in ("exact", "beside", "wrong"))
        print(f"       {basis}: {exact} exact, {beside} beside, {wrong} wrong")
    strictly = sum(bool(reading.excluding) for reading in readings)
    beside = sum(bool(reading.excluding_beside) for reading in readings)
    print(f"{strictly:6} {strictly / len(readings):7.2%}  articles with a reason that excludes the true day")
    print(f"{beside:6} {beside / len(readings):7.2%}  ... and both days beside it")


def print_reasons(readings: list[Reading]) -> None:
    """Print for each kind of reason how often it was given, and how often it excludes the true day."""
    given = Counter(reason.kind for r in readings for reason in r.dating.reasons)
    strictly = Counter(reason.kind for r in readings for reason in r.excluding)
    beside = Counter(reason.kind for r in readings for reason in r.excluding_beside)
    chosen = Counter(
        kind for r in readings if r.dating.published for kind in {reason.kind for reason in r.dating.reasons}
    )
    heads = "reason", "given", "excludes the day", "and both beside", "in articles with a day chosen"
    print("\n{:12} {:>6} {:>17} {:>16} {:>30}".format(*heads))
    for kind, count in given.most_common():
        print(f"{kind:12} {count:6} {strictly[kind]:17} {beside[kind]:16} {chosen[kind]:30}")


def print_wrong(readings: list[Reading]) -> None:
    """Print the articles with a wrong day, then the reasons that exclude the true day and both beside it."""
    print("\nwrong days")
    for reading in readings:
        if outcome(reading) == "wrong":
            said = " ".join(f"{r.kind}[{r.start}-{r.end}]={r.says}" for r in reading.dating.reasons)
            print(f"{reading.id} true {reading.day} chosen {reading.dating.published} {reading.dating.basis}: {said}")
    print("\nreasons that exclude the true day and both days beside it")
    for reading in readings:
        for reason in reading.excluding_beside:
            place = f"{reason.start}-{reason.end}"
            print(f"{reading.id} true {reading.day} {reason.kind} {place} says {reason.says} {reason.origin}")


if __name__ == "__main__":
    sys.exit(main())
