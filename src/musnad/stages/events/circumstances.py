"""What surrounds an event: its status, its date, and the statement that tells it.

What comes in is a trigger in its sentence with the layers before; what goes out are the values for the event. Who
took part is for `musnad.stages.events.parties`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from musnad.arabic.orthography import fold
from musnad.model import EventStatus, Span, Statement, TimeExpression
from musnad.stages.events.kinds import COMMA, STOP, kinds
from musnad.stages.events.triggers import Trigger
from musnad.stages.events.views import View
from musnad.stages.events.word_forms import WordForm

__all__ = ["status_of", "telling_statement", "time_of"]

_NEGATION_REACH, _FUTURE_REACH, _LASTING_REACH, _ADJECTIVE_REACH, _CLAUSE_REACH = 2, 6, 2, 10, 12
_WARNING_REACH, _FAILING_REACH, _NOW_REACH, _EARLIER_REACH = 4, 5, 8, 2
_TOLD_OF_REACH = 3
_SHORT, _OWNED = 4, ("ه", "ها", "هم")  # a noun with a pronoun: its condemnation of the attack
_LENDING = frozenset({"light", "suffer"})
_SOON, _PURPOSE = "س", "ل"  # the letter of the future, and the preposition of purpose
_PERSONS = ("ي", "ت", "ا", "ن")  # first letters of the present
_BREAKS = STOP | COMMA
_PERHAPS, _THAT, _WAS, _EARLIER = kinds("perhaps"), kinds("that"), kinds("was"), kinds("earlier")
_CONDITIONAL, _WARNING, _LASTING, _NOW = kinds("conditional"), kinds("warning"), kinds("lasting"), kinds("now")
_NEGATION, _WEAK_NEGATION, _FAILING = kinds("negation"), kinds("weak_negation"), kinds("failing")
_FUTURE, _FUTURE_ADJECTIVE = kinds("future"), kinds("future_adjective")
_NO_PURPOSE = kinds("no_purpose")  # words whose ل says of what: the anniversary of an attack
_CONTENT = kinds("complementizer", "self_complementizer")
_MATERIAL = frozenset({"ASSAULT", "COERCE", "AID", "PROTEST", "MOBILIZE", "COOPERATE"})
_PROMISING = frozenset({"AGREE", "THREATEN"})
_SPOKEN = frozenset({"REJECT", "REQUEST", "SUPPORT", "ACCUSE"})


def telling_statement(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement whose content holds the trigger."""
    holding = [s for s in statements if any(part.contains(trigger) for part in s.content)]
    if len(holding) < 2:
        return holding[0] if holding else None
    return min(holding, key=lambda s: sum(p.end - p.start for p in s.content))


def status_of(
    view: View, trigger: Trigger, statement: Statement | None, *, governor: int | None, headline: bool
) -> EventStatus:
    """Return whether the event is told as happened, going on, planned, denied or supposed.

    `governor` is the verb a noun hangs on.
    """
    at, before = trigger.at, _clause_before(view, trigger.at)
    kinds_before = [word.kinds for word in before]
    tense = trigger.verb.form.tense if trigger.verb else None
    if _is_supposed(kinds_before, tense):
        return "hypothetical"
    negated = _is_negated(view, kinds_before, governor) and not trigger.pattern.is_negated
    if negated or (statement is not None and statement.stance == "deny"):
        return "denied"
    if _is_planned(view, trigger, before, kinds_before, governor=governor):
        return "planned"
    material = trigger.pattern.row.type in _MATERIAL
    if material and _union(kinds_before[-_LASTING_REACH:]) & _LASTING:
        return "ongoing"
    lends = governor is not None and view.verbs[governor].kind in _LENDING
    present = tense == "present" or (lends and governor is not None and view.verbs[governor].form.tense == "present")
    if not present:
        return "happened"
    if any(word.kinds & _NOW for word in view.words[max(0, at - _NOW_REACH) : at + _NOW_REACH]):
        return "ongoing"
    if material and not headline and not _union(kinds_before[-_EARLIER_REACH:]) & _EARLIER:
        return "happened" if _union(kinds_before) & _WAS else "ongoing"
    return "happened"


def _union(found: Iterable[int]) -> int:
    """Return the kinds that any of some words are."""
    return reduce(or_, found, 0)


def _is_supposed(before: Sequence[int], tense: str | None) -> bool:
    """Whether a condition, a perhaps or a warning stands before; `before` are the kinds of the words of the clause."""
    if any(found & _CONDITIONAL and not found & (_PERHAPS | _THAT) for found in before):
        return True
    if tense == "present" and before and before[-1] & _PERHAPS:
        return True
    return _union(before[-_WARNING_REACH:]) & _WARNING != 0


def _is_negated(view: View, before: Sequence[int], governor: int | None) -> bool:
    """Whether what a trigger tells, or the verb it hangs on, is negated, failed or ruled out."""
    near = before[-1] if before else 0
    if _union(before[-_NEGATION_REACH:]) & _NEGATION or near & _WEAK_NEGATION:
        return True
    if _union(before[-_FAILING_REACH:]) & _FAILING or _intends_not(before):
        return True
    return bool(governor) and view.words[(governor or 0) - 1].kinds & (_NEGATION | _WEAK_NEGATION) != 0


def _intends_not(before: Sequence[int]) -> bool:
    """Whether what lies ahead is ruled out: does not intend to resign."""
    return any(found & _FUTURE and k and before[k - 1] & (_NEGATION | _WEAK_NEGATION) for k, found in enumerate(before))


def time_of(view: View, trigger: Trigger, triggers: Iterable[int], governor: int | None) -> str | None:
    """Return the value of the date or time that belongs to the trigger, or to a verb it depends on.

    A time belongs to the nearest verb or trigger before it in the sentence, else to the first one after it. What
    belongs to a verb that tells no event of its own (the ministry announced on Sunday that) goes to the next trigger.
    """
    if not view.times:
        return None
    tokens, events = view.tokens, frozenset(triggers)
    order = sorted(events | view.verbs.keys())
    for time in view.times:
        if time.type not in ("DATE", "TIME") or time.basis is None or not view.sentence.contains(time):
            continue
        before = [at for at in order if tokens[at].start < time.start]
        owner = before[-1] if before else order[0] if order else None
        if owner is not None and owner not in events and owner != governor:
            if view.verbs[owner].kind == "cue" and _opens_content(view, time, trigger.at):
                continue
            owner = next((at for at in order if at > owner and at in events), owner)
        if owner == trigger.at or (governor is not None and owner == governor):
            return time.value
    return None


def _opens_content(view: View, time: TimeExpression, at: int) -> bool:
    """Whether what is told begins between a time and a trigger: said on Sunday that."""
    return any(word.kinds & _CONTENT and view.tokens[k].start >= time.end for k, word in enumerate(view.words[:at]))


def _is_planned(
    view: View, trigger: Trigger, before: Sequence[WordForm], kinds_before: Sequence[int], *, governor: int | None
) -> bool:
    at = trigger.at
    if _union(kinds_before[-_FUTURE_REACH:]) & _FUTURE:
        return True
    if governor is not None and (_is_future(view, governor) or _promises(view, governor)):
        return True
    tense = trigger.verb.form.tense if trigger.verb else None
    if tense == "past":
        return False
    if tense == "present" and _is_future(view, at):
        return True
    if any(word.kinds & _FUTURE_ADJECTIVE for word in view.words[at : at + _ADJECTIVE_REACH]):
        return True
    if trigger.pattern.row.type in _SPOKEN:
        return False
    if trigger.noun is not None:
        suffers = governor is not None and view.verbs[governor].kind == "suffer"
        form = before[-1].form if before else ""
        owned = len(form) > _SHORT and form.endswith(_OWNED)
        told_of = suffers or owned or _union(kinds_before[-_TOLD_OF_REACH:]) & _NO_PURPOSE != 0
        return trigger.clitics.endswith(_PURPOSE) and not trigger.noun.definite and not told_of
    near = kinds_before[-_EARLIER_REACH:]
    return bool(near) and near[-1] & _THAT != 0 and not _union(near) & _EARLIER


def _promises(view: View, at: int) -> bool:
    """Whether what hangs on a verb is agreed, promised or threatened, so not done yet."""
    pattern = view.verbs[at].pattern
    return pattern is not None and pattern.row.type in _PROMISING


def _is_future(view: View, at: int) -> bool:
    """Whether the verb at a token carries the future's first letter."""
    form = view.verbs[at].form
    if form.tense != "present" or not form.form.startswith(_SOON):
        return False
    pattern = view.verbs[at].pattern
    return pattern is None or not fold(pattern.row.past).startswith(_SOON) or form.form[1:2] in _PERSONS


def _clause_before(view: View, at: int) -> Sequence[WordForm]:
    """Return the words before the trigger in its clause."""
    words, begin = view.words, at
    while begin > 0 and at - begin < _CLAUSE_REACH and not words[begin - 1].kinds & _BREAKS:
        begin -= 1
    return words[begin:at]
