"""Run a part of the suite: what is missing or goes wrong in it becomes part of its result.

What comes in: a part and what the run was asked for. What goes out: its rows, and a reason where there are no more. How
far it is goes to standard error.
"""

from __future__ import annotations

import sys
import time
import traceback

from suite_parts.rows import Asked, Part, Row, SkipError
from suite_parts.table import Result

__all__ = ["run_part"]


def run_part(part: Part, asked: Asked) -> Result:
    """Run one part; what it skips or where it fails is part of the result, and the other parts go on."""
    print(f"{part.name} ...", file=sys.stderr, end="", flush=True)
    rows: list[Row] = []
    start, skipped, failed = time.perf_counter(), None, None
    try:
        for row in part.measure(asked):
            rows.append(row)  # one by one, so that those before a fault are kept
    except SkipError as error:
        skipped = str(error)
    except Exception as error:  # noqa: BLE001 - an hour's other figures do not depend on it
        traceback.print_exc()
        failed = f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - start
    print(f" {seconds:.0f} s", file=sys.stderr, flush=True)
    return Result(part, tuple(rows), skipped, failed, seconds)
