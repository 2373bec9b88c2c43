"""The index of a case's evidence: what each document tells, and which pieces of others may tell the same.

What comes in are documents that were read, changed or are to go; what goes out are rows, and the pieces whose claims
may have changed. A document meets only what is in its blocks and comes before it; those after it are marked where it
comes, changes or goes (`overtaking`). Which claims follow, `grouping` says.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from musnad.arabic.segmentation import segment
from musnad.case.identity import canonical_in
from musnad.case.judging import read_corrected
from musnad.case.search.words import lexicon
from musnad.case.weighing.against import AgainstIndex
from musnad.case.weighing.comparing import MOST_TWINS, THOUSAND, compare_met, thousandths, twin_among
from musnad.case.weighing.holding import Holding
from musnad.case.weighing.meeting import likeliest
from musnad.case.weighing.overtaking import Overtaking
from musnad.case.weighing.pieces import Told, document_of, number_of, numbers_of, pack, told_in, unpack
from musnad.case.weighing.postings import add_postings, others_in, remove_postings, sharing
from musnad.corpus.blocks import LEAST_SHARED, form_of, weighted_keys
from musnad.corpus.identity import renamed, renamed_teller
from musnad.model import Document
from musnad.model.evidence import Evidence

__all__ = ["ClaimIndex"]

_END = 1 << 62  # beyond every number of a piece


@dataclass(slots=True)
class _Meeting:
    """How the pieces of one document meet those of others.

    `own` are the least and the greatest number it can have, `twins` its pieces as they were before, each with the one
    that stands for it. Of those that stand for themselves there are the `keys` and what was `found`; those `coming` are
    new to the blocks. It `is_ahead` where it met a document after it, with which it is compared unless `in_place`.
    """

    own: tuple[int, int]
    in_place: bool
    twins: Mapping[int, int | None]
    keys: dict[int, dict[int, float]] = field(default_factory=dict)
    found: dict[int, list[int]] = field(default_factory=dict)
    coming: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    is_ahead: bool = False

    @property
    def before(self) -> int:
        """The number before which others are met."""
        return self.own[0] if self.in_place else _END


class ClaimIndex:
    """The evidence of a case, kept in step with its documents. Every change is made inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._holding = Holding(self._load)
        self._against = AgainstIndex(connection, self._holding.side)
        self._overtaking = Overtaking(connection)
        self._names = canonical_in(connection)  # actors that people brought together

    def read(self, document: int) -> Told:
        """Return what a document tells as it is now, read and corrected."""
        return told_in(_under_its_key(self._connection, document), document)

    def tells(self, document: int, told: Told) -> bool:
        """Whether that is what a document was weighed with."""
        row = self._connection.execute("SELECT value FROM evidence WHERE document = ?", (document,)).fetchone()
        return row is not None and unpack(row[0], document) == told

    def add(self, document: int, told: Told, *, in_place: bool) -> set[int]:
        """Weigh what a document tells and return the pieces whose claims may have changed; it must not be there.

        `in_place` it is compared with the documents before it, and those after it that it meets are marked as
        overtaken. Else it is compared with these too, so that claims have it at once, and is marked itself.
        """
        self._connection.execute("INSERT INTO evidence (document, value) VALUES (?, ?)", (document, pack(told)))
        self._holding.hold(document, self._named(told))
        return self._meet(document, in_place=in_place)

    def renew(self, document: int) -> set[int]:
        """Compare a document anew with those before it; return the pieces whose claims may have changed."""
        self._overtaking.clear(document)
        first, last = numbers_of(document)
        query = "SELECT piece, other FROM near WHERE piece BETWEEN ? AND ? AND other < ?"
        pairs = self._connection.execute(query, (first, last, first)).fetchall()
        both = [*pairs, *((other, piece) for piece, other in pairs)]
        self._connection.executemany("DELETE FROM near WHERE piece = ? AND other = ?", both)
        changed = self._in_claims_of(document).union((piece for piece, _ in both), self._against.part(document))
        return changed | self._meet(document, in_place=True)

    def rename(self, document: int) -> None:
        """Mark a document as overtaken whose actors are other ones now, and all after it that it meets."""
        self._overtaking.mark([document])
        for piece, twin in self._twins_in(document).items():
            if twin is None:
                self._tell(piece, weighted_keys(self.evidence(piece), rarity=lexicon().stem_rarity))

    def remove(self, document: int) -> set[int]:
        """Leave a document out and return the pieces of others whose claims may have changed."""
        row = self._connection.execute("SELECT 1 FROM evidence WHERE document = ?", (document,)).fetchone()
        if row is None:
            return set()
        told = self.told(document)
        heads = {piece for piece, twin in self._twins_in(document).items() if twin is None}
        changed: set[int] = set()
        for place, evidence in enumerate(told.evidence):
            piece = number_of(document, place)
            if piece in heads:
                self._tell(piece, weighted_keys(evidence, rarity=lexicon().stem_rarity))
            while (heir := self._heir(piece)) is not None:  # several, where an article has the same words twice
                self._inherit(piece, heir, evidence)
                changed.add(heir)
            changed.update(self._forget(piece, evidence))
        changed |= self._in_claims_of(document)
        between = numbers_of(document)
        self._connection.execute("DELETE FROM piece WHERE number BETWEEN ? AND ?", between)
        self._connection.execute("UPDATE decided SET piece = NULL WHERE piece BETWEEN ? AND ?", between)
        self._connection.execute("DELETE FROM evidence WHERE document = ?", (document,))
        self.forget(document)
        return {piece for piece in changed if document_of(piece) != document}

    def forget(self, document: int) -> None:
        """Let go of what is held of a document whose change was undone."""
        self._holding.forget(document)
        self._overtaking.forget()

    def evidence(self, piece: int) -> Evidence:
        """Return a piece of evidence."""
        return self._holding.evidence(piece)

    def told(self, document: int) -> Told:
        """Return what a document that was weighed tells."""
        return self._holding.told(document)

    def _load(self, document: int) -> Told:
        (value,) = self._connection.execute("SELECT value FROM evidence WHERE document = ?", (document,)).fetchone()
        return self._named(unpack(value, document))

    def _named(self, told: Told) -> Told:
        """Return what a document tells with one key for the actors that people brought together."""
        if not self._names:
            return told
        names = self._names
        credits = (msgspec.structs.replace(one, teller=renamed_teller(one.teller, names)) for one in told.credits)
        return Told(tuple(renamed(evidence, names) for evidence in told.evidence), tuple(credits))

    def _meet(self, document: int, *, in_place: bool) -> set[int]:
        """Compare what a document tells with others; return the pieces whose claims may have changed."""
        told = self.told(document)
        meeting = _Meeting(numbers_of(document), in_place, self._twins_in(document))
        for place, evidence in enumerate(told.evidence):
            self._meet_piece(number_of(document, place), evidence, meeting)
        everything = [number_of(document, place) for place in range(len(told.evidence))]
        changed = meeting.changed.union(everything, self._compare(document, meeting))
        self._against.add(meeting.keys, everything, before=meeting.before)
        for piece in meeting.coming:
            self._against.enter(piece, meeting.keys[piece])
            meeting.is_ahead |= self._tell(piece, meeting.keys[piece])
        add_postings(self._connection, {piece: meeting.keys[piece] for piece in meeting.coming})
        if meeting.is_ahead and not in_place:
            self._overtaking.mark([document])
        return changed

    def _meet_piece(self, number: int, evidence: Evidence, meeting: _Meeting) -> None:
        """Put a piece in its place: with the twin that stands for it, or in the blocks, where it meets others."""
        form = form_of(evidence)
        twin = self._twin(number, form, meeting)
        was_met = meeting.twins.get(number, 0) is None
        self._put(number, evidence, form, twin and twin[0])
        if twin is not None:
            self._join(number, *twin)
            meeting.changed.add(twin[0])
            if was_met:
                self._withdraw(number, evidence, twin[0])
            return
        keys = meeting.keys[number] = weighted_keys(evidence, rarity=lexicon().stem_rarity)
        meeting.found[number] = likeliest(
            keys, lambda key: others_in(self._connection, key, but=meeting.own, before=meeting.before),
            least=LEAST_SHARED,
        )  # fmt: skip
        if not was_met:
            meeting.coming.append(number)

    def _compare(self, document: int, meeting: _Meeting) -> Iterator[int]:
        """Compare the pieces of a document with those that they met; yield those that are the same or contradict."""
        compared = compare_met(document, meeting.found, self._holding)
        for one, other, chance in compared.joins:
            self._join(one, other, chance)
            yield from (one, other)
        for one, other in compared.apart:
            self._against.keep_apart(one, other)
            self._against.compare(one, other)
            yield from (one, other)

    def _twin(self, piece: int, form: int, meeting: _Meeting) -> tuple[int, float] | None:
        """Return the piece of another document with the same wording that stands for this one, and their chance."""
        first, last = meeting.own
        rows = self._connection.execute(
            "SELECT number FROM piece WHERE form = ? AND twin IS NULL AND number NOT BETWEEN ? AND ? AND number < ? "
            "ORDER BY number LIMIT ?",
            (form, first, last, meeting.before, MOST_TWINS),
        ).fetchall()
        twin = twin_among(piece, (number for (number,) in rows), self._holding)
        meeting.is_ahead |= twin is not None and twin[0] > last
        return twin

    def _in_claims_of(self, document: int) -> set[int]:
        """Return all pieces of the claims that a document tells with others."""
        claims = "SELECT claim FROM piece WHERE number BETWEEN ? AND ? AND claim IS NOT NULL"
        rows = self._connection.execute(f"SELECT number FROM piece WHERE claim IN ({claims})", numbers_of(document))
        return {number for (number,) in rows}

    def _twins_in(self, document: int) -> dict[int, int | None]:
        """Return the pieces of a document, each with the one that stands for it."""
        query = "SELECT number, twin FROM piece WHERE number BETWEEN ? AND ?"
        return dict(self._connection.execute(query, numbers_of(document)))

    def _withdraw(self, piece: int, evidence: Evidence, head: int) -> None:
        """Take a piece out of the blocks, since another stands for it and for those that it stood for."""
        keys = weighted_keys(evidence, rarity=lexicon().stem_rarity)
        self._tell(piece, keys)
        self._against.leave(piece, evidence, keys)
        remove_postings(self._connection, {piece: keys})
        query = "UPDATE piece SET twin = ? WHERE twin = ? AND number NOT BETWEEN ? AND ?"
        self._connection.execute(query, (head, piece, *numbers_of(document_of(head))))

    def _tell(self, piece: int, keys: Mapping[int, float]) -> bool:
        """Mark the documents that a piece overtakes as it comes into the blocks or goes; return whether there are any.

        They are those after its own that have a piece of the same wording, or meet it in some block.
        """
        own = numbers_of(document_of(piece))
        if not self._overtaking.may_be_after(own[1]):
            return False
        form = form_of(self.evidence(piece))
        rows = self._connection.execute("SELECT number FROM piece WHERE form = ? AND number > ?", (form, own[1]))
        met = {number for (number,) in rows}.union(
            sharing(self._connection, keys, least=LEAST_SHARED, but=own), self._against.meeting(piece, keys)
        )
        after = {document_of(other) for other in met if other > own[1]}
        self._overtaking.mark(after)
        return bool(after)

    def _put(self, number: int, evidence: Evidence, form: int, twin: int | None = None) -> None:
        self._connection.execute(
            "INSERT INTO piece (number, id, form, twin) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (number) DO UPDATE SET twin = excluded.twin",
            (number, bytes.fromhex(evidence.id), form, twin),
        )

    def _join(self, one: int, other: int, chance: float) -> None:
        kept = thousandths(chance)
        self._connection.executemany(
            "INSERT OR REPLACE INTO near (piece, other, chance) VALUES (?, ?, ?)",
            ((one, other, kept), (other, one, kept)),
        )

    def _heir(self, piece: int) -> int | None:
        row = self._connection.execute("SELECT min(number) FROM piece WHERE twin = ?", (piece,)).fetchone()
        return None if row[0] is None else int(row[0])

    def _inherit(self, piece: int, heir: int, evidence: Evidence) -> None:
        """Let one of the same wording stand for it and those of other articles: same blocks, same likeness."""
        run = self._connection.execute
        first, last = numbers_of(document_of(heir))
        run("UPDATE piece SET twin = NULL WHERE number = ?", (heir,))
        run("UPDATE piece SET twin = ? WHERE twin = ? AND number NOT BETWEEN ? AND ?", (heir, piece, first, last))
        keys = weighted_keys(evidence, rarity=lexicon().stem_rarity)
        self._tell(heir, keys)
        add_postings(self._connection, {heir: keys})
        self._overtaking.mark([document_of(heir)])
        self._against.inherit(piece, heir, keys)
        query = (
            "SELECT other, chance FROM near JOIN piece ON number = other WHERE near.piece = ? AND ifnull(twin, ?) = ?"
        )
        for other, chance in run(query, (piece, heir, heir)).fetchall():
            if not first <= other <= last:
                self._join(heir, other, chance / THOUSAND)

    def _forget(self, piece: int, evidence: Evidence) -> Iterator[int]:
        rows = self._connection.execute("SELECT other FROM near WHERE piece = ?", (piece,)).fetchall()
        yield from (other for (other,) in rows)
        self._connection.executemany(
            "DELETE FROM near WHERE piece = ? AND other = ?", [(other, piece) for (other,) in rows]
        )
        self._connection.execute("DELETE FROM near WHERE piece = ?", (piece,))
        keys = weighted_keys(evidence, rarity=lexicon().stem_rarity)
        yield from self._against.remove_piece(piece, evidence, keys)
        remove_postings(self._connection, {piece: keys})


def _under_its_key(connection: sqlite3.Connection, document: int) -> Document:
    """Return a document, as corrected and with its sentences, and with the key of its article as id.

    Names may be the same in two articles.
    """
    query = "SELECT key FROM article JOIN document ON article.id = article WHERE document.id = ?"
    (key,) = connection.execute(query, (document,)).fetchone()
    doc = read_corrected(connection, document)
    return msgspec.structs.replace(doc, id=key, segments=segment(doc.text))
