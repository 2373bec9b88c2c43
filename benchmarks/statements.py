"""Score statements against annotated articles, and say why those that are missed were missed.

    python dev.py run python benchmarks/statements.py FOLDER...

A FOLDER holds `ID.txt` with `ID.gold.json` (docs/annotation.md has the form); make those of our own annotation with
`python training/annotate.py gold training/annotations/statements-test FOLDER`. A statement is found where the
words of its content and those of one that musnad reads have a Jaccard overlap of 0.5. Of one that is not found the
cause is the first that holds: its cue was read, and the content is wrong (`boundary`); its cue is read by no rule
(`cue`); it has no cue (`no cue`). What musnad reads and nobody annotated is told from what lies beside a boundary
that is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "gate")]

from scoring import Count, compare_statements  # noqa: E402 - it lies with the gate

from musnad.model import Document  # noqa: E402
from musnad.model.codec import encode  # noqa: E402
from musnad.pipeline import default_pipeline  # noqa: E402

_SHOWN = 12


def main() -> int:
    """Score the folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    for folder in parser.parse_args().folders:
        files = sorted(folder.glob("*.gold.json"))
        if not files:
            parser.error(f"{folder} holds no *.gold.json; make it with training/annotate.py gold")
        _measure(folder, files)
    return 0


def _measure(folder: Path, files: list[Path]) -> None:
    counts: dict[str, Count] = {}
    causes: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for file in files:
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        doc = default_pipeline()(Document(id="article", text=text, published=gold["published"]))
        compared = compare_statements(text, gold, json.loads(encode(doc)))
        for name, count in compared.counts.items():
            counts[name] = counts.get(name, Count()) + count
        causes.update(compared.causes)
        rules.update(statement["origin"] for statement in compared.spurious)
    print(f"{folder.name}: {len(files)} articles")
    for name, count in counts.items():
        precision, recall = _share(count.hits, count.found), _share(count.hits, count.wanted)
        sizes = f"{count.hits}/{count.found}/{count.wanted}"
        print(f"  {name:<28} F1 {count.f1:.3f}  P {precision}  R {recall}  {sizes}")
    print("  why: " + ", ".join(f"{cause} {n}" for cause, n in causes.most_common()))
    print("  rules of what nobody annotated: " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common(_SHOWN)))


def _share(part: Any, whole: Any) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
