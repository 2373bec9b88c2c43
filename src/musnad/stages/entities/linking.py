"""Role phrases and the entities they stand for.

What comes in are drafts of named entities and nominal mentions; what goes out are the same drafts with more mentions
and with roles. A phrase that nothing in the text ties to somebody stays unlinked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from musnad.lexicon.matcher import bare_words
from musnad.model import Mention
from musnad.stages.entities.draft import Draft

__all__ = ["RoleWords", "link_roles", "roles_beside"]

_GAP_MARKS = frozenset(' \t\u00a0،,"“”«»#(')
_LONGEST_GAP = 4
_REBEL = "REB"  # the sector of armed opposition


class RoleWords(NamedTuple):
    """Look-ups that linking needs: places by nationality (without article), heads of organisations by word.

    `state_heads` are what may act for a state, `organs` those that mean the only state of the article by themselves,
    `describing` adjectives that do not tell one group from another, `rebels` words for armed opposition.
    """

    demonyms: Mapping[str, str]
    heads: Mapping[str, str]
    state_heads: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    describing: frozenset[str] = frozenset()
    rebels: frozenset[str] = frozenset()


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
    for later in (False, True):
        waiting = [m for m in waiting if not _link_back(m, drafts, texts, words, later=later)]
    waiting = [m for m in waiting if not _link_rebels(m, drafts, texts, words)]
    return [m for m in waiting if not _link_organ(m, drafts, texts, words)]


def _link_rebels(nominal: Mention, drafts: list[Draft], texts: Mapping[Mention, str], words: RoleWords) -> bool:
    """Link the rebels to the only armed opposition that the article names."""
    phrase = bare_words(texts[nominal])
    if len(phrase) != 1 or phrase[0] not in words.rebels:
        return False
    armed = [d for d in drafts if d.type == "ORG" and _REBEL in d.sectors]
    if len(armed) != 1:
        return False
    armed[0].mentions.append(nominal)
    return True


def _link_organ(nominal: Mention, drafts: list[Draft], texts: Mapping[Mention, str], words: RoleWords) -> bool:
    """Link the government or the authorities without nationality to the state: called so before, or the only one."""
    phrase = bare_words(texts[nominal])
    if nominal.type != "ORG" or len(phrase) != 1 or phrase[0] not in words.state_heads:
        return False
    states = [d for d in drafts if d.type == "LOC" and (d.row or "").startswith("places:") and "." not in (d.row or "")]
    called = {
        d.order: (m.end, d)
        for d in states
        for m in d.mentions
        if m.form == "nominal" and m.end <= nominal.start and bare_words(texts[m])[0] == phrase[0]
    }
    if called:
        draft = max(called.values(), key=lambda pair: pair[0])[1]
    elif len(states) == 1 and phrase[0] in words.organs:
        draft = states[0]
    else:
        return False
    draft.mentions.append(nominal)
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


def _link_back(
    nominal: Mention, drafts: list[Draft], texts: Mapping[Mention, str], words: RoleWords, *, later: bool
) -> bool:
    phrase = bare_words(texts[nominal])
    if later and len(phrase) < 2 and nominal.type != "LOC":
        return False
    fitting = _fitting(nominal, phrase, drafts, words)
    best = max(fitting, key=lambda d: _last_before(d, nominal), default=None)
    if best is None or (not later and _last_before(best, nominal) < 0):
        return False
    best.add(nominal, texts[nominal])
    return True


def _last_before(draft: Draft, nominal: Mention) -> int:
    return max([m.end for m in draft.mentions if m.end <= nominal.start], default=-1)


def _fitting(nominal: Mention, phrase: tuple[str, ...], drafts: list[Draft], words: RoleWords) -> list[Draft]:
    """Return the drafts that a phrase may stand for by its words."""
    nations = {words.demonyms[w] for w in phrase if w in words.demonyms}
    same = [draft for draft in drafts if draft.type == nominal.type]
    if nominal.type == "LOC":
        rows, ends = {f"places:{nation}" for nation in nations}, _ends(phrase)
        return [d for d in same if d.row in rows or not ends.isdisjoint(map(_joined, d.names))]
    if nominal.type == "PER":
        return [d for d in same if any(_same_role(phrase, bare_words(role), words) for role in d.roles)]
    head = words.heads.get(phrase[0]) if phrase else None
    if head is None or any(w not in words.demonyms and w not in words.describing for w in phrase[1:]):
        return []
    return [d for d in same if d.head == head and _may_be_of(nations, d, words)]


def _may_be_of(nations: set[str], draft: Draft, words: RoleWords) -> bool:
    """Whether an organisation's names speak of one of these nations, or of none."""
    own = {words.demonyms[w] for name in draft.names for w in bare_words(name) if w in words.demonyms}
    return not nations or not own or bool(nations & own)


def _joined(name: str) -> str:
    return " ".join(bare_words(name))


def _ends(phrase: tuple[str, ...]) -> frozenset[str]:
    """Return the ends of a phrase, one word long and more."""
    return frozenset(" ".join(phrase[n:]) for n in range(1, len(phrase)))


def _same_role(phrase: tuple[str, ...], role: tuple[str, ...], words: RoleWords) -> bool:
    """Whether one role phrase says less than the other and nothing else, nationality aside."""
    if not phrase or not role or phrase[0] != role[0]:
        return False
    nations = [{words.demonyms[w] for w in p if w in words.demonyms} for p in (phrase, role)]
    if nations[0] and nations[1] and not nations[0] & nations[1]:
        return False
    bare = [{w for w in p if w not in words.demonyms} for p in (phrase, role)]
    return bare[0] <= bare[1] or (len(bare[1]) > 1 and bare[1] <= bare[0])
