"""The index of a case's evidence: what each document tells, and which pieces of others may tell the same.

What comes in are documents that were read, changed or are to go; what goes out are rows, and the pieces whose claims
may have changed. A new document meets only what is in its blocks. Which claims follow, `grouping` says.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import blake2b

import msgspec

from musnad.arabic.segmentation import segment
from musnad.case.identity import canonical_in
from musnad.case.judging import read_corrected
from musnad.case.search.words import lexicon
from musnad.case.weighing.against import AgainstIndex, opposition_weights
from musnad.case.weighing.pieces import Told, document_of, number_of, numbers_of, pack, place_of, told_in, unpack
from musnad.case.weighing.postings import add_postings, likeliest, remove_postings, sharing
from musnad.corpus.blocks import LEAST_SHARED, form_of, weighted_keys
from musnad.corpus.grouping import LEAST_AVERAGE
from musnad.corpus.identity import renamed, renamed_teller
from musnad.corpus.joining import compare
from musnad.corpus.likeness import Likeness, Profile, likeness, nearby_weights, profile
from musnad.corpus.sides import Side, prepare
from musnad.model import Document
from musnad.model.evidence import Evidence

__all__ = ["SURE", "THOUSAND", "ClaimIndex", "likeness_of", "version"]

THOUSAND = 1000
SURE = 0.999  # the chance of pieces of one wording, where it is not compared
_MOST_HELD = 1500  # documents kept in memory while many are weighed
_VERSION = 2
_MOST_TWINS = 3  # pieces of the same wording that are tried as the one to be compared in another's place


@dataclass(frozen=True)  # without slots, for the property
class _Held:
    told: Told
    profiles: dict[int, Profile] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its evidence, which only comparing asks for."""
        return frozenset(stem for evidence in self.told.evidence for stem in evidence.terms)


def version() -> str:
    """Return a mark of the rules and tables by which evidence is compared."""
    rows = [*_weights().items(), *opposition_weights().items()]
    return f"{_VERSION}:{blake2b(repr(rows).encode(), digest_size=8).hexdigest()}"


class ClaimIndex:
    """The evidence of a case, kept in step with its documents. Every change is made inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._against = AgainstIndex(connection, self._side)
        self._names = canonical_in(connection)  # actors that people brought together

    def add(self, document: int) -> set[int]:
        """Weigh a document anew and return the pieces whose claims may have changed; it must not be there."""
        told = told_in(_under_its_key(self._connection, document), document)
        self._connection.execute("INSERT INTO evidence (document, value) VALUES (?, ?)", (document, pack(told)))
        held = self._hold(document, told)
        told = held.told
        new: list[Profile] = []
        candidates: dict[str, list[Profile]] = {}
        met: set[int] = set()
        numbers: dict[str, int] = {}
        keys: dict[str, dict[int, float]] = {}
        changed: set[int] = set()
        for place, evidence in enumerate(told.evidence):
            number = numbers[evidence.id] = number_of(document, place)
            own, form = self._profile(number), form_of(evidence)
            if (twin := self._twin(own, form)) is not None:
                self._put(number, evidence, form, twin[0])
                self._join(number, *twin)
                changed.update((number, twin[0]))
                continue
            self._put(number, evidence, form)
            keys[evidence.id] = weighted_keys(evidence, rarity=lexicon().stem_rarity)
            found = self._candidates(document, keys[evidence.id])
            met.update(document_of(piece) for piece in found)
            others = [self._profile(piece) for piece in found]
            numbers.update((other.evidence.id, piece) for other, piece in zip(others, found, strict=True))
            new.append(own)
            candidates[evidence.id] = others
        nearby = nearby_weights(
            (held.stems, *(self._load(other).stems for other in sorted(met))), rarity=lexicon().stem_rarity
        )
        joins, apart = compare(new, candidates, weights=_weights(), nearby=nearby)
        for join in joins:
            self._join(numbers[join.one], numbers[join.other], join.chance)
            changed.update((numbers[join.one], numbers[join.other]))
        for one, other in sorted((numbers[one], numbers[other]) for one, other in apart):
            self._against.keep_apart(one, other)
            self._against.compare(one, other)
            changed.update((one, other))
        everything = [number_of(document, place) for place in range(len(told.evidence))]
        own_keys = {numbers[one]: own for one, own in keys.items()}
        self._against.add(document, own_keys, everything)
        add_postings(self._connection, own_keys)
        return changed.union(everything)

    def remove(self, document: int) -> set[int]:
        """Leave a document out and return the pieces of others whose claims may have changed."""
        row = self._connection.execute("SELECT 1 FROM evidence WHERE document = ?", (document,)).fetchone()
        if row is None:
            return set()
        told = self._load(document).told
        changed: set[int] = set()
        for place, evidence in enumerate(told.evidence):
            piece = number_of(document, place)
            while (heir := self._heir(piece)) is not None:  # several, where an article has the same words twice
                self._inherit(piece, heir, evidence)
                changed.add(heir)
            changed.update(self._forget(piece, evidence))
        between = numbers_of(document)
        claims = "SELECT DISTINCT claim FROM piece WHERE number BETWEEN ? AND ? AND claim IS NOT NULL"
        for (claim,) in self._connection.execute(claims, between).fetchall():
            changed.update(n for (n,) in self._connection.execute("SELECT number FROM piece WHERE claim = ?", (claim,)))
        self._connection.execute("DELETE FROM piece WHERE number BETWEEN ? AND ?", between)
        self._connection.execute("UPDATE decided SET piece = NULL WHERE piece BETWEEN ? AND ?", between)
        self._connection.execute("DELETE FROM evidence WHERE document = ?", (document,))
        self._held.pop(document, None)
        return {piece for piece in changed if document_of(piece) != document}

    def forget(self, document: int) -> None:
        """Let go of what is held of a document whose change was undone."""
        self._held.pop(document, None)

    def evidence(self, piece: int) -> Evidence:
        """Return a piece of evidence."""
        return self._load(document_of(piece)).told.evidence[place_of(piece)]

    def told(self, document: int) -> Told:
        """Return what a document that was weighed tells."""
        return self._load(document).told

    def _hold(self, document: int, told: Told) -> _Held:
        if self._names:
            told = _renamed(told, self._names)
        held = self._held[document] = _Held(told)
        if len(self._held) > _MOST_HELD:
            self._held.popitem(last=False)
        return held

    def _load(self, document: int) -> _Held:
        if (held := self._held.get(document)) is not None:
            self._held.move_to_end(document)
            return held
        (value,) = self._connection.execute("SELECT value FROM evidence WHERE document = ?", (document,)).fetchone()
        return self._hold(document, unpack(value, document))

    def _profile(self, piece: int) -> Profile:
        held = self._load(document_of(piece))
        place = place_of(piece)
        if (found := held.profiles.get(place)) is None:
            found = held.profiles[place] = profile(held.told.evidence[place], rarity=lexicon().stem_rarity)
        return found

    def _side(self, piece: int) -> Side:
        held = self._load(document_of(piece))
        place = place_of(piece)
        if (found := held.sides.get(place)) is None:
            found = held.sides[place] = prepare(held.told.evidence[place], rarity=lexicon().stem_rarity)
        return found

    def _twin(self, own: Profile, form: int) -> tuple[int, float] | None:
        """Return the piece of another document with the same wording that stands for this one, and their chance."""
        first, last = numbers_of(own.evidence.document)
        rows = self._connection.execute(
            "SELECT number FROM piece WHERE form = ? AND twin IS NULL AND number NOT BETWEEN ? AND ? "
            "ORDER BY number LIMIT ?",
            (form, first, last, _MOST_TWINS),
        ).fetchall()
        for (number,) in rows:
            other = self._profile(number)
            nearby = nearby_weights((own.weights, other.weights), rarity=lexicon().stem_rarity)
            chance = likeness(own, other, weights=_weights(), nearby=nearby).chance
            if chance >= LEAST_AVERAGE:
                return number, chance
        return None

    def _candidates(self, document: int, keys: Mapping[int, float]) -> list[int]:
        """Return the pieces that are worth comparing, in the order of their numbers."""
        found = sharing(self._connection, keys, least=LEAST_SHARED, but=numbers_of(document))
        return sorted(likeliest(found, keys))

    def _put(self, number: int, evidence: Evidence, form: int, twin: int | None = None) -> None:
        self._connection.execute(
            "INSERT INTO piece (number, id, form, twin) VALUES (?, ?, ?, ?)",
            (number, bytes.fromhex(evidence.id), form, twin),
        )

    def _join(self, one: int, other: int, chance: float) -> None:
        thousandths = int(chance * THOUSAND)
        self._connection.executemany(
            "INSERT OR REPLACE INTO near (piece, other, chance) VALUES (?, ?, ?)",
            ((one, other, thousandths), (other, one, thousandths)),
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
        add_postings(self._connection, {heir: keys})
        self._against.inherit(document_of(heir), piece, heir, keys)
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


def _renamed(told: Told, names: Mapping[str, str]) -> Told:
    """Return what a document tells with one key for the actors that people brought together."""
    credits = (msgspec.structs.replace(one, teller=renamed_teller(one.teller, names)) for one in told.credits)
    return Told(tuple(renamed(evidence, names) for evidence in told.evidence), tuple(credits))


def likeness_of(one: Evidence, other: Evidence, nearby: Mapping[str, float]) -> Likeness:
    """Return how likely two pieces tell the same thing, and why; `nearby` as `nearby_weights` returns it."""
    mine, theirs = (profile(evidence, rarity=lexicon().stem_rarity) for evidence in (one, other))
    return likeness(mine, theirs, weights=_weights(), nearby=nearby)


def _under_its_key(connection: sqlite3.Connection, document: int) -> Document:
    """Return a document, as corrected and with its sentences, and with the key of its article as id.

    Names may be the same in two articles.
    """
    query = "SELECT key FROM article JOIN document ON article.id = article WHERE document.id = ?"
    (key,) = connection.execute(query, (document,)).fetchone()
    doc = read_corrected(connection, document)
    return msgspec.structs.replace(doc, id=key, segments=segment(doc.text))


@cache
def _weights() -> Mapping[str, float]:
    return {row.key: row.weight for row in lexicon().join_traits}
