"""What the rest of musnad tells in English, said in the language of the page: faults of a query, notes on a search.

What comes in is a sentence; what goes out is the same in the language of the page, the sentence itself where no
message here fits it. A place such as `%(word)s` stands for whatever is there.
"""

from __future__ import annotations

import re
from functools import cache

from musnad.web.speech import Speech


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["TOLD", "told"]

_PLACE = re.compile(r"%\((\w+)\)s")
_INNER = "reason"  # a place that holds another sentence of the table

TOLD = (
    _("at character %(place)s, %(word)s: %(reason)s"),
    _("this bracket was not opened"),
    _("take it out, or open one before it"),
    _("this bracket is not closed"),
    _("this quotation is not closed"),
    _("close it"),
    _("there is no word to look for"),
    _("write one, as in: وزير"),
    _("it only says what is not wanted, at least on one side of an OR"),
    _("say with AND what is wanted beside it, as in: وزير -قطر"),
    _("OR needs words on both sides"),
    _("write them, or take OR out; filters go beside it"),
    _("a filter cannot be one side of OR"),
    _("set it beside the brackets"),
    _("set it beside brackets, as in: (a OR b) outlet:BBC"),
    _("AND needs something on both sides"),
    _("write it, or take AND out"),
    _("NOT needs something after it"),
    _("write it, or take NOT out"),
    _("the brackets are too deep"),
    _("use fewer"),
    _("NEAR needs two words or phrases"),
    _("write it as: NEAR(وزير قطر, 5)"),
    _("%(field)s: needs a value"),
    _("write it as %(one)s or %(two)s"),
    _("there are more than %(most)s words in it"),
    _("look for fewer at a time"),
    _("there is no word in it"),
    _("write one with letters or digits, or take it out"),
    _("so short a beginning fits too many words"),
    _("write two letters before the * at least"),
    _("this is no date"),
    _("write 2018, 2018-05, 2018-05-31, or two of them: 2017..2018-05"),
    _("no outlet here is called %(name)s; there are: %(names)s"),
    _("no actor here is called %(name)s; there are: %(names)s"),
    _("no speaker here is called %(name)s; there are: %(names)s"),
    _("no place here is called %(name)s; there are: %(names)s"),
    _("no event here is called %(name)s; there are: %(names)s"),
    _("no stance here is called %(name)s; there are: %(names)s"),
    _("of %(total)s hits, some %(most)s that were brought in last are ranked; add a word or a filter"),
    _("this is no number that fits"),
    _("give one from %(least)s to %(most)s"),
    _("give the number of a document"),
    _("it is longer than %(most)s characters"),
    _("say it in fewer"),
    _("it is too long"),
    _("look for less at a time"),
    _("it is empty"),
    _("give the search a name"),
    _("say who you are"),
    _("say why, for those who read the case later"),
    _("take it back on the page of the history"),
)


def told(speech: Speech, sentence: str) -> str:
    """Return a sentence in the language of the page."""
    if speech.lang == "en":
        return sentence
    for pattern, message in _patterns():
        if (found := pattern.fullmatch(sentence)) is not None:
            values = {
                name: told(speech, value) if name == _INNER else value for name, value in found.groupdict().items()
            }
            said = speech.gettext(message)
            return said % values if values else said
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(message), message) for message in TOLD)


def _pattern(message: str) -> re.Pattern[str]:
    parts = _PLACE.split(message)  # words and names of places in turn
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)), re.DOTALL
    )
