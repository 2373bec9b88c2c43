"""Rows of numbers remembered by key, for words that come again and again.

What comes in are keys and a way to make the rows of new ones; what goes out are the rows. Words follow Zipf's law, so
a bounded memory spares most of the work. When it is full a new one is begun, into which rows of the one before are
taken over as they are asked for; what is asked for in neither is forgotten with the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["RowMemo"]

Floats = npt.NDArray[np.float32]
Key = TypeVar("Key", bound=Hashable)


class RowMemo(Generic[Key]):
    """Remembers up to twice `capacity` rows; safe to share between threads: a row never changes once it has a place."""

    def __init__(self, make: Callable[[Sequence[Key]], Floats], width: int, capacity: int) -> None:
        self._make, self._width, self._capacity = make, width, capacity
        self._lock = Lock()
        self._young: tuple[dict[Key, int], Floats] = ({}, self._space(capacity))
        self._old: tuple[dict[Key, int], Floats] = ({}, self._space(0))

    def rows(self, keys: Sequence[Key]) -> Floats:
        """Return the rows of the keys, a new array."""
        places, rows = self._young
        found = [places.get(key) for key in keys]
        if None in found:
            with self._lock:
                places, rows = self._admit(list(dict.fromkeys(keys)))
            found = [places[key] for key in keys]
        return np.take(rows, found, axis=0)  # type: ignore[arg-type]  # none is None any more

    def _admit(self, keys: Sequence[Key]) -> tuple[dict[Key, int], Floats]:
        """Give places to keys that have none yet; return a generation that has all of them."""
        places, rows = self._young
        new = [key for key in keys if key not in places]
        if len(places) + len(new) > len(rows):
            self._old = self._young
            places, rows = {}, self._space(max(self._capacity, len(keys)))
            new = list(keys)
        before, earlier = self._old
        kept = [key for key in new if key in before]
        made = [key for key in new if key not in before]
        first = len(places)
        middle, last = first + len(kept), first + len(new)
        if kept:
            rows[first:middle] = earlier[[before[key] for key in kept]]
        if made:
            rows[middle:last] = self._make(made)
        places.update(zip((*kept, *made), range(first, last), strict=True))  # only now may others read the rows
        self._young = places, rows
        return places, rows

    def _space(self, rows: int) -> Floats:
        return np.empty((rows, self._width), dtype=np.float32)  # memory is taken as rows are written
