"""What reports for the terminal share: styles, and Arabic words that start at the right edge.

Values in, text out; no I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.views.bidi import clean, right_to_left, width_of, wrap

__all__ = ["BOLD", "DIM", "Page", "joined"]

BOLD, DIM = "1", "2"
_MARGIN = 2
_LEAST_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a report is, in columns, and whether it may be coloured."""

    width: int
    colour: bool

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, where there are colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour else text

    def right(self, words: str, style: str = "0", sign: str = "") -> Iterator[str]:
        """Wrap words into lines that start at the right edge; `sign` stands at the left of the first."""
        room = max(self.width, _LEAST_WIDTH) - 2 * _MARGIN
        lead = sign
        for line in wrap(clean(words), room - width_of(sign)):
            space = " " * (room - width_of(line) - width_of(lead))
            yield " " * _MARGIN + lead + space + self.paint(right_to_left(line), style)
            lead = ""


def joined(lines: Iterable[str]) -> str:
    """Return the lines of a report as a text that ends in a line feed."""
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"
