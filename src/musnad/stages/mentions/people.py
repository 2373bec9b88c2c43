"""Names of people that no table has whole: by the title before, by given names, by the verb of telling before.

What comes in is a view and its role phrases; what goes out are candidates, and on a second pass the short forms of
names that the text has in full.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.stages.mentions.knowledge import Flag
from musnad.stages.mentions.roles import RolePhrase
from musnad.stages.mentions.view import Candidate, View
from musnad.stages.mentions.words import Word

__all__ = ["find_people", "find_short_names", "name_end"]

_MOST_WORDS = 6
_LONG_WORD = 6
_AND = "و"
_CLITICS = frozenset("وفبلك")
_OPENING = Flag.NAME | Flag.PARTICLE  # what a listed word needs to open a name


def find_people(view: View, roles: Iterable[RolePhrase]) -> list[Candidate]:
    """Return the names that stand on their own evidence."""
    expected = {role.name: role for role in roles}
    found: list[Candidate] = []
    past = 0
    for at in [at for at, word in enumerate(view.words) if word.unknown or (word.flags & _OPENING and word.word)]:
        if at < past:
            continue
        role = expected.get(at)
        end = name_end(view, at, titled=role is not None)
        origin = _evidence(view, at, end, role) if end > at else None
        if origin:
            rank = 6 if origin == "title" else 5
            found.append(view.candidate(at, end, "PER", rank=rank, origin=f"mentions:{origin}"))
            past = end
    return found


def name_end(view: View, first: int, *, titled: bool = False) -> int:
    """Return the end of the longest row of words from `first` that may be a person's name."""
    at = first
    while at < len(view) and at - first < _MOST_WORDS:
        step = _next_part(view, first, at, titled)
        if step == at:
            break
        at = step
    while at > first and view.words[at - 1].has(Flag.PARTICLE | Flag.INNER) and not view.words[at - 1].has(Flag.NAME):
        at -= 1
    return at


def _next_part(view: View, first: int, at: int, titled: bool) -> int:
    """Return the index after the part of a name at `at`, or `at` where no part stands."""
    word = view.words[at]
    if not word.word:
        return _past_joiner(view, first, at)
    if at > first and (word.skip or not view.same_line(at - 1, at)):
        return at
    if word.has(Flag.PARTICLE | (Flag.INNER if at > first else 0)) and at + 1 < len(view):
        after = view.words[at + 1]
        joined = after.word and not after.skip and not after.has(Flag.STOP | Flag.LINK | Flag.THAT)
        return at + 2 if joined and not _is_plain(after, at > first) else at
    if at > first and (word.has(Flag.TAIL) or (titled and word.has(Flag.ORDINAL))):
        return at + 1
    if word.has(Flag.STOP | Flag.THAT | Flag.LINK | Flag.PLACE_PREPOSITION | Flag.PLACE_CONTEXT):
        return at
    if at > first and word.has(Flag.COMMON) and not word.has(Flag.PERSON):
        return at
    if word.has(Flag.NAME):
        usual = not word.has(Flag.DEMONYM | Flag.TITLE | Flag.HEAD) or (at == first + 1 and word.definite)
        return at + 1 if usual or (word.has(Flag.GIVEN) and (titled or at > first) and not word.definite) else at
    if word.unknown:
        return at if at > first and word.stem[0] == _AND and len(word.stem) >= _LONG_WORD else at + 1
    if at == first + 1 and _surname_after_given(view, first, word):
        return at + 1
    return at


def _is_plain(word: Word, inside: bool) -> bool:
    return word.has(Flag.VERB) or (not inside and word.has(Flag.COMMON) and not word.definite)


def _past_joiner(view: View, first: int, at: int) -> int:
    """Step over a hyphen between two parts, or a hash sign before the next (جان-ماري، دونالد #ترمب)."""
    if at == first or at + 1 >= len(view) or view.form(at) not in ("-", "#"):
        return at
    after, mark = view.words[at + 1], view.tokens[at]
    glued = view.start(at + 1) == mark.end and (mark.form == "#" or mark.start == view.tokens[at - 1].end)
    return at + 2 if glued and (after.has(Flag.NAME) or after.unknown) else at


def _surname_after_given(view: View, first: int, word: Word) -> bool:
    given = view.words[first]
    if not given.has(Flag.GIVEN | Flag.PERSON) or given.has(Flag.CAUTION):
        return False
    if word.has(Flag.DEMONYM):
        return word.definite and word.has(Flag.NAME)
    return word.has(Flag.PLACE) and not word.has(Flag.GAZETTEER)


def _evidence(view: View, first: int, last: int, role: RolePhrase | None) -> str | None:
    words = [word for word in view.words[first:last] if word.word]
    opening = words[0]
    if role is not None and not opening.skip and _fits_role(view, first, words, role):
        return "title"
    if view.has(first - 1, Flag.PLACE_HEAD):
        return None
    named = [word for word in words if word.has(Flag.NAME | Flag.PARTICLE)]
    sure = [w for w in words if w.has(Flag.PERSON | Flag.GIVEN | Flag.PARTICLE) and not w.has(Flag.COMMON)]
    if opening.has(Flag.COMMON | Flag.CAUTION) and not any(word.has(Flag.NAME) for word in words[1:]):
        sure = []
    if len(words) >= 2 and opening.has(Flag.NAME | Flag.PARTICLE) and sure:
        return "given"
    if len(words) >= 2 and sure and len(named) * 2 >= len(words):
        return "surname"
    if view.has(first - 1, Flag.VERB) and not opening.skip:
        if len(words) >= 2 and not opening.has(Flag.PLACE):
            return "teller"
        if not opening.definite and (view.has(last, Flag.THAT) or view.form(last) == ":"):
            return "teller"
    return "surname_alone" if len(words) == 1 and _stands_alone(view, first) else None


def _fits_role(view: View, first: int, words: list[Word], role: RolePhrase) -> bool:
    """Whether what follows a role phrase is a name: one word right after a definite one, else two."""
    if len(words) >= 2 and not words[0].has(Flag.COMMON):
        return role.specific or any(word.has(Flag.NAME) for word in words)
    if words[0].has(Flag.COMMON | Flag.CAUTION):
        return False
    near = role.specific and (role.last == first or view.form(first - 1) == "#")
    return near or (words[0].has(Flag.PERSON | Flag.GIVEN) and role.specific)


def _stands_alone(view: View, at: int) -> bool:
    """A surname that news give without a first name: never an ordinary word, a given name or a part of one."""
    word = view.words[at]
    other = Flag.ORDINARY | Flag.CAUTION | Flag.PLACE | Flag.GIVEN | Flag.TAIL | Flag.ADJECTIVE
    if not word.has(Flag.PERSON) or word.has(other) or len(word.stem) < 4:
        return False
    if word.skip and (word.definite or view.form(at)[: word.skip] not in ("و", "ل")):
        return False
    if word.definite and not _tells(view, at):
        return False
    return not view.has(at - 1, Flag.PLACE_CONTEXT | Flag.HEAD)


def find_short_names(view: View, full: Iterable[Candidate]) -> list[Candidate]:
    """Return where the last part of a full name, with its particle, stands alone."""
    endings: dict[str, tuple[str, ...]] = {}
    for name in full:
        parts = [word for word in view.words[name.first : name.last] if word.word]
        if len(parts) < 2:
            if parts[0].has(Flag.COMMON):
                continue
            endings.setdefault(parts[0].stem, ())
            continue
        surname, before = parts[-1], parts[-2]
        if before.has(Flag.PARTICLE | Flag.INNER):
            endings.setdefault(before.stem, (surname.stem,))
        elif len(surname.stem) > 2:
            endings.setdefault(surname.stem, ())
    if not endings:
        return []
    places = [at for at, w in enumerate(view.words) if w.stem in endings or (w.word and not w.flags)]
    return [found for at in places if (found := _short_name_at(view, at, endings))]


def _short_name_at(view: View, at: int, endings: dict[str, tuple[str, ...]]) -> Candidate | None:
    word = view.words[at]
    if not word.word:
        return None
    rest = endings.get(word.stem)
    if rest is None:
        return _clitic_short_name(view, at, endings)
    if any(view.form(at + 1 + n) != form for n, form in enumerate(rest)):
        return None
    if word.has(Flag.COMMON | Flag.STOP) and not rest and not _tells(view, at):
        return None
    return view.candidate(at, at + 1 + len(rest), "PER", rank=3, origin="mentions:short_name")


def _clitic_short_name(view: View, at: int, endings: dict[str, tuple[str, ...]]) -> Candidate | None:
    """A word that no table has, with a clitic before a name of this text."""
    word = view.words[at]
    if word.skip or word.flags or word.stem[:1] not in _CLITICS:
        return None
    for letters in (1, 2):
        stem = word.stem[letters:]
        if endings.get(stem) == () and len(stem) > 2:
            found = view.candidate(at, at + 1, "PER", rank=3, origin="mentions:short_name")
            return found._replace(start=view.tokens[at].start + letters)
    return None


def _tells(view: View, at: int) -> bool:
    return view.has(at - 1, Flag.VERB | Flag.TITLE) or view.has(at + 1, Flag.THAT) or view.form(at + 1) == ":"
