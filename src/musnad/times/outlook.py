"""Where a clause looks at the place of a time expression: to what was, or to what is to come.

What comes in is a row of atoms and a place in it; what goes out is a direction, and whether a word says so plainly.
"""

from __future__ import annotations

from musnad.arabic.calendars import Direction
from musnad.times.atoms import Atoms, code_of, codes_of

__all__ = ["outlook"]

_CUE_REACH, _CUE_AFTER = 20, 4
_PLAN_REACH = 3
_ADJECTIVE_REACH = 3
_CLOSE, _BEFORE_REACH, _PAST_REACH, _PRESENT_REACH, _WAS_REACH = 5, 5, 4, 6, 4
_EDGE, _CALL, _IN, _FUTURE, _FUTURE_CUE, _BEFORE, _COMING, _PRESENT, _STARTING, _WAS = (
    code_of(kind)
    for kind in (
        "edge", "call", "in", "future", "future_cue", "before", "coming_verb", "present_verb", "starting", "was"
    )
)  # fmt: skip
_COMPLEMENTS = codes_of("to", "on", "particle", "clitic")
_SINCE = codes_of("since", "after")
_PAST = codes_of("report_verb", "past_verb")
_AHEAD = codes_of("future_cue", "coming_verb")
# Kinds that may tell where a clause looks; most atoms before a time are none of them.
_TELLING = {_EDGE, _CALL, _IN, _FUTURE, _FUTURE_CUE, _BEFORE, _COMING, _PRESENT, *_SINCE, *_PAST}
_MEASURE, _COMPARED = code_of("amount_mod"), {code_of(kind) + code_of("from") for kind in ("comparative", "other")}


def outlook(atoms: Atoms, at: int) -> tuple[Direction, bool]:
    """Return where the clause looks, and whether a word says so plainly.

    The nearest verb or cue before it tells; where there is none, the nearest after it. What happened before or since
    a day (بعد هجوم الأحد) lies in the past whatever the verb. A present verb, or a past one far off, is a weak sign.
    """
    kinds = atoms.kinds
    for place in range(at - 1, max(0, at - _CUE_REACH) - 1, -1):
        code, distance = kinds[place], at - 1 - place
        if code not in _TELLING:
            continue
        if code == _EDGE:
            break
        if distance < _CLOSE and code in _SINCE:
            return "past", False
        if code == _FUTURE_CUE and _is_compared(kinds, place):
            continue  # less than expected
        if code == _FUTURE_CUE and _was_before(kinds, place):
            return "past", False  # it had been planned
        if code == _CALL:
            said = any(after in _COMPLEMENTS for after in kinds[place + 1 : at])
            return ("future", False) if said else ("past", distance < _PAST_REACH)
        if code == _IN and atoms[place].text == "by":
            return "future", True
        if (code == _FUTURE and distance < _ADJECTIVE_REACH) or code == _FUTURE_CUE:
            return "future", True
        if code == _BEFORE and distance < _BEFORE_REACH:
            return "future", False
        if code == _COMING or (code == _PRESENT and distance < _PRESENT_REACH):
            planned = _FUTURE_CUE in kinds[max(0, place - _PLAN_REACH) : place]
            return ("past" if _was_before(kinds, place) else "future"), planned
        if code in _PAST:
            return "past", distance < _PAST_REACH and kinds[at - 1] != _STARTING
    for code in kinds[at + 1 : at + 1 + _CUE_AFTER]:
        if code == _EDGE:
            break
        if code in _PAST:
            return "past", True
        if code in _AHEAD:
            return "future", code == _FUTURE_CUE
    return "past", False


def _was_before(kinds: str, at: int) -> bool:
    """Whether a word of the past stands right before a verb or cue: كان يعقد، كانت مقررة."""
    return _WAS in kinds[max(0, at - _WAS_REACH) : at]


def _is_compared(kinds: str, at: int) -> bool:
    """Whether "expected" is what something is measured by: less than expected, better than expected."""
    before = kinds[max(0, at - 2) : at]
    return before[-1:] == _MEASURE or before in _COMPARED
