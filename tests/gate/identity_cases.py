"""Cases to measure identity in: 2,000 articles of two corpora, drawn by a seed, with the labelled pairs of actors.

What comes in: `data/news/ant.jsonl.gz` and `data/news/saudinewsnet.jsonl.gz` under MUSNAD_SHARED, and a folder with
`pairs.jsonl` and `labels.tsv`. What goes out: a case in which the articles' names were found and brought together, and
the pairs by the keys that the actors have in it.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from musnad.case.adding import add_readings
from musnad.case.folder import Case, create_case
from musnad.case.judging import read_corrected
from musnad.case.store import find_document
from musnad.corpus.evidence import entity_key
from musnad.errors import CaseError
from musnad.lexicon import Lexicon
from musnad.pipeline import Pipeline
from musnad.readers import read_sources
from musnad.stages.entities import EntitiesStage
from musnad.stages.mentions import MentionsStage
from musnad.stages.segments import SegmentsStage

__all__ = ["CORPORA", "DRAWS", "EACH", "LabelledPair", "drawn_case", "key_at", "labelled_pairs", "pair_rows"]

CORPORA = ("data/news/ant.jsonl.gz", "data/news/saudinewsnet.jsonl.gz")
EACH = 1000  # articles of either corpus, one after another in time
ROOT = Path(__file__).resolve().parents[2]
DRAWS = {
    20180611: ROOT / "training" / "annotations" / "identity",
    20150806: ROOT / "tests" / "gate" / "identity",
}
"""The folder of the pairs drawn with each seed: the first to set weights by, the second to measure."""


class LabelledPair(NamedTuple):
    """Two actors by their keys in a case; `only_ant` says that both stand in articles of the first corpus alone."""

    number: int
    one: str
    other: str
    stratum: str
    only_ant: bool
    is_same: bool


def drawn_case(shared: Path, seed: int, folder: Path, *, only: Collection[str] | None = None, workers: int = 0) -> Case:
    """Make a case of the articles that a seed draws, or of `only` some by their ids; with names and entities alone."""
    chance = random.Random(seed)
    ant, saudi = (_rows(shared / corpus) for corpus in CORPORA)
    ant = sorted((row for row in ant if row["published"] >= "2018"), key=lambda row: (row["published"][:10], row["id"]))
    saudi.sort(key=lambda row: (row["crawled"], row["id"]))
    drawn = []
    for rows in (ant, saudi):
        start = chance.randrange(len(rows) - EACH)
        drawn += [row for row in rows[start : start + EACH] if only is None or row["id"] in only]
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "articles.jsonl"
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in drawn), encoding="utf-8")
    case = create_case(folder / "case")
    add_readings(case, read_sources([str(file)]), pipeline=_names_alone, workers=workers)
    return case


def labelled_pairs(folder: Path, case: Case) -> tuple[LabelledPair, ...]:
    """Return the labelled pairs whose actors are found where they stood when the pairs were drawn."""
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as file:
        labels = {int(row["pair"]): row["label"] for row in csv.DictReader(file, delimiter="\t")}
    found = []
    for row in pair_rows(folder):
        one, other = (key_at(case, *row[side]) for side in ("one", "other"))
        if one and other and one != other:
            same = labels[row["pair"]] == "same"
            found.append(LabelledPair(row["pair"], *sorted((one, other)), row["stratum"], row["only_ant"], same))
    return tuple(found)


def pair_rows(folder: Path) -> list[dict[str, Any]]:
    """Return the drawn pairs as they are written."""
    return [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]


def key_at(case: Case, article: str, start: int, end: int) -> str | None:
    """Return the key of the actor that a place in an article names; None where there is none now."""
    try:
        doc = read_corrected(case.connection, find_document(case.connection, article))
    except CaseError:
        return None
    for entity in doc.entities or ():
        if entity.type != "LOC" and any(span.start < end and start < span.end for span in entity.mentions):
            return entity_key(entity)
    return None


def _names_alone() -> Pipeline:
    lexicon = Lexicon()
    return Pipeline((SegmentsStage(), MentionsStage(lexicon), EntitiesStage(lexicon)))


def _rows(file: Path) -> list[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["text"]]
