"""Make the different spellings of a name meet: a key of its consonants, the same for Latin and Arabic letters.

What comes in is a name in Latin letters (Muammar al-Gaddafi, Moammar Qadhafi) or in Arabic (معمر القذافي); what goes
out is a short key for looking it up. Names that differ may share a key (Muḥammad, Maḥmūd): it finds candidates and
does not say that two names are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from musnad.arabic.orthography import is_arabic
from musnad.arabic.transliteration import ijmes, to_plain

__all__ = ["latin_key"]

# El Baradei, ash-Sharq, al Asad, ed-Din: the article by itself or before a hyphen, assimilated or not.
_ARTICLES = frozenset({
    "al", "el", "ul", "il", "as", "es", "ash", "esh", "ech", "ad", "ed", "ud", "at", "et", "an", "en", "ar", "er", "ur",
    "az", "ez", "uz",
})  # fmt: skip
# Abdel Fattah, Abd al-Fattah and Abdelfattah are one; so are Nur al-Din and Noureddine, Nasr Allah and Nasrallah.
_HEAD = re.compile(
    r"""\babd
    (?: [ ][ae]l[ ] | [ -](?:[aeu]?[lrsndtz]{1,2}-)? | [aeou]{1,2}(?:l|(?P<twin>[rsndtz])(?=(?P=twin)))[ -]? )
    (?=\w{2})""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"(?<=\w)[ -]*(?:[aeiu]d|[aeiu]l)[ -]?(?=d[ei]{1,2}ne?\b)|(?<=\w)[ -]+(?=(?:[auo]llah|d[ei]{1,2}ne?)\b)"
)
# Essebsi, Ennahda: the article melted into the name; Essam is no such word.
_MELTED = re.compile(r"\be(?=(?:ss|nn|rr|tt)\w{4})")
_SLAVIC = re.compile(r"(?<=[vczd])ic\b")
_JOINTS = (
    (_HEAD, "abd"),
    (_TAIL, ""),
    (_MELTED, ""),
    (_SLAVIC, "ich"),
    (re.compile(r"ques\b"), "k"),
    (re.compile(r"\bx"), "X"),
)
_CAMEL_ARTICLE = re.compile(r"\bEl(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-zX0-9'`]+")
_SILENT = re.compile(r"['`]")
# The spelling of a sound, longest first. One letter of the key stands for the sounds that spellings mix up:
# K for k q g gh kh j, T for t d th dh, S for s z ts, X for sh ch, F for f v ph, B for b p.
_SOUNDS = (
    ("ohn", "on"), ("chr", "kr"), ("sch", "X"), ("cz", "X"), ("sz", "X"), ("tch", "X"), ("tsh", "X"), ("dj", "K"),
    ("dzh", "K"), ("zh", "K"),
    ("sh", "X"), ("ch", "X"), ("ck", "K"), ("cq", "K"), ("kh", "K"), ("gh", "K"), ("th", "T"), ("dh", "T"),
    ("ph", "F"), ("ts", "S"), ("tz", "S"), ("x", "KS"), ("ce", "Se"), ("ci", "Si"), ("cy", "Sy"),
)  # fmt: skip
_CLASSES = str.maketrans("kqgjctdszfvbplrmnh", "KKKKKTTSSFFBBLRMNH")
_VOWELS = re.compile("[aeiouwy']+")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(1 << 14)
def latin_key(text: str) -> str:
    """Return the key of a name, word by word.

    >>> latin_key("Muammar al-Gaddafi") == latin_key("Moammar Qadhafi") == latin_key("معمر القذافي")
    True
    >>> latin_key("Hussein"), latin_key("Shoigu")
    ('HSN', 'XK')
    """
    plain = to_plain(ijmes(text) if is_arabic(text) else text)
    plain = _CAMEL_ARTICLE.sub("", plain).lower()
    for spelling, instead in _JOINTS:
        plain = spelling.sub(instead, plain)
    words = [_SILENT.sub("", word) for word in _BETWEEN.split(plain)]
    keys = [_word_key(word) for word in words if word and word not in _ARTICLES]
    return " ".join(key for key in keys if key)


def _word_key(word: str) -> str:
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    opening = "A" if word[0] in "aeiouy" else "W" if word[0] == "w" else ""
    skeleton = _VOWELS.sub("", word).translate(_CLASSES)
    return opening + _REPEATED.sub(r"\1", skeleton.removesuffix("H") or skeleton)
