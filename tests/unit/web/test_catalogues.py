"""Every message of the room is said in Arabic, once, with the same places for values."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import musnad.web
from musnad.web.speech import catalogues

_ROOM = Path(musnad.web.__file__).parent
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "many": (1, 2)}
_PLACE = re.compile(r"%\((\w+)\)[sd]")
_ARABIC_FORMS = 6


def _messages() -> set[str | tuple[str, ...]]:
    """Return what templates and code say; a counted thing as its two English forms."""
    found = extract_from_dir(
        _ROOM, [("**.py", "python"), ("**/templates/**.j2", "jinja2")], keywords=_KEYWORDS,
        options_map={"**/templates/**.j2": {"silent": "false", "trimmed": "true"}},
    )  # fmt: skip
    return {message for _, _, message, _, _ in found}


def _arabic() -> list[tuple[str, object, object]]:
    return [(name, m.id, m.string) for name, catalogue in catalogues("ar") for m in catalogue if m.id]


def test_every_message_is_said_in_arabic() -> None:
    said = {identifier for _, identifier, string in _arabic() if (all(string) if isinstance(string, tuple) else string)}
    assert not _messages() - said, "messages without Arabic; add them to catalogues/ar/NAME.po"


def test_no_catalogue_says_what_nothing_asks_for() -> None:
    assert not {identifier for _, identifier, _ in _arabic()} - _messages()


def test_no_message_is_said_twice() -> None:
    assert not [identifier for identifier, n in Counter(identifier for _, identifier, _ in _arabic()).items() if n > 1]


def test_arabic_has_the_same_places_for_values() -> None:
    for _, identifier, string in _arabic():
        if isinstance(identifier, tuple):
            assert isinstance(string, tuple)
            assert len(string) == _ARABIC_FORMS, identifier
            places = set(_PLACE.findall(identifier[1]))
            assert all(set(_PLACE.findall(form)) <= places for form in string), identifier
            assert all(set(_PLACE.findall(form)) == places for form in string[3:]), identifier
        else:
            assert set(_PLACE.findall(str(identifier))) == set(_PLACE.findall(str(string))), identifier


@pytest.mark.parametrize("text", ["_('a')", "many('%(n)s x', '%(n)s xs', 2)"])
def test_what_is_said_is_found(text: str) -> None:
    from io import BytesIO

    from babel.messages.extract import extract

    assert list(extract("python", BytesIO(text.encode()), keywords=_KEYWORDS))
