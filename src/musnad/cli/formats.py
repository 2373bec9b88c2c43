"""The forms a document can be printed in. Imports nothing heavy: the help text needs it."""

from __future__ import annotations

from enum import Enum

__all__ = ["Format"]


class Format(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A form of output."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
