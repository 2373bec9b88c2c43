"""Measure the reader on labelled texts: the sentences beside this file, and annotated articles.

What comes in: `sentences-seen.jsonl` and `sentences-unseen.jsonl`; the annotations `training/annotations/times-*.jsonl`
with the ANT corpus, and the gold folders, both under the corpora's folder. What goes out: tables. The unseen sentences
are there to measure, so that what is wrong in them is never listed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from finders import HOW_COMPARED, Finder, agrees
from scoring import Labelled, Tally, align, score

__all__ = ["ANT", "measure_articles", "measure_sentences"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SENTENCES = ("seen", "unseen")
ANNOTATIONS = ("times-train", "times-validation")
GOLD = ("dev", "first")
ANT = "data/news/ant.jsonl.gz"


def measure_sentences(finders: Sequence[Finder], *, wrong: bool) -> None:
    """Print a table by family for each set of sentences; with `wrong` also what is wrong in the seen ones."""
    print("\nSENTENCES  spans after widening to whole words, one gold to one found, largest overlap first")
    print("  found: overlaps; span: exact; value: right; both: span and value; extra: spurious; whole: sentences in")
    print("  which span and value of all is right and nothing is spurious; share: extra of those given, whole of texts")
    if any(finder.kind == "dateparser" for finder in finders):
        print(HOW_COMPARED)
    for name in SENTENCES:
        file = HERE / f"sentences-{name}.jsonl"
        if not file.is_file():
            print(f"\n{name} sentences: skipped, there is no {file}")
            continue
        lines = file.read_text(encoding="utf-8").split("\n")
        records = [json.loads(line) for line in lines if line.strip()]
        sentences = [Labelled.of(record, family=record["family"]) for record in records]
        _print_families(name, sentences, finders)
        if wrong and name == "seen":
            for finder in finders:
                _list_wrong(sentences, finder)


def _print_families(name: str, sentences: Sequence[Labelled], finders: Sequence[Finder]) -> None:
    tallies: list[dict[str, Tally]] = []
    for finder in finders:
        by_family: dict[str, Tally] = {}
        for sentence in sentences:
            by_family[sentence.family] = by_family.get(sentence.family, Tally()) + score(sentence, finder)
        tallies.append(by_family | {"all": sum(by_family.values(), Tally())})
    columns = "".join(f"{c:>6}" for c in ("found", "span", "value", "both", "extra", "whole"))
    print(f"\n{name + ' sentences':17}{'':12}" + "".join(f" | {finder.name:36}" for finder in finders))
    print(f"{'family':17}{'texts':>6}{'expr.':>6}" + f" | {columns}" * len(finders))
    for family, tally in tallies[0].items():
        cells = "".join(
            f" | {t.found:6}{t.span:6}{t.value:6}{t.both:6}{t.spurious:6}{t.whole:6}"
            for t in (by_family[family] for by_family in tallies)
        )
        print(f"{family:17}{tally.texts:6}{tally.wanted:6}{cells}")
    every = [by_family["all"] for by_family in tallies]
    _print_shares(every)
    for finder, tally in zip(finders, every, strict=True):
        print(f"  {finder.name}: {tally.valued} of {tally.texts} sentences have all values right, spans aside", end="")
        kinds = f"; of those found, type right {tally.typed}/{tally.found}, mod {tally.mod}/{tally.mods}"
        print(kinds if finder.kind == "musnad" else "")


def _print_shares(tallies: Sequence[Tally]) -> None:
    """Print the counts of the whole set as shares: of the expressions, of those given (extra), of the sentences."""
    print(f"{'share, %':29}", end="")
    for t in tallies:
        hits = "".join(f"{100 * count / max(1, t.wanted):6.1f}" for count in (t.found, t.span, t.value, t.both))
        print(f" | {hits}{100 * t.spurious / max(1, t.given):6.1f}{100 * t.whole / max(1, t.texts):6.1f}", end="")
    print()


def _list_wrong(sentences: Sequence[Labelled], finder: Finder) -> None:
    """Print what a reader missed, got wrong or made up; the sentences are the project's own, so with their words."""
    print(f"\nwrong of {finder.name}, seen sentences")
    for s in sentences:
        found = finder.find(s.text, s.published)
        pairs = align(s.text, s.times, found)
        matched = {id(x) for g, f, _ in pairs for x in (g, f)}
        for g, f, same in pairs:
            fault = "" if any(agrees(f, v) for v in g.values) else "value"
            if fault or not same:
                told = f.value or f.moment
                print(f"  {s.id} {fault or 'span':8} {s.text[g.start : g.end]} = {' or '.join(g.values)}", end="")
                print(f"; found {s.text[f.start : f.end]} = {told}")
        for g in s.times:
            if id(g) not in matched:
                print(f"  {s.id} {'missed':8} {s.text[g.start : g.end]} = {' or '.join(g.values)}")
        for f in found:
            if id(f) not in matched:
                print(f"  {s.id} {'spurious':8} {s.text[f.start : f.end]} = {f.value or f.moment}")


def measure_articles(finders: Sequence[Finder], shared: Path) -> None:
    """Print F1 of spans and values on annotated articles, as `gold/score.py` counts them."""
    print("\nARTICLES  span: overlapping whole words; value: right; both: exact span and right value")
    print(f"{'set':18}{'texts':>6}{'expr.':>6}  {'':18}{'given':>6}", end="")
    print(f"   {'span P':>6}{'R':>7}{'F1':>7}   {'value P':>7}{'R':>7}{'F1':>7}   {'both F1':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name in ANNOTATIONS:
            _measure_set(name, _write_gold(name, shared, Path(folder, name)), finders)
    for name in GOLD:
        folder_of_gold = shared / "gold" / name
        reason = f"there is no folder {folder_of_gold}"
        _measure_set(f"gold {name}", folder_of_gold if folder_of_gold.is_dir() else reason, finders)


def _measure_set(name: str, folder: Path | str, finders: Sequence[Finder]) -> None:
    if isinstance(folder, str):
        print(f"{name:18}skipped, {folder}")
        return
    articles = [_read_gold(file) for file in sorted(folder.glob("*.gold.json"))]
    for number, finder in enumerate(finders):
        t = sum((score(article, finder) for article in articles), Tally())
        start = f"{name:18}{t.texts:6}{t.wanted:6}" if number == 0 else " " * 30
        spans, values = t.rates(t.found), t.rates(t.value)
        print(f"{start}  {finder.name:18}{t.given:6}   {spans[0]:6.3f}{spans[1]:7.3f}{spans[2]:7.3f}", end="")
        print(f"   {values[0]:7.3f}{values[1]:7.3f}{values[2]:7.3f}   {t.rates(t.both)[2]:7.3f}")


def _write_gold(name: str, shared: Path, out: Path) -> Path | str:
    """Join annotations with the texts they point into; return the folder, or the reason why that cannot be done."""
    notes = ROOT / "training" / "annotations" / f"{name}.jsonl"
    for needed in (notes, shared / ANT):
        if not needed.is_file():
            return f"there is no {needed}"
    command = [sys.executable, str(ROOT / "training" / "times.py"), "gold", str(notes), str(out)]
    environment = {**os.environ, "MUSNAD_SHARED": str(shared)}
    made = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    return f"training/times.py says: {made.stderr.strip()}" if made.returncode else out


def _read_gold(file: Path) -> Labelled:
    gold = json.loads(file.read_text(encoding="utf-8"))
    name = file.name.removesuffix(".gold.json")
    # Bytes, so that no line end changes under the offsets.
    text = (file.parent / f"{name}.txt").read_bytes().decode("utf-8")
    return Labelled.of({**gold, "id": name, "text": text}, family="article")
