"""Nationality words and the places they mean: روسي، الروسية، الروس → Russia.

What comes in are the rows of places; what goes out is a look-up of folded forms without clitics. Whether a place is
meant in a text is for the stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from musnad.arabic.orthography import fold
from musnad.lexicon.names import PlaceRow

__all__ = ["demonym_forms", "demonym_places"]

_ARTICLE = "ال"  # the definite article
_FEMININE = "ة"
_ENDINGS = ("", _FEMININE, "ا", "ين", "ون", "ان", "تين", "تان", "ات")


def demonym_forms(masculine: str) -> tuple[str, ...]:
    """Return the folded inflected forms of a masculine singular nationality adjective, with and without article.

    >>> demonym_forms("روسي")[:3]
    ('روسي', 'روسية', 'روسيا')
    """
    stem = fold(masculine)
    bare = [stem + ending for ending in _ENDINGS]
    return (*bare, *(_ARTICLE + form for form in bare))


def demonym_places(places: Iterable[PlaceRow]) -> Mapping[str, str]:
    """Return the key of the place for every folded form of its nationality; states come before other places.

    A form that is itself the name of a place (روسيا) is left out, unless it is the feminine too (السعودية), and so is
    the feminine of a place under caution: مالية is financial far more often than Malian.
    """
    rows = sorted(places, key=lambda row: row.kind != "state")
    names = {fold(name) for row in rows for name in (row.name, *row.aliases)}
    found: dict[str, str] = {}
    for row in rows:
        plurals = [_ARTICLE * article + fold(form) for form in row.people for article in (0, 1)]
        for form in (*(f for d in row.demonym for f in demonym_forms(d)), *plurals):
            if row.caution and form.endswith(_FEMININE):
                continue
            if form not in names or form.endswith(_FEMININE):
                found.setdefault(form, row.key)
    return found
