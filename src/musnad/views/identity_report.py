"""Pairs of actors that may be one, and people's decisions on them, as reports for the terminal.

Values in, text out; no I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from musnad.corpus.identity import IdentityReason, Pair
from musnad.corpus.merging import IdentityDecision
from musnad.views.bidi import isolate
from musnad.views.page import BOLD, Page, joined

__all__ = ["render_decisions", "render_pairs"]

_VERBS = {"merge": "is one with", "split": "is not"}


def render_pairs(pairs: Sequence[Pair], names: Mapping[str, str], *, width: int = 80, colour: bool = False) -> str:
    """Return pairs with what speaks for and against each as a report; `names` shows those whose keys say nothing."""
    return joined(_pairs(Page(width, colour), pairs, names))


def render_decisions(decisions: Sequence[IdentityDecision]) -> str:
    """Return decisions, a line each, as a report."""
    undone = sum(decision.undone is not None for decision in decisions)
    return joined([*map(_decision, decisions), f"{_plural(len(decisions), 'decision')}, {undone} of them taken back"])


def _pairs(page: Page, pairs: Sequence[Pair], names: Mapping[str, str]) -> Iterator[str]:
    yield f"{_plural(len(pairs), 'pair')} of actors that may be one; nothing is brought together unless you say so"
    for pair in pairs:
        yield ""
        yield page.paint(f"{pair.score:.2f}  {_named(pair.one, names)}", BOLD)
        yield page.paint(f"      {_named(pair.other, names)}", BOLD)
        if pair.reasons:
            yield f"  for it: {_told(pair.reasons)}"
        if pair.against:
            yield f"  against: {_told(pair.against)}"


def _named(key: str, names: Mapping[str, str]) -> str:
    name = names.get(key)
    return isolate(key) if name is None else f"{isolate(name)}  {isolate(key)}"


def _told(reasons: Sequence[IdentityReason]) -> str:
    return "; ".join(
        f"{reason.trait} {isolate('، '.join(reason.words))}" if reason.words else reason.trait for reason in reasons
    )


def _decision(decision: IdentityDecision) -> str:
    state = f" (taken back {decision.undone})" if decision.undone else ""
    what = f"{isolate(decision.one)} {_VERBS[decision.action]} {isolate(decision.other)}"
    return f"{decision.number}  {decision.made}  {what}: {isolate(decision.reason)}{state}"


def _plural(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
