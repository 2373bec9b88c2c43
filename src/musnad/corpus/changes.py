"""How the words of one claim change from report to report: who tells it how, with what figure, in what words.

What comes in is a claim and a way to the words of its reports; what goes out are changes in the order of time, each
with the report it is in, the earlier one it is set against, and where the words stand in both. «Earlier» is certain:
reports of one day without hours are not set against each other. Words are compared only where most of them are the
same; what is told in other words has no words that were added or dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from musnad.corpus.figures import count_the_same
from musnad.corpus.moments import surely_before
from musnad.corpus.routes import in_order
from musnad.model import Span
from musnad.model.evidence import Claim, Counted, Evidence, Teller

__all__ = ["Change", "ChangeKind", "WordsOf", "changes_of"]

ChangeKind = Literal["telling", "figure", "added", "dropped"]
WordsOf = Callable[[Evidence], Sequence[tuple[int, int, str]]]
"""The words of a piece of evidence: where each begins and ends in its article, and its stem."""

_LEAST_ALIKE = 0.5  # of the stems of either
_LEAST_LETTERS = 3  # of a stem: what is shorter is mostly no word of its own


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What differs in a report from an earlier one: the `evidence` and the earlier `base`, by their ids.

    `at` is where the words stand in the report, `was` where they stood before; one of them is empty where words were
    added or dropped. `words` say it in short: «said → hearsay», «16 → 16+».
    """

    kind: ChangeKind
    evidence: str
    base: str
    at: tuple[Span, ...] = ()
    was: tuple[Span, ...] = ()
    words: str = ""


def changes_of(claim: Claim, words_of: WordsOf) -> tuple[Change, ...]:
    """Return how the wording of a claim changed, in the order of time."""
    reports = in_order(claim.evidence)
    return tuple(
        change
        for at, report in enumerate(reports)
        for change in _of_one(
            report, [r for r in reports[:at] if surely_before(r.published, report.published)], words_of
        )
    )


def _of_one(report: Evidence, earlier: Sequence[Evidence], words_of: WordsOf) -> Iterator[Change]:
    origin = report.origin
    if origin is not None and not origin.anonymous:
        same = [one for one in earlier if one.origin is not None and one.origin.key == origin.key]
        yield from _telling(report, same[-1:])
    if earlier:
        yield from _figures(report, earlier[0])
    base = next((one for one in earlier if _alike(one, report) >= _LEAST_ALIKE), None)
    if base is not None:
        yield from _wording(report, base, words_of)


def _telling(report: Evidence, before: Sequence[Evidence]) -> Iterator[Change]:
    """Yield that the same one «said» it before and now «claims» it, or that it is now told at third hand."""
    for base in before:
        mine, theirs = report.origin, base.origin
        if mine is None or theirs is None:
            continue
        now, then = _manner(report, mine), _manner(base, theirs)
        if now != then:
            yield Change(
                kind="telling", evidence=report.id, base=base.id, at=_cue(mine), was=_cue(theirs),
                words=f"{then} → {now}",
            )  # fmt: skip


def _manner(report: Evidence, teller: Teller) -> str:
    """Return how somebody is said to tell it: «said», «said, doubt»."""
    return teller.strength if report.stance == "neutral" else f"{teller.strength}, {report.stance}"


def _cue(teller: Teller) -> tuple[Span, ...]:
    return () if teller.cue is None else (teller.cue,)


def _figures(report: Evidence, base: Evidence) -> Iterator[Change]:
    for mine in report.quantities:
        theirs = [one for one in base.quantities if count_the_same(one, mine)]
        if len(theirs) == 1 and (theirs[0].low, theirs[0].high) != (mine.low, mine.high):
            yield Change(
                kind="figure", evidence=report.id, base=base.id, at=(mine.span,), was=(theirs[0].span,),
                words=f"{_said(theirs[0])} → {_said(mine)}",
            )  # fmt: skip


def _said(counted: Counted) -> str:
    return f"{counted.low:.10g}" + (
        "+" if counted.high is None else f"-{counted.high:.10g}" * (counted.high != counted.low)
    )


def _alike(one: Evidence, other: Evidence) -> float:
    mine, theirs = set(one.terms), set(other.terms)
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def _wording(report: Evidence, base: Evidence, words_of: WordsOf) -> Iterator[Change]:
    now, then = words_of(report), words_of(base)
    added, dropped = _only(now, then), _only(then, now)
    if added:
        yield Change(kind="added", evidence=report.id, base=base.id, at=added)
    if dropped:
        yield Change(kind="dropped", evidence=report.id, base=base.id, was=dropped)


def _only(words: Sequence[tuple[int, int, str]], others: Sequence[tuple[int, int, str]]) -> tuple[Span, ...]:
    """Return where the words stand whose stems the others lack; words beside each other are one stretch."""
    known = {stem for _, _, stem in others}
    found: list[Span] = []
    last = -1
    for number, (start, end, stem) in enumerate(words):
        if stem in known or (len(stem) < _LEAST_LETTERS and not stem.isdigit()):
            continue
        if found and last == number - 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        last = number
    return tuple(found)
