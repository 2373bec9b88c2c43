"""Whether the wording that two texts share is a form filled in anew: a bulletin, a telegram, a notice.

What comes in are two texts' words, the passages they share and the days between them; what goes out is yes or no. It
is told by the two texts alone, so that it holds in a case of two articles too. Passages known by how often they come
back are for `musnad.case.copies.standing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from musnad.case.copies.alignment import Passage
from musnad.case.copies.shingles import runs_of
from musnad.case.copies.words import Numbers, Words, word_number
from musnad.lexicon import Lexicon

__all__ = ["Slot", "is_filled_form", "slots"]

_LEAST_FIGURES = 4  # below which figures say nothing
_LEAST_SAME_FIGURES = 0.8  # of them, in a text that is no form
_WORDS_TO_A_FIGURE = 40  # shared, to each figure that differs; where there are more, figures were put right
_WORDS_TO_A_LATE_FIGURE = 100  # the same, in a text of another time

_SHORT_SLOT = 12  # words, in either text, in which ordinals and weekdays answer to one another
_WORDS_TO_A_SERIAL = 150  # shared, to each slot with another ordinal or weekday
_ARTICLE = "ال"

_LATE_DAYS = 3  # between texts of two times; a report is copied sooner
_LEAST_NEW = 0.15  # of the shared words, that each text replaces by words the other has nowhere

_WHOLE = 0.8  # of the shorter text; where so much is the same, it repeats itself in both
_LEAST_REPLACED = 0.1  # of the shared words
_LEAST_REPLACED_WORDS = 8
_LEAST_REPEATED = 0.2  # of the shared words, in one text; in the other half as much
_PHRASE = 5  # words in a run that a text has twice
_SHORT_PHRASE = 3  # the same, where days lie between; titles of persons repeat so much
_REPEATED_DAYS = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A place between two shared runs where each text has words of its own; ends are exclusive."""

    a: tuple[int, int]
    b: tuple[int, int]

    @property
    def replaced(self) -> int:
        """How many words stand against as many others."""
        return min(self.a[1] - self.a[0], self.b[1] - self.b[0])

    @property
    def longer(self) -> int:
        """The words of the side that has more."""
        return max(self.a[1] - self.a[0], self.b[1] - self.b[0])


def slots(found: Sequence[Passage], *, most: int) -> tuple[Slot, ...]:
    """Return the slots of at most so many words, between runs that follow on one another in both texts."""
    runs = [run for passage in found for run in passage.runs]
    between = (
        Slot((run.a + run.length, following.a), (run.b + run.length, following.b)) for run, following in pairwise(runs)
    )  # fmt: skip
    return tuple(slot for slot in between if slot.replaced > 0 and slot.longer <= most)


def is_filled_form(
    found: Sequence[Passage], between: Sequence[Slot], a: Words, b: Words, *, days: int | None
) -> bool:  # fmt: skip
    """Whether the passages are a form that each text fills in its slots with its own figures, names or days.

    `days` lie between the texts; None where that is unknown.
    """
    same = sum(passage.same for passage in found)
    return (
        _has_other_figures(found, a, b, same=same, days=days)
        or _has_other_place_in_series(between, a, b, same=same)
        or _is_of_another_case(between, a, b, same=same, days=days)
        or _repeats_itself(found, between, a, b, same=same, days=days)
    )


def _has_other_figures(found: Sequence[Passage], a: Words, b: Words, *, same: int, days: int | None) -> bool:
    """Whether figures differ throughout: prices, prayer times, results."""
    in_a = _figures(a, [passage.in_a for passage in found])
    in_b = _figures(b, [passage.in_b for passage in found])
    fewer, agreeing = min(in_a.total(), in_b.total()), (in_a & in_b).total()
    if fewer < _LEAST_FIGURES or agreeing >= _LEAST_SAME_FIGURES * fewer:
        return False
    words = _WORDS_TO_A_LATE_FIGURE if _is_late(days) else _WORDS_TO_A_FIGURE
    return (fewer - agreeing) * words > same


def _is_late(days: int | None) -> bool:
    return days is not None and days >= _LATE_DAYS


def _figures(words: Words, stretches: Iterable[tuple[int, int]]) -> Counter[int]:
    return Counter(
        number
        for start, end in stretches
        for number in words.numbers[start:end][words.are_figures[start:end]].tolist()
    )  # fmt: skip


def _has_other_place_in_series(between: Sequence[Slot], a: Words, b: Words, *, same: int) -> bool:
    """Whether a slot holds another ordinal or weekday: the fourth flight and the fifth, Monday and Tuesday."""
    serials = _serials()
    differing = 0
    for slot in between:
        if slot.longer > _SHORT_SLOT:
            continue
        in_a = {serials[number] for number in a.numbers[slice(*slot.a)].tolist() if number in serials}
        in_b = {serials[number] for number in b.numbers[slice(*slot.b)].tolist() if number in serials}
        kinds = {kind for kind, _ in in_a} & {kind for kind, _ in in_b}
        differing += bool(kinds) and not in_a & in_b
    return differing * _WORDS_TO_A_SERIAL > same


@cache
def _serials() -> dict[int, tuple[str, int]]:
    """Return what ordinals with the article and weekdays stand for, by the numbers of their words."""
    lexicon = Lexicon()
    ordinals = {
        word_number(_ARTICLE + form): ("ordinal", row.value)
        for row in lexicon.numbers
        if row.kind == "unit"
        for form in row.ordinal
    }
    weekdays = {word_number(form): ("weekday", row.number) for row in lexicon.weekdays for form in row.forms}
    return ordinals | weekdays


def _is_of_another_case(between: Sequence[Slot], a: Words, b: Words, *, same: int, days: int | None) -> bool:
    """Whether, days later, slots hold names and things that the other text does not know: another accident."""
    if not _is_late(days) or sum(slot.replaced for slot in between) < _LEAST_NEW * same:
        return False
    all_a, all_b = set(a.numbers.tolist()), set(b.numbers.tolist())
    new = sum(
        min(
            sum(number not in all_b for number in a.numbers[slice(*slot.a)].tolist()),
            sum(number not in all_a for number in b.numbers[slice(*slot.b)].tolist()),
        )
        for slot in between
    )
    return new >= _LEAST_NEW * same


def _repeats_itself(
    found: Sequence[Passage], between: Sequence[Slot], a: Words, b: Words, *, same: int, days: int | None
) -> bool:  # fmt: skip
    """Whether the texts have the shared wording twice and words in it are replaced.

    A bulletin says of one sea what it said of the other, a telegram of the prince what it said of the king.
    """
    replaced = sum(slot.replaced for slot in between)
    if replaced < max(_LEAST_REPLACED_WORDS, _LEAST_REPLACED * same) or same >= _WHOLE * min(len(a), len(b)):
        return False
    runs = [run for passage in found for run in passage.runs]
    for phrase in [_PHRASE] if days is None or days < _REPEATED_DAYS else [_PHRASE, _SHORT_PHRASE]:
        less, more = sorted(
            (
                _repeated(a.numbers, ((run.a, run.length) for run in runs), phrase),
                _repeated(b.numbers, ((run.b, run.length) for run in runs), phrase),
            )
        )
        if more >= _LEAST_REPEATED * same and less >= _LEAST_REPEATED / 2 * same:
            return True
    return False


def _repeated(numbers: Numbers, stretches: Iterable[tuple[int, int]], phrase: int) -> int:
    """Return how many words of the stretches stand in a run, of so many words, that the text has twice."""
    _, places, counts = np.unique(runs_of(numbers, phrase), return_inverse=True, return_counts=True)
    twice = np.zeros(len(numbers), np.bool_)
    for start in np.flatnonzero(counts[places] > 1).tolist():
        twice[start : start + phrase] = True
    return int(sum(twice[start : start + length].sum() for start, length in stretches))
