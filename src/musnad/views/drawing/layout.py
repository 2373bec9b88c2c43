"""Where the nodes of a graph go, so that each has room for its name.

What comes in are how many nodes there are, who is tied to whom and how much room each takes; what goes out are places.
The same graph always gets the same places.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Places", "columns_in_order", "part_boxes", "spring_places"]

Places = npt.NDArray[np.float64]  # one row for each node: across and down

_SEED, _ROUNDS = 7, 160
_PARTING, _GROWTH, _MOST_GROWTH = 120, 1.08, 80
_SWEEPS = 8
_EVEN = 0.65  # how far a place follows its rank, so that a crowd has room


def spring_places(count: int, ties: Sequence[tuple[int, int, float]], *, width: float, height: float) -> Places:
    """Return places in a frame, around its middle, by springs between those who are tied and a push between all.

    `ties` are pairs of nodes, by number, with how strong they are.
    """
    random = np.random.default_rng(_SEED)
    places = random.uniform(-0.5, 0.5, (count, 2))
    pull = np.zeros((count, count))
    for start, end, strength in ties:
        pull[start, end] = pull[end, start] = max(pull[start, end], 0.6 + np.log1p(strength))
    ideal = 0.9 / max(np.sqrt(count), 1.0)
    heat = 0.12
    for _ in range(_ROUNDS if count > 1 else 0):
        apart = places[:, None, :] - places[None, :, :]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-4)
        force = ideal**2 / far**2 - pull * far / ideal * 0.35
        move = (apart * force[..., None]).sum(axis=1) - places * 0.9 * ideal
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        places += move / length * np.minimum(length, heat)
        heat = max(heat * 0.975, 0.002)
    spread: Places = _spread(places) * np.array((width / 2, height / 2))
    return spread


def _spread(places: Places) -> Places:
    """Return places between -1 and 1, those that crowd in the middle drawn apart, their order kept both ways."""
    middle = places - places.mean(axis=0)
    reach = np.maximum(np.abs(middle).max(axis=0, initial=1e-9), 1e-9)
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = (2 * ranks + 1) / max(len(places), 1) - 1
    spread: Places = (1 - _EVEN) * middle / reach + _EVEN * even
    return spread


def part_boxes(places: Places, half_widths: Places, above: Places, below: Places) -> Places:
    """Return places near those given at which no two boxes overlap.

    The box of a node reaches its half width to both sides, and up and down as far as `above` and `below` say.
    """
    moved = places.copy()
    half_heights, shift = (above + below) / 2, (below - above) / 2
    order = np.arange(len(moved))
    for _ in range(_MOST_GROWTH):
        for _ in range(_PARTING):
            middle = moved + np.stack((np.zeros_like(shift), shift), axis=1)
            apart = middle[:, None, :] - middle[None, :, :]
            over_x = half_widths[:, None] + half_widths[None, :] - np.abs(apart[..., 0])
            over_y = half_heights[:, None] + half_heights[None, :] - np.abs(apart[..., 1])
            touch = (over_x > 0) & (over_y > 0)
            np.fill_diagonal(touch, val=False)
            if not touch.any():
                return moved
            by_index = np.where(order[:, None] > order[None, :], 1.0, -1.0)
            sign = np.where(apart == 0, by_index[..., None], np.sign(apart))
            sideways = touch & (over_x <= over_y)
            upward = touch & ~sideways
            moved[:, 0] += (sign[..., 0] * (over_x + 0.5) * 0.5 * sideways).sum(axis=1).clip(-60, 60)
            moved[:, 1] += (sign[..., 1] * (over_y + 0.5) * 0.5 * upward).sum(axis=1).clip(-60, 60)
        moved = moved * _GROWTH + order[:, None] * 1e-3
    return _stacked(moved, above, below)


def columns_in_order(column: Sequence[int], ties: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    """Return nodes by their columns, in an order in which their ties to other columns cross little.

    Within a column a node stands near the middle of those it is tied to; the nodes that come first begin on top.
    """
    found: list[list[int]] = [[] for _ in range(max(column, default=-1) + 1)]
    for node, number in enumerate(column):
        found[number].append(node)
    near: dict[int, list[tuple[int, float]]] = {node: [] for node in range(len(column))}
    for start, end, strength in ties:
        if column[start] != column[end]:
            near[start].append((end, strength))
            near[end].append((start, strength))
    for _ in range(_SWEEPS):
        for nodes in found:
            at = {node: (i + 0.5) / len(one) for one in found for i, node in enumerate(one)}
            middle = {
                node: sum(at[other] * strength for other, strength in near[node]) / sum(s for _, s in near[node])
                if near[node] else at[node]
                for node in nodes
            }  # fmt: skip
            nodes.sort(key=lambda node: (middle[node], node))  # sorted at once
    return found


def _stacked(places: Places, above: Places, below: Places) -> Places:
    """Return places one under the other, for boxes that nothing else parts."""
    found = places.copy()
    foot = 0.0
    for node in np.argsort(places[:, 1], kind="stable"):
        found[node] = 0.0, foot + above[node]
        foot += above[node] + below[node] + 1
    return found
