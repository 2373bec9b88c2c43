"""Names that a table has whole.

What comes in is a view and the known names; what goes out are candidates. A name that is an ordinary word too counts
only where its surroundings speak for it; titles and the nouns that only say what something is stay outside.
"""

from __future__ import annotations

from musnad.lexicon.matcher import Match
from musnad.stages.mentions.knowledge import NAMED_KINDS, Flag, KnownName, NameKnowledge
from musnad.stages.mentions.view import Candidate, View

__all__ = ["find_known", "is_adjective"]

_TANWEEN = "\u064b"
_SHORT = 4
_SAFE_CLITICS = ("", "و", "ل", "ول")


def find_known(view: View, knowledge: NameKnowledge) -> list[Candidate]:
    """Return the known names of a text, the longest at each place."""
    found = []
    for match in knowledge.known.find(view.tokens, view.text):
        if is_adjective(view, match.first, match.last) or _is_chance(view, match) or view.is_dateline(match.first):
            continue
        sure = match.last - match.first > 1  # caution is about single words
        values = [value for value in match.values if sure or not value.caution or _is_supported(view, match, value)]
        if values and (candidate := _candidate(view, match, values, knowledge)):
            found.append(candidate)
    return found


def _candidate(
    view: View, match: Match[KnownName], values: list[KnownName], knowledge: NameKnowledge
) -> Candidate | None:
    kind = values[0].type
    known = tuple(value.key for value in values if value.type == kind)
    first, last = match.first, match.last
    if kind == "ORG" and view.has(first, Flag.MINISTRY) and view.has(first - 1, Flag.TITLE):
        return None
    if kind == "ORG" and _is_state(view, first, last):
        start, end = match.start, match.end
        return Candidate(first, last, start, end, "LOC", "nominal", 3, known[0])
    if kind == "LOC":
        first, last = _trim_place(view, first, last)
    elif kind == "ORG":
        first, last = _trim_organisation(view, match, known, knowledge)
    else:
        while last - first > 1 and view.has(first, Flag.TITLE) and view.has(first, Flag.DEFINITE):
            first += 1
    rank = 6 if last - first > 1 else 5 if kind != "PER" else 4
    start = match.start if first == match.first else view.start(first)
    return Candidate(first, last, start, view.tokens[last - 1].end, kind, "name", rank, known[0], known)


def _trim_place(view: View, first: int, last: int) -> tuple[int, int]:
    """Leave the noun for a kind of place outside (محافظة), take a nationality in (الولايات المتحدة الأمريكية)."""
    if last - first > 1 and view.has(first, Flag.PLACE_HEAD):
        first += 1
    if last - first > 1 and view.has(last, Flag.DEMONYM) and view.words[last].definite:
        last += 1
    return first, last


def _trim_organisation(
    view: View, match: Match[KnownName], known: tuple[str, ...], knowledge: NameKnowledge
) -> tuple[int, int]:
    """Leave the noun outside where the rest names the same: (حركة) طالبان، (وكالة) إنترفاكس (الروسية)."""
    first, last = match.first, match.last
    row = knowledge.heads.get(view.words[first].stem)
    if last - first < 2 or row is None or row.kind not in NAMED_KINDS or view.has(first, Flag.DEFINITE):
        return first, last
    rest = knowledge.known.at(view.tokens, first + 1, view.text)
    if rest is None or not any(value.key in known for value in rest.values):
        return first, last
    return first + 1, min(rest.last, last)


def _is_state(view: View, first: int, last: int) -> bool:
    """Whether the words are a state's government or forces (الحكومة الليبية)."""
    if not view.has(first, Flag.STATE_HEAD) or last - first < 2:
        return False
    return all(view.has(n, Flag.DEMONYM) for n in range(first + 1, last))


def is_adjective(view: View, first: int, last: int) -> bool:
    """Whether the word at `first` is a nationality rather than a place: العاصمة السعودية، 11 سوريا، روسياً."""
    word, end = view.words[first], view.tokens[first].end
    if last - first > 1 or not word.has(Flag.DEMONYM | Flag.GAZETTEER):
        return False
    if _TANWEEN in view.text[end - 2 : end]:
        return True
    if first == 0 or word.skip:
        return False
    before = view.words[first - 1]
    if not before.word:
        return word.stem.endswith("ا") and before.stem.isdigit() and len(before.stem) < 3
    if not word.has(Flag.DEMONYM) or (before.has(Flag.PLACE_CONTEXT) and not before.definite):
        return False
    if before.has(Flag.PLACE_PREPOSITION | Flag.VERB | Flag.STOP):
        return False
    return before.has(Flag.COMMON | Flag.HEAD | Flag.TITLE) and before.definite == word.definite


def _is_chance(view: View, match: Match[KnownName]) -> bool:
    """Whether a short name would stand after a letter that more likely belongs to the word (ب + راند)."""
    alone = match.last - match.first == 1 and view.words[match.first].skip == 0
    return alone and match.clitics not in _SAFE_CLITICS and view.tokens[match.first].end - match.start <= _SHORT


def _is_supported(view: View, match: Match[KnownName], value: KnownName) -> bool:
    """Whether the words around a cautious name speak for it."""
    before = match.first - 1
    if value.type == "PER":
        return view.has(before, Flag.TITLE | Flag.VERB) or view.has(match.last, Flag.THAT)
    if value.type == "ORG":
        return view.has(before, Flag.HEAD)
    word = view.words[match.first]
    if view.has(before, Flag.PLACE_CONTEXT):
        return True
    return word.has(Flag.PLACE) and view.has(before, Flag.PLACE_PREPOSITION)
