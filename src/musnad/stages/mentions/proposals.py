"""Names as the rules propose them, and the rows of the name tables that the words of a name allow.

What comes in is a view; what goes out are candidates that the tagger weighs. Whether a proposal is a name is for the
tagger; a name of the user's own list is one without being asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.model import EntityType
from musnad.stages.mentions.gazetteer import find_known
from musnad.stages.mentions.knowledge import NAMED_KINDS, Flag, NameKnowledge
from musnad.stages.mentions.organisations import find_acronyms, find_organisations, find_repeated
from musnad.stages.mentions.people import find_people, find_short_names
from musnad.stages.mentions.places import find_places
from musnad.stages.mentions.roles import RolePhrase
from musnad.stages.mentions.view import Candidate, View

__all__ = ["known_rows", "propose", "select"]

_JOINERS = frozenset("_#")


def propose(
    view: View, roles: Sequence[RolePhrase], knowledge: NameKnowledge
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the names that the rules find, none overlapping another, and phrases that may stand for a name."""
    found = find_known(view, knowledge)
    found += find_people(view, roles) + find_places(view)
    found += find_organisations(view, knowledge) + find_acronyms(view)
    names = select(c for c in found if c.form == "name")
    people = [c for c in names if c.type == "PER"]
    names = select([*names, *find_short_names(view, people), *find_repeated(view, names)])
    return names, [c for c in found if c.form == "nominal"]


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the longest and best of overlapping candidates."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, -c.rank, c.first)):
        places = range(candidate.first, candidate.last)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return sorted(chosen)


def known_rows(view: View, knowledge: NameKnowledge, first: int, last: int, kind: EntityType) -> tuple[str, ...]:
    """Return the keys of the rows that have just these words, or these words but for a noun or a nationality.

    The noun may stand before the name (وكالة) رويترز or, for a paper, a party or the like, open it [حركة] النهضة; the
    nationality follows إزفيستيا (الروسية). An underscore or a hash sign inside is no word (الجيش_اللبناني).
    """
    words = [at for at in range(first, last) if view.words[at].word or view.form(at) not in _JOINERS]
    rows = _exact(view, knowledge, words, kind)
    if rows or kind == "PER":
        return rows or (_exact(view, knowledge, words[1:], kind) if view.has(first, Flag.TITLE) else ())
    shorter = words[:-1] if view.has(last - 1, Flag.DEMONYM) else words
    tries = [shorter]
    head = knowledge.heads.get(view.words[first].stem)
    if kind == "ORG" and head is not None and head.kind in NAMED_KINDS:
        tries += [words[1:], shorter[1:]]
    if view.has(first - 1, Flag.HEAD if kind == "ORG" else Flag.PLACE_HEAD):
        tries += [[first - 1, *words], [first - 1, *shorter]]
    return next((found for some in tries if (found := _exact(view, knowledge, some, kind))), ())


def _exact(view: View, knowledge: NameKnowledge, words: Sequence[int], kind: EntityType) -> tuple[str, ...]:
    if not words:
        return ()
    tokens = [view.tokens[at] for at in words]
    match = knowledge.known.at(tokens, 0, view.text)
    if match is None or match.last != len(tokens):
        return ()
    return tuple(dict.fromkeys(value.key for value in match.values if value.type == kind))
