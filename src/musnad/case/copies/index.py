"""The index of copies in a case: which documents share their wording, kept up to date as documents come and go.

What comes in are documents that are in the database already, with their signatures; what goes out are rows of the table
`copy`. The rows are a function of the documents that are in the index, whatever order they came in. Nothing is
committed here: call inside a transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from musnad.case.copies.pairs import LEAST_WORDS, Known, is_enough, judge_pair, known_of, standing_for
from musnad.case.copies.signature import Signature, signature
from musnad.case.copies.standing import ANYWHERE, Holder, standing_places

__all__ = ["CopyIndex"]

_RUN_BYTES = 4
_Pair = tuple[int, int]


class CopyIndex:
    """Finds copies through the tables of one connection; call it from one thread, inside transactions of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, document: int, found: Signature) -> None:
        """Put a document in and store its edges; one that is in already is put in anew.

        Raises ValueError where there is no such document.
        """
        self.remove(document)
        self._insert(document, found)
        standing = self._standing_of(found.runs)
        holders = self._holders(run for run in found.runs if (run, ANYWHERE) not in standing)
        risen = {(run, place) for run, own in holders.items() for place in standing_places(own)} - standing
        if risen:
            self._raise_standing(sorted(risen), holders)
        known = self._known(document)
        for other in sorted(self._candidates(known, holders, standing | risen)):
            self._judge(known, self._known(other))

    def holds(self, document: int) -> bool:
        """Whether a document is in."""
        row = self._connection.execute("SELECT 1 FROM copy_text WHERE document = ?", (document,)).fetchone()
        return row is not None

    def remove(self, document: int) -> None:
        """Take a document out with its edges; call it before the document is deleted. Nothing where it is not in."""
        if not self.holds(document):
            return
        known = self._known(document)
        execute = self._connection.execute
        self._connection.executemany(
            "DELETE FROM copy_run WHERE run = ? AND document = ?", [(run, document) for run in known.runs]
        )
        execute("DELETE FROM copy WHERE a = ? OR b = ?", (document, document))
        execute("DELETE FROM copy_text WHERE document = ?", (document,))
        self._lower_standing(known.runs)

    def clear(self) -> None:
        """Take every document out."""
        for table in ("copy", "copy_standing", "copy_run", "copy_text"):
            self._connection.execute(f"DELETE FROM {table}")

    def faults(self, current: Collection[int]) -> Iterator[str]:
        """Yield where the index is not what these documents and no others would make of it."""
        told = dict(self._connection.execute("SELECT document, runs FROM copy_text"))
        held = dict(self._connection.execute("SELECT document, count(*) FROM copy_run GROUP BY document"))
        wrong = {
            "articles are not in the index of copies": set(current) - set(told),
            "documents in the index of copies are no current version": set(told) - set(current),
            "documents have other runs in the index of copies than those of their text": {
                document
                for document in told
                if held.get(document, 0) != len(told[document]) // _RUN_BYTES or not self._is_sound(document)
            }
            | (set(held) - set(told)),
        }
        for what, documents in wrong.items():
            if documents:
                yield f"{len(documents)} {what}, the first is document {min(documents)}"
        (lost,) = self._connection.execute(
            "SELECT count(*) FROM copy WHERE a NOT IN (SELECT document FROM copy_text) "
            "OR b NOT IN (SELECT document FROM copy_text)"
        ).fetchone()
        if lost:
            yield f"{lost} pairs of copies name documents that are not in the index"

    def _is_sound(self, document: int) -> bool:
        known = self._known(document)
        found = signature(self._text(document))
        return (known.words, known.whole, known.runs) == (found.words, found.whole, frozenset(found.runs))

    def _insert(self, document: int, found: Signature) -> None:
        row = self._connection.execute(
            "SELECT article, outlet, url, title, day FROM document WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            raise ValueError(f"there is no document {document}")
        article, outlet, url, title, day = row
        own = known_of(document, article, found, outlet=outlet, url=url, title=title, day=day)
        self._connection.execute(
            "INSERT INTO copy_text (document, outlet, work, day, words, whole, runs) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document, own.outlet, own.work, day, own.words, own.whole, own.kept),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO copy_run (run, document) VALUES (?, ?)", [(run, document) for run in found.runs]
        )

    def _holders(self, runs: Iterable[int]) -> dict[int, list[Holder]]:
        """Return the documents that hold each run."""
        rows = self._connection.execute(
            "SELECT r.run, t.document, t.outlet, t.work, t.day, t.words FROM json_each(?) AS q "
            "CROSS JOIN copy_run AS r ON r.run = q.value CROSS JOIN copy_text AS t ON t.document = r.document",
            (json.dumps(list(runs)),),
        )
        found: defaultdict[int, list[Holder]] = defaultdict(list)
        for run, *holder in rows:
            found[run].append(Holder(*holder))
        return found

    def _candidates(
        self, known: Known, holders: dict[int, list[Holder]], standing: Collection[_Pair]
    ) -> set[int]:  # fmt: skip
        """Return the documents to compare with: those that share enough runs, and those with the same words."""
        shared: Counter[tuple[int, int]] = Counter()
        for run, own in holders.items():
            if (run, ANYWHERE) in standing:
                continue
            crowded = known.outlet if (run, known.outlet) in standing else None
            shared.update((h.document, h.words) for h in own if crowded is None or h.outlet != crowded)
        found = {document for (document, words), count in shared.items() if is_enough(count, words, known.words)}
        if known.words >= LEAST_WORDS:
            alike = self._connection.execute("SELECT document FROM copy_text WHERE whole = ?", (known.whole,))
            found.update(document for (document,) in alike)
        return found - {known.document}

    def _raise_standing(self, risen: list[_Pair], holders: dict[int, list[Holder]]) -> None:
        """Note runs that have become standing, and judge anew the copies they may have made."""
        self._connection.executemany("INSERT INTO copy_standing (run, outlet) VALUES (?, ?)", risen)
        pairs: set[_Pair] = set()
        for run, place in risen:
            pairs.update(self._edges_among({h.document for h in holders[run] if place in (ANYWHERE, h.outlet)}))
        self._judge_pairs(pairs)

    def _lower_standing(self, runs: Collection[int]) -> None:
        """Note runs that are standing no more, and judge anew the documents that hold them."""
        were = self._standing_of(runs)
        holders = self._holders({run for run, _ in were})
        fallen = sorted(were - {(run, place) for run, own in holders.items() for place in standing_places(own)})
        if not fallen:
            return
        self._connection.executemany("DELETE FROM copy_standing WHERE run = ? AND outlet = ?", fallen)
        pairs: set[_Pair] = set()
        for run, place in fallen:
            own = sorted(h.document for h in holders.get(run, ()) if place in (ANYWHERE, h.outlet))
            pairs.update(combinations(own, 2))
        self._judge_pairs(pairs)

    def _standing_of(self, runs: Iterable[int]) -> set[_Pair]:
        """Return those of the runs that are standing, each with the outlet it stands in."""
        rows = self._connection.execute(
            "SELECT s.run, s.outlet FROM json_each(?) AS q CROSS JOIN copy_standing AS s ON s.run = q.value",
            (json.dumps(list(runs)),),
        )
        return set(rows)

    def _edges_among(self, documents: set[int]) -> list[_Pair]:
        asked = json.dumps(sorted(documents))
        return self._connection.execute(
            "SELECT c.a, c.b FROM json_each(?1) AS q CROSS JOIN copy AS c ON c.a = q.value "
            "WHERE c.b IN (SELECT value FROM json_each(?1))",
            (asked,),
        ).fetchall()

    def _judge_pairs(self, pairs: Iterable[_Pair]) -> None:
        """Judge pairs from the beginning, whether they are edges or not."""
        for a, b in sorted(pairs):
            first, second = self._known(a), self._known(b)
            standing = self._standing_for(first, second)
            shared = len((first.runs & second.runs) - standing)
            if is_enough(shared, first.words, second.words) or first.whole == second.whole:
                self._judge(first, second)
            else:
                self._connection.execute("DELETE FROM copy WHERE a = ? AND b = ?", (a, b))

    def _judge(self, one: Known, other: Known) -> None:
        """Compare two texts, and store the edge or take it away."""
        a, b = sorted((one, other), key=lambda known: known.document)
        judged = judge_pair(a, b, lambda known: self._text(known.document), self._standing_for)
        if judged is None:
            self._connection.execute("DELETE FROM copy WHERE a = ? AND b = ?", (a.document, b.document))
            return
        kind, verdict = judged
        self._connection.execute(
            "INSERT OR REPLACE INTO copy (a, b, kind, words, of_a, of_b) VALUES (?, ?, ?, ?, ?, ?)",
            (a.document, b.document, kind.value, verdict.words, verdict.of_a, verdict.of_b),
        )

    def _standing_for(self, a: Known, b: Known) -> frozenset[int]:
        """Return the runs of the first document that are standing for these two."""
        return standing_for(a, b, self._standing_of(a.runs))

    def _known(self, document: int) -> Known:
        row = self._connection.execute(
            "SELECT t.document, t.outlet, t.work, t.words, t.whole, t.runs, t.day, d.article, d.url "
            "FROM copy_text AS t JOIN document AS d ON d.id = t.document WHERE t.document = ?",
            (document,),
        ).fetchone()
        return Known(*row)

    def _text(self, document: int) -> str:
        return str(self._connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()[0])
