"""What a shard's reader was doing when it died: so that an article that kills every reader is found and left out.

What comes in are places in a shard, noted before each is read; what goes out, at the next attempt, are those to leave
out. A place is given up when two attempts ended there. Notes lie in the folder of the run, and go with the shard's end.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Literal

import msgspec

from musnad.engine.owning import whole_file
from musnad.errors import EngineError

__all__ = ["DEATHS", "Doing", "Journal"]

DEATHS = 2
"""Attempts that must end at an article before it is left out."""

Doing = Literal["open", "read"]
"""What is done at a place: the source is opened up to the next article there, or that article is read."""

_NOWHERE = 6  # attempts that may end at no article before the shard itself is given up
_AT = "at"


class _Past(msgspec.Struct):
    """How many attempts ended at each place, by `place doing`; and how many ended at none."""

    deaths: dict[str, int] = {}
    nowhere: int = 0


class Journal:
    """The notes of one attempt at a shard; a context manager that forgets them when the shard is done.

    Raises EngineError where too many attempts ended at no article.
    """

    def __init__(self, folder: Path, shard: int) -> None:
        self._past_path, self._at_path = folder / f"{shard:06d}.json", folder / f"{shard:06d}.{_AT}"
        folder.mkdir(parents=True, exist_ok=True)
        self._past = self._take_up()
        if self._past.nowhere > _NOWHERE:
            reason = f"its reader ended {self._past.nowhere} times without any article to be blamed"
            raise EngineError(
                f"shard {shard}", reason, f"give it more memory; then remove {self._past_path}, run again"
            )
        self._at = self._at_path.open("wb", buffering=0)  # what is written outlives the process at once
        self.note_nothing()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._at.close()
        if kind is None or not issubclass(kind, MemoryError):  # which ends an attempt as the death of its process does
            self._at_path.unlink(missing_ok=True)
        if kind is None:
            self._past_path.unlink(missing_ok=True)

    def note(self, place: int, doing: Doing) -> None:
        """Note what is about to be done."""
        self._at.seek(0)
        self._at.write(b"%d %s\n" % (place, doing.encode()))

    def note_nothing(self) -> None:
        """Note that no article is being read."""
        self._at.seek(0)
        self._at.write(b"-\n")

    def is_given_up(self, place: int, doing: Doing) -> bool:
        """Whether this ended too many attempts."""
        return self._past.deaths.get(f"{place} {doing}", 0) >= DEATHS

    def _take_up(self) -> _Past:
        """Return what is known of earlier attempts, with the last of them."""
        try:
            past = msgspec.json.decode(self._past_path.read_bytes(), type=_Past)
        except (OSError, msgspec.DecodeError):
            past = _Past()
        try:
            left = self._at_path.read_text(encoding="ascii").partition("\n")[0]
        except (OSError, UnicodeDecodeError):
            return past
        if left and left != "-":
            past.deaths[left] = past.deaths.get(left, 0) + 1
        else:
            past.nowhere += 1
        with whole_file(self._past_path) as part:
            part.write_bytes(msgspec.json.encode(past))
        return past
