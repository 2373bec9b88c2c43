"""Role phrases and the entities they stand for.

What comes in are drafts of named entities and nominal mentions; what goes out are the same drafts with more mentions
and with roles. A phrase that nothing in the text ties to somebody stays unlinked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from musnad.lexicon.matcher import bare_words
from musnad.model import Mention
from musnad.stages.entities.draft import Draft
from musnad.stages.entities.fitting import Fitting, RoleWords

__all__ = ["link_roles", "roles_beside"]

_GAP_MARKS = frozenset(' \t\u00a0،,"“”«»#(')
_LONGEST_GAP = 4
_REBEL = "REB"  # the sector of armed opposition


def link_roles(
    text: str,
    drafts: list[Draft],
    nominals: Iterable[Mention],
    texts: Mapping[Mention, str],
    words: RoleWords,
    beside: Mapping[Mention, Mention],
) -> list[Mention]:
    """Link each nominal mention to a draft where the text says whose role it is; return those left over.

    `beside` is what `roles_beside` found.
    """
    waiting = sorted(nominals)
    waiting = _link_beside(drafts, waiting, texts, beside)
    _note_heads(text, drafts, words)
    fitting = Fitting(drafts, words)
    for later in (False, True):
        waiting = [m for m in waiting if not _link_back(m, texts[m], fitting, later=later)]
    armed = [d for d in drafts if d.type == "ORG" and _REBEL in d.sectors]
    waiting = [m for m in waiting if not _link_rebels(m, armed, texts[m], words)]
    states = _States(drafts, texts)
    return [m for m in waiting if not _link_organ(m, states, texts[m], words)]


def _link_rebels(nominal: Mention, armed: Sequence[Draft], text: str, words: RoleWords) -> bool:
    """Link the rebels to the only armed opposition that the article names."""
    phrase = bare_words(text)
    if len(armed) != 1 or len(phrase) != 1 or phrase[0] not in words.rebels:
        return False
    armed[0].join(nominal)
    return True


class _States:
    """The states of an article, and where it calls them by a word for what acts for them (الحكومة الليبية).

    Of the places where a state is called so, the one noted last counts among those before a phrase. `ends` has them
    as noted, but for each one that a later one with no greater end hides.
    """

    def __init__(self, drafts: Iterable[Draft], texts: Mapping[Mention, str]) -> None:
        self.drafts = [
            d for d in drafts if d.type == "LOC" and (d.row or "").startswith("places:") and "." not in (d.row or "")
        ]
        self._ends: dict[str, dict[int, list[int]]] = {}
        for place, draft in enumerate(self.drafts):
            for mention in draft.mentions:
                if mention.form == "nominal":
                    self._note(place, bare_words(texts[mention])[0], mention.end)

    def called(self, word: str, before: int) -> int | None:
        """Return the place of the state called so last."""
        found = {}
        for place, ends in sorted(self._ends.get(word, {}).items()):
            if at := bisect_right(ends, before):
                found[self.drafts[place].order] = (ends[at - 1], place)
        return max(found.values(), key=lambda pair: pair[0])[1] if found else None

    def link(self, place: int, nominal: Mention, word: str) -> None:
        """Link a phrase to a state."""
        self.drafts[place].join(nominal)
        self._note(place, word, nominal.end)

    def _note(self, place: int, word: str, end: int) -> None:
        ends = self._ends.setdefault(word, {}).setdefault(place, [])
        while ends and ends[-1] >= end:
            ends.pop()
        ends.append(end)


def _link_organ(nominal: Mention, states: _States, text: str, words: RoleWords) -> bool:
    """Link the government or the authorities without nationality to the state: called so before, or the only one."""
    phrase = bare_words(text)
    if nominal.type != "ORG" or len(phrase) != 1 or phrase[0] not in words.state_heads:
        return False
    place = states.called(phrase[0], nominal.start)
    if place is None and len(states.drafts) == 1 and phrase[0] in words.organs:
        place = 0
    if place is None:
        return False
    states.link(place, nominal, phrase[0])
    return True


def roles_beside(text: str, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """Return, for each role phrase of a person, the name right after it, else the one right before it and a comma."""
    people = [m for m in mentions if m.type == "PER" and m.form == "name"]
    starts, ends = {m.start: m for m in people}, {m.end: m for m in people}
    roles = (m for m in mentions if m.type == "PER" and m.form == "nominal")
    found = ((role, _name_after(text, role, starts) or _name_before(text, role, ends)) for role in roles)
    return {role: name for role, name in found if name is not None}


def _link_beside(
    drafts: list[Draft], nominals: list[Mention], texts: Mapping[Mention, str], beside: Mapping[Mention, Mention]
) -> list[Mention]:
    """Link a role phrase to the name beside it."""
    holders = {mention: draft for draft in drafts for mention in draft.mentions}
    rest = []
    for nominal in nominals:
        holder = holders.get(beside[nominal]) if nominal in beside else None
        if holder is None:
            rest.append(nominal)
        else:
            holder.add(nominal, texts[nominal])
            holder.add_role(texts[nominal])
    return rest


def _name_after(text: str, nominal: Mention, starts: Mapping[int, Mention]) -> Mention | None:
    for at in range(nominal.end, min(nominal.end + _LONGEST_GAP, len(text))):
        if at in starts:
            return starts[at]
        if text[at] not in _GAP_MARKS:
            return None
    return None


def _name_before(text: str, nominal: Mention, ends: Mapping[int, Mention]) -> Mention | None:
    for at in range(nominal.start, max(nominal.start - _LONGEST_GAP, 0), -1):
        if at in ends:
            return ends[at]
        if text[at - 1] not in _GAP_MARKS:
            return None
    return None


def _note_heads(text: str, drafts: list[Draft], words: RoleWords) -> None:
    """Note which noun opens or precedes each organisation's name (صحيفة)."""
    for draft in drafts:
        if draft.type != "ORG":
            continue
        for mention in draft.mentions:
            before = bare_words(text[max(0, mention.start - 20) : mention.start])
            inside = bare_words(text[mention.start : mention.end])
            head = _head_of(before[-1:], words) or _head_of(inside[:1], words)
            if head:
                draft.head = head
                break


def _head_of(phrase: tuple[str, ...], words: RoleWords) -> str | None:
    for word in phrase:
        for skip in (0, 1, 2):
            if head := words.heads.get(word[skip:]):
                return head
    return None


def _link_back(nominal: Mention, text: str, fitting: Fitting, *, later: bool) -> bool:
    phrase = bare_words(text)
    if later and len(phrase) < 2 and nominal.type != "LOC":
        return False
    best = max(fitting.of(nominal.type, phrase), key=lambda d: d.last_end(nominal.start), default=None)
    if best is None or (not later and best.last_end(nominal.start) < 0):
        return False
    best.add(nominal, text)
    return True
