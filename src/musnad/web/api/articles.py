"""Articles: lists and searches, documents, texts, and what goes with them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import Query

from musnad.case.choosing import Chosen as ChosenArticles
from musnad.case.choosing import documents_of
from musnad.case.claim_marks import marks_in
from musnad.case.copies import copies_of
from musnad.case.judging import read_corrected
from musnad.case.listing import current_version, listed, newest
from musnad.case.network import MOST_REPORTS, MOST_REPORTS_CHOSEN
from musnad.case.related import related_to
from musnad.case.search.find import find, find_documents
from musnad.case.search.query import Filter
from musnad.case.source_file import ratings_in
from musnad.case.store import read_document
from musnad.case.weighing import weigh, weigh_alone, weigh_most
from musnad.corpus.sources import Judged
from musnad.corpus.weighing import Weighing
from musnad.model.codec import encode
from musnad.views.claims_json import claim_record
from musnad.views.copies_json import copies_record, related_records
from musnad.views.found_json import found_record, hit_record
from musnad.web.api.asking import Articles, Chosen, DocumentNumber
from musnad.web.api.calls import Answer, Call, Way, check_document

__all__ = ["WAYS", "chosen_documents", "filters_of", "told_most"]

_FIELDS = ("outlet", "actor", "speaker", "place", "event", "stance")


def articles(call: Call, asked: Annotated[Articles, Query()]) -> object:
    """List the articles, or those that match: where, in which forms, and why.

    Without words and filters all are listed, the newest first. With `about` those on the story of an article are.
    """
    filters = filters_of(asked)
    if asked.about is not None:
        numbers = chosen_documents(call, asked) or ()
        return _story(call, asked, numbers[asked.start : asked.start + asked.limit], len(numbers))
    if not asked.q.strip() and not filters and not asked.facets:
        return _story(call, asked, *newest(call.case.connection, start=asked.start, limit=asked.limit))
    found = find(
        call.case, asked.q, filters=filters, strict=asked.strict, sort=asked.sort, limit=asked.limit,
        offset=asked.start, facets=asked.facets, after=0 if asked.q.strip() or filters else -1,
    )  # fmt: skip
    told = found_record(found)
    total = told.pop("total")
    entries = [hit_record(hit, found) for hit in found.hits]
    return call.page("articles", entries, total=total, start=asked.start, limit=asked.limit, **told)


def article(
    call: Call,
    document: DocumentNumber,
    machine: Annotated[bool, Query(description="As the machine read it, without corrections.")] = False,
) -> object:
    """Give a document with everything found in it, as people corrected it. Offsets are code points of its text."""
    read = read_document if machine else read_corrected
    return Answer(encode(read(call.case.connection, document)))


def text(call: Call, document: DocumentNumber) -> object:
    """Give the text of a document, as it is kept."""
    check_document(call, document)
    return Answer(call.text(document).encode(), media="text/plain")


def copies(call: Call, document: DocumentNumber) -> object:
    """Give the other texts that share its words: which passages, and what was changed."""
    current = _current(call, document)
    return copies_record(copies_of(call.case.connection, current), current, call.text)


def related(call: Call, document: DocumentNumber, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> object:
    """Give the articles on the same matter, each with the reasons."""
    found = related_to(call.case.connection, _current(call, document), limit=limit)
    return {"related": list(related_records(found))}


def claims_of(
    call: Call,
    document: DocumentNumber,
    alone: Annotated[bool, Query(description="Give what it tells alone too, as claims.")] = False,
) -> object:
    """Give the claims that the article tells together with others, with everything that is counted of them."""
    current = _current(call, document)
    weighing = weigh(call.case, [current])
    told = (*weighing.claims, *(weigh_alone(call.case, [current]) if alone else ()))
    connection = call.case.connection
    judged = Judged(ratings_in(connection), marks_in(connection, (one.claim for one in told)))
    record = partial(claim_record, weighing=weighing, texts=call.text, judged=judged)
    return {"document": current, "alone": weighing.alone, "claims": [record(one) for one in told]}


def chosen_documents(call: Call, asked: Chosen) -> tuple[int, ...] | None:
    """Return the numbers of the articles that are asked for; None for all of them."""
    filters = filters_of(asked)
    if asked.about is None:
        return find_documents(call.case, asked.q, filters=filters) if asked.q.strip() or filters else None
    story = documents_of(call.case, ChosenArticles(about=asked.about)) or ()
    if not asked.q.strip() and not filters:
        return story
    among = frozenset(find_documents(call.case, asked.q, filters=filters))
    return tuple(number for number in story if number in among)


def told_most(call: Call, asked: Chosen, *, claims: int) -> Weighing:
    """Return the claims of the articles that are asked for which most outlets tell, as many as can be looked at."""
    documents = chosen_documents(call, asked)
    if documents is not None:
        return weigh_most(call.case, documents, claims=claims, reports=MOST_REPORTS_CHOSEN)
    return call.room.remembered(
        call.case, ("told most", claims), lambda: weigh_most(call.case, claims=claims, reports=MOST_REPORTS)
    )


def filters_of(asked: Chosen) -> list[Filter]:
    """Return what is asked besides words, as filters of a search."""
    found = [Filter(field, value) for field in _FIELDS for value in getattr(asked, field)]  # type: ignore[arg-type]
    if asked.since or asked.until:
        found.append(Filter("date", f"{asked.since or ''}..{asked.until or ''}"))
    return found


def _story(call: Call, asked: Articles, numbers: tuple[int, ...], total: int) -> dict[str, Any]:
    """Return a page of articles that were not searched for words."""
    unmatched: dict[str, Any] = {"score": None, "title_matches": [], "snippet": None, "matches": []}
    entries = [{**one._asdict(), **unmatched} for one in listed(call.case.connection, numbers)]
    return call.page("articles", entries, total=total, start=asked.start, limit=asked.limit,
                     query=asked.q, notes=[], facets=None)  # fmt: skip


def _current(call: Call, document: int) -> int:
    """Return the version of an article that counts now. Raises Missing where there is no such document."""
    check_document(call, document)
    return current_version(call.case.connection, document) or document


WAYS = (
    Way("GET", "/articles", articles, "ArticlePage", "Articles"),
    Way("GET", "/articles/{document}", article, "PrintedDocument", "Articles"),
    Way("GET", "/articles/{document}/text", text, {"type": "string"}, "Articles", media="text/plain"),
    Way("GET", "/articles/{document}/copies", copies, "Copies", "Articles"),
    Way("GET", "/articles/{document}/related", related, "RelatedArticles", "Articles"),
    Way("GET", "/articles/{document}/claims", claims_of, "ArticleClaims", "Articles"),
)
