"""Who a name means: of the rows that its words allow, the one the article speaks for, or none.

What comes in are rows of the actors and places tables, and what the article says around the name: role phrases
beside it, nations it speaks of, the day it appeared. What goes out is a row with the reasons for it. Several rows
that nothing tells apart are no answer, nor is a family name that only might be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from musnad.lexicon.matcher import bare_words
from musnad.lexicon.names import RoleRow
from musnad.lexicon.offices import Offices, held_on
from musnad.stages.entities.naming import Choice, KnownRows

__all__ = ["Article", "Identifier"]

_OFFICE_NOW, _OFFICE_THEN, _OWN_NATION, _OTHER_NATION, _NATION_NAMED, _IN_OFFICE = 6, 4, 2, -2, 1, 1
_OWN_LIST = 3
_FAR_MORE = 3
_KNOWN_PHRASES, _KNOWN_NATIONS = 1 << 10, 1 << 8
_LEAST_WORDS = 3  # وزارة الداخلية and a nationality
_LEAST_FULL, _LEAST_SURNAME, _LEAST_CAUTIOUS = -2, 0, 2
_Words = tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """What an article says of itself: the day it appeared, and how often it speaks of which nations, by place key."""

    published: str | None
    nations: Mapping[str, int]

    @cached_property
    def nation(self) -> str | None:
        """The nation it speaks of far more often than of any other."""
        first, second, *_ = (*sorted(self.nations.items(), key=lambda n: -n[1]), ("", 0), ("", 0))
        return first[0] if first[1] >= _FAR_MORE * max(second[1], 1) else None


class Identifier:
    """Chooses between rows; `nations` maps bare words to keys of places."""

    def __init__(self, known: KnownRows, offices: Offices, nations: Mapping[str, str]) -> None:
        self._known, self._offices, self._nations = known, offices, nations
        self._national = lru_cache(_KNOWN_NATIONS)(self._read_bodies)
        self._holders = lru_cache(_KNOWN_PHRASES)(self._read_holders)

    def choose(self, rows: Iterable[str], article: Article, roles: Sequence[str], *, surname: bool) -> Choice | None:
        """Return the row that a name means, or None.

        `roles` are the role phrases beside the name, `surname` says that the name is one word of a person's. Of several
        rows of the user's own lists that nothing tells apart, the first one given counts.
        """
        scored = sorted((self._score(row, article, roles) for row in rows), key=lambda pair: -pair[0])
        if not scored:
            return None
        score, best = scored[0]
        person = best.row in self._known.people
        if person and len(scored) > 1 and scored[1][0] == score and not self._known.is_own(best.row):
            return None
        cautious = person and self._known.is_cautious(best.row)
        least = _LEAST_SURNAME if surname else _LEAST_FULL
        if cautious:
            least = _LEAST_CAUTIOUS if surname else _LEAST_SURNAME
        return best if not person or score >= least else None

    def holder(self, phrase: str, published: str | None) -> Choice | None:
        """Return the one person who held the office of a role phrase when the article appeared."""
        rows = self._offices.holders(phrase, published)
        actors = {row.actor for row in rows}
        key = f"actors:{rows[0].actor}" if len(actors) == 1 else None
        if key is None or not self._known.knows(key):
            return None
        return Choice(key, (f"role:{rows[0].key}",))

    def holder_among(self, rows: Set[str], phrase: str, published: str | None) -> str | None:
        """Return the one of these rows that held the office of a phrase on the day; the nation may be left out."""
        fitting = rows & self._holders(phrase)
        found = [row for row in fitting if self._offices.holds(row.partition(":")[2], phrase, published)]
        return found[0] if len(found) == 1 else None

    def _read_holders(self, phrase: str) -> frozenset[str]:
        return frozenset(f"actors:{actor}" for actor in self._offices.actors(phrase))

    def says_whose(self, phrase: str) -> bool:
        """Whether a role phrase names the nation it is of (وزير الدفاع اليمني)."""
        return any(word in self._nations for word in bare_words(phrase)[1:])

    def national(self, words: Sequence[str], article: Article) -> Choice | None:
        """Return the body of the article's nation for a name that every nation has (وزارة الداخلية)."""
        nation = article.nation
        row = self._national(nation).get(tuple(words)) if nation else None
        return Choice(row, ("name", f"nation:{nation}")) if row else None

    def _read_bodies(self, nation: str) -> Mapping[_Words, str]:
        """Return a nation's bodies by their names without the nationality; none where two would fit."""
        found: dict[_Words, str] = {}
        twice = set()
        for key in self._known.bodies.get(nation, ()):
            row = self._known.actors[key]
            for name in (row.name, *row.aliases):
                words = bare_words(name)
                if len(words) < _LEAST_WORDS or self._nations.get(words[-1]) != nation:
                    continue
                if found.setdefault(words[:-1], key) != key:
                    twice.add(words[:-1])
        return {words: key for words, key in found.items() if words not in twice}

    def _score(self, row: str, article: Article, roles: Sequence[str]) -> tuple[int, Choice]:
        score, reasons = 0, ["name"]
        if self._known.is_own(row):
            score, reasons = _OWN_LIST, ["name", "own_list"]
        country = self._known.nation(row)
        held = self._offices.by_actor.get(row.partition(":")[2], ())
        if office := self._office(held, article, roles):
            score += _OFFICE_NOW if _held(office, article) else _OFFICE_THEN
            reasons.append(f"role:{office.key}")
        elif row in self._known.people and country is not None:
            beside = {self._nations[w] for phrase in roles for w in bare_words(phrase) if w in self._nations}
            if beside:
                score += _OWN_NATION if country in beside else _OTHER_NATION
        if country in article.nations and row not in self._known.places:  # a place speaks for its own state
            score += _NATION_NAMED
            reasons.append(f"nation:{country}")
        if current := next((r for r in held if _held(r, article)), None):
            score += _IN_OFFICE
            reasons.append(f"in_office:{current.key}")
        return score, Choice(row, tuple(reasons))

    def _office(self, held: Sequence[RoleRow], article: Article, roles: Sequence[str]) -> RoleRow | None:
        """Return the office beside the name that this person held, one held on the day before others."""
        keys = {row.key for row in held}
        fitting = [row for phrase in roles for row in self._offices.rows(phrase) if row.key in keys]
        return max(fitting, key=lambda row: _held(row, article), default=None)


def _held(row: RoleRow, article: Article) -> bool:
    return article.published is not None and held_on(row, article.published[:10])
