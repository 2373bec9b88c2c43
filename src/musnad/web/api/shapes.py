"""What the answers of the API look like, as components of its OpenAPI document.

Those of the model's own values come from their types; those of records are written here, field by field.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import msgspec

from musnad.case.called import GivenName
from musnad.case.notes import Note
from musnad.case.source_list import SourceItem
from musnad.case.weighing import ClaimDecision
from musnad.corpus.chains import ChainGraph
from musnad.corpus.changes import Change
from musnad.corpus.circles import Circle
from musnad.corpus.counting import Counts
from musnad.corpus.dossier import Dossier
from musnad.corpus.faults import Fault
from musnad.corpus.identity import Pair
from musnad.corpus.merging import IdentityDecision
from musnad.corpus.network import CitationNetwork, EventNetwork
from musnad.corpus.sources import Mark, Rating, Source
from musnad.corpus.timeline import Entry
from musnad.corpus.what_if import Difference
from musnad.exports.catalogue import Of
from musnad.model.codec import PrintedDocument
from musnad.model.evidence import Claim, Opposition
from musnad.views.claim_brief import ClaimBrief
from musnad.web.jobs import Job

__all__ = ["REFERENCE", "components", "shape_of"]

REFERENCE = "#/components/schemas/{name}"
Schema = dict[str, Any]
_TYPES = (
    PrintedDocument, Claim, Opposition, ChainGraph, Counts, Fault, Change, Circle, Mark, Rating, Source, Note,
    Difference, Dossier, Pair, IdentityDecision, ClaimDecision, EventNetwork, CitationNetwork, Entry, ClaimBrief, Job,
    SourceItem, GivenName,
)  # fmt: skip


def shape_of(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": REFERENCE.format(name=name)}


@cache
def components() -> dict[str, Schema]:
    """Return all components by their names."""
    _, made = msgspec.json.schema_components(_TYPES, ref_template=REFERENCE)
    own = {**_lists(), **_claims(), **_others()}
    if twice := made.keys() & own.keys():
        raise ValueError(f"two shapes are called {', '.join(sorted(twice))}")
    return {**made, **own}


def _object(required: Schema, optional: Schema | None = None, *, about: str = "") -> Schema:
    found: Schema = {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}
    return {**found, "description": about} if about else found


def _all(name: str, more: Schema) -> Schema:
    """Return the shape of a value of the model with more fields beside its own."""
    return {"allOf": [shape_of(name), _object(more)]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer"}
_NUMBER: Schema = {"type": "number"}
_YES: Schema = {"type": "boolean"}
_ANY: Schema = {"type": "object"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_WHOLE_OR_NULL: Schema = {"type": ["integer", "null"]}
_RANGE: Schema = {"type": "array", "items": _WHOLE, "minItems": 2, "maxItems": 2}
_NAMES: Schema = {"type": "object", "additionalProperties": _TEXT}
_TALLY: Schema = {"type": "object", "additionalProperties": _WHOLE}


def _page(name: str, entries: Schema, **more: Schema) -> Schema:
    told = {"total": _WHOLE, "start": _WHOLE, "limit": _WHOLE, "next": _TEXT_OR_NULL}
    return _object({**told, **more, name: _array(entries)}, about="A page of a list; `next` is where it goes on.")


def _lists() -> dict[str, Schema]:
    match = {"start": _WHOLE, "end": _WHOLE, "word": _TEXT, "rule": _TEXT}
    written = _object({**match, "written": _TEXT})
    snippet = _object({"start": _WHOLE, "end": _WHOLE, "text": _TEXT, "matches": _array(written)})
    hit = _object({
        "document": _WHOLE, "article": _WHOLE, "version": _WHOLE, "name": _TEXT, "title": _TEXT_OR_NULL,
        "outlet": _TEXT_OR_NULL, "published": _TEXT_OR_NULL, "url": _TEXT_OR_NULL,
        "score": {"type": ["number", "null"]}, "title_matches": _array(written), "snippet": _or_null(snippet),
        "matches": _array(_object(match)),
    })  # fmt: skip
    count = _object({"key": _TEXT, "label": _TEXT, "documents": _WHOLE})
    facets = {"type": "object", "additionalProperties": _array(count)}
    note = _object({
        "id": _WHOLE, "made": _TEXT, "article": _WHOLE, "document": _WHOLE, "kind": {"enum": ["note", "pick"]},
        "span": _or_null(_RANGE), "words": _TEXT, "who": _TEXT, "undone": _TEXT_OR_NULL,
    })  # fmt: skip
    on_list = {"current": _WHOLE, "title": _TEXT, "outlet": _TEXT_OR_NULL, "day": _TEXT_OR_NULL,
               "quoted": _TEXT_OR_NULL}  # fmt: skip
    here = _all("ArticleNote", {"here": _or_null(_RANGE)})
    source = _all("Source", {
        "letter": _TEXT_OR_NULL, "side": _TEXT_OR_NULL, "published": _WHOLE, "named": _WHOLE, "first": _TEXT_OR_NULL,
        "last": _TEXT_OR_NULL, "notes": _array(shape_of("Note")),
    })  # fmt: skip
    return {
        "Hit": hit,
        "ArticlePage": _page("articles", shape_of("Hit"), query=_TEXT, notes=_array(_TEXT), facets=_or_null(facets)),
        "ClaimPage": _page("claims", shape_of("ClaimBrief"), articles=_WHOLE, alone=_WHOLE),
        "ArticleNote": note,
        "ArticleNotes": _object({"notes": _array(here)}),
        "ArticleNotePage": _page("notes", _all("ArticleNote", on_list)),
        "ActorItem": _object(
            {
                "key": _TEXT,
                "name": _TEXT,
                "kind": {"enum": ["PER", "ORG", "LOC", None]},
                "articles": _WHOLE,
                "others": _array(_TEXT),
            }
        ),
        "ActorPage": _page("actors", shape_of("ActorItem")),
        "SourceRecord": source,
        "SourcePage": _page("sources", shape_of("SourceItem")),
    }


def _claims() -> dict[str, Schema]:
    reason = _object({"trait": _TEXT, "weight": _NUMBER, "shared": _array(_TEXT)})
    join = _object({"one": _TEXT, "other": _TEXT, "chance": _NUMBER, "reasons": _array(reason)})
    claim = _object({
        "id": _TEXT, "summary": _object({"ar": _TEXT, "en": _TEXT}), "counts": shape_of("Counts"),
        "chains": shape_of("ChainGraph"), "faults": _array(shape_of("Fault")), "joins": _array(join),
        "against": _array(_all("Opposition", {"evidence": shape_of("Evidence")})),
        "changes": _array(shape_of("Change")), "marks": _array(shape_of("Mark")),
        "ratings": {"type": "object", "additionalProperties": _array(shape_of("Rating"))},
    })  # fmt: skip
    difference = _all("Difference", {"is_gone": _YES, "loses_its_last_origin": _YES})
    entry = {"allOf": [shape_of("Entry"), _object({"parties": _array(_TEXT)})]}
    period = _object({"first": _TEXT, "last": _TEXT, "entries": _array(entry)})
    node = {"anyOf": [shape_of("Actor"), shape_of("Voice")]}
    tie = {"allOf": [{"anyOf": [shape_of("EventTie"), shape_of("CitationTie")]}, _object({"weight": _WHOLE})]}
    return {
        "ClaimRecord": claim,
        "WholeClaim": _all("ClaimRecord", {"claim": shape_of("Claim"), "circles": _array(shape_of("Circle"))}),
        "ArticleClaims": _object({"document": _WHOLE, "alone": _WHOLE, "claims": _array(shape_of("ClaimRecord"))}),
        "WhatIf": _object({
            "left_out": _NAMES, "claims": _WHOLE, "more": _WHOLE, "lose": _WHOLE, "differences": _array(difference),
        }),
        "Timeline": _object({
            "articles": _WHOLE, "claims": _WHOLE, "more": _WHOLE, "by": {"enum": ["day", "month", "year"]},
            "periods": _array(period), "undated": _array(entry), "names": _NAMES,
        }),
        "Network": _object({
            "kind": {"enum": ["events", "citations"]}, "articles": _WHOLE, "claims": _WHOLE, "more": _WHOLE,
            "nodes": _array(node), "ties": _array(tie),
        }),
    }  # fmt: skip


def _others() -> dict[str, Schema]:
    passage = _object({"from": _RANGE, "to": _RANGE, "words": _WHOLE})
    change = _object({
        "kind": _TEXT, "from": _or_null(_RANGE), "to": _or_null(_RANGE), "was": _TEXT_OR_NULL, "is": _TEXT_OR_NULL,
    })  # fmt: skip
    copy = _object({
        "documents": _array(_WHOLE), "name": _TEXT, "title": _TEXT_OR_NULL, "outlet": _TEXT_OR_NULL,
        "published": _TEXT_OR_NULL, "shared": _or_null(_ANY), "from": _WHOLE, "to": _WHOLE,
        "passages": _array(passage), "changes": _array(change),
    })  # fmt: skip
    related = _object({
        "document": _WHOLE, "name": _TEXT, "title": _TEXT_OR_NULL, "outlet": _TEXT_OR_NULL, "day": _TEXT_OR_NULL,
        "days": _WHOLE_OR_NULL, "score": _NUMBER, "copies": _array(_WHOLE),
        "reasons": _array(_object({"kind": _TEXT, "label": _TEXT, "weight": _NUMBER})),
    })  # fmt: skip
    trait = _object({"trait": _TEXT, "weight": _NUMBER, "words": _array(_TEXT)})
    pair = _object({
        "one": _TEXT, "other": _TEXT, "score": _NUMBER, "reasons": _array(trait), "against": _array(trait),
    })  # fmt: skip
    saved = _object({
        "name": _TEXT, "query": _TEXT, "strict": _YES, "new": _WHOLE,
        "filters": _array(_object({"field": _TEXT, "value": _TEXT, "is_not": _YES})),
    })  # fmt: skip
    correction = _object({
        "id": _WHOLE, "made": _TEXT, "document": _WHOLE, "layer": _TEXT,
        "action": {"enum": ["add", "remove", "replace"]}, "target": _array(_RANGE), "words": _TEXT,
        "value": _or_null(_ANY), "reason": _TEXT, "undone": _TEXT_OR_NULL,
    })  # fmt: skip
    said = _object({"ar": _TEXT, "en": _TEXT})
    form = _object({
        "name": _TEXT, "group": _TEXT, "shape": {"enum": ["file", "folder"]}, "suffix": _TEXT, "media": _TEXT,
        "of": {"enum": list(get_args(Of))}, "needs": _TEXT, "title": said, "purpose": said,
        "lost": {"type": "object", "additionalProperties": said},
    }, about="A format, and by key what it cannot carry; `needs` is the extra of musnad that it takes.")  # fmt: skip
    error = _object({"place": _TEXT, "reason": _TEXT, "remedy": _TEXT}, about="Where, what is wrong, what to do.")
    return {
        "Error": _object({"error": error}),
        "Case": _object({
            "name": _TEXT, "id": _TEXT, "created": _TEXT, "musnad": _TEXT, "may_write": _YES, "not_weighed": _WHOLE,
            "articles": _WHOLE, "documents": _WHOLE, "sightings": _WHOLE, "quarantined": _WHOLE, "corrections": _WHOLE,
            "log_entries": _WHOLE, "undated": _WHOLE, "first": _TEXT_OR_NULL, "last": _TEXT_OR_NULL,
            "text_bytes": _WHOLE, "outlets": _TALLY,
            "read_by": _array(_object({"stages": _NAMES, "documents": _WHOLE})),
        }),
        "LogEntry": _object({"number": _WHOLE, "at": _TEXT, "kind": _TEXT, "what": _ANY}),
        "Log": _object({"last": _WHOLE, "next": _TEXT_OR_NULL, "entries": _array(shape_of("LogEntry"))}),
        "Copies": _object({
            "document": _WHOLE, "first": _WHOLE_OR_NULL, "basis": _TEXT_OR_NULL, "copies": _array(copy),
        }),
        "RelatedArticles": _object({"related": _array(related)}),
        "DossierRecord": _all("Dossier", {"counts": _TALLY, "left_out": _WHOLE}),
        "Pairs": _object({"pairs": _array(pair), "names": _NAMES}),
        "ActorDecisions": _object({"decisions": _array(shape_of("IdentityDecision"))}),
        "ClaimDecisions": _object({"decisions": _array(shape_of("ClaimDecision"))}),
        "GivenNames": _object({"names": _array(shape_of("GivenName"))}),
        "Notes": _object({"notes": _array(shape_of("Note"))}),
        "Correction": correction,
        "Corrections": _object({"corrections": _array(shape_of("Correction"))}),
        "SavedSearch": saved,
        "SavedSearches": _object({"searches": _array(shape_of("SavedSearch"))}),
        "ExportFormat": form,
        "ExportFormats": _object({"formats": _array(shape_of("ExportFormat"))}),
        "Jobs": _object({"jobs": _array(shape_of("Job"))}),
    }  # fmt: skip
