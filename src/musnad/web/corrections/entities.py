"""Somebody whom an article speaks of as fields, and back: what he is called, who he is, and where he is named.

Who he is, is a row of the lexicon or nobody that it knows; that is what joins articles, so that a correction of a name
keeps it until somebody chooses another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from musnad.case.judging import Change
from musnad.case.revising import free_id, without
from musnad.lexicon.names import ActorRow, PlaceRow
from musnad.model import Document, Entity, EntityType, LinkRole, Mention, Span
from musnad.web.corrections.places import parse_spans
from musnad.web.corrections.reading import Reader, shown_place


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["KNOWN", "RowOf", "entity_fields", "entity_values", "read_entity"]

KNOWN = ("actors:", "places:")
RowOf = Callable[[str], ActorRow | PlaceRow | None]
_WIKIDATA = re.compile("Q[1-9][0-9]{0,11}")
_COUNTRY = re.compile("[A-Z]{3}")
_LONGEST_NAME = 200


def entity_fields(doc: Document, entity: Entity | None, at: Span | None = None) -> dict[str, tuple[str, ...]]:
    """Return somebody as fields; without one, those of somebody to be added who is named at a place."""
    if entity is None:
        name = " ".join(doc.slice(at).split()) if at else ""
        return {"name": (name,), "type": ("PER",), "wikidata": ("",), "country": ("",), "role": ("",), "known": ("",),
                "mention": (), **shown_place(doc, "more", at)}  # fmt: skip
    return {
        "name": (entity.name,), "type": (entity.type,), "wikidata": (entity.wikidata or "",),
        "country": (entity.country or "",), "role": (entity.role or "",),
        "known": (entity.origin if entity.origin.startswith(KNOWN) else "",),
        "mention": tuple(f"{span.start}-{span.end}" for span in entity.mentions), **shown_place(doc, "more", None),
    }  # fmt: skip


def entity_values(entity: Entity) -> dict[str, str]:
    """Return what a correction of somebody says, by groups of labels; a value without a group stands for itself."""
    return {"entity": entity.type, "value": entity.name, "wikidata": entity.wikidata or ""}


def read_entity(read: Reader, target: Entity | None, row_of: RowOf) -> tuple[Change, ...]:
    """Return the changes that the fields of somebody ask for; `row_of` gives rows of the lexicon by their keys."""
    kind: EntityType = read.choice("type", EntityType, "PER")
    role: LinkRole | None = read.option("role", LinkRole)
    name = " ".join(read.one("name").split())
    if not name or len(name) > _LONGEST_NAME:
        read.tell("name", _("Give a name, of no more than 200 characters."))
    wikidata = _coded(read, "wikidata", _WIKIDATA, _("A number of Wikidata is like Q42."))
    country = _coded(read, "country", _COUNTRY, _("A country is three letters, as in RUS."))
    known, was = read.one("known"), target.origin if target and target.origin.startswith(KNOWN) else ""
    row = row_of(known) if known != was else None
    if known and known != was and row is None:
        read.tell("known", _("There is none like this in the article any more. Choose one of the list."))
    places = _places(read, target)
    if read.problems:
        return ()
    base = target or Entity(id=_id(read.doc, places), type=kind, name=name, mentions=places, origin="judgement")
    made = msgspec.structs.replace(
        base, type=kind, name=name, wikidata=wikidata, country=country, role=role, mentions=places
    )
    if name != base.name:
        made = msgspec.structs.replace(made, name_latin=None, name_ijmes=None, name_en=None)
    if known != was:
        made = _as_row(made, known, row, name_given=name != base.name)
    return tuple(_changes(read.doc, target, made))


def _as_row(made: Entity, known: str, row: ActorRow | PlaceRow | None, *, name_given: bool) -> Entity:
    """Return somebody as the row that he is said to be; without one, as nobody that the lexicon knows."""
    if row is None:
        return msgspec.structs.replace(made, origin="judgement", reasons=())
    actor = row if isinstance(row, ActorRow) else None
    return msgspec.structs.replace(
        made, origin=known, reasons=(), type=actor.type if actor else "LOC",
        name=made.name if name_given else row.name, name_en=row.name_en or None, name_latin=row.name_en or None,
        name_ijmes=None, wikidata=row.wikidata, country=row.country or None,
        sectors=actor.sector if actor else (), role=actor.role if actor else None,
    )  # fmt: skip


def _coded(read: Reader, name: str, pattern: re.Pattern[str], said: str) -> str | None:
    given = read.one(name).upper()
    if given and not pattern.fullmatch(given):
        read.tell(name, said)
    return given or None


def _places(read: Reader, target: Entity | None) -> tuple[Span, ...]:
    """Return where somebody is named: the ticked places, and one more."""
    kept = {span for one in read.every("mention") for span in parse_spans(one) or ()}
    kept &= set(target.mentions) if target else set()
    more = read.place("more", needed=False, near=min(kept, default=Span(0, 1)).start)
    places = tuple(sorted({*kept, *((more,) if more else ())}))
    if not places and not read.problems:
        read.tell("more", _("Somebody must be named somewhere: tick a place, or give the words."))
    return places


def _changes(doc: Document, target: Entity | None, made: Entity) -> Iterator[Change]:
    """Yield what makes somebody stand so: names where none stood, himself, and others who lose a place to him."""
    named = {mention.span for mention in doc.mentions or ()} | set(target.mentions if target else ())
    for span in made.mentions:
        if span not in named:
            mention = Mention(start=span.start, end=span.end, type=made.type, origin="judgement")
            yield Change("mentions", "add", None, mention)
    if made != target:
        yield Change("entities", "add" if target is None else "replace", target, made)
    for other in doc.entities or ():
        lost = set(made.mentions) & set(other.mentions) if other.id != made.id else set()
        if len(lost) == 1:
            yield without(other, lost.pop())


def _id(doc: Document, places: tuple[Span, ...]) -> str:
    wanted = f"own-{places[0].start}-{places[0].end}" if places else "own"
    return free_id(wanted, (entity.id for entity in doc.entities or ()))
