"""What the tagger found, settled by rules of form: what is no name after all, and which noun belongs to a name.

What comes in are a view and the tagger's candidates; what goes out are the candidates that stay, some wider. The
noun for a built place is part of its name (قاعدة العند), the noun for a town or a province is not (مدينة عدن).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from musnad.stages.mentions.gazetteer import is_adjective
from musnad.stages.mentions.knowledge import Flag
from musnad.stages.mentions.view import Candidate, View

__all__ = ["find_again", "settle"]

_NO_END = Flag.PLACE_PREPOSITION | Flag.STOP
_JOINT = "_"
_AGAIN = "mentions:repeated"
_FEMININE = "ة"
_FEMININE_NISBA = "ية"


def settle(view: View, names: Iterable[Candidate]) -> list[Candidate]:
    """Return the names that stay, in order."""
    kept = []
    end = 0
    for name in map(partial(_trimmed, view), names):
        if _is_bare_noun(view, name) or _is_verb(view, name) or _is_formula(view, name):
            continue
        if name.type == "LOC" and is_adjective(view, name.first, name.last):
            continue
        wider = _with_noun(view, name, end) if name.type == "LOC" else name
        kept.append(wider)
        end = wider.last
    return kept


def _trimmed(view: View, name: Candidate) -> Candidate:
    """Return a name without what cannot end one: a preposition, the joint of a hashtag."""
    last = name.last
    while last - name.first > 1 and (view.has(last - 1, _NO_END) or view.form(last - 1) == _JOINT):
        last -= 1
    return name if last == name.last else name._replace(last=last, end=view.tokens[last - 1].end)


def find_again(view: View, names: Sequence[Candidate]) -> list[Candidate]:
    """Return where names of two words and more stand again unfound; what they are was settled where they were found."""
    by_first: dict[str, list[Candidate]] = {}
    for name in names:
        if name.last - name.first > 1:
            by_first.setdefault(view.words[name.first].stem, []).append(name)
    taken = {place for name in names for place in range(name.first, name.last)}
    found: list[Candidate] = []
    if not by_first:
        return found
    for at in [at for at, word in enumerate(view.words) if word.stem in by_first]:
        for name in by_first[view.words[at].stem]:
            places = range(at, at + name.last - name.first)
            if taken.isdisjoint(places) and _same_words(view, name, at):
                taken.update(places)
                again = view.candidate(at, places.stop, name.type, rank=name.rank, origin=_AGAIN)
                found.append(again._replace(known=name.known))
                break
    return found


def _same_words(view: View, name: Candidate, at: int) -> bool:
    rest = range(1, name.last - name.first)
    return at + len(rest) < len(view) and all(view.form(at + n) == view.form(name.first + n) for n in rest)


def _is_bare_noun(view: View, name: Candidate) -> bool:
    """Whether a name is one indefinite ordinary noun (جماعات, groups), and nothing says that it is a name here.

    A row of a table says so, and for a body quotation marks or the noun for its kind before it (صحيفة سبق).
    """
    at = name.first
    word = view.words[at]
    if name.last - at > 1 or name.known or name.type == "PER" or word.definite or word.has(Flag.GAZETTEER):
        return False
    if word.has(Flag.HEAD | Flag.PLACE_HEAD):
        return True
    marked = view.has(at - 1, Flag.HEAD) or (at > 0 and not view.words[at - 1].word)
    return name.type == "ORG" and word.has(Flag.COMMON) and not marked


def _is_verb(view: View, name: Candidate) -> bool:
    """Whether a name that nobody knows is a verb of telling, or one and a rare given name: دان (condemned, Dan)."""
    if name.last - name.first > 1 or name.known or name.type != "PER":
        return False
    return view.has(name.first, Flag.VERB) or (view.has(name.first, Flag.TELLS) and view.has(name.first, Flag.CAUTION))


def _is_formula(view: View, name: Candidate) -> bool:
    """Whether a person's name would begin with what only ends one: الله (تعالى), as in عبد الله."""
    return name.type == "PER" and view.has(name.first, Flag.TAIL) and not view.has(name.first, Flag.GIVEN)


def _with_noun(view: View, name: Candidate, end: int) -> Candidate:
    """Take in the noun for a built place right before a name, and its adjective after it: قاعدة العند (الجوية)."""
    at = name.first - 1
    if at < end or not view.has(at, Flag.BUILT) or view.words[at].definite or not view.same_line(at, name.first):
        return name
    if view.words[name.first].skip:
        return name
    last, feminine = name.last, view.form(at).endswith(_FEMININE)
    if feminine and last < len(view) and view.words[last].adjective and view.form(last).endswith(_FEMININE_NISBA):
        last += 1
    wide = view.candidate(at, last, "LOC", rank=name.rank, origin=name.origin)
    return wide._replace(known=name.known)
