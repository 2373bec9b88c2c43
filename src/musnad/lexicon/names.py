"""The tables of names: places, actors, titles, the nouns that open organisation names, given names."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.model import LinkRole

__all__ = ["ActorRow", "GivenNameRow", "OrganisationHeadRow", "PlacePointRow", "PlaceRow", "RoleRow", "TitleRow"]


class PlaceRow(msgspec.Struct, frozen=True):
    """A place. `caution` marks names that are ordinary words too; `demonym` is the masculine singular (روسي).

    `source` says where the row is attested: `ant:ID` an article of the ANT corpus, or a public file by its name.
    """

    key: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    country: str
    kind: Literal["state", "capital", "city", "region", "camp_or_site", "sea", "continent"]
    demonym: tuple[str, ...]
    people: tuple[str, ...]
    caution: bool
    wikidata: str | None
    source: tuple[str, ...]


class PlacePointRow(msgspec.Struct, frozen=True):
    """Where a place lies, in degrees, made by `training/place_points.py`; `key` is that of the place.

    `source` is `natural-earth` (a point inside a country), `geonames:ID` (a town, or the middle of a region's towns),
    or `own` (set by hand). A place that cannot be told from another of its name has no row.
    """

    key: str
    latitude: float
    longitude: float
    source: str


class ActorRow(msgspec.Struct, frozen=True):
    """A person or an organisation; `sector` holds PLOVER sector codes, `role` its usual place in a chain.

    `wikidata` is an item id that a source in hand confirms; `source` says where the row is attested, as in places.
    """

    key: str
    type: Literal["PER", "ORG"]
    name: str
    name_en: str
    aliases: tuple[str, ...]
    country: str
    sector: tuple[str, ...]
    role: LinkRole
    caution: bool
    wikidata: str | None
    source: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the row is of the user's own list."""
        return self.source[0].startswith("user:")


class RoleRow(msgspec.Struct, frozen=True):
    """An office and one who held it: `phrase` as news write it (وزير الدفاع الروسي), `actor` the key of its holder.

    `start` and `end` are ISO dates as exact as known (2012, 2012-11, 2012-11-06), both inclusive; None where open.
    `country` is the state or body it is an office of.
    """

    key: str
    actor: str
    phrase: tuple[str, ...]
    role_en: str
    country: str
    start: str | None
    end: str | None
    source: tuple[str, ...]


class TitleRow(msgspec.Struct, frozen=True):
    """A word that stands before a person's name or heads a role phrase (وزير, minister)."""

    key: str
    form: str
    feminine: tuple[str, ...]
    plural: tuple[str, ...]
    kind: Literal["office", "rank", "honorific", "profession", "spokesman"]
    sector: tuple[str, ...]
    source: str


class OrganisationHeadRow(msgspec.Struct, frozen=True):
    """A noun that opens an organisation's name or a phrase for one (وزارة, ministry)."""

    key: str
    form: str
    role: Literal["agency", "outlet", "body"]
    sector: tuple[str, ...]
    kind: str
    source: str


class GivenNameRow(msgspec.Struct, frozen=True):
    """A given name; `caution` marks those that are ordinary words too."""

    key: str
    form: str
    gender: str
    caution: bool
    source: str
