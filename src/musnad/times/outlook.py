"""Where a clause looks at the place of a time expression: to what was, or to what is to come.

What comes in is a row of atoms and a place in it; what goes out is a direction, and whether a word says so plainly.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.arabic.calendars import Direction
from musnad.times.atoms import Atom

__all__ = ["outlook"]

_CUE_REACH, _CUE_AFTER = 20, 4
_PLAN_REACH = 3
_COMPLEMENTS = frozenset(("to", "on", "particle", "clitic"))
_ADJECTIVE_REACH = 3
_CLOSE, _BEFORE_REACH, _PAST_REACH, _PRESENT_REACH, _WAS_REACH = 5, 5, 4, 6, 4


def outlook(atoms: Sequence[Atom], at: int) -> tuple[Direction, bool]:
    """Return where the clause looks, and whether a word says so plainly.

    The nearest verb or cue before it tells; where there is none, the nearest after it. What happened before or since
    a day (بعد هجوم الأحد) lies in the past whatever the verb. A present verb, or a past one far off, is a weak sign.
    """
    for distance, atom in enumerate(reversed(atoms[max(0, at - _CUE_REACH) : at])):
        kind = atom.kind
        if kind == "edge":
            break
        if distance < _CLOSE and kind in ("since", "after"):
            return "past", False
        if kind == "future_cue" and _is_compared(atoms, at - distance - 1):
            continue  # less than expected
        if kind == "future_cue" and _was_before(atoms, at - distance - 1):
            return "past", False  # it had been planned
        if kind == "call":
            said = {atom.kind for atom in atoms[at - distance : at]} & _COMPLEMENTS
            return ("future", False) if said else ("past", distance < _PAST_REACH)
        if kind == "in" and atom.text == "by":
            return "future", True
        if (kind == "future" and distance < _ADJECTIVE_REACH) or kind == "future_cue":
            return "future", True
        if kind == "before" and distance < _BEFORE_REACH:
            return "future", False
        if kind == "coming_verb" or (kind == "present_verb" and distance < _PRESENT_REACH):
            verb = at - distance - 1
            planned = any(atom.kind == "future_cue" for atom in atoms[max(0, verb - _PLAN_REACH) : verb])
            return ("past" if _was_before(atoms, verb) else "future"), planned
        if kind in ("report_verb", "past_verb"):
            return "past", distance < _PAST_REACH and atoms[at - 1].kind != "starting"
    for atom in atoms[at + 1 : at + 1 + _CUE_AFTER]:
        if atom.kind == "edge":
            break
        if atom.kind in ("report_verb", "past_verb"):
            return "past", True
        if atom.kind in ("future_cue", "coming_verb"):
            return "future", atom.kind == "future_cue"
    return "past", False


def _was_before(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word of the past stands right before a verb or cue: كان يعقد، كانت مقررة."""
    return any(atom.kind == "was" for atom in atoms[max(0, at - _WAS_REACH) : at])


def _is_compared(atoms: Sequence[Atom], at: int) -> bool:
    """Whether "expected" is what something is measured by: less than expected, better than expected."""
    before = [atom.kind for atom in atoms[max(0, at - 2) : at]]
    return before[-1:] == ["amount_mod"] or before in (["comparative", "from"], ["other", "from"])
