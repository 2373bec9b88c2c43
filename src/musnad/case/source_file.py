"""The source file of a case: all who tell in its articles, with what the lexicon knows and people write of them.

What comes in are an open case and what people write: class, country, what one is a party to, a side, a description,
more names, and ratings from A to F; what goes out are records. musnad rates nobody: a letter is F until somebody gives
one. Everything written is a note (`musnad.case.notes`): it can be taken back, and stays where the articles go.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

import msgspec

from musnad.arabic.orthography import fold
from musnad.case.folder import Case
from musnad.case.notes import Note, NoteField, judged_on, notes, write_note
from musnad.case.search.words import lexicon
from musnad.case.tellers import Met, tellers_called, tellers_in
from musnad.corpus.sources import Letter, Rating, Source, SourceClass, row_on, sides_of, source_of
from musnad.errors import CaseError
from musnad.lexicon.names import ActorRow, PlaceRow, RoleRow
from musnad.model.evidence import Evidence

__all__ = [
    "SourceEntry",
    "describe",
    "entry_of",
    "find_source",
    "rate",
    "ratings_in",
    "sides_among",
    "sides_in",
    "source_with",
    "sources",
]

_SHOWN = 8
_UNLISTED = "named:"  # the keys of those in chains whom no entity stands for
_NOBODY = Met("")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One who tells in a case, or of whom something is written.

    `published` counts articles of his own, `named` those that name him as telling something; `first` and `last` are
    their days. `notes` hold everything written, what was taken back too; `source` and `side` follow the others.
    """

    source: Source
    side: str | None
    published: int
    named: int
    first: str | None
    last: str | None
    notes: tuple[Note, ...]


def sources(case: Case, *, home: Collection[str] = ()) -> tuple[SourceEntry, ...]:
    """Return all who tell in a case, those first who stand in most articles.

    Outlets of the countries `home` are local, others international; without it the lexicon does not say.
    """
    met, written = tellers_in(case.connection), _written(case.connection, undone=True)
    entries = [_entry(key, met.get(key, _NOBODY), written.get(key, ()), home) for key in {**met, **written}]
    return tuple(sorted(entries, key=lambda entry: (-entry.published - entry.named, entry.source.key)))


def source_with(case: Case, key: str, *, home: Collection[str] = ()) -> SourceEntry | None:
    """Return the one with a key, None where nobody has it; what `sources` returns of him, without reading all."""
    met = tellers_called(case.connection, (key,)).get(key)
    written = [note for note in notes(case.connection, key, undone=True) if note.field != "mark"]
    return _entry(key, met or _NOBODY, written, home) if met is not None or written else None


def find_source(case: Case, wanted: str, *, home: Collection[str] = ()) -> SourceEntry:
    """Return the one with a key, or with a name in whatever spelling of hamza and vowels.

    Raises CaseError where nobody who tells in the case has it, or several do; they are named.
    """
    keys = (wanted.strip(), f"actors:{wanted.strip()}")
    found = [entry for key in keys if (entry := source_with(case, key, home=home)) is not None]
    if len(found) == 1:
        return found[0]
    if not found and wanted.startswith(_UNLISTED) and len(wanted) > len(_UNLISTED):
        return _entry(wanted, Met(wanted.removeprefix(_UNLISTED)), (), home)
    everybody, form = () if found else sources(case, home=home), fold(wanted.strip())
    found = found or [entry for entry in everybody if form in map(fold, entry.source.names)]
    if len(found) == 1:
        return found[0]
    if found:
        reason = f"several are called so: {_named(found)}"
        raise CaseError(repr(wanted), reason, "give the key of the one you mean")
    near = [entry for entry in everybody if any(_holds(name, form) for name in entry.source.names)]
    remedy = f"there are {_named(near)}" if near and form else "list them with: musnad sources CASE"
    raise CaseError(repr(wanted), "nobody who tells in this case is called so", remedy)


def describe(
    case: Case,
    wanted: str,
    *,
    kind: SourceClass | None = None,
    country: str | None = None,
    side: str | None = None,
    descriptor: str | None = None,
    party_to: Sequence[str] = (),
    names: Sequence[str] = (),
    who: str = "",
    reason: str,
) -> tuple[int, ...]:
    """Write what is known of a source; return the numbers of the notes.

    A class, country, side or descriptor takes the place of an earlier one; conflicts and names are added to it.
    `country` is a code or a name. Raises CaseError as `find_source` does, where nothing or something empty is given,
    for an unknown class or country, and without a reason.
    """
    entry = find_source(case, wanted)
    where = entry.source.names[0]
    given: list[tuple[NoteField, str | None]] = [
        ("class", kind), ("country", country), ("side", side), ("descriptor", descriptor),
        *(("party_to", conflict) for conflict in party_to), *(("name", name) for name in names),
    ]  # fmt: skip
    told = [(field, value.strip()) for field, value in given if value is not None]
    if not told or not all(value for _, value in told):
        raise CaseError(where, "nothing is written of it", "say what is known; take a note back to withdraw it")
    if kind is not None and kind not in get_args(SourceClass):
        raise CaseError(where, f"{kind!r} is no class", f"the classes are {', '.join(get_args(SourceClass))}")
    if not reason.strip():
        raise CaseError(where, "no reason is given", "say where it is known from")
    told = [(field, _code(value, where) if field == "country" else value) for field, value in told]
    with case.change():
        return tuple(
            write_note(case, entry.source.key, field, value, name=where, day=None, who=who.strip(), reason=reason)
            for field, value in told
        )


def rate(case: Case, wanted: str, letter: Letter, *, who: str, reason: str, day: str | None = None) -> int:
    """Give a source a letter, beside those that others gave; return the number of the note.

    Raises CaseError as `find_source` does, and where the letter, the day, the rater or the reason will not do.
    """
    entry = find_source(case, wanted)
    where = entry.source.names[0]
    given = judged_on(case, day, where)
    try:
        rating = Rating(letter=letter, day=given, who=who.strip(), reason=reason)
    except ValueError as error:
        raise CaseError(where, str(error), "give a letter from A to F, who gives it and why") from error
    with case.change():
        return write_note(
            case, entry.source.key, "rating", rating.letter, name=where, day=given, who=rating.who, reason=reason
        )


def ratings_in(connection: sqlite3.Connection) -> dict[str, tuple[Rating, ...]]:
    """Return the ratings that stand, by the keys of those rated."""
    found = {key: _ratings(standing) for key, standing in _written(connection).items()}
    return {key: ratings for key, ratings in found.items() if ratings}


def sides_in(connection: sqlite3.Connection, evidence: Iterable[Evidence]) -> dict[str, str]:
    """Return by key the sides that are given, and those of all who speak for a state in some evidence.

    Who had left office before the first day of the evidence speaks for no state.
    """
    return sides_among(evidence, _written(connection))


def sides_among(evidence: Iterable[Evidence], written: Mapping[str, Sequence[Note]]) -> dict[str, str]:
    """Return what `sides_in` does, from what is written of sources by their keys."""
    pieces = tuple(evidence)
    met = Met("", first=min((piece.published[:10] for piece in pieces if piece.published), default=None))
    keys = {teller.key for piece in pieces for teller in piece.chain if not teller.anonymous}
    records = [_source(key, met, written.get(key, ()), ()) for key in {*keys, *written}]
    given = {key: side for key, standing in written.items() if (side := _last(standing, "side"))}
    return sides_of(records, given)


def _written(connection: sqlite3.Connection, *, undone: bool = False) -> dict[str, list[Note]]:
    """Return what is written of sources, by their keys."""
    found: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes(connection, undone=undone):
        if note.field != "mark":
            found[note.about].append(note)
    return dict(found)


def entry_of(
    key: str, met: Met, written: Sequence[Note], *, first: Callable[[], str | None], days: tuple[str, str] | None
) -> SourceEntry:
    """Return one who tells as `sources` does; the first day of his articles is asked for only where it matters.

    `days` are the first and last of the case. It matters for people who came into an office or left it between them.
    """
    if days is not None:
        met = Met(met.name, met.published, met.named, first() if _is_changed(key, days) else days[0], met.last)
    return _entry(key, met, written, ())


def _entry(key: str, met: Met, written: Sequence[Note], home: Collection[str]) -> SourceEntry:
    standing = [note for note in written if note.undone is None]
    source = _source(key, met if met.name else Met(written[-1].name), standing, home)
    side = _last(standing, "side")
    sides = sides_of([source], {key: side} if side else {})
    return SourceEntry(source, sides.get(key), met.published, met.named, met.first, met.last, tuple(written))


@lru_cache(1 << 14)
def _is_changed(key: str, days: tuple[str, str]) -> bool:
    """Whether a person comes into an office or leaves it between two days."""
    row = _rows().get(key)
    offices = _offices().get(row.key, ()) if isinstance(row, ActorRow) and row.type == "PER" else ()
    if not isinstance(row, ActorRow) or not offices:
        return False
    turns = {day for office in offices for day in (office.start, office.end) if day and days[0][:4] <= day <= days[1]}
    return len({row_on(row, offices, day) for day in (*days, *(f"{day}~" for day in turns))}) > 1


def _source(key: str, met: Met, standing: Sequence[Note], home: Collection[str]) -> Source:
    """Return the record of one who tells, as the lexicon has it and people changed it."""
    source = _unwritten(key, met.name, met.first, frozenset(home))
    if not standing:
        return source
    names = (*source.names, *(note.value for note in standing if note.field == "name"))
    return msgspec.structs.replace(
        source,
        names=tuple(dict.fromkeys(names)),
        kind=_last(standing, "class") or source.kind,
        country=_last(standing, "country") or source.country,
        party_to=tuple(dict.fromkeys(note.value for note in standing if note.field == "party_to")),
        descriptor=_last(standing, "descriptor") or "",
        ratings=_ratings(standing),
    )


@lru_cache(1 << 14)
def _unwritten(key: str, name: str, first: str | None, home: frozenset[str]) -> Source:
    """Return the record of one who tells, as the lexicon has it."""
    row = _rows().get(key)
    if isinstance(row, ActorRow) and first is not None:
        row = row_on(row, _offices().get(row.key, ()), first)
    source = source_of(key, row.name if row is not None else name, row, home=home)
    return msgspec.structs.replace(source, names=tuple(dict.fromkeys((*source.names, *filter(None, [name])))))


def _last(standing: Iterable[Note], field: NoteField) -> str | None:
    return next((note.value for note in reversed(tuple(standing)) if note.field == field), None)


def _ratings(standing: Iterable[Note]) -> tuple[Rating, ...]:
    return tuple(
        msgspec.convert({"letter": note.value, "day": note.day, "who": note.who, "reason": note.reason}, Rating)
        for note in standing
        if note.field == "rating"
    )


def _holds(name: str, form: str) -> bool:
    return set(form.split()) <= set(fold(name).split())


def _named(entries: Sequence[SourceEntry]) -> str:
    shown = ", ".join(f"{entry.source.names[0]} ({entry.source.key})" for entry in entries[:_SHOWN])
    return shown + (" ..." if len(entries) > _SHOWN else "")


def _code(country: str, where: str) -> str:
    code = lexicon().country_codes.get(fold(country))
    if code is None:
        raise CaseError(where, f"{country!r} is no country that is known", "write a code (EGY, EG) or a name")
    return code


@cache
def _rows() -> Mapping[str, ActorRow | PlaceRow]:
    known = lexicon()
    places = {f"places:{row.key}": row for row in known.places}
    return {**places, **{f"actors:{row.key}": row for row in known.actors}}


@cache
def _offices() -> Mapping[str, Sequence[RoleRow]]:
    found: defaultdict[str, list[RoleRow]] = defaultdict(list)
    for role in lexicon().roles:
        found[role.actor].append(role)
    return found
