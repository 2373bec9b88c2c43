"""Triggers that tell nothing of their own: what is only demanded, and what another trigger beside tells already.

What comes in are the triggers of a sentence; what goes out is whether one of them stands down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from musnad.stages.events.kinds import kinds
from musnad.stages.events.triggers import Trigger
from musnad.stages.events.views import View

__all__ = ["is_demanded", "repeats"]

_DEMANDS = frozenset({"REQUEST", "REJECT"})
_DEMAND_REACH = 10
_COGNATE_REACH, _RELATIVE_REACH, _CASUALTY_REACH, _PURPOSE_REACH = 5, 4, 25, 3
_PURPOSE = "ل"
_CIRCUMSTANCE = kinds("circumstance")


def is_demanded(view: View, trigger: Trigger, triggers: Mapping[int, Trigger]) -> bool:
    """Whether a noun only says what is demanded or refused: called for an end to the siege.

    What it was called for during, or after, is told.
    """
    if trigger.at and view.words[trigger.at - 1].kinds & _CIRCUMSTANCE:
        return False
    for at in range(trigger.at - 1, max(-1, trigger.at - _DEMAND_REACH), -1):
        other = triggers.get(at)
        if other is not None:
            return other.pattern.row.type in _DEMANDS and trigger.pattern.row.type not in _DEMANDS
        if at in view.verbs:
            return False
    return False


def repeats(view: View, trigger: Trigger, triggers: Mapping[int, Trigger], silent: Collection[int]) -> bool:
    """Whether another trigger of the sentence tells this one's event.

    A noun after a verb of its own pattern (criticised sharp criticism); a verb whose subject is the attack before it
    (a raid that hit); casualties where the sentence names the attack; talks that are the purpose of a visit. Triggers
    that are `silent` tell no event themselves: the raids that only point back leave it to the verb.
    """
    row = trigger.pattern.row
    for at, other in triggers.items():
        gap = trigger.at - at
        if other is trigger or other.pattern.row.type != row.type:
            continue
        if 0 < gap <= _COGNATE_REACH and other.pattern is trigger.pattern and trigger.noun and other.verb:
            return True
        if row.type == "ASSAULT":
            if (
                0 < gap <= _RELATIVE_REACH
                and trigger.verb
                and other.noun
                and not trigger.clitics
                and at not in silent
                and _is_open(view, at, trigger.at)
            ):
                return True
            if (
                trigger.pattern.is_casualty
                and not other.pattern.is_result
                and -_CASUALTY_REACH <= gap <= _CASUALTY_REACH
            ):
                return True
        if row.type == "CONSULT" and gap > 0 and trigger.noun and _is_purpose(view, trigger):
            return True
    return False


def _is_open(view: View, first: int, last: int) -> bool:
    """Whether only words of one noun phrase stand between two tokens."""
    return not any(k in view.verbs or k in view.marks for k in range(first + 1, last))


def _is_purpose(view: View, trigger: Trigger) -> bool:
    """Whether the noun follows ل or a verbal noun after ل: in order to hold talks."""
    if trigger.clitics.endswith(_PURPOSE):
        return True
    first = max(0, trigger.at - _PURPOSE_REACH)
    return any(w.form.startswith(_PURPOSE) and len(w.form) > 2 for w in view.words[first : trigger.at])
