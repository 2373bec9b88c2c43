"""Read entities of FollowTheMoney: people and organisations with an Arabic name.

What comes in is one entity as JSON gives it; what goes out is a row nobody has checked yet, or why there is none.
Offices (`position`) have no dates there, so they only say that somebody is an official. Of the sectors those count
that are codes of PLOVER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from musnad.arabic.orthography import is_arabic
from musnad.lexicon.user_actors.entries import RawActor
from musnad.lexicon.user_actors.words import load_words, plain

__all__ = ["NoActor", "is_followthemoney", "read_entity"]

_NAMES = ("name", "alias", "previousName")
_WEAK_NAMES = ("weakAlias",)
_COUNTRIES = ("country", "nationality", "jurisdiction", "mainCountry", "citizenship")
_LEAST_WEAK_WORDS = 2
_SECTOR = re.compile(r"[A-Z]{3}")  # matches GOV, as PLOVER writes it; not Oil and gas


class NoActor(NamedTuple):
    """Why an entity gives no row: its schema where that is not for actors, else a reason."""

    skipped: str = ""
    reason: str = ""


def is_followthemoney(value: Mapping[str, Any]) -> bool:
    """Whether a record has the shape of a FollowTheMoney entity."""
    return isinstance(value.get("schema"), str) and isinstance(value.get("properties"), dict)


def read_entity(value: Mapping[str, Any], line: int) -> RawActor | NoActor:
    """Return the row of an entity. Names too vague to search for (a weak alias of one word) are left out."""
    schema = value["schema"]
    kind = load_words().schemata.get(plain(schema))
    if kind is None:
        return NoActor(skipped=schema)
    properties = value["properties"]
    names = list(_texts(properties, _NAMES))
    arabic = [name for name in names if is_arabic(name)]
    if not arabic:
        return NoActor(reason=f"{_called(value, names)} has no name in Arabic letters; add one as name or alias")
    weak = [name for name in _texts(properties, _WEAK_NAMES) if is_arabic(name)]
    aliases = arabic[1:] + [name for name in weak if len(name.split()) >= _LEAST_WEAK_WORDS]
    official = kind == "PER" and any(_texts(properties, ("position",)))
    return RawActor(
        line=line,
        id=str(value.get("id") or ""),
        type=kind,
        name=arabic[0],
        name_en=next((name for name in names if not is_arabic(name) and name.isprintable() and _is_latin(name)), ""),
        aliases=tuple(dict.fromkeys(aliases)),
        country=next(_texts(properties, _COUNTRIES), ""),
        sector=tuple(value for value in _texts(properties, ("sector",)) if _SECTOR.fullmatch(value)),
        role="official" if official else "",
        wikidata=next(_texts(properties, ("wikidataId",)), ""),
    )


def _texts(properties: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the values of some properties in order; a value alone counts as a list of one."""
    for name in names:
        values = properties.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and value.strip():
                yield value.strip()


def _is_latin(name: str) -> bool:
    """Whether more than half of the letters are Latin ones (up to Latin Extended-B)."""
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and sum(letter < "\u0250" for letter in letters) * 2 > len(letters)


def _called(value: Mapping[str, Any], names: list[str]) -> str:
    name = names[0] if names else str(value.get("caption") or value.get("id") or "an entity")
    return repr(name[:60])
