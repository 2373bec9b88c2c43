"""musnad's stage of mentions against spaCy with a CRF: time, and names found on articles that only measure.

What comes in: the names annotated by us in `training/annotations`, texts of the ANT corpus. The CRF learns from the
same annotations as musnad's tagger. What goes out: rows; never which names are wrong.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from measuring import compare, figure, processor_ms, take_turns
from news import ROOT, document_of, middling, rounds_of

from musnad.model import Document
from musnad.pipeline import default_pipeline
from suite_parts.crf import Named, train_pipeline
from suite_parts.rows import Asked, Part, Row, need, version_of

__all__ = ["NAMES", "f1", "touched"]

_ANNOTATIONS = ROOT / "training" / "annotations"
_WORD = re.compile(r"[^\W_]+(?:[\u064B-\u0652\u0670\u0640]+[^\W_]*)*")  # as the project's scorer cuts words
_Span = tuple[int, int, str]
_Finder = Callable[[str], Sequence[_Span]]


def touched(text: str, spans: Sequence[_Span]) -> set[tuple[frozenset[int], str]]:
    """Return spans as the words they touch with their types, so that clitics and marks never decide."""
    words = [match.span() for match in _WORD.finditer(text)]
    found = (
        (frozenset(n for n, (first, last) in enumerate(words) if first < end and start < last), kind)
        for start, end, kind in spans
    )
    return {(inside, kind) for inside, kind in found if inside}


def f1(texts: Sequence[Named], find: _Finder) -> float:
    """Return F1 of names, span and type."""
    hits = given = wanted = 0
    for text, names in texts:
        gold, found = touched(text, names), touched(text, find(text))
        hits += len(gold & found)
        given += len(found)
        wanted += len(gold)
    return 2 * hits / (given + wanted) if given + wanted else 1.0


def _measure(asked: Asked) -> Iterator[Row]:
    spacy, pycrfsuite = need("spacy"), need("pycrfsuite", "python-crfsuite")
    texts = {record["id"]: record["text"] for record in asked.records}
    train = _listed("train", texts)[:: asked.pick(1, 20)]
    made: list[Any] = []
    seconds = (
        processor_ms(lambda: made.append(train_pipeline(spacy, pycrfsuite, train, iterations=asked.pick(50, 15))))
        / 1000
    )
    nlp = made[0]
    finders: tuple[_Finder, ...] = (_find_musnad, partial(_find_spacy, nlp))
    contenders = {"mentions": _mentions, "other": lambda doc: nlp(doc.text)}
    records = middling(asked.records)
    take_turns(contenders, [[document_of(record) for record in records[1 :: max(1, len(records) // 10)]]])
    rounds = [
        [document_of(record) for record in some] for some in rounds_of(records, asked.pick(5, 3), asked.pick(40, 8))
    ]
    costs = take_turns(contenders, rounds)
    cost, other = (statistics.median(costs[name]) for name in contenders)
    learnt = f"CRF of {len(train)} articles, learnt in {seconds:.0f} s"
    compared = f"{sum(map(len, rounds))} articles: segments and mentions; spaCy {version_of('spacy')}, {learnt}"
    yield Row(
        "names of an article", f"{figure(cost)} ms", f"{figure(other)} ms", str(compare(*costs.values())), compared
    )
    for name, annotated in (("`names/dev`", _listed("dev", texts)), ("`validation`", _full("validation", texts))):
        some = annotated[:: asked.pick(1, 6)]
        shown = [f"F1 {f1(some, find):.3f}" for find in finders]
        yield Row(f"names right, {name}", *shown, "", f"{len(some)} articles, span by whole words and type")


def _mentions(doc: Document) -> Document:
    for stage in default_pipeline().stages[:2]:
        doc = doc.with_layer(stage.provides, stage.find(doc), stage=stage.name, version=stage.version)
    if doc.mentions is None:
        raise RuntimeError("the second stage of the pipeline is not the one of mentions")
    return doc


def _find_musnad(text: str) -> Sequence[_Span]:
    mentions = _mentions(Document(id="benchmark", text=text)).mentions or ()
    return [(mention.start, mention.end, mention.type) for mention in mentions if mention.form == "name"]


def _find_spacy(nlp: Any, text: str) -> Sequence[_Span]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in nlp(text).ents]


def _listed(part: str, texts: dict[str, str]) -> list[Named]:
    """Return the articles of a list of names."""
    lines = (_ANNOTATIONS / "names" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    notes = [json.loads(line) for line in lines]
    return [(texts[note["id"]], tuple((s, e, kind) for s, e, kind in note["names"])) for note in notes]


def _full(folder: str, texts: dict[str, str]) -> list[Named]:
    """Return the articles of a folder annotated in full, their names alone."""
    found = []
    for file in sorted((_ANNOTATIONS / folder).glob("*.json")):
        note = json.loads(file.read_text(encoding="utf-8"))
        kinds = {key: entity["type"] for key, entity in note["entities"].items()}
        marked = [m for m in note["mentions"] if m["form"] == "name"]
        found.append((texts[note["id"]], tuple((m["start"], m["end"], kinds[m["entity"]]) for m in marked)))
    return found


NAMES = Part(
    "names",
    "people, organisations and places by name",
    (
        "Both learnt from the same articles of ours, of the corpus that both are timed and scored on, though not from",
        "those that score. musnad's tagger has word vectors, raw articles read by larger networks, and lists besides;",
        "rules and lists were written with errors on other articles in view. The CRF has none of that: it is what is",
        "had in a day, no best CRF. musnad's figure holds its segments, and finds role phrases too, which are not",
        "scored. spaCy's tokenizer leaves clitics on, so that spans are compared by whole words. No figure here is of",
        "another corpus: docs/evaluation.md has one.",
    ),
    _measure,
)
