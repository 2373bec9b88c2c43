"""The article that `musnad demo` reads: a saved page of a newspaper that does not exist.

The wording is ours; what it tells is public: the talks between Saudi Arabia and Iran in Baghdad, April and May 2021.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path

__all__ = ["SAMPLE_NAME", "sample_bytes", "sample_path"]

SAMPLE_NAME = "saudi-iranian-talks.html"


def sample_bytes() -> bytes:
    """Return the page as it was saved."""
    return (files("musnad.samples") / SAMPLE_NAME).read_bytes()


def sample_path() -> AbstractContextManager[Path]:
    """Give the page as a file for as long as the context lasts; works from a zipped package too.

    >>> with sample_path() as path:
    ...     path.name
    'saudi-iranian-talks.html'
    """
    return as_file(files("musnad.samples") / SAMPLE_NAME)
