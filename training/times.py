"""Annotate the time expressions of ANT articles by listing them in text order, without storing any text.

What comes in: article ids of the ANT corpus (`data/news/ant.jsonl.gz` under MUSNAD_SHARED) and list files, in which a
reader writes down each expression. What goes out: JSON lines with offsets, one article each, and the SHA-256 of the
text they point into. The annotated text is the title, a blank line, the body. `times-guide.md` says what to mark.

    python training/times.py sample PART SIZE    ids drawn by a fixed seed (PART: train or validation)
    python training/times.py show ID…            print articles to read
    python training/times.py compile OUT LIST…   check list files and write OUT (JSON lines, sorted by id)
    python training/times.py gold NOTES OUT      OUT/ID.txt, OUT/ID.gold.json and OUT/records.jsonl, times only

A list file, `#` starts a comment:

    @ AL-economy-1-20180101
    مساء الأحد | TIME | 2018-05-06TEV
    منتصف العام الماضي | DATE | 2017 | mod=MID
    أسبوعين | DURATION | P2W | alt=2018-W17

Each line is looked for after the one before; clitics (و ف ب ل ك) stay outside the words.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from names import ListError, articles, load

HERE = Path(__file__).resolve().parent
TYPES = ("DATE", "TIME", "DURATION", "SET")
OPTIONS = ("mod", "alt", "freq", "quant")
SEEDS = {"train": 20161201, "validation": 20180510}
WORDS = range(90, 600)
SECTIONS = frozenset({"internationalNews", "middleEast", "politic", "economy", "localNews", "society"})
LETTER = re.compile(r"[\w\u064B-\u0652]")


def sample(part: str, size: int) -> list[str]:
    """Draw articles with news of the day, outlets alike, none of them annotated in full."""
    taken = {p.stem for p in (HERE / "annotations").glob("*/*.json")}
    pools: dict[str, list[str]] = {}
    for record in articles():
        if record["section"] in SECTIONS and record["id"] not in taken and len(record["text"].split()) in WORDS:
            pools.setdefault(record["outlet"], []).append(record["id"])
    draw = random.Random(SEEDS[part])
    for pool in pools.values():
        # One pool is cut in two by the id's hash, so that the parts never share an article.
        pool[:] = [i for i in pool if hashlib.sha256(i.encode()).digest()[0] % 2 == (part == "train")]
        draw.shuffle(pool)
    outlets = sorted(pools)
    return [pools[outlets[turn % len(outlets)]].pop() for turn in range(size)]


def read_list(file: Path) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Yield each article of a list file with its lines, numbered and cut into fields."""
    name, lines = "", []
    for number, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.split("#")[0].strip()
        if line.startswith("@"):
            if name:
                yield name, lines
            name, lines = line[1:].strip(), []
        elif line:
            lines.append((number, [field.strip() for field in line.split("|")]))
    if name:
        yield name, lines


def compile_lists(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the annotations of list files; raise ListError with every fault."""
    read = [(file, *one) for file in files for one in read_list(file)]
    texts = load(name for _, name, _ in read)
    notes, problems = [], []
    for file, name, lines in read:
        text, at, times = texts[name]["text"], 0, []
        for number, fields in lines:
            place = f"{file}:{number}"
            options = dict(field.split("=", 1) for field in fields[3:] if "=" in field)
            if len(fields) < 3 or fields[1] not in TYPES or options.keys() - set(OPTIONS):
                problems.append(f"{place}: expected WORDS | TYPE | VALUE | mod=… | alt=…: {fields}")
                continue
            start = _place(text, fields[0], at)
            if start is None:
                problems.append(f"{place}: not in the text after the line before: {fields[0]}")
                continue
            at = start + len(fields[0])
            times.append([start, at, fields[1], fields[2], options])
        digest = hashlib.sha256(text.encode()).hexdigest()
        notes.append({"id": name, "sha256": digest, "published": texts[name]["published"], "times": times})
    if problems:
        raise ListError("\n".join(problems))
    return sorted(notes, key=lambda note: str(note["id"]))


def _place(text: str, words: str, at: int) -> int | None:
    """Return where words stand, whole words that may carry a clitic before them."""
    while (start := text.find(words, at)) >= 0:
        end = start + len(words)
        before = re.search(r"\w*$", text[max(0, start - 12) : start])
        whole = end >= len(text) or not LETTER.match(text[end])
        if whole and before is not None and re.fullmatch(r"[وفبلك]{0,2}(?:ال)?", before.group()):
            return start
        at = start + 1
    return None


def write_gold(notes: Path, out: Path) -> int:
    """Write annotations as gold files and records that musnad reads; return how many."""
    out.mkdir(parents=True, exist_ok=True)
    read = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    texts = load(note["id"] for note in read)
    with (out / "records.jsonl").open("w", encoding="utf-8") as records:
        for note in read:
            text = texts[note["id"]]["text"]
            if hashlib.sha256(text.encode()).hexdigest() != note["sha256"]:
                raise ListError(f"{note['id']}: the corpus holds another text than was annotated")
            times = [
                {"start": start, "end": end, "type": kind, "value": value}
                | {key: more[key] for key in ("mod", "freq", "quant") if key in more}
                | ({"alt_values": more["alt"].split(",")} if "alt" in more else {})
                for start, end, kind, value, more in note["times"]
            ]
            gold = {"id": note["id"], "published": note["published"], "entities": {}, "mentions": [], "times": times,
                    "statements": [], "events": []}  # fmt: skip
            (out / f"{note['id']}.txt").write_text(text, encoding="utf-8")
            (out / f"{note['id']}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
            record = {"id": note["id"], "text": text, "published": note["published"]}
            records.write(json.dumps(record, ensure_ascii=False) + "\n")
    return len(read)


def main(argv: list[str]) -> int:
    """Run one of the commands in the opening text."""
    try:
        match argv:
            case ["sample", part, size]:
                print("\n".join(sample(part, int(size))))
            case ["show", *ids] if ids:
                for name, record in load(ids).items():
                    print(f"@ {name}  published {record['published']}\n\n{record['text']}\n\n{'-' * 60}")
            case ["compile", out, *lists] if lists:
                notes = compile_lists(map(Path, lists))
                lines = (json.dumps(note, ensure_ascii=False) + "\n" for note in notes)
                Path(out).write_text("".join(lines), encoding="utf-8")
                print(f"{len(notes)} articles, {sum(len(n['times']) for n in notes)} times")
            case ["gold", notes_file, out]:
                print(f"{write_gold(Path(notes_file), Path(out))} articles")
            case _:
                print(__doc__)
                return 2
    except ListError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
