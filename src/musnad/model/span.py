"""Where something stands in a text: half-open ranges of Unicode code points.

Nothing here knows what the text says.
"""

from __future__ import annotations

import msgspec

__all__ = ["Located", "Span"]


class Located(msgspec.Struct, frozen=True, order=True, gc=False):
    """Anything that stands at `text[start:end]`; code points, end exclusive, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    @property
    def span(self) -> Span:
        """The place alone, without what stands there."""
        return Span(self.start, self.end)

    def overlaps(self, other: Located) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Located) -> bool:
        """Whether the other lies wholly inside this one (or is the same range)."""
        return self.start <= other.start and other.end <= self.end


class Span(Located, frozen=True, order=True, gc=False):
    """A half-open range of code points in `Document.text`.

    >>> Span(2, 5).overlaps(Span(4, 9))
    True
    """
