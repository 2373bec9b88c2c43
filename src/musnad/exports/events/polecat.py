"""Events as rows shaped like POLECAT, the public data set in PLOVER terms: 40 columns as there, then our own.

What comes in is a document with its events; what goes out are lines of tab-separated values. Cells with several values
part them with `; `. What musnad does not know (Correlates of War numbers, districts, Wikipedia ids) stays empty;
nothing falls back to the day of publication. No cell holds a tab or a line break, and a cell with a quote is quoted, so
that programs that read quotes and programs that only count tabs both find the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from musnad import __version__
from musnad.exports.events.event_types import plover_types
from musnad.exports.events.whereabouts import whereabouts_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.exports.tables.rows import in_article
from musnad.model import ChainLink, Document, EntityType
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts
from musnad.views.labels import Labels, load_labels
from musnad.views.outline import teller_words

__all__ = ["COLUMNS", "OUR_COLUMNS", "POLECAT_COLUMNS", "polecat_head", "polecat_lines", "write"]

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
_NO_BREAKS = dict.fromkeys(map(ord, "\t\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_STORY: Final[tuple[EntityType, ...]] = ("PER", "ORG", "LOC")


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write a line for each event, after one that names the columns."""
    types = plover_types()
    for loss in ("breaks", "vague"):
        out.lose(loss, 0)
    with out.text() as file:
        file.write(polecat_head())
        for article in subject.articles():
            file.write(polecat_lines(article.document, types, load_labels(), id=article.id, lose=out.lose))
            out.wrote("articles")
            out.wrote("events", len(article.document.events or ()))


def polecat_head() -> str:
    """Return the line that names the columns."""
    return _line(COLUMNS, _nothing)


def polecat_lines(
    doc: Document,
    types: PloverTypes,
    labels: Labels,
    *,
    id: str | None = None,
    lose: Callable[[str], object] = lambda _what: None,
) -> str:
    """Return one line for each event of a document, in text order; empty for a document without events.

    `id` is told in place of the document's; `lose` is called with what a line cannot hold.
    """
    own = doc.id if id is None else id
    story = [_BETWEEN.join(e.name_en or e.name for e in doc.entities or () if e.type == kind) for kind in _STORY]
    lines = []
    for facts in event_facts(doc, types):
        if any(figure.value is None for figure in facts.event.figures):
            lose("vague")
        lines.append(_line(_cells(doc, own, facts, story, labels), lose))
    return "".join(lines)


def _cells(doc: Document, own: str, facts: EventFacts, story: list[str], labels: Labels) -> Iterator[str]:
    event, place = facts.event, facts.place
    yield from (in_article(own, event.id), event.time or "", facts.plover, event.mode or "", f"{facts.score:g}")
    yield from (str(facts.quad), _BETWEEN.join(event.contexts))
    yield from _party_cells(facts.actors)
    yield from _party_cells(facts.recipients)
    yield from _place_cells(place)
    yield from (doc.outlet or "", (doc.published or "")[:_DAY], *story, "ar", f"musnad {__version__}")
    yield from (own, doc.url or "", event.type, event.status, _BETWEEN.join(facts.auxiliary))
    yield from (doc.slice(event.trigger), str(event.trigger.start), str(event.trigger.end))
    yield from (event.time_basis or "", event.place_basis or "", event.statement or "")
    yield from (_chain(doc, facts.chain, labels), "1" if any(link.anonymous for link in facts.chain) else "")
    yield from (_figures(facts, of) for of in ("killed", "wounded", "arrested"))
    yield from (_BETWEEN.join(p.entity.wikidata or "" for p in side) for side in (facts.actors, facts.recipients))
    yield event.origin


def _place_cells(place: Party | None) -> Iterator[str]:
    if place is None:
        yield from [""] * 10
        return
    where = whereabouts_of(place.entity)
    yield place.name
    yield from (where.town, "", where.province) if where else ("", "", "")
    yield place.entity.country or ""
    yield from (where.latitude, where.longitude, where.geonames) if where else ("", "", "")
    yield from (place.words, "")


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


def _line(cells: Iterable[str], lose: Callable[[str], object]) -> str:
    row = []
    for cell in cells:
        row.append(cell.translate(_NO_BREAKS))
        if row[-1] != cell:
            lose("breaks")
    line = io.StringIO()
    csv.writer(line, dialect="excel-tab", lineterminator="\n").writerow(row)
    return line.getvalue()


def _nothing(_what: str) -> None:
    """Lose nothing."""
