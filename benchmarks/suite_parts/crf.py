"""An ordinary pipeline for names: spaCy's blank Arabic one, its tokenizer, and a linear-chain CRF trained on the spot.

What comes in: texts with their names as code points. What goes out: a pipeline that sets `doc.ents`. Features are the
usual ones: the word, its beginnings and ends, its shape, its neighbours. No lists, no vectors, nothing of musnad.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["SETTINGS", "Named", "train_pipeline"]

Named = tuple[str, tuple[tuple[int, int, str], ...]]
"""A text and its names: start, end, type."""
SETTINGS = {"c1": 0.1, "c2": 0.05, "feature.minfreq": 2}
_AFFIXES = (1, 2, 3, 4)


def train_pipeline(spacy: Any, pycrfsuite: Any, texts: Iterable[Named], *, iterations: int) -> Any:
    """Return the pipeline, its CRF trained on the texts."""
    nlp = spacy.blank("ar")
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**SETTINGS, "max_iterations": iterations})
    for text, names in texts:
        doc = nlp.make_doc(text)
        trainer.append(list(_features(doc)), _tags(doc, names))
    tagger = pycrfsuite.Tagger()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "names.crf")
        trainer.train(str(file))
        model = file.read_bytes()
    tagger.open_inmemory(model)

    @spacy.Language.component("musnad_benchmark_crf")
    def find_names(doc: Any) -> Any:
        found = _spans(tagger.tag(list(_features(doc))))
        doc.ents = [spacy.tokens.Span(doc, first, last, label=kind) for first, last, kind in found]
        return doc

    nlp.add_pipe("musnad_benchmark_crf")
    nlp.meta["model"] = model  # the tagger reads these bytes as long as it lives, and does not keep them
    return nlp


def _features(doc: Any) -> Iterator[list[str]]:
    words = [token.text for token in doc]
    alone = [_word(word) for word in words]
    last = len(words) - 1
    for at, word in enumerate(words):
        row = list(alone[at])
        if at:
            row += ["-1:" + part for part in alone[at - 1]]
            row.append(f"-1,0:{words[at - 1]},{word}")
        if at > 1:
            row.append("-2:" + words[at - 2])
        if at < last:
            row += ["+1:" + part for part in alone[at + 1]]
            row.append(f"0,+1:{word},{words[at + 1]}")
        if at < last - 1:
            row.append("+2:" + words[at + 2])
        yield row


def _word(word: str) -> list[str]:
    row = ["w:" + word, f"l:{min(len(word), 9)}"]
    if word.isalpha():
        for size in _AFFIXES:
            if len(word) > size:
                row += ["p:" + word[:size], "s:" + word[-size:]]
    else:
        row.append("digits" if word.isdigit() else "space" if word.isspace() else "mixed" if word.isalnum() else "mark")
    return row


def _tags(doc: Any, names: Iterable[tuple[int, int, str]]) -> list[str]:
    tags = ["O"] * len(doc)
    for start, end, kind in names:
        span = doc.char_span(start, end, alignment_mode="expand")
        for number, token in enumerate(span):
            tags[token.i] = f"{'I' if number else 'B'}-{kind}"
    return tags


def _spans(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first token, one past the last, and type of each name; an I without its B begins a name.

    >>> list(_spans(("B-PER", "I-PER", "O", "I-LOC", "B-LOC")))
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    first, kind, at = None, "", 0
    for at, tag in enumerate((*tags, "O")):
        if first is not None and tag != f"I-{kind}":
            yield first, at, kind
            first = None
        if first is None and tag != "O":
            first, kind = at, tag[2:]
