"""Groups of copies in a case: articles that go back to one text, and which of them came first.

What comes in are the rows of the table `copy`; what goes out are groups of works. A work is an article of one outlet
with the versions it was met in (recrawls); works that share wording, straight or through others, make a group.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musnad.case.copies.verdict import Kind

__all__ = ["Group", "Link", "Work", "copied_among", "copies_of", "copy_groups", "pairs_with"]

_DAY_LENGTH = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class Link:
    """How a work's document shares its wording with that of another: the words, and their share of either body."""

    document: int
    other: int
    kind: Kind
    words: int
    share: float
    share_of_other: float


@dataclass(frozen=True, slots=True)
class Work:
    """An article with its metadata; `documents` holds its versions, the earliest first.

    `link` leads to the first work of the group where both share wording, else to the one it shares most with; None for
    the first itself.
    """

    documents: tuple[int, ...]
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    day: str | None
    added: str
    link: Link | None

    @property
    def document(self) -> int:
        """The earliest version."""
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Works that are copies of one another, the earliest first, undated ones last.

    `first` is None where nothing tells which was first; `basis` says what it is told by: published or added.
    """

    works: tuple[Work, ...]
    first: int | None
    basis: str | None

    @property
    def documents(self) -> tuple[int, ...]:
        """All versions of all works."""
        return tuple(document for work in self.works for document in work.documents)

    def work_of(self, document: int) -> Work:
        """Return the work that a document is a version of. Raises ValueError where it is not in the group."""
        for work in self.works:
            if document in work.documents:
                return work
        raise ValueError(f"document {document} is not in the group")

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that ran it, in the order of the works."""
        return tuple(dict.fromkeys(work.outlet for work in self.works if work.outlet))


@dataclass(frozen=True, slots=True)
class _Edge:
    a: int
    b: int
    kind: Kind
    words: int
    of_a: float
    of_b: float


_PAIRS = """
SELECT a, b, kind FROM json_each(?1) AS q CROSS JOIN copy ON a = q.value UNION
SELECT a, b, kind FROM json_each(?1) AS q CROSS JOIN copy ON b = q.value
"""


def copy_groups(connection: sqlite3.Connection, *, least: int = 2, limit: int | None = None) -> tuple[Group, ...]:
    """Return the groups of at least so many works, the largest first, then by the number of their first document."""
    rows = connection.execute("SELECT a, b, kind, words, of_a, of_b FROM copy ORDER BY a, b")
    edges = [_Edge(a, b, Kind(kind), *rest) for a, b, kind, *rest in rows]
    groups = [group for group in _groups(connection, edges) if len(group.works) >= least]
    groups.sort(key=lambda group: (-len(group.works), min(group.documents)))
    return tuple(groups[:limit])


def copies_of(connection: sqlite3.Connection, document: int) -> Group | None:
    """Return the group that a document is in; None where it has no copies in the case."""
    met, waiting, edges = {document}, [document], {}
    while waiting:
        rows = connection.execute(
            "SELECT a, b, kind, words, of_a, of_b FROM json_each(?1) AS q CROSS JOIN copy ON a = q.value UNION "
            "SELECT a, b, kind, words, of_a, of_b FROM json_each(?1) AS q CROSS JOIN copy ON b = q.value",
            (json.dumps(waiting),),
        ).fetchall()
        edges.update({(a, b): _Edge(a, b, Kind(kind), *rest) for a, b, kind, *rest in rows})
        waiting = sorted({end for pair in edges for end in pair} - met)
        met.update(waiting)
    return next(iter(_groups(connection, [edges[pair] for pair in sorted(edges)])), None)


def copied_among(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, int]:
    """Return for each of some documents that has copies the least number of its group; `copies_of` says what they are.

    Costs much less than to ask for every group.
    """
    wanted = set(documents)
    met, waiting, pairs = set(wanted), sorted(wanted), set[tuple[int, int, str]]()
    while waiting:
        found = connection.execute(_PAIRS, (json.dumps(waiting),)).fetchall()
        pairs.update(found)
        waiting = sorted({end for a, b, _ in found for end in (a, b)} - met)
        met.update(waiting)
    recrawl = Kind.RECRAWL.value
    work_of = _components((a, b) for a, b, kind in pairs if kind == recrawl)
    group_of = _components((a, b) for a, b, _ in pairs)
    groups = {group_of[a] for a, b, kind in pairs if kind != recrawl and work_of.get(a, a) != work_of.get(b, b)}
    return {document: root for document, root in group_of.items() if document in wanted and root in groups}


def pairs_with(group: Group, document: int) -> Iterator[tuple[int, int, Work]]:
    """Yield each other work of a group with the documents to compare, the earlier first: a version each.

    Where the dates do not tell, the one with the smaller number counts as the earlier.
    """
    asked = group.work_of(document)
    before = True
    for work in group.works:
        if work is asked:
            before = False
        elif before:
            yield work.document, document, work
        else:
            yield document, work.document, work


def _groups(connection: sqlite3.Connection, edges: Sequence[_Edge]) -> list[Group]:
    """Return the groups that edges make; those of recrawls alone are none."""
    work_of = _components((e.a, e.b) for e in edges if e.kind is Kind.RECRAWL)
    group_of = _components((e.a, e.b) for e in edges)
    documents: defaultdict[int, set[int]] = defaultdict(set)
    inside: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        root = group_of[edge.a]
        documents[root].update((edge.a, edge.b))
        if edge.kind is not Kind.RECRAWL:
            inside[root].append(edge)
    metadata = _metadata(connection, {document for root in inside for document in documents[root]})
    groups = (_group(documents[root], own, work_of, metadata) for root, own in inside.items())
    return [group for group in groups if len(group.works) > 1]


def _components(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each node of a graph the node that its component is named by."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {node: root(node) for node in tuple(parent)}


_Row = tuple[int, str, str | None, str | None, str | None, str | None, str]


def _metadata(connection: sqlite3.Connection, documents: set[int]) -> Mapping[int, _Row]:
    rows = connection.execute(
        "SELECT d.id, d.name, d.title, d.outlet, d.published, d.day, d.added FROM json_each(?) AS q "
        "CROSS JOIN document AS d ON d.id = q.value",
        (json.dumps(sorted(documents)),),
    )
    return {row[0]: row for row in rows}


def _group(
    documents: set[int], edges: Sequence[_Edge], work_of: Mapping[int, int], metadata: Mapping[int, _Row]
) -> Group:
    versions: defaultdict[int, list[int]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: (metadata[d][5] or "~", metadata[d][4] or "~", d)):
        versions[work_of.get(document, document)].append(document)
    links: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
    for e in edges:
        a, b = work_of.get(e.a, e.a), work_of.get(e.b, e.b)
        if a != b:
            links[a].append((b, Link(e.a, e.b, e.kind, e.words, e.of_a, e.of_b)))
            links[b].append((a, Link(e.b, e.a, e.kind, e.words, e.of_b, e.of_a)))
    rows = {key: metadata[own[0]] for key, own in versions.items()}
    first, basis = _first(rows)
    works = tuple(
        Work(tuple(own), *rows[key][1:], None if key == first else _nearest(links[key], first))
        for key, own in versions.items()
    )
    return Group(works, None if first is None else versions[first][0], basis)


def _nearest(links: Sequence[tuple[int, Link]], first: int | None) -> Link | None:
    """Return the link to the first work, else that of most words."""
    ordered = sorted(links, key=lambda link: (link[0] != first, -link[1].words, link[1].other, link[1].document))
    return ordered[0][1] if ordered else None


def _first(rows: Mapping[int, _Row]) -> tuple[int | None, str | None]:
    """Return the work that came first and what tells so; (None, None) where two could be."""
    dated = {key: row[5] for key, row in rows.items() if row[5]}
    if not dated:
        added = {key: row[6] for key, row in rows.items()}
        alone = [key for key, moment in added.items() if moment == min(added.values())]
        return (alone[0], "added") if len(alone) == 1 else (None, None)
    earliest = [key for key, day in dated.items() if day == min(dated.values())]
    if len(earliest) == 1:
        return earliest[0], "published"
    moments = {key: _moment(rows[key][4]) for key in earliest}
    told = [moment for moment in moments.values() if moment is not None]
    if len(told) < len(earliest) or len({moment.tzinfo is None for moment in told}) > 1:
        return None, None
    alone = [key for key, moment in moments.items() if moment == min(told)]
    return (alone[0], "published") if len(alone) == 1 else (None, None)


def _moment(published: str | None) -> datetime | None:
    """Return the moment of publication where the hour is told."""
    if published is None or len(published) <= _DAY_LENGTH:
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None
