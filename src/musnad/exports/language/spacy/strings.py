"""The numbers by which spaCy knows strings: MurmurHash64A of the UTF-8 with seed 1, or a number of its own.

What comes in is a string, what goes out its number. The strings with numbers of their own are in `symbols.tsv`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["string_number"]

_MULTIPLIER, _SHIFT, _SEED = 0xC6A4A7935BD1E995, 47, 1
_MASK = (1 << 64) - 1
_REMEMBERED = 1 << 16


@lru_cache(_REMEMBERED)
def string_number(string: str) -> int:
    """Return the number of a string; 0 for the empty one.

    >>> string_number("apple")
    8566208034543834098
    """
    if not string:
        return 0
    return _symbols().get(string) or _murmur(string.encode())


def _murmur(data: bytes) -> int:
    found = _SEED ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) & ~7
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * _MULTIPLIER & _MASK
        block = (block ^ block >> _SHIFT) * _MULTIPLIER & _MASK
        found = (found ^ block) * _MULTIPLIER & _MASK
    if whole < len(data):
        found = (found ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    found = (found ^ found >> _SHIFT) * _MULTIPLIER & _MASK
    return found ^ found >> _SHIFT


@cache
def _symbols() -> dict[str, int]:
    text = (files("musnad.exports.language.spacy") / "symbols.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: int(number) for name, number in rows}
