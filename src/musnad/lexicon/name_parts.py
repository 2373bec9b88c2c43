"""The tables that say how names are built: the words inside them, around them, and never in them."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["NamePartRow", "NameWordRow", "PartKind", "WordKind"]

WordKind = Literal["common", "given", "person", "person_likely", "place", "place_likely"]
PartKind = Literal[
    "particle",
    "compound_tail",
    "place_head",
    "place_opening",
    "place_preposition",
    "adjective",
    "stop",
    "role_link",
    "purpose",
    "that",
    "inner_particle",
    "ministry",
    "weak_head",
    "state_head",
    "state_organ",
    "own_country",
    "describing",
    "rebel",
    "place_direction",
    "ordinal",
    "naming_adjective",
    "whole_head",
    "built_place",
    "acting_head",
    "acting_adjective",
]


class NameWordRow(msgspec.Struct, frozen=True):
    """Words of one kind that begin with one letter, mined from news: names of persons or places, or ordinary words."""

    key: str
    kind: WordKind
    forms: tuple[str, ...]
    source: str


class NamePartRow(msgspec.Struct, frozen=True):
    """A word with a fixed part in names and role phrases.

    In persons' names: `particle` joins the next word (أبو), `inner_particle` only inside a name (دي), `compound_tail`
    completes one (الدين), an `ordinal` follows a ruler's (الثاني).
    Around places: `place_head` and `place_direction` stand before a name and outside it (مدينة، شمال), a `built_place`
    belongs to it (قاعدة، شارع),
    `place_opening` opens it (جبل), `place_preposition` goes before places (في).
    In organisations' names and role phrases: `adjective` may continue a phrase (السابق) and `naming_adjective` makes it
    a name (المسلحة), `stop` never does (الذي); `role_link` and `purpose` join it to what it is over (باسم، لحقوق);
    `ministry` names a ministry by its field (الخارجية الروسية); a `weak_head` opens a name only before a word that is
    clearly one, a `whole_head` belongs to the name after it (ميليشيا), a `state_head` with a nationality stands for
    the state (الحكومة الليبية), and a `state_organ` without one for the only state; an `acting_head` names a body that
    takes part in events without a name (المعارضة), alone or with an `acting_adjective` (القوات النظامية);
    `own_country` is the state of the person before; `describing` adjectives judge a group and never tell it from
    another; a `rebel` is of the only
    rebels named. `that` opens what is told (إن).
    """

    key: str
    form: str
    kind: PartKind
    source: str
