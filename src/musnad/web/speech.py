"""What the room says, in the language of the page: messages, plurals, numbers.

What comes in are the catalogues of the package (`catalogues/LANGUAGE/*.po`, gettext's format, one file for each kind of
page; the messages are the English words); what goes out are words. Names of the model's own values (stances, types of
events) are in `musnad.views.labels`.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal

from musnad.views.labels import load_labels
from musnad.web.manner import Digits, Language, Manner

__all__ = ["Speech", "catalogues", "speech_of"]

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Speech:
    """Says things in one language, with one kind of digits."""

    def __init__(self, lang: Language, digits: Digits) -> None:
        self.lang, self._digits = lang, digits
        self._said = _translations(lang)
        self._locale = Locale.parse(lang)

    def gettext(self, message: str) -> str:
        """Return a message in this language; the message itself where the catalogue lacks it."""
        return self._said.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a message that goes with a count."""
        return self._said.ngettext(one, many, count)

    def many(self, one: str, many: str, count: int) -> str:
        """Return a counted thing: `%(n)s` in the message is the count, in this page's digits."""
        return self._said.ngettext(one, many, count) % {"n": self.number(count)}

    def number(self, value: float) -> str:
        """Return a number with its thousands parted, in this page's digits."""
        return self.digits(format_decimal(value, locale=self._locale, numbering_system=self._digits))

    def short(self, value: float) -> str:
        """Return a large number in short, such as 166.8 and the word for thousands of millions."""
        short = format_compact_decimal(value, locale=self._locale, fraction_digits=1, numbering_system=self._digits)
        return self.digits(short)

    def digits(self, text: str) -> str:
        """Return a text of the room's own, such as an ISO day, in this page's digits."""
        return text.translate(_ARABIC_INDIC) if self._digits == "arab" else text

    def label(self, group: str, key: str) -> str:
        """Return what a value of the model is called (`musnad.views.labels`); a value without a label is itself."""
        found = load_labels().of(group, key)
        return found.ar if self.lang == "ar" else found.en


@cache
def speech_of(manner: Manner) -> Speech:
    """Return the speech of a manner."""
    return Speech(manner.lang, manner.digits)


def catalogues(lang: Language) -> Iterator[tuple[str, Catalog]]:
    """Yield the catalogues of a language with their names; English has none, its words are the messages."""
    folder = files("musnad.web") / "catalogues" / lang
    for file in sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else ():
        if file.name.endswith(".po"):
            yield file.name, read_po(io.BytesIO(file.read_bytes()), locale=lang)


@cache
def _translations(lang: Language) -> gettext.NullTranslations:
    whole: Catalog | None = None
    for _, catalogue in catalogues(lang):
        whole = whole or Catalog(locale=lang)
        for message in catalogue:
            if message.id and message.string:
                whole.add(message.id, message.string)
    if whole is None:
        return gettext.NullTranslations()
    written: Any = io.BytesIO()
    write_mo(written, whole)
    written.seek(0)
    return gettext.GNUTranslations(written)
