"""Learn what traits weigh where it is known that some pair of a case is right, and not which.

What comes in are cases, each with the traits of its pairs and whether one of them is right; what goes out are weights.
In each round the likeliest pair of a case stands for it where one is right, and the two likeliest where none is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["BIAS", "Case", "Traits", "learn", "score"]

BIAS = "bias"
WRONG_PAIRS = 2
Traits = Mapping[str, float]


class Case(Protocol):
    """What is learnt from: the traits of each pair, and whether one of the pairs is right."""

    @property
    def rows(self) -> Sequence[Traits]: ...

    @property
    def right(self) -> bool: ...


def learn(known: Sequence[Case], *, first: Mapping[str, float], rounds: int, penalty: float, turns: int) -> Traits:
    """Return the weights of the traits, `bias` among them.

    `first` are weights to begin with, `penalty` is the C of the regression, `turns` the most that it takes.
    """
    weights: Traits = first
    for _ in range(rounds):
        weights = _fit(known, weights, penalty=penalty, turns=turns)
    return weights


def score(row: Traits, weights: Traits) -> float:
    """Return the weighted sum of traits."""
    return weights.get(BIAS, 0.0) + sum(weights.get(trait, 0.0) * value for trait, value in row.items())


def _fit(known: Sequence[Case], likely: Traits, *, penalty: float, turns: int) -> Traits:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows: list[Traits] = []
    right: list[bool] = []
    for case in known:
        ranked = sorted(case.rows, key=lambda row: score(row, likely), reverse=True)
        best = ranked[: 1 if case.right else WRONG_PAIRS]
        rows += best
        right += [case.right] * len(best)
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    middle, spread = table.mean(0), table.std(0) + 1e-6
    share = [1.0 if one else 1 / WRONG_PAIRS for one in right]
    model = LogisticRegression(C=penalty, max_iter=turns).fit((table - middle) / spread, right, sample_weight=share)
    found = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (found * middle).sum())
    return {**{name: float(weight) for name, weight in zip(names, found, strict=True)}, BIAS: bias}
