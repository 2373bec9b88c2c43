"""Names of organisations by the noun that opens them, and phrases that stand for one (الصحيفة, the paper).

What comes in is a view; what goes out are candidates for names and for nominal mentions.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.lexicon.names import OrganisationHeadRow
from musnad.stages.mentions.knowledge import NAMED_KINDS, Flag, NameKnowledge
from musnad.stages.mentions.roles import noun_phrase_end
from musnad.stages.mentions.view import Candidate, View

__all__ = ["find_acronyms", "find_organisations", "find_repeated"]

_ACRONYM = "mentions:acronym"
_LONGEST = 8
_LONGEST_ACRONYM = 6
_FRONT = "front"  # more often a line of battle than a group
_STATE_KINDS = frozenset({"government", "force", "justice", "diplomacy"})
_WHOLE_KINDS = frozenset({"health", "education"})


def find_repeated(view: View, names: Iterable[Candidate]) -> list[Candidate]:
    """Return where the name of an organisation or place, found once by what stands before it, stands again alone."""
    wanted: dict[str, dict[tuple[str, ...], Candidate]] = {}
    for name in names:
        stems = tuple(word.stem for word in view.words[name.first : name.last])
        opening = view.words[name.first]
        if (
            name.known
            or name.type == "PER"
            or name.origin == _ACRONYM
            or (len(stems) == 1 and opening.has(Flag.ORDINARY))
        ):
            continue
        wanted.setdefault(stems[0], {}).setdefault(stems, name)
    found: list[Candidate] = []
    if not wanted:
        return found
    for at in [at for at, word in enumerate(view.words) if word.stem in wanted]:
        for stems, name in wanted[view.words[at].stem].items():
            if all(view.form(at + n) == stem for n, stem in enumerate(stems) if n) and name.first != at:
                again = view.candidate(at, at + len(stems), name.type, rank=2, origin="mentions:repeated")
                found.append(again)
    return found


def find_acronyms(view: View) -> list[Candidate]:
    """Return Latin acronyms (CIA), unless they stand for the outlet in a dateline: (CNN) --."""
    found = []
    for at in [at for at, word in enumerate(view.words) if word.key.upper]:
        letters = view.text[view.start(at) : view.tokens[at].end]
        if not 2 <= len(letters) <= _LONGEST_ACRONYM or view.is_dateline(at):
            continue
        if letters.isascii() and letters.isupper() and view.form(at + 1) not in ("/", "."):
            found.append(view.candidate(at, at + 1, "ORG", rank=3, origin=_ACRONYM))
    return found


def find_organisations(view: View, knowledge: NameKnowledge) -> list[Candidate]:
    """Return names and phrases for organisations, in text order."""
    found: list[Candidate] = []
    for at in view.among(Flag.MINISTRY | Flag.REBEL | Flag.HEAD):
        word = view.words[at]
        if _is_ministry(view, at):
            found.append(view.candidate(at, at + 2, "ORG", rank=4, origin="mentions:ministry"))
        if word.has(Flag.REBEL) and word.definite and not view.has(at + 1, Flag.DEMONYM):
            found.append(view.candidate(at, at + 1, "ORG", rank=2, origin="mentions:rebels", form="nominal"))
        if not word.has(Flag.HEAD) or word.has(Flag.GAZETTEER):
            continue
        row = knowledge.heads[word.stem]
        found += _definite(view, at, row) if word.has(Flag.DEFINITE) else _indefinite(view, at, row)
    return found


def _is_ministry(view: View, at: int) -> bool:
    """الخارجية الروسية: the field and a feminine nationality, outside a longer phrase."""
    if not view.has(at, Flag.MINISTRY) or not view.words[at].definite or not view.has(at + 1, Flag.DEMONYM):
        return False
    nation = view.words[at + 1]
    return nation.stem.endswith("ة") and nation.definite and not view.has(at - 1, Flag.HEAD | Flag.TITLE)


def _definite(view: View, at: int, row: OrganisationHeadRow) -> list[Candidate]:
    """الجيش الليبي is a name, الجيش may stand for one, الحكومة الليبية stands for the state."""
    end = at + 1
    while end < len(view) and end - at < _LONGEST and view.words[end].adjective and not view.has(end, Flag.STOP):
        end += 1
    key = f"organisation_heads:{row.key}"
    national = any(view.has(n, Flag.DEMONYM) for n in range(at + 1, end))
    if national and view.has(at, Flag.STATE_HEAD):
        return [view.candidate(at, end, "LOC", rank=3, origin=key, form="nominal")]
    telling = any(view.has(n, Flag.NAMING) for n in range(at + 1, end)) and row.kind not in ("media", "education")
    if telling or (national and row.kind != "media" and not view.has(at, Flag.WEAK_HEAD)):
        return [view.candidate(at, _purpose_end(view, end), "ORG", rank=3, origin=key)]
    while view.has(end, Flag.DESCRIBING) and view.words[end].definite and not view.words[end].skip:
        end += 1
    return [view.candidate(at, end, "ORG", rank=3, origin=key, form="nominal")]


def _indefinite(view: View, at: int, row: OrganisationHeadRow) -> list[Candidate]:
    key = f"organisation_heads:{row.key}"
    if view.words[at].definite:
        return []
    if quoted := view.quotation(at + 1):
        return [view.candidate(*quoted, "ORG", rank=7, origin=key)] if row.kind in NAMED_KINDS else []
    first = view.past_marks(at + 1)
    end = _proper_end(view, first)
    if view.has(at, Flag.WHOLE_HEAD) and (end > first or view.has(first, Flag.DEMONYM)):
        return [view.candidate(at, max(end, first + 1), "ORG", rank=4, origin=key)]
    if end > first and row.kind in NAMED_KINDS and row.key != _FRONT:
        return [view.candidate(first, end, "ORG", rank=4, origin=key)]
    if end > at + 1 and row.kind in _WHOLE_KINDS and not view.has(at, Flag.WEAK_HEAD):
        return [view.candidate(at, end, "ORG", rank=4, origin=key)]
    end = noun_phrase_end(view, at + 1, min(at + _LONGEST, len(view)))
    if end == at + 1:
        return []
    if view.has(at, Flag.STATE_HEAD) and all(view.has(n, Flag.DEMONYM | Flag.GAZETTEER) for n in range(at + 1, end)):
        return [view.candidate(at, end, "LOC", rank=3, origin=key, form="nominal")]
    if _holds_name(view, at + 1):
        return []
    national = any(view.has(n, Flag.DEMONYM) for n in range(at + 1, end))
    if view.has(at, Flag.WEAK_HEAD) and not national:
        return []
    if view.has(at + 1, Flag.GAZETTEER) and row.kind in _STATE_KINDS:
        return []
    if row.kind == "party":
        return [view.candidate(at + 1, end, "ORG", rank=4, origin=key)]
    end = _purpose_end(view, end)
    return [view.candidate(at, end, "ORG", rank=3, origin=key)]


def _holds_name(view: View, at: int) -> bool:
    """Whether another head opens a name of its own right here: (لجنة) مجلس الشيوخ، (ائتلاف) الجبهة الوطنية."""
    if not view.has(at, Flag.HEAD):
        return False
    return not view.has(at, Flag.DEFINITE) or (view.has(at - 1, Flag.WEAK_HEAD) and view.has(at + 1, Flag.NAMING))


def _purpose_end(view: View, at: int) -> int:
    """Take in لحقوق الإنسان، للصليب الأحمر after a name."""
    if at >= len(view):
        return at
    word = view.words[at]
    with_li = word.skip and view.form(at)[word.skip - 1 : word.skip + 1].startswith("ل")
    if not with_li or not word.has(Flag.PURPOSE):
        return at
    return noun_phrase_end(view, at + 1, min(at + _LONGEST, len(view)))


def _proper_end(view: View, first: int) -> int:
    """Return the end of a row of words from `first` that no table knows as ordinary."""
    at = first
    while at < len(view) and at - first < 4:
        word = view.words[at]
        if not word.word or word.skip or not view.same_line(first - 1, at):
            break
        if not (word.unknown or word.has(Flag.NAME | Flag.PLACE)) or word.has(Flag.ORDINARY):
            break
        at += 1
    return at
