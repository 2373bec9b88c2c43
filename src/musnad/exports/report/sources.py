"""Who tells in a report: the summary of its sources, and a table of them with class, country and letters.

What comes in is the evidence that a report rests on, and what the case knows of those who tell; what goes out is a
section. Each line counts reports and cites some of them; nothing is rated here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.exports.report.parts import Block, Draft, Line, Lines, Remark, Row, Section, Table, name, soft
from musnad.exports.report.words import Words
from musnad.model.evidence import Evidence, Teller

__all__ = ["Known", "sources_section"]

_MOST_SOURCES, _MOST_NAMED, _MOST_REFS = 60, 8, 12


@dataclass(frozen=True, slots=True)
class Known:
    """What the case knows of one who tells: class and country in words, and letters, each with who gave it."""

    kind: str
    country: str
    letters: tuple[tuple[str, str], ...] = ()


KnownOf = Callable[[str], Known]


def sources_section(draft: Draft, evidence: Sequence[Evidence], known: KnownOf) -> Section:
    """Return who tells in some evidence."""
    words = draft.words
    title = words.say("sources")
    if not evidence:
        return Section("sources", title, (Remark(words.say("no_sources")),))
    lines = tuple(_lines(draft, evidence))
    blocks: list[Block] = [Lines(lines), _table(draft, evidence, known)]
    return Section("sources", title, tuple(blocks))


def _lines(draft: Draft, evidence: Sequence[Evidence]) -> Iterable[Line]:
    """Yield what the evidence comes from: outlets, origins, agencies, the unnamed, articles in their own voice."""
    words = draft.words
    outlets = _by_name([(piece.outlet, piece) for piece in evidence if piece.outlet.name])
    articles = len({piece.document for piece in evidence})
    said = words.say("rests_on", articles=articles, outlets=len(outlets))
    yield _line(draft, said, outlets, evidence)
    ends = [(piece.origin, piece) for piece in evidence if piece.origin is not None and not piece.origin.anonymous]
    named = [(teller, piece) for teller, piece in ends if teller.role not in ("agency", "outlet")]
    if named:
        yield _line(draft, words.say("goes_back_to"), _by_name(named), [piece for _, piece in named])
    agencies = [(t, piece) for piece in evidence for t in piece.chain if t.role == "agency" and not t.anonymous]
    if agencies:
        yield _line(draft, words.say("agencies"), _by_name(agencies), [piece for _, piece in agencies])
    unnamed = [piece for piece in evidence if piece.origin is not None and piece.origin.anonymous]
    if unnamed:
        called = _by_name([(piece.origin, piece) for piece in unnamed if piece.origin and piece.origin.name])
        told = words.say("unnamed_ends", some=len(unnamed), all=len(evidence))
        yield _line(draft, told, called, unnamed)
    own = [piece for piece in evidence if piece.origin is None]
    if own:
        told = words.say("own_voice", some=len(own), all=len(evidence))
        yield _line(draft, told, {}, own)


def _by_name(told: Iterable[tuple[Teller, Evidence]]) -> dict[str, int]:
    """Return in how many reports each name stands, those of most first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for teller, piece in told:
        found[teller.name].add(piece.id)
    return dict(sorted(((one, len(ids)) for one, ids in found.items()), key=lambda item: (-item[1], item[0])))


def _line(draft: Draft, said: Markup, names: dict[str, int], evidence: Iterable[Evidence]) -> Line:
    words = draft.words
    if names:
        shown = [Markup("{} ({})").format(name(one), count) for one, count in list(names.items())[:_MOST_NAMED]]
        listed = words.join(shown)
        if len(names) > _MOST_NAMED:
            listed = words.say("and_more", names=listed, more=len(names) - _MOST_NAMED)
        said = Markup("{}: {}").format(said, listed)
    return Line(said, draft.book.cite_all(((one.document, one.spans) for one in evidence), most=_MOST_REFS))


@dataclass(slots=True)
class _Standing:
    """One who tells, while reports are gone through."""

    teller: Teller
    places: set[str]
    reports: list[Evidence]


def _table(draft: Draft, evidence: Sequence[Evidence], known: KnownOf) -> Table:
    words = draft.words
    standing: dict[str, _Standing] = {}
    for piece in evidence:
        for number, teller in enumerate(piece.chain):
            if teller.anonymous or not teller.name:
                continue
            one = standing.setdefault(teller.key, _Standing(teller, set(), []))
            is_last = number == len(piece.chain) - 1
            one.places.add("as_outlet" if not number else "as_origin" if is_last else "as_relay")
            if not one.reports or one.reports[-1] is not piece:
                one.reports.append(piece)
    ordered = sorted(standing.values(), key=lambda one: (-len(one.reports), one.teller.name))
    rows = tuple(_row(draft, one, known) for one in draft.most(ordered, _MOST_SOURCES, words.say("sources")))
    head = tuple(words.say(one) for one in ("source", "part", "class", "country", "letter", "reports"))
    return Table(words.say("sources_table"), head, rows)


def _row(draft: Draft, one: _Standing, known: KnownOf) -> Row:
    words = draft.words
    entry = known(one.teller.key)
    unknown = soft(words.say("not_known"))
    parts = [words.say(part) for part in ("as_outlet", "as_relay", "as_origin") if part in one.places]
    cells = (
        name(one.teller.name), words.join(parts), Markup.escape(entry.kind) if entry.kind else unknown,
        name(entry.country) if entry.country else unknown, _letters(words, entry), Markup(len(one.reports)),
    )  # fmt: skip
    places = ((piece.document, piece.spans) for piece in one.reports)
    return Row(cells, draft.book.cite_all(places, most=3))


def _letters(words: Words, entry: Known) -> Markup:
    """Return the letters that people gave, each with its giver; never one of several."""
    if not entry.letters:
        return soft(words.say("no_letter"))
    return words.join(Markup("<b>{}</b> ({})").format(letter, name(who)) for letter, who in entry.letters)
