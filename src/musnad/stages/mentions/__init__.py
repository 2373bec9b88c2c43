"""The mentions layer: names of people, organisations and places, and role phrases that may stand for them.

What comes in is a document with segments; what goes out are mentions in text order, names never overlapping names.
Who is who is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.lexicon import Lexicon
from musnad.model import Document, Layer, Mention
from musnad.stages.mentions.gazetteer import find_known
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.organisations import find_acronyms, find_organisations, find_repeated
from musnad.stages.mentions.people import find_people, find_short_names
from musnad.stages.mentions.places import find_places
from musnad.stages.mentions.roles import RolePhrase, find_roles
from musnad.stages.mentions.view import Candidate, View

__all__ = ["MentionsStage"]


class MentionsStage:
    """Finds names and role phrases; needs the segments."""

    name = "mentions"
    version = "1"
    requires: frozenset[Layer] = frozenset({"segments"})
    provides: Layer = "mentions"

    def __init__(self, lexicon: Lexicon) -> None:
        self._knowledge = NameKnowledge(lexicon)

    def find(self, doc: Document) -> tuple[Mention, ...]:
        """Return the mentions of the document, by start and end."""
        assert doc.segments is not None
        view = View(doc.text, doc.segments.tokens, self._knowledge)
        roles = find_roles(view)
        found = find_known(view, self._knowledge)
        found += find_people(view, roles) + find_places(view)
        found += find_organisations(view, self._knowledge) + find_acronyms(view)
        names = _select([c for c in found if c.form == "name"])
        people = [c for c in names if c.type == "PER"]
        names = _select([*names, *find_short_names(view, people), *find_repeated(view, names)])
        nominals = [c for c in found if c.form == "nominal"] + _role_candidates(view, roles, names)
        return tuple(sorted(map(_mention, names + _without_names(nominals, names)), key=lambda m: (m.start, m.end)))


def _select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the longest and best of overlapping candidates."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(candidates, key=lambda c: (c.first - c.last, -c.rank, c.first)):
        places = range(candidate.first, candidate.last)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return sorted(chosen)


def _role_candidates(view: View, roles: Iterable[RolePhrase], names: Iterable[Candidate]) -> list[Candidate]:
    """A role phrase is a candidate when it is definite or a name follows it."""
    starts = {c.first for c in names if c.type == "PER"}
    return [
        view.candidate(role.first, role.last, "PER", rank=3, origin="mentions:role", form="nominal")
        for role in roles
        if role.specific or role.name in starts
    ]


def _without_names(nominals: Iterable[Candidate], names: Iterable[Candidate]) -> list[Candidate]:
    """Leave out role phrases that are a name or lie inside one, and a second reading of the same words."""
    ends = {place: c.last for c in names for place in range(c.first, c.last)}
    kept: dict[tuple[int, int], Candidate] = {}
    for nominal in nominals:
        if nominal.last > ends.get(nominal.first, 0):
            kept.setdefault((nominal.start, nominal.end), nominal)
    return list(kept.values())


def _mention(candidate: Candidate) -> Mention:
    return Mention(
        start=candidate.start,
        end=candidate.end,
        type=candidate.type,
        form=candidate.form,
        known=candidate.known,
        origin=candidate.origin,
    )
