"""Events as rows shaped like POLECAT, the public data set in PLOVER terms: 40 columns as there, then our own.

What comes in is a document with its events; what goes out are lines of tab-separated values. No I/O. Cells with
several values part them with `; `. What musnad does not know (Correlates of War numbers, coordinates, districts)
stays empty; nothing falls back to the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from musnad import __version__
from musnad.model import ChainLink, Document, EntityType
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts
from musnad.views.labels import Labels
from musnad.views.outline import teller_words

__all__ = ["COLUMNS", "OUR_COLUMNS", "POLECAT_COLUMNS", "polecat_head", "polecat_lines"]

POLECAT_COLUMNS: Final = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
OUR_COLUMNS: Final = (
    "Document ID", "URL", "Told Type", "Status", "Auxiliary Modes", "Trigger", "Trigger Start", "Trigger End",
    "Date Basis", "Place Basis", "Statement ID", "Chain", "Unnamed Source", "Killed", "Wounded", "Arrested",
    "Actor Wikidata", "Recipient Wikidata", "Rule",
)  # fmt: skip
COLUMNS: Final = POLECAT_COLUMNS + OUR_COLUMNS
_BETWEEN = "; "
_DAY = 10
_STORY: Final[tuple[EntityType, ...]] = ("PER", "ORG", "LOC")


def polecat_head() -> str:
    """Return the line that names the columns."""
    return _line(COLUMNS)


def polecat_lines(doc: Document, types: PloverTypes, labels: Labels) -> str:
    """Return one line for each event of a document, in text order; empty for a document without events."""
    story = [_BETWEEN.join(e.name_en or e.name for e in doc.entities or () if e.type == kind) for kind in _STORY]
    return "".join(_line(_cells(doc, facts, story, labels)) for facts in event_facts(doc, types))


def _cells(doc: Document, facts: EventFacts, story: list[str], labels: Labels) -> Iterator[str]:
    event, place = facts.event, facts.place
    yield from (f"{doc.id}:{event.id}", event.time or "", facts.plover, event.mode or "", f"{facts.score:g}")
    yield from (str(facts.quad), _BETWEEN.join(event.contexts))
    yield from _party_cells(facts.actors)
    yield from _party_cells(facts.recipients)
    yield place.name if place else ""
    yield from ("", "", "", (place.entity.country or "") if place else "", "", "", "", place.words if place else "", "")
    yield from (doc.outlet or "", (doc.published or "")[:_DAY], *story, "ar", f"musnad {__version__}")
    yield from (doc.id, doc.url or "", event.type, event.status, _BETWEEN.join(facts.auxiliary))
    yield from (doc.slice(event.trigger), str(event.trigger.start), str(event.trigger.end))
    yield from (event.time_basis or "", event.place_basis or "", event.statement or "")
    yield from (_chain(doc, facts.chain, labels), "1" if any(link.anonymous for link in facts.chain) else "")
    yield from (_figures(facts, of) for of in ("killed", "wounded", "arrested"))
    yield from (_BETWEEN.join(p.entity.wikidata or "" for p in side) for side in (facts.actors, facts.recipients))
    yield event.origin


def _party_cells(parties: tuple[Party, ...]) -> Iterator[str]:
    sectors = [sector for party in parties for sector in party.entity.sectors]
    yield _BETWEEN.join(party.name for party in parties)
    yield _BETWEEN.join(_unique(party.entity.country or "" for party in parties))
    yield ""
    yield sectors[0] if sectors else ""
    yield _BETWEEN.join(_unique(sectors))
    yield _BETWEEN.join(_unique(role for party in parties for role in party.entity.roles))
    yield _BETWEEN.join(party.words for party in parties)
    yield ""


def _figures(facts: EventFacts, of: str) -> str:
    return _BETWEEN.join("" if f.value is None else str(f.value) for f in facts.event.figures if f.of == of)


def _chain(doc: Document, chain: tuple[ChainLink, ...], labels: Labels) -> str:
    return " > ".join(teller_words(doc, link, labels) for link in chain)


def _unique(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _line(cells: Iterable[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
