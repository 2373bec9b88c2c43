"""An entity while it is being put together, and the words of its names.

What comes in are mentions; what goes out is an `Entity`. Deciding who is who happens elsewhere.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from musnad.arabic.orthography import fold
from musnad.lexicon.matcher import words_of
from musnad.lexicon.romanised import Romaniser
from musnad.model import Entity, EntityType, LinkRole, Mention, Span

__all__ = ["Draft"]

_JOINERS = str.maketrans("_#", "  ")  # of hashtags
_ID_DIGITS = 8


@dataclass(slots=True)
class Draft:
    """One entity in the making; `names` counts the forms of its names, `row` is its lexicon row."""

    type: EntityType
    order: int
    row: str | None = None
    name_en: str | None = None
    label: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: LinkRole | None = None
    origin: str = "entities:name"
    head: str | None = None
    names: dict[str, int] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    wikidata: str | None = None
    reasons: tuple[str, ...] = ()
    starts: list[int] = field(default_factory=list)  # of the mentions, in order, as `ends`
    ends: list[int] = field(default_factory=list)

    def add(self, mention: Mention, text: str) -> None:
        """Count one more mention of this entity."""
        self.join(mention)
        if mention.form == "name":
            self.names[text] = self.names.get(text, 0) + 1

    def join(self, mention: Mention) -> None:
        """Take in a mention that gives no name."""
        self.mentions.append(mention)
        insort(self.starts, mention.start)
        insort(self.ends, mention.end)

    def last_start(self, before: int) -> int:
        """Return where the last mention begins that begins before a place, -1 where none does."""
        at = bisect_left(self.starts, before)
        return self.starts[at - 1] if at else -1

    def last_end(self, before: int) -> int:
        """Return where the last mention ends that ends by a place, -1 where none does."""
        at = bisect_right(self.ends, before)
        return self.ends[at - 1] if at else -1

    def add_role(self, role: str) -> None:
        """Note a role the text gives it."""
        if role not in self.roles:
            self.roles.append(role)

    def finish(self, taken: set[str], romaniser: Romaniser) -> Entity:
        """Return the entity; its id comes from its lexicon row, else from its type and folded name."""
        name = self.label or max(self.names, key=lambda n: (len(words_of(n)), self.names[n], len(n), n))
        name = " ".join(name.translate(_JOINERS).split())
        entity_id = self._id(name)
        while entity_id in taken:
            entity_id += "-2"
        taken.add(entity_id)
        return Entity(
            id=entity_id,
            type=self.type,
            name=name,
            name_en=self.name_en,
            name_latin=self.name_en or romaniser.plain(name),
            name_ijmes=romaniser.ijmes(name),
            wikidata=self.wikidata,
            country=self.country,
            sectors=self.sectors,
            role=self.role,
            roles=tuple(self.roles),
            reasons=self.reasons,
            mentions=tuple(Span(start, end) for start, end in sorted({(m.start, m.end) for m in self.mentions})),
            origin=self.origin,
        )

    def _id(self, name: str) -> str:
        if self.row is not None:
            return self.row.split(":", 1)[1]
        digest = zlib.crc32(" ".join(words_of(fold(name))).encode())
        return f"{self.type.lower()}-{digest:0{_ID_DIGITS}x}"
