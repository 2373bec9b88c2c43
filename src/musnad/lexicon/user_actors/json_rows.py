"""Read a user's list that is JSON: a record a line, one record alone, or an array of records.

What comes in is text; what goes out are rows nobody has checked yet, and problems. A record in the shape of
FollowTheMoney is read by `followthemoney`; a broken record costs itself only.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from musnad.lexicon.user_actors.csv_rows import split_names, split_offices
from musnad.lexicon.user_actors.entries import FIELDS, Problem, RawActor, RawRole
from musnad.lexicon.user_actors.fields import tidy
from musnad.lexicon.user_actors.followthemoney import is_followthemoney, read_entity
from musnad.lexicon.user_actors.words import load_words, plain

__all__ = ["read_json"]

_SHOWN = 60
_GAP = re.compile(r"[\s,]*")
_BROKEN = 'broken JSON ({}); write one object per line, with at least {{"type": "PER", "name": "..."}}'
_SHAPE = 'a record must be an object such as {"type": "PER", "name": "..."}'


class _JsonRole(msgspec.Struct, frozen=True):
    phrase: str
    start: str | int | None = None
    end: str | int | None = None
    role_en: str | None = None


class _JsonRow(msgspec.Struct, frozen=True):
    id: str | int | None = None
    type: str | None = None
    name: str | None = None
    name_en: str | None = None
    aliases: list[str] | str | None = None
    country: str | None = None
    sector: list[str] | str | None = None
    role: str | None = None
    wikidata: str | None = None
    roles: list[_JsonRole | str] | str | None = None
    caution: bool | int | str | None = None
    source: str | list[str] | None = None


def read_json(text: str, lines: Sequence[str], file: str) -> tuple[tuple[RawActor, ...], tuple[Problem, ...]]:
    """Return the rows of a list in JSON; `lines` are those of `text`."""
    reader = _Reader(file)
    for line, value in _array(text) if text.lstrip().startswith("[") else _lines(text, lines):
        reader.add(line, value)
    return tuple(reader.rows), tuple(reader.finish())


class _Reader:
    """Takes records one after the other; notes what was left out."""

    def __init__(self, file: str) -> None:
        self.rows: list[RawActor] = []
        self._file = file
        self._problems: list[Problem] = []
        self._unknown: set[str] = set()
        self._skipped: Counter[str] = Counter()

    def add(self, line: int, value: Any) -> None:
        """Read one record, or the error that stands for it."""
        if isinstance(value, Exception):
            self._tell(line, _BROKEN.format(_plainly(value)))
        elif not isinstance(value, dict):
            self._tell(line, _SHAPE)
        elif is_followthemoney(value):
            found = read_entity(value, line)
            if isinstance(found, RawActor):
                self.rows.append(found)
            elif found.skipped:
                self._skipped[tidy(found.skipped)[:_SHOWN]] += 1
            else:
                self._problems.append(Problem(self._file, line, found.reason, "warning"))
        else:
            self._add_row(line, value)

    def finish(self) -> list[Problem]:
        """Return what there is to tell."""
        if self._skipped:
            kinds = ", ".join(f"{count} {schema}" for schema, count in sorted(self._skipped.items()))
            message = f"records that are no people or organisations were passed over: {kinds}"
            self._problems.append(Problem(self._file, None, message, "note"))
        return self._problems

    def _add_row(self, line: int, value: dict[str, Any]) -> None:
        known = load_words().columns
        fields: dict[str, Any] = {}
        for key, given in value.items():
            field = known.get(plain(key))
            if field is not None:
                fields.setdefault(field, given)
            elif key not in self._unknown:
                self._unknown.add(key)
                self._tell(line, f"key {key[:_SHOWN]!r} is not known and left out; keys are {', '.join(FIELDS)}")
        try:
            self.rows.append(_raw(msgspec.convert(fields, _JsonRow), line))
        except msgspec.ValidationError as error:
            self._tell(line, _plainly(error))
        except UnicodeEncodeError:
            self._tell(line, "half of a surrogate pair (\\ud800 to \\udfff) is no letter; write the letter itself")

    def _tell(self, line: int, message: str) -> None:
        self._problems.append(Problem(self._file, line, message))


def _lines(text: str, lines: Sequence[str]) -> Iterator[tuple[int, Any]]:
    """Yield each line's value; a text that is one record over several lines is one value."""
    first = next(number for number, line in enumerate(lines, 1) if line.strip())
    if isinstance(_value(lines[first - 1]), Exception) and isinstance(whole := _value(text), dict):
        yield first, whole
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _value(line)


def _array(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the values of an array with the lines they begin on; stop at the first that is broken."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    line, counted = 1, 0
    while True:
        at = _end_of_gap(text, at)
        line, counted = line + text.count("\n", counted, at), at
        if text[at : at + 1] == "]":
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield line, error
            return
        yield line, value


def _end_of_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _value(text: str) -> Any:
    """Return what a text holds, or the error that it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return error


def _raw(row: _JsonRow, line: int) -> RawActor:
    return RawActor(
        line=line,
        id="" if row.id is None else str(row.id),
        type=row.type or "",
        name=row.name or "",
        name_en=row.name_en or "",
        aliases=_names(row.aliases),
        country=row.country or "",
        sector=_names(row.sector),
        role=row.role or "",
        wikidata=row.wikidata or "",
        roles=_roles(row.roles),
        caution="" if row.caution is None else str(row.caution),
        source="|".join(row.source) if isinstance(row.source, list) else row.source or "",
    )


def _names(value: list[str] | str | None) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(name for name in map(str.strip, value) if name)
    return split_names(value or "")


def _roles(value: list[_JsonRole | str] | str | None) -> tuple[RawRole, ...]:
    if not isinstance(value, list):
        return split_offices(value or "")
    found: list[RawRole] = []
    for role in value:
        if isinstance(role, str):
            found += split_offices(role)
        else:
            found.append(RawRole(role.phrase, _date(role.start), _date(role.end), role.role_en or ""))
    return tuple(found)


def _date(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _plainly(error: Exception) -> str:
    """Return a reader's message in the words of the record: a field instead of a path."""
    what, _, where = str(error).replace("`", "").partition(" - at $.")
    what = what.partition(": line ")[0]
    return f"{where}: {what[:1].lower()}{what[1:]}" if where else f"{what[:1].lower()}{what[1:]}"
