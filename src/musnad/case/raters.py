"""How often those who rate give a claim the number that goes with the letter of its source: A1, B2, … F6.

What comes in is a database with what people wrote; what goes out are counts by rater. Whoever always marks on this
diagonal may let one mark colour the other (Baker and others, 1968: 87 of 100 did). Nothing is judged here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from musnad.case.notes import notes
from musnad.case.tellers import outlet_key

__all__ = ["RaterShare", "diagonal_shares"]

_LETTERS = "ABCDEF"
_OUTLET = """
SELECT outlet FROM marked_report JOIN document ON document.id = document WHERE note = ? ORDER BY place LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class RaterShare:
    """One who rates: letters and numbers he gave; of `compared` marks, those `on_diagonal`.

    A mark is compared where the same person rated the outlet that told the claim first.
    """

    who: str
    letters: int
    numbers: int
    compared: int
    on_diagonal: int


def diagonal_shares(connection: sqlite3.Connection) -> tuple[RaterShare, ...]:
    """Return all who rated or marked something, those with most marks first."""
    letters: defaultdict[str, dict[str, str]] = defaultdict(dict)
    numbers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    given: defaultdict[str, int] = defaultdict(int)
    for note in notes(connection):
        if note.field == "rating":
            letters[note.who][note.about] = note.value
            given[note.who] += 1
        elif note.field == "mark":
            row = connection.execute(_OUTLET, (note.id,)).fetchone()
            numbers[note.who].append((outlet_key(row[0]) if row and row[0] else "", note.value))
    found = []
    for who in {*letters, *numbers}:
        pairs = [(letters[who][key], number) for key, number in numbers[who] if key in letters[who]]
        same = sum(_LETTERS.index(letter) + 1 == int(number) for letter, number in pairs)
        found.append(RaterShare(who, given[who], len(numbers[who]), len(pairs), same))
    return tuple(sorted(found, key=lambda one: (-one.numbers, -one.letters, one.who)))
