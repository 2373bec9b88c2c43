"""A user's own people and organisations, from CSV, JSON lines or FollowTheMoney entities.

What comes in is the text of a list; what goes out are checked entries and every problem found. A bad row never
stops the others. Reading files is for `musnad.readers.actor_lists`; what ships is put together with a list by
`Lexicon`. What reads a list is loaded when there is one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from musnad.lexicon.user_actors.entries import LEFT_OUT, Entry, Problem, RawActor, UserActors

if TYPE_CHECKING:
    from musnad.lexicon.user_actors.csv_rows import split_offices
    from musnad.lexicon.user_actors.fields import make_entry, tidy
    from musnad.lexicon.user_actors.records import actor_record, entry_record

__all__ = [
    "LEFT_OUT",
    "Entry",
    "Problem",
    "RawActor",
    "UserActors",
    "actor_record",
    "combine",
    "entry_record",
    "make_entry",
    "read_user_actors",
    "split_offices",
    "tidy",
]

_HOMES = {
    "split_offices": "csv_rows",
    **dict.fromkeys(("make_entry", "tidy"), "fields"),
    **dict.fromkeys(("actor_record", "entry_record"), "records"),
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_EMPTY = "the file is empty; write a header such as id,type,name,aliases,country and a row for each actor"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def read_user_actors(text: str, file: str, *, countries: Mapping[str, str]) -> UserActors:
    """Return the entries of a list; `file` names it in messages, `countries` is `Lexicon.country_codes`.

    A text that begins with a brace or a bracket is JSON, any other a table.
    """
    from musnad.lexicon.user_actors.conflicts import settle
    from musnad.lexicon.user_actors.csv_rows import read_csv
    from musnad.lexicon.user_actors.fields import make_entry
    from musnad.lexicon.user_actors.json_rows import read_json

    text = text.removeprefix("\ufeff")
    if not text.strip():
        return UserActors(problems=(Problem(file, None, _EMPTY),))
    lines = _LINE_END.split(text)
    if text.lstrip()[0] in "{[":
        rows, told = read_json(text, lines, file)
    else:
        rows, told = read_csv(lines, file)
    problems = list(told)
    entries = [make_entry(row, file, countries=countries, problems=problems) for row in rows]
    kept, clashes = settle(entry for entry in entries if entry is not None)
    return UserActors(kept, tuple(sorted((*problems, *clashes), key=lambda problem: problem.line or 0)))


def combine(lists: Iterable[UserActors]) -> UserActors:
    """Return several lists as one; an id of an earlier list hides the same id of a later one."""
    from musnad.lexicon.user_actors.conflicts import settle

    first: dict[str, Entry] = {}
    problems: list[Problem] = []
    for one in lists:
        problems += one.problems
        for entry in one.entries:
            first.setdefault(entry.actor.key, entry)
    entries, clashes = settle(first.values())
    return UserActors(entries, tuple(dict.fromkeys((*problems, *clashes))))
