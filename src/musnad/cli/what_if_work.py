"""Run `musnad what-if`: weigh the chosen articles without somebody, and say what falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from musnad.case.choosing import Chosen
from musnad.cli.answering import Asked, json_of, manner, run_answer
from musnad.corpus.what_if import keys_of_side
from musnad.errors import CaseError
from musnad.views.claims_json import difference_record
from musnad.views.what_if_report import render_differences

__all__ = ["run_what_if"]


def run_what_if(
    path: Path, chosen: Chosen, names: Sequence[str], *, sides: Sequence[str], limit: int | None, as_json: bool
) -> int:
    """Print what falls without those who are called so or stand on the sides; return the exit status."""

    def answer(asked: Asked) -> str:
        keys = frozenset([*_named(asked, names), *_on_sides(asked, sides)])
        nodes = (node for weighed in asked.weighing.claims for node in weighed.graph.nodes)
        left_out = {node.key: node.name or node.key for node in nodes if node.key in keys}
        differences = asked.weighing.without(keys)
        if as_json:
            return json_of(
                {"left_out": left_out, "claims": len(asked.weighing.claims), "lose": len(differences),
                 "differences": [difference_record(difference) for difference in differences[:limit]]}
            )  # fmt: skip
        return render_differences(differences, asked.weighing, asked.texts, left_out=left_out, limit=limit, **manner())

    return run_answer(path, chosen, answer)


def _named(asked: Asked, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if not (found := asked.weighing.keys_of(name)):
            reason = f"nobody in the chains is called {name!r}"
            raise CaseError(str(asked.case.path), reason, "list the claims and take a name there")
        yield from found


def _on_sides(asked: Asked, sides: Sequence[str]) -> Iterator[str]:
    stated = asked.weighing.sides
    for side in sides:
        called = {named for named in stated.values() if named.casefold() == side.casefold()}
        if not (found := frozenset(key for named in called for key in keys_of_side(named, stated))):
            there = ", ".join(f"{name} ({number})" for name, number in Counter(stated.values()).most_common())
            reason = f"nobody in the chains stands on side {side!r}"
            raise CaseError(str(asked.case.path), reason, f"sides here, with how many stand there: {there or 'none'}")
        yield from found
