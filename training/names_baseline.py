"""An ordinary linear-chain CRF for names, to compare the tagger with.

Features: word, stem, length, beginnings and ends of one to four letters, those of the neighbours, pairs with the
neighbours; on request clusters of word vectors, and what the rules propose and the word tables say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from names_data import Example, Spans, spans_of
from names_network import Vectors
from sklearn.cluster import MiniBatchKMeans

from musnad.stages.mentions.features import WordKey

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
CLUSTERS = (100, 400, 1500)
SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100}


def clusters_of(vectors: Vectors) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the clusters of each listed word, coarse to fine."""
    rows = vectors.rows.astype(np.float32) * vectors.scales[:, None].astype(np.float32)
    numbers = [MiniBatchKMeans(k, random_state=0, n_init=1).fit_predict(rows) for k in CLUSTERS]
    return dict(zip(vectors.words, zip(*(n.tolist() for n in numbers), strict=True), strict=True))


class Crf:
    """Trains and runs one CRF."""

    def __init__(self, clusters: Mapping[str, tuple[int, ...]] | None = None, *, rules: bool = False) -> None:
        self._clusters, self._rules = clusters or {}, rules
        self._tagger = pycrfsuite.Tagger()

    def fit(self, examples: Sequence[Example], file: Path) -> None:
        """Train on annotated examples; the model is kept in `file`."""
        trainer = pycrfsuite.Trainer(verbose=False)
        for example in examples:
            assert example.tags is not None
            trainer.append(self._features(example), [TAGS[tag] for tag in example.tags])
        trainer.set_params(SETTINGS)
        trainer.train(str(file))
        self.open(file)

    def open(self, file: Path) -> None:
        """Use a model trained before."""
        self._tagger.open(str(file))

    def find(self, example: Example) -> Spans:
        """Return the names of an example."""
        return spans_of(TAGS.index(tag) for tag in self._tagger.tag(self._features(example)))

    def _features(self, example: Example) -> list[list[str]]:
        keys = example.keys
        alone = [self._word(key) for key in keys]
        found = []
        for at in range(len(keys)):
            row = list(alone[at])
            for step in (-2, -1, 1, 2):
                there = at + step
                if not 0 <= there < len(keys):
                    row.append(f"{step}:edge")
                else:
                    row += [f"{step}:{part}" for part in (alone[there] if abs(step) == 1 else alone[there][:2])]
            if at:
                row.append(f"pair-1={keys[at - 1].form}|{keys[at].form}")
            if at + 1 < len(keys):
                row.append(f"pair+1={keys[at].form}|{keys[at + 1].form}")
            if self._rules:
                row += [f"place{n}" for n in example.context[at].nonzero()[0]]
                row += [f"flag{n}" for n in range(keys[at].flags.bit_length()) if keys[at].flags >> n & 1]
            found.append(row)
        return found

    def _word(self, key: WordKey) -> list[str]:
        form = key.form
        row = [f"w={form}", f"s={key.stem}", f"l={min(len(form), 9)}"]
        for size in (1, 2, 3, 4):
            if len(form) >= size:
                row += [f"p={form[:size]}", f"e={form[-size:]}"]
        return row + [f"c{n}={c}" for n, c in enumerate(self._clusters.get(form, ()))]
