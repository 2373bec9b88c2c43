"""Measure the reading room over a case: how long each page takes, how large it is, how many articles the API gives.

What comes in: the folder of a case whose articles were weighed. What goes out: a table on standard output. The room
runs in a process of its own and is asked over one connection, page after page with other articles, claims and names
each time, drawn by `--seed`: what it remembers of the case as a whole it may use, and the first time is told apart.

    python benchmarks/room.py pages CASE [--times N] [--seed S]     milliseconds and bytes of every kind of page
    python benchmarks/room.py api CASE [--seconds N] [--clients N]  articles as JSON, a second
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

_ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)/")
_MILLI = 1000
_SETTLING = 15  # seconds for the pages that a room makes ahead


def main() -> None:
    """Run one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("pages", "api"))
    parser.add_argument("case", type=Path)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    drawn = Drawn(asked.case, asked.seed)
    with room(asked.case) as port:
        if asked.part == "pages":
            measure_pages(port, drawn, asked.times, asked.only)
        else:
            measure_api(port, drawn, asked.seconds, asked.clients)


class Drawn:
    """Articles, claims, people and words of a case, drawn again and again in the same order."""

    def __init__(self, case: Path, seed: int) -> None:
        self._random = random.Random(seed)
        connection = sqlite3.connect(f"{case.absolute().as_uri()}/case.db?mode=ro", uri=True)
        self.documents = _column(connection, "SELECT current FROM article WHERE current IS NOT NULL")
        self.claims = _column(
            connection, "SELECT lower(hex(id)) FROM claim JOIN piece ON number = first WHERE articles > 1"
        )
        self.told = _column(
            connection,
            "SELECT lower(hex(id)) FROM claim JOIN piece ON number = first "
            "ORDER BY outlets DESC, articles DESC LIMIT 200",
        )
        busy = (
            "SELECT key FROM term JOIN fact ON term = id WHERE kind = ? GROUP BY term ORDER BY count(*) DESC LIMIT 2000"
        )
        self.actors = _column(connection, busy, "actor")
        self.speakers = _column(connection, busy, "speaker")
        self.names = _column(connection, "SELECT label FROM term WHERE kind = 'actor' ORDER BY id LIMIT 3000")
        self.outlets = _column(
            connection, "SELECT outlet FROM document WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC"
        )
        connection.close()

    def any(self, of: Sequence[object]) -> str:
        """Return one of them as part of a path."""
        return quote(str(self._random.choice(of)), safe="") if of else "none"

    def name(self) -> str:
        """Return a name as part of a query."""
        return str(self._random.choice(self.names))

    def month(self) -> str:
        """Return a month of the articles."""
        return f"2018-{self._random.randint(3, 6):02}"


def paths(drawn: Drawn) -> dict[str, str]:
    """Return a path for each kind of page, drawn anew at every call."""
    document = drawn.any(drawn.documents)
    query = urlencode({"q": drawn.name()})
    month = drawn.month()
    return {
        "front": "/",
        "search": f"/search?{query}",
        "search by date": f"/search?{query}&sort=date",
        "article": f"/articles/{document}",
        "article, print": f"/articles/{document}/print",
        "original": f"/articles/{document}/original",
        "copies": f"/articles/{document}/copies",
        "correct": f"/articles/{document}/correct",
        "notes": "/notes",
        "claims": "/claims",
        "claims of a search": f"/claims?{query}",
        "claim": f"/claims/{drawn.any(drawn.claims)}",
        "claim told most": f"/claims/{drawn.any(drawn.told)}",
        "timeline": "/timeline",
        "timeline of a search": f"/timeline?{query}",
        "network": f"/network?from={month}&to={month}",
        "network of a search": f"/network?{query}",
        "network, citations": "/network?kind=citations",
        "map": "/map",
        "map of a month": f"/map?from={month}&to={month}",
        "actors": "/actors",
        "actors called": f"/actors?{query}",
        "actor": f"/actor/{drawn.any(drawn.actors)}",
        "sources": "/sources",
        "source": f"/source/{drawn.any(drawn.speakers)}",
        "compare": f"/compare?about={document}",
        "history": "/history",
        "work": "/work",
    }


def measure_pages(port: int, drawn: Drawn, times: int, only: str) -> None:
    """Ask for each kind of page so many times."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    print(f"{'page':24}{'first':>8}{'median':>8}{'p95':>8}{'most':>8}   KB packed   other than 200")
    for kind in paths(drawn):
        if only not in kind:
            continue
        taken, sizes, failed = [], [], []
        for _ in range(times + 1):
            path = paths(drawn)[kind]
            began = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            sizes.append(len(answer.read()))
            taken.append((time.perf_counter() - began) * _MILLI)
            if answer.status != 200:
                failed.append(f"{answer.status} {path}")
        first, rest = taken[0], sorted(taken[1:])
        print(
            f"{kind:24}{first:8.0f}{statistics.median(rest):8.0f}{rest[int(len(rest) * 0.95)]:8.0f}{rest[-1]:8.0f}"
            f"{statistics.median(sizes) / 1024:10.1f}     {len(failed)} {failed[0] if failed else ''}",
            flush=True,
        )


def measure_api(port: int, drawn: Drawn, seconds: float, clients: int) -> None:
    """Ask for articles as JSON from so many connections at once."""
    counted: list[int] = []
    wanted = [[drawn.any(drawn.documents) for _ in range(20_000)] for _ in range(clients)]
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=_ask, args=(port, some, until, counted)) for some in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{sum(counted) / seconds:.0f} articles a second, {clients} connections, {seconds:.0f} s")


def _ask(port: int, documents: Sequence[str], until: float, counted: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    done = 0
    for document in documents:
        if time.perf_counter() > until:
            break
        connection.request("GET", f"/api/v1/articles/{document}")
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"document {document} answered {answer.status}")
        done += 1
    counted.append(done)


@contextmanager
def room(case: Path) -> Iterator[int]:
    """Open the room of a case in a process of its own and give its port."""
    command = [sys.executable, "-m", "musnad", "serve", str(case), "--port", "0", "--read-only"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = _ADDRESS.search(line)
            if found is None:
                raise SystemExit(line.decode() + process.stderr.read().decode())
            time.sleep(_SETTLING)
            yield int(found[1])
        finally:
            process.terminate()


def _column(connection: sqlite3.Connection, query: str, *values: object) -> list[object]:
    return [value for (value,) in connection.execute(query, values)]


if __name__ == "__main__":
    main()
