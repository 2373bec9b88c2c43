"""What the parts of the suite are asked and what they give: rows of a table, or a reason why there is none.

Nothing is measured or printed here.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from news import ANT, Record, load_records

__all__ = ["Asked", "Part", "Row", "SkipError", "need", "version_of"]


class SkipError(Exception):
    """Something is not here that a row needs; the message says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what was done, what it took musnad and what it took the other, and how they compare.

    `ratio` is musnad's cost over the other's where nothing else is written there.
    """

    task: str
    musnad: str = ""
    other: str = ""
    ratio: str = ""
    compared: str = ""


@dataclass(frozen=True)
class Asked:
    """What a run was asked for."""

    shared: Path
    quick: bool = False
    articles: int = 1000
    engine: str | None = None

    @cached_property
    def records(self) -> list[Record]:
        """The articles of the ANT corpus. Raises SkipError where they are not here."""
        if not (self.shared / ANT).is_file():
            raise SkipError(f"no {ANT} in the corpora's folder; name it in MUSNAD_SHARED")
        return load_records(self.shared)

    def pick(self, full: int, quick: int) -> int:
        """Return how much to do."""
        return quick if self.quick else full

    def pick_sizes(self, full: tuple[int, ...], quick: tuple[int, ...]) -> tuple[int, ...]:
        """Return the sizes to do it with."""
        return quick if self.quick else full


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the suite: its name, what its rows are about, what is not like for like in them, and the measuring."""

    name: str
    about: str
    unlike: tuple[str, ...]
    measure: Callable[[Asked], Iterator[Row]]


def need(module: str, package: str | None = None) -> ModuleType:
    """Return a module that not everybody has installed. Raises SkipError where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = package or module
        raise SkipError(f"{name} is not installed here; to measure it too: pip install {name}") from error


def version_of(package: str) -> str | None:
    """Return the version of an installed package, None where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
