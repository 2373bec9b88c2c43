"""Measure the claims of a case: how fast articles are weighed, what one more article costs, what it takes of disk.

What comes in: a case, such as `benchmarks/case.py ingest --keep CASE` leaves. What goes out: tables on standard output.
`weigh` weighs articles that are not weighed yet, `one` weighs some anew that are, each in a transaction of its own.

    python benchmarks/claims.py weigh CASE [--articles N]    articles per second by tenth, and the size of the tables
    python benchmarks/claims.py one CASE [--articles N]      milliseconds for one more article in the full case
    python benchmarks/claims.py show CASE [--articles N]     milliseconds to read the claims of a search's articles
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from musnad.case.folder import Case, open_case
from musnad.case.weighing import claim_with, leave_out, pending, weigh, weigh_pending

_SEED = 20181002
_TENTHS = 10
_TABLES = ("evidence", "piece", "piece_id", "piece_form", "piece_claim", "piece_twin", "block", "near", "opposed",
           "claim", "claim_told")  # fmt: skip


def main() -> None:
    """Run one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("weigh", "one", "show"))
    parser.add_argument("case", type=Path)
    parser.add_argument("--articles", type=int)
    asked = parser.parse_args()
    with open_case(asked.case, writable=True) as case:
        {"weigh": measure_weighing, "one": measure_one, "show": measure_showing}[asked.part](case, asked.articles)


def measure_weighing(case: Case, articles: int | None) -> None:
    """Weigh what is pending, and print how fast and what the tables take."""
    todo = pending(case.connection)[:articles]
    for tenth in range(_TENTHS):
        some = todo[len(todo) * tenth // _TENTHS : len(todo) * (tenth + 1) // _TENTHS]
        start = time.perf_counter()
        weigh_pending(case, some)
        took = time.perf_counter() - start
        print(f"{len(some):7} articles {took:8.1f} s {len(some) / took if took else 0:6.1f}/s", flush=True)
    _print_size(case)


def measure_one(case: Case, articles: int | None) -> None:
    """Weigh articles anew one at a time: each is taken out of the claims and brought in again."""
    weighed = [row[0] for row in case.connection.execute("SELECT document FROM evidence ORDER BY document")]
    took = []
    for document in _drawn(weighed, articles or 200):
        start = time.perf_counter()
        with case.change() as connection:
            leave_out(connection, document)
        weigh_pending(case, [document])
        took.append(time.perf_counter() - start)
    print(f"{len(weighed)} articles weighed")
    _print_times("one more article", took)


def measure_showing(case: Case, articles: int | None) -> None:
    """Read claims: those that most articles tell, all of 100 articles, and one after the other."""
    weighed = [row[0] for row in case.connection.execute("SELECT document FROM evidence ORDER BY document")]
    start = time.perf_counter()
    found = weigh(case, most=20)
    print(f"the 20 claims that most articles tell, of {len(found.claims) + found.more}: "
          f"{(time.perf_counter() - start) * 1e3:.0f} ms")  # fmt: skip
    took = []
    for document in _drawn(weighed, articles or 50):
        some = [other for other in weighed if document <= other < document + 100]
        start = time.perf_counter()
        found = weigh(case, some)
        took.append(time.perf_counter() - start)
    _print_times("all claims of 100 articles", took)
    took = []
    for weighed_claim in found.claims:
        start = time.perf_counter()
        claim_with(case, weighed_claim.claim.id)
        took.append(time.perf_counter() - start)
    _print_times("one claim", took)


def _drawn(documents: Sequence[int], count: int) -> list[int]:
    return random.Random(_SEED).sample(documents, min(count, len(documents)))


def _print_times(what: str, took: Sequence[float]) -> None:
    if took:
        ordered = [seconds * 1e3 for seconds in sorted(took)]
        middle, late = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
        print(f"{what} ({len(took)}): median {middle:.0f} ms, p95 {late:.0f} ms, most {ordered[-1]:.0f} ms")


def _print_size(case: Case) -> None:
    (text,) = case.connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()
    sizes = dict(case.connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    whole = sum(sizes.values())
    print(f"text {text / 1e6:.0f} MB, database {whole / 1e6:.0f} MB ({whole / text:.2f} times)")
    for name in _TABLES:
        if name in sizes:
            print(f"  {name:15} {sizes[name] / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
