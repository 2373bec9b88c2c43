"""Annotate the names of ANT articles by listing them, without storing any text.

What comes in: article ids of the ANT corpus (`data/news/ant.jsonl.gz` under MUSNAD_SHARED) and list files, in which a
reader writes down each name of an article once. What goes out: JSON lines with offsets, one article each, and the
SHA-256 of the text they point into. The annotated text is the title, a blank line, the body.

    python training/names.py sample FILE        write the ids of the articles to annotate, drawn by a fixed seed
    python training/names.py show ID…           print articles to read
    python training/names.py check LIST…        say what is wrong with list files, and what their lines found
    python training/names.py compile OUT LIST…  write the annotations of list files to OUT (JSON lines, sorted by id)
    python training/names.py agree ONE TWO      score one reading against another (spans and types, whole words)
    python training/names.py gold NOTES OUT     OUT/ID.txt, OUT/ID.gold.json and OUT/records.jsonl, names only

A list file, `#` starts a comment:

    @ AL-economy-1-20180101
    PER محمد بن سلمان              every place where these words stand, clitics (و ف ب ل ك) outside
    ORG [الأهلي] على ضيفه          only the words in brackets, where the words around them stand too
    NOT دول الخليج العربي          no name here, whatever another line says

Where lines overlap, the longest phrase wins, so «ريال مدريد» is never مدريد.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

TYPES = ("PER", "ORG", "LOC", "NOT")
MARKS = re.compile(r"[\u064B-\u0652\u0670\u0640]")
WORD = re.compile(r"[\w\u064B-\u0652\u0670\u0640]+|[^\w\s]")
CLITICS = re.compile(r"[وف]?[بلك]?")
HERE = Path(__file__).resolve().parent
SEED = 2018
SHARES = (
    (frozenset({"internationalNews", "middleEast", "politic"}), 0.58),
    (frozenset({"sport"}), 0.14),
    (frozenset({"economy"}), 0.10),
    (frozenset({"localNews", "society"}), 0.10),
    (frozenset({"culture", "technology", "diverse"}), 0.08),
)
ROUNDS = (720, 720)  # the second was drawn when the first had shown that more text still helps
WORDS = range(70, 650)


class ListError(Exception):
    """A list file that cannot be read; the message names every bad line."""


class Line(NamedTuple):
    """One line of a list: the words looked for, and which of them are the name."""

    number: int
    type: str
    words: tuple[str, ...]
    first: int
    last: int
    text: str


class Found(NamedTuple):
    """A place where a line applies: words `at:end` matched, the name at `start:stop` code points."""

    at: int
    end: int
    start: int
    stop: int
    line: Line


def articles() -> Iterator[dict[str, Any]]:
    """Yield the records of the corpus, `text` being title, blank line, body."""
    shared = Path(os.environ.get("MUSNAD_SHARED", "../shared"))
    with gzip.open(shared / "data/news/ant.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            record["text"] = f"{record['title']}\n\n{record['text']}"
            yield record


def load(ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the records with these ids."""
    wanted = set(ids)
    found = {r["id"]: r for r in articles() if r["id"] in wanted}
    if missing := wanted - found.keys():
        raise ListError(f"not in the ANT corpus: {', '.join(sorted(missing))}")
    return found


def sample() -> list[str]:
    """Draw articles by round: sections by their shares, outlets alike, none annotated in full, no near copies."""
    taken = {p.stem for p in (HERE / "annotations").glob("*/*.json")}
    pools: dict[tuple[int, str], list[str]] = {}
    titles: set[str] = set()
    for record in articles():
        title = " ".join(record["title"].split()[:5])
        if record["id"] in taken or title in titles or len(record["text"].split()) not in WORDS:
            continue
        titles.add(title)
        for group, (sections, _) in enumerate(SHARES):
            if record["section"] in sections:
                pools.setdefault((group, record["outlet"]), []).append(record["id"])
    draw = random.Random(SEED)
    for pool in pools.values():
        draw.shuffle(pool)
    chosen: list[str] = []
    for size in ROUNDS:
        drawn: list[str] = []
        for group, (_, share) in enumerate(SHARES):
            queues = [pools[key] for key in sorted(pools) if key[0] == group]
            for turn in range(round(share * size)):
                queue = queues[turn % len(queues)]
                if queue:
                    drawn.append(queue.pop())
        draw.shuffle(drawn)
        chosen += drawn
    return chosen


def bare(words: str) -> str:
    """Return words without vowel marks and tatweel."""
    return MARKS.sub("", words)


def read_lists(files: Iterable[Path]) -> dict[str, list[Line]]:
    """Return the lines of list files by article; raise ListError with every fault."""
    lists: dict[str, list[Line]] = {}
    problems: list[str] = []
    for file in files:
        current: list[Line] | None = None
        for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            line = raw.split("#")[0].strip() if not raw.startswith(TYPES) else raw.strip()
            if not line:
                continue
            kind, _, rest = line.replace("\t", " ").partition(" ")
            if kind == "@":
                current = lists.setdefault(rest.strip(), [])
            elif kind not in TYPES or not rest.strip() or current is None:
                problems.append(f"{file}:{number}: expected '@ ID' or PER, ORG, LOC, NOT and words: {raw!r}")
            else:
                current.append(_line(number, kind, rest.strip()))
    if problems:
        raise ListError("\n".join(problems))
    return lists


def _line(number: int, kind: str, rest: str) -> Line:
    marked = "[" in rest and "]" in rest
    before = len(WORD.findall(bare(rest.split("[", maxsplit=1)[0]))) if marked else 0
    inside = rest[rest.index("[") + 1 : rest.index("]")] if marked else rest
    words = tuple(WORD.findall(bare(rest.replace("[", " ").replace("]", " ") if marked else rest)))
    return Line(number, kind, words, before, before + len(WORD.findall(bare(inside))), rest)


def find(text: str, lines: Iterable[Line]) -> tuple[list[Found], list[Line]]:
    """Return where the lines apply, none overlapping another, and the lines that apply nowhere."""
    words = [(m.start(), m.end(), bare(m.group())) for m in WORD.finditer(text)]
    found = [hit for line in lines for at in range(len(words)) if (hit := _match(text, words, at, line))]
    found.sort(key=lambda f: (f.at - f.end, f.line.type != "NOT", f.at))
    taken: set[int] = set()
    kept = []
    for hit in found:
        places = range(hit.at + hit.line.first, hit.at + hit.line.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    used = {hit.line for hit in found}
    return sorted(kept, key=lambda f: f.start), [line for line in lines if line not in used]


def _match(text: str, words: list[tuple[int, int, str]], at: int, line: Line) -> Found | None:
    if at + len(line.words) > len(words):
        return None
    cut = 0
    for n, wanted in enumerate(line.words):
        have = words[at + n][2]
        if have == wanted:
            continue
        skip = _clitics(have, wanted)
        if skip is None or n not in (0, line.first):
            return None
        if n == line.first:
            cut = skip
    start, end = words[at + line.first][0], words[at + line.last - 1][1]
    for letter in text[start:end]:  # a clitic may carry vowel marks of its own
        if not cut:
            break
        start += 1
        cut -= not MARKS.match(letter)
    return Found(at, at + len(line.words), start, end, line)


def _clitics(have: str, wanted: str) -> int | None:
    """Return how many letters of `have` are clitics before `wanted`; None when it is another word.

    >>> _clitics("ولموسكو", "موسكو"), _clitics("للأمم", "الأمم"), _clitics("سموسكو", "موسكو")
    (2, 1, None)
    """
    skip = len(have) - len(wanted)
    if skip > 0 and have.endswith(wanted) and CLITICS.fullmatch(have[:skip]):
        return skip
    if wanted.startswith("ال") and have.endswith("لل" + wanted[2:]):
        skip = len(have) - len(wanted) + 1
        if CLITICS.fullmatch(have[:skip]):
            return skip
    return None


def check(files: list[Path]) -> int:
    """Print faults, and what the lines found; return the number of faults."""
    lists = read_lists(files)
    texts = load(lists)
    faults = 0
    for name, lines in lists.items():
        found, unused = find(texts[name]["text"], lines)
        counts = Counter(hit.line.type for hit in found)
        print(f"@ {name}: " + ", ".join(f"{counts[kind]} {kind}" for kind in TYPES))
        for line in unused:
            faults += 1
            print(f"    line {line.number} is nowhere in the article: {line.type} {line.text}")
        for hit in found:
            text = texts[name]["text"]
            before = WORD.findall(text[: hit.start])[-1:]
            glued = text[hit.start - 1 : hit.start] if before else ""
            if hit.line.type != "NOT" and glued in "فبك" and glued:
                context = text[max(0, hit.start - 12) : hit.stop + 8].replace("\n", " ")
                print(f"    look: {hit.line.type} {hit.line.text} after a clitic in «{context}»")
    return faults


def compile_lists(out: Path, files: list[Path]) -> int:
    """Write the annotations of list files as JSON lines; return how many articles."""
    lists = read_lists(files)
    texts = load(lists)
    rows = []
    for name, lines in sorted(lists.items()):
        text = texts[name]["text"]
        found, _ = find(text, lines)
        names = [[hit.start, hit.stop, hit.line.type] for hit in found if hit.line.type != "NOT"]
        rows.append({"id": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "names": names})
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return len(rows)


def read_notes(file: Path) -> dict[str, dict[str, Any]]:
    """Return the annotations of a file by article id."""
    return {row["id"]: row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}


def write_gold(notes: Path, out: Path) -> int:
    """Join names with their texts into a folder that the scorer and `musnad read` take; return how many articles."""
    rows = read_notes(notes)
    texts = load(rows)
    out.mkdir(parents=True, exist_ok=True)
    records = []
    for name, row in sorted(rows.items()):
        text = texts[name]["text"]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ListError(f"{name}: the corpus text is not the text that was annotated")
        mentions = [
            {"start": a, "end": b, "entity": f"{k}-{n}", "form": "name"} for n, (a, b, k) in enumerate(row["names"])
        ]
        entities = {m["entity"]: {"type": m["entity"][:3]} for m in mentions}
        layers: dict[str, list[Any]] = {"times": [], "statements": [], "events": []}
        gold = {"id": name, "published": texts[name]["published"], "entities": entities, "mentions": mentions, **layers}
        (out / f"{name}.txt").write_bytes(text.encode())
        (out / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
        records.append({"id": name, "text": text, "published": texts[name]["published"]})
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (out / "records.jsonl").write_text(lines, encoding="utf-8")
    return len(records)


def agree(one: Path, two: Path) -> None:
    """Print precision, recall and F1 of one reading against another, per type, on the articles that both have."""
    first, second = read_notes(one), read_notes(two)
    both = sorted(first.keys() & second.keys())
    texts = load(both)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("all", "PER", "ORG", "LOC")}
    for name in both:
        spans = [m.span() for m in re.finditer(r"[\w\u064B-\u0652\u0670\u0640]+", texts[name]["text"])]
        sets = []
        for notes in (first, second):
            sets.append(
                {
                    (frozenset(i for i, (a, b) in enumerate(spans) if a < e and s < b), kind)
                    for s, e, kind in notes[name]["names"]
                }
            )
        for kind, count in counts.items():
            a, b = ({x for x in s if kind in ("all", x[1])} for s in sets)
            count.update(hits=len(a & b), first=len(a), second=len(b))
    print(f"{len(both)} articles")
    for kind, count in counts.items():
        f1 = 2 * count["hits"] / max(1, count["first"] + count["second"])
        print(f"{kind:4} F1 {f1:.3f}  {count['hits']} of {count['first']} and {count['second']}")


def main(argv: list[str]) -> int:
    """Run one of the commands; see the module's docstring."""
    try:
        match argv:
            case ["sample", file]:
                Path(file).write_text("\n".join(sample()) + "\n", encoding="utf-8")
            case ["show", *ids] if ids:
                for record in load(ids).values():
                    print(f"@ {record['id']}\n{record['text']}\n")
            case ["check", *files] if files:
                return int(check([Path(f) for f in files]) > 0)
            case ["compile", out, *files] if files:
                print(compile_lists(Path(out), [Path(f) for f in files]), "articles")
            case ["gold", notes, folder]:
                print(write_gold(Path(notes), Path(folder)), "articles")
            case ["agree", one, two]:
                agree(Path(one), Path(two))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except ListError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
