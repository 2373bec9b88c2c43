"""The network behind the tagger of names, in torch: training it, and writing its weights for the package.

What comes in are examples; what goes out are weights that `musnad.stages.mentions.tagger` runs with numpy, layer for
layer the same. Word vectors stay as they were learnt from raw news; all else is trained.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as functional
from names_data import Example, Spans, spans_of
from torch import Tensor, nn

from musnad.stages.mentions.features import CONTEXT_FEATURES, WORD_FEATURES, word_features
from musnad.stages.mentions.tagger import affix_buckets, decode, group_buckets

TAGS = 7
AFFIX_BUCKETS = 4096
AFFIX_BEGIN = 0.1
GAP = 4  # empty tokens between the texts of a batch, so that none sees into another
FIRST_GUESS_WEIGHT = 0.5
RULES_HIDDEN = 0.3  # how often the proposals of the rules are thinned out, so that context is learnt too
PROPOSALS = 12  # columns of the context that hold them


class Vectors(NamedTuple):
    """Word vectors in bytes with a scale each: of listed words, and of hashed letter groups for all others."""

    words: list[str]
    rows: np.ndarray
    scales: np.ndarray
    groups: np.ndarray
    group_scales: np.ndarray

    @classmethod
    def load(cls, file: Path) -> Vectors:
        """Read what `train_names.py vectors` wrote."""
        z = np.load(file)
        words = bytes(z["words"]).decode().split("\n")
        return cls(words, z["vectors"], z["vector_scales"], z["groups"], z["group_scales"])


class Words:
    """Numbers the words of all examples and holds their vectors."""

    def __init__(self, vectors: Vectors) -> None:
        self._listed = {word: n for n, word in enumerate(vectors.words)}
        self._v = vectors
        self._numbers: dict[str, int] = {}
        self._rows: list[np.ndarray] = []

    def number(self, form: str) -> int:
        """Return the number of a word."""
        found = self._numbers.get(form)
        if found is None:
            found = self._numbers[form] = len(self._rows)
            self._rows.append(self._vector(form))
        return found

    def matrix(self) -> Tensor:
        """Return the vectors of all numbered words."""
        return torch.tensor(np.array(self._rows))

    def _vector(self, form: str) -> np.ndarray:
        row, v = self._listed.get(form), self._v
        if row is not None:
            return v.rows[row].astype(np.float32) * np.float32(v.scales[row])
        picked = group_buckets(form, len(v.groups))
        return (v.groups[picked].astype(np.float32) * v.group_scales[picked, None].astype(np.float32)).mean(0)


class Batch(NamedTuple):
    """Texts as tensors; `goal` holds the chance of each tag, `weight` what each token counts."""

    form: Tensor
    stem: Tensor
    word: Tensor
    context: Tensor
    group: Tensor
    affixes: Tensor
    affix_starts: Tensor
    goal: Tensor
    weight: Tensor


def as_batch(example: Example, words: Words, *, goal: np.ndarray | None = None, weight: float = 1.0) -> Batch:
    """Turn one example into tensors; without `goal` its tags are the goal."""
    keys, groups = example.keys, {}
    affixes = [affix_buckets(key.stem, AFFIX_BUCKETS) for key in keys]
    starts = np.concatenate(([0], np.cumsum([len(a) for a in affixes])[:-1]))
    if goal is None:
        tags = example.tags if example.tags is not None else np.zeros(len(keys), dtype=np.int64)
        goal = np.eye(TAGS, dtype=np.float32)[tags]
    return Batch(
        torch.tensor([words.number(key.form) for key in keys]),
        torch.tensor([words.number(key.stem) for key in keys]),
        torch.from_numpy(np.array([word_features(key) for key in keys], dtype=np.uint8)),
        torch.from_numpy(example.context.astype(np.uint8)),
        torch.tensor([groups.setdefault(key.stem, len(groups)) for key in keys]),
        torch.tensor([bucket for picked in affixes for bucket in picked]),
        torch.from_numpy(starts),
        torch.from_numpy(goal),
        torch.full((len(keys),), weight),
    )


def join(batches: Sequence[Batch]) -> Batch:
    """Put texts one after the other with gaps between them."""

    def padded(tensors: Sequence[Tensor]) -> Tensor:
        return torch.cat([functional.pad(t, (0, 0) * (t.dim() - 1) + (0, GAP)) for t in tensors])

    groups, starts, first_group, first_affix = [], [], 0, 0
    for b in batches:
        groups.append(functional.pad(b.group + first_group, (0, GAP), value=first_group))
        first_group += int(b.group.max()) + 1
        starts.append(functional.pad(b.affix_starts + first_affix, (0, GAP), value=first_affix + len(b.affixes)))
        first_affix += len(b.affixes)
    columns = ("form", "stem", "word", "context", "goal", "weight")
    joined = {name: padded([getattr(b, name) for b in batches]) for name in columns}
    affixes = torch.cat([b.affixes for b in batches])
    return Batch(group=torch.cat(groups), affixes=affixes, affix_starts=torch.cat(starts), **joined)


class Convolution(nn.Module):
    """A residual look at each token and those `step` before and after it."""

    def __init__(self, size: int, step: int, drop: float) -> None:
        super().__init__()
        self.seen, self.drop, self.step = nn.Linear(3 * size, size), nn.Dropout(drop), step

    def forward(self, hidden: Tensor) -> Tensor:
        """Return the tokens with what was seen added."""
        dropped = self.drop(hidden)
        blank = dropped.new_zeros(min(self.step, len(dropped)), dropped.shape[1])
        before = torch.cat([blank, dropped[: -self.step]])[: len(dropped)]
        after = torch.cat([dropped[self.step :], blank])[: len(dropped)]
        return hidden + functional.relu(self.seen(torch.cat([before, dropped, after], dim=1)))


class Network(nn.Module):
    """See `musnad.stages.mentions.tagger`, which runs the same layers."""

    def __init__(self, vectors: Tensor, *, size: int, steps: Sequence[int], affix: int, drop: float = 0.3) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        width = vectors.shape[1]
        self.form, self.stem = nn.Linear(width, size), nn.Linear(width, size, bias=False)
        self.word = nn.Linear(WORD_FEATURES, size, bias=False)
        self.context = nn.Linear(CONTEXT_FEATURES, size, bias=False)
        self.affix_table, self.affix = (
            nn.EmbeddingBag(AFFIX_BUCKETS, affix, mode="sum"),
            nn.Linear(affix, size, bias=False),
        )
        self.convolutions = nn.ModuleList(Convolution(size, step, 0.7 * drop) for step in steps)
        self.out1, self.mix = nn.Linear(size, TAGS), nn.Linear(size + 2 * TAGS, size)
        self.last, self.out2 = Convolution(size, 1, 0.7 * drop), nn.Linear(size, TAGS)
        self.drop, self.steps = nn.Dropout(drop), tuple(steps)
        self._begin_small()

    def _begin_small(self) -> None:
        """Let all that adds up to the first layer begin at one scale; affixes are too easily learnt by heart."""
        parts = (self.form, self.stem, self.word, self.context, self.affix)
        bound = sum(part.in_features for part in parts) ** -0.5
        for part in parts:
            nn.init.uniform_(part.weight, -bound, bound)
        nn.init.normal_(self.affix_table.weight, 0, AFFIX_BEGIN)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return the scores of the first and of the second guess."""
        context = batch.context.float()
        if self.training and random.random() < RULES_HIDDEN:
            context = context.clone()
            context[:, :PROPOSALS] *= torch.rand(len(context), 1) > 0.5
        form, stem = self.vectors(batch.form), self.vectors(batch.stem)
        hidden = self.form(self.drop(form)) + self.stem(self.drop(stem))
        hidden = hidden + self.word(batch.word.float()) + self.context(context)
        hidden = functional.relu(hidden + self.affix(self.drop(self.affix_table(batch.affixes, batch.affix_starts))))
        there = (batch.weight > 0).float()[:, None]  # nothing stands in the gaps
        hidden = hidden * there
        for convolution in self.convolutions:
            hidden = convolution(hidden) * there
        first = self.out1(self.drop(hidden))
        elsewhere = _elsewhere(torch.softmax(first, -1).detach(), batch.group)
        hidden = (functional.relu(self.mix(torch.cat([hidden, elsewhere], -1))) + hidden) * there
        return first, self.out2(self.drop(self.last(hidden)))


def _elsewhere(chances: Tensor, group: Tensor) -> Tensor:
    size = int(group.max()) + 1
    count = torch.zeros(size, 1).index_add_(0, group, torch.ones(len(group), 1))
    total = torch.zeros(size, TAGS).index_add_(0, group, chances)
    highest = torch.zeros(size, TAGS).scatter_reduce(0, group[:, None].expand(-1, TAGS), chances, "amax")
    others = (total[group] - chances) / (count[group] - 1).clamp(min=1)
    return torch.cat([others, highest[group]], -1)


def fit(
    network: Network,
    batches: Sequence[Batch],
    *,
    epochs: int,
    seed: int,
    rate: float = 4e-3,
    texts: int = 4,
    log: str = "",
) -> None:
    """Train a network in place."""
    torch.manual_seed(seed)
    random.seed(seed)
    trained = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=rate, weight_decay=1e-4)
    turns = epochs * -(-len(batches) // texts)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=turns + 1, pct_start=0.15)
    begun = time.time()
    for epoch in range(epochs):
        order = list(range(len(batches)))
        random.shuffle(order)
        network.train()
        total = 0.0
        for at in range(0, len(order), texts):
            batch = join([batches[n] for n in order[at : at + texts]])
            optimiser.zero_grad()
            first, second = (torch.log_softmax(scores, -1) for scores in network(batch))
            each = (batch.goal * (second + FIRST_GUESS_WEIGHT * first)).sum(-1) * batch.weight
            loss = -each.sum() / batch.weight.sum()
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        if log:
            print(
                f"{log}: epoch {epoch + 1}, loss {total * texts / len(order):.4f}, {time.time() - begun:.0f} s",
                flush=True,
            )


def chances(networks: Sequence[Network], batch: Batch) -> np.ndarray:
    """Return the mean chance of each tag over several networks."""
    with torch.no_grad():
        return (sum(torch.softmax(n.eval()(batch)[1], -1) for n in networks) / len(networks)).numpy()  # type: ignore[union-attr]


def found_by(networks: Sequence[Network], batch: Batch) -> Spans:
    """Return the names that networks find together, decoded as the package does."""
    kinds = {"PER": 0, "ORG": 1, "LOC": 2}
    return {(a, b, kinds[kind]) for a, b, kind in decode(chances(networks, batch))}


def wanted(example: Example) -> Spans:
    """Return the annotated names of an example."""
    return spans_of(example.tags if example.tags is not None else ())


def export(network: Network, vectors: Vectors, file: Path) -> None:
    """Write weights and vectors as the package reads them."""
    half = {
        "bias": network.form.bias,
        "form": network.form.weight.T,
        "stem": network.stem.weight.T,
        "word": network.word.weight.T,
        "context": network.context.weight.T,
        "affix_table": network.affix_table.weight,
        "affix": network.affix.weight.T,
        "out1": network.out1.weight.T,
        "out1_bias": network.out1.bias,
        "mix": network.mix.weight.T,
        "mix_bias": network.mix.bias,
        "last": network.last.seen.weight.T,
        "last_bias": network.last.seen.bias,
        "out2": network.out2.weight.T,
        "out2_bias": network.out2.bias,
    }
    for layer, convolution in enumerate(network.convolutions):
        half[f"conv{layer}"] = convolution.seen.weight.T
        half[f"conv{layer}_bias"] = convolution.seen.bias
    stored = {name: value.detach().numpy().astype(np.float16) for name, value in half.items()}
    np.savez(
        file,
        words=np.frombuffer("\n".join(vectors.words).encode(), dtype=np.uint8),
        vectors=vectors.rows,
        vector_scales=vectors.scales,
        groups=vectors.groups,
        group_scales=vectors.group_scales,
        dilations=np.array(network.steps, dtype=np.int8),
        **stored,
    )
