"""Editing a collection of brat as people do there, and taking it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from export_kit import news_doc
from musnad.case.folder import Case
from musnad.imports.brat import BratReport, import_brat
from musnad.model import Document

__all__ = ["TEXT", "edit", "line_at", "names_of", "problems", "replace", "take_in"]

TEXT = news_doc().text


def edit(folder: Path, change: Callable[[str], str], name: str = "1.ann") -> None:
    """Change the text of a file; AssertionError where nothing changes."""
    before = (folder / name).read_bytes().decode()
    after = change(before)
    assert before != after
    (folder / name).write_bytes(after.encode())


def replace(folder: Path, old: str, new: str, name: str = "1.ann") -> None:
    """Replace what stands once in a file."""
    assert (folder / name).read_bytes().decode().count(old) == 1
    edit(folder, lambda text: text.replace(old, new), name)


def line_at(words: str, kind: str, id: str, start: int | None = None) -> str:
    """Return a T line for words of the news."""
    at = TEXT.index(words) if start is None else start
    return f"{id}\t{kind} {at} {at + len(words)}\t{words}\n"


def take_in(case: Case, folder: Path) -> BratReport:
    """Take a folder in."""
    return import_brat(case, folder, reason="seen in brat")


def problems(case: Case, folder: Path) -> dict[str, str]:
    """Take a folder in and return what was not, by its place."""
    return {one.source: one.reason for one in take_in(case, folder).problems}


def names_of(doc: Document) -> list[tuple[str, str]]:
    """Return the names of a document with their types."""
    return [(doc.slice(one), one.type) for one in doc.mentions or ()]
