"""Examine an installation: Python, the packages it needs, the lexicon tables, one article end to end, the terminal."""

from __future__ import annotations

import locale
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Check", "examine"]

_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:>=\s*(?P<least>[0-9.]+))?")
_LEAST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing examined; `remedy` says what to do where it did not pass."""

    name: str
    passed: bool
    found: str
    remedy: str = ""

    def line(self) -> str:
        """Return the check as one line."""
        end = "" if self.passed or not self.remedy else f"; {self.remedy}"
        return f"{'✓' if self.passed else '✗'} {self.name}: {self.found}{end}"


def examine() -> tuple[Check, ...]:
    """Return every check, in the order in which a failure matters."""
    parts: tuple[Callable[[], Iterator[Check]], ...] = (_python, _packages, _tables, _compiled, _reading, _terminal)
    return tuple(check for part in parts for check in _guarded(part))


def _guarded(part: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    try:
        yield from part()
    except Exception as error:  # noqa: BLE001 - the doctor reports what breaks and goes on
        name = part.__name__.strip("_")
        yield Check(name, False, f"{type(error).__name__}: {error}", "install musnad again")


def _python() -> Iterator[Check]:
    found = platform.python_version()
    least = ".".join(map(str, _LEAST_PYTHON))
    yield Check("Python", sys.version_info >= _LEAST_PYTHON, found, f"use Python {least} or newer")


def _packages() -> Iterator[Check]:
    from importlib import metadata

    for requirement in metadata.requires("musnad") or ():
        match = _REQUIREMENT.match(requirement)
        if match is None or "extra ==" in requirement:
            continue
        name, least = match["name"], match["least"] or "0"
        remedy = f'run: pip install "{name}>={least}"'
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield Check(name, False, "not installed", remedy)
            continue
        yield Check(name, _numbers(found) >= _numbers(least), found, remedy)


def _tables() -> Iterator[Check]:
    from musnad.lexicon import Lexicon
    from musnad.lexicon.tables import DATA, check_table

    lexicon = Lexicon()
    names = [name for name, value in vars(Lexicon).items() if isinstance(value, cached_property)]
    checked = 0
    faults: list[str] = []
    for name in names:
        rows = getattr(lexicon, name)
        file = DATA / f"{name}.tsv"
        if rows and isinstance(rows, tuple) and file.is_file():
            checked += 1
            faults += check_table(file, type(rows[0]))
    found = f"{checked} sound" if not faults else f"{len(faults)} faults, first {faults[0]}"
    yield Check("lexicon tables", not faults and checked > 0, found, "install musnad again")


def _compiled() -> Iterator[Check]:
    from musnad.lexicon.cache import cache_file, keep

    yield Check("compiled tables", True, keep(cache_file()).found)  # musnad does without them


def _reading() -> Iterator[Check]:
    from musnad import read
    from musnad.samples import sample_path

    with sample_path() as path:
        doc = read(path)
    found = f"{len(doc.statements or ())} statements, {len(doc.events or ())} events in the sample"
    if doc.failures:
        found = "; ".join(f"{failure.stage}: {failure.message}" for failure in doc.failures)
    yield Check("reading", not doc.failures, found, "please report this")


def _terminal() -> Iterator[Check]:
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    local = locale.getpreferredencoding(False)
    yield Check("output", encoding.lower().replace("-", "") == "utf8", encoding, "set PYTHONUTF8=1")
    is_utf8 = local.lower().replace("-", "") == "utf8"
    remedy = "musnad writes UTF-8 all the same; a terminal that shows other letters needs a UTF-8 locale"
    yield Check("locale", is_utf8 or sys.platform == "win32", local, remedy)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
