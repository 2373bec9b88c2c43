"""Make claims of what hangs together, and count what stands behind each, as a case does.

What comes in are joins, twins and pairs kept apart, brought together by component; what goes out are claims with their
counts, and for each piece its claim. A component is grouped by itself, so components are grouped in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from musnad.case.source_file import sides_among
from musnad.case.tellers import publishing_among
from musnad.case.weighing.comparing import LIKELY, THOUSAND
from musnad.case.weighing.grouping import ClaimRow, claim_row
from musnad.case.weighing.holding import Holding
from musnad.case.weighing.pieces import document_of
from musnad.corpus.counting import Counts
from musnad.corpus.grouping import group
from musnad.corpus.joining import claim_of
from musnad.corpus.weighing import weigh_claims
from musnad.engine.weighing.components import labels_at, put_down
from musnad.engine.weighing.files import Rows, finished_in, read_bucket, stretches, write_buckets
from musnad.engine.weighing.meeting import APART, holding_of, pieces_of, shards_of, twins_in
from musnad.engine.weighing.numbering import article_ids
from musnad.engine.weighing.plan import Plan, Task
from musnad.engine.weighing.tables import write_claims, write_pieces
from musnad.engine.weighing.telling import Text, load_text, outlets_of

__all__ = ["make_claims", "put_pieces", "route_joins", "route_twins"]

_ROUTED = np.dtype([("label", "<i8"), ("piece", "<i8"), ("other", "<i8"), ("chance", "<i4")])
_CLAIMED = np.dtype([("piece", "<i8"), ("claim", "<i8")])
_TWIN = -2  # in place of a chance: the other stands for the piece
_NONE = -1
_TOLD = ["piece", "id", "kind", "start", "end", "form"]  # of a piece in its table
_CHANCES = tuple(chance / THOUSAND for chance in range(THOUSAND + 1))
_AT_ONCE = 1 << 14  # rows that are turned into values of Python
_STRIDE = np.int64(65_537)  # spreads the components of neighbouring documents over the partitions


def route_joins(task: Task) -> None:
    """Send the pairs within a component, of one task of comparing, to the partition of the component."""
    joins = np.load(task.plan.at("compared", task.more["compared"]) / "joins.npy")
    numbers, labels = put_down(task.plan, "components")
    own, others = (labels_at(joins[name], numbers, labels) for name in ("piece", "other"))
    within = own == others
    _route(task, own[within], joins[within], joins["chance"][within])


def route_twins(task: Task) -> None:
    """Send the twins of a shard to the partition of the component of the one that stands for each."""
    twins = twins_in(task.plan, task.more["shard"])
    labels = labels_at(twins["twin"], *put_down(task.plan, "components"))
    rows = np.zeros(len(twins), [("piece", "<i8"), ("other", "<i8")])
    rows["piece"], rows["other"] = twins["piece"], twins["twin"]
    _route(task, labels, rows, np.full(len(twins), _TWIN))


def _route(task: Task, labels: Rows, pairs: Rows, chances: Rows) -> None:
    rows = np.empty(len(labels), _ROUTED)
    rows["label"], rows["piece"], rows["other"], rows["chance"] = labels, pairs["piece"], pairs["other"], chances
    partitions = rows["label"] // _STRIDE % task.plan.partitions
    with finished_in(task.plan.at("routed", task.number)) as folder:
        write_buckets(folder / "pairs", rows, partitions, task.plan.partitions)


def make_claims(task: Task) -> None:
    """Group the components of a partition and count the claims."""
    plan = task.plan
    paths = plan.of_all("routed", "pairs", tasks=task.more["routed"])
    rows = read_bucket(paths, task.number, plan.partitions, _ROUTED)
    rows = rows[np.lexsort((rows["other"], rows["piece"], rows["label"]))]
    counting = _Counting(plan)
    claims, claimed = [], list[tuple[int, int]]()
    for start, end in stretches(rows["label"]):
        for members in _grouped(rows[start:end]):
            claim = counting.claim(members)
            claimed += ((piece, claim.first) for piece in members)
            claims.append(counting.row(claim, members))
    found = np.array(claimed, _CLAIMED)
    with finished_in(plan.at("claimed", task.number)) as folder:
        write_buckets(folder / "claimed", found, shards_of(plan, found["piece"]), len(plan.shards))
        write_claims(plan, task.number, sorted(claims))


def put_pieces(task: Task) -> None:
    """Write the table of a shard's pieces."""
    plan, shard = task.plan, task.number
    pieces = pieces_of(plan, shard)
    twins = twins_in(plan, shard)
    claimed = read_bucket(plan.of_all("claimed", "claimed"), shard, len(plan.shards), _CLAIMED)
    twin_of = dict(zip(twins["piece"].tolist(), twins["twin"].tolist(), strict=True))
    claim_at = dict(claimed.tolist())
    with finished_in(plan.at("pieces", shard)):
        articles = article_ids(plan, map(document_of, pieces["piece"].tolist()))
        write_pieces(plan, shard, [
            (piece, id.hex(), article, kind.decode(), start, end, form, twin_of.get(piece), claim_at.get(piece))
            for article, (piece, id, kind, start, end, form) in zip(articles, pieces[_TOLD].tolist(), strict=True)
        ])  # fmt: skip


def _grouped(rows: Rows) -> Iterator[tuple[int, ...]]:
    """Yield the groups of a component that are more than one piece, each with those that follow its members."""
    twins, likely = rows[rows["chance"] == _TWIN], rows[rows["chance"] >= LIKELY]
    followers: defaultdict[int, list[int]] = defaultdict(list)
    for piece, head in twins[["piece", "other"]].tolist():
        followers[head].append(piece)
    heads = {
        head: head for head in np.unique(np.concatenate((twins["other"], likely["piece"], likely["other"]))).tolist()
    }
    chances = ((piece, other, _CHANCES[chance]) for piece, other, chance in _pairs(rows[rows["chance"] >= 0], heads))
    apart = ((piece, other) for piece, other, _ in _pairs(rows[rows["chance"] == APART], heads))
    for members in group(heads, chances, apart):
        whole = tuple(sorted((*members, *(one for head in members for one in followers[head]))))
        if len(whole) > 1:
            yield whole


def _pairs(rows: Rows, known: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Yield pairs with their chances; of a large component there are millions, so a known piece is one value in all."""
    for at in range(0, len(rows), _AT_ONCE):
        for piece, other, chance in rows[at : at + _AT_ONCE][["piece", "other", "chance"]].tolist():
            yield known.get(piece, piece), known.get(other, other), chance


class _Counting:
    """Counts what stands behind claims, with what is known of all articles."""

    def __init__(self, plan: Plan) -> None:
        self._holding: Holding = holding_of(plan)
        self._texts = plan.records("texts")
        self._copied = put_down(plan, "copied")
        paths = plan.of_shards("told", "outlets.json")
        self._outlets = frozenset(name for path in paths for name in outlets_of(path).names)

    def claim(self, members: Sequence[int]) -> ClaimRow:
        """Return the claim that some pieces are."""
        texts = {document: self._text(document) for document in dict.fromkeys(map(document_of, members))}
        return claim_row(
            members, {one: text.published for one, text in texts.items()},
            {one: text.outlet for one, text in texts.items()},
            {piece: bytes.fromhex(self._holding.evidence(piece).id) for piece in members},
        )  # fmt: skip

    def row(self, claim: ClaimRow, members: Sequence[int]) -> tuple[object, ...]:
        """Return a claim with its counts."""
        counts = self._counts(members)
        layer = counts.narrowest
        return (
            claim.first, counts.claim, *claim[1:], counts.outlets.value, counts.origins_lower.value,
            counts.origins_upper.value, counts.witnesses.value, counts.repeats.value, counts.unplaced.value,
            counts.doubting.value, layer.basis, layer.size, layer.most, [one.name for one in layer.members],
        )  # fmt: skip

    def _counts(self, members: Sequence[int]) -> Counts:
        evidence = [self._holding.evidence(piece) for piece in members]
        documents = np.unique([document_of(piece) for piece in members])
        tellers = (teller for piece in evidence for teller in piece.chain[1:])
        weighing = weigh_claims(
            [claim_of(evidence)], joins=(), oppositions=(), evidence={},
            copies=dict(self._groups(documents)),
            credits={one: found for one in documents.tolist() if (found := self._holding.told(one).credits)},
            sides=sides_among(evidence, {}),
            same_teller=publishing_among(tellers, self._outlets.__contains__),
        )  # fmt: skip
        return weighing.claims[0].counts

    def _groups(self, documents: Rows) -> Iterable[tuple[int, int]]:
        """Yield the articles that have copies, each with the first of its group."""
        groups = labels_at(documents, *self._copied, none=_NONE)
        return zip(documents[groups != _NONE].tolist(), groups[groups != _NONE].tolist(), strict=True)

    def _text(self, document: int) -> Text:
        return load_text(self._texts[document])
