"""Annotate articles of the corpora ANT and SaudiNewsNet without storing their text.

What comes in: article ids of ANT or of SaudiNewsNet (`data/news/*.jsonl.gz` under MUSNAD_SHARED) and working files
that name words by number. SaudiNewsNet gives no day of publication; that of its crawl stands in for it. What goes
out: one JSON file per article under `training/annotations/`, holding offsets and the SHA-256 of the text they point
into, never the text itself. The annotated text is the title, a blank line, the body.

    python training/annotate.py show ID            print the article with its words numbered
    python training/annotate.py compile FILE DIR   turn a working file into DIR/ID.json
    python training/annotate.py gold DIR OUT       write OUT/ID.txt, OUT/ID.gold.json and OUT/records.jsonl
    python training/annotate.py printed DIR FILE   write the annotations as printed documents, to score one reading
                                                   against another

A text of our own stands in a file: `show FILE.txt` numbers its words, and a working file that begins with
`A ID YYYY-MM-DD` annotates ID.txt beside it and compiles to DIR/ID.gold.json.

The working file, one annotation a line (`training/README.md` has the whole notation):

    A AL-economy-1-20180101
    E haftar PER
    N haftar 12+1-13
    T 20-22 DATE 2016-11-27
    S s1 neutral indirect content=30-41 chain=sputnik/24-25/23>peskov/27-29/26
    V v1 CONSULT 31 actors=haftar recipients=russia place=moscow time=2016-11-27 status=happened st=s1
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

WORD = re.compile(r"[\w\u064B-\u0652\u0670\u0640]+")
CORPORA = {"saudinewsnet.jsonl.gz": re.compile("SNN-"), "ant.jsonl.gz": re.compile("(?!SNN-)")}
RANGE = re.compile(r"^(?P<first>\d+)(?:\+(?P<skip>\d+))?(?:-(?P<last>\d+))?$")

ENTITY_TYPES = {"PER", "ORG", "LOC"}
FORMS = {"name", "nominal", "pronoun"}
TIME_TYPES = {"DATE", "TIME", "DURATION", "SET"}
STANCES = {
    "neutral",
    "assert",
    "reveal",
    "deny",
    "doubt",
    "request",
    "promise",
    "threat",
    "warn",
    "praise",
    "condemn",
    "admit",
    "expect",
    "ask",
}
KINDS = {"direct", "mixed", "indirect"}
PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
STATUSES = {"happened", "ongoing", "planned", "denied", "hypothetical"}


class AnnotationError(Exception):
    """A working file that cannot be compiled; the message lists every bad line."""


def load_articles(ids: set[str]) -> dict[str, dict[str, Any]]:
    """Return the corpus records with these ids, each with the annotated `text` (title, blank line, body)."""
    shared = Path(os.environ.get("MUSNAD_SHARED", "../shared"))
    found: dict[str, dict[str, Any]] = {}
    for corpus, wanted in CORPORA.items():
        if any(wanted.match(key) for key in ids):
            found.update(_records(shared / "data/news" / corpus, ids))
    if missing := ids - found.keys():
        raise AnnotationError(f"neither in ANT nor in SaudiNewsNet: {', '.join(sorted(missing))}")
    return found


def _records(corpus: Path, ids: set[str]) -> dict[str, dict[str, Any]]:
    found = {}
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in ids:
                record["text"] = f"{record['title']}\n\n{record['text']}"
                record.setdefault("published", record.get("crawled", "")[:10])
                found[record["id"]] = record
    return found


def own_article(file: Path, published: str | None = None) -> dict[str, Any]:
    """Return a text of our own in the shape of an ANT record."""
    return {"id": file.stem, "outlet": None, "published": published, "text": file.read_bytes().decode("utf-8")}


def show(article: dict[str, Any]) -> str:
    """Print-ready view of an article: metadata, then each word after its number."""
    text = article["text"]
    out, at = [f"{article['id']}  {article['outlet']}  published {article['published']}\n\n"], 0
    for number, match in enumerate(WORD.finditer(text)):
        out.append(text[at : match.start()])
        out.append(f"{number}:{match.group()}")
        at = match.end()
    out.append(text[at:])
    return "".join(out)


def compile_working_file(source: str, articles: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Turn one working file into an annotation in the gold format.

    Raises AnnotationError with one line per problem found.
    """
    lines = [(n, s.split()) for n, raw in enumerate(source.splitlines(), 1) if (s := raw.split("#")[0].strip())]
    if not lines or lines[0][1][0] != "A" or len(lines[0][1]) not in (2, 3):
        raise AnnotationError("line 1: the first line must be 'A ARTICLE-ID', or 'A ARTICLE-ID YYYY-MM-DD' for our own")
    article = articles[lines[0][1][1]]
    return _Compiler(article).run(lines[1:])


class _Compiler:
    """Collects the annotations and the problems of one working file."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.article = article
        self.words = [m.span() for m in WORD.finditer(article["text"])]
        self.out: dict[str, Any] = {
            "id": article["id"],
            "sha256": hashlib.sha256(article["text"].encode()).hexdigest(),
            "published": article["published"],
            "entities": {},
            "mentions": [],
            "times": [],
            "statements": [],
            "events": [],
        }
        self.problems: list[str] = []

    def run(self, lines: list[tuple[int, list[str]]]) -> dict[str, Any]:
        takers = {"E": self._entity, "N": self._mention, "T": self._time, "S": self._statement, "V": self._event}
        for order in ("E", "N", "T", "S", "V"):
            for number, fields in lines:
                if fields[0] not in takers:
                    if order == "E":
                        self.problems.append(f"line {number}: unknown kind {fields[0]!r}")
                elif fields[0] == order:
                    try:
                        takers[order](fields[1:])
                    except (ValueError, IndexError, KeyError) as error:
                        self.problems.append(f"line {number}: {error} in {' '.join(fields)!r}")
        if self.problems:
            raise AnnotationError("\n".join(self.problems))
        for layer in ("mentions", "times"):
            self.out[layer].sort(key=lambda a: (a["start"], a["end"]))
        return self.out

    def _entity(self, fields: list[str]) -> None:
        key, kind = fields[0], _one_of(fields[1], ENTITY_TYPES)
        self.out["entities"][key] = {"type": kind}

    def _mention(self, fields: list[str]) -> None:
        start, end = self._range(fields[1])
        form = _one_of(fields[2], FORMS) if len(fields) > 2 else "name"
        self.out["mentions"].append({"start": start, "end": end, "entity": self._known(fields[0]), "form": form})

    def _time(self, fields: list[str]) -> None:
        start, end = self._range(fields[0])
        time = {"start": start, "end": end, "type": _one_of(fields[1], TIME_TYPES), "value": fields[2]}
        options = _options(fields[3:], {"mod", "alt"})
        if "mod" in options:
            time["mod"] = options["mod"]
        if "alt" in options:
            time["alt_values"] = options["alt"].split(",")
        self.out["times"].append(time)

    def _statement(self, fields: list[str]) -> None:
        options = _options(fields[3:], {"content", "chain"})
        self.out["statements"].append(
            {
                "id": fields[0],
                "chain": [self._link(link) for link in options["chain"].split(">")],
                "content": [list(self._range(part)) for part in options["content"].split(",")],
                "kind": _one_of(fields[2], KINDS),
                "stance": _one_of(fields[1], STANCES),
            }
        )

    def _link(self, link: str) -> dict[str, Any]:
        parts = link.split("/")
        entity, source, cue = parts[:3]
        flags = parts[3:]
        if bad := set(flags) - {"anon"}:
            raise ValueError(f"unknown flag {bad}")
        return {
            "source": None if source == "-" else list(self._range(source)),
            "cue": None if cue == "-" else list(self._range(cue)),
            "entity": None if entity == "-" else self._known(entity),
            "anonymous": "anon" in flags,
        }

    def _event(self, fields: list[str]) -> None:
        options = _options(fields[3:], {"actors", "recipients", "place", "time", "status", "st"})
        statement = options.get("st")
        if statement and statement not in {s["id"] for s in self.out["statements"]}:
            raise ValueError(f"unknown statement {statement}")
        self.out["events"].append(
            {
                "id": fields[0],
                "trigger": list(self._range(fields[2])),
                "type": _one_of(fields[1], PLOVER),
                "actors": [self._known(k) for k in options.get("actors", "").split(",") if k],
                "recipients": [self._known(k) for k in options.get("recipients", "").split(",") if k],
                "place": self._known(options["place"]) if "place" in options else None,
                "time": options.get("time"),
                "status": _one_of(options.get("status", "happened"), STATUSES),
                "statement": statement,
            }
        )

    def _range(self, words: str) -> tuple[int, int]:
        match = RANGE.match(words)
        if not match:
            raise ValueError(f"{words!r} is not N, N-M, N+k or N+k-M")
        first = int(match["first"])
        last = int(match["last"] or first)
        if not first <= last < len(self.words):
            raise ValueError(f"{words!r} is outside words 0-{len(self.words) - 1}")
        return self.words[first][0] + int(match["skip"] or 0), self.words[last][1]

    def _known(self, key: str) -> str:
        if key not in self.out["entities"]:
            raise ValueError(f"unknown entity {key!r}")
        return key


def _one_of(value: str, allowed: set[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(sorted(allowed))}")
    return value


def _options(fields: list[str], allowed: set[str]) -> dict[str, str]:
    pairs = dict(field.split("=", 1) for field in fields)
    if bad := pairs.keys() - allowed:
        raise ValueError(f"unknown field {', '.join(sorted(bad))}")
    return pairs


def write_gold(annotations: Path, out: Path) -> int:
    """Join annotations with their texts into a gold folder that the scorer and `musnad read` take."""
    notes = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(annotations.glob("*.json"))]
    articles = load_articles({note["id"] for note in notes})
    out.mkdir(parents=True, exist_ok=True)
    records = []
    for note in notes:
        article = articles[note["id"]]
        text = article["text"]
        if hashlib.sha256(text.encode()).hexdigest() != note["sha256"]:
            raise AnnotationError(f"{note['id']}: the corpus text is not the text that was annotated")
        (out / f"{note['id']}.txt").write_bytes(text.encode())
        (out / f"{note['id']}.gold.json").write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
        records.append({"id": note["id"], "text": text, "published": note["published"]})
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (out / "records.jsonl").write_text(lines, encoding="utf-8")
    return len(records)


def write_printed(annotations: Path, out: Path) -> int:
    """Write annotations as JSON lines in the printed form, as if a program had found them."""
    notes = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(annotations.glob("*.json"))]
    articles = load_articles({note["id"] for note in notes})
    lines = []
    for note in notes:
        entities = [{"id": key, **entity} for key, entity in note["entities"].items()]
        lines.append(
            json.dumps({**note, "entities": entities, "text": articles[note["id"]]["text"]}, ensure_ascii=False)
        )
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(lines)


def compile_file(file: Path) -> tuple[str, dict[str, Any]]:
    """Return the name of the compiled file and the annotation of a working file."""
    source = file.read_text(encoding="utf-8")
    header = source.split("\n", 1)[0].split("#")[0].split()
    if len(header) == 3:
        article = own_article(file.with_name(f"{header[1]}.txt"), header[2])
        return f"{header[1]}.gold.json", compile_working_file(source, {header[1]: article})
    return f"{header[1]}.json", compile_working_file(source, load_articles({header[1]}))


def written(note: dict[str, Any]) -> str:
    """Return an annotation as it stands in its file."""
    return json.dumps(note, indent=1) + "\n"


def main(argv: list[str]) -> int:
    """Run one of the commands; see the module's docstring."""
    try:
        if len(argv) == 2 and argv[0] == "show":
            own = own_article(Path(argv[1])) if argv[1].endswith(".txt") else None
            print(show(own or load_articles({argv[1]})[argv[1]]))
        elif len(argv) == 3 and argv[0] == "compile":
            name, note = compile_file(Path(argv[1]))
            target = Path(argv[2]) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(written(note), encoding="utf-8")
            print(target, *(f"{k}={len(v)}" for k, v in note.items() if isinstance(v, (list, dict))))
        elif len(argv) == 3 and argv[0] == "gold":
            print(write_gold(Path(argv[1]), Path(argv[2])), "articles")
        elif len(argv) == 3 and argv[0] == "printed":
            print(write_printed(Path(argv[1]), Path(argv[2])), "articles")
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
