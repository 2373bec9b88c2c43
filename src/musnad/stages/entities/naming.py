"""Names that mean the same: full and short forms, spellings, aliases of one lexicon row.

What comes in are name mentions with the role phrases beside them; what goes out are drafts of entities, by first
appearance. Full names come first, since a family name alone means whom the article has named in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from musnad.lexicon.matcher import words_of
from musnad.lexicon.names import ActorRow, PlaceRow
from musnad.model import Mention
from musnad.stages.entities.draft import Draft
from musnad.stages.entities.fellows import Fellows

__all__ = ["Choice", "Chooser", "KnownRows", "group_names"]


class Choice(NamedTuple):
    """A row and why it was chosen: `name`, `role:KEY`, `nation:KEY`, `in_office:KEY`, `own_list`."""

    row: str
    reasons: tuple[str, ...]


class Chooser(NamedTuple):
    """Decides who a name means.

    `choose(rows, roles, surname)` takes the rows that its words allow, the role phrases beside it, and whether it is
    one word of a person's name; `national(name)` an organisation's name that every nation has.
    """

    choose: Callable[[Sequence[str], Sequence[str], bool], Choice | None]
    national: Callable[[str], Choice | None]


class KnownRows:
    """Rows of the name tables by the keys that mentions carry."""

    def __init__(self, actors: Iterable[ActorRow], places: Iterable[PlaceRow]) -> None:
        self.actors = {f"actors:{row.key}": row for row in actors}
        self.places = {f"places:{row.key}": row for row in places}
        self._words: dict[str, frozenset[str]] = {}  # of the rows that articles asked for, as `_nations`
        self._nations: dict[str, str | None] = {}
        self.people = frozenset(key for key, row in self.actors.items() if row.type == "PER")

    def draft(self, key: str, order: int, reasons: tuple[str, ...] = ()) -> Draft:
        """Return a draft with what the row says."""
        row = self.actors.get(key) or self.places[key]
        return Draft(
            row.type if isinstance(row, ActorRow) else "LOC",
            order,
            key,
            row.name_en or None,
            row.name,
            row.country or None,
            row.sector if isinstance(row, ActorRow) else (),
            row.role if isinstance(row, ActorRow) else None,
            origin=key,
            wikidata=row.wikidata,
            reasons=reasons,
        )

    def words(self, key: str) -> frozenset[str]:
        """Return all words of a person's or organisation's names."""
        found = self._words.get(key)
        if found is None:
            row = self.actors.get(key)
            names = (row.name, *row.aliases) if row else ()
            found = self._words[key] = frozenset(word for name in names for word in words_of(name))
        return found

    def knows(self, key: str) -> bool:
        """Whether a table has this row."""
        return key in self.actors or key in self.places

    def nation(self, key: str) -> str | None:
        """Return the place key of the state a row belongs to (`rus`), None for bodies of several."""
        if key not in self._nations:
            row = self.actors.get(key) or self.places.get(key)
            nation = row.country.lower() if row else ""
            self._nations[key] = nation if f"places:{nation}" in self.places else None
        return self._nations[key]

    @cached_property
    def bodies(self) -> Mapping[str, Sequence[str]]:
        """The organisations of each state, by its place key."""
        found: dict[str, list[str]] = {}
        for key, row in self.actors.items():
            if row.type == "ORG" and (nation := self.nation(key)) is not None:
                found.setdefault(nation, []).append(key)
        return found

    def is_cautious(self, key: str) -> bool:
        """Whether a name of this row often means somebody else."""
        row = self.actors.get(key)
        return row is not None and row.caution

    def is_own(self, key: str) -> bool:
        """Whether the row is of the user's own list."""
        row = self.actors.get(key)
        return row is not None and row.own


def group_names(
    mentions: Iterable[Mention],
    texts: Mapping[Mention, str],
    known: KnownRows,
    chooser: Chooser,
    roles: Mapping[Mention, Sequence[str]],
) -> list[Draft]:
    """Return one draft for each named entity; `roles` holds the role phrases beside a mention."""
    names = [m for m in mentions if m.form == "name"]
    short = [m for m in names if m.type == "PER" and len(words_of(texts[m])) == 1]
    alone = set(short)
    full = [m for m in names if m not in alone]
    fellows = _group_full(full, texts, known, chooser, roles)
    for mention in short:
        place = _named_before(mention, texts[mention], fellows)
        if place is None:
            chosen = chooser.choose(mention.known, roles.get(mention, ()), True)
            place = fellows.add(
                known.draft(chosen.row, mention.start, chosen.reasons)
                if chosen
                else Draft(mention.type, mention.start, origin=mention.origin)
            )
        _take_in(fellows, place, mention, texts[mention])
    return sorted(fellows.drafts, key=lambda d: d.order)


def _group_full(
    full: Sequence[Mention],
    texts: Mapping[Mention, str],
    known: KnownRows,
    chooser: Chooser,
    roles: Mapping[Mention, Sequence[str]],
) -> Fellows:
    """Group names of places and organisations and full names of persons, those with a row first."""
    beside: dict[tuple[str, ...], list[str]] = {}
    for mention in full:
        beside.setdefault(mention.known, []).extend(roles.get(mention, ()))
    chosen = {rows: chooser.choose(rows, phrases, False) for rows, phrases in beside.items() if rows}
    fellows = Fellows(known.words)
    by_row: dict[str, int] = {}
    rest: list[Mention] = []
    for mention in full:
        choice = chosen.get(mention.known)
        if choice is None and mention.type == "ORG":
            choice = chooser.national(texts[mention])
        if choice is None:
            rest.append(mention)
            continue
        if choice.row not in by_row:
            by_row[choice.row] = fellows.add(known.draft(choice.row, mention.start, choice.reasons))
        fellows.note(by_row[choice.row], mention, texts[mention])
    for mention in sorted(rest, key=lambda m: (-len(words_of(texts[m])), m.start)):
        place = _same(mention, texts[mention], fellows)
        if place is None:
            place = fellows.add(Draft(mention.type, mention.start, origin=mention.origin))
        _take_in(fellows, place, mention, texts[mention])
    return fellows


def _take_in(fellows: Fellows, place: int, mention: Mention, text: str) -> None:
    draft = fellows.drafts[place]
    draft.order = min(draft.order, mention.start)
    fellows.note(place, mention, text)


def _named_before(mention: Mention, text: str, fellows: Fellows) -> int | None:
    """Return whom a single name means among those the article names: a row that has it as an alias first."""
    rows = fellows.of_rows(mention.known)
    return _nearest(mention, rows, fellows) if rows else _same(mention, text, fellows)


def _same(mention: Mention, text: str, fellows: Fellows) -> int | None:
    fitting = fellows.alike(words_of(text), mention.type)
    return _nearest(mention, fitting, fellows) if fitting else None


def _nearest(mention: Mention, places: Sequence[int], fellows: Fellows) -> int:
    """Return the one named last before a mention, or the first one named after it."""
    before = [place for place in places if fellows.drafts[place].order <= mention.start]
    return max(before or places, key=lambda place: fellows.drafts[place].last_start(mention.start))
