"""Who held an office on a day: the table of offices, asked with a role phrase as a text writes it.

What comes in are rows of `roles.tsv` and the words for nations; what goes out are the rows whose office the phrase
names and whose time holds the day. Two phrases name one office when they have the same words, articles and
nationality aside, and the same nation (وزير الدفاع الروسي، وزير دفاع روسيا).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from musnad.lexicon.matcher import bare_words
from musnad.lexicon.names import PlaceRow, RoleRow

__all__ = ["Offices", "held_on", "nation_words"]

Office = tuple[tuple[str, ...], str | None]
_LAST_OF_YEAR = "-12-31"
_LAST_OF_MONTH = "-31"
_YEAR, _MONTH = 4, 7
_ARTICLE = "ال"
_KNOWN_PHRASES = 1 << 13


def held_on(row: RoleRow, day: str) -> bool:
    """Whether an office was held on a day (`2016-12-01`); an inexact bound counts as a whole year or month."""
    if row.start is not None and day < row.start:
        return False
    return row.end is None or day <= _latest(row.end)


def _latest(date: str) -> str:
    if len(date) == _YEAR:
        return date + _LAST_OF_YEAR
    return date + _LAST_OF_MONTH if len(date) == _MONTH else date


def nation_words(demonyms: Mapping[str, str], places: Sequence[PlaceRow]) -> dict[str, str]:
    """Return the key of the place for each word that names a nation, without article: a nationality, a state."""
    words = {form: key for form, key in demonyms.items() if not form.startswith(_ARTICLE)}
    states = ((bare_words(name), row.key) for row in places if row.kind == "state" for name in (row.name, *row.aliases))
    return words | {name[0]: key for name, key in states if len(name) == 1}


class Offices:
    """Looks offices up by phrase; `nations` maps words without article (روسي، روسيا) to keys of places."""

    def __init__(self, rows: Iterable[RoleRow], nations: Mapping[str, str]) -> None:
        self._nations = nations
        self._office = lru_cache(_KNOWN_PHRASES)(self._read_office)
        self._by_office: dict[Office, list[RoleRow]] = {}
        self._by_words: dict[tuple[str, ...], dict[str, None]] = {}
        self.by_actor: dict[str, list[RoleRow]] = {}
        for row in rows:
            self.by_actor.setdefault(row.actor, []).append(row)
            for office in {self._office(phrase) for phrase in row.phrase}:
                self._by_office.setdefault(office, []).append(row)
                self._by_words.setdefault(office[0], {})[row.actor] = None

    def rows(self, phrase: str) -> tuple[RoleRow, ...]:
        """Return all who ever held the office that a phrase names, as the table has them."""
        return tuple(self._by_office.get(self._office(phrase), ()))

    def holders(self, phrase: str, published: str | None) -> tuple[RoleRow, ...]:
        """Return who held the office when the article appeared; without a date, the holder if there was but one."""
        rows = self.rows(phrase)
        if published is not None:
            return tuple(row for row in rows if held_on(row, published[:10]))
        return rows if len({row.actor for row in rows}) == 1 else ()

    def actors(self, phrase: str) -> Collection[str]:
        """Return all who ever held an office with the words of a phrase, of whatever nation."""
        return self._by_words.get(self._office(phrase)[0], {}).keys()

    def holds(self, actor: str, phrase: str, published: str | None) -> RoleRow | None:
        """Return the office that an actor held on the day and that a phrase names, whatever nation it leaves out."""
        if published is None:
            return None
        return next((row for row in self.terms(actor, phrase) if held_on(row, published[:10])), None)

    def terms(self, actor: str, phrase: str) -> tuple[RoleRow, ...]:
        """Return the terms in which an actor held the office that a phrase names."""
        words, nation = self._office(phrase)
        return tuple(
            row
            for row in self.by_actor.get(actor, ())
            if any(words == w and (nation is None or nation == n) for w, n in map(self._office, row.phrase))
        )

    def _read_office(self, phrase: str) -> Office:
        """Return the words of an office without its nation, the last word that is one: المالية is of no state here."""
        words = bare_words(phrase)
        for at in range(len(words) - 1, 0, -1):
            if nation := self._nations.get(words[at]):
                return (*words[:at], *words[at + 1 :]), nation
        return words, None
