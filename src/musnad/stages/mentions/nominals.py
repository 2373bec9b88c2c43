"""Role phrases as mentions: which of them may stand for somebody, and how far they reach over the names after them.

What comes in is a view with role phrases and the names found; what goes out are candidates. A role over a named body
holds its name (الأمين العام لحركة النهضة), and a bare title before a person's name is that person's (محامي رمضان,
Ramadan's lawyer), while a definite one is held by the person (الوزير رمضان).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from musnad.stages.mentions.knowledge import Flag
from musnad.stages.mentions.roles import RolePhrase
from musnad.stages.mentions.view import Candidate, View

__all__ = ["find_nominals"]

_ORIGIN = "mentions:role"
_LI = "ل"
_MOST_NAMES = 2


def find_nominals(
    view: View, roles: Iterable[RolePhrase], phrases: Iterable[Candidate], names: Iterable[Candidate]
) -> list[Candidate]:
    """Return the role phrases that are definite, reach over a name or stand before one, and the other phrases.

    None is a name, lies inside one, or has the same words as another.
    """
    by_first = {name.first: name for name in names}
    found = list(phrases)
    for role in roles:
        last = _reach(view, role, by_first)
        holder = by_first.get(role.name)
        if role.specific or last > role.last or (holder is not None and holder.type == "PER"):
            found.append(view.candidate(role.first, last, "PER", rank=3, origin=_ORIGIN, form="nominal"))
    return _without_names(found, by_first.values())


def _reach(view: View, role: RolePhrase, names: Mapping[int, Candidate]) -> int:
    """Return the end of a role phrase together with the names of what it is over."""
    last = role.last
    for _ in range(_MOST_NAMES):
        name = _governed(view, role, last, names)
        if name is None:
            break
        last = _past_quotation(view, name.last)
    return last


def _governed(view: View, role: RolePhrase, at: int, names: Mapping[int, Candidate]) -> Candidate | None:
    """Return the name at `at`, or behind the noun or the preposition there, that the role is over."""
    if at >= len(view) or not view.same_line(role.first, at):
        return None
    bare = at == role.last and not role.specific and not view.words[role.last - 1].definite
    with_li = view.form(at).startswith(_LI)
    if view.has(at, Flag.LINK):
        return _organisation(view, at + 1, names)
    if not bare and not with_li:
        return None
    name = names.get(at)
    if name is not None and (name.type != "PER" or (bare and not with_li and at - role.first == 1)):
        return name
    return _organisation(view, at, names)


def _organisation(view: View, at: int, names: Mapping[int, Candidate]) -> Candidate | None:
    """Return the name of an organisation or place at `at`, also behind the noun for its kind (حركة) النهضة."""
    behind = view.past_marks(at + 1) if view.has(at, Flag.HEAD) else at
    name = names.get(at) or names.get(behind)
    return name if name is not None and name.type != "PER" else None


def _past_quotation(view: View, at: int) -> int:
    """Step over a closing mark and the nationality behind it: (زعيم جماعة "أنصار الله) اليمنية"."""
    after = view.past_marks(at)
    return after + 1 if after > at and view.has(after, Flag.DEMONYM) and view.words[after].definite else at


def _without_names(nominals: Iterable[Candidate], names: Iterable[Candidate]) -> list[Candidate]:
    ends = {place: name.last for name in names for place in range(name.first, name.last)}
    kept: dict[tuple[int, int], Candidate] = {}
    for nominal in nominals:
        if nominal.last > ends.get(nominal.first, 0):
            kept.setdefault((nominal.start, nominal.end), nominal)
    return list(kept.values())
