"""Events in the columns of ACLED: those that happened, on a day that is known, of a type that ACLED has.

What comes in is what is handed over; what goes out is one CSV. ACLED's columns come first, then ours, whose names begin
with `musnad_`. A row is what one article tells: the same event told by three articles has three rows. Nothing is filled
that is not known: deaths are empty, not 0, where no number is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from musnad.case.search.words import lexicon
from musnad.case.tellers import outlets
from musnad.corpus.evidence import outlet_of
from musnad.exports.events.acled_codes import (
    AcledTypeRow,
    Day,
    acled_day,
    acled_type,
    inter_of,
    interaction,
    iso_numbers,
)
from musnad.exports.events.event_types import plover_types
from musnad.exports.events.whereabouts import whereabouts_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.sentences import Sentences
from musnad.exports.subject import Article, Subject
from musnad.exports.tables.rows import in_article
from musnad.exports.tables.spreadsheet import FORMULA, SheetWriter
from musnad.model import Document, Event
from musnad.views.event_facts import EventFacts, Party, event_facts
from musnad.views.labels import load_labels
from musnad.views.outline import teller_words

__all__ = ["ACLED_COLUMNS", "OUR_COLUMNS", "write"]

ACLED_COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OUR_COLUMNS: Final = (
    "musnad_article", "musnad_url", "musnad_published", "musnad_type", "musnad_mode", "musnad_first_day",
    "musnad_last_day", "musnad_trigger_start", "musnad_trigger_end",
)  # fmt: skip
_PLAIN = ("event_date", "year", "time_precision", "iso", "latitude", "longitude", "geo_precision", "fatalities",
          "timestamp", "musnad_first_day", "musnad_last_day", "musnad_trigger_start", "musnad_trigger_end")  # fmt: skip
_TOOK_PLACE = frozenset(("happened", "ongoing"))
_VIOLENT = "Political violence"
_BETWEEN = "; "


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write a row for each event that ACLED would list; the others are counted by what they lack first."""
    types = plover_types()
    for loss in ("status", "no_type", "no_date", "figures", FORMULA):
        out.lose(loss, 0)
    out.wrote("events", 0)
    stamp = str(int(datetime.fromisoformat(manner.made).timestamp()))
    with out.text() as file:
        sheet = SheetWriter(file, (*ACLED_COLUMNS, *OUR_COLUMNS), out.lose, plain=_PLAIN)
        for article in subject.articles():
            out.wrote("articles")
            sentences = Sentences(article.document)
            for facts in event_facts(article.document, types):
                found = _listed(facts, out.lose)
                if found is not None:
                    sheet.write(_cells(article, facts, *found, sentences, stamp))
                    out.wrote("events")


def _listed(facts: EventFacts, lose: Callable[[str], object]) -> tuple[AcledTypeRow, Day] | None:
    """Return the type and the day of an event that ACLED would list; None, counted, of any other."""
    event = facts.event
    if event.status not in _TOOK_PLACE:
        lose("status")
        return None
    if (kind := acled_type(facts)) is None:
        lose("no_type")
        return None
    if (day := acled_day(event.time)) is None:
        lose("no_date")
        return None
    if any(f.of != "killed" or f.value is None for f in event.figures):
        lose("figures")
    return kind, day


def _cells(
    article: Article, facts: EventFacts, kind: AcledTypeRow, day: Day, sentences: Sentences, stamp: str
) -> Iterator[str]:
    doc, own = article.document, article.id
    event = facts.event
    yield from (in_article(own, event.id), day.day.isoformat(), str(day.day.year), str(day.precision))
    yield from (kind.disorder, kind.event_type, kind.sub_event_type)
    yield from _party_cells(facts, kind)
    yield from _place_cells(facts.place)
    yield from (doc.outlet or "", _scale(doc, _country(facts)), sentences.words_at(event.trigger))
    yield from (_deaths(event), _tags(doc, facts), stamp)
    yield from (own, doc.url or "", doc.published or "", event.type, event.mode or "")
    yield from (day.first.isoformat(), day.last.isoformat(), str(event.trigger.start), str(event.trigger.end))


def _party_cells(facts: EventFacts, kind: AcledTypeRow) -> Iterator[str]:
    country = _country(facts)
    one = kind.inter1 or _inter(facts.actors, country, acts=True)
    other = _inter(facts.recipients, country, acts=False)
    for parties, inter in ((facts.actors, one), (facts.recipients, other)):
        yield from (parties[0].name if parties else "", _BETWEEN.join(party.name for party in parties[1:]), inter)
    yield interaction(one, other)
    yield "Civilian targeting" if other == "Civilians" and kind.disorder == _VIOLENT else ""


def _inter(parties: Sequence[Party], country: str | None, *, acts: bool) -> str:
    return inter_of(parties[0], country, acts=acts) if parties else ""


def _country(facts: EventFacts) -> str | None:
    return facts.place.entity.country if facts.place is not None else None


def _place_cells(place: Party | None) -> Iterator[str]:
    where = whereabouts_of(place.entity) if place is not None else None
    number = iso_numbers().get(place.entity.country or "") if place is not None else None
    yield "" if number is None else str(number)
    yield ""  # region: which of ACLED's regions a country is in is not known here
    yield where.country if where is not None else ""
    yield from (where.province if where is not None else "", "", "")
    yield place.name if place is not None else ""
    is_found = where is not None and where.precision is not None and where.point is not None
    yield from (where.latitude, where.longitude, str(where.precision)) if where and is_found else ("", "", "")


@cache
def _outlet_countries() -> Mapping[str, str]:
    return {f"actors:{row.key}": row.country for row in lexicon().actors if row.role in ("agency", "outlet")}


def _scale(doc: Document, country: str | None) -> str:
    """Return whether an outlet is of the event's country; empty where either is not known."""
    home = _outlet_countries().get(outlet_of(doc, outlets()).key)
    if not home or not country:
        return ""
    return "National" if home == country else "International"


def _deaths(event: Event) -> str:
    """Return the least number of the killed that is told; empty where none is."""
    told = [figure.value for figure in event.figures if figure.of == "killed" and figure.value is not None]
    return str(min(told)) if told else ""


def _tags(doc: Document, facts: EventFacts) -> str:
    labels = load_labels()
    chain = " > ".join(teller_words(doc, link, labels) for link in facts.chain)
    tags = [f"told by={chain}" if chain else "told by=the article itself", f"status={facts.event.status}"]
    return _BETWEEN.join([*tags, *(["unnamed source"] if any(link.anonymous for link in facts.chain) else [])])
