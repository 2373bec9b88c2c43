"""Measure how fast musnad reads, beside a fixed loop that says how fast this machine is.

    python dev.py run python benchmarks/speed.py                  everything
    python dev.py run python benchmarks/speed.py articles cold    some parts: articles html cold memory
    ... --count 1000                                              articles to read (300)

The news texts are those of the ANT corpus and the saved pages those of `data/html`, under MUSNAD_SHARED or
`../shared`; `benchmarks/README.md` says what each figure means.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from templates import TEMPLATES

from musnad.model import Document
from musnad.model.codec import encode
from musnad.pipeline import default_pipeline
from musnad.readers import Read, read_bytes

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("articles", "html", "cold", "memory")
LOOP = 2_000_000
LEAST_WORDS, MOST_WORDS = 285, 315
REPEATS = 7


def main() -> int:
    """Run the chosen parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--count", type=int, default=300)
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    shared = Path(os.environ.get("MUSNAD_SHARED", ROOT.parent / "shared"))
    if not (shared / "data/news/ant.jsonl.gz").is_file():
        print(f"{shared}: no data/news/ant.jsonl.gz; name the corpora's folder in MUSNAD_SHARED", file=sys.stderr)
        return 1
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors")
    print(f"calibration: {calibrate():.1f} ns per turn of the loop (the median of {REPEATS})")
    records = load_records(shared)
    chosen = args.parts or PARTS
    if "articles" in chosen:
        measure_articles(records, args.count)
    if "html" in chosen:
        measure_html(shared, records)
    if "cold" in chosen:
        measure_cold(records)
    if "memory" in chosen:
        measure_memory(records, args.count)
    print(f"\ncalibration at the end: {calibrate():.1f} ns per turn")
    return 0


def calibrate() -> float:
    """Return the nanoseconds of one turn of a fixed loop in pure Python, the median of several."""

    def once() -> float:
        start, total = time.process_time(), 0
        for number in range(LOOP):
            total = (total * 31 + number) & 0xFFFF
        return (time.process_time() - start) / LOOP * 1e9

    return statistics.median(once() for _ in range(REPEATS))


def load_records(shared: Path) -> list[dict[str, Any]]:
    """Return the ANT records, text with title as `musnad read` would get it."""
    with gzip.open(shared / "data/news/ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [{**record, "text": f"{record['title']}\n\n{record['text']}"} for record in records]


def spread(records: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return so many records, evenly over the corpus."""
    step = max(1, len(records) // count)
    return list(records[::step][:count])


def measure_articles(records: list[dict[str, Any]], count: int) -> None:
    """Print articles per second, and the time of each stage on articles of about 300 words."""
    pipeline = default_pipeline()
    some = spread(records, count)
    data = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in some).encode()
    pipeline(Document(id="warm", text=some[0]["text"]))
    start, wall = time.process_time(), time.perf_counter()
    printed = [encode(pipeline(doc)) for doc in documents(data, ".jsonl")]
    seconds, walls = time.process_time() - start, time.perf_counter() - wall
    words = sum(len(record["text"].split()) for record in some)
    print(
        f"\nmusnad read, {len(printed)} articles of the ANT corpus ({words / len(printed):.0f} words each), one process"
    )
    print(f"  {len(printed) / seconds:8.1f} articles per processor second ({len(printed) / walls:.1f} per second)")
    middle = [r for r in records if LEAST_WORDS <= len(r["text"].split()) <= MOST_WORDS]
    measure_stages(spread(middle, 100))


def measure_stages(records: Sequence[dict[str, Any]]) -> None:
    """Print the time of each stage, the least of three runs of each article."""
    times: dict[str, list[float]] = {stage.name: [] for stage in default_pipeline().stages}
    wholes = []
    for record in records:
        runs = [stage_times(record) for _ in range(3)]
        least = {name: min(run[name] for run in runs) for name in times}
        for name, milliseconds in least.items():
            times[name].append(milliseconds)
        wholes.append(sum(least.values()))
    print(f"\n{len(records)} articles of {LEAST_WORDS}-{MOST_WORDS} words, processor ms each   median    p95")
    for name, found in (*times.items(), ("all stages", wholes)):
        print(f"  {name:48} {statistics.median(found):8.2f} {percentile(found, 95):6.2f}")


def stage_times(record: dict[str, Any]) -> dict[str, float]:
    """Return the processor milliseconds of each stage on one article."""
    doc = Document(id=record["id"], text=record["text"], published=record["published"])
    found = {}
    for stage in default_pipeline().stages:
        start = time.process_time()
        layer = stage.find(doc)
        found[stage.name] = (time.process_time() - start) * 1000
        doc = doc.with_layer(stage.provides, layer, stage=stage.name, version=stage.version)
    return found


def measure_html(shared: Path, records: list[dict[str, Any]]) -> None:
    """Print the time of trafilatura alone, of musnad's reader and of its stages, on saved and synthetic pages."""
    saved = [path.read_bytes() for path in sorted((shared / "data/html").rglob("*.htm*")) if path.suffix != ".gz"]
    saved += [gzip.decompress(path.read_bytes()) for path in sorted((shared / "data/html").rglob("*.html.gz"))]
    long_enough = [r for r in records if LEAST_WORDS <= len(r["text"].split()) <= MOST_WORDS]
    print("\npages, processor ms each (median)              pages  trafilatura  musnad reader  musnad stages")
    print_pages("saved pages", saved)
    everything = []
    for name, template in TEMPLATES.items():
        pages = []
        for record in spread(long_enough, 10):
            title, _, body = record["text"].partition("\n\n")
            paragraphs = [part for part in body.split("\n") if part.strip()] or [title]
            pages.append(template(title, paragraphs, record["published"][:10]).encode())
        everything += pages
        print_pages(f"synthetic: {name}", pages)
    print_pages("synthetic: all", everything)


def print_pages(name: str, pages: Sequence[bytes]) -> None:
    """Print one line: a set of pages through trafilatura, the reader and the stages."""
    import trafilatura

    pipeline = default_pipeline()
    read = [list(documents(page, ".html")) for page in pages]
    alone = [least_ms(lambda page=page: trafilatura.bare_extraction(page, with_metadata=True)) for page in pages]
    reader = [least_ms(lambda page=page: list(documents(page, ".html"))) for page in pages]
    stages = [least_ms(lambda docs=docs: [pipeline(doc) for doc in docs]) for docs in read]
    figures = [statistics.median(found) for found in (alone, reader, stages)]
    print(f"  {name:44} {len(pages):5} {figures[0]:12.2f} {figures[1]:14.2f} {figures[2]:14.2f}")


def measure_cold(records: list[dict[str, Any]]) -> None:
    """Print the wall time of whole commands in fresh processes."""
    record = next(r for r in records if LEAST_WORDS <= len(r["text"].split()) <= MOST_WORDS)
    title, _, body = record["text"].partition("\n\n")
    with tempfile.TemporaryDirectory() as folder:
        text, page = Path(folder, "one.txt"), Path(folder, "one.html")
        text.write_text(record["text"], encoding="utf-8")
        page.write_text(TEMPLATES["open_graph"](title, body.split("\n"), record["published"][:10]), encoding="utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "musnad --help": ["-m", "musnad", "--help"],
            "musnad read one.txt": ["-m", "musnad", "read", str(text), "--published", record["published"][:10]],
            "musnad read one.html": ["-m", "musnad", "read", str(page)],
        }
        print(f"\nfresh processes, wall ms (median of {REPEATS}; least)")
        for name, command in commands.items():
            run_python(command)
            walls = [wall_ms(command) for _ in range(REPEATS)]
            print(f"  {name:48} {statistics.median(walls):8.0f} {min(walls):6.0f}")


def measure_memory(records: list[dict[str, Any]], count: int) -> None:
    """Print the peak memory of a fresh process that reads one article, and one that reads many."""
    if os.name != "posix":
        print("\npeak memory: not measured here; Python has no resource module on this system")
        return
    print("\npeak memory of a fresh `musnad read --format jsonl`, MiB")
    for number in (1, count):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "news.jsonl")
            some = spread(records, number)
            file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in some), encoding="utf-8")
            print(f"  {number:5} articles {peak_mib(['read', str(file), '--format', 'jsonl']):42.0f}")


def peak_mib(words: Sequence[str]) -> float:
    """Return the peak memory of one run of musnad."""
    # A middle process starts musnad as its only child, so that the largest child is musnad.
    script = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'musnad', *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    found = subprocess.run([sys.executable, "-c", script, *words], stdout=subprocess.PIPE, text=True, check=True)
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024  # Linux tells KiB, macOS bytes
    return int(found.stdout) / unit


def documents(data: bytes, suffix: str) -> Iterator[Document]:
    """Yield the documents in the bytes of a file."""
    for reading in read_bytes(data, source="benchmark", suffix=suffix, stem="benchmark"):
        if isinstance(reading, Read):
            yield reading.document


def least_ms(action: Callable[[], object]) -> float:
    """Return the processor milliseconds of an action, the least of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        action()
        found.append(time.process_time() - start)
    return min(found) * 1000


def wall_ms(command: Sequence[str]) -> float:
    """Return the milliseconds a fresh Python takes for a command."""
    start = time.perf_counter()
    run_python(command)
    return (time.perf_counter() - start) * 1000


def run_python(command: Sequence[str]) -> None:
    """Run a fresh Python whose output goes nowhere."""
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many per cent of the values stay below."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


if __name__ == "__main__":
    sys.exit(main())
