"""What surrounds an event: its status, its date, and the statement that tells it.

What comes in is a trigger in its sentence with the layers before; what goes out are the values for the event. Who
took part is for `musnad.stages.events.parties`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.arabic.orthography import fold
from musnad.model import EventStatus, Span, Statement, TimeExpression
from musnad.stages.events.phrases import View
from musnad.stages.events.triggers import Trigger
from musnad.stages.events.vocabulary import Vocabulary

__all__ = ["status_of", "telling_statement", "time_of"]

_NEGATION_REACH, _FUTURE_REACH, _LASTING_REACH, _ADJECTIVE_REACH, _CLAUSE_REACH = 2, 6, 2, 10, 12
_WARNING_REACH, _FAILING_REACH, _NOW_REACH = 4, 5, 8
_SHORT, _OWNED = 4, ("ه", "ها", "هم")  # a noun with a pronoun: its condemnation of the attack
_LENDING = frozenset({"light", "suffer"})
_SOON, _PURPOSE = "س", "ل"  # the letter of the future, and the preposition of purpose
_PERSONS = ("ي", "ت", "ا", "ن")  # first letters of the present
_BREAKS = frozenset(".:؛;!?؟…،,")
_MATERIAL = frozenset({"ASSAULT", "COERCE", "AID", "PROTEST", "MOBILIZE", "COOPERATE"})
_PROMISING = frozenset({"AGREE", "THREATEN"})
_SPOKEN = frozenset({"REJECT", "REQUEST", "SUPPORT", "ACCUSE"})


def telling_statement(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    """Return the innermost statement whose content holds the trigger."""
    holding = [s for s in statements if any(part.contains(trigger) for part in s.content)]
    return min(holding, key=lambda s: sum(p.end - p.start for p in s.content), default=None)


def status_of(
    view: View,
    trigger: Trigger,
    statement: Statement | None,
    words: Vocabulary,
    *,
    governor: int | None,
    headline: bool,
) -> EventStatus:
    """Return whether the event is told as happened, going on, planned, denied or supposed.

    `governor` is the verb a noun hangs on.
    """
    tokens, at, table = view.tokens, trigger.at, words.words
    before = _clause_before(view, at)
    tense = trigger.verb.form.tense if trigger.verb else None
    near = before[-1:] or [""]
    if any(f in table["conditional"] for f in before if f not in table["perhaps"] and f not in table["that"]):
        return "hypothetical"
    if tense == "present" and near[0] in table["perhaps"]:
        return "hypothetical"
    if any(f in table["warning"] for f in before[-_WARNING_REACH:]):
        return "hypothetical"
    negated = any(f in table["negation"] for f in before[-_NEGATION_REACH:]) or near[0] in table["weak_negation"]
    negated = negated or any(f in table["failing"] for f in before[-_FAILING_REACH:]) or _intends_not(before, words)
    if governor is not None and governor > 0:
        refused = tokens[governor - 1].form
        negated = negated or refused in table["negation"] or refused in table["weak_negation"]
    negated = negated and not trigger.pattern.is_negated
    if negated or (statement is not None and statement.stance == "deny"):
        return "denied"
    if _is_planned(view, trigger, before, words, governor=governor):
        return "planned"
    if any(f in table["lasting"] for f in before[-_LASTING_REACH:]) and trigger.pattern.row.type in _MATERIAL:
        return "ongoing"
    lends = governor is not None and view.verbs[governor].kind in _LENDING
    present = tense == "present" or (lends and governor is not None and view.verbs[governor].form.tense == "present")
    if present and any(t.form in table["now"] for t in tokens[max(0, at - _NOW_REACH) : at + _NOW_REACH]):
        return "ongoing"
    if (
        present
        and not headline
        and trigger.pattern.row.type in _MATERIAL
        and not any(f in table["earlier"] for f in before[-2:])
    ):
        return "happened" if any(f in table["was"] for f in before) else "ongoing"
    return "happened"


def _intends_not(before: Sequence[str], words: Vocabulary) -> bool:
    """Whether what lies ahead is ruled out: does not intend to resign."""
    table = words.words
    return any(
        form in table["future"] and (before[k - 1] in table["negation"] or before[k - 1] in table["weak_negation"])
        for k, form in enumerate(before)
        if k
    )


def time_of(
    view: View,
    trigger: Trigger,
    times: Sequence[TimeExpression],
    triggers: Iterable[int],
    governor: int | None,
    words: Vocabulary,
) -> str | None:
    """Return the value of the date or time that belongs to the trigger, or to a verb it depends on.

    A time belongs to the nearest verb or trigger before it in the sentence, else to the first one after it. What
    belongs to a verb that tells no event of its own (the ministry announced on Sunday that) goes to the next trigger.
    """
    tokens, events = view.tokens, frozenset(triggers)
    order = sorted(events | view.verbs.keys())
    for time in times:
        if time.type not in ("DATE", "TIME") or time.basis is None or not view.sentence.contains(time):
            continue
        before = [at for at in order if tokens[at].start < time.start]
        owner = before[-1] if before else order[0] if order else None
        if owner is not None and owner not in events and owner != governor:
            if view.verbs[owner].kind == "cue" and _opens_content(view, time, trigger.at, words):
                continue
            owner = next((at for at in order if at > owner and at in events), owner)
        if owner == trigger.at or (governor is not None and owner == governor):
            return time.value
    return None


def _opens_content(view: View, time: TimeExpression, at: int, words: Vocabulary) -> bool:
    """Whether what is told begins between a time and a trigger: said on Sunday that."""
    return any(
        t.start >= time.end
        and (t.form in words.words["complementizer"] or t.form in words.words["self_complementizer"])
        for t in view.tokens[:at]
    )


def _is_planned(view: View, trigger: Trigger, before: list[str], words: Vocabulary, *, governor: int | None) -> bool:
    tokens, at, table = view.tokens, trigger.at, words.words
    if any(f in table["future"] for f in before[-_FUTURE_REACH:]):
        return True
    if governor is not None and (_is_future(view, governor, words) or _promises(view, governor)):
        return True
    tense = trigger.verb.form.tense if trigger.verb else None
    if tense == "past":
        return False
    if tense == "present" and _is_future(view, at, words):
        return True
    if any(t.form in table["future_adjective"] for t in tokens[at : at + _ADJECTIVE_REACH]):
        return True
    row = trigger.pattern.row
    if row.type in _SPOKEN:
        return False
    if trigger.noun is not None:
        suffers = governor is not None and view.verbs[governor].kind == "suffer"
        owned = before[-1:] != [] and len(before[-1]) > _SHORT and before[-1].endswith(_OWNED)
        return trigger.clitics.endswith(_PURPOSE) and not trigger.noun.definite and not suffers and not owned
    return before[-1:] != [] and before[-1] in table["that"] and not any(f in table["earlier"] for f in before[-2:])


def _promises(view: View, at: int) -> bool:
    """Whether what hangs on a verb is agreed, promised or threatened, so not done yet."""
    pattern = view.verbs[at].pattern
    return pattern is not None and pattern.row.type in _PROMISING


def _is_future(view: View, at: int, words: Vocabulary) -> bool:
    """Whether the verb at a token carries the future's first letter."""
    form = view.verbs[at].form
    if form.tense != "present" or not form.form.startswith(_SOON):
        return False
    pattern = view.verbs[at].pattern
    return pattern is None or not fold(pattern.row.past).startswith(_SOON) or form.form[1:2] in _PERSONS


def _clause_before(view: View, at: int) -> list[str]:
    """Return the words before the trigger in its clause."""
    begin = at
    while begin > 0 and at - begin < _CLAUSE_REACH and view.tokens[begin - 1].form not in _BREAKS:
        begin -= 1
    return [t.form for t in view.tokens[begin:at]]
