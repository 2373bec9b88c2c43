"""Names that mean the same: full and short forms, spellings, aliases of one lexicon row.

What comes in are name mentions; what goes out are drafts of entities, by first appearance. Role phrases are not
looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from musnad.arabic.orthography import fold
from musnad.lexicon.names import ActorRow, PlaceRow
from musnad.model import Mention
from musnad.stages.entities.draft import Draft, words_of

__all__ = ["KnownRows", "group_names"]

_WEAK = str.maketrans("", "", "اويةهءئؤ")
_LEAST_SKELETON = 3
_LONG_WORD = 5


class KnownRows:
    """Rows of the name tables by the keys that mentions carry."""

    def __init__(self, actors: Iterable[ActorRow], places: Iterable[PlaceRow]) -> None:
        self.actors = {f"actors:{row.key}": row for row in actors}
        self.places = {f"places:{row.key}": row for row in places}

    def draft(self, key: str, order: int) -> Draft:
        """Return a draft with what the row says."""
        if key in self.actors:
            row = self.actors[key]
            return Draft(
                row.type, order, key, row.name_en or None, row.name, row.country or None, row.sector, row.role, key
            )
        place = self.places[key]
        return Draft("LOC", order, key, place.name_en or None, place.name, place.country or None, origin=key)

    def words(self, key: str) -> frozenset[str]:
        """Return all words of a person's or organisation's names."""
        row = self.actors.get(key)
        return frozenset(w for name in (row.name, *row.aliases) for w in words_of(name)) if row else frozenset()

    def knows(self, key: str) -> bool:
        """Whether a table has this row."""
        return key in self.actors or key in self.places


def group_names(mentions: Iterable[Mention], texts: Mapping[Mention, str], known: KnownRows) -> list[Draft]:
    """Return one draft for each named entity."""
    names = [m for m in mentions if m.form == "name"]
    rows: dict[str, Draft] = {}
    rest: list[Mention] = []
    for mention in names:
        key = _row_of(mention, names, known)
        if key is None:
            rest.append(mention)
            continue
        draft = rows.setdefault(key, known.draft(key, mention.start))
        draft.add(mention, texts[mention])
    groups: list[Draft] = list(rows.values())
    for mention in sorted(rest, key=lambda m: (-len(words_of(texts[m])), m.start)):
        draft = _same(mention, texts[mention], groups, known) or Draft(mention.type, mention.start)
        if draft not in groups:
            draft.origin = mention.origin
            groups.append(draft)
        draft.order = min(draft.order, mention.start)
        draft.add(mention, texts[mention])
    return sorted(groups, key=lambda d: d.order)


def _row_of(mention: Mention, names: list[Mention], known: KnownRows) -> str | None:
    """The first row the words allow; of several, one that another mention of the text has alone."""
    rows = [key for key in mention.known if known.knows(key)]
    if len(rows) > 1:
        sure = {m.known[0] for m in names if len(m.known) == 1}
        rows = [key for key in rows if key in sure] or rows
    return rows[0] if rows else None


def _same(mention: Mention, text: str, groups: list[Draft], known: KnownRows) -> Draft | None:
    words = words_of(text)
    fitting = [g for g in groups if g.type == mention.type and _fits(words, g, known)]
    if not fitting:
        return None
    before = [g for g in fitting if g.order <= mention.start]
    return max(
        before or fitting, key=lambda g: max((m.start for m in g.mentions if m.start < mention.start), default=-1)
    )


def _fits(words: tuple[str, ...], draft: Draft, known: KnownRows) -> bool:
    if draft.row is not None and draft.type == "PER" and set(words) <= known.words(draft.row):
        return True
    return any(_same_name(words, words_of(name), draft.type) for name in draft.names)


def _same_name(words: tuple[str, ...], other: tuple[str, ...], kind: str) -> bool:
    if words == other:
        return True
    short, long = sorted((words, other), key=len)
    if kind == "PER":
        if len(short) == 1:
            return _alike(short[0], long[-1]) or (len(long) > 1 and short[0] == long[0])
        return _alike(short[-1], long[-1]) and all(any(_alike(s, w) for w in long) for s in short)
    if kind == "ORG":
        return len(short) > 1 and long[: len(short)] == short
    return _with_article(short) == _with_article(long)


def _with_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w.removeprefix("ال") for w in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one foreign name (ترامب، ترمب)."""
    if one == other or one.removeprefix("ال") == other.removeprefix("ال"):
        return True
    if min(len(one), len(other)) < _LONG_WORD - 1 or one[0] != other[0]:
        return False
    skeletons = fold(one).translate(_WEAK), fold(other).translate(_WEAK)
    return skeletons[0] == skeletons[1] and len(skeletons[0]) >= _LEAST_SKELETON
