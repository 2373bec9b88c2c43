"""Correcting an article where it stands: spans, chains, dates, names, events, stances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.exceptions import HTTPException
from starlette.responses import Response

from musnad.case.actor_search import actors_called
from musnad.case.judging import (
    LAYER_TYPES,
    Annotation,
    Change,
    annotation_spans,
    judge_all,
    judgements,
    read_corrected,
    take_back,
)
from musnad.case.known_rows import row_of, rows_called
from musnad.case.weighing.following import follow
from musnad.errors import QueryError
from musnad.model import Document, Entity, Span
from musnad.web.ask import Ask, Edit, Page
from musnad.web.corrections.entities import KNOWN
from musnad.web.corrections.making import fields_of, read_changes, removal
from musnad.web.corrections.places import at_letters, find_words, parse_spans
from musnad.web.corrections.reading import Fields, Problem
from musnad.web.corrections.showing import CHOICES, Sheet, edits_of, sheet_of, standing_at
from musnad.web.corrections.standing import digest_of, find_standing
from musnad.web.corrections.statements import rearranged
from musnad.web.signing import signed_reason


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["EDITS", "PAGES"]

_MOST_NUMBER = 2**63 - 1
_MOST_FIELDS, _LONGEST = 1000, 20_000
_MOST_PLACES, _MOST_CANDIDATES = 50, 12
_BESIDE = 60  # letters
_CHANGED = _(
    "This was changed since the page was loaded. Look at what stands there now, and send it again if you mean it still."
)
_UNSIGNED = {"who": _("Say who you are."), "reason": _("Say why, for those who read the case later.")}


def show(ask: Ask) -> Response:
    """Show the form for what stands at a place, or what can be corrected there."""
    number, doc = _document(ask)
    layer, at = ask.one("layer"), _place(ask, doc)
    if layer and layer not in LAYER_TYPES:
        raise QueryError(f"layer={layer}", "there is no such layer", f"the layers are {', '.join(LAYER_TYPES)}")
    if layer and (ask.one("id") or at is not None):
        target = None if ask.one("new") else find_standing(doc, layer, id=ask.one("id"), at=at)
        if target is None and at is None:
            raise QueryError(ask.one("id"), "nothing in the article has this id", "open it from the article's page")
        return _form(ask, number, doc, sheet_of(doc, layer, target, at=at, fields=fields_of(doc, layer, target, at)))
    words = ask.one("words")
    places = find_words(doc.text, words)[:_MOST_PLACES] if words and at is None else ()
    return _page(
        ask, number, doc, at=at, standing=standing_at(doc, at) if at else (), words=words,
        places=[(span, _beside(doc, span)) for span in places],
        sheet=sheet_of(doc, "", None, at=at, fields={}) if at else None,
    )  # fmt: skip


def send(ask: Ask) -> Response:
    """Make the correction that a form asks for; show the form again where it asks for none yet."""
    number, doc = _document(ask)
    fields, layer = _fields(ask), ask.field("layer")
    if layer not in LAYER_TYPES:
        raise QueryError(f"layer={layer}", "there is no such layer", f"the layers are {', '.join(LAYER_TYPES)}")
    at = next(iter(parse_spans(ask.field("at")) or ()), None)
    at = at if at is not None and at.end <= len(doc.text) else None
    state, do = ask.field("state"), ask.field("do") or "send"
    target = find_standing(doc, layer, id=ask.field("id"), at=at) if state else None
    moved = rearranged(fields, do) if layer == "statements" else None
    problems = _unsigned(ask) if moved is None else []
    if state and (target is None or digest_of(target) != state):
        problems.append(Problem("", _CHANGED))
    changes: Sequence[Change] = ()
    if moved is None and do == "remove" and target is not None:
        changes = removal(doc, layer, target)
    elif moved is None:
        asked = read_changes(doc, layer, target, fields, row_of=row_of)
        changes, problems = asked.changes, [*problems, *asked.problems]
    if moved is not None or problems:
        sheet = sheet_of(doc, layer, target, at=at, fields=moved or fields, problems=problems)
        return _form(ask, number, doc, sheet, status=422 if problems else 200)
    return _make(ask, number, changes, target)


def undo(ask: Ask) -> Response:
    """Take corrections of an article back, and show it as it is without them."""
    number, _doc = _document(ask)
    reason = signed_reason(ask)
    known = {str(one.id): one.id for one in judgements(ask.case.connection, number, undone=True)}
    given = [value for value in ask.form.getlist("judgement") if isinstance(value, str)]
    if not given or not known.keys() >= set(given):
        raise QueryError("judgement", "no such correction was made in this article", "see those that were on its page")
    with ask.room.writing() as case:
        take_back(case, *(known[value] for value in reversed(given)), reason=reason)
        follow(case)
    return ask.go(ask.field("back") or ask.url("correct", document=number), said="undone")


def _make(ask: Ask, number: int, changes: Sequence[Change], target: Annotation | None) -> Response:
    with ask.room.writing() as case:
        judge_all(case, number, changes, reason=signed_reason(ask))
        followed = follow(case)
    said = "corrected" if followed else "corrected-later"
    value = next((change.value for change in changes if change.value is not None), target)
    spans = annotation_spans(value) if value is not None else ()
    at = ",".join(f"{span.start}-{span.end}" for span in spans)
    return ask.go(ask.field("back") or ask.url("article", document=number, at=at) + "#at", said=said)


def _form(ask: Ask, number: int, doc: Document, sheet: Sheet, *, status: int = 200) -> Response:
    return _page(ask, number, doc, sheet=sheet, at=sheet.at, status=status, known=_candidates(ask, doc, sheet))


def _page(ask: Ask, number: int, doc: Document, *, status: int = 200, **values: object) -> Response:
    """Return the page; what was corrected in the article before stands below whatever else it shows."""
    edits = edits_of(judgements(ask.case.connection, number, undone=True))
    shown = {"standing": (), "places": (), "words": "", "known": (), **values}
    if ask.request.method == "POST":
        shown |= {"who": ask.field("who"), "reason_given": ask.field("reason"), "return_to": ask.field("back")}
    else:
        shown |= {"who": ask.who, "reason_given": "", "return_to": ask.one("back")}
    return ask.render("correct.html.j2", status=status, number=number, doc=doc, edits=edits, choices=CHOICES, **shown)


def _candidates(ask: Ask, doc: Document, sheet: Sheet) -> tuple[tuple[str, str, str], ...]:
    """Return rows of the lexicon that somebody may be: key, name, and name in Latin letters."""
    if sheet.layer != "entities":
        return ()
    entity = doc.entity(sheet.standing.id) if sheet.standing else None
    names = [sheet.value("name")]
    names += [doc.slice(span) for span in entity.mentions[:_MOST_CANDIDATES]] if isinstance(entity, Entity) else []
    keys: list[str] = []
    for name in dict.fromkeys(filter(None, names)):
        keys += rows_called(name)
    keys += [one.actor.key for name in names[:1] if name for one in actors_called(ask.case.connection, name)]
    rows = {key: row for key in dict.fromkeys(keys) if key.startswith(KNOWN) and (row := row_of(key)) is not None}
    found = {key: (row.name, row.name_en) for key, row in list(rows.items())[:_MOST_CANDIDATES]}
    if entity is not None and entity.origin.startswith(KNOWN):  # of a user's own list it may be in no table here
        found = {entity.origin: (entity.name, entity.name_en or "")} | found
    return tuple((key, *names) for key, names in found.items())


def _document(ask: Ask) -> tuple[int, Document]:
    number = int(ask.path("document"))
    if number > _MOST_NUMBER:
        raise HTTPException(404)
    return number, read_corrected(ask.case.connection, number)


def _place(ask: Ask, doc: Document) -> Span | None:
    """Return the place that the query names by its ends, or by letters; None where it names none."""
    if ask.one("letters"):
        given = parse_spans(ask.one("letters")) or ()
        at = at_letters(doc.text, given[0].start, given[0].end) if given else None
    elif ask.one("start") or ask.one("end"):
        first = ask.number("start", otherwise=0, most=len(doc.text))
        last = ask.number("end", otherwise=0, most=len(doc.text))
        at = Span(first, last) if first < last and doc.text[first:last].strip() else None
    else:
        return None
    if at is None:
        raise QueryError("start, end", "there are no words at this place", "choose words of the article")
    return _trimmed(doc, at)


def _trimmed(doc: Document, at: Span) -> Span:
    """Return a place without the white space at its ends."""
    words = doc.slice(at)
    return Span(at.start + len(words) - len(words.lstrip()), at.end - len(words) + len(words.rstrip()))


def _fields(ask: Ask) -> Fields:
    """Return the fields of the form. Raises QueryError where they are more, or longer, than any form of the room's."""
    found: dict[str, list[str]] = {}
    for name, value in list(ask.form.multi_items())[: _MOST_FIELDS + 1]:
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    sizes = [len(value) for values in found.values() for value in values]
    if len(sizes) > _MOST_FIELDS or max(sizes, default=0) > _LONGEST:
        raise QueryError("the form", "it is larger than any of the room's", "correct less at once")
    kept: Mapping[str, list[str]] = found
    return {name: tuple(values) for name, values in kept.items()}


def _unsigned(ask: Ask) -> list[Problem]:
    return [Problem(name, said) for name, said in _UNSIGNED.items() if not ask.field(name, most=500)]


def _beside(doc: Document, span: Span) -> tuple[str, str, str]:
    """Return some words with a few of those before and after them."""
    before, after = doc.text[max(span.start - _BESIDE, 0) : span.start], doc.text[span.end : span.end + _BESIDE]
    if span.start > _BESIDE and "\n" not in before:
        before = f"… {before.partition(' ')[2]}"
    if span.end + _BESIDE < len(doc.text) and "\n" not in after:
        after = f"{after.rpartition(' ')[0]} …"
    return before.split("\n")[-1], doc.slice(span), after.split("\n")[0]


PAGES: tuple[Page, ...] = (Page("/articles/{document:int}/correct", show, "correct"),)
EDITS: tuple[Edit, ...] = (
    Edit("/articles/{document:int}/correct", send, "correct-send"),
    Edit("/articles/{document:int}/correct/undo", undo, "correct-undo"),
)
