"""The articles that `musnad demo` shows: saved pages of outlets that do not exist.

The wording is ours; what they tell is public: the talks between Saudi Arabia and Iran in Baghdad, April and May 2021.
One page is read by itself; with a dozen short ones it makes the sample case, in which one newspaper stands behind most
reports, one article copies another without a word, one official denies it, and two outlets have it from each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["SAMPLE_NAME", "sample_bytes", "sample_case_name", "sample_path", "sample_paths"]

SAMPLE_NAME = "saudi-iranian-talks.html"


def sample_bytes() -> bytes:
    """Return the page as it was saved."""
    return (files("musnad.samples") / SAMPLE_NAME).read_bytes()


def sample_case_name() -> str:
    """Return what the sample case is called."""
    return (files("musnad.samples") / "case" / "name.txt").read_text(encoding="utf-8").strip()


def sample_path() -> AbstractContextManager[Path]:
    """Give the page as a file for as long as the context lasts; works from a zipped package too.

    >>> with sample_path() as path:
    ...     path.name
    'saudi-iranian-talks.html'
    """
    return as_file(files("musnad.samples") / SAMPLE_NAME)


@contextmanager
def sample_paths() -> Iterator[tuple[Path, ...]]:
    """Give the pages of the sample case as files for as long as the context lasts, in the order they appeared."""
    with ExitStack() as stack:
        pages = sorted((files("musnad.samples") / "case").iterdir(), key=lambda page: page.name)
        short = [stack.enter_context(as_file(page)) for page in pages if page.name.endswith(".html")]
        yield (*short, stack.enter_context(sample_path()))
