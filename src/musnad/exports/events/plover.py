"""Events as lines of JSON in PLOVER's own fields, those of the chapter "Data Fields" of its manual.

What comes in is a document with its events; what goes out are dictionaries ready to print. A field of which nothing is
known is left out, also where PLOVER asks for it. Our own form of events is made in `musnad.views.events_json`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from musnad import __version__
from musnad.exports.events.event_types import plover_types
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.sentences import Sentences
from musnad.exports.subject import Subject
from musnad.exports.tables.rows import in_article
from musnad.model import Document, Span
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts

__all__ = ["plover_records", "write"]

_DAY = 10
_SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}
_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# matches 2018-05-10T15:00 and 2018-05-10TMO, which names a part of the day
_MOMENT = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)T(?P<time>\d[\d:]*.*)?(?P<part>[A-Z]{2})?", re.ASCII)


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write a line for each event, and count those that lack what PLOVER asks for."""
    types = plover_types()
    for loss in ("no_actor", "no_date", "no_day"):
        out.lose(loss, 0)
    with out.binary() as file:
        for article in subject.articles():
            out.wrote("articles")
            for record in plover_records(article.document, types, id=article.id):
                for loss in _lacking(record):
                    out.lose(loss)
                file.write(msgspec.json.encode(record) + b"\n")
                out.wrote("events")


def plover_records(doc: Document, types: PloverTypes, *, id: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield each event in PLOVER's fields. What musnad adds stands in `comment`, as the manual provides.

    `id` is told in place of the document's.
    """
    own, sentences = doc.id if id is None else id, Sentences(doc)
    cited = {
        "corpus": doc.outlet, "url": doc.url, "title": doc.title, "publication": (doc.published or "")[:_DAY],
        "language": "ar", "coder": f"musnad {__version__}",
    }  # fmt: skip
    for facts in event_facts(doc, types):
        event, trigger = facts.event, facts.event.trigger
        yield _known({
            "id": in_article(own, event.id),
            "has_event": True,
            **_moment(event.time),
            "actor": [_party(party) for party in facts.actors],
            "recipient": [_party(party) for party in facts.recipients],
            "event": facts.plover,
            "event_loc": _place(facts.place) if facts.place else None,
            "event_text": {"start": trigger.start, "end": trigger.end, "text_story": doc.slice(trigger)},
            "quad_code": facts.quad,
            "event_scale": facts.score,
            "mode": [mode for mode in (event.mode, *facts.auxiliary) if mode],
            "context": list(event.contexts),
            "size": _size(facts),
            "text": _sentence(doc, sentences, trigger),
            "cite_info": _known(cited),
            "comment": _comment(facts),
        })  # fmt: skip


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of which something is known."""
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def _party(party: Party) -> dict[str, Any]:
    entity = party.entity
    return _known({
        "code": entity.country, "sector": list(entity.sectors), "entity_text": party.words,
        "identifier_id": entity.wikidata, "identifier_text": party.name, "office": next(iter(entity.roles), None),
    })  # fmt: skip


def _place(place: Party) -> dict[str, Any]:
    return _known({
        "extracted_place": place.words, "resolved_place": place.entity.name_en or place.entity.name,
        "country_code": place.entity.country,
    })  # fmt: skip


def _size(facts: EventFacts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for figure in facts.event.figures:
        if figure.value is not None and figure.of in _SIZES:
            found[_SIZES[figure.of]].append(figure.value)
    return dict(found)


def _sentence(doc: Document, sentences: Sentences, trigger: Span) -> dict[str, Any]:
    found = sentences.at(trigger)
    if found is None:
        return {}
    number, sentence = found
    return {"sequence": number, "start": sentence.start, "end": sentence.end, "text_story": doc.slice(sentence)}


def _comment(facts: EventFacts) -> str:
    told = f"told by {facts.event.statement}" if facts.event.statement else "in the article's own voice"
    as_told = f"; told as {facts.event.type}" if facts.plover != facts.event.type else ""
    return f"status {facts.event.status}; {told}{as_told}; rule {facts.event.origin}"


def _moment(value: str | None) -> dict[str, str]:
    """Return the date of an event, and the time where one is told; PLOVER has them in two fields."""
    found = _MOMENT.fullmatch(value or "")
    if found is None:
        return {"date": value} if value else {}
    return {"date": found["date"]} | ({"time": found["time"]} if found["time"] else {})


def _lacking(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an event lacks that PLOVER asks for, by the keys of what is lost."""
    if "actor" not in record:
        yield "no_actor"
    if "date" not in record:
        yield "no_date"
    elif not _IS_DAY.fullmatch(record["date"]):
        yield "no_day"
