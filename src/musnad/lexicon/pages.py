"""The table of page furniture: phrases that pages set around an article."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["PageFurnitureRow"]


class PageFurnitureRow(msgspec.Struct, frozen=True):
    """Phrases by what they tell about the line they stand in.

    `whole`: the line is nothing else. `related`: the same, and links follow it. `opening`: the line begins so.
    `policy`: two such phrases in one line make it a rule of the site. `date_line`: words that stand around a
    publication date; `updated`: those around the date of a change. `example` is a line of furniture, `counterexample`
    a line of an article.
    """

    key: str
    kind: Literal["whole", "related", "opening", "policy", "date_line", "updated"]
    forms: tuple[str, ...]
    example: str
    counterexample: str
    source: str
