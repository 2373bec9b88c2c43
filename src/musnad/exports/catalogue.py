"""The formats that an export can have: what each is for, what it cannot carry, and where its module is.

What comes in are the files `about/FORMAT.toml`; what goes out are values. Imports nothing heavy: the help text needs
it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

__all__ = ["Format", "Loss", "Of", "Said", "Shape", "find_format", "formats"]

Shape = Literal["file", "folder"]
Of = Literal["articles", "claims", "both", "one", "case"]
_TEXTUAL = ("json", "xml")
_GROUPS = ("data", "entities", "events", "drawing", "linked", "language", "paper", "whole")


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in the two languages of the program."""

    ar: str
    en: str

    def in_(self, language: str) -> str:
        """Return it in a language, in English where that is neither."""
        return self.ar if language == "ar" else self.en


class Loss(Said, frozen=True, forbid_unknown_fields=True):
    """Something that a format cannot carry; an export counts how often, where it can be counted."""


class Format(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A format: `module` writes it into a file, or a folder of files, whose name ends in `suffix`.

    `group` puts it beside its like. `of` says what it is made of: articles (from files as well), the claims of a case,
    both where there are claims, one subject that is named (a claim, an actor or a period), or the whole case. `media`
    is the media type of the file; `needs` is the extra of musnad that it takes. `lost` says by key what it cannot
    carry.
    """

    name: str
    module: str
    group: Literal["data", "entities", "events", "drawing", "linked", "language", "paper", "whole"]
    shape: Shape
    suffix: str
    of: Of
    media: str = "application/octet-stream"
    needs: str = ""
    title: Said
    purpose: Said
    lost: dict[str, Loss]

    @property
    def is_text(self) -> bool:
        """Whether it can be shown on a terminal."""
        return self.media.startswith("text/") or any(kind in self.media for kind in _TEXTUAL)

    @property
    def needs_case(self) -> bool:
        """Whether files alone are not enough."""
        return self.of in ("claims", "one", "case")


@cache
def formats() -> dict[str, Format]:
    """Return all formats by name, like beside like."""
    found = [_read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
             for file in (files("musnad.exports") / "about").iterdir() if file.name.endswith(".toml")]  # fmt: skip
    found.sort(key=lambda one: (_GROUPS.index(one.group), one.name))
    return {one.name: one for one in found}


def find_format(name: str) -> Format | None:
    """Return the format of a name, None where there is none."""
    return formats().get(name)


def _read(name: str, text: str) -> Format:
    return msgspec.convert({"name": name, **tomllib.loads(text)}, Format)
