"""What follows from people's decisions on who is who: which key stands for which, and what contradicts what.

What comes in are decisions that two keys are one actor's, or two actors'; what goes out is the key that stands for each
that was brought together. One decision of each kind is enough to contradict another: then nothing follows.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

__all__ = ["Action", "Contradiction", "IdentityDecision", "contradiction_in", "merged", "parts", "way_between"]

Action = Literal["merge", "split"]

# Whose key stands for the others: a row of the lexicon before an outlet's name, that before a name as it is written.
_KINDS = ("actors:", "places:", "outlet:", "PER:", "ORG:", "LOC:", "named:", "unnamed:")


class IdentityDecision(msgspec.Struct, frozen=True, kw_only=True):
    """That the actors of two keys are one (`merge`), or never are (`split`).

    `made` and `undone` are moments (ISO 8601, UTC); nothing follows from one that was taken back.
    """

    number: int
    action: Action
    one: str
    other: str
    made: str = ""
    reason: str = ""
    undone: str | None = None
    who: str = ""


class Contradiction(NamedTuple):
    """A decision that two actors are two, and the decisions by which they are one."""

    split: IdentityDecision
    merges: tuple[IdentityDecision, ...]


def merged(decisions: Iterable[IdentityDecision]) -> dict[str, str]:
    """Return for each key that was brought together with another the key that stands for all of them.

    It is that of a row of the lexicon if there is one, else that of the longest name; the order of decisions makes no
    difference.

    >>> merged([IdentityDecision(number=1, action="merge", one="PER:حفتر", other="PER:خليفة حفتر")])["PER:حفتر"]
    'PER:خليفة حفتر'
    """
    return {key: part[0] for part in parts(decisions) for key in part}


def parts(decisions: Iterable[IdentityDecision]) -> tuple[tuple[str, ...], ...]:
    """Return the keys of each actor whose keys were brought together, first the one that stands for them."""
    beside = _beside(decisions)
    found, seen = [], set()
    for key in sorted(beside):
        if key not in seen:
            part = _reached(key, beside)
            seen.update(part)
            found.append(tuple(sorted(part, key=_rank)))
    return tuple(found)


def contradiction_in(decisions: Sequence[IdentityDecision]) -> Contradiction | None:
    """Return the first decision that two actors are two whom others make one, with these; None where there is none."""
    for split in decisions:
        if split.action == "split" and split.undone is None and (way := way_between(decisions, split.one, split.other)):
            return Contradiction(split, way)
    return None


def way_between(decisions: Iterable[IdentityDecision], one: str, other: str) -> tuple[IdentityDecision, ...]:
    """Return the fewest decisions by which two keys are one actor's, in order; empty where they are not."""
    beside = _beside(decisions)
    before: dict[str, IdentityDecision | None] = {one: None}
    queue = deque([one])
    while queue:
        key = queue.popleft()
        for decision in beside.get(key, ()):
            following = decision.other if decision.one == key else decision.one
            if following not in before:
                before[following] = decision
                queue.append(following)
    way: list[IdentityDecision] = []
    key = other
    while (step := before.get(key)) is not None:
        way.append(step)
        key = step.one if step.other == key else step.other
    return tuple(sorted(way, key=lambda decision: decision.number))


def _beside(decisions: Iterable[IdentityDecision]) -> dict[str, list[IdentityDecision]]:
    found: defaultdict[str, list[IdentityDecision]] = defaultdict(list)
    for decision in decisions:
        if decision.action == "merge" and decision.undone is None:
            found[decision.one].append(decision)
            found[decision.other].append(decision)
    return found


def _reached(key: str, beside: dict[str, list[IdentityDecision]]) -> set[str]:
    found, queue = {key}, deque([key])
    while queue:
        for decision in beside[queue.popleft()]:
            for following in (decision.one, decision.other):
                if following not in found:
                    found.add(following)
                    queue.append(following)
    return found


def _rank(key: str) -> tuple[int, int, str]:
    kind = next((at for at, kind in enumerate(_KINDS) if key.startswith(kind)), len(_KINDS))
    return kind, -len(key.split()), key
