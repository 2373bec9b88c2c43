"""Measure the reader on the Arabic date-time cases of Microsoft's Recognizers-Text.

What comes in: four of its spec files under the corpora's folder, without the cases that `left_out.tsv` lists with the
reason. What goes out: a table by file. The cases are short sentences of an assistant's user, not news, and give both a
future and a past reading where the words leave it open; either is right.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from finders import Finder, Found, moment_agrees

__all__ = ["Case", "is_right", "measure_recognizers", "same_value"]

SPECS = "data/time/recognizers-text-ar/Specs/DateTime/Arabic"
FILES = ("DateParser", "DatePeriodParser", "DurationParser", "TimeParser")
REASONS = ("unchecked", "contradictory")
LEFT_OUT = Path(__file__).resolve().parent / "left_out.tsv"
NO_CONTEXT = "2016-11-07"

_DURATION = re.compile(
    r"""P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?
    (?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?""",
    re.VERBOSE,
)
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d)?T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?")
_NOON = re.compile(r"(?:\d{4}-\d\d-\d\d)?TMI")
_SEASON = re.compile(r"SP|SU|FA|WI")


@dataclass(frozen=True, slots=True)
class Case:
    """A case: the result's place in the text, its Timex and the readings that are right."""

    file: str
    number: int
    text: str
    reference: str
    start: int
    end: int
    timex: str
    readings: tuple[dict[str, str], ...]

    @property
    def is_open(self) -> bool:
        """Whether the Timex leaves a place open or is a range, so that a reading decides."""
        return "X" in self.timex or self.timex.startswith("(") or _SEASON.fullmatch(self.timex) is not None


def measure_recognizers(finders: Sequence[Finder], shared: Path, *, wrong: bool) -> None:
    """Print the share of right cases by file; with `wrong` also each wrong one."""
    print("\nRECOGNIZERS  Arabic cases of Microsoft Recognizers-Text; either reading, future or past, is right")
    missing = [f for f in FILES if not (shared / SPECS / f"{f}.json").is_file()]
    if missing:
        print(f"skipped, {shared / SPECS} has no {', '.join(missing)}; name the corpora's folder in MUSNAD_SHARED")
        return
    left_out = _read_left_out(LEFT_OUT)
    totals = [Counter[str]() for _ in finders]
    print(f"{'':17}{'':>6} {'left out':>24}{'':>7}" + "".join(f" | {finder.name:21}" for finder in finders))
    print(f"{'file':17}{'cases':>6} " + "".join(f"{r:>{len(r) + 1}}" for r in REASONS), end="")
    print(f"{'kept':>7}" + f" | {'right':>7}{'share':>7}{'or alt':>7}" * len(finders))
    misses: list[str] = []
    counts = Counter[str]()
    for file in FILES:
        everything = json.loads((shared / SPECS / f"{file}.json").read_text(encoding="utf-8-sig"))
        cases = [_read_case(file, n, c) for n, c in enumerate(everything) if (file, n) not in left_out]
        reasons = Counter(reason for (name, _), reason in left_out.items() if name == file)
        some = Counter(cases=len(everything), kept=len(cases), **reasons)
        rows = [_count(cases, finder, misses) for finder in finders]
        _print_row(file, some, rows)
        counts += some
        totals = [total + row for total, row in zip(totals, rows, strict=True)]
    _print_row("all", counts, totals)
    _print_notes(finders)
    if wrong:
        print(
            "\nwrong cases: file and case, the words, the Timex wanted; what was found there\n  " + "\n  ".join(misses)
        )


def is_right(case: Case, found: Sequence[Found]) -> bool:
    """Tell whether expressions that overlap the result's place have its Timex or one of its readings."""
    here = [f for f in found if f.start < case.end and case.start < f.end]
    if any(_has_reading(case, f) if f.moment is None else _moment_is_right(case, f.moment) for f in here):
        return True
    if not case.timex.startswith("("):
        return False
    first, last = case.timex.strip("()").split(",")[:2]
    return any(one.value == first and two.value == last for n, one in enumerate(here) for two in here[n + 1 :])


def same_value(one: str, two: str) -> bool:
    """Tell whether two values are one after normalising: T07 is T07:00, P0.5Y is P6M; the date of a clock is dropped.

    >>> same_value("2016-11-07T07:00", "T07"), same_value("P6M", "P0.5Y"), same_value("P1W", "P7D")
    (True, True, False)
    """
    return _normal(one) == _normal(two)


def _normal(value: str) -> object:
    if _NOON.fullmatch(value):
        return (12, 0, 0)
    if clock := _CLOCK.fullmatch(value):
        return tuple(int(clock[part] or 0) for part in ("hour", "minute", "second"))
    if value.startswith("P") and (match := _DURATION.fullmatch(value)):
        amount = {unit: float(number or 0) for unit, number in match.groupdict().items()}
        seconds = (amount["hours"] * 60 + amount["minutes"]) * 60 + amount["seconds"]
        return (amount["years"] * 12 + amount["months"], amount["weeks"], amount["days"], seconds)
    return f"XXXX-{value}" if _SEASON.fullmatch(value) else value


def _has_reading(case: Case, found: Found) -> bool:
    if found.value is None:
        return False
    if same_value(found.value, case.timex):
        return True
    if not case.is_open:
        return False
    if any(found.value == reading.get("date") for reading in case.readings):
        return True
    spans = [days for reading in case.readings if (days := _days(reading))]
    if found.days in spans:
        return True
    return _fits_open_year(case, found, spans)


def _fits_open_year(case: Case, found: Found, spans: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a value is the Timex with some year, and lies in a reading; a bare season in a year beside."""
    timex = f"XXXX-{case.timex}" if _SEASON.fullmatch(case.timex) else case.timex
    if found.value is None or not timex.startswith("XXXX-") or found.value[4:] != timex[4:]:
        return False
    if spans:
        return found.days is not None and any(first <= found.days[0] and found.days[1] <= last for first, last in spans)
    # A bare season has empty readings.
    return found.value[:4].isdigit() and abs(int(found.value[:4]) - int(case.reference[:4])) <= 1


def _days(reading: dict[str, str]) -> tuple[str, str] | None:
    """Return first and last day of a reading, whose own end is exclusive."""
    if "startDate" in reading and "endDate" in reading:
        return reading["startDate"], (date.fromisoformat(reading["endDate"]) - timedelta(days=1)).isoformat()
    return None


def _moment_is_right(case: Case, moment: datetime) -> bool:
    """Compare a date-time as its file allows: the day, a day within the period, the time of day; never a duration."""
    day = moment.date().isoformat()
    for reading in case.readings:
        days = _days(reading)
        if reading.get("date") == day or reading.get("time") == f"{moment:%H:%M:%S}":
            return True
        if days and days[0] <= day <= days[1]:
            return True
    if _SEASON.fullmatch(case.timex[-2:]):
        return moment_agrees(moment, case.timex if "-" in case.timex else f"{moment.year:04}-{case.timex}")
    return False


def _count(cases: Sequence[Case], finder: Finder, misses: list[str]) -> Counter[str]:
    """Return how many cases are right, and how many with other values allowed; add lines on the wrong ones."""
    counts = Counter(kept=len(cases), right=0, either=0)
    for case in cases:
        found = finder.find(case.text, case.reference)
        right = is_right(case, found)
        # An other value has no days of its own here, so that it can only be right as it is written.
        others = [Found(f.start, f.end, value=value) for f in found for value in f.others]
        counts["right"] += right
        counts["either"] += right or is_right(case, others)
        if not right:
            told = " ".join(f"[{case.text[f.start : f.end]}]={f.value or f.moment}" for f in found) or "nothing"
            words = case.text[case.start : case.end]
            misses.append(f"{finder.name} {case.file} {case.number}: {words} | {case.timex} | {told}")
    return counts


def _print_row(name: str, counts: Counter[str], rows: Sequence[Counter[str]]) -> None:
    print(f"{name:17}{counts['cases']:6} " + "".join(f"{counts[r]:{len(r) + 1}}" for r in REASONS), end="")
    print(f"{counts['kept']:7}", end="")
    for row in rows:
        share = row["right"] / max(1, row["kept"])
        print(f" | {row['right']:7}{share:7.1%}{row['either']:7}", end="")
    print()


def _print_notes(finders: Sequence[Finder]) -> None:
    print("  or alt: right, or right by one of the other values that the reader gives with its first")
    if any(finder.kind == "dateparser" for finder in finders):
        print("  dateparser: its date-time is right as the day, as any day within the period (both ends are not asked")
        print("  for), or as the time of day, which favours it; a duration it cannot give")


def _read_case(file: str, number: int, case: dict[str, Any]) -> Case:
    (result,) = case["Results"]
    start, end = result["Start"], result["Start"] + result["Length"]
    if case["Input"][start:end] != result["Text"]:
        raise ValueError(f"{file} case {number}: the words at {start}-{end} are not {result['Text']!r}")
    value = result["Value"]
    return Case(
        file=file,
        number=number,
        text=case["Input"],
        reference=case.get("Context", {}).get("ReferenceDateTime", NO_CONTEXT)[:10],
        start=start,
        end=end,
        timex=value["Timex"],
        readings=(value["FutureResolution"], value["PastResolution"]),
    )


def _read_left_out(file: Path) -> dict[tuple[str, int], str]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if strange := {row["reason"] for row in rows} - set(REASONS):
        raise ValueError(f"{file}: unknown reasons {', '.join(sorted(strange))}; known are {', '.join(REASONS)}")
    return {(row["file"], int(row["case"])): row["reason"] for row in rows}
