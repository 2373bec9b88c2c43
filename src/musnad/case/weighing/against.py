"""Which evidence of a case is against which: found as documents come, and kept by pairs of pieces.

What comes in are new pieces with the blocks they lie in; what goes out are rows. A denial is compared with what lies in
one of its blocks, other evidence with the denials there and, where it says how many, with what says how many too. Pairs
that contradict each other, so that no claim holds both, are kept here as well. Whether two oppose each other,
`musnad.corpus.opposing` says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import combinations

import msgspec

from musnad.case.search.words import lexicon
from musnad.case.weighing.pieces import document_of, numbers_of
from musnad.case.weighing.postings import add_postings, likeliest, remove_postings, sharing
from musnad.corpus.opposing import oppositions
from musnad.corpus.sides import Side
from musnad.model.evidence import Evidence, Opposition

__all__ = ["APART", "AgainstIndex", "opposed_to", "opposition_weights"]

APART = "apart"  # the kind of a row that only keeps claims apart
_LEAST_RARE = 3.0  # the rarity of a stem by which pieces meet
_TOLD, _DENIALS, _FIGURES = range(3)

_Keys = Mapping[int, float]


class AgainstIndex:
    """What is against what. Every change is made inside the caller's transaction; `side_of` prepares a piece."""

    def __init__(self, connection: sqlite3.Connection, side_of: Callable[[int], Side]) -> None:
        self._connection, self._side_of = connection, side_of

    def add(self, pieces: Mapping[int, _Keys], everything: Collection[int], *, before: int) -> None:
        """Find what is against the pieces of a document among others before a number, and in the document itself.

        `pieces` are those that stand for their words, with their blocks; `everything` are all of the document.
        """
        for piece, keys in pieces.items():
            self._meet(piece, keys, before)
        for one, other in combinations(everything, 2):
            if self._denies(one) != self._denies(other):
                self.compare(one, other)

    def enter(self, piece: int, keys: _Keys) -> None:
        """Let a piece be found by others."""
        for kind in _kinds(self._side_of(piece).evidence):
            add_postings(self._connection, {piece: _blocks(keys, kind)})

    def leave(self, piece: int, evidence: Evidence, keys: _Keys) -> None:
        """Let a piece be found no more."""
        for kind in _kinds(evidence):
            remove_postings(self._connection, {piece: _blocks(keys, kind)})

    def compare(self, one: int, other: int) -> None:
        """Keep in what two pieces oppose each other, if they do."""
        for found in oppositions(self._side_of(one), self._side_of(other), weights=opposition_weights()):
            self._put(one, other, found.kind, msgspec.json.encode(found).decode())

    def keep_apart(self, one: int, other: int) -> None:
        """Note that two pieces contradict each other, so that no claim holds both."""
        self._put(one, other, APART, "")

    def inherit(self, piece: int, heir: int, keys: _Keys) -> None:
        """Let another piece of the same words stand in the place of one that goes."""
        query = "SELECT other FROM opposed WHERE piece = ? AND kind = ?"
        for (other,) in self._connection.execute(query, (piece, APART)).fetchall():
            self.keep_apart(heir, other)
        self._meet(heir, keys, None)
        self.enter(heir, keys)

    def part(self, document: int) -> Iterator[int]:
        """Forget what is against a document in itself and in those before it; yield the pieces that it kept apart."""
        first, last = numbers_of(document)
        query = "SELECT piece, other, kind FROM opposed WHERE piece BETWEEN ? AND ? AND other <= ?"
        rows = self._connection.execute(query, (first, last, last)).fetchall()
        pairs = [pair for piece, other, _ in rows for pair in ((piece, other), (other, piece))]
        self._connection.executemany("DELETE FROM opposed WHERE piece = ? AND other = ?", pairs)
        yield from (one for piece, other, kind in rows if kind == APART for one in (piece, other))

    def remove_piece(self, piece: int, evidence: Evidence, keys: _Keys) -> Iterator[int]:
        """Forget a piece; yield those that it kept apart."""
        rows = self._connection.execute("SELECT other, kind FROM opposed WHERE piece = ?", (piece,)).fetchall()
        yield from (other for other, kind in rows if kind == APART)
        pairs = [(other, piece) for other, _ in rows]
        self._connection.executemany("DELETE FROM opposed WHERE piece = ? AND other = ?", pairs)
        self._connection.execute("DELETE FROM opposed WHERE piece = ?", (piece,))
        self.leave(piece, evidence, keys)

    def meeting(self, piece: int, keys: _Keys) -> Iterator[int]:
        """Yield the pieces of other documents that one may be compared with, more than once where it is by more."""
        for _, found in self._met(piece, keys, None):
            yield from found

    def _meet(self, piece: int, keys: _Keys, before: int | None) -> None:
        """Find what is against one piece among other documents."""
        for blocks, found in self._met(piece, keys, before):
            for other in likeliest(found, blocks):
                self.compare(piece, other)

    def _met(self, piece: int, keys: _Keys, before: int | None) -> Iterator[tuple[_Keys, _Keys]]:
        """Yield blocks in which a piece meets others, with these."""
        own, kinds = numbers_of(document_of(piece)), _kinds(self._side_of(piece).evidence)
        for kind in (_TOLD,) if _DENIALS in kinds else (_DENIALS, *kinds):
            blocks = _blocks(keys, kind)
            yield blocks, sharing(self._connection, blocks, least=1, but=own, before=before)

    def _put(self, one: int, other: int, kind: str, value: str) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO opposed (piece, other, kind, value) VALUES (?, ?, ?, ?)",
            ((one, other, kind, value), (other, one, kind, value)),
        )

    def _denies(self, piece: int) -> bool:
        return self._side_of(piece).evidence.polarity < 0


def opposed_to(connection: sqlite3.Connection, piece: int) -> Iterator[tuple[Opposition, int]]:
    """Yield the oppositions of a piece with others, each with the other."""
    query = "SELECT other, value FROM opposed WHERE piece = ? AND kind <> ?"
    for other, value in connection.execute(query, (piece, APART)):
        yield msgspec.json.decode(value, type=Opposition), other


def _kinds(evidence: Evidence) -> tuple[int, ...]:
    """Return as what evidence may be against other: as a denial, or by its figures."""
    return (_DENIALS,) if evidence.polarity < 0 else (_FIGURES,) if evidence.quantities else ()


def _blocks(keys: _Keys, kind: int) -> dict[int, float]:
    """Return the blocks of a kind of evidence alone, by the rare words among the keys of all: numbers below zero."""
    rare = {key: weight for key, weight in keys.items() if weight >= _LEAST_RARE}
    return rare if kind == _TOLD else {-2 * key - kind: weight for key, weight in rare.items()}


@cache
def opposition_weights() -> Mapping[str, float]:
    """Return what the traits of two reports weigh when one may be against the other."""
    return {row.key: row.weight for row in lexicon().opposition_traits}
