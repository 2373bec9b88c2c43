"""Measure who-is-who: 300 names, drawn by a fixed seed and labelled by reading, against what musnad links them to.

What comes in: `training/annotations/links.tsv` and `links-unseen.tsv`, and the ANT corpus under MUSNAD_SHARED. What
goes out: precision (of the labelled names that musnad links, those linked to the right row) and recall (of those that
have a row in the lexicon, those linked to it), by type; with --errors each wrong or missing link by its offsets and
rows, never by the text.

    python dev.py run python benchmarks/linking.py [--errors] [--coverage N]

`--coverage N` also reads N other articles that nobody annotated and prints the share of name mentions with a row.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

import names  # noqa: E402 - the reader of the corpus lies beside the annotations

import musnad  # noqa: E402
from musnad.model import Document  # noqa: E402

LABELS = [ROOT / "training" / "annotations" / name for name in ("links.tsv", "links-unseen.tsv")]
COVERAGE_SEED = 4018


class Label(NamedTuple):
    """A labelled name: `rows` are the rows that are right, none for somebody the lexicon does not have."""

    id: str
    start: int
    end: int
    type: str
    rows: frozenset[str]


def read_labels(file: Path) -> dict[str, list[Label]]:
    """Return the labels of a file by article."""
    found: dict[str, list[Label]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows = frozenset(r for r in row["rows"].split("|") if r)
            found[row["id"]].append(Label(row["id"], int(row["start"]), int(row["end"]), row["type"], rows))
    return found


def linked_row(doc: Document, label: Label) -> str | None:
    """Return the row that the mention at a label is linked to; a mention may be a little longer or shorter."""
    at = {span: entity for entity in doc.entities or () for span in entity.mentions}
    names_here = [m for m in doc.mentions or () if m.form == "name" and m.start < label.end and label.start < m.end]
    entities = [at[m.span] for m in names_here if m.span in at]
    return next((entity.origin for entity in entities if entity.reasons), None)


def main(argv: list[str]) -> int:
    """Print the scores; return the exit status."""
    for file in LABELS:
        print(file.name)
        _measure(read_labels(file), errors="--errors" in argv)
    if "--coverage" in argv:
        _coverage(int(argv[argv.index("--coverage") + 1]))
    return 0


def _measure(labels: dict[str, list[Label]], *, errors: bool) -> None:
    texts = names.load(labels)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, some in labels.items():
        doc = _read(texts[key])
        for label in some:
            row = linked_row(doc, label)
            for group in (label.type, "all"):
                counts[group][0] += row is not None and row in label.rows
                counts[group][1] += row is not None
                counts[group][2] += bool(label.rows)
            if errors and (row not in label.rows if row else label.rows):
                print(f"{key} {label.start}-{label.end} {label.type} found {row}, right {' '.join(label.rows) or None}")
    for group, (right, linked, wanted) in sorted(counts.items()):
        precision, recall = right / max(1, linked), right / max(1, wanted)
        print(f"{group:4} precision {precision:.3f} ({right}/{linked})  recall {recall:.3f} ({right}/{wanted})")


def _read(record: dict[str, Any]) -> Document:
    return musnad.read_text(record["text"], published=record["published"], id=record["id"])


def _coverage(size: int) -> None:
    import random

    from names_data import annotated_ids

    taken = annotated_ids()
    pool = [r for r in names.articles() if r["id"] not in taken and len(r["text"].split()) in names.WORDS]
    linked: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for record in random.Random(COVERAGE_SEED).sample(pool, size):
        doc = _read(record)
        at = {span: entity for entity in doc.entities or () for span in entity.mentions}
        for mention in doc.mentions or ():
            if mention.form == "name":
                for group in (mention.type, "all"):
                    linked[group][0] += bool(at[mention.span].reasons)
                    linked[group][1] += 1
    for group, (some, every) in sorted(linked.items()):
        print(f"coverage of {size} articles, {group:4} {some / max(1, every):.3f} ({some}/{every})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
