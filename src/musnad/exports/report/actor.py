"""A report on an actor: his names and roles over time, what he said, what was said of him, what he did, whom he met.

What comes in are a dossier on his articles, these articles, and what the report is written with; what goes out are
sections. Values in, values out. A role is what an article calls somebody, an event is told: neither is concluded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.case.dossier_page import ActorFigures, Calling
from musnad.corpus.dossier import Deed, Dossier, Part, Place, Saying
from musnad.exports.report.book import Refs
from musnad.exports.report.parts import (
    Block,
    Draft,
    Line,
    Lines,
    Remark,
    Row,
    Section,
    Table,
    code,
    iso,
    name,
    quote,
    soft,
)  # fmt: skip
from musnad.exports.report.pictures import months_picture, roles_picture
from musnad.exports.report.telling import day_said, names_chain
from musnad.model import Document
from musnad.views.dossier_lines import Line as Told
from musnad.views.dossier_lines import lines_of

__all__ = ["Subject", "actor_sections"]

_MOST_LINES, _MOST_EVENTS, _MOST_NAMES, _MOST_ROLES, _MOST_REFS = 60, 80, 20, 30, 6
_PARTS: Sequence[Part] = ("said", "passed_on", "said_of")
_Texts = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One on whom a report is made: his articles in figures, what they call him, and those that were read."""

    figures: ActorFigures
    calling: Calling
    dossier: Dossier
    docs: Mapping[int, Document]


def actor_sections(draft: Draft, subject: Subject, texts: _Texts) -> tuple[Section, ...]:
    """Return all that is told of an actor."""
    return (
        _summary(draft, subject), _names(draft, subject), _roles(draft, subject),
        *(_sayings(draft, subject, part, texts) for part in _PARTS), _events(draft, subject), _meetings(draft, subject),
    )  # fmt: skip


def _summary(draft: Draft, subject: Subject) -> Section:
    words, figures, dossier = draft.words, subject.figures, subject.dossier
    outlets = {doc.outlet for doc in subject.docs.values() if doc.outlet}
    named = [place for one in dossier.names for place in one.places] or [p for r in dossier.roles for p in r.places]
    first = {place.document: place for place in sorted(named, key=lambda p: (p.document, p.spans), reverse=True)}
    cited = [first[number] for number in dossier.documents if number in first]
    told = words.say(
        "names_him", articles=len(figures.articles), outlets=len(outlets), since=day_said(words, figures.first),
        until=day_said(words, figures.last),
    )  # fmt: skip
    blocks: list[Block] = [Lines((Line(told, _cite(draft, cited, most=12)),))] if cited else [Remark(told)]
    parts: tuple[Part, ...] = (*_PARTS, "did", "suffered")
    counted: list[tuple[Part, Sequence[Saying | Deed]]] = [(part, getattr(dossier, part)) for part in parts]
    rows = [
        Row((words.say(part), Markup(len(items))), _cite(draft, [one.place for one in items]))
        for part, items in counted
        if items
    ]
    if rows:
        blocks.append(Table(words.say("counts"), (words.say("what"), words.say("how_many")), tuple(rows)))
    else:
        blocks.append(Remark(words.say("nothing_told")))
    picture = months_picture(words, figures)
    blocks += [picture] if picture else []
    return Section("summary", words.say("summary"), (*blocks, Remark(words.say("no_verdict"))))


def _names(draft: Draft, subject: Subject) -> Section:
    words, calling = draft.words, subject.calling
    rows = tuple(
        Row((name(one.name), Markup.escape(words.count("times", len(one.places)))), _cite(draft, one.places))
        for one in draft.most(calling.names, _MOST_NAMES, words.say("names"))
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(words.say("names"), (words.say("name"), words.say("how_often")), rows))
    if calling.latin:
        latin = words.join(Markup('<bdi dir="ltr">{}</bdi>').format(form) for form in calling.latin)
        blocks.append(Remark(words.say("latin_forms", forms=latin)))
    if calling.read < len(subject.figures.articles):
        blocks.append(Remark(words.say("counted_in", articles=calling.read)))
    return Section("names", words.say("names"), tuple(blocks) or (Remark(words.say("no_names")),))


def _roles(draft: Draft, subject: Subject) -> Section:
    """Return offices by the table of offices and what articles call him, each with its days."""
    words, calling = draft.words, subject.calling
    rows = []
    for term in calling.terms:
        office = name(term.role) if words.language == "ar" else Markup("{} · {}").format(name(term.role), term.role_en)
        record = words.say("table_record", key=code(term.key))
        days = [iso(day) if day else soft(words.say("open")) for day in (term.start, term.end)]
        rows.append(Row((office, *days, words.say("office_by_table")), Refs((draft.book.record(record),))))
    for role in draft.most(calling.roles, _MOST_ROLES, words.say("roles")):
        days = [day_said(words, role.first), day_said(words, role.last)]
        told = Markup.escape(words.count("articles", len({place.document for place in role.places})))
        rows.append(Row((name(role.role), *days, told), _cite(draft, role.places)))
    if not rows:
        return Section("roles", words.say("roles"), (Remark(words.say("no_roles")),))
    picture = roles_picture(words, subject.figures, calling)
    head = tuple(words.say(one) for one in ("role", "since", "until", "known_from"))
    table = Table(words.say("roles"), head, tuple(rows))
    return Section("roles", words.say("roles"), (picture, table) if picture else (table,))


def _sayings(draft: Draft, subject: Subject, part: Part, texts: _Texts) -> Section:
    """Return what he said, passed on, or others said of him, in the order of time."""
    words = draft.words
    lines = draft.most(lines_of(subject.dossier, part, texts, order="oldest"), _MOST_LINES, words.say(part))
    places: Mapping[tuple[int, str], Place] = {
        (one.place.document, _at(one.place)): one.place for one in getattr(subject.dossier, part)
    }
    told = tuple(_saying(draft, subject, part, line, places[line.document, line.at]) for line in lines)
    return Section(part, words.say(part), (Lines(told),) if told else (Remark(words.say("nothing_of_this")),))


def _saying(draft: Draft, subject: Subject, part: Part, line: Told, place: Place) -> Line:
    words = draft.words
    outlet = subject.docs[line.document].outlet
    signs = [] if line.stance in (None, "neutral") else [Markup.escape(words.label("stance", line.stance or ""))]
    signs += [words.say("denied")] if line.is_denied else []
    if line.claim:
        signs.append(soft(words.say("claim_number", number=code(line.claim))))
    said = Markup("").join(
        Markup("<mark>{}</mark>").format(piece.words) if piece.lit else Markup.escape(piece.words)
        for piece in line.pieces
    )
    head = Markup("{} · {}").format(
        day_said(words, line.day), name(outlet) if outlet else soft(words.say("no_outlet"))
    )  # fmt: skip
    if len(line.tellers) > (1 if part == "said" else 0):
        head += Markup(" · {} {}").format(words.say("on_the_word_of"), names_chain(words, line.tellers))
    return Line(Markup('<q lang="ar" dir="rtl">{}</q>').format(said), _cite(draft, (place,)), head, tuple(signs))


def _events(draft: Draft, subject: Subject) -> Section:
    """Return what he did and what was done to him, by day, with place and other side."""
    words, dossier = draft.words, subject.dossier
    parts: tuple[tuple[Part, Sequence[Deed]], ...] = (("did", dossier.did), ("suffered", dossier.suffered))
    sections = []
    for part, deeds in parts:
        shown = draft.most(deeds, _MOST_EVENTS, words.say(part))
        head = tuple(words.say(one) for one in ("when", "event", "with_whom", "where", "on_whose_word"))
        rows = tuple(_event(draft, subject, deed) for deed in shown)
        block: Block = Table(words.say(part), head, rows) if rows else Remark(words.say("nothing_of_this"))
        sections.append(Section(part, words.say(part), (block,)))
    return Section("events", words.say("events"), (), tuple(sections))


def _event(draft: Draft, subject: Subject, deed: Deed) -> Row:
    words = draft.words
    doc = subject.docs[deed.place.document]
    kind = Markup("{} {}").format(words.label("event", deed.type), quote(doc.slice(deed.place.spans[0])))
    if deed.status != "happened":
        kind += Markup("<br>{}").format(soft(words.label("status", deed.status)))
    when = iso(deed.when) if deed.when else Markup("{} {}").format(
        soft(words.say("told_on")), day_said(words, deed.place.day))  # fmt: skip
    word = names_chain(words, deed.tellers) if deed.tellers else name(doc.outlet or "") or Markup("")
    cells = (when, kind, _named(words.join, deed.others), _where(subject, deed) or Markup("–"), word or Markup("–"))
    return Row(cells, _cite(draft, (deed.place,)))


def _named(join: Callable[[Sequence[Markup]], Markup], names: Sequence[str]) -> Markup:
    return join([name(one) for one in names]) if names else Markup("–")


def _where(subject: Subject, deed: Deed) -> Markup:
    """Return the place of an event by the name that its article has."""
    doc = subject.docs[deed.place.document]
    event = next((e for e in doc.events or () if e.trigger == deed.place.spans[0] and e.type == deed.type), None)
    entity = doc.entity(event.place) if event is not None and event.place else None
    return name(entity.name) if entity is not None else Markup("")


def _meetings(draft: Draft, subject: Subject) -> Section:
    """Return the events of consulting that have another side: who met whom, when and where."""
    words, dossier = draft.words, subject.dossier
    deeds = [deed for deed in (*dossier.did, *dossier.suffered) if deed.type == "CONSULT" and deed.others]
    once = {(deed.place.document, deed.place.spans): deed for deed in deeds}
    ordered = sorted(once.values(), key=lambda deed: (deed.when or deed.place.day or "9", deed.place.document))
    rows = []
    for deed in draft.most(ordered, _MOST_EVENTS, words.say("meetings")):
        when = day_said(words, deed.when or deed.place.day)
        status = Markup.escape(words.label("status", deed.status))
        cells = (when, _named(words.join, deed.others), _where(subject, deed) or Markup("–"), status)
        rows.append(Row(cells, _cite(draft, (deed.place,))))
    if not rows:
        return Section("meetings", words.say("meetings"), (Remark(words.say("nothing_of_this")),))
    head = tuple(words.say(one) for one in ("when_or_told", "with_whom", "where", "status"))
    return Section("meetings", words.say("meetings"), (Table(words.say("meetings"), head, tuple(rows)),))


def _cite(draft: Draft, places: Sequence[Place], *, most: int = _MOST_REFS) -> Refs:
    return draft.book.cite_all(((place.document, place.spans) for place in places), most=most)


def _at(place: Place) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in place.spans)
