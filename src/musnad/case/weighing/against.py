"""Which evidence of a case is against which: found as documents come, and kept by pairs of pieces.

What comes in are new pieces with the blocks they lie in; what goes out are rows. Pairs that contradict each other, so
that no claim holds both, are kept here as well. Where what is against a piece is looked for, `opposing` says, and
whether two oppose each other, `musnad.corpus.opposing`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from musnad.case.weighing.meeting import likeliest
from musnad.case.weighing.opposing import APART, blocks_met, blocks_of, opposed, pairs_within
from musnad.case.weighing.pieces import document_of, numbers_of
from musnad.case.weighing.postings import add_postings, others_in, remove_postings, sharing
from musnad.corpus.sides import Side
from musnad.model.evidence import Evidence, Opposition

__all__ = ["APART", "AgainstIndex", "opposed_to"]

_Keys = Mapping[int, float]


class AgainstIndex:
    """What is against what. Every change is made inside the caller's transaction; `side_of` prepares a piece."""

    def __init__(self, connection: sqlite3.Connection, side_of: Callable[[int], Side]) -> None:
        self._connection, self._side_of = connection, side_of

    def add(self, pieces: Mapping[int, _Keys], everything: Sequence[int], *, before: int) -> None:
        """Find what is against the pieces of a document among others before a number, and in the document itself.

        `pieces` are those that stand for their words, with their blocks; `everything` are all of the document.
        """
        for piece, keys in pieces.items():
            self._meet(piece, keys, before)
        evidence = [self._side_of(piece).evidence for piece in everything]
        for one, other in pairs_within(everything, evidence, self._side_of):
            self.compare(one, other)

    def enter(self, piece: int, keys: _Keys) -> None:
        """Let a piece be found by others."""
        for blocks in blocks_of(self._side_of(piece).evidence, keys):
            add_postings(self._connection, {piece: blocks})

    def leave(self, piece: int, evidence: Evidence, keys: _Keys) -> None:
        """Let a piece be found no more."""
        for blocks in blocks_of(evidence, keys):
            remove_postings(self._connection, {piece: blocks})

    def compare(self, one: int, other: int) -> None:
        """Keep in what two pieces oppose each other, if they do."""
        for kind, value in opposed(self._side_of(one), self._side_of(other)):
            self._put(one, other, kind, value)

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
        own = numbers_of(document_of(piece))
        for blocks in blocks_met(self._side_of(piece).evidence, keys):
            yield from sharing(self._connection, blocks, least=1, but=own)

    def _meet(self, piece: int, keys: _Keys, before: int | None) -> None:
        """Find what is against one piece among other documents."""
        own = numbers_of(document_of(piece))
        for blocks in blocks_met(self._side_of(piece).evidence, keys):
            for other in likeliest(
                blocks, lambda key: others_in(self._connection, key, but=own, before=before), least=1
            ):
                self.compare(piece, other)

    def _put(self, one: int, other: int, kind: str, value: str) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO opposed (piece, other, kind, value) VALUES (?, ?, ?, ?)",
            ((one, other, kind, value), (other, one, kind, value)),
        )


def opposed_to(connection: sqlite3.Connection, piece: int) -> Iterator[tuple[Opposition, int]]:
    """Yield the oppositions of a piece with others, each with the other."""
    query = "SELECT other, value FROM opposed WHERE piece = ? AND kind <> ?"
    for other, value in connection.execute(query, (piece, APART)):
        yield msgspec.json.decode(value, type=Opposition), other
