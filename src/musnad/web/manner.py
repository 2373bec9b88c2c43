"""How a person wants the room: language, digits, light or dark. Values in, values out.

What comes in are the words of a cookie and of a query; what goes out is a `Manner`. Arabic comes first, Latin digits
are the rule in both languages, and the light follows the machine until somebody chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

__all__ = ["COOKIE", "Digits", "Language", "Manner", "Theme", "manner_of"]

Language = Literal["ar", "en"]
Theme = Literal["auto", "light", "dark"]
Digits = Literal["latn", "arab"]

COOKIE = "musnad_manner"
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "lang": get_args(Language), "theme": get_args(Theme), "digits": get_args(Digits),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of a page; `digits` are those of the room's own numbers, quoted words keep theirs."""

    lang: Language = "ar"
    theme: Theme = "auto"
    digits: Digits = "latn"

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Which way the page runs."""
        return "rtl" if self.lang == "ar" else "ltr"

    @property
    def cookie(self) -> str:
        """The manner as the value of a cookie, which `manner_of` reads back."""
        return ".".join((self.lang, self.theme, self.digits))


def manner_of(cookie: str | None, query: Mapping[str, str]) -> Manner:
    """Return the manner that a cookie asks for, and a query before it; what neither knows is left as it is.

    >>> manner_of("en.dark.latn", {"lang": "ar"})
    Manner(lang='ar', theme='dark', digits='latn')
    >>> manner_of("x.y", {"theme": "blue"})
    Manner(lang='ar', theme='auto', digits='latn')
    """
    kept = dict(zip(_FIELDS, (cookie or "").split("."), strict=False))
    asked = {**kept, **{name: query[name] for name in _FIELDS if name in query and query[name] in _FIELDS[name]}}
    known = {name: value for name, value in asked.items() if value in _FIELDS[name]}
    return replace(Manner(), **known)  # type: ignore[arg-type]  # each value is one of its field's
