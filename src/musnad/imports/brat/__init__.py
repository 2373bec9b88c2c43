"""Corrections that were made in brat, taken into the case that the collection was exported from.

What comes in is a case and the folder that `musnad export --to brat` wrote, as brat left it; what goes out are
corrections that a person made, and a report. Every .ann file is compared with what an export of the article would be
now, so that taking in a folder twice changes nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from musnad.case.folder import Case
from musnad.case.judging import judge_all, read_corrected
from musnad.case.problems import Problem
from musnad.errors import CaseError, ExportError
from musnad.imports.brat.comparing import compare
from musnad.model import Document

__all__ = ["BratReport", "import_brat", "is_collection"]

_MOST_DIGITS = 18
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BratReport:
    """What became of a folder: how many `files` were compared, which documents were `corrected`, by which corrections.

    `problems` are the lines (`FILE:LINE`) and files that were not taken in.
    """

    files: int
    corrected: tuple[int, ...]
    corrections: tuple[int, ...]
    problems: tuple[Problem, ...]


def is_collection(folder: Path) -> bool:
    """Whether a folder is a collection of brat, with its settings and annotations."""
    return (folder / "annotation.conf").is_file() and any(folder.glob("*.ann"))


def import_brat(
    case: Case, folder: Path, *, reason: str, progress: Callable[[int, int], object] = lambda _done, _total: None
) -> BratReport:
    """Make the corrections that were drawn in brat, each article's at once, and return what became of them.

    `progress` is told how many files of how many are done.
    Raises ExportError where no reason is given, the folder holds no .ann file, or it comes from another case.
    """
    if not reason.strip():
        raise ExportError(str(folder), "no reason is given", "say why these corrections are made")
    files = sorted(folder.glob("*.ann"), key=lambda file: (len(file.stem), file.stem)) if folder.is_dir() else []
    if not files:
        raise ExportError(str(folder), "there is no .ann file in it", "name a folder that musnad export made for brat")
    _check_case(case, folder)
    corrected: list[int] = []
    corrections: list[int] = []
    problems: list[Problem] = []
    for done, file in enumerate(files):
        progress(done, len(files))
        try:
            numbers = _take_in(case, file, reason, problems)
        except (CaseError, ExportError) as error:
            where = error.place if isinstance(error, ExportError) else file.name
            problems.append(Problem(where, f"{error.reason}; {error.remedy}"))
            continue
        corrections += numbers
        corrected += [int(file.stem)] if numbers else []
    return BratReport(len(files), tuple(corrected), tuple(corrections), tuple(problems))


def _take_in(case: Case, file: Path, reason: str, problems: list[Problem]) -> tuple[int, ...]:
    """Correct the article of a file and return the numbers of the corrections."""
    if not (file.stem.isascii() and file.stem.isdecimal()) or len(file.stem) > _MOST_DIGITS:
        raise ExportError(file.name, "its name is no number of an article", "leave the names as the export wrote them")
    document = int(file.stem)
    doc = read_corrected(case.connection, document)
    _check_text(doc, file.with_suffix(".txt"))
    written = _read(file)
    compared = compare(doc, written)
    if not written.strip() and len(compared.changes) > 1:  # what is left of a save that failed looks so
        told = "it is empty, which would take every annotation of the article away"
        raise ExportError(file.name, told, "export the article again, or leave one annotation in it")
    problems += [
        Problem(f"{file.name}:{fault.line}" if fault.line else file.name, fault.reason) for fault in compared.faults
    ]
    return judge_all(case, document, compared.changes, reason=reason) if compared.changes else ()


def _check_case(case: Case, folder: Path) -> None:
    """Raise ExportError where the folder tells that it comes from another case."""
    try:
        told = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    own, other = case.settings.get("id"), told.get("case") if isinstance(told, dict) else None
    if own and other and own != other:
        raise ExportError(str(folder), f"it was exported from another case ({other})", "name that case")


def _check_text(doc: Document, file: Path) -> None:
    """Raise ExportError, which says where, unless a file holds the text of a document."""
    text = _read(file)
    if text == doc.text:
        return
    pairs = zip_longest(text, doc.text)
    at = next(number for number, (one, other) in enumerate(pairs) if one != other)
    line = text.count("\n", 0, at) + 1
    here, there = repr(text[at : at + _SHOWN]), repr(doc.text[at : at + _SHOWN])
    raise ExportError(
        file.name, f"it is not the text of the article: from code point {at} (line {line}) it has {here}, not {there}",
        "put the text back as it was exported, or export the article again",
    )  # fmt: skip


def _read(file: Path) -> str:
    """Return the text of a file as it is. Raises ExportError where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ExportError(file.name, f"it is no UTF-8 ({error.reason})", "save it as UTF-8") from error
    except OSError as error:
        told = f"it cannot be read ({error.strerror or error})"
        raise ExportError(file.name, told, "keep each text beside its .ann file") from error
