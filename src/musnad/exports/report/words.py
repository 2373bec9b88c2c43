"""What a report says in its own words, in Arabic or English.

What comes in is `report.toml` and the labels of `musnad.views`; what goes out are phrases as markup, with everything
that is put into them escaped, and counted nouns that agree with their numbers. Words of articles are none of these.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from markupsafe import Markup

from musnad.arabic.agreement import CountedNoun, counted
from musnad.exports.manner import Language
from musnad.views.labels import Label, load_labels

__all__ = ["Words", "report_words"]


class _Noun(msgspec.Struct, frozen=True):
    ar: CountedNoun
    en: CountedNoun


class _File(msgspec.Struct, frozen=True):
    text: dict[str, Label]
    noun: dict[str, _Noun]


class Words:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Which way a page in this language runs."""
        return "rtl" if self.language == "ar" else "ltr"

    def say(self, key: str, /, **values: object) -> Markup:
        """Return a phrase with values put in, escaped unless they are markup. Raises KeyError for an unknown phrase."""
        label = _file().text[key]
        return Markup(label.ar if self.language == "ar" else label.en).format(**values)  # of our own file

    def count(self, noun: str, number: int) -> str:
        """Return a noun with its number, as `musnad.arabic.agreement` makes them agree."""
        forms = _file().noun[noun]
        return counted(number, forms.ar if self.language == "ar" else forms.en)

    def label(self, group: str, key: str) -> str:
        """Return what a value of the model is called (`musnad.views.labels`)."""
        label = load_labels().of(group, key)
        return label.ar if self.language == "ar" else label.en

    def join(self, parts: Iterable[object]) -> Markup:
        """Return parts with the comma of the language between them, escaped unless they are markup."""
        return self.say("comma").join(Markup("{}").format(part) for part in parts)


@cache
def report_words(language: Language) -> Words:
    """Return the words of a language."""
    return Words(language)


@cache
def _file() -> _File:
    text = (files("musnad.exports.report") / "report.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File)
