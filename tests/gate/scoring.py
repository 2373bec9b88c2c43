"""Score what musnad reads against annotated articles, layer by layer, as counts that add up over articles.

What comes in: folders of `ID.txt` with `ID.gold.json` (docs/annotation.md has the form). What goes out: hits, found
and wanted for each measure. Spans are compared by the whole words they touch, so that clitics and marks never decide.

    python dev.py run python tests/gate/scoring.py      measure every set there is, beside its pinned floors
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.model import Document
from musnad.model.codec import encode
from musnad.pipeline import default_pipeline

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, as docs/evaluation.md says

from support import ROOT, shared_folder

__all__ = ["FLOORS", "MEASURES", "SETS", "Compared", "Count", "Happened", "compare_statements", "measure", "score"]

GATE = Path(__file__).resolve().parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((GATE / "floors.toml").read_text(encoding="utf-8"))
MEASURES = ("names", "times", "contents", "originators", "chains", "events", "parties")
SETS = ("own", "first", "validation", "listed", "timed", "told", "unread", "happened")
_TOLD = ("contents", "originators", "chains")
_HAPPENED = ("events", "parties")
ONLY = {"listed": ("names",), "timed": ("times",), "told": _TOLD, "unread": _TOLD, "happened": _HAPPENED}
# ONLY: what each of these sets was annotated for, where that is one layer alone

_WORD = re.compile(r"[^\W_]+(?:[\u064B-\u0652\u0670\u0640]+[^\W_]*)*")
_LEAST_JACCARD = 0.5
_LEAST_OVERLAP = 0.5
_TIGHT_JACCARD = 0.8
_APART, _HALF = 3, 0.6  # how many words may part the halves of a light verb, and what such a pair counts
_BETWEEN = frozenset({"CONSULT", "AGREE", "COOPERATE", "ASSAULT"})

Words = frozenset[int]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """How many annotations agree, how many were found, how many are wanted."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hits + other.hits, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """Twice the hits over all that was found or wanted; 1 where there was nothing to find and nothing found."""
        both = self.found + self.wanted
        return 2 * self.hits / both if both else 1.0


def measure(name: str) -> dict[str, Count] | str:
    """Return the counts of a whole set, or the reason why it cannot be scored here."""
    shared = shared_folder()
    if name == "own":
        return _measure_folder(GATE / "articles")
    if shared is None:
        return "the corpora are not here; name their folder in MUSNAD_SHARED"
    if name == "first":
        folder = shared / "gold" / "first"
        return _measure_folder(folder) if folder.is_dir() else "the folder gold/first is not among the corpora"
    for corpus in ("ant", "saudinewsnet")[: 1 + (name in ("unread", "happened"))]:
        if not (shared / "data" / "news" / f"{corpus}.jsonl.gz").is_file():
            return f"the corpus {corpus} is not among the corpora"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, *_gold_command(name), folder]
        made = subprocess.run(command, cwd=ROOT, env=_with_shared(shared), capture_output=True, text=True, check=False)
        return made.stderr if made.returncode else _measure_folder(Path(folder))


def _gold_command(name: str) -> tuple[str, ...]:
    """Return what joins the annotations of a set with their texts; the folder to write comes after it."""
    if name == "listed":
        return "training/names.py", "gold", "training/annotations/names/dev.jsonl"
    if name == "timed":
        return "training/times.py", "gold", "training/annotations/times-validation.jsonl"
    if name == "told":
        return "training/annotate.py", "gold", "training/annotations/statements-validation"
    if name == "unread":
        return "training/annotate.py", "gold", "training/annotations/statements-test"
    if name == "happened":
        return "training/annotate.py", "gold", "training/annotations/events-test"
    return "training/annotate.py", "gold", f"training/annotations/{name}"


@dataclass(frozen=True, slots=True)
class Compared:
    """Statements of one article: counts by measure, causes of the misses, what was read and is not annotated."""

    counts: dict[str, Count]
    causes: list[str]
    spurious: list[Record]


def compare_statements(text: str, gold: Record, read: Record) -> Compared:
    """Return how the statements read agree with those annotated, in more detail than `score`."""
    words = _Words(text)
    told, same = _Told(words, gold, read), _Tellers(words, gold, read)
    several = told.flagged(lambda s: len(s["chain"]) > 1)
    counts = {
        "content": told.count(),
        "content, overlap 0.8": told.count(lambda g, r: told.overlap(g, r) >= _TIGHT_JACCARD),
        "with originator": told.count(same.last),
        "with the whole chain": told.count(same.whole),
        "chains of two and more links": Count(
            sum(len(g["chain"]) > 1 for g, r in told.pairs if same.whole(g, r)), several.found, several.wanted
        ),
        "with originator and kind": told.count(lambda g, r: same.last(g, r) and g["kind"] == r["kind"]),
        "with originator and stance": told.count(lambda g, r: same.last(g, r) and g["stance"] == r["stance"]),
        "somebody unnamed": told.flagged(lambda s: any(link["anonymous"] for link in s["chain"])),
        "denial": told.flagged(lambda s: bool(s["stance"] == "deny")),
    }
    hit, used = [id(g) for g, _ in told.pairs], [id(r) for _, r in told.pairs]
    cues = [words.touched(link["cue"]) for r in told.found for link in r["chain"]]
    missed = [g for g in told.wanted if id(g) not in hit]
    return Compared(counts, [_cause(words, g, cues) for g in missed], [r for r in told.found if id(r) not in used])


def _cause(words: _Words, statement: Record, cues: list[Words]) -> str:
    cue = words.touched(statement["chain"][-1]["cue"])
    if not cue:
        return "no cue"
    return "boundary" if any(cue & other for other in cues) else "cue"


def score(text: str, gold: Record, read: Record) -> dict[str, Count]:
    """Return the counts of one article: `gold` as annotated, `read` as musnad prints it."""
    words = _Words(text)
    told, same = _Told(words, gold, read), _Tellers(words, gold, read)
    happened = Happened(text, gold, read).counts()
    return {
        "names": _score_names(words, gold, read),
        "times": _score_times(words, gold, read),
        "contents": told.count(),
        "originators": told.count(same.last),
        "chains": told.count(same.whole),
        "events": happened["trigger and type"],
        "parties": happened["type, actors and recipients"],
    }


class Happened:
    """Events annotated and read in one article, paired by their triggers.

    A pair shares a word of the trigger, or is of one type with triggers at most three words apart, as the two halves of
    a light verb are. Parties are compared by the entities that share most mention words.
    """

    def __init__(self, text: str, gold: Record, read: Record) -> None:
        self._words = _Words(text)
        self.wanted, self.found = gold["events"], read["events"] or []
        self.entities = read["entities"] or []
        self.pairs = _pair(self.wanted, self.found, self._near)
        self.typed = [(g, r) for g, r in self.pairs if g["type"] == r["type"]]
        self._same = self._entities(gold, read)

    def counts(self) -> dict[str, Count]:
        """Return the counts of every measure of events."""
        found, wanted = len(self.found), len(self.wanted)
        dated = [(g, r) for g, r in self.typed if g.get("time") or r["time"]]
        right_days = sum(_day(g) == _day(r) for g, r in dated)
        return {
            "trigger": Count(len(self.pairs), found, wanted),
            "trigger and type": Count(len(self.typed), found, wanted),
            "actors of matched": self._part("actors"),
            "recipients of matched": self._part("recipients"),
            "type, actors and recipients": Count(sum(self.parties_agree(g, r) for g, r in self.typed), found, wanted),
            "status of matched": Count(sum(g["status"] == r["status"] for g, r in self.typed), *[len(self.typed)] * 2),
            "date of matched": Count(
                right_days, sum(bool(r["time"]) for _, r in dated), sum(bool(g.get("time")) for g, _ in dated)
            ),
        }

    def parties_agree(self, gold: Record, read: Record) -> bool:
        """Whether both sides are the same; between parties of talks, deals and clashes, whether all are the same."""
        ours = [set(gold["actors"]), set(gold["recipients"])]
        theirs = [self.meant(read["actors"]), self.meant(read["recipients"])]
        if ours == theirs:
            return True
        one_side = bool(ours[0] & ours[1]) or not ours[1] or not theirs[1]
        return gold["type"] in _BETWEEN and one_side and ours[0] | ours[1] == theirs[0] | theirs[1]

    def meant(self, entities: Iterable[str]) -> set[str]:
        """Return the annotated entities that those read stand for; what stands for none keeps a key of its own."""
        return {self._same.get(e, f"?{e}") for e in entities}

    def _part(self, part: str) -> Count:
        hits = sum(len(set(g[part]) & self.meant(r[part])) for g, r in self.typed)
        return Count(hits, sum(len(r[part]) for _, r in self.typed), sum(len(g[part]) for g, _ in self.typed))

    def _near(self, gold: Record, read: Record) -> float:
        one, other = self._words.touched(gold["trigger"]), self._words.touched(read["trigger"])
        same_type = gold["type"] == read["type"]
        if one & other:
            return 1 + 0.1 * same_type
        apart = max(min(other) - max(one), min(one) - max(other)) if one and other else _APART + 1
        return _HALF if same_type and apart <= _APART else 0.0

    def _entities(self, gold: Record, read: Record) -> dict[str, str]:
        votes: dict[str, dict[str, float]] = {}
        annotated = [(m["entity"], self._words.touched(m)) for m in gold["mentions"]]
        for mention in read["mentions"] or ():
            words = self._words.touched(mention)
            for entity, others in annotated if mention["entity"] is not None else ():
                both = len(words) + len(others)
                shared = 2 * len(words & others) / both if both else 0.0
                if shared >= _LEAST_OVERLAP:
                    known = votes.setdefault(mention["entity"], {})
                    known[entity] = known.get(entity, 0.0) + shared
        return {mine: max(theirs, key=lambda e: theirs[e]) for mine, theirs in votes.items()}


def _day(event: Record) -> str:
    return re.sub(r"(\d{4}-\d\d-\d\d)T\w+", r"\1", event.get("time") or "")


class _Words:
    """The words of a text, by number."""

    def __init__(self, text: str) -> None:
        self._at: dict[int, int] = {}
        for number, match in enumerate(_WORD.finditer(text)):
            self._at.update(dict.fromkeys(range(match.start(), match.end()), number))

    def touched(self, places: Any) -> Words:
        """Return the words that a place, or any of several, touches; none for None."""
        return frozenset(self._at[i] for start, end in _ranges(places) for i in range(start, end) if i in self._at)


class _Told:
    """Statements annotated and read, paired by the words of their contents."""

    def __init__(self, words: _Words, gold: Record, read: Record) -> None:
        self._words = words
        self.wanted, self.found = gold["statements"], read["statements"] or []
        self.pairs = _pair(self.wanted, self.found, self.overlap)

    def overlap(self, gold: Record, read: Record) -> float:
        """Return the Jaccard overlap of two contents."""
        return _jaccard(self._words.touched(gold["content"]), self._words.touched(read["content"]))

    def count(self, is_right: Callable[[Record, Record], bool] = lambda _gold, _read: True) -> Count:
        """Count the pairs that are right, against all that are read and annotated."""
        return Count(sum(is_right(g, r) for g, r in self.pairs), len(self.found), len(self.wanted))

    def flagged(self, has: Callable[[Record], bool]) -> Count:
        """Count the statements with a trait: hits are the pairs in which both have it."""
        hits = sum(has(g) and has(r) for g, r in self.pairs)
        return Count(hits, sum(map(has, self.found)), sum(map(has, self.wanted)))


class _Tellers:
    """Decides whether links of a gold chain and a read chain name the same teller."""

    def __init__(self, words: _Words, gold: Record, read: Record) -> None:
        self._words = words
        self._gold = self._by_entity(gold["mentions"])
        self._read = self._by_entity(read["mentions"] or ())

    def last(self, gold: Record, read: Record) -> bool:
        """Whether the originators are the same."""
        return self._same(gold["chain"][-1], read["chain"][-1])

    def whole(self, gold: Record, read: Record) -> bool:
        """Whether the chains have the same tellers in the same order."""
        return len(gold["chain"]) == len(read["chain"]) and all(map(self._same, gold["chain"], read["chain"]))

    def _same(self, gold: Record, read: Record) -> bool:
        mine, theirs = self._words.touched(gold["source"]), self._words.touched(read["source"])
        if not mine or not theirs:
            return not mine and not theirs
        if 2 * len(mine & theirs) >= _LEAST_OVERLAP * (len(mine) + len(theirs)):
            return True
        return bool(self._gold.get(gold["entity"], set()) & self._read.get(read["entity"], set()))

    def _by_entity(self, mentions: Iterable[Record]) -> dict[str, set[Words]]:
        found: dict[str, set[Words]] = {}
        for mention in mentions:
            if mention["entity"] is not None:
                found.setdefault(mention["entity"], set()).add(self._words.touched(mention))
        return found


def _score_names(words: _Words, gold: Record, read: Record) -> Count:
    types = {key: entity["type"] for key, entity in gold["entities"].items()}
    wanted = {(words.touched(m), types[m["entity"]]) for m in gold["mentions"] if m["form"] == "name"}
    found = [(words.touched(m), m["type"]) for m in read["mentions"] or () if m["form"] == "name"]
    return Count(len(wanted & set(found)), len(found), len(wanted))


def _score_times(words: _Words, gold: Record, read: Record) -> Count:
    pairs = _pair(
        gold["times"], read["times"] or (), lambda g, r: _jaccard(words.touched(g), words.touched(r)), least=0
    )
    right = sum(r["value"] in (g["value"], *g.get("alt_values", ())) for g, r in pairs)
    return Count(right, len(read["times"] or ()), len(gold["times"]))


def _pair(
    gold: Sequence[Record],
    read: Sequence[Record],
    likeness: Callable[[Record, Record], float],
    *,
    least: float = _LEAST_JACCARD,
) -> list[tuple[Record, Record]]:
    """Pair annotations one to one, the most alike first, none that are alike by 0 or less than `least`."""
    free, left, found = set(range(len(gold))), set(range(len(read))), []
    for alike, i, j in sorted((-likeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)):
        if alike < 0 and -alike >= least and i in free and j in left:
            found.append((gold[i], read[j]))
            free.remove(i)
            left.remove(j)
    return found


def _jaccard(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _ranges(places: Any) -> Iterator[tuple[int, int]]:
    """Yield the ranges in a span, `[start, end]`, a list of either, or None."""
    if isinstance(places, dict):
        yield places["start"], places["end"]
    elif places and isinstance(places[0], int):
        yield places[0], places[1]
    else:
        for place in places or ():
            yield from _ranges(place)


def _measure_folder(folder: Path) -> dict[str, Count]:
    total = dict.fromkeys(MEASURES, Count())
    for file in sorted(folder.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        doc = default_pipeline()(Document(id="article", text=text, published=gold["published"]))
        for name, count in score(text, gold, json.loads(encode(doc))).items():
            total[name] += count
    return total


def _with_shared(shared: Path) -> dict[str, str]:
    import os

    return {**os.environ, "MUSNAD_SHARED": str(shared)}


def main() -> int:
    """Print the figures of every set beside their floors."""
    for name in SETS:
        counts = measure(name)
        if isinstance(counts, str):
            print(f"[{name}]  # not scored: {counts}\n")
            continue
        print(f"[{name}]")
        for key in ONLY.get(name, MEASURES):
            count = counts[key]
            floor = FLOORS.get(name, {}).get(key, 0.0)
            sizes = f"{count.hits} hits, {count.found} found, {count.wanted} wanted"
            print(f"{key} = {count.f1:.3f}  # floor {floor:.2f}; {sizes}")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
