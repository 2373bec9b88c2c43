"""Take into a case what its articles were weighed to elsewhere, in place of weighing them anew.

What comes in are rows that something else made of the same articles by the same rules (`Weighed`); what goes out are
the tables that `musnad.case.weighing.keeping` leaves, to the last row, or a reason why not. Nothing is compared here.
Rows are committed in batches. The claims, and the setting by which the case counts as weighed, come last in one
transaction: a case in which this was cut off has no claims, and is weighed as if nothing were there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple, Protocol

import numpy as np

from musnad.case.folder import Case, only_writer
from musnad.case.identity import decisions
from musnad.case.log import newest
from musnad.case.weighing.comparing import version
from musnad.case.weighing.grouping import ClaimRow
from musnad.case.weighing.keeping import WEIGHED_BY, clear_claims
from musnad.case.weighing.meeting import Numbers
from musnad.case.weighing.merges import keep_merges
from musnad.case.weighing.pieces import check_tables, number_of, unpack
from musnad.case.weighing.postings import fill_blocks
from musnad.errors import CaseError

__all__ = ["Rows", "Taken", "Weighed", "WeighedArticle", "take"]

_DAMAGE = (OSError, ValueError, LookupError, sqlite3.IntegrityError)
_NO_POSTINGS = np.empty(0, np.int64)

# The order of joining is given: the planner would sort the layers of all articles.
_CURRENT = """
SELECT document.id, key, sha256, name, title, outlet, author, url, published, published_basis, stages, value
FROM document CROSS JOIN article ON article.id = document.article AND current = document.id
LEFT JOIN layers ON layers.document = document.id ORDER BY document.id
"""
_STANDING = {
    "a correction stands in it": "SELECT 1 FROM judgement WHERE undone IS NULL LIMIT 1",
    "a decision on its claims stands in it": "SELECT 1 FROM decided LIMIT 1",
}


class WeighedArticle(NamedTuple):
    """An article as it was weighed: the number of its document, its key, and all that claims depend on.

    `sha256` is that of its text, `layers` and `stages` are as a case keeps them.
    """

    document: int
    key: str
    sha256: str
    name: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None
    published_basis: str | None
    stages: str | None
    layers: bytes | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of the tables, each pair once.

    `evidence` are documents with what they tell as bytes, `pieces` numbers with ids, forms and twins, `near` pairs with
    chances in thousandths, `opposed` pairs with kinds and values, `keys` and `posted` the keys of blocks that are in no
    other batch with a piece of each, in the order of the keys and then of the pieces.
    """

    evidence: Sequence[tuple[int, bytes]] = ()
    pieces: Sequence[tuple[int, bytes, int, int | None]] = ()
    near: Sequence[tuple[int, int, int]] = ()
    opposed: Sequence[tuple[int, int, str, str]] = ()
    keys: Numbers = field(default_factory=_NO_POSTINGS.copy)
    posted: Numbers = field(default_factory=_NO_POSTINGS.copy)


class Weighed(Protocol):
    """What was weighed elsewhere; `mark` names it in the log, `failed` is how many articles could not be weighed there.

    `members` are pieces, and for each the first piece of its claim.
    """

    mark: str

    def failed(self) -> int: ...
    def articles(self) -> Iterator[WeighedArticle]: ...
    def rows(self) -> Iterator[Rows]: ...
    def claims(self) -> Iterator[ClaimRow]: ...
    def members(self) -> Iterator[tuple[Numbers, Numbers]]: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """How many articles a case has its claims of, or the reason why it took none.

    `is_missed` says that there are claims to take which the case never took.
    """

    articles: int = 0
    reason: str | None = None
    is_missed: bool = True

    @property
    def is_taken(self) -> bool:
        """Whether the case is weighed now."""
        return self.reason is None


def take(case: Case, weighed: Weighed, *, progress: Callable[[int], object] = lambda _articles: None) -> Taken:
    """Take what was weighed elsewhere where the case holds the very same articles and nothing of its own is in the way.

    Where it is not taken, the case is as it was; only where rows proved damaged on the way, what was weighed before
    by other rules is gone. `progress` is told of articles. Raises CaseError where the case cannot be written or another
    process is adding to it.
    """
    check_tables(case.connection)
    with only_writer(case):
        reason = _own(case.connection) or _difference(case.connection, weighed)
        if reason is not None:
            return Taken(reason=reason, is_missed=not _was_taken(case.connection, weighed.mark))
        with case.change():
            _clear(case.connection)
        try:
            reason = _write(case, weighed, progress)
        except _DAMAGE as error:
            reason = f"it is damaged ({error})"
        if reason is not None:
            with case.change():
                _clear(case.connection)
            return Taken(reason=reason)
        (articles,) = case.connection.execute("SELECT count(*) FROM evidence").fetchone()
        return Taken(articles)


def _was_taken(connection: sqlite3.Connection, mark: str) -> bool:
    """Whether the case took this before, as its log tells."""
    return any(entry.what.get("run") == mark for entry in newest(connection, ["weigh"], limit=-1))


def _own(connection: sqlite3.Connection) -> str | None:
    """Return what of the case itself is in the way."""
    query = "SELECT 1 FROM setting WHERE name = ? AND value = ? AND EXISTS (SELECT 1 FROM evidence)"
    if connection.execute(query, (WEIGHED_BY, version())).fetchone():
        return "articles of the case were weighed before"
    return _standing(connection)


def _standing(connection: sqlite3.Connection) -> str | None:
    """Return what people did that weighing has to follow."""
    if any(one.action == "merge" for one in decisions(connection)):
        return "actors were brought together in it"
    return next((reason for reason, query in _STANDING.items() if connection.execute(query).fetchone()), None)


def _difference(connection: sqlite3.Connection, weighed: Weighed) -> str | None:
    """Return in what the articles of the case are not those that were weighed."""
    try:
        for own, other in zip_longest(connection.execute(_CURRENT), weighed.articles()):
            if own != other:
                number = own[0] if own is not None else other.document if other is not None else 0
                return f"the articles of the case are not all those that were weighed, or others (document {number})"
    except _DAMAGE as error:
        return f"it is damaged ({error})"
    return None


def _write(case: Case, weighed: Weighed, progress: Callable[[int], object]) -> str | None:
    """Write everything; return a reason where something came in the way meanwhile."""
    connection, articles = case.connection, 0
    for rows in weighed.rows():
        _check(rows)
        with case.change():
            _put(connection, rows)
        articles += len(rows.evidence)
        progress(articles)
    claims, members, failed = list(weighed.claims()), list(weighed.members()), weighed.failed()
    with case.change():
        if (reason := _meanwhile(connection)) is None:
            _put_claims(connection, claims, members)
            keep_merges(connection)
            connection.execute("INSERT INTO setting VALUES (?, ?)", (WEIGHED_BY, version()))
            told = {"version": version(), "articles": articles, "failed": failed, "run": weighed.mark}
            case.tell("weigh", told)
    return reason


def _check(rows: Rows) -> None:
    """Raise ValueError where the pieces are not those of what the documents tell, as after a power cut."""
    try:
        told = [(number_of(document, place), bytes.fromhex(evidence.id)) for document, value in rows.evidence
                for place, evidence in enumerate(unpack(value, document).evidence)]  # fmt: skip
    except CaseError as error:
        raise ValueError(error.reason) from error
    if told != [(number, id) for number, id, *_ in rows.pieces]:
        raise ValueError("its pieces are not those of what the articles tell")


def _meanwhile(connection: sqlite3.Connection) -> str | None:
    """Return what came in the way since the articles were compared; who corrects or decides does not wait for us."""
    if connection.execute("SELECT 1 FROM evidence WHERE stale LIMIT 1").fetchone():
        return "an article was changed meanwhile"
    return _standing(connection)


def _clear(connection: sqlite3.Connection) -> None:
    clear_claims(connection)
    connection.execute("DELETE FROM setting WHERE name = ?", (WEIGHED_BY,))


def _put(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.executemany("INSERT INTO evidence (document, value) VALUES (?, ?)", rows.evidence)
    connection.executemany("INSERT INTO piece (number, id, form, twin) VALUES (?, ?, ?, ?)", rows.pieces)
    both = sorted([*rows.near, *((other, piece, chance) for piece, other, chance in rows.near)])
    connection.executemany("INSERT INTO near (piece, other, chance) VALUES (?, ?, ?)", both)
    each = sorted([*rows.opposed, *((other, piece, *what) for piece, other, *what in rows.opposed)])
    connection.executemany("INSERT INTO opposed (piece, other, kind, value) VALUES (?, ?, ?, ?)", each)
    if len(rows.posted):
        fill_blocks(connection, rows.keys, rows.posted)


def _put_claims(
    connection: sqlite3.Connection, claims: Iterable[ClaimRow], members: Iterable[tuple[Numbers, Numbers]]
) -> None:
    query = "INSERT INTO claim (first, outlets, articles, since, until) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(query, claims)
    for pieces, firsts in members:
        rows = zip(firsts.tolist(), pieces.tolist(), strict=True)
        connection.executemany("UPDATE piece SET claim = ? WHERE number = ?", rows)
