"""Annotated and raw news as rows of features for the tagger of names.

What comes in: the annotations in `annotations/` and the corpora under MUSNAD_SHARED. What goes out: texts cut into
tokens, with what the tagger is told of each and, where annotated, its tag. Features are made by the package itself,
so that what is trained on is what a reader sees.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import names
import numpy as np
import numpy.typing as npt

from musnad.arabic.segmentation import segment, tokenize
from musnad.lexicon import Lexicon
from musnad.stages.mentions.features import TYPES, WordKey, context_features, word_keys
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.proposals import propose
from musnad.stages.mentions.roles import find_roles
from musnad.stages.mentions.view import View

HERE = Path(__file__).resolve().parent
ANNOTATIONS = HERE / "annotations"
ANER_SENTENCES = 10  # sentences of ANERcorp are read ten to a text: it does not say where articles end
ANER_TYPES = {"PERS": "PER", "ORG": "ORG", "LOC": "LOC"}
RAW_WORDS = range(60, 600)
RAW_SEED = 5
Spans = set[tuple[int, int, int]]


class Example(NamedTuple):
    """A text as the tagger sees it; `tags` is None where nobody annotated it, `proposed` is what rules alone find."""

    id: str
    keys: list[WordKey]
    context: npt.NDArray[np.float32]
    tags: npt.NDArray[np.int64] | None
    proposed: Spans


class Maker:
    """Makes examples with the shipped lexicon."""

    def __init__(self) -> None:
        self._knowledge = NameKnowledge(Lexicon())

    def make(self, name: str, text: str, spans: Iterable[tuple[int, int, str]] | None = None) -> Example:
        """Return one text as an example; `spans` are names as code points with their types."""
        tokens = segment(text).tokens
        view = View(text, tokens, self._knowledge)
        roles = find_roles(view)
        proposed, _ = propose(view, roles, self._knowledge)
        tags = None
        if spans is not None:
            tags = np.zeros(len(tokens), dtype=np.int64)
            for start, end, kind in spans:
                inside = [n for n, t in enumerate(tokens) if t.start < end and start < t.end]
                while len(inside) > 1 and tokens[inside[0]].kind == "punct":
                    inside = inside[1:]
                for place, at in enumerate(inside):
                    tags[at] = 1 + 2 * TYPES.index(kind) + (place > 0)
        ranges = {(c.first, c.last, TYPES.index(c.type)) for c in proposed}
        return Example(name, word_keys(view), context_features(view, proposed, roles), tags, ranges)


def spans_of(tags: Iterable[int]) -> Spans:
    """Return the names that a row of tags spells, as token ranges with the number of their type."""
    found: Spans = set()
    row = [int(tag) for tag in tags]
    first = None
    for at, tag in enumerate((*row, 0)):
        if first is not None and (tag != row[first] + 1):
            found.add((first, at, (row[first] - 1) // 2))
            first = None
        if tag % 2:
            first = at
    return found


def annotated(part: str, maker: Maker) -> list[Example]:
    """Return `train` or `dev` of the listed names, or a folder of articles annotated in full."""
    if part in ("train", "dev", "second"):
        notes = names.read_notes(ANNOTATIONS / "names" / f"{part}.jsonl")
        spans = {key: note["names"] for key, note in notes.items()}
    else:
        spans = {}
        for file in sorted((ANNOTATIONS / part.removeprefix("full-")).glob("*.json")):
            note = json.loads(file.read_text(encoding="utf-8"))
            kinds = {key: entity["type"] for key, entity in note["entities"].items()}
            marked = [m for m in note["mentions"] if m["form"] == "name"]
            spans[note["id"]] = [(m["start"], m["end"], kinds[m["entity"]]) for m in marked]
    texts = names.load(spans)
    return [maker.make(key, texts[key]["text"], spans[key]) for key in sorted(spans)]


def annotated_ids() -> set[str]:
    """Return the ids of all articles that are annotated in any way."""
    listed = {key for file in (ANNOTATIONS / "names").glob("*.jsonl") for key in names.read_notes(file)}
    return listed | {file.stem for file in ANNOTATIONS.glob("*/*.json")}


def measured_ids() -> set[str]:
    """Return the ids of the articles that only measure: no word of them is learnt from."""
    return set(names.read_notes(ANNOTATIONS / "names" / "dev.jsonl")) | {
        file.stem for file in (ANNOTATIONS / "validation").glob("*.json")
    }


def raw(count: int, *, workers: int = 2) -> list[Example]:
    """Return articles of the ANT corpus that nobody annotated, drawn by a fixed seed."""
    taken = annotated_ids()
    pool = [r for r in names.articles() if r["id"] not in taken and len(r["text"].split()) in RAW_WORDS]
    random.Random(RAW_SEED).shuffle(pool)
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(_make_raw, pool[:count], chunksize=100))


@cache
def _maker() -> Maker:
    return Maker()


def _make_raw(record: dict[str, str]) -> Example:
    return _maker().make(record["id"], record["text"])


def sentences() -> Iterator[list[str]]:
    """Yield the folded tokens of every line of the ANT corpus outside the measured articles, numbers as 0."""
    left_out = measured_ids()
    for record in names.articles():
        if record["id"] not in left_out:
            for line in record["text"].split("\n"):
                forms = ["0" if token.kind == "number" else token.form for token in tokenize(line)]
                if len(forms) > 2:
                    yield forms


def anercorp(maker: Maker, *, half: int) -> list[Example]:
    """Return one half (0 or 1) of the training part of ANERcorp, its clitics and types mapped to ours."""
    shared = Path(os.environ.get("MUSNAD_SHARED", "../shared"))
    text = (shared / "data/names/anercorp/ANERCorp_CamelLab_train.txt").read_text(encoding="utf-8")
    cut = [[line.split() for line in part.split("\n") if line.strip()] for part in text.split("\n\n")]
    found = [s for s in cut if s]
    chunks = [found[at : at + ANER_SENTENCES] for at in range(0, len(found), ANER_SENTENCES)]
    middle = len(chunks) // 2
    part = chunks[middle:] if half else chunks[:middle]
    return [maker.make(f"aner{n}", *_aner_text(chunk)) for n, chunk in enumerate(part)]


def _aner_text(chunk: list[list[list[str]]]) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans = "", []
    for sentence in chunk:
        opened: str | None = None
        for word, *_, tag in sentence:
            start, kind = len(text), ANER_TYPES.get(tag[2:])
            text += word
            if tag.startswith("B") and kind:
                spans.append((start, len(text), kind))
                opened = kind
            elif tag.startswith("I") and kind and kind == opened:
                spans[-1] = (spans[-1][0], len(text), kind)
            else:
                opened = None
            text += " "
        text = text.rstrip() + "\n"
    return text, spans
