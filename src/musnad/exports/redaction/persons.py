"""Who is to be blacked out: a person's keys in a case, and the forms of the name, as folded words.

What comes in is a case, or none, and the names or keys that a user gives; what goes out are persons.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.arabic.segmentation import tokenize
from musnad.case.folder import Case
from musnad.case.identity import canonical
from musnad.case.key_names import keys_called, names_of
from musnad.case.search.words import lexicon

__all__ = ["Form", "Person", "form_of", "persons_in"]

Form = tuple[str, ...]
_LABELS = "SELECT DISTINCT label FROM term WHERE key IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to black out: a `number` to tell him from others by, his `keys`, and the `forms` of his name."""

    number: int
    keys: frozenset[str]
    forms: frozenset[Form]


def form_of(name: str) -> Form:
    """Return a name as its folded words.

    >>> form_of("Ahmad al-Najjar")
    ('ahmad', 'al', 'najjar')
    """
    return tuple(token.form for token in tokenize(name) if token.kind == "word")


def persons_in(case: Case | None, names: Iterable[str]) -> tuple[Person, ...]:
    """Return whom some names or keys mean; without a case, or where it knows nobody so called, the name alone counts.

    Raises CaseError where decisions on actors contradict each other.
    """
    found = []
    for number, name in enumerate(dict.fromkeys(names), 1):
        keys = _keys(case, name) if case is not None else frozenset[str]()
        named = [] if name in keys else [name]
        forms = {form_of(one) for one in (*named, *_names(case, keys))} - {()}
        found.append(Person(number, keys, frozenset(forms)))
    return tuple(found)


def _keys(case: Case, name: str) -> frozenset[str]:
    standing = canonical(case)
    meant = {standing.get(key, key) for key in keys_called(case.connection, name)}
    return frozenset(meant) | {key for key, own in standing.items() if own in meant}


def _names(case: Case | None, keys: frozenset[str]) -> Iterator[str]:
    """Yield every name that a case, its people or the lexicon have for some keys."""
    if case is None or not keys:
        return
    yield from names_of(case.connection, keys).values()
    for (label,) in case.connection.execute(_LABELS, (json.dumps(sorted(keys)),)):
        yield label
    for key in keys:
        kind, _, name = key.partition(":")
        if kind not in ("actors", "places"):
            yield name
    for row in lexicon().actors:
        if f"actors:{row.key}" in keys:
            yield from (name for name in (row.name, row.name_en, *row.aliases) if name)
