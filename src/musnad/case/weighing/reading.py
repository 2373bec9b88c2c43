"""Claims as values: what the articles of a case tell together, with everything that is counted.

What comes in is a case whose articles were weighed, and which articles are asked about; what goes out are claims.
A claim has the reports of the whole case, whichever article led to it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from musnad.case.copies import copied_among
from musnad.case.folder import Case
from musnad.case.search.words import lexicon
from musnad.case.source_file import sides_in
from musnad.case.tellers import publishing
from musnad.case.weighing.against import opposed_to
from musnad.case.weighing.choosing import alone_in, claims_of, count_alone
from musnad.case.weighing.comparing import THOUSAND, likeness_of
from musnad.case.weighing.decisions import piece_of
from musnad.case.weighing.index import ClaimIndex
from musnad.case.weighing.pieces import check_tables
from musnad.corpus.joining import Join, claim_of
from musnad.corpus.likeness import nearby_weights
from musnad.corpus.weighing import Weighed, Weighing, weigh_claims
from musnad.model.evidence import Claim, Opposition

__all__ = ["claim_id", "claim_with", "weigh", "weigh_alone", "weigh_most", "weigh_these"]


def weigh(case: Case, documents: Collection[int] | None = None, *, most: int | None = None, start: int = 0) -> Weighing:
    """Return the claims that the documents tell together with others; of all documents without any.

    First come those that most outlets tell, and of these those that most articles do.

    The first `start` are passed over, and with `most` no more than so many of the rest are counted. Articles that were
    not weighed are left out (`musnad.case.weighing.weigh_pending`). Raises CaseError where what an article tells is
    damaged.
    """
    connection = case.connection
    check_tables(connection)
    firsts = claims_of(connection, documents)[start:]
    return _weigh(
        connection, firsts[:most], more=len(firsts[most:]) if most is not None else 0,
        articles=_asked_about(connection, documents), alone=count_alone(connection, documents),
    )  # fmt: skip


def weigh_most(case: Case, documents: Collection[int] | None = None, *, claims: int, reports: int) -> Weighing:
    """Return the claims that most outlets tell as `weigh` does, at most so many, and of so many reports in all.

    There is at least one where there is any. For the questions that look at many claims at once: why their reports are
    taken for the same thing is left out, and what is told alone is not counted. Raises CaseError as `weigh` does.
    """
    connection = case.connection
    check_tables(connection)
    firsts = claims_of(connection, documents)
    taken, left = 0, reports
    for first in firsts[:claims]:
        (size,) = connection.execute("SELECT count(*) FROM piece WHERE claim = ?", (first,)).fetchone()
        left -= size
        if left < 0 and taken:
            break
        taken += 1
    articles = _asked_about(connection, documents)
    return _weigh(connection, firsts[:taken], more=len(firsts) - taken, articles=articles, most_joined=0)


def weigh_alone(case: Case, documents: Collection[int] | None = None) -> tuple[Weighed, ...]:
    """Return what each of the documents tells alone, each thing as a claim; of all of them without any.

    Raises CaseError where what an article tells is damaged.
    """
    return _weigh(case.connection, alone_in(case.connection, documents)).claims


def weigh_these(case: Case, firsts: Iterable[int], *, articles: int = 0, more: int = 0, alone: int = 0) -> Weighing:
    """Return the claims with these first pieces, without what joins their reports; the rest is told as it is given.

    Raises CaseError where what an article tells is damaged.
    """
    return _weigh(case.connection, firsts, articles=articles, more=more, alone=alone, most_joined=0)


def claim_id(case: Case, key: str) -> str:
    """Return the id of the claim with an id, or that holds evidence with it; it is not weighed.

    Raises CaseError where there is none.
    """
    connection = case.connection
    check_tables(connection)
    query = "SELECT first.id FROM piece JOIN piece AS first ON first.number = coalesce(piece.claim, piece.number)"
    (found,) = connection.execute(f"{query} WHERE piece.number = ?", (piece_of(connection, key),)).fetchone()
    return bytes(found).hex()


def claim_with(case: Case, key: str, *, most_joined: int | None = None) -> tuple[Weighed, Weighing]:
    """Return the claim with an id, or that holds evidence with it, and the weighing it is in.

    With `most_joined` what joins its reports is told of no more than so many. Raises CaseError where there is none.
    """
    connection = case.connection
    check_tables(connection)
    piece = piece_of(connection, key)
    (first,) = connection.execute("SELECT claim FROM piece WHERE number = ?", (piece,)).fetchone()
    weighing = _weigh(connection, [first if first is not None else piece], most_joined=most_joined)
    return weighing.claims[0], weighing


def _asked_about(connection: sqlite3.Connection, documents: Collection[int] | None) -> int:
    """Return how many articles are asked about: those given, else all that were weighed."""
    if documents is not None:
        return len(documents)
    return int(connection.execute("SELECT count(*) FROM evidence").fetchone()[0])


def _weigh(
    connection: sqlite3.Connection,
    firsts: Iterable[int],
    *,
    articles: int = 0,
    more: int = 0,
    alone: int = 0,
    most_joined: int | None = None,
) -> Weighing:
    index = ClaimIndex(connection)
    members = {first: _members(connection, first) for first in firsts}
    claims = [claim_of([index.evidence(piece) for piece in pieces]) for pieces in members.values()]
    evidence = {piece.id: piece for claim in claims for piece in claim.evidence}
    against = list(_oppositions(connection, [piece for pieces in members.values() for piece in pieces]))
    for _, piece in against:
        opposed = index.evidence(piece)
        evidence.setdefault(opposed.id, opposed)
    documents = {piece.document for claim in claims for piece in claim.evidence}
    return weigh_claims(
        claims,
        joins=[join for pieces, claim in zip(members.values(), claims, strict=True)
               for join in _joins(connection, index, pieces, claim, most_joined)],
        oppositions=dict.fromkeys(opposition for opposition, _ in against),
        evidence=evidence,
        copies=copied_among(connection, documents),
        credits={document: found for document in documents if (found := index.told(document).credits)},
        alone=alone,
        articles=articles,
        more=more,
        sides=sides_in(connection, (piece for claim in claims for piece in claim.evidence)),
        same_teller=publishing(
            connection, (teller for claim in claims for piece in claim.evidence for teller in piece.chain[1:])
        ),
    )  # fmt: skip


def _members(connection: sqlite3.Connection, first: int) -> list[int]:
    rows = connection.execute("SELECT number FROM piece WHERE claim = ? ORDER BY number", (first,))
    return [number for (number,) in rows] or [first]


def _oppositions(connection: sqlite3.Connection, pieces: Iterable[int]) -> Iterator[tuple[Opposition, int]]:
    """Yield the oppositions of pieces with others, each with the other."""
    for piece in pieces:
        yield from opposed_to(connection, piece)


def _joins(
    connection: sqlite3.Connection, index: ClaimIndex, pieces: Sequence[int], claim: Claim, most: int | None
) -> Iterator[Join]:
    """Yield for each piece, or the first `most`, its likeliest join with another of its claim, and why."""
    if most == 0:
        return
    own = set(pieces)
    stems: defaultdict[int, set[str]] = defaultdict(set)
    for report in claim.evidence:
        stems[report.document].update(report.terms)
    nearby = nearby_weights(stems.values(), rarity=lexicon().stem_rarity)
    seen: set[frozenset[int]] = set()
    for piece in pieces[:most]:
        rows = connection.execute(
            "SELECT other, chance FROM near WHERE piece = ? ORDER BY chance DESC, other", (piece,)
        )
        best = next(((other, chance) for other, chance in rows if other in own), None)
        if best is not None and (pair := frozenset((piece, best[0]))) not in seen:
            seen.add(pair)
            one, other = sorted((index.evidence(piece), index.evidence(best[0])), key=lambda e: e.id)
            reasons = likeness_of(one, other, nearby).reasons
            yield Join(one.id, other.id, best[1] / THOUSAND, reasons)
