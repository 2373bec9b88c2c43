"""Score events against annotated articles: by measure, by type, what is taken for what, and beside a keyword list.

    python dev.py run python benchmarks/events.py FOLDER... [--misses]

A FOLDER holds `ID.txt` with `ID.gold.json` (docs/annotation.md has the form); make those of our own annotation with
`python training/annotate.py gold training/annotations/events-test FOLDER`. An event is found where its trigger and one
that musnad reads share a word, or are the two halves of a light verb. The keyword list takes every word of the
patterns' own verbs and nouns for an event of the pattern's type, with nothing asked of the words around it and no
parties: what the words alone are worth. `--misses` counts why events were missed or have wrong parties.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "gate")]

from scoring import Count, Happened  # noqa: E402 - it lies with the gate

from musnad.arabic.clitics import proclitic_splits  # noqa: E402
from musnad.lexicon import Lexicon  # noqa: E402
from musnad.model import Document, EventType  # noqa: E402
from musnad.model.codec import encode  # noqa: E402
from musnad.pipeline import default_pipeline  # noqa: E402
from musnad.stages.events.vocabulary import Vocabulary  # noqa: E402

Record = dict[str, Any]
_MOST_CONFUSED = 12


class _Keywords:
    """Takes words for events by their form alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = Vocabulary(lexicon)
        self._types: dict[str, EventType] = {}
        for form, verbs in words.verbs.items():
            if verbs[0].pattern is not None:
                self._types[form] = verbs[0].pattern.row.type
        for form, nouns in words.nouns.items():
            self._types.setdefault(form, nouns[0].pattern.row.type)

    def read(self, doc: Document) -> list[Record]:
        """Return an event for every word of the list."""
        tokens = doc.segments.tokens if doc.segments else ()
        found = []
        for token in tokens:
            type_ = next((self._types[s.stem] for s in proclitic_splits(token.form) if s.stem in self._types), None)
            if type_ is not None:
                place = {"start": token.start, "end": token.end}
                found.append({"trigger": place, "type": type_, "actors": [], "recipients": [], "time": None,
                              "status": "happened"})  # fmt: skip
        return found


def articles(folder: Path) -> Iterator[tuple[str, Record]]:
    """Yield the text and the annotation of each article of a folder."""
    for file in sorted(folder.glob("*.gold.json")):
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        yield text, json.loads(file.read_text(encoding="utf-8"))


def main() -> int:
    """Score the folders that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", action="store_true", help="count why events were missed or have wrong parties")
    options = parser.parse_args()
    pipeline, keywords = default_pipeline(), _Keywords(Lexicon())
    for folder in options.folders:
        ours, theirs, count = _Scores(), _Scores(), 0
        for text, gold in articles(folder):
            doc = pipeline(Document(id=gold["id"], text=text, published=gold["published"]))
            read = json.loads(encode(doc))
            ours.add(gold, Happened(text, gold, read))
            theirs.add(gold, Happened(text, gold, {**read, "events": keywords.read(doc)}))
            count += 1
        if not count:
            print(f"{folder}: no annotated article there", file=sys.stderr)
            return 1
        print(f"{folder.name}: {count} articles")
        _print(ours, theirs, misses=options.misses)
    return 0


class _Scores:
    """Counts that add up over articles."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}
        self.types: dict[str, Count] = {}
        self.confused: Counter[tuple[str, str]] = Counter()
        self.causes: Counter[str] = Counter()

    def add(self, gold: Record, happened: Happened) -> None:
        """Add the events of an article."""
        for key, count in happened.counts().items():
            self.counts[key] = self.counts.get(key, Count()) + count
        hits = Counter(g["type"] for g, _ in happened.typed)
        found, wanted = Counter(r["type"] for r in happened.found), Counter(g["type"] for g in happened.wanted)
        for type_ in found | wanted:
            count = Count(hits[type_], found[type_], wanted[type_])
            self.types[type_] = self.types.get(type_, Count()) + count
        self.confused.update((g["type"], r["type"]) for g, r in happened.pairs)
        missed = len(happened.wanted) - len(happened.pairs)
        self.confused.update({(_MISSED, ""): missed, ("", _EXTRA): len(happened.found) - len(happened.pairs)})
        known = happened.meant(e["id"] for e in happened.entities)
        for g, r in happened.typed:
            self.causes["both sides right"] += happened.parties_agree(g, r)
            for part in () if happened.parties_agree(g, r) else ("actors", "recipients"):
                self.causes[f"{part}: {_cause(set(g[part]), happened.meant(r[part]), known)}"] += 1


_MISSED, _EXTRA = "missed", "not annotated"


def _cause(wanted: set[str], read: set[str], known: set[str]) -> str:
    if wanted == read:
        return "right"
    if not read:
        return "nobody read" if wanted & known else "no entity read for it"
    if not wanted:
        return "somebody read, nobody annotated"
    return "some of them" if wanted & read else "somebody else"


def _print(ours: _Scores, theirs: _Scores, *, misses: bool) -> None:
    for key, count in ours.counts.items():
        other = theirs.counts[key]
        beside = f"   keywords {other.f1:.3f}  {other.hits}/{other.found}/{other.wanted}" if "trigger" in key else ""
        print(f"  {key:<28} F1 {count.f1:.3f}  {count.hits}/{count.found}/{count.wanted}{beside}")
    print("  by type, trigger and type:")
    for type_, count in sorted(ours.types.items(), key=lambda item: -item[1].wanted):
        print(f"    {type_:<10} F1 {count.f1:.3f}  {count.hits}/{count.found}/{count.wanted}"
              f"   keywords {theirs.types.get(type_, Count()).f1:.3f}")  # fmt: skip
    print("  annotated as, read as:")
    wrong = Counter({pair: n for pair, n in ours.confused.items() if pair[0] != pair[1]})
    for (annotated, read), number in wrong.most_common(_MOST_CONFUSED):
        print(f"    {annotated or '-':<10} {read or '-':<14}{number:5}")
    if misses:
        print("  parties of the matched:")
        for cause, number in sorted(ours.causes.items()):
            print(f"    {cause:<44}{number:5}")


if __name__ == "__main__":
    sys.exit(main())
