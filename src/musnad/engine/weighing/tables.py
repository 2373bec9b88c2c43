"""The tables that the weighing of a run writes for people and programs: pieces, joins, oppositions, copies, claims.

What comes in are rows; what goes out are Parquet files, each whole or not there. A pair stands once, the later piece
first, or of copies the earlier article; chances are in thousandths. `docs/run-tables.md` describes every column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as arrow
from pyarrow import parquet

from musnad.case.weighing.opposing import APART
from musnad.engine.owning import whole_file
from musnad.engine.weighing.files import Rows
from musnad.engine.weighing.numbering import article_ids
from musnad.engine.weighing.plan import CLAIMS, COPIES, JOINS, OPPOSITIONS, PIECES, Plan

__all__ = ["write_claims", "write_copies", "write_joins", "write_oppositions", "write_pieces"]

_NUMBER, _TEXT, _COUNT, _SHARE = arrow.int64(), arrow.string(), arrow.int32(), arrow.float64()


def _schema(**columns: arrow.DataType) -> arrow.Schema:
    return arrow.schema(list(columns.items()))


_PIECES = _schema(
    piece=_NUMBER, id=_TEXT, article=_TEXT, kind=_TEXT, start=_COUNT, end=_COUNT, form=_NUMBER, twin=_NUMBER,
    claim=_NUMBER,
)  # fmt: skip
_JOINS = _schema(piece=_NUMBER, other=_NUMBER, chance=_COUNT)
_OPPOSITIONS = _schema(piece=_NUMBER, other=_NUMBER, kind=_TEXT, value=_TEXT)
_COPIES = _schema(
    a=_NUMBER, b=_NUMBER, article_a=_TEXT, article_b=_TEXT, kind=_TEXT, words=_COUNT, of_a=_SHARE, of_b=_SHARE
)  # fmt: skip
_CLAIMS = _schema(
    first=_NUMBER, id=_TEXT, outlets=_COUNT, articles=_COUNT, since=_TEXT, until=_TEXT, known_outlets=_COUNT,
    origins_lower=_COUNT, origins_upper=_COUNT, witnesses=_COUNT, repeats=_COUNT, unplaced=_COUNT, doubting=_COUNT,
    basis=_TEXT, narrowest=_COUNT, most=_COUNT, through=arrow.list_(_TEXT),
)  # fmt: skip


def write_pieces(plan: Plan, number: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write what the articles of a shard tell: where each piece stands, the one that stands for it, and its claim."""
    _write(plan, PIECES, number, _PIECES, rows)


def write_joins(plan: Plan, number: int, rows: Rows) -> None:
    """Write pairs that tell the same thing, with their chances; pairs with twins are in the pieces."""
    _write(plan, JOINS, number, _JOINS, rows.tolist())


def write_oppositions(plan: Plan, number: int, rows: Iterable[Sequence[Any]], apart: Rows) -> None:
    """Write what opposes what, and the pairs that are kept apart."""
    kept = [(piece, other, APART, "") for piece, other, _ in apart.tolist()]
    _write(plan, OPPOSITIONS, number, _OPPOSITIONS, [*rows, *kept])


def write_copies(plan: Plan, number: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write articles that repeat one text, by pairs of their numbers."""
    pairs = list(rows)
    ids = (article_ids(plan, (row[place] for row in pairs)) for place in range(2))
    _write(
        plan, COPIES, number, _COPIES, [(*row[:2], *named, *row[2:]) for row, *named in zip(pairs, *ids, strict=True)]
    )


def write_claims(plan: Plan, number: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write claims with their counts."""
    _write(plan, CLAIMS, number, _CLAIMS, rows)


def _write(plan: Plan, name: str, number: int, schema: arrow.Schema, rows: Iterable[Sequence[Any]]) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [arrow.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)]
    with whole_file(plan.table(name, number)) as path:
        parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), path, compression="zstd")
