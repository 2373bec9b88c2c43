"""One page of a dossier on an actor, however many articles name him: counts of all, words of some.

What comes in is an open case, the key of an actor and which of his articles; what goes out is the dossier of these
articles, how many name him by month, what those spread over all his time call him, and who stands beside him in them.
Nothing here reads more than a few hundred articles.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from musnad.case.actor_items import ActorItem, items_of, kind_of
from musnad.case.dossier import keys_of
from musnad.case.folder import Case
from musnad.case.identity import canonical_in
from musnad.case.judging import read_corrected
from musnad.case.search.words import lexicon
from musnad.case.weighing.places import claims_at
from musnad.corpus.dossier import Dossier, Named, Role, Term, make_dossier
from musnad.corpus.evidence import entity_key
from musnad.errors import CaseError
from musnad.lexicon.names import ActorRow, PlaceRow
from musnad.model import EntityType

__all__ = ["ActorFigures", "Calling", "actor_figures", "callings", "dossier_of", "row_of", "stands_beside"]

_MOST_READ = 40  # articles, spread over all, that are read for what they call an actor
_MOST_BESIDE = 400  # articles in which is counted who stands beside him
_ARTICLES = """
SELECT d.id, d.day FROM article AS a JOIN document AS d ON d.id = a.current
WHERE d.id IN (
    SELECT f.document FROM term AS t JOIN fact AS f ON f.term = t.id
    WHERE t.kind IN ('actor', 'speaker', 'place') AND t.key IN (SELECT value FROM json_each(?))
) AND (? IS NULL OR d.day >= ?) AND (? IS NULL OR d.day <= ?)
ORDER BY d.day DESC, d.id DESC
"""
_BESIDE = """
SELECT key, n FROM (
    SELECT term, count(*) AS n FROM fact WHERE document IN (SELECT value FROM json_each(?)) GROUP BY term HAVING n > ?
) JOIN term ON id = term WHERE kind IN ('actor', 'place') ORDER BY n DESC, key LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """An actor: the key that stands for him and all that mean him, his articles (the latest first), and their months.

    `months` are the ISO months from the first to the last with their articles, also those without any.
    """

    key: str
    keys: tuple[str, ...]
    name: str
    kind: EntityType | None
    articles: tuple[int, ...]
    first: str | None
    last: str | None
    months: tuple[tuple[str, int], ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Calling:
    """What articles call an actor: spellings of his name, role phrases, and his offices; `read` articles were read.

    `latin` are forms of his name in Latin letters, `wikidata` items that are his.
    """

    read: int
    names: tuple[Named, ...]
    roles: tuple[Role, ...]
    terms: tuple[Term, ...]
    latin: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()


def actor_figures(case: Case, key: str, *, since: str | None = None, until: str | None = None) -> ActorFigures:
    """Return an actor with his articles, or those of some days.

    Raises CaseError where no article names him, or decisions on actors contradict each other.
    """
    connection = case.connection
    own, keys = keys_of(case, key)
    rows = connection.execute(_ARTICLES, (json.dumps(keys), since, since, until, until)).fetchall()
    if not rows:
        within = "" if since is None and until is None else " in these days"
        raise CaseError(key, f"no article names an actor of this key{within}", "look for the name among the actors")
    counts = Counter(day[:7] for _, day in rows if day)
    days = [day for _, day in rows if day]
    name = items_of(connection, (own,))[0].name
    return ActorFigures(
        own, keys, name, kind_of(own), tuple(number for number, _ in rows), days[-1] if days else None,
        days[0] if days else None, tuple((month, counts[month]) for month in _months(counts)), len(rows) - len(days),
    )  # fmt: skip


def dossier_of(case: Case, figures: ActorFigures, *, start: int, size: int, oldest_first: bool = False) -> Dossier:
    """Return the dossier of one page of an actor's articles, the latest first unless the oldest are asked for."""
    ordered = figures.articles[::-1] if oldest_first else figures.articles
    some = ordered[start : start + size]
    docs = {number: read_corrected(case.connection, number) for number in some}
    return make_dossier(figures.key, figures.keys, docs, claim_of=claims_at(case.connection, some))


def callings(case: Case, figures: ActorFigures) -> Calling:
    """Return what articles call an actor, of so many that are spread evenly over all of his, and his offices."""
    some = _spread(figures.articles, _MOST_READ)
    docs = {
        number: msgspec.structs.replace(read_corrected(case.connection, number), statements=(), events=())
        for number in some
    }
    rows = {one.removeprefix("actors:") for one in figures.keys}
    offices = [row for row in lexicon().roles if row.actor in rows]
    made = make_dossier(figures.key, figures.keys, docs, offices=offices)
    own = [one for doc in docs.values() for one in doc.entities or () if entity_key(one) in figures.keys]
    latin = dict.fromkeys(form for one in own for form in (one.name_en, one.name_latin, one.name_ijmes) if form)
    items = dict.fromkeys(one.wikidata for one in own if one.wikidata)
    return Calling(len(some), made.names, made.roles, made.terms, tuple(latin), tuple(items))


def stands_beside(case: Case, figures: ActorFigures, *, most: int) -> tuple[tuple[ActorItem, ...], int]:
    """Return those who stand in most of an actor's articles beside him, `most` of each type, and how many were read.

    Each has as many `articles` as both stand in, of those that were read, which are spread evenly over all.
    """
    some = _spread(figures.articles, _MOST_BESIDE)
    connection = case.connection
    standing = canonical_in(connection)
    found: Counter[str] = Counter()
    least = 1 if len(some) > most else 0
    for key, count in connection.execute(_BESIDE, (json.dumps(some), least, 40 * most)):
        own = standing.get(key, key)
        found[own] = max(found[own], count)
    chosen: list[str] = []
    kinds: Counter[EntityType | None] = Counter()
    for key, _ in found.most_common():
        if key != figures.key and kinds[kind_of(key)] < most:
            kinds[kind_of(key)] += 1
            chosen.append(key)
    return tuple(item._replace(articles=found[item.key]) for item in items_of(connection, chosen)), len(some)


def row_of(keys: Collection[str]) -> ActorRow | PlaceRow | None:
    """Return the row of the lexicon that one of some keys is of, the first there is."""
    return next((row for key in sorted(keys) if (row := _rows().get(key)) is not None), None)


@cache
def _rows() -> Mapping[str, ActorRow | PlaceRow]:
    known = lexicon()
    places = {f"places:{row.key}": row for row in known.places}
    return {**places, **{f"actors:{row.key}": row for row in known.actors}}


def _spread(articles: Sequence[int], most: int) -> tuple[int, ...]:
    """Return at most so many articles, evenly spread over all."""
    if len(articles) <= most:
        return tuple(articles)
    return tuple(articles[number * len(articles) // most] for number in range(most))


def _months(counts: Counter[str]) -> tuple[str, ...]:
    """Return the months from the first to the last."""
    if not counts:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(counts), max(counts)))
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
