"""How foreign a word looks by its letters: غوتيريش has groups of letters that words of Arabic roots have not.

What comes in is a folded word and a table of weights; what goes out is a score.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ForeignLetters", "groups"]

_EDGE = "-"
_WIDTH = 3
_SCALE = 10


def groups(word: str) -> tuple[str, ...]:
    """Return every three letters of a word that stand side by side, with its edges.

    >>> groups("بوش")
    ('-بو', 'بوش', 'وش-')
    """
    edged = f"{_EDGE}{word}{_EDGE}"
    return tuple(edged[at : at + _WIDTH] for at in range(len(edged) - _WIDTH + 1))


class ForeignLetters:
    """Scores words with a table of weights, ten times natural logarithms."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def score(self, word: str) -> float:
        """Return the logarithm of how much likelier the letters are in a foreign name than in an Arabic word."""
        return sum(self._weights.get(group, 0) for group in groups(word)) / _SCALE
